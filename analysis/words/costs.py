"""What policies cost, in words: persons away from their units, and euro beside their pay."""

from __future__ import annotations

import math

from analysis.words.labels import number
from sim.setting.policies.policy import Cost
from sim.words.numbers import shortest

UNKNOWN = ("unknown", "onbekend")


def persons_away(cost: Cost, language: str) -> str:
    """Write a number of persons, without a decimal that is 0."""
    written = number(cost.persons, "count", language)
    return written.removesuffix(".0").removesuffix(",0")


def million_euro(cost: Cost, language: str) -> str:
    """Write million euro a year; what nobody knows is unknown, and not nothing."""
    if math.isnan(cost.money):
        return UNKNOWN[language == "nl"]
    # A lever that is pulled for a time costs a part of a sum that was itself a round number.
    return shortest(float(f"{cost.money:.3g}"), language)
