"""What was worked out last, taken again where all that it was made from is the same.

Points of a design that are run one after the other differ in few conditions, most of them in one,
and most of what is made ready for a run does not hang on that one. Which conditions a result hangs
on is declared nowhere: it is noted as they are read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import wraps
from threading import local
from typing import Any, NamedTuple

from sim.conditions import Conditions


class Noted(Mapping[str, float]):
    """Conditions that note which of them are read.

    Attributes:
        read: What was read, by name.
    """

    __slots__ = ("_conditions", "read")

    def __init__(self, conditions: Conditions) -> None:
        self._conditions = conditions
        self.read: dict[str, float] = {}

    def __getitem__(self, name: str) -> float:
        """Return the value of a condition."""
        value = self.read[name] = self._conditions[name]
        return value

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        return iter(self._conditions)

    def __len__(self) -> int:
        """Return the number of conditions."""
        return len(self._conditions)


class _Last(NamedTuple):
    """A call: with what, which conditions it read of each argument, and what came of it."""

    given: tuple[Any, ...]
    read: tuple[dict[str, float] | None, ...]
    result: Any

    def is_for(self, given: tuple[Any, ...]) -> bool:
        """Return whether a call with these arguments would give the same."""
        return len(given) == len(self.given) and all(
            one is other
            or (isinstance(one, int) and one == other)
            or (read is not None and all(other[name] == value for name, value in read.items()))
            for one, other, read in zip(self.given, given, self.read, strict=True)
        )


def remembered[**Arguments, Result](
    function: Callable[Arguments, Result],
) -> Callable[Arguments, Result]:
    """Let a function give its last result again where it would come to the same.

    Of ``Conditions`` only what the function reads has to have the same value; whole numbers have
    to be equal, any other argument has to be the same object. Each thread remembers its own last
    call. Nobody may change what the function was given or returned.
    """
    threads = local()

    @wraps(function)
    def called(*given: Any) -> Any:
        last: _Last | None = getattr(threads, "last", None)
        if last is None or not last.is_for(given):
            noted = [Noted(each) if type(each) is Conditions else each for each in given]
            result = function(*noted)  # type: ignore[arg-type, call-arg]  # notes what is read
            read = tuple(each.read if isinstance(each, Noted) else None for each in noted)
            last = threads.last = _Last(given, read, result)
        return last.result

    return called  # type: ignore[return-value]  # it takes what the function takes
