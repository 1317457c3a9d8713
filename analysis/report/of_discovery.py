"""Under which conditions it fails: the part of a report that a study of discovery makes."""

from __future__ import annotations

import numpy as np

from analysis.discovery import Box
from analysis.discovery_text import DENSER, failing, sentences
from analysis.figures.discovery import box_figure
from analysis.phrases import floats, percent, phrase
from analysis.report.part import Part, picture
from analysis.report.stored import Stored
from analysis.robustness import LOWER_IS_BETTER
from analysis.sensitivity.sample import outcome_values

TEXTS: dict[str, tuple[str, str]] = {
    "no_box": (
        "Under “{where}” no combination of conditions was found under which it fails more often on"
        " points that the search had not seen ({inside}% fail inside it, {all}% everywhere).",
        "Bij “{where}” is geen combinatie van voorwaarden gevonden waaronder het vaker misgaat op"
        " punten die de zoektocht niet had gezien ({inside}% gaat daar mis, {all}% overal).",
    ),
}


def part_of(stored: Stored, language: str) -> Part:
    """Return the part of a study of discovery."""
    outcome = str(stored.decisive.get("outcome", "gap_closed"))
    below = outcome not in LOWER_IS_BETTER
    what = failing(outcome, _threshold(stored, outcome, below), below, language)
    box = Box(stored.table("box"), stored.table("peeling"), stored.table("check"))
    said = sentences(box, what, language)
    where = stored.where(language)
    return Part(
        verb="discover",
        where=where,
        leads=_lead(box, said[0], where, language),
        said=said,
        pictures=[picture("box", lambda: box_figure(box, what, language))],
        command=stored.command,
        doubts=[f"{where}: {line}" for line in said[1:]],
    )


def _lead(box: Box, found: str, where: str, language: str) -> list[str]:
    """Return the box only where it holds on points that the search did not see."""
    held = box.check.set_index("part").loc["held_out"]
    inside, everywhere = floats(held, "density", "base_rate")
    if inside > DENSER * everywhere:
        return [found]
    shares = {"inside": percent(inside, language), "all": percent(everywhere, language)}
    return [phrase(TEXTS, "no_box", language, where=where, **shares)]


def _threshold(stored: Stored, outcome: str, below: bool) -> float:
    """Return what counted as failing: as given, or the worst share of the points."""
    given = stored.decisive.get("threshold")
    if given is not None:
        return float(given)
    worst = float(stored.decisive["worst"])
    points = stored.study.design().table["point"].to_numpy()
    values = outcome_values(stored.study.runs(), outcome, points)
    return float(np.quantile(values, worst if below else 1 - worst))
