"""What is kept of a run for its figures.

A run's request log has a row per incident; kept of it are the counts and shares that the figures
draw (``sim.measures.portrait``), so that memory does not grow with the length of the logs. Workers
import this: nothing that an answer alone needs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.attribution import FUNNEL
from sim.measures.portrait import COURSES, Portraits, gate_shares, portrait_of
from sim.run import Run
from sim.state.codes import END_STATES


@dataclass(frozen=True, slots=True)
class TakePortrait:
    """Takes the portraits of runs, in the flat form in which a study keeps them."""

    def __call__(self, run: Run) -> dict[str, Any]:
        """Return the portrait of a run.

        Raises:
            UserError: Where it kept no daily course.
        """
        return self.of_portraits(portrait_of(run.state, run.snapshots, run.setting))[0]

    def of_portraits(self, portraits: Portraits) -> list[dict[str, Any]]:
        """Return the portraits of some runs.

        Returns:
            Per run: "funnel.<end state>" (needs without consent in advance), "gates.<gate>.sole"
            and ".shared" (shares of what was lost), "courses.<series>" (a number a day).
        """
        ends = portraits.ends.astype(np.float64)
        numbers = {f"funnel.{state}": ends[:, END_STATES.index(state)] for state in FUNNEL}
        for (gate, how), shares in gate_shares(portraits.lost).items():
            numbers[f"gates.{gate}.{how}"] = shares
        rows = zip(*(column.tolist() for column in numbers.values()), strict=True)
        courses = [f"courses.{name}" for name in COURSES]
        return [
            dict(zip((*numbers, *courses), (*row, *of_run), strict=True))
            for row, of_run in zip(rows, portraits.courses, strict=True)
        ]
