"""Levers that begin and end during a run (E28): before, during, after, and in both clocks."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim import simulate
from sim.batches.many import run_many
from sim.model import CollaborationModel
from sim.run import Run
from sim.setting.configuration import names_in
from sim.setting.setting import draw_tape, resolve
from sim.state.codes import CONTACTS

DAYS, WARM_UP, SEED = 300, 60, 3
LENGTH = {"days": DAYS, "warm_up_days": WARM_UP}
LEVERS = [name for name in names_in("policy") if name != "none"]
ALL = "liaisons*0.5@-20..90+exchange@30..+core_task@50..200+bottom_up@100..+mit@60..220"
ALL += "+fusion_doctrine@120..260+adapted_powers@search_property@80..+capacity_priority_crisis@90.."
ALL += "+working_groups@flood*0.7@10..+training_match+civil_training@..40"


def run(policy: str, **more: Any) -> Run:
    return simulate(policy=policy, seed=SEED, **{**LENGTH, **more})


def assert_same(one: Run, other: Run, before: float = math.inf) -> None:
    """Assert that all that is settled before a day is the same to the last bit."""
    days, others = (each.daily[each.daily.day < before] for each in (one, other))
    if before < math.inf:
        days, others = days[STANDS_AT_THE_END], others[STANDS_AT_THE_END]
    pd.testing.assert_frame_equal(days, others, check_exact=True)
    logs = [each.requests[each.requests.time < before] for each in (one, other)]
    told = [log if before == math.inf else log[KNOWN_AT_ONCE] for log in logs]
    pd.testing.assert_frame_equal(*told, check_exact=True)


# What of a day is known when it ends, for the rest is of the needs that arose on it.
STANDS_AT_THE_END = [
    "day",
    "needs",
    "without_consent",
    "busy_police",
    "busy_defence",
    "waiting",
    "aversion",
    "trust",
    "understanding",
]
# What of a need is known when it arises; the rest may be decided after the day.
KNOWN_AT_ONCE = ["incident", "class", "time", "requester", "size", "gap", "severity", "y0"]


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_for_all_days_is_the_lever_to_the_last_bit(lever: str) -> None:
    whole = run(lever)
    for word in (f"{lever}@-{WARM_UP}..", f"{lever}@-999..{DAYS}", f"{lever}@..{DAYS + 99}"):
        other = run(word)
        assert_same(whole, other)
        assert other.outcomes == pytest.approx(whole.outcomes, rel=0.0, abs=0.0, nan_ok=True)


@pytest.mark.parametrize("lever", LEVERS)
def test_before_it_begins_a_lever_changes_nothing_to_the_last_bit(lever: str) -> None:
    plain, later = run("none"), run(f"{lever}@150..")
    assert_same(plain, later, before=150)


@pytest.mark.parametrize("lever", LEVERS)
def test_until_it_ends_a_lever_is_what_it_is_without_an_end(lever: str) -> None:
    assert_same(run(lever), run(f"{lever}@..150"), before=150)


def test_after_the_run_nothing_is_left_to_change() -> None:
    """A run that ends before a lever begins is the run without it; longer ones show nothing."""
    plain = run("none", days=150)
    longer = run("liaisons@150..+exchange@150..+mit@150..")
    assert_same(plain, longer, before=150)


def test_half_a_lever_is_what_half_its_values_and_half_its_people_do(tmp_path: Path) -> None:
    mine = tmp_path / "half.yaml"
    mine.write_text(
        "conditions: {liaison_cover: 0.5, exercise_rate: 3}\n"
        "people:\n"
        "  - {organisation: politie, service: regional_unit, persons: 1}\n"
        "  - {organisation: defensie, persons: 0.5}\n"
    )
    assert_same(run("liaisons*0.5"), run(str(mine)))
    assert_same(run("liaisons*0.5@70..210"), run(f"{mine}@70..210"))


@pytest.mark.parametrize("policy", [ALL, "liaisons@0..", "mit@..100", "bottom_up@77..78"])
@pytest.mark.parametrize("trust", ["pair", "organisation"])
def test_both_clocks_and_batches_agree_to_the_last_bit(policy: str, trust: str) -> None:
    theory = {"trust": "moderator", "trust_level": trust}
    one = run(policy, scenario="crisis", theory=theory)
    model = CollaborationModel(rng=SEED, policy=policy, scenario="crisis", theory=theory, **LENGTH)
    model.run_until(model.horizon)
    assert model.outcomes() == pytest.approx(one.outcomes, rel=0.0, abs=0.0, nan_ok=True)
    pd.testing.assert_frame_equal(one.requests, model.requests(), check_exact=True)
    pd.testing.assert_frame_equal(one.daily, model.daily(), check_exact=True)
    setting = resolve("crisis", policy, theory, days=DAYS, warm_up_days=WARM_UP)
    seeds = [1, SEED, 2, SEED]
    many = run_many(setting, seeds)
    for name, values in many.items():
        assert values[1] == pytest.approx(one.outcomes[name], rel=0.0, abs=0.0, nan_ok=True)
        assert values[3] == pytest.approx(one.outcomes[name], rel=0.0, abs=0.0, nan_ok=True)


def test_settings_with_and_without_stages_take_turns_in_one_batch() -> None:
    from sim.batches.many import Batch  # noqa: PLC0415 - not without compilation
    from sim.batches.ready import make_ready  # noqa: PLC0415
    from sim.measures.measures import outcomes_of  # noqa: PLC0415

    batch = Batch()
    for policy in ("none", ALL, "liaisons@0..", "none", ALL):
        setting = resolve(policy=policy, days=DAYS, warm_up_days=WARM_UP)
        sums = batch.sums(make_ready(setting, [SEED]))
        found = outcomes_of(sums.found, sums.ends, DAYS)
        alone = {name: values[0] for name, values in found.items()}
        assert alone == pytest.approx(run(policy).outcomes, rel=0.0, abs=0.0, nan_ok=True)


def test_contacts_are_thinned_by_day_and_none_is_moved() -> None:
    plain, often = resolve(**LENGTH), resolve(policy="joint_exercises", **LENGTH)
    dated = resolve(policy="joint_exercises@100..200", **LENGTH)
    few, many, some = (
        pd.DataFrame(draw_tape(setting, SEED).contacts) for setting in (plain, often, dated)
    )
    inside = (many.time >= 100 + WARM_UP) & (many.time < 200 + WARM_UP)
    expected = pd.concat(
        [few[few.time < 100 + WARM_UP], many[inside], few[few.time >= 200 + WARM_UP]]
    )
    pd.testing.assert_frame_equal(some, expected.reset_index(drop=True), check_exact=True)
    assert set(some.kind) == {CONTACTS.index("exercise")}


def test_who_is_held_out_is_away_on_those_days_only() -> None:
    plain, dated = (resolve(policy=p, **LENGTH).strengths for p in ("none", "liaisons@100..200"))
    always = resolve(policy="liaisons", **LENGTH).strengths
    inside = slice(100 + WARM_UP, 200 + WARM_UP)
    assert np.array_equal(dated[: 100 + WARM_UP], plain[: 100 + WARM_UP])
    assert np.array_equal(dated[200 + WARM_UP :], plain[200 + WARM_UP :])
    np.testing.assert_allclose(dated[inside], always[inside], rtol=1e-12)


def test_who_stays_is_kept_after_the_lever_ends(tmp_path: Path) -> None:
    """E25: for each year that the lever holds a fortieth of the posts is filled, and stays so."""
    mine = tmp_path / "kept.yaml"
    mine.write_text("conditions: {retention: 0.025}\n")
    always, never, dated = (
        resolve(policy=policy, days=730, warm_up_days=0).strengths
        for policy in (str(mine), "none", f"{mine}@100..465")
    )
    assert np.array_equal(dated[:101], never[:101])
    np.testing.assert_allclose(dated[100:466], always[:366], rtol=1e-12)
    np.testing.assert_allclose(dated[465:], np.broadcast_to(dated[465], dated[465:].shape))
    np.testing.assert_allclose((dated[465] - never[465]) / (never[465] / 0.84), 0.025, rtol=1e-9)


def test_understanding_relaxes_to_the_floor_of_the_lever_and_back(tmp_path: Path) -> None:
    """E19 in closed form: nobody meets, before, while and after liaisons are there."""
    mine = tmp_path / "cover.yaml"
    mine.write_text("conditions: {liaison_cover: 0.8}\n")
    still = {"exercise_rate": 0.0, "contact_deployment": 0.0}
    course = run(f"{mine}@100..200", conditions=still).daily.understanding.to_numpy()
    start, rate = 0.45, 0.0025
    low, high = 0.3 * 0.7 + 0.3 * 0.2, 0.3 * 0.7 + 0.3 * 0.8

    def relaxed(value: float, floor: float, days: float) -> float:
        return floor + (value - floor) * math.exp(-rate * days)

    before = relaxed(start, low, WARM_UP + 100)
    end = relaxed(before, high, 100)
    joint = 1.0  # partnerships understand everybody; none of the pairs that exercise is one
    assert joint not in course
    # A row tells of the end of its day.
    for day, expected in (
        (99, before),
        (149, relaxed(before, high, 50)),
        (199, end),
        (299, relaxed(end, low, 100)),
    ):
        assert course[day] == pytest.approx(expected, rel=1e-12)


def test_a_partnership_for_a_time_is_one_that_a_shock_founds_on_that_day(tmp_path: Path) -> None:
    """The same team on the same day, whoever founds it, to the last bit."""
    scenario = tmp_path / "shock.yaml"
    scenario.write_text("shocks:\n  - {day: 40, founds: mit}\n")
    shock = run(
        "none", scenario=str(scenario), conditions={"founding": 1.0, "founding_delay": 60.0}
    )
    pulled = run("mit@100..", conditions={"founding": 1.0, "founding_delay": 60.0})
    assert_same(shock, pulled)


def test_a_partnership_ends_and_its_people_go_home() -> None:
    setting = resolve(policy="mit@100..200", **LENGTH)
    unit = setting.world.unit_index("mit")
    there = setting.strengths[:, unit] > 0.0
    assert np.array_equal(np.flatnonzero(there), np.arange(100, 200) + WARM_UP)
    log = run("mit@100..200", days=600).requests
    joint = log[(log["class"] == "undermining_operation") & (log.gap > 0)]
    assert (joint[joint.time.between(100, 200)].provider == "mit").all()
    assert not (joint[~joint.time.between(100, 200)].provider == "mit").any()
    assert len(joint[joint.time > 200])
    never = resolve(**LENGTH).strengths
    members = setting.strengths[:, : never.shape[1]] - never
    # Of members who left, a fifth stays away; these posts are filled again in two years.
    after = members[200 + WARM_UP :].sum(axis=1)
    assert after[0] < 0.0
    np.testing.assert_allclose(after / after[0], np.exp(-np.arange(len(after)) / 730.0), rtol=1e-6)


def test_a_switch_is_answered_otherwise_for_a_time() -> None:
    setting = resolve(policy="bottom_up@100..200", **LENGTH)
    answers = [stage.theory.choices["informal"] for stage in setting.stages]
    assert answers == ["suppress", "seed", "suppress"]
    assert setting.theory.choices["informal"] == "suppress"


def test_a_lag_counts_from_the_day_on_which_the_lever_begins() -> None:
    for policy, days in (
        ("working_groups", [180]),
        ("working_groups@-30..", [180]),
        ("working_groups@40..", [40, 220]),
    ):
        tables = resolve(policy=policy, days=400, warm_up_days=WARM_UP).tables
        starts = [day for day in tables.lever_days if day > 0]
        assert starts == days, policy


def test_the_core_task_is_read_otherwise_for_a_time() -> None:
    plain, wider = (resolve(policy=p).tables.classes["core_fit"] for p in ("none", "core_task"))
    setting = resolve(policy="core_task@100..200", **LENGTH)
    fits = setting.given_by_stage["core_fits"].reshape(3, -1)
    assert np.array_equal(fits, np.array([plain, wider, plain]))


@pytest.mark.parametrize("condition", ["trust_start", "needs_scale", "load_memory", "ask_again"])
def test_what_is_settled_before_a_run_cannot_be_moved_in_it(tmp_path: Path, condition: str) -> None:
    mine = tmp_path / "mine.yaml"
    value = {"trust_start": 0.7, "needs_scale": 1.1, "load_memory": 20, "ask_again": 1}[condition]
    mine.write_text(f"conditions: {{{condition}: {value}}}\n")
    with pytest.raises(ValueError, match="settled before a run begins; allowed: the lever throu"):
        resolve(policy=f"{mine}@100..", **LENGTH)
    assert resolve(policy=f"{mine}@-{WARM_UP}..", **LENGTH).conditions[condition] == value
