"""Metamorphic relations: what must not matter does not, to the last bit, in random settings."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim import Conditions, simulate
from sim.conditions import CONDITIONS
from sim.conditions.values import over
from sim.setting.scenarios.scenario import Scenario, scenario_from
from sim.state.codes import CONTACTS
from sim.state.records import pairs_by_unit
from tests.made.settings_at_random import random_setting
from tests.verification.metamorphic import (
    SHORT,
    Rows,
    all_set,
    assert_same,
    log_of,
    netherlands,
    run_with,
    stretched_conditions,
    stretched_files,
)

RATES = {f"{kind}_rate": CONDITIONS[f"{kind}_rate"].default for kind in CONTACTS}
SETTINGS = pytest.mark.parametrize("number", range(6))
FEW = pytest.mark.parametrize("number", range(3))


@SETTINGS
def test_the_dummy_changes_nothing(number: int) -> None:
    """The dummy condition enters nothing: whatever it is, the run is the same bit for bit."""
    setting = {**SHORT, **random_setting(number)}
    given = dict(setting.pop("conditions"))
    low, high = (
        simulate(seed=number, conditions={**given, "dummy": value}, daily=False, **setting)
        for value in (0.0, 1.0)
    )
    assert_same(low, high)


@FEW
def test_a_class_without_needs_changes_nothing(number: int, tmp_path: Path) -> None:
    """A kind of need that never arises, added at the end, changes nothing bit for bit."""

    def add(rows: Rows) -> Rows:
        return [*rows, {**rows[3], "id": "never", "needs_per_year": "0"}]

    world = netherlands(tmp_path, {"request_classes.csv": add})
    assert_same(run_with(number, {}), run_with(number, {}, world=world))


@FEW
def test_a_unit_without_use_changes_nothing(number: int, tmp_path: Path) -> None:
    """A unit that can answer no need, added at the end, changes nothing bit for bit.

    Contacts are told as rates: a load is a share of all people's days, also of those of the unit.
    """

    def add(rows: Rows) -> Rows:
        last = {**rows[-1], "id": "band", "organisation": "defensie", "capability": "music"}
        return [*rows, {**last, "service": "army", "rung": "2"}]

    world = netherlands(tmp_path, {"units.csv": add})
    assert_same(run_with(number, RATES), run_with(number, RATES, world=world))


@FEW
def test_names_mean_nothing(number: int, tmp_path: Path) -> None:
    """Other names of units, classes and cities (in the same order) change nothing bit for bit."""
    changes = {
        "units.csv": lambda rows: [
            {**row, "name": f"Unit {i}", "city": "Elsewhere", "source": ""}
            for i, row in enumerate(rows)
        ],
        "request_classes.csv": lambda rows: [
            {**row, "id": f"class_{i}", "name_en": "A", "name_nl": "B"}
            for i, row in enumerate(rows)
        ],
    }
    calm = {"scenario": "crisis"}
    world = netherlands(tmp_path, changes)
    assert_same(run_with(number, {}, **calm), run_with(number, {}, world=world, **calm))


NOBODY_WANTS = {
    "willingness_threshold": 10.0,
    "extra_pre_authorised": 0.0,
    "familiarity_decay": 0.0,
    **dict.fromkeys(RATES, 0.0),
}


@SETTINGS
def test_without_willingness_nothing_comes_and_nothing_is_learned(
    number: int, tmp_path: Path
) -> None:
    """W = 0 gives Y = 0, nobody sent, and no state of a relation or of society moved. (S1 product:
    where gates compensate, want can be made up for. No class with consent in advance, which needs
    no willingness; no contacts, which teach without needs.)"""
    change = {"request_classes.csv": all_set("pre_authorised", "0")}
    world = netherlands(tmp_path, change)
    run = run_with(number, NOBODY_WANTS, theory={"gates": "product"}, world=world)
    log, start = log_of(run), run.setting.conditions
    assert run.outcomes["gap_closed"] == 0.0
    assert (log["y1"] == log["y0"]).all()
    assert log["persons"].sum() == 0.0
    met = np.asarray(run.state.pairs)
    met = met[met["known"] == 1]
    between = pairs_by_unit(run.state)
    between = between[between["known"] == 1]
    assert len(between) > 0
    assert np.unique(met["kept"] + met["broken"]).size == 1
    for side in ("expertise_requester", "expertise_provider"):
        assert (between[side] == start["expertise_start"]).all()
    assert (between["understanding"] == start["understanding_start"]).all()
    assert (between["agreements_gain"] == 0.0).all() and (between["deployed"] == 0).all()
    assert (run.state.units["familiarity"] == start["familiarity_start"]).all()
    assert (run.state.units["saturation"] == 0.0).all()
    assert run.state.now[0].aversion_excess == 0.0


@SETTINGS
def test_without_barriers_agreements_do_not_matter_for_permission(number: int) -> None:
    """Barriers 0 make q and κ_C irrelevant for permission, and for all that follows from it, where
    clarity has no other way to work (S7 barrier, no loss and no leak by information)."""
    no_barrier = {"barrier_shift": -1.0, "loss_information": 0.0, "leak_rate": 0.0}
    little, much = (
        run_with(
            number,
            {**no_barrier, "agreements": q, "agreements_effect": kappa},
            theory={"clarity": "barrier"},
        )
        for q, kappa in ((0.0, 0.1), (0.95, 1.0))
    )
    assert_same(little, much, but=("shared_information", "provider_profit"))
    assert (log_of(little)["shared_information"] != log_of(much)["shared_information"]).any()


@SETTINGS
def test_agreements_without_effect_do_not_matter_for_permission(number: int) -> None:
    """κ_C = 0 makes q irrelevant in the same way, whatever the barriers."""
    inert = {"agreements_effect": 0.0, "loss_information": 0.0, "leak_rate": 0.0}
    little, much = (
        run_with(number, {**inert, "agreements": q}, theory={"clarity": "barrier"})
        for q in (0.0, 0.95)
    )
    assert_same(little, much, but=("shared_information", "provider_profit"))


@SETTINGS
def test_without_visible_force_aversion_does_not_matter(number: int, tmp_path: Path) -> None:
    """g = 0 in every class makes society's aversion, and what moves it, irrelevant.

    It ends before the windows of scenarios that say themselves how averse society is.
    """
    world = netherlands(tmp_path, {"request_classes.csv": all_set("visible_force", "0")})
    averse = {"aversion_start": 0.7, "aversion_sensitivity": 0.2, "aversion_recovery": 0.001}
    easy = {"aversion_start": 0.1, "aversion_sensitivity": 0.0, "explanation": 1.0}
    one, other = (run_with(number, values, world=world, days=300) for values in (averse, easy))
    assert_same(one, other)
    assert one.outcomes["aversion_end"] != other.outcomes["aversion_end"]


@SETTINGS
def test_full_compensation_makes_unit_cost_irrelevant(number: int) -> None:
    """φ = 1 makes unit cost irrelevant for who asks, gives and gets what, without the informal
    channel (which is not compensated). The added value still counts the cost, whoever pays."""
    dear, cheap = (
        run_with(number, {"compensation": 1.0, "informal_tendency": 0.0, "unit_cost": cost})
        for cost in (1.0, 0.1)
    )
    assert_same(dear, cheap, but=("added_value",))
    assert (log_of(dear)["added_value"] != log_of(cheap)["added_value"]).any()


@SETTINGS
def test_unused_trust_does_not_matter(number: int) -> None:
    """S3 none, ι = 0 and S8 benefit make trust at the start, its weight and memory irrelevant."""
    theory = {"trust": "none", "information": "benefit"}
    trusting = {"trust_start": 0.9, "trust_prior_weight": 20.0, "trust_memory": 1.0}
    wary = {"trust_start": 0.3, "historic_damage": 0.5, "trust_memory": 0.9}
    one, other = (
        run_with(number, {**values, "informal_tendency": 0.0}, theory=theory)
        for values in (trusting, wary)
    )
    assert_same(one, other)
    assert one.outcomes["trust_end"] != other.outcomes["trust_end"]


def crisis(factor: int) -> Scenario:
    """A crisis whose window is stretched."""
    window = {
        "start": 60 * factor,
        "length": 100 * factor,
        "demand": 5,
        "urgency": 0.9,
        "common_shock": True,
        "nato_commitment": 0.3,
    }
    return scenario_from("crisis", {"windows": [window]})


STEADY = {
    **dict.fromkeys(RATES, 0.0),
    "retention": 0.0,
    "load_spread_police": 0.0,
    "load_spread_defence": 0.0,
    "return_probability": CONDITIONS["return_probability"].default,
}


@SETTINGS
def test_time_has_no_scale_of_its_own(number: int, tmp_path: Path) -> None:
    """All times twice as long and all rates half leave every need as it was: same end, same y1.

    Times: every column of the world and every condition in days or per day or year, the scenario's
    windows, the horizon. Without what lives on the grid of days or years and cannot be stretched:
    the daily path of own loads, posts filled day by day, the candidates for contacts, the terms of
    partnerships. A factor of two is exact in binary numbers, so the logs are equal to the last bit.
    """
    random = random_setting(number)
    # A stretched world is another one, with constants of its own that bring a theory to its level.
    theory = {**random["theory"], "level": "raw"}
    given = over(random["conditions"], STEADY)
    logs = []
    for factor in (1, 2):
        run = simulate(
            scenario=crisis(factor),
            theory=theory,
            conditions=Conditions(stretched_conditions(given, factor), limits="possible"),
            seed=number,
            days=300 * factor,
            warm_up_days=0,
            world=netherlands(tmp_path / str(factor), stretched_files(factor)),
            daily=False,
        )
        logs.append(log_of(run))
    for name in ("end_state", "y0", "y1", "want", "can", "may", "persons", "provider", "requester"):
        np.testing.assert_array_equal(logs[0][name], logs[1][name], err_msg=name)
    np.testing.assert_array_equal(2.0 * logs[0]["lead_time"], logs[1]["lead_time"])
    assert np.unique(logs[0]["end_state"]).size > 5
