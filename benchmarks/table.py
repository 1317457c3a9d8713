"""Measures as a table for people."""

from __future__ import annotations

from rich.table import Table

from benchmarks.measure import Row


def shown(value: float, unit: str) -> str:
    """Return a number with its unit, short enough for a table."""
    return f"{value:.3g} {unit}" if value < 1000 else f"{value:,.0f} {unit}"


def table(found: list[Row]) -> Table:
    """Return the rows as a table."""
    result = Table(title="bijstand: measures and targets")
    for heading in ("measure", "target", "found", "quartiles", "verdict", "how"):
        result.add_column(heading, justify="left" if heading in ("measure", "how") else "right")
    for row in found:
        sign = "at least" if row.at_least else "at most"
        middle = "" if row.found is None else shown(row.found.median, row.unit)
        around = (
            ""
            if row.found is None
            else f"{row.found.low:.3g} to {row.found.high:.3g} ({row.found.repeats})"
        )
        target = f"{sign} {shown(row.target, row.unit)}"
        result.add_row(row.name, target, middle, around, row.verdict, row.note)
    return result
