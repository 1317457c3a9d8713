"""Under which conditions it fails: the part of a report that a study of discovery makes."""

from __future__ import annotations

import numpy as np

from analysis.discovery.discovery import Box, holds
from analysis.discovery.figures import box_figure
from analysis.discovery.words import failing, sentences
from analysis.sensitivity.sample import outcome_values
from analysis.stored.part import Part, picture
from analysis.stored.stored import Stored
from sim.outcomes import LOWER_IS_BETTER


def part_of(stored: Stored, language: str) -> Part:
    """Return the part of a study of discovery."""
    outcome = str(stored.asked("outcome", "gap_closed"))
    below = outcome not in LOWER_IS_BETTER
    what = failing(outcome, _threshold(stored, outcome, below), below, language)
    box = Box(stored.table("box"), stored.table("peeling"), stored.table("check"))
    said = sentences(box, what, language)
    where, held = stored.where(language), holds(box.check)
    return Part(
        verb="discover",
        where=where,
        leads=[said[0] if held else f"{where}: {said[0]}"],
        said=said,
        pictures=[picture("box", lambda: box_figure(box, what, language))] if held else [],
        command=stored.command,
        doubts=[f"{where}: {line}" for line in said[1:]],
    )


def _threshold(stored: Stored, outcome: str, below: bool) -> float:
    """Return what counted as failing: as given, or the worst share of the points."""
    given = stored.asked("threshold")
    if given is not None:
        return float(given)
    worst = float(stored.asked("worst"))
    points = stored.study.design().table["point"].to_numpy()
    values = outcome_values(stored.study.runs(), outcome, points)
    return float(np.quantile(values, worst if below else 1 - worst))
