"""A plan: all runs of a study in one fixed order, without a row in memory for each of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import numpy.typing as npt

from experiments.design import Design
from experiments.design.frame import Frame
from experiments.design.seeds import Seeds
from experiments.running.chunk import Keep, Task
from experiments.running.provenance import code_digest

Order = Literal["point", "replication"]


@dataclass(frozen=True, eq=False)
class Plan:
    """Which runs there are; run ``j`` is the same run whenever and wherever it is done.

    Attributes:
        design: The points.
        frame: What is fixed.
        seeds: The seeds and replications.
        order: What changes slowest: "point" resolves each setting once; with "replication"
            more replications only add runs at the end.
        keep: What is kept of a run beside its outcomes.
        daily: Whether runs keep their daily course for ``keep``.
        fail_fast: Whether the first failed run ends the study.
    """

    design: Design
    frame: Frame
    seeds: Seeds
    order: Order = "point"
    keep: Keep | None = None
    daily: bool = False
    fail_fast: bool = False

    def __len__(self) -> int:
        """Return the number of runs."""
        return len(self.design) * self.seeds.count

    def with_replications(self, count: int) -> Plan:
        """Return the plan with another number of replications."""
        return replace(self, seeds=replace(self.seeds, count=count))

    def keys(self, start: int, stop: int) -> tuple[npt.NDArray[np.int64], ...]:
        """Return point, replication and seed of the runs from start to before stop."""
        run = np.arange(start, stop, dtype=np.int64)
        if self.order == "point":
            points, replications = np.divmod(run, self.seeds.count)
        else:
            replications, points = np.divmod(run, len(self.design))
        seeds = self.seeds.of(self.design.base_rows[points], replications)
        return points, replications, seeds

    def task(self, start: int, stop: int) -> Task:
        """Return the runs from start to before stop as a task for a worker."""
        points, _, seeds = self.keys(start, stop)
        unique, places = np.unique(points, return_inverse=True)
        values = tuple(self.design.values(int(point)) for point in unique)
        return Task(
            self.frame,
            values,
            places,
            seeds,
            self.keep,
            self.daily,
            self.fail_fast,
            code=code_digest(),
            among_others=len(self) > 1,
        )


def gaps(
    done: Iterable[tuple[int, int]] | list[tuple[int, int]], total: int
) -> list[tuple[int, int]]:
    """Return the stretches of [0, total) that none of the given ones covers.

    Args:
        done: Stretches from start to before stop, in ascending order, none overlapping.
        total: The number of runs.
    """
    found, at = [], 0
    for start, stop in done:
        if start > at:
            found.append((at, min(start, total)))
        at = max(at, stop)
    if at < total:
        found.append((at, total))
    return [(start, stop) for start, stop in found if start < stop]
