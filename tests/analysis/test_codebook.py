"""Proof per code: the effect that the study reports shows in the model, or is known not to.

The experiments are declared in ``analysis/codebook``; ``make codebook`` writes what they give to
``docs/codebook.md``.
"""

from __future__ import annotations

import re
from functools import cache

import pytest

from analysis.codebook.__main__ import FILE
from analysis.codebook.catalogue import FAMILIES, experiments
from analysis.codebook.codes import codes, leaves
from analysis.codebook.declare import DOWN, EXACTLY_0, UP, Experiment, Region, from_to, within
from analysis.codebook.document import test_name as name_of_test
from analysis.codebook.document import verdict
from analysis.codebook.measure import Finding, _finding, measure
from sim.conditions import CONDITIONS


@cache
def findings(family: str) -> dict[str, Finding]:
    return measure(FAMILIES[family])


def finding(experiment: Experiment) -> Finding:
    family = next(name for name, every in FAMILIES.items() if experiment in every)
    return findings(family)[experiment.id]


@pytest.mark.parametrize("experiment", experiments(), ids=lambda experiment: experiment.id)
def test_code_shows(experiment: Experiment) -> None:
    found = finding(experiment)
    said = f"{experiment.claim}: {found.mean:.4g} ({found.low:.4g} to {found.high:.4g})"
    assert found.seeds >= 2, f"{said}; hardly ever exists"
    if experiment.absent:
        assert not found.shown, f"{said}; it shows now: take away why it would not"
    else:
        assert found.shown, f"{said}; expected {experiment.region}"


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
        row = f"| {experiment.claim} | {experiment.measured}: {experiment.contrast.name} | "
        assert row + experiment.settings() in text, experiment.id
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


def test_a_code_is_shown_only_where_all_of_it_is() -> None:
    one = experiments()[0]
    yes, no = Finding(one, 0.5, 0.4, 0.6, 16), Finding(one, 0.9, 0.8, 1.0, 16)
    assert one.region == Region(high=0.75)
    assert [verdict(found) for found in ([yes], [yes, no], [no])] == [
        "shown", "in part", "not shown",
    ]  # fmt: skip


def test_a_change_is_taken_from_the_first_arm_to_the_second() -> None:
    experiment = Experiment(
        1, "planted", "x", "x", UP, lambda run: 0.0, arms=from_to("trust_start", 0.3, 0.9), seeds=4
    )
    key, found = id(experiment.reading), {}
    for seed in range(1, 5):
        for arm, value in zip(experiment.arms, (0.4, 0.5), strict=True):
            found[arm.key(), experiment.days, experiment.warm_up_days, seed] = {key: value}
    finding = _finding(experiment, found, None)
    assert finding.mean == pytest.approx(0.1) and finding.seeds == 4 and finding.shown
