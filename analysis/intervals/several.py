"""Several tests at once: chances corrected for their number, and what is told from what."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt

LEVEL = 0.05
"""How often, where nothing differs at all, any difference of a family is told nevertheless."""


def holm(chances: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return chances corrected for their number, step by step (Holm 1979).

    Of a family that is told at a corrected chance of at most 0.05, no more than one family in
    twenty holds anything that chance alone told.

    Args:
        chances: Shape (tests,); NaN where there is no test, which counts as none.

    Returns:
        The same shape; never smaller than what came in, at most 1, NaN where there is no test.
    """
    given = np.asarray(chances, np.float64)
    corrected = np.full(given.shape, np.nan)
    there = np.flatnonzero(~np.isnan(given))
    order = there[np.argsort(given[there], kind="stable")]
    left = np.arange(len(order), 0, -1)
    corrected[order] = np.minimum(1.0, np.maximum.accumulate(given[order] * left))
    return corrected


def benjamini_hochberg(chances: npt.ArrayLike) -> npt.NDArray[np.float64]:
    """Return chances corrected for their number (Benjamini and Hochberg 1995).

    Of what is told at a corrected chance of at most 0.05, one in twenty is told by chance alone. To
    the last digit as ``scipy.stats.false_discovery_control``, for which half a second of imports
    would be waited for.

    Args:
        chances: Shape (tests,).

    Returns:
        The same shape; never smaller than what came in, at most 1.
    """
    given = np.asarray(chances, np.float64)
    order = np.argsort(given)
    raised = given[order] * (len(given) / np.arange(1.0, len(given) + 1.0))
    corrected = np.empty_like(given)
    corrected[order] = np.minimum(1.0, np.minimum.accumulate(raised[::-1])[::-1])
    return corrected


def holm_verdicts[Key: Hashable](chances: Mapping[Key, float]) -> dict[Key, bool]:
    """Return which of a family of differences are told, by Holm; what has no test is not."""
    corrected = holm(list(chances.values()))
    return {key: bool(value <= LEVEL) for key, value in zip(chances, corrected, strict=True)}


def apart[Name: Hashable](
    names: Sequence[Name], chance: Callable[[Name, Name], float]
) -> dict[frozenset[Name], bool]:
    """Return which pairs of names are told apart, by Holm over all pairs.

    Args:
        names: What is held against each other.
        chance: How likely two of them lie as far apart where they do not differ.
    """
    return holm_verdicts({frozenset(pair): chance(*pair) for pair in combinations(names, 2)})


def ties_with[Name: Hashable](
    first: Name, names: Sequence[Name], told: Mapping[frozenset[Name], bool]
) -> list[Name]:
    """Return the names, in their order, that are not told from the first: it is one of them."""
    return [n for n in names if n == first or not told[frozenset((first, n))]]
