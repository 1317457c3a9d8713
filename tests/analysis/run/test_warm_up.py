"""How long things take to settle: the rule by hand, and a run that is known to begin elsewhere."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.run.warm_up import OF_ORDER, courses_of, drift, truncated, warm_up_of
from sim.outcomes import OUTCOMES
from sim.run import run_setting
from sim.setting.setting import resolve


def test_the_rule_leaves_out_what_lies_elsewhere() -> None:
    luck = np.random.default_rng(1).normal(0.0, 1.0, 200)
    assert truncated(luck) <= 50
    begun = luck.copy()
    begun[:40] += 20.0
    assert truncated(begun) == 200
    assert truncated(np.arange(200.0)) == -1, "what rises throughout does not settle"
    assert truncated(np.ones(50)) == 0 and truncated(np.array([np.nan])) == 0


def test_a_drift_is_told_over_seeds() -> None:
    rng = np.random.default_rng(2)
    flat = rng.normal(0.0, 1.0, (20, 90)) + rng.normal(0.0, 5.0, (20, 1))
    assert drift(flat).chance > 0.001
    rising = flat + np.linspace(0.0, 3.0, 90)
    assert drift(rising).mean == pytest.approx(1.0, abs=0.4) and drift(rising).chance < 1e-4


def test_five_days_add_up_to_the_run() -> None:
    """The sums of all batches are those of the whole run, its warm-up too."""
    setting = resolve(days=100, warm_up_days=0)
    run = run_setting(setting, 3, daily=True)
    courses = courses_of([run], 100)
    assert set(courses) == set(OUTCOMES) - set(OF_ORDER)
    assert all(len(values) == 20 for values in courses.values())
    for outcome in ("net_added_value", "vetoes", "unlawful_acts"):
        assert courses[outcome].sum() == pytest.approx(run.outcomes[outcome])
    log = run.requests
    core = ~log["class"].isin([c.id for c in setting.world.classes if c.pre_authorised])
    first = log[core & (log["time"] < 5)]
    closed = (first["severity"] * (first["y1"] - first["y0"])).sum()
    opened = (first["severity"] * (1 - first["y0"])).sum()
    assert courses["gap_closed"][0] == pytest.approx(closed / opened)


def test_every_outcome_and_state_is_told_of() -> None:
    found = warm_up_of(resolve(days=120, warm_up_days=30), range(1, 4))
    assert found.seeds == 3 and {"gap_closed", "aversion", "trust"} <= set(found.days)
    assert all(days == -1 or days % 5 == 0 for days in found.days.values())
