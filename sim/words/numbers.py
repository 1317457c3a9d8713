"""How a language writes numbers: decimals and thousands, shares, counts, lengths of time, ranges.

Whatever people read goes through here: with the comma of Dutch, a minus that is no hyphen, and no
number for what does not exist.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

# What English has as a point and a comma is the other way round in Dutch.
MARKS = {"en": str.maketrans({}), "nl": str.maketrans(".,", ",.")}
AS_READ = "n"
"""The end of a format that writes a number as it is read, where ``g`` writes it as it is typed."""
AS_TYPED = ("g", "d")


def with_marks(text: str, language: str) -> str:
    """Return a number that was written with English marks with those of a language."""
    return text.translate(MARKS[language])


def formatted(value: Any, form: str, language: str) -> str:
    """Write a number in a format of Python's, as a language writes it.

    Args:
        value: The number.
        form: The format. None and ``g`` write it as it is typed on a command line, with a point;
            ``n`` is ``g`` as it is read.
        language: The language.
    """
    if form.endswith(AS_READ):
        return with_marks(format(value, f"{form[:-1]}g"), language)
    written = format(value, form)
    return written if not form or form.endswith(AS_TYPED) else with_marks(written, language)


MISSING = {"en": "n/a", "nl": "n.v.t."}
TO = {"en": "to", "nl": "tot"}
"""Between the ends of a range."""
HOURS, DAYS = {"en": "hours", "nl": "uur"}, {"en": "days", "nl": "dagen"}
NEARLY_NOTHING = 1e-9


def number(
    value: float, decimals: int, language: str, *, signed: bool = False, grouped: bool = False
) -> str:
    """Write a number; what does not exist is "n/a", in Dutch "n.v.t.".

    Args:
        value: The number.
        decimals: How many.
        language: "en" or "nl".
        signed: Whether a plus is written before what is positive, for differences.
        grouped: Whether thousands are grouped.
    """
    if math.isnan(value):
        return MISSING[language]
    text = f"{value:{'+' if signed else ''}{',' if grouped else ''}.{decimals}f}"
    if float(text.replace(",", "")) == 0.0:
        text = text.lstrip("+-")
    return _as_read(text, language)


def shortest(value: float, language: str) -> str:
    """Write a number with no more decimals than it has."""
    return MISSING[language] if math.isnan(value) else _as_read(f"{value:g}", language)


def to_digits(value: float, language: str, *, digits: int = 3, decimals: int = 4) -> str:
    """Write a number to some digits, with so many decimals at most."""
    if math.isnan(value):
        return MISSING[language]
    if abs(value) < NEARLY_NOTHING:
        return "0"
    wanted = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    return _as_read(f"{value:.{min(wanted, decimals)}f}", language)


def percent(share: float, language: str, decimals: int = 0) -> str:
    """Write a share of 1 as a percentage; what is something is not written as nothing."""
    if 0.0 < share < 0.005 and decimals == 0:
        return "<1%"
    written = number(100.0 * share, decimals, language)
    return written if math.isnan(share) else f"{written}%"


def count(value: float, language: str) -> str:
    """Write how many a year, on average: below ten with a decimal."""
    return number(value, 1 if value < 10 else 0, language)


def day_shown(value: float, language: str) -> str:
    """Write how far time is: a whole day without decimals."""
    return number(value, 0 if abs(value - round(value)) < 1e-6 else 2, language)


def span(days: float, language: str) -> str:
    """Write a length of time in the unit that suits it: minutes, hours or days."""
    if math.isnan(days):
        return MISSING[language]
    hours = 24.0 * days
    if hours < 1.0:
        return f"{number(max(1.0, 60.0 * hours), 0, language)} min"
    if hours < 36.0:
        return f"{number(hours, 1 if hours < 10 else 0, language)} {HOURS[language]}"
    return f"{number(days, 1, language)} {DAYS[language]}"


def between(low: str, high: str, language: str) -> str:
    """Write a range, of which the ends are written already."""
    return f"{low} {TO[language]} {high}"


def with_interval(written: Sequence[str], language: str) -> str:
    """Write a number with its interval; one whose ends are written alike stands by itself.

    Args:
        written: The number, the lower and the upper end.
        language: "en" or "nl".
    """
    value, low, high = written
    return value if value == low == high else f"{value} ({between(low, high, language)})"


def _as_read(text: str, language: str) -> str:
    return with_marks(text.replace("-", "−"), language)
