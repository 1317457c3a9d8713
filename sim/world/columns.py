"""Rules for one cell of a world file: how its text is read and what is allowed.

A rule is attached to a column by ``typing.Annotated`` in ``sim.world.schema``, so that the type,
the bounds and the words for what is allowed are declared together, once.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from datetime import date
from typing import Any, get_type_hints

from sim.reading.values import DOUBTFUL, number_in
from sim.words import Joined, Message

NAME = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}", re.ASCII)
LIST_SEPARATOR, TOGETHER = ";", "+"


@dataclass(frozen=True, slots=True)
class Rule:
    """How a cell is read.

    Attributes:
        allowed: What is allowed, in words that complete "allowed: ...".
        read: Turns the cell's text into its value; raises ValueError where it is not allowed.
        choices: The right names, where the column has a closed list of them.
        is_number: Whether a cell is one number, which other countries write otherwise.
    """

    allowed: str
    read: Callable[[str], object]
    choices: tuple[str, ...] = ()
    is_number: bool = False


def number(
    low: float | None = None,
    high: float | None = None,
    *,
    above: float | None = None,
    below: float | None = None,
) -> Rule:
    """Rule for a number within inclusive (low, high) and exclusive (above, below) bounds."""

    def read(text: str) -> float:
        value = number_in(text)
        inside = (
            (low is None or value >= low)
            and (high is None or value <= high)
            and (above is None or value > above)
            and (below is None or value < below)
        )
        if not inside:
            raise ValueError(text)
        return value

    return Rule(
        Message("a number {bounds}", bounds=_bounds(low, high, above, below)), read, is_number=True
    )


def whole(low: int, high: int | None = None) -> Rule:
    """Rule for a whole number of at least ``low``; "3.0" is one too, but "3.000" may be 3000."""
    bounded = number(low, high).read

    def read(text: str) -> int:
        value = bounded(text)
        if not isinstance(value, float) or not value.is_integer() or DOUBTFUL.fullmatch(text):
            raise ValueError(text)
        return int(value)

    return Rule(
        Message("a whole number {bounds}", bounds=_bounds(low, high, None, None)),
        read,
        is_number=True,
    )


def flag() -> Rule:
    """Rule for 0 (no) or 1 (yes)."""
    bounded = whole(0, 1).read
    return Rule("0 or 1", lambda text: bounded(text) == 1, is_number=True)


def note() -> Rule:
    """Rule for free text that may be empty."""
    return Rule(Message("any text"), str)


def words() -> Rule:
    """Rule for free text that may not be empty."""

    def read(text: str) -> str:
        if not text:
            raise ValueError(text)
        return text

    return Rule(Message("a text that is not empty"), read)


def name() -> Rule:
    """Rule for a name by which other rows or files can refer to this one."""
    return Rule(Message("a name of letters, digits, '_' and '-'"), _name)


def name_or_nothing() -> Rule:
    """Rule for a name that may be left out."""
    return Rule(
        Message("a name of letters, digits, '_' and '-', or empty"),
        lambda text: _name(text) if text else "",
    )


def number_or_nothing(low: float, high: float | None = None) -> Rule:
    """Rule for a number within inclusive bounds that may be left out."""
    bounded = number(low, high)
    return Rule(
        Message("{number}, or empty", number=bounded.allowed),
        lambda text: bounded.read(text) if text else None,
        is_number=True,
    )


def colour() -> Rule:
    """Rule for a colour."""

    def read(text: str) -> str:
        if not COLOUR.fullmatch(text):
            raise ValueError(text)
        return text

    return Rule(Message("a colour as #0072B2"), read)


def turns() -> Rule:
    """Rule for names in the order of their turns, some of them together; or none."""

    def read(text: str) -> tuple[tuple[str, ...], ...]:
        if not text:
            return ()
        found = tuple(
            tuple(_name(name.strip()) for name in turn.split(TOGETHER))
            for turn in text.split(LIST_SEPARATOR)
        )
        if len({name for turn in found for name in turn}) < sum(map(len, found)):
            raise ValueError(text)
        return found

    return Rule(
        Message(
            "different names in order separated by '{separator}', or by '{together}' where they "
            "have the same turn; or empty",
            separator=LIST_SEPARATOR,
            together=TOGETHER,
        ),
        read,
    )


def one_of(*choices: str) -> Rule:
    """Rule for one name of a closed list."""

    def read(text: str) -> str:
        if text not in choices:
            raise ValueError(text)
        return text

    return Rule(
        Message("one of {choices}", choices=", ".join(choices)) if len(choices) > 1 else choices[0],
        read,
        choices,
    )


def names() -> Rule:
    """Rule for one or more different names in an order that matters."""
    return Rule(
        Message(
            "one or more different names separated by '{separator}'",
            separator=LIST_SEPARATOR,
        ),
        lambda text: _different(text, _name),
    )


def wholes(low: int, high: int) -> Rule:
    """Rule for one or more different whole numbers; they are read in rising order."""
    item = whole(low, high).read

    def read(text: str) -> tuple[int, ...]:
        values = _different(text, item)
        return tuple(sorted(value for value in values if isinstance(value, int)))

    return Rule(
        Message(
            "one or more different whole numbers from {low} to {high} separated by '{separator}'",
            low=low,
            high=high,
            separator=LIST_SEPARATOR,
        ),
        read,
    )


def day() -> Rule:
    """Rule for a calendar day, or nothing where it is not known."""
    return Rule(
        Message("a date as 2013-01-01, or empty"),
        lambda text: date.fromisoformat(text) if text else None,
    )


def column_rules(row_type: type[Any]) -> dict[str, Rule]:
    """Return the rule of every column of a row type, in the order of declaration."""
    hints = get_type_hints(row_type, include_extras=True)
    return {column.name: hints[column.name].__metadata__[0] for column in fields(row_type)}


def optional_columns(row_type: type[Any]) -> frozenset[str]:
    """Return the columns that a file may leave out."""
    return frozenset(column.name for column in fields(row_type) if column.default is not MISSING)


def _name(text: str) -> str:
    if not NAME.fullmatch(text):
        raise ValueError(text)
    return text


def _different(text: str, item: Callable[[str], object]) -> tuple[object, ...]:
    values = tuple(item(part.strip()) for part in text.split(LIST_SEPARATOR))
    if len(set(values)) < len(values):
        raise ValueError(text)
    return values


def _bounds(low: float | None, high: float | None, above: float | None, below: float | None) -> str:
    if low is not None and high is not None:
        return Message("from {low} to {high}", low=low, high=high)
    lower = Message("of {low} or more", low=low) if low is not None else ""
    lower = Message("above {above}", above=above) if above is not None else lower
    upper = Message("of at most {high}", high=high) if high is not None else ""
    upper = Message("below {below}", below=below) if below is not None else upper
    return Joined([part for part in (lower, upper) if part], Message(" and "))
