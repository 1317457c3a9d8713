"""The evidence ledger: how each code of the source study was used, and how else it could be."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from analysis.codebook.codes import GROUPS, Code, codes
from analysis.documents.tables import MADE
from sim.conditions import CONDITIONS
from sim.setting.theories.theory import SWITCHES

FILE = Path(__file__).resolve().parents[2] / "docs" / "data" / "evidence_ledger.csv"
COLUMNS = ("code", "breadth", "respondents", "inference", "alternative_reading", "decided_by")

HEAD = f"""# Evidence ledger

What the source study gives, what was inferred from it, and where it enters the model: one entry for
each of the 49 codes of its tree (11 parents, 38 leaves), in the spirit of RAT-RS, the rigour and
transparency reporting standard for the use of data in agent-based models (Achter, Borit,
Chattoe-Brown and Siebers 2022).

**The source.** One qualitative study: ten interviews (nine officials of Politie and Defensie, one
outsider) and twenty-five documents. It is used as published: interviews are anonymous, and no
transcript was used. It gives
mechanisms and their direction; it gives no quantities. Numbers come from figures with a grade
(`sim/world/data/netherlands/figures.csv`) or are priors with a range.

**How to read an entry.** *Breadth*: in how much of the material the code is found, as the
study puts it. *Respondents*: who is quoted for it, where the study names them. *Inference*: what
the model takes from it. *Read otherwise*: another reading of the same passages. *Decided by*: where
one can move from one reading to the other, or see how much hangs on it. Whether the effect then
shows in the model is measured in the [proof per code](codebook.md).

**Who used it how.** Codes were read in the published text, in the sections named; passages that
contradict each other became switches of [theory](tables/theory.md), so that no reading is settled
silently. Codes that nobody named (breadth: none) are kept, at weight 0, because the study's coding
scheme has them.

{MADE}"""


def entries() -> dict[int, dict[str, str]]:
    """Return the ledger's rows by the number of the code."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return {int(row["code"]): row for row in csv.DictReader(file)}


def names_in(decided_by: str) -> Iterator[tuple[str, bool]]:
    """Yield every name of a condition or switch in a text, and whether it exists."""
    homes = {"conditions": set(CONDITIONS), "theory": set(SWITCHES)}
    for home, name in re.findall(r"\b(conditions|theory)\.(\w+)", decided_by):
        yield f"{home}.{name}", name in homes[home]


def ledger() -> str:
    """Return the page."""
    rows = entries()
    parts = [HEAD]
    for group, (title, dutch) in GROUPS.items():
        parts.append(f"## {title} ({dutch})\n")
        parts += [_entry(c, rows[c.number]) for c in codes().values() if c.group == group]
    return "\n".join(parts)


def _entry(code: Code, row: dict[str, str]) -> str:
    carried = ", ".join(f"`{n}`" for n, c in CONDITIONS.items() if code.number in c.codes)
    heard = f"; respondents {row['respondents'].replace(';', ', ')}" if row["respondents"] else ""
    decided = re.sub(
        r"\b(?:conditions|theory)\.\w+", lambda found: f"`{found[0]}`", row["decided_by"]
    )
    lines = [
        f"### {code.number} {code.name_en} ({code.name_nl})",
        "",
        f"{code.finding} ({code.section}; breadth: {row['breadth']}{heard})".lstrip(),
        "",
        f"* *Inference*: {row['inference']}.",
        f"* *Carried by*: {code.carrier}; conditions: {carried or 'none of its own'}; "
        f"equations: {code.equations or 'none'}.",
    ]
    if row["alternative_reading"]:
        lines.append(f"* *Read otherwise*: {row['alternative_reading']}.")
    return "\n".join([*lines, f"* *Decided by*: {decided}.", ""])
