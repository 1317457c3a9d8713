"""Building blocks of sentences that are made from numbers, in English and Dutch."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any

from analysis.words.labels import POINTS, Unit, number
from sim.words.numbers import between

Texts = Mapping[str, tuple[str, str]]
AND, OR = (" and ", " en "), (" or ", " of ")


def phrase(texts: Texts, key: str, language: str, **values: object) -> str:
    """Return a text in a language, its places filled."""
    return texts[key][language == "nl"].format(**values)


def listed(names: Iterable[str], language: str) -> str:
    """Join names as a sentence does: ``a, b and c``."""
    return _joined(names, AND[language == "nl"])


def listed_apart(names: Iterable[str], language: str) -> str:
    """Join names of which some hold a comma, that would be read as two: ``a, b; c; and d``."""
    words = list(names)
    if not any(", " in word for word in words):
        return listed(words, language)
    return f";{AND[language == 'nl']}".join(filter(None, ["; ".join(words[:-1]), words[-1]]))


def either(names: Iterable[str], language: str) -> str:
    """Join names of which it may be any: ``a, b or c``."""
    return _joined(names, OR[language == "nl"])


def _joined(names: Iterable[str], last: str) -> str:
    words = list(names)
    ends = [", ".join(words[:-1]), *words[-1:]]
    return last.join(end for end in ends if end)


def percent(share: float, language: str) -> str:
    """Write a share in per cent for a sentence, without a decimal that is 0."""
    return number(share, "share", language).removesuffix(",0").removesuffix(".0")


def points(share: float, language: str, low: float, high: float) -> str:
    """Write a difference of shares in percentage points with its interval; no unit for n/a."""
    if math.isnan(share):
        return number(share, "share", language)
    size, *interval = spanned(share, language, low, high).split(" ", 1)
    return " ".join([size, POINTS[language == "nl"], *interval])


def spanned(share: float, language: str, low: float, high: float, signed: bool = True) -> str:
    """Write a share, or a difference of shares, with its interval and without a unit.

    One seed gives no interval. Where it does not cover 0, neither the share nor an end is written
    as 0: all get more decimals, as far as that helps.
    """
    if math.isnan(low) or math.isnan(high):
        return number(share, "share", language, signed=signed)
    told = low > 0.0 or high < 0.0
    smallest = min(abs(share), abs(low), abs(high))
    wanted = [(d, size) for size in (smallest, abs(share)) for d in (1, 2, 3) if told]
    decimals = next((d for d, size in wanted if 100.0 * size >= 0.5 / 10**d), 1)

    def written(value: float, sign: bool = False) -> str:
        return number(value, "share", language, signed=sign, decimals=decimals)

    return f"{written(share, signed)} ({between(written(low), written(high), language)})"


def change(unit: Unit, language: str, size: float, low: float, high: float) -> str:
    """Write a difference in its unit with its interval; one seed gives no interval."""
    if unit == "share":
        return points(size, language, low, high)
    written = number(size, unit, language, signed=True)
    if math.isnan(low) or math.isnan(high):
        return written
    first, last = (number(end, unit, language) for end in (low, high))
    return f"{written} ({between(first, last, language)})"


def floats(row: Any, *names: str) -> list[float]:
    """Return some entries of a row of a table as plain numbers."""
    return [float(row[name]) for name in names]
