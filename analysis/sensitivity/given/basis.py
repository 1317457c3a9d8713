"""Functions of single factors that are orthonormal over their ranges: what a surrogate is made of.

Numbers have Legendre's polynomials; whole numbers and words the polynomials over their values,
words all of them, so that any differences between answers can be told. Products of functions of
different factors are orthonormal too where the factors are independent, and the variance of a sum
of such products is the sum of their squared coefficients (Sudret 2008, Reliability Engineering and
System Safety 93).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
from numpy.polynomial.legendre import legvander

from analysis.sensitivity.estimation.sample import Sample

ROWS_A_COLUMN, LEAST_DEGREE, HIGHEST_DEGREE = 40, 2, 6
"""A degree more for every forty points that there are for each column of it."""

Columns = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Basis:
    """The functions of a sample's factors, at its points.

    Attributes:
        columns: Shape (points, functions): mean 0 and variance 1 over the ranges.
        owner: Shape (functions,): the place of the factor that each is a function of.
        degree: The highest power of a number.
    """

    columns: Columns
    owner: npt.NDArray[np.int64]
    degree: int

    def at(self, rows: npt.NDArray[np.bool_]) -> Basis:
        """Return the functions at some of the points."""
        return replace(self, columns=self.columns[rows])


def degree_for(sample: Sample) -> int:
    """Return the highest power that so many points can bear."""
    degree = len(sample.values) // (ROWS_A_COLUMN * max(1, len(sample.problem["names"])))
    return int(np.clip(degree, LEAST_DEGREE, HIGHEST_DEGREE))


def basis_of(sample: Sample, degree: int | None = None) -> Basis:
    """Return the functions of every factor of a sample.

    Args:
        sample: A sample of independent draws over the ranges of its problem.
        degree: The highest power of a number; None for what the points can bear.
    """
    power = degree or degree_for(sample)
    parts = []
    for place, name in enumerate(sample.problem["names"]):
        low, high = sample.problem["bounds"][place]
        raw = sample.raw[:, place]
        if name in sample.words or name in sample.whole:
            count = round(high - low)
            code = np.clip(np.floor(raw - low), 0, count - 1).astype(int)
            highest = count - 1 if name in sample.words else min(power, count - 1)
            parts.append(_over_values(count, highest)[code])
        else:
            unit = 2.0 * (raw - low) / (high - low) - 1.0
            scale = np.sqrt(2.0 * np.arange(1, power + 1) + 1.0)
            parts.append(legvander(unit, power)[:, 1:] * scale)
    owner = np.repeat(np.arange(len(parts)), [part.shape[1] for part in parts])
    return Basis(np.column_stack(parts), owner, power)


def at_ends(sample: Sample, basis: Basis, ends: tuple[float, float]) -> Columns:
    """Return what each function adds from one place in its factor's range to another.

    Args:
        sample: The sample.
        basis: Its functions.
        ends: The two places, as shares of the range.

    Returns:
        Shape (functions,); meaningless for words, which stand in no order.
    """
    low, high = np.array(sample.problem["bounds"], np.float64).T
    raw = np.stack([low + end * (high - low) for end in ends])
    found = basis_of(replace(sample, raw=raw), basis.degree).columns
    return np.asarray(found[1] - found[0])


def _over_values(count: int, highest: int) -> Columns:
    """Return polynomials of degree 1 and more over so many equally likely values."""
    steps = np.linspace(-1.0, 1.0, count)
    orthogonal, _ = np.linalg.qr(np.vander(steps, highest + 1, increasing=True))
    return np.asarray(orthogonal[:, 1:] * np.sqrt(count))
