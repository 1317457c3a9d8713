"""The unit that stands beside a number which is handed on."""

from __future__ import annotations

import pytest

from analysis.export.units import printed
from analysis.words import columns


@pytest.mark.parametrize(
    ("unit", "row", "outcome", "expected", "scale"),
    [
        (columns.SQUARED, {"outcome": "gap_closed"}, "", "squared: percentage points", 10_000),
        (columns.OF_FACTOR, {"factor": "conditions.trust_start"}, "", "share, 0 to 1", 1),
        (columns.OF_FACTOR, {"factor": "theory.trust"}, "", "", 1),
        (columns.OF_ROW, {"gate": "want"}, "gap_closed", "percentage points", 100),
        (columns.OF_ROW, {"gate": "actual"}, "gap_closed", "%", 100),
        (columns.OF_SERIES, {"series": "busy_police"}, "", "persons", 1),
        (columns.CHANGE, {"scale": "log"}, "gap_closed", "", 1),
        (columns.CHANGE, {}, "lead_time_median_days", "days", 1),
    ],
)
def test_the_unit_is_that_of_what_the_row_says(
    unit: str, row: dict[str, str], outcome: str, expected: str, scale: float
) -> None:
    found = printed(unit, row, outcome)
    assert (found.en, found.scale) == (expected, scale)


def test_every_declared_unit_is_printed() -> None:
    row = {"factor": "conditions.trust_start", "series": "busy_police"}
    units = {unit for _, _, unit in columns.COLUMNS.values()} | set(columns.OF_TABLES.values())
    units -= {columns.WORD, columns.ITSELF, columns.COUNT}
    assert [unit for unit in units if not printed(unit, row, "gap_closed").nl] == []
