"""Numbers as people write them, where two people would read two numbers.

In Dutch 1.000 is a thousand, in English it is one; 0,7 is a number in Dutch and two in a list. What
can be read in two ways is refused with both readings, for nothing shows afterwards which was meant.
"""

from __future__ import annotations

import re

from sim.errors import UserError
from sim.words import Joined, Message

# A point or a comma before groups of three digits: thousands to some, decimals to others.
IN_THREES = re.compile(r"([+-]?[1-9]\d{0,2})((?:[.,]\d{3})+)", re.ASCII)
DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+(?:[eE][+-]?\d+)?", re.ASCII)


def readings(text: str) -> tuple[str, ...]:
    """Return the numbers that a text in groups of three digits can stand for.

    Args:
        text: A number as it was written, before anything read it.

    Returns:
        As decimals and as thousands: ``("1", "1000")`` for 1.000, ``("1.5", "1500")`` for 1.500;
        one for 1.000.000, which are no decimals; none for what is not written in this way.
    """
    found = IN_THREES.fullmatch(text.strip())
    if not found:
        return ()
    head, groups = found.groups()
    thousands = head + re.sub("[.,]", "", groups)
    if len(groups) > len(".000"):
        return (thousands,)
    decimals = groups[1:].rstrip("0")
    return (f"{head}.{decimals}" if decimals else head, thousands)


def refuse_two_readings(text: str, where: str, whole: bool) -> None:
    """Refuse a number that could be a thousand times as large to another reader.

    Args:
        text: The number as it was written.
        where: The key or the place in a file.
        whole: Whether a whole number is wanted. Where it is not, three decimals are a number like
            any other, unless the last one is a 0, which no decimal number has need of.

    Raises:
        UserError: For ``1.000``, ``10,000``, ``1.500`` and the like, with what it can stand for.
    """
    found = readings(text)
    if not found or not (whole or text.strip().endswith("0")):
        return
    allowed = [number for number in found if not (whole and "." in number)]
    raise UserError(
        "{where}={text} can be read as {readings}; allowed: {allowed}",
        where=where,
        text=text.strip(),
        readings=Joined(found, Message(" and as ")),
        allowed=Joined(allowed, Message(" or ")),
    )


def refuse_decimal_comma(text: str, where: str) -> None:
    """Refuse a number with a decimal comma, and say how it is written.

    Raises:
        UserError: For ``0,7``.
    """
    if DECIMAL_COMMA.fullmatch(text.strip()):
        point = text.strip().replace(",", ".")
        raise UserError(
            "{where}={text} has a decimal comma; allowed: {where}={point}",
            where=where,
            text=text.strip(),
            point=point,
        )
