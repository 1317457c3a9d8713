"""Ranking and selection: which of several is best, with a declared chance of being wrong.

The fully sequential procedure of Kim and Nelson (2001): all are observed in turn, on common random
numbers, and one falls out as soon as it lies behind another by more than luck explains. It assumes
observations that are normal and independent over time, so that each is a mean of a batch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Selection:
    """What a sequence of batches tells.

    Attributes:
        best: The place of the one that is left, or leads those that are.
        left: The places of those that have not fallen out.
        batches: After how many batches it ended; all that there are where it did not.
    """

    best: int
    left: tuple[int, ...]
    batches: int

    @property
    def decided(self) -> bool:
        """Whether one alone is left."""
        return len(self.left) == 1


def select(batches: Numbers, apart: float, alpha: float, first: int) -> Selection:
    """Select the one with the largest mean.

    Where the best is better than every other by ``apart`` or more, it is selected with a chance of
    at least 1 - alpha; else, as far as trials go, one that is within ``apart`` of it is.

    Args:
        batches: Batches x what is compared: means of batches, in each of which all met the same.
        apart: The smallest difference that matters.
        alpha: How likely the selection may be wrong.
        first: The batches from which variances are taken, at least 2; no fewer are judged.
    """
    count = batches.shape[1]
    if count == 1:
        return Selection(0, (0,), 0)
    start = batches[:first]
    differences = start[:, :, None] - start[:, None, :]
    variances = differences.var(axis=0, ddof=1)
    # Bonferroni over the rivals of the best: common random numbers make them depend on each other.
    degrees = first - 1
    eta = 0.5 * ((2.0 * alpha / (count - 1)) ** (-2.0 / degrees) - 1.0)
    reach = 2.0 * eta * degrees * variances / apart**2
    # What met every future alike is one and the same so far, and puts nothing out.
    alike = (differences == 0.0).all(axis=0)
    left = np.arange(count)
    sums = start[: first - 1].sum(axis=0)
    for seen in range(first, len(batches) + 1):
        sums = sums + batches[seen - 1]
        means = sums / seen
        width = np.maximum(0.0, apart / (2.0 * seen) * (reach - seen))
        behind = means[:, None] < means[None, :] - width
        left = left[~(behind & ~alike)[np.ix_(left, left)].any(axis=1)]
        if ((width == 0.0) | alike)[np.ix_(left, left)].all():
            best = int(left[means[left].argmax()])
            return Selection(best, (best,), seen)
    means = batches.mean(axis=0)
    return Selection(int(left[means[left].argmax()]), tuple(map(int, left)), len(batches))
