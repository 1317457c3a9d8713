"""Helper of the tests of intervals that are resampled: how wide they must be."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Z = 1.959964
# The noise that is left in an average over so many bootstraps, with room: a tail of 5 % gives .84.
NEAR = 0.06


def error_of(values: Numbers) -> float:
    """The standard error of a mean as a bootstrap has it: the sample is its population."""
    return float(np.std(values) / np.sqrt(len(values)))
