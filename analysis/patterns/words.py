"""What came of the patterns, in words and in a table, in English and Dutch."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.claims.judge import FAILS, NOT_COMPUTED, OPEN, PASSES, VERDICTS
from analysis.patterns.declared.claims import ROLES, claims
from sim.words import numbers
from sim.words.numbers import to_digits

ROLE_NAMES = {
    "design": ("design", "ontwerp"),
    "emergent": ("emergent", "emergent"),
    "discriminating": ("discriminating", "onderscheidend"),
    "null": ("null", "nul"),
}
VERDICT_NAMES = {
    PASSES: ("passes", "slaagt"),
    FAILS: ("fails", "faalt"),
    OPEN: ("not decidable", "niet te beslissen"),
    NOT_COMPUTED: ("not computed", "niet berekend"),
}
FOUND = "parts"
IN_ORDER = (*ROLES[1:], ROLES[0])
"""The results first, what was written into the equations last."""
HEADINGS = {
    "claim": ("Claim", "Bewering"),
    "number": ("number (95%)", "getal (95%)"),
    "verdict": ("verdict", "oordeel"),
    "cases": ("elsewhere", "elders"),
}
TEXTS = {
    "results": (
        "Of {all} results {passes} pass, {fails} fail and {open} cannot be decided{rest}: {roles}.",
        "Van {all} resultaten slagen er {passes}, falen er {fails} en zijn er {open} niet te "
        "beslissen{rest}: {roles}.",
    ),
    "of_role": ("{role} {passes} of {all}", "{role} {passes} van {all}"),
    "not_computed": (", {n} were not computed", ", {n} zijn niet berekend"),
    "design": (
        "Of {all} design patterns {passes} pass, {fails} fail and {open} are open; they were "
        "written into the equations, so they only verify the code.",
        "Van {all} ontwerppatronen slagen er {passes}, falen er {fails} en zijn er {open} open; "
        "ze staan in de vergelijkingen, dus toetsen alleen de code.",
    ),
    "apart": (
        "Told apart, by a pattern that passes under one answer and fails under another: {list}.",
        "Onderscheiden, door een patroon dat bij het ene antwoord slaagt en bij het andere faalt: "
        "{list}.",
    ),
    "none_apart": (
        "No pattern passes under one answer to an open question and fails under another.",
        "Geen patroon slaagt bij het ene antwoord op een open vraag en faalt bij het andere.",
    ),
    "against": (
        "Against what the claim foresees: {list}.",
        "Tegen de verwachting van de bewering: {list}.",
    ),
    "more": (
        "What is open would be decided, in eight of ten measurements and were the numbers found"
        " the truth, by so many runs or draws: {list}.",
        "Wat openstaat, zou in acht van de tien metingen worden beslist, als de gevonden getallen"
        " de waarheid waren, bij zoveel runs of trekkingen: {list}.",
    ),
    "stylised": (
        "Most conditions are priors: a verdict says what the model does, not what a country does.",
        "De meeste voorwaarden zijn aannames: een oordeel zegt wat het model doet, niet wat een "
        "land doet.",
    ),
}


def with_interval(row: Mapping[Any, Any], language: str = "en") -> str:
    """Return the number of a part with its interval."""
    written = [to_digits(row[key], language) for key in ("value", "low", "high")]
    return numbers.with_interval(written, language)


def counted(parts: pd.DataFrame) -> pd.DataFrame:
    """Return the numbers that count; a measurement of an older version has no others."""
    return parts[~parts["before"].astype(bool)] if "before" in parts else parts


def verdict_table(parts: pd.DataFrame, language: str = "en") -> pd.DataFrame:
    """Return a row per pattern: what it says, the verdict of its first case, and the others.

    Args:
        parts: From ``analysis.claims.measure.evaluate``.
        language: "en" or "nl".

    Returns:
        id, role, section, claim, measured, case, number, verdict, elsewhere, note.
    """
    rows = []
    for name, mine in parts.groupby("id", sort=False):
        claim = claims()[str(name)]
        cases = mine.drop_duplicates("case")
        first = counted(mine[mine["case"] == cases["case"].iloc[0]])
        several = len(first) > 1
        numbers = [
            f"{row[f'part_{language}']}: {with_interval(row, language)}"
            if several
            else with_interval(row, language)
            for row in first.to_dict("records")
        ]
        others = cases.iloc[1:].to_dict("records")
        rows.append(
            {
                "id": claim.id,
                "role": claim.role,
                "section": claim.section,
                "claim": claim.text(language),
                "measured": claim.measured_nl if language == "nl" else claim.measured_en,
                "case": cases["case"].iloc[0],
                "number": "; ".join(numbers),
                "verdict": cases["case_verdict"].iloc[0],
                "elsewhere": "; ".join(
                    f"{row['case']}: {VERDICT_NAMES[row['case_verdict']][language == 'nl']}"
                    for row in others
                ),
                "note": claim.note(language),
            }
        )
    return pd.DataFrame(rows)


def answer(parts: pd.DataFrame, language: str = "en") -> list[str]:
    """Return the answer in sentences: how many hold, what tells theories apart, what surprises."""
    place = int(language == "nl")
    table = verdict_table(parts, language)
    said = []
    results = table[table["role"] != "design"]
    if len(results):
        roles = []
        for role in ROLES[1:]:
            mine = results[results["role"] == role]
            if len(mine):
                counts = _counts(mine, ROLE_NAMES[role][place])
                roles.append(TEXTS["of_role"][place].format(**counts))
        counts = _counts(results, "")
        missing = counts["not_computed"]
        rest = TEXTS["not_computed"][place].format(n=missing) if missing else ""
        said.append(TEXTS["results"][place].format(**counts, rest=rest, roles=", ".join(roles)))
    if len(results) < len(table):
        said.append(TEXTS["design"][place].format(**_counts(table[table["role"] == "design"], "")))
    if len(parts.drop_duplicates(["id", "case"])) > len(table):
        apart = told_apart(parts)
        listed = "; ".join(f"{name} ({cases})" for name, cases in apart.items())
        said.append(TEXTS["apart" if apart else "none_apart"][place].format(list=listed))
    if surprises := against(parts):
        listed = "; ".join(f"{n} ({c}: {VERDICT_NAMES[v][place]})" for n, c, v in surprises)
        said.append(TEXTS["against"][place].format(list=listed))
    if more := runs_to_decide(parts):
        listed = "; ".join(
            f"{name} {numbers.number(count, 0, language, grouped=True)}"
            for name, count in more.items()
        )
        said.append(TEXTS["more"][place].format(list=listed))
    return [*said, TEXTS["stylised"][place]]


def _counts(table: pd.DataFrame, role: str) -> dict[str, object]:
    found = {word: int((table["verdict"] == word).sum()) for word in VERDICTS}
    return {
        "role": role,
        "all": len(table),
        "passes": found[PASSES],
        "fails": found[FAILS],
        "open": found[OPEN],
        "not_computed": found[NOT_COMPUTED],
    }


def told_apart(parts: pd.DataFrame) -> dict[str, str]:
    """Return the patterns that pass in one case and fail in another, with the cases."""
    found = {}
    for name, mine in parts.groupby("id", sort=False):
        cases = mine.drop_duplicates("case")
        lists = {
            verdict: ", ".join(cases.loc[cases["case_verdict"] == verdict, "case"])
            for verdict in (PASSES, FAILS)
        }
        if all(lists.values()):
            found[str(name)] = f"{lists[PASSES]} ✓, {lists[FAILS]} ✗"
    return found


def runs_to_decide(parts: pd.DataFrame) -> dict[str, float]:
    """Return how many runs would decide the first case of the patterns that are open in it.

    None are told of those whose number lies on its bound, or exists too seldom; nor by a
    measurement of an older version, which did not keep them.
    """
    found: dict[str, float] = {}
    if "runs_to_tell" not in parts:
        return found
    for name, mine in parts.groupby("id", sort=False):
        first = counted(mine[mine["case"] == mine["case"].iloc[0]])
        wanted = first.loc[first["verdict"] == OPEN, "runs_to_tell"]
        if first["case_verdict"].iloc[0] == OPEN and len(wanted) and wanted.notna().all():
            found[str(name)] = float(wanted.max())
    return found


def against(parts: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Return id, case and verdict where the verdict is the opposite of what is foreseen.

    Design patterns count as foreseen to pass in their first case; for others the claim may say.
    """
    found = []
    for row in parts.drop_duplicates(["id", "case"]).to_dict("records"):
        foreseen = row["foreseen"]
        if foreseen is None or (isinstance(foreseen, float) and math.isnan(foreseen)):
            continue
        if row["case_verdict"] == (FAILS if foreseen else PASSES):
            found.append((str(row["id"]), str(row["case"]), str(row["case_verdict"])))
    return found
