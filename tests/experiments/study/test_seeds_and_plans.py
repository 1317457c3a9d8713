"""Seeds are those of their rule, and a plan does what is left to do, once."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.configuration.settings import LARGEST_SEED, read_job
from experiments.design import list_design, make_design
from experiments.design.factors import declared_factors
from experiments.design.frame import Frame
from experiments.design.seeds import BY_BASE_ROW, Seeds, as_seeds, seeds_for
from experiments.running.plan import Plan, gaps
from experiments.study.study import run_study
from sim.errors import UserError
from sim.streams.tape import HIGHEST_SEED
from tests.made.studies import SHORT, small_design

FIXED = pd.DataFrame({"conditions.trust_start": [0.5, 0.6]})


@pytest.mark.parametrize("kind", ["sobol", "morris", "shapley", "lhs"])
def test_seeds_are_held_within_a_base_row_and_no_two_rows_share_one(kind: str) -> None:
    names = ["trust_start", "agreements", "blocking"]
    design = make_design(kind, declared_factors(names, {}), 4, 1)
    plan = Plan(design, Frame(), seeds_for(kind, 3, 10))
    points, replications, seeds = plan.keys(0, len(plan))
    expected = [
        10 + 3 * int(design.base_rows[p]) + r for p, r in zip(points, replications, strict=True)
    ]
    assert list(seeds) == expected
    rows = int(design.base_rows.max()) + 1
    assert sorted(set(seeds)) == list(range(10, 10 + 3 * rows))


def test_the_rule_of_seeds_suits_the_design() -> None:
    assert {"sobol", "sobol_points", "lhs", "morris", "shapley"} == set(BY_BASE_ROW)
    for kind, rule in (
        ("list", "same"),
        ("factorial", "same"),
        ("ofat", "same"),
        *((kind, "base_row") for kind in BY_BASE_ROW),
    ):
        assert seeds_for(kind).rule == rule
        assert seeds_for(kind, rule="same").rule == "same"
        assert seeds_for(kind, rule="base_row").rule == "base_row"
    assert as_seeds(3, "list", by_base_row=True) == Seeds(3, 1, "base_row")


def test_seeds_are_taken_as_they_are_given() -> None:
    assert as_seeds(range(7, 10), "list") == Seeds(3, 7, "same")
    assert as_seeds([4], "sobol") == Seeds(1, 4, "base_row")
    given = Seeds(2, 50, "same")
    assert as_seeds(given, "sobol") is given
    plan = Plan(list_design(FIXED), Frame(), as_seeds([7, 8], "list"))
    assert [list(part) for part in plan.keys(0, 4)] == [[0, 0, 1, 1], [0, 1, 0, 1], [7, 8, 7, 8]]
    by_replication = replace(plan, order="replication")
    assert [list(part) for part in by_replication.keys(1, 4)] == [[1, 0, 1], [0, 1, 1], [7, 8, 8]]
    for wrong in ([], [1, 3], [2, 1], [1, 1]):
        with pytest.raises(UserError, match="consecutive"):
            as_seeds(wrong, "list")


def test_the_largest_seed_is_the_limit() -> None:
    """The last seed of the last base row is allowed, one more is not."""
    count, rows = 3, 5
    last = Seeds(count, HIGHEST_SEED - count * (rows + 1), "base_row")
    last.check(rows)
    assert last.of(np.array([rows]), np.array([count - 1]))[0] < HIGHEST_SEED
    with pytest.raises(UserError, match="up to"):
        replace(last, first=last.first + 1).check(rows)
    Seeds(1, 0)
    for wrong in ({"count": 0}, {"first": -1}, {"rule": "row"}):
        with pytest.raises(UserError):
            Seeds(**wrong)


def test_the_command_line_counts_seeds_from_the_first() -> None:
    assert read_job(["run.seeds=3", "run.first_seed=8"]).seeds == range(8, 11)
    assert read_job(["run.seeds=2"]).seeds == range(1, 3)
    job = read_job(["run.seeds=2", "run.first_seed=8"])
    assert job.digest != read_job(["run.seeds=2"]).digest != read_job(["run.seeds=3"]).digest
    last = LARGEST_SEED - 2
    assert read_job(["run.seeds=2", f"run.first_seed={last}"]).seeds.stop == LARGEST_SEED
    with pytest.raises(UserError, match="first_seed"):
        read_job(["run.seeds=2", f"run.first_seed={last + 1}"])


def test_a_study_keeps_the_seeds_that_its_rule_gives(tmp_path: Path) -> None:
    study = run_study(
        small_design(), SHORT, tmp_path / "s", seeds=Seeds(2, 40, "base_row"), executor="serial"
    )
    runs, design = study.runs(), small_design()
    expected = 40 + 2 * design.base_rows[runs["point"]] + runs["replication"]
    assert list(runs["seed"]) == list(expected)


def test_a_failed_run_does_not_end_a_study_unless_asked() -> None:
    assert not Plan(list_design(FIXED), Frame(), Seeds()).fail_fast
    assert not Plan(list_design(FIXED), Frame(), Seeds()).task(0, 1).fail_fast
    assert Plan(list_design(FIXED), Frame(), Seeds(), fail_fast=True).task(0, 1).fail_fast


def test_a_task_has_the_points_and_seeds_of_its_stretch() -> None:
    plan = Plan(list_design(FIXED), Frame(), Seeds(3, 5))
    task = plan.task(2, 5)
    assert [task.values[place]["conditions.trust_start"] for place in task.places] == [
        0.5,
        0.6,
        0.6,
    ]
    assert list(task.seeds) == [7, 5, 6]


@pytest.mark.parametrize(
    ("done", "left"),
    [
        ([], [(0, 10)]),
        ([(0, 10)], []),
        ([(0, 4)], [(4, 10)]),
        ([(3, 4)], [(0, 3), (4, 10)]),
        ([(0, 2), (2, 5), (7, 10)], [(5, 7)]),
        ([(8, 12)], [(0, 8)]),
        ([(0, 12)], []),
    ],
)
def test_what_is_left_to_do(done: list[tuple[int, int]], left: list[tuple[int, int]]) -> None:
    assert gaps(done, 10) == left


def test_a_point_goes_before_the_frame() -> None:
    frame = Frame(
        scenario="flood",
        conditions={"trust_start": 0.4, "agreements": 0.2},
        switches={"trust": "driver"},
    )
    point = frame.point({"conditions.trust_start": 0.6, "theory.trust": "none", "policy": "mit"})
    assert (point.scenario, point.policy) == ("flood", "mit")
    assert point.conditions == {"trust_start": 0.6, "agreements": 0.2}
    assert point.theory.choices["trust"] == "none"
    setting = replace(frame, days=11, warm_up_days=3).setting({"ideal": "want+may"})
    assert (setting.days, setting.warm_up_days, setting.ideal) == (11, 3, ("want", "may"))
    assert json.loads(json.dumps(frame.contents()))["days"] == [180, 730]
