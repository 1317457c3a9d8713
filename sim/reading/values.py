"""Values of plain data as what they should be, whatever was given."""

from __future__ import annotations

import math
import re
from typing import Any

from sim.errors import shown
from sim.words import Message

NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", re.ASCII)
# One, two or three digits, a mark and three digits: a decimal number, or thousands.
DOUBTFUL = re.compile(r"[+-]?[1-9][0-9]{0,2}[.,][0-9]{3}")


def finite_number(value: Any) -> float | None:
    """Return a value as a number; None for what is none, for yes and no, and for infinity."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:  # a whole number of more than 308 digits
        return None
    return number if math.isfinite(number) else None


def number_in(text: str) -> float:
    """Read a finite number with a decimal point; ValueError for all else, NaN included."""
    if not NUMBER.fullmatch(text):
        raise ValueError(text)
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def doubt(cell: str) -> Message:
    """Say between which two numbers a cell such as 2.000 leaves the choice."""
    whole, mark, rest = cell.partition("." if "." in cell else ",")
    part = rest.rstrip("0")
    return Message(
        "{cell} could be {decimal} or {thousands}; allowed: whichever of the two is meant",
        cell=shown(cell),
        decimal=f"{whole}{mark if part else ''}{part}",
        thousands=f"{whole}{rest}",
    )
