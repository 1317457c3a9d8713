"""Intervals in the shape of stored runs: what they hold, whose shape they take, what is flagged."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.compare.stopping import Rule, coverage_after_stopping
from analysis.coverage.measure import covered
from analysis.intervals import shapes as of_shapes
from analysis.intervals.notes import notes_on_intervals
from analysis.intervals.shapes import ELSEWHERE, Shapes, shapes_in, stored_runs
from analysis.intervals.ways import FEW, NO_SHAPE, OTHER, RARE, Johnson, Shape, Student
from analysis.stored.summary import estimate
from experiments.design import list_design
from experiments.design.frame import Frame
from sim.errors import UserError

RNG = np.random.default_rng(5)
RARE_LOSSES = np.where(RNG.random(20_000) < 0.13, -np.minimum(RNG.pareto(1.5, 20_000), 30.0), 0.0)
SKEWED = RARE_LOSSES + RNG.normal(0.0, 0.3, 20_000)
"""Mostly small luck, and now and then a large loss."""


@pytest.mark.parametrize("size", [10, 50])
def test_a_shape_holds_the_truth_where_students_t_does_not(size: int) -> None:
    shape = Shape(SKEWED[:400])
    held, _, _ = covered(SKEWED, shape, size, 1_000)
    without, _, _ = covered(SKEWED, None, size, 1_000)
    # 400 pilot values have a tail of their own: not to the last per cent.
    assert 0.91 <= held <= 0.98
    assert without < 0.90


def test_a_shape_of_normal_values_is_students() -> None:
    pilot = stats.norm.ppf((np.arange(400) + 0.5) / 400)
    values = np.array([0.3, 0.9, 0.1, 0.7, 0.4, 0.8])
    shape, student = Shape(pilot), Student()
    assert shape.ends(values, 0.95) == pytest.approx(student.ends(values, 0.95), rel=0.1)
    assert shape.chance(values) == pytest.approx(student.chance(values), rel=0.5)
    assert student.chance(values) == pytest.approx(stats.ttest_1samp(values, 0.0).pvalue)


def test_chance_and_interval_of_a_shape_agree() -> None:
    shape = Shape(SKEWED[:400])
    for seed in range(60):
        values = np.random.default_rng(seed).choice(SKEWED, 20) - SKEWED.mean()
        low, high = shape.ends(values, 0.95)
        chance = shape.chance(values)
        assert (low > 0 or high < 0) == (chance <= 0.05) or abs(chance - 0.05) < 0.002


def test_far_out_a_chance_goes_on_falling() -> None:
    """Holm over 136 pairs asks for less than one resample of 3,999 can tell."""
    shape, luck = Shape(SKEWED[:400]), np.random.default_rng(1).normal(0.0, 1.0, 20)
    chances = [shape.chance(luck - luck.mean() + away) for away in (2.0, 4.0, 8.0, 16.0)]
    assert chances == sorted(chances, reverse=True) and 0 < chances[-1] < 1e-4


def test_johnson_takes_skewness_out_and_leaves_what_is_even() -> None:
    even = np.concatenate([np.arange(1.0, 21.0), -np.arange(1.0, 21.0)]) + 3.0
    assert Johnson().ends(even, 0.95) == pytest.approx(Student().ends(even, 0.95))
    assert Johnson().chance(even) == pytest.approx(Student().chance(even))
    held, _, _ = covered(np.exp(RNG.normal(0.0, 1.0, 20_000)), None, 50, 1_000)
    assert held >= 0.92, "Student's t: .90"


def test_each_flag_is_raised_for_its_own_reason() -> None:
    values = np.random.default_rng(1).normal(0.0, 1.0, 20)
    assert estimate(values).flag == NO_SHAPE
    even = Shape(np.random.default_rng(2).normal(0.0, 1.0, 400))
    assert estimate(values, shape=even).flag == ""
    assert estimate(values, shape=Shape(even.pilot, same=False)).flag == OTHER
    assert estimate(values, shape=Shape(SKEWED[:400])).flag == FEW
    seldom = Shape(np.repeat([0.0, 1.0], [390, 10]))
    assert estimate([0.0, 0.0, 0.0, 1.0], shape=seldom).flag == RARE
    assert estimate([1.0, 1.0, 1.0]).flag == RARE, "runs that are all alike may miss what is rare"


def test_the_stored_runs_are_those_that_were_stored(tmp_path: Path) -> None:
    runs = stored_runs()
    assert runs.groupby(["scenario", "policy"]).size().unique().tolist() == [400]
    assert set(runs["scenario"]) == set(of_shapes.SCENARIOS)
    assert sorted(runs["seed"].unique()) == list(of_shapes.SEEDS)
    edited = tmp_path / "shapes.parquet"
    edited.write_bytes(of_shapes.FILE.read_bytes() + b" ")
    stored_runs.cache_clear()
    with patch.object(of_shapes, "FILE", edited), pytest.raises(UserError, match="make shapes"):
        stored_runs()
    stored_runs.cache_clear()


def test_a_difference_has_the_shape_of_its_two_settings_on_the_same_seeds() -> None:
    places = [("crisis", "none"), ("crisis", "liaisons"), ELSEWHERE]
    shapes, runs = Shapes(places), stored_runs().set_index(["scenario", "policy", "seed"])
    own = shapes.of("net_added_value", 1, 0)
    assert own is not None and own.same
    by_hand = (runs.loc[("crisis", "liaisons")] - runs.loc[("crisis", "none")])["net_added_value"]
    assert own.skewness == pytest.approx(float(stats.skew(by_hand.astype(float))), rel=1e-3)
    # Which is subtracted from which turns the shape round.
    turned = shapes.of("net_added_value", 0, 1)
    assert turned is not None and turned.skewness == pytest.approx(-own.skewness, rel=1e-3)
    level, pooled = shapes.of("gap_closed", 1), shapes.of("gap_closed", 2, 0)
    assert level is not None and level.same and abs(level.skewness) < 0.6
    assert pooled is not None and not pooled.same
    assert shapes.of("no such outcome", 1) is None and Shapes(None).of("gap_closed", 1) is None


def test_only_settings_like_the_stored_ones_have_a_shape() -> None:
    points = list_design(
        pd.DataFrame(
            {
                "scenario": ["crisis", "flood", "crisis"],
                "policy": ["none", "none", "liaisons"],
                "conditions.trust_start": [0.5, 0.5, 0.9],
            }
        )
    )
    plain = list_design(pd.DataFrame({"scenario": ["crisis", "flood"], "policy": ["none", "mit"]}))
    assert shapes_in(Frame(), plain).places == [("crisis", "none"), ("flood", "mit")]
    found = shapes_in(Frame(), points).places
    assert found is not None and found[2] == ELSEWHERE
    for other in ({"days": 365}, {"warm_up_days": 0}, {"world": "elsewhere"}):
        assert shapes_in(replace(Frame(), **other), plain).places is None
    theory = list_design(pd.DataFrame({"theory": ["figure_2", "triade"]}))
    assert shapes_in(Frame(), theory).places == [("baseline", "none"), ELSEWHERE]


def test_flags_of_what_people_see_become_notes() -> None:
    table = pd.DataFrame(
        {
            "outcome": ["gap_closed", "net_added_value", "vetoes"],
            "flag": ["", FEW, NO_SHAPE],
        }
    )
    (note,) = notes_on_intervals([table], ["gap_closed", "net_added_value"])
    assert note["en"].endswith("net added value") and note["nl"].endswith("netto meerwaarde")
    assert notes_on_intervals([table], ["gap_closed"]) == []
    (note,) = notes_on_intervals([table], ["vetoes"])
    assert "730 days" in note["en"] and "730 dagen" in note["nl"]
    (note,) = notes_on_intervals([table.assign(flag=RARE)], ["vetoes"])
    assert "not that there is no effect" in note["en"]
    assert "niet dat er geen effect is" in note["nl"]


def test_stopping_where_it_looks_narrow_is_known_to_miss() -> None:
    """Luck of one kind and rare losses: without a shape it stops before it has seen one."""
    rule = Rule("net_added_value", 0.4, 10, 200)
    even = np.random.default_rng(3).normal(0.0, 1.0, 400)
    assert coverage_after_stopping(even, Rule("gap_closed", 0.4, 10, 200), None) >= 0.93
    assert coverage_after_stopping(SKEWED, rule, None) < 0.93
    fixed = Rule("gap_closed", 0.4, 50, 50)
    assert coverage_after_stopping(even, fixed, None) == pytest.approx(0.95, abs=0.02)
