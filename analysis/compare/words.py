"""What a comparison says of its own number of replications, in English and Dutch."""

from __future__ import annotations

import math

import pandas as pd

from analysis.compare.compare import widest_half
from analysis.intervals.shapes import Shapes
from analysis.stored.summary import NO_SHAPES
from analysis.words.labels import label_of, number
from analysis.words.phrases import phrase

TEXTS: dict[str, tuple[str, str]] = {
    "reached": (
        "{runs} seeds were enough: half of the widest interval of a difference is {half}, of at"
        " most {target} that was asked for.",
        "{runs} seeds waren genoeg: het halve interval van een verschil is hoogstens {half}, bij de"
        " {target} die gevraagd was.",
    ),
    "capped": (
        "After {runs} seeds, the most that compare.at_most allows, half of the widest interval of a"
        " difference is still {half}, more than the {target} that was asked for.",
        "Na {runs} seeds, het meeste dat compare.at_most toelaat, is het halve interval van een"
        " verschil nog hoogstens {half}, meer dan de {target} die gevraagd was.",
    ),
    "after": (
        "Of these {runs} seeds half of the widest interval of a difference is {half}, where"
        " {target} was asked for.",
        "Van deze {runs} seeds is het halve interval van een verschil hoogstens {half}, bij de"
        " {target} die gevraagd was.",
    ),
    "no_interval": (
        "So few seeds ({runs}) give no interval of any difference.",
        "Zo weinig seeds ({runs}) geven van geen enkel verschil een interval.",
    ),
    "alone": (
        "There is one setting here, and nothing to hold it against: name more scenarios, policies"
        " or theories, as in scenario=baseline,crisis or policy=none,liaisons.",
        "Er is hier één situatie, en niets om die mee te vergelijken: noem meer scenario's, beleid"
        " of theorieën, zoals scenario=baseline,crisis of policy=none,liaisons.",
    ),
    "batch": (
        "Stopping where an interval looks narrow would hold the truth less often than 95% here (by"
        " simulation): the first {first} seeds only found how many are needed, and all that is told"
        " is of as many others.",
        "Stoppen waar een interval smal lijkt zou de waarheid hier minder vaak dan 95% bevatten"
        " (volgens simulatie): de eerste {first} seeds bepaalden alleen hoeveel er nodig zijn, en"
        " alles wat hier staat gaat over even zoveel andere.",
    ),
    "share": ("{size} percentage points", "{size} procentpunt"),
}


def stop_sentence(
    runs: pd.DataFrame,
    points: pd.DataFrame,
    outcome: str,
    target: float,
    language: str,
    shapes: Shapes = NO_SHAPES,
    first: int = 0,
) -> str:
    """Say how many seeds were run, and whether intervals are as narrow as was asked for.

    Args:
        runs: A row per run.
        points: The design's table.
        outcome: The outcome whose intervals decide.
        target: What half of an interval may be at most, in the outcome's own unit.
        language: "en" or "nl".
        shapes: Of the outcomes at these points.
        first: The first replication that is told of; 0 where all are.
    """
    if len(points) == 1:
        return phrase(TEXTS, "alone", language)
    half = widest_half(runs, points, outcome, shapes)
    key = "no_interval" if math.isnan(half) else "reached" if half <= target else "capped"
    key = "after" if first and key == "capped" else key
    half_said, target_said = (_size(size, outcome, language) for size in (half, target))
    count = runs["replication"].nunique()
    return phrase(TEXTS, key, language, runs=count, half=half_said, target=target_said)


def batch_sentence(first: int, language: str) -> list[str]:
    """Say that what is told is of a last batch, where it is.

    Args:
        first: The first replication that is told of; 0 where all are.
        language: "en" or "nl".
    """
    return [phrase(TEXTS, "batch", language, first=first)] if first else []


def _size(size: float, outcome: str, language: str) -> str:
    unit = label_of(outcome).unit
    said = number(size, unit, language)
    return phrase(TEXTS, "share", language, size=said) if unit == "share" else said
