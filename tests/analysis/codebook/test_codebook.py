"""Proof per code: the effect that the study reports shows in the model, or is known not to.

The experiments are declared in ``analysis/codebook/experiments.csv``; ``make codebook`` writes what
they give to ``docs/codebook.md``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.claims.declare import (
    ANY,
    CHANGE,
    DOWN,
    EXACTLY_0,
    UP,
    Ask,
    Part,
    Region,
    within,
)
from analysis.claims.judge import found_of
from analysis.claims.measure import evaluate, run_all
from analysis.claims.runs import Plan
from analysis.codebook.__main__ import FILE
from analysis.codebook.codes import codes, leaves
from analysis.codebook.declare import Experiment, experiments
from analysis.codebook.document import is_shown, verdict
from analysis.codebook.document import test_name as name_of_test
from analysis.codebook.readings import READ, reading
from analysis.codebook.special import SPECIALS
from analysis.codebook.studies import measure, study_of
from sim.conditions import CONDITIONS


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> pd.DataFrame:
    return measure(experiments(), tmp_path_factory.mktemp("codebook"))


@pytest.mark.parametrize("experiment", experiments(), ids=lambda experiment: experiment.id)
def test_code_shows(experiment: Experiment, found: pd.DataFrame) -> None:
    row = found.loc[experiment.id]
    said = f"{experiment.claim}: {row['value']:.4g} ({row['low']:.4g} to {row['high']:.4g})"
    assert row["runs"] >= 2, f"{said}; hardly ever exists"
    if experiment.absent:
        assert not is_shown(row), f"{said}; it shows now: take away why it would not"
    else:
        assert is_shown(row), f"{said}; expected {experiment.expected}"


def test_every_leaf_has_experiments_with_names_of_their_own() -> None:
    assert {e.code for e in experiments()} == {code.number for code in leaves()}
    names = [e.id for e in experiments()]
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"\d\d_[a-z0-9_]+", name) for name in names)


def test_the_tree_of_codes_is_whole() -> None:
    every = codes()
    assert list(every) == list(range(1, 50))
    assert len(leaves()) == 38
    for code in leaves():
        assert code.parent is not None and every[code.parent].level == "parent"
        assert code.parent < code.number and code.finding and code.name_nl and code.equations


def test_codes_that_share_a_mechanism_say_so_of_each_other() -> None:
    """And have no condition apart: whatever carries the one carries the other."""
    sharing = {code.number: code.shared_with for code in leaves() if code.shared_with is not None}
    assert sharing == {45: 48, 48: 45}
    for number, other in sharing.items():
        assert codes()[number].carrier == codes()[other].carrier
        carried = {name for name, c in CONDITIONS.items() if number in c.codes}
        assert carried == {name for name, c in CONDITIONS.items() if other in c.codes}
        text = FILE.read_text(encoding="utf-8")
        assert f"| {codes()[number].equations} | shown, with the mechanism of {other} |" in text


def test_every_code_that_a_condition_names_exists() -> None:
    assert {number for c in CONDITIONS.values() for number in c.codes} <= set(codes())


def test_document_is_in_step_with_the_experiments() -> None:
    text = FILE.read_text(encoding="utf-8")
    headings = re.findall(r"^### (\d+) (.+) \(.+\): (shown|in part|not shown)$", text, re.M)
    assert [(int(n), name) for n, name, _ in headings] == [(c.number, c.name_en) for c in leaves()]
    for experiment in experiments():
        row = f"| {experiment.claim} | {experiment.measured}: {experiment.contrast} | "
        assert row + experiment.in_words() in text, experiment.id
        assert f"`{name_of_test(experiment)}`" in text
    assert text.count("\n*Why not*: ") == sum(bool(e.absent) for e in experiments())
    for number, _, said in headings:
        known = [not e.absent for e in experiments() if e.code == int(number)]
        assert said == ("shown" if all(known) else "in part" if any(known) else "not shown")


def test_a_region_wants_the_whole_interval() -> None:
    assert UP.holds(0.1, 0.3) and not UP.holds(-0.1, 0.3) and not UP.holds(0.0, 0.3)
    assert DOWN.holds(-0.3, -0.1) and not DOWN.holds(-0.3, 0.1)
    assert Region(high=0.75).holds(0.2, 0.7) and not Region(high=0.75).holds(0.7, 0.8)
    assert within(0.03).holds(-0.02, 0.02) and not within(0.03).holds(-0.02, 0.04)
    assert EXACTLY_0.holds(0.0, 0.0) and not EXACTLY_0.holds(0.0, 1e-12)
    assert not UP.holds(float("nan"), float("nan"))


@pytest.mark.parametrize("region", [UP, DOWN, EXACTLY_0, Region(high=0.75), within(0.03)])
def test_a_region_is_read_as_it_is_written(region: Region) -> None:
    assert Region.read(str(region)) == region
    with pytest.raises(ValueError, match="is no region"):
        Region.read("up")


def test_a_code_is_shown_only_where_all_of_it_is() -> None:
    assert [verdict(shown) for shown in ([True], [True, False], [False])] == [
        "shown",
        "in part",
        "not shown",
    ]


def experiment(settings: str, **given: Any) -> Experiment:
    """An experiment as its row would give it."""
    named = {"reading": "trust_at_start", "contrast": "change", "expected": UP, "seeds": 4}
    return Experiment(
        code=1,
        name="planted",
        claim="x",
        measured="x",
        absent="",
        settings=settings,
        **{**named, **given},
    )


def test_a_change_is_taken_from_the_first_arm_to_the_second() -> None:
    planted = experiment("trust_start=0.3 | trust_start=0.9")
    first, second = (ask.arm for ask in planted.parts({})[0].asks)
    assert dict(first) == {"conditions.trust_start": 0.3}
    for low, high in ((0.4, 0.5), (np.array([0.4, np.nan]), np.array([0.5, 0.1]))):
        runs = {
            (planted.study, arm): pd.DataFrame({READ: [value] * 4})
            for arm, value in ((first, low), (second, high))
        }
        row = evaluate([planted.as_claim()], runs).iloc[0]
        assert row["value"] == pytest.approx(0.1) and row["runs"] == 4 and is_shown(row)


def test_numbers_per_need_are_compared_need_by_need() -> None:
    """What only one of two settings has is left out; a seed where nothing is left has no number."""
    nan, part = np.nan, Part("", "", (Ask(READ), Ask(READ)), ANY, CHANGE)
    first = [np.array([1.0, nan, 5.0]), np.array([nan, 1.0]), np.array([2.0])]
    second = [np.array([2.0, 9.0, 9.0]), np.array([3.0, nan]), np.array([5.0])]
    found = found_of(part, [first, second])
    assert (found.value, found.runs) == (pytest.approx((2.5 + 3.0) / 2), 2)


def test_what_an_experiment_reads_exists() -> None:
    special = {name for _, names in SPECIALS.values() for name in names}
    for one in experiments():
        if one.is_special:
            assert one.parts({})[0].asks[0].reading in special, one.id
        else:
            assert callable(reading(one.reading)), one.id
    for words in ("trust", "mode permission", "mean trust of visible"):
        with pytest.raises(ValueError, match="is no reading"):
            reading(words)


def test_an_experiment_takes_as_many_arms_as_its_contrast() -> None:
    with pytest.raises(ValueError, match="takes 2 arms"):
        experiment("trust_start=0.3")
    assert experiment("", contrast="value").arms == [{}]
    assert experiment("trust=driver | trust=none").in_words() == "theory.trust driver → none"


def test_a_code_can_be_tried_in_any_setting_and_its_runs_are_not_done_again(
    tmp_path: Path,
) -> None:
    claim = experiment("historic_damage=0 | historic_damage=0.5", expected=DOWN).as_claim()
    draws = {"little": {"conditions.trust_start": 0.3}, "much": {"trust_start": 0.9}}
    tried = claim.tried_in(draws)
    plan = Plan(range(1, 3), 60, 10)
    found = evaluate([tried], run_all([tried], study_of, plan, tmp_path)).set_index("case")
    assert list(found.index) == ["little", "much"] and set(found["verdict"]) == {"passes"}
    assert abs(found.loc["much", "value"]) > abs(found.loc["little", "value"]) > 0.0
    file = tmp_path / "trust_at_start-4/runs/runs.parquet"
    before = file.stat().st_mtime_ns
    again = evaluate([tried], run_all([tried], study_of, plan, tmp_path)).set_index("case")
    pd.testing.assert_frame_equal(found, again)
    assert file.stat().st_mtime_ns == before
