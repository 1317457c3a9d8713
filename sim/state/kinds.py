"""What a record is made of, declared once for Numba, for numpy and for the type checker.

A record is a class with a field a line. The type checker reads ``offered: Real`` as a ``float``,
so that ``request.ofered`` is an error of ``make lint``; ``dtype_of`` reads it as a double. Compiled
code knows the dtype alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal, Protocol, get_type_hints, overload

import numpy as np

# Real numbers are doubles; whole numbers are 64 bits, but no wider than they need in the log of
# requests, of which there are so many that its size is what a run waits for.
Real = Annotated[float, np.float64]
Single = Annotated[float, np.float32]
Whole = Annotated[int, np.int64]
Number = Annotated[int, np.int32]
Small = Annotated[int, np.int16]
Mark = Annotated[int, np.int8]
Key = Annotated[int, np.uint64]


class Record:
    """The base of all records: their fields are attributes."""

    if TYPE_CHECKING:
        # The one field whose name numpy has taken: an attribute ``size`` counts items.
        def __getitem__(self, name: Literal["size"]) -> float: ...
        def __setitem__(self, name: Literal["size"], value: float) -> None: ...


class Records[R](Protocol):
    """An array of records: one by its place, or a column by its name."""

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[R]: ...
    @overload
    def __getitem__(self, place: int) -> R: ...
    @overload
    def __getitem__(self, place: slice) -> Records[R]: ...
    @overload
    def __getitem__(self, place: str) -> Any: ...
    def __setitem__(self, place: Any, value: Any) -> None: ...


class Values[N](Protocol):
    """An array of numbers: one by its place (or row and column), or a part of it."""

    shape: tuple[int, ...]

    def __len__(self) -> int: ...
    def __iter__(self) -> Iterator[N]: ...
    @overload
    def __getitem__(self, place: int | tuple[int, int]) -> N: ...
    @overload
    def __getitem__(self, place: slice) -> Values[N]: ...
    @overload
    def __getitem__(self, place: tuple[slice, Any] | tuple[Any, slice]) -> Any: ...
    def __setitem__(self, place: Any, value: Any) -> None: ...


def dtype_of(record: type[Record]) -> np.dtype[Any]:
    """Return how the fields of a record lie in memory: in their order, each where it is aligned."""
    kinds = get_type_hints(record, include_extras=True)
    fields = [(name, kind.__metadata__[0]) for name, kind in kinds.items()]
    return np.dtype(fields, align=True)
