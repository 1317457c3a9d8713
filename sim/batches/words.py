"""Arrays of records as words in a row, so that many are put back at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt


def parts_of(words: npt.NDArray[np.int64], arrays: Sequence[Any]) -> list[Any]:
    """Return views of words in a row, each of the kind of an array."""
    ends = np.cumsum([array.nbytes // words.itemsize for array in arrays])
    parts = np.split(words, ends[:-1])
    return [
        part.view(array.dtype).view(type(array)) for part, array in zip(parts, arrays, strict=True)
    ]


def words_of(records: Any) -> npt.NDArray[np.int64]:
    """Return records as rows of words."""
    return np.asarray(records).view(np.int64).reshape(len(records), -1)
