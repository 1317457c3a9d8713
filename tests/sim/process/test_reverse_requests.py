"""Defensie asks Politie: the same process with the roles swapped (thesis §4.1.2)."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim import simulate
from sim.run import Run
from sim.setting.scenarios.scenario import scenario_from
from sim.state.records import pairs_by_unit
from sim.world import load_world

WORLD = load_world()
REVERSE = [kind.id for kind in WORLD.classes if kind.requester == "defensie"]
# Nothing else happens: what is seen comes from the requests of Defensie alone.
ONLY_REVERSE = scenario_from(
    "only_reverse",
    {
        "windows": [
            {"demand": 0, "demand_classes": [c.id for c in WORLD.classes if c.id not in REVERSE]},
            {"demand": 4, "demand_classes": REVERSE},
        ]
    },
)


@cache
def run(seed: int = 1, policy: str = "none", **conditions: float) -> Run:
    return simulate(ONLY_REVERSE, policy, conditions=conditions, seed=seed, daily=False)


def asked(**conditions: float) -> pd.DataFrame:
    requests = pd.concat([run(seed, **conditions).requests for seed in (1, 2, 3)])
    return requests[requests["gap"] > 0]


def test_the_two_classes_are_asked_by_units_of_defensie_and_answered_by_the_police() -> None:
    requests = asked()
    assert set(requests["class"]) == {"realistic_training", "convoy_escort"}
    units = {unit.id: unit for unit in WORLD.units}
    for row in requests.itertuples():
        assert units[row.requester].organisation == "defensie"
        assert units[row.provider].organisation == "politie"
    training = requests[requests["class"] == "realistic_training"]
    assert {units[name].capability for name in training["requester"]} == {"hands"}
    assert set(training["provider"]) == {"pol_training"}
    escorts = requests[requests["class"] == "convoy_escort"]
    assert set(escorts["requester"]) == {"kmar_escort"}
    assert {units[name].capability for name in escorts["provider"]} == {"general"}


def test_larger_units_ask_for_training_more_often() -> None:
    askers = run().requests["requester"].value_counts()
    assert askers["natres_20"] > askers["def_marines"]


def test_defence_escorts_its_own_share_of_a_convoy_first() -> None:
    """Subsidiarity holds for Defensie as well: it asks for what its own share leaves."""
    requests = run().requests
    convoys = requests[requests["class"] == "convoy_escort"]
    own_share = convoys["y0"]
    assert own_share.max() <= WORLD.classes[WORLD.class_index("convoy_escort")].requester_own_share
    # All but the few that come when nobody of its own is free; some of these there are too.
    assert 0.95 < (own_share > 0.0).mean() < 1.0
    assert np.allclose(convoys["gap"], convoys["size"] * (1.0 - own_share))


def test_they_go_through_consultation_and_the_desks_of_their_own_chain() -> None:
    formal = asked()
    formal = formal[(formal["filed"]) & (formal["end_state"] == "supported")]
    bases = formal.groupby("class")["legal_basis"].unique()
    assert bases["realistic_training"].tolist() == ["informal_agreement"]
    assert bases["convoy_escort"].tolist() == ["politiewet_62"]
    assert (asked()["end_state"] == "withdrawn_in_consultation").any()
    never = asked(consultation=0.0)
    assert not (never["end_state"] == "withdrawn_in_consultation").any()


def test_what_is_planned_comes_on_its_date() -> None:
    done = asked()
    done = done[(done["end_state"] == "supported") & ~done["informal"]]
    on_the_day = np.isclose(done["lead_time_days"], done["deadline_days"])
    assert len(done) > 100 and on_the_day.all()


def test_people_come_from_what_the_police_has_free_without_a_reserve() -> None:
    """Reserve, notice and NATO bind Defensie as a provider; here it only asks."""
    plain = run().requests
    for changed in ({"reserve_neutral": 0.0}, {"planning_lead_time": 14.0}):
        pd.testing.assert_frame_equal(plain, run(**changed).requests)
    short = {"shortage_police": 0.4, "own_load_police": 0.9}
    able, unable = (asked(**c)["can"].mean() for c in ({}, short))
    assert able > unable


def test_police_officers_who_help_are_away_from_their_unit() -> None:
    log = np.asarray(run().state.assignments)[: int(run().state.now[0].assignments)]
    support = log[(log["own"] == 0) & (log["persons"] > 0)]
    organisations = np.asarray(run().state.units)["organisation"][support["unit"]]
    assert len(support) > 100 and (organisations == 0).all()


def test_acceptance_is_high_and_follows_what_the_police_gets_out_of_it() -> None:
    """Training is worth much to the police itself; without that motive it says yes less often."""
    requests = asked()
    training = requests[requests["class"] == "realistic_training"]
    # Over two years of some 300 requests: a standard error of 0.013, and nobody says yes always.
    assert training["want"].mean() == pytest.approx(0.946, abs=0.04)
    saturated = asked(saturation_gain=0.2, saturation_decay=1 / 720)
    tired = saturated[saturated["class"] == "realistic_training"]
    assert tired["want"].mean() < training["want"].mean()


def pair_of(state: Any, requester: str, provider: str) -> Any:
    places = [WORLD.unit_index(name) for name in (requester, provider)]
    return pairs_by_unit(state).view(np.recarray)[*places]


def test_both_learn_in_the_pair_of_asker_and_answerer() -> None:
    silent = {"exercise_rate": 0.0, "understanding_decay": 1 / 1000}
    state = run(**silent).state
    pair = pair_of(state, "natres_20", "pol_training")
    assert pair.deployed == 1
    assert pair.kept + pair.broken != 6.0
    # From 0.45 at the start towards 1, which it reaches only with endless contact.
    assert pair.understanding == pytest.approx(0.895, abs=0.02)
    units = np.asarray(state.units)
    assert 0.7 < units["saturation"][WORLD.unit_index("pol_training")] < 0.9
    assert units["familiarity"][WORLD.unit_index("natres_20")] != 0.6
    other_way = pair_of(state, "pol_limburg", "natres_20")
    assert other_way.deployed == 0


def test_only_military_people_can_be_misused_for_generic_work() -> None:
    """E18: the police loses no esteem by helping Defensie, however generic the work."""
    for seed in (1, 2):
        without, with_it = (run(seed, misuse_effect=effect) for effect in (0.0, 0.1))
        pd.testing.assert_frame_equal(without.requests, with_it.requests)
