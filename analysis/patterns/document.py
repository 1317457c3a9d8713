"""The document on the patterns, from stored results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from analysis.claims.judge import OPEN
from analysis.patterns.declared.claims import ROLES, claims
from analysis.patterns.elsewhere import SEEDS_A_FUTURE, Elsewhere
from analysis.patterns.elsewhere_words import grid, sentences
from analysis.patterns.words import answer, with_interval
from analysis.stored.patterns import read_measured
from sim.errors import UserError
from sim.reading.csv_frame import read_csv_frame
from sim.words.numbers import to_digits

PARTS = Path("tables") / "parts.csv"

OPENING = """\
# The study's claims as patterns

Each claim of the study that the model can speak to is a pattern: a number with an interval, a rule,
and a verdict. It *passes* where the whole interval lies where the rule says, *fails* where the
whole interval lies elsewhere, and is *not decidable* where the interval covers the bound. Where a
claim has several numbers, all must hold. A claim that something hardly matters is judged by two
one-sided tests (the 90 % interval within the bound); there are no p-values, since runs cost
nothing.

*Roles.* A *design* pattern was written into an equation: that it passes verifies the code and
nothing else. *Emergent* patterns follow from many rules together, *discriminating* ones tell rival
theories apart, *null* ones say that something hardly matters: these three are results, reported as
they fall. Nothing was tuned to pass. Bounds were fixed beforehand and have not moved. Measurements
were mended after a first look, each for the reason given: the desks of P29 are all alike, so that
only their number differs; needs that the varied share of consent in advance settles count in P22
and P45; willingness is spread over its range in P02 and P10, and what a standing unit leaves for
others is read over the other classes in P36 and P45 (see their notes). After a review P01, P04,
P06, P09, P24, P28, P35 and P41 were mended, none by its result: how each was read before stands in
its row (*before*, with the verdict it would have had, which does not count), why in its note. Where
a claim could not be measured as it was meant (drivers held in a run in P05, understanding
transplanted in P20, delay held in P25), what is measured says what was done instead. A difference
of exactly 0 fails a claim that there is one. Where a number leaves it open, *told from* says how
far beyond its bound the truth must lie for as many runs to tell it in eight of ten measurements.

*Cases.* The first case is decisive; the others repeat it under the answers to open questions (or
the conditions in their place) that the claim turns on. {seeds} seeds (the same in all settings, so
that a difference is of the same needs with the same random numbers), {days} days after
{warm_up_days} of warm-up, {draws} draws of conditions.

*Elsewhere* (the last table). Every claim is also judged under each theory, with all else at its
default, and in each of {futures} futures: draws of all conditions, cells of the tables and answers
to open questions,
{source}. Told is the share of futures in which its numbers
lie where its rule says, by the mean of {seeds_each} seeds each; a claim that is over many draws
itself has its verdict over these. What rests on bare equations, on other worlds, or on a statistic
over seeds, is not read there.

*What it is not.* Most conditions are priors. A verdict says what the model does, not what a
country does, and the study gives no independent validation of itself.

Made by `{command}` and then `python -m analysis.patterns {folder}`.
"""


def read_parts(folder: Path) -> tuple[pd.DataFrame, dict[str, object]]:
    """Read what a measurement stored: its parts, and its manifest.

    Raises:
        UserError: Where there is none.
    """
    manifest, file = read_measured(folder), folder / PARTS
    if manifest is None or not file.exists():
        raise UserError(
            "'{folder}' holds no patterns; allowed: a folder that bijstand patterns wrote",
            folder=folder,
        )
    return read_csv_frame(file), manifest


def read_elsewhere(folder: Path) -> Elsewhere:
    """Read where patterns hold beside the defaults, as a measurement stored it."""
    return Elsewhere.read(folder / PARTS.parent)


def document(folder: Path) -> str:
    """Return the document in Markdown.

    Raises:
        UserError: As ``read_parts``.
    """
    parts, manifest = read_parts(folder)
    parts["verdict"] = parts["verdict"].fillna("")
    elsewhere, believed = read_elsewhere(folder), bool(manifest.get("belief"))
    source = "as calibration weighs them by the evidence" if believed else "over their ranges"
    opening = OPENING.format(
        **{
            "futures": 0,
            **manifest,
            "seeds_each": SEEDS_A_FUTURE,
            "folder": folder.as_posix(),
            "source": source,
        }
    )
    *first, last = answer(parts)
    said = [*first, *sentences(parts, elsewhere, believed, "en"), last]
    lines = [opening, *(f"- {sentence}" for sentence in said), ""]
    for role in ROLES:
        mine = parts[[claims()[str(name)].role == role for name in parts["id"]]]
        lines += _of_role(mine, role) if len(mine) else []
    return "\n".join([*lines, *(_elsewhere(parts, elsewhere) if elsewhere.tables() else [])])


def _of_role(parts: pd.DataFrame, role: str) -> list[str]:
    lines = [f"## {role.capitalize()}", "", "| id | claim | case | number | verdict |"]
    lines.append("|---|---|---|---|---|")
    for name, of_id in parts.groupby("id", sort=False):
        claim = claims()[str(name)]
        for place, (case, numbers) in enumerate(of_id.groupby("case", sort=False)):
            said = "<br>".join(map(_number, numbers.to_dict("records")))
            verdict = numbers["case_verdict"].iloc[0]
            head = ("", "") if place else (claim.id, f"{claim.claim_en} ({claim.section})")
            bold = verdict if place else f"**{verdict}**"
            lines.append(f"| {head[0]} | {head[1]} | {case} | {said} | {bold} |")
    mine = [claims()[str(name)] for name in parts["id"].unique()]
    lines += ["", "What is measured:", "", *(f"- {one.id}: {one.measured_en}." for one in mine)]
    if noted := [f"- {one.id}: {one.note_en}." for one in mine if one.note_en]:
        lines += ["", "To read them:", "", *noted]
    return [*lines, ""]


def _number(row: dict[Any, Any]) -> str:
    said = f"{row['part_en']}: {with_interval(row)}"
    said += f", wanted {row['expected']}" if row["verdict"] else ""
    if row["verdict"] == OPEN:
        said += f", told from {to_digits(row['detectable'], 'en')} beyond"
    return f"*before: {said}: {row['verdict']}*" if row["before"] else said


def _elsewhere(parts: pd.DataFrame, elsewhere: Elsewhere) -> list[str]:
    table = grid(parts, elsewhere, "en")
    return [
        "## Elsewhere",
        "",
        table.note,
        "",
        " | ".join(["", table.heading, *table.columns, ""]).strip(),
        "|".join(["", *["---"] * (len(table.columns) + 1), ""]),
        *(" | ".join(["", *row, ""]).strip() for row in table.rows),
        "",
    ]
