"""Levels and differences of settings, as they stand in a sentence."""

from __future__ import annotations

import math

from analysis.stored.summary import Estimate
from analysis.words.labels import label_of, number
from analysis.words.phrases import change, phrase

TEXTS: dict[str, tuple[str, str]] = {
    "interval": (" ({low} to {high})", " ({low} tot {high})"),
}


def value_text(value: float, outcome: str, language: str) -> str:
    """Write a level with its unit; what does not exist has none."""
    unit = label_of(outcome).unit
    per_cent = unit == "share" and not math.isnan(value)
    return number(value, unit, language) + ("%" if per_cent else "")


def interval_text(found: Estimate, outcome: str, language: str) -> str:
    """Write an interval, in brackets; nothing where there is none."""
    if found.runs - found.missing < 2:
        return ""
    unit = label_of(outcome).unit
    low, high = (number(end, unit, language) for end in (found.low, found.high))
    return phrase(TEXTS, "interval", language, low=low, high=high)


def difference_text(found: Estimate, outcome: str, language: str) -> str:
    """Write a difference with its unit and interval."""
    return change(label_of(outcome).unit, language, found.mean, found.low, found.high)
