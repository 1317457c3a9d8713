"""What passes in a scenario: its windows with a start and an end, and its single needs.

Windows without an end are how things are, not a crisis.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sim.setting.scenarios.scenario import Scenario

Span = tuple[float, float]


def passing_spans(scenario: Scenario, conditions: Mapping[str, float], days: int) -> list[Span]:
    """Return the spans of days of what passes, in order; those that touch are joined.

    Args:
        scenario: What happens.
        conditions: By which windows may be as long as one says.
        days: Days that are measured; what lies outside them does not count.

    Returns:
        First and last moment of each span, in days after the warm-up; a single need is a span of
        one moment.
    """
    spans = [(need.day, need.day) for need in scenario.needs]
    for window in scenario.windows:
        if window.start is not None and window.length is not None:
            spans.append((window.start, window.start + window.days(conditions)))
    joined: list[Span] = []
    for first, last in sorted(span for span in spans if span[1] >= 0.0 and span[0] < days):
        if joined and first <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return [(max(0.0, first), min(float(days), last)) for first, last in joined]


def without_what_passes(scenario: Scenario) -> Scenario:
    """Return a scenario without what passes in it."""
    lasting = tuple(w for w in scenario.windows if w.start is None or w.length is None)
    return replace(scenario, windows=lasting, needs=(), shocks=())
