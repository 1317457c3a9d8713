"""What every outcome is declared to be, written down a second time from the description.

A direction decides what is called better, in regret, on the frontier and in the report; a unit
decides whether a number is multiplied by a hundred.
"""

from __future__ import annotations

import pytest

from analysis.words.labels import LABELS
from sim.outcomes import DECLARED, LOWER_IS_BETTER, OUTCOMES, PRIMARY, REFERENCES

# In the study support is effective where more is met, sooner, and with both sides better off
# (§4.5, §4.6): less is better of time, loss, conflict and of needs that come to nothing. What is
# neither: an informal way, pairs, and the ways in which nothing has failed yet.
GOOD = {
    "gap_closed": "share",
    "gap_closed_all": "share",
    "gap_closed_person_days": "share",
    "gap_closed_police": "share",
    "gap_closed_defence": "share",
    "gap_closed_visible": "share",
    "gap_closed_other": "share",
    "gap_closed_window": "share",
    "alone": "share",
    "together": "share",
    "added_value": "value",
    "net_added_value": "value",
    "on_time_share": "share",
    "formal_acceptance": "share",
    "pareto_share": "share",
    "knowledge_shared": "share",
    "comparative_advantage": "share",
    "learning_dividend": "share",
    "understanding_end": "level",
    "trust_end": "level",
    "share_alone": "share",
    "share_supported": "share",
    "frictionless": "share",
    "net_value_after_own_tasks": "value",
}
BAD = {
    "lead_time_median_days": "days",
    "lead_time_p90_days": "days",
    "fragmentation": "share",
    "aversion_end": "level",
    "vetoes": "count",
    "unlawful_acts": "count",
    "share_not_asked": "share",
    "share_refused": "share",
    "share_no_capacity": "share",
    "share_not_permitted": "share",
    "share_too_late": "share",
    "share_no_go": "share",
    "share_support_withdrawn": "share",
    "own_task_loss": "share",
    "crisis_service_lost": "share",
    "crisis_recovery_days": "days",
}
NEUTRAL = {
    "informal_share": "share",
    "active_pairs": "count",
    "share_open": "share",
    "share_withdrawn_in_consultation": "share",
    "pooling_gain": "share",
}
PAIRED = {
    "frictionless",
    "own_task_loss",
    "net_value_after_own_tasks",
    "crisis_service_lost",
    "crisis_recovery_days",
    "pooling_gain",
}
# How a unit is shown: the kind of its label, and in words.
SHOWN = {
    "share": ("share", "%", "%"),
    "days": ("days", "days", "dagen"),
    "count": ("count", "count", "aantal"),
    "value": ("count", "weighted needs", "gewogen behoeften"),
    "level": ("number", "0–1", "0–1"),
}


def test_these_are_all_outcomes() -> None:
    assert {*GOOD, *BAD, *NEUTRAL} == set(DECLARED) == {*OUTCOMES, *REFERENCES}
    assert len(GOOD) + len(BAD) + len(NEUTRAL) == len(DECLARED)
    assert PRIMARY == "gap_closed"


@pytest.mark.parametrize(
    ("direction", "names"), [("good", GOOD), ("bad", BAD), ("neutral", NEUTRAL)]
)
def test_more_is_good_bad_or_neither(direction: str, names: dict[str, str]) -> None:
    assert len(names) > 0
    for name, unit in names.items():
        declared = DECLARED[name]
        assert (declared.direction, declared.unit) == (direction, unit), name
        assert declared.paired == (name in PAIRED) == (name in REFERENCES), name
        label = LABELS[name]
        assert (label.unit, label.unit_en, label.unit_nl) == SHOWN[unit], name


def test_less_is_better_of_what_is_bad_alone() -> None:
    assert set(BAD) == LOWER_IS_BETTER
