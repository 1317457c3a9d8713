"""In which unit each number of a table is printed: per cent, percentage points, days."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from analysis.run.daily import TEXTS as COURSES
from analysis.words import columns
from analysis.words.labels import POINTS, Unit, label_of
from sim.conditions import CONDITIONS
from sim.conditions.dutch import unit_in

PERCENT = ("%", "%")
OF_ONE = ("share, 0 to 1", "aandeel, 0 tot 1")
SQUARES = ("squared: ", "kwadraat van: ")
PLAIN = {
    "days": ("days", "dagen"),
    "persons": ("persons", "personen"),
    "per year": ("per year", "per jaar"),
    "number": ("number", "getal"),
    "standard deviations before": ("standard deviations before", "standaardafwijkingen vooraf"),
    "million euro a year": ("million euro a year", "miljoen euro per jaar"),
    "euro a year": ("euro a year", "euro per jaar"),
    "standard deviations": ("standard deviations", "standaardafwijkingen"),
    "standard errors": ("standard errors", "standaardfouten"),
    columns.OF_VARIANCE: (
        "share of the variance, 0 to 1",
        "aandeel van de variantie, 0 tot 1",
    ),
}
"""Units that every row of a column has, in English and Dutch; any other one is left out."""
LEVELS_OF_GATES = ("actual", "all")


@dataclass(frozen=True, slots=True)
class Printed:
    """How a number is printed.

    Attributes:
        en: The unit in English; empty for a number without one.
        nl: The same in Dutch.
        scale: What the stored number is taken times: 100 for a share in per cent.
        shown: Which decimals are shown.
    """

    en: str = ""
    nl: str = ""
    scale: float = 1.0
    shown: Unit | None = None

    def name(self, language: str) -> str:
        """Return the unit in a language."""
        return self.nl if language == "nl" else self.en


NO_UNIT, COUNTED = Printed(), Printed(shown="count")
SHARE = Printed(*PERCENT, 100.0, "share")
SHARE_CHANGE = Printed(*POINTS, 100.0, "share")


def printed(unit: str, row: Mapping[str, Any], outcome: str) -> Printed:
    """Return how a number of a table is printed.

    Args:
        unit: The unit of its column, one of ``analysis.words.columns``.
        row: The row in which it stands; the outcome, factor, metric or series that it is of.
        outcome: The outcome that the study asked about, where the row names none.
    """
    of = str(row.get("outcome", outcome))
    made: dict[str, Callable[[], Printed]] = {
        columns.COUNT: lambda: COUNTED,
        columns.SHARE: lambda: SHARE,
        columns.SHARE_CHANGE: lambda: SHARE_CHANGE,
        columns.OUTCOME: lambda: _of_outcome(of),
        columns.CHANGE: lambda: NO_UNIT if row.get("scale") == "log" else _of_change(of),
        columns.SQUARED: lambda: _squared(_of_change(of)),
        columns.OF_FACTOR: lambda: _of_factor(str(row.get("factor", ""))),
        columns.OF_SERIES: lambda: _of_series(str(row.get("series", ""))),
        columns.OF_ROW: lambda: _of_row(row, of),
    }
    if unit in PLAIN:
        return Printed(*PLAIN[unit], shown="number" if unit == columns.OF_VARIANCE else "count")
    return made[unit]() if unit in made else NO_UNIT


def _of_outcome(outcome: str) -> Printed:
    label = label_of(outcome)
    if label.unit == "share":
        return SHARE
    return Printed(label.unit_en, label.unit_nl, shown=label.unit)


def _of_change(outcome: str) -> Printed:
    return SHARE_CHANGE if label_of(outcome).unit == "share" else _of_outcome(outcome)


def _squared(of: Printed) -> Printed:
    return Printed(SQUARES[0] + of.en, SQUARES[1] + of.nl, of.scale**2)


def _of_factor(factor: str) -> Printed:
    name = factor.removeprefix("conditions.")
    if name not in CONDITIONS:
        return NO_UNIT
    unit = CONDITIONS[name].unit
    if unit == "share":
        return Printed(*OF_ONE)
    return NO_UNIT if unit == "1" else Printed(unit, unit_in(unit, "nl"))


def _of_series(series: str) -> Printed:
    if series not in COURSES:
        return NO_UNIT
    en, nl = (text.rpartition("(")[2].rstrip(")") for text in COURSES[series])
    return Printed(en, nl)


def _of_row(row: Mapping[str, Any], outcome: str) -> Printed:
    """Return the unit of a number whose row says what it is: a metric, an opened gate, a factor."""
    if "metric" in row:
        metric = row["metric"]
        of_all = {"mean": _of_outcome(outcome), "good_enough": SHARE}
        return of_all.get(str(metric), _of_change(outcome))
    if "gate" in row:
        level = row["gate"] in LEVELS_OF_GATES
        return _of_outcome(outcome) if level else _of_change(outcome)
    return _of_factor(str(row["factor"])) if "factor" in row else NO_UNIT
