"""E23: a shock founds a partnership, in some seeds, which is asleep until its day."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim.batches.many import run_many
from sim.errors import UserError
from sim.model import CollaborationModel
from sim.run import run_setting
from sim.setting.partnerships.partnership_file import load_partnership
from sim.setting.scenarios.scenario import scenario_from
from sim.setting.scenarios.shock import Shock
from sim.setting.setting import Setting, draw_tape, resolve
from sim.setting.stages.founding import foundings_of
from sim.streams import chance
from sim.streams.tape import KEY_FIXED, draw_keys

DELAY, WARM_UP, BEGINS = 30.0, 20, 210
ANSWERED = "undermining_operation"
PLAIN: dict[str, Any] = {"scenario": "undermining_wave", "days": 400, "warm_up_days": WARM_UP}


def founding(probability: float, **more: Any) -> Setting:
    conditions = {"founding": probability, "founding_delay": DELAY, **more.pop("conditions", {})}
    return resolve(**{**PLAIN, **more}, conditions=conditions)


def founded_in(setting: Setting, seeds: range) -> set[int]:
    return {s for s in seeds if setting.of_seed(s).foundings[0].begins < math.inf}


def seed_of(setting: Setting, founded: bool) -> int:
    return next(s for s in range(1, 99) if (s in founded_in(setting, range(s, s + 1))) == founded)


def test_at_the_default_nothing_is_laid_out() -> None:
    setting = resolve(**PLAIN)
    assert setting.foundings == () and setting.of_seed(1) is setting
    assert "mit" not in {unit.id for unit in setting.world.units}
    assert len(setting.tables.founded) == 0


def test_it_is_founded_in_a_share_of_seeds_by_a_uniform_of_its_own() -> None:
    seeds = range(1, 301)
    some, more = founded_in(founding(0.3), seeds), founded_in(founding(0.6), seeds)
    assert some < more and 0.2 < len(some) / 300 < 0.4 and 0.5 < len(more) / 300 < 0.7
    assert founded_in(founding(1.0), seeds) == set(seeds)
    for seed in (4, 5):
        luck = chance.uniform(draw_keys(seed, 0)[KEY_FIXED], chance.FOUNDING, 0)
        assert (seed in some) == (luck < 0.3)
        plain, other = draw_tape(resolve(**PLAIN), seed), draw_tape(founding(1.0), seed)
        assert np.array_equal(plain.incidents, other.incidents)
        assert np.array_equal(plain.contacts, other.contacts)
        assert np.array_equal(plain.loads, other.loads[:-1])


def test_until_its_day_nobody_is_in_it_and_from_then_on_its_members_are() -> None:
    asleep, plain = founding(0.3), resolve(**PLAIN)
    awake = asleep.of_seed(seed_of(asleep, founded=True))
    still = asleep.of_seed(seed_of(asleep, founded=False))
    count, day = len(plain.world.units), BEGINS + WARM_UP
    assert np.array_equal(still.strengths[:, :count], plain.strengths)
    assert not still.strengths[:, count].any()
    assert np.array_equal(awake.strengths[:day, :count], plain.strengths[:day])
    assert not awake.strengths[:day, count].any()
    there = 1.0 - 0.16
    members = np.zeros(count)
    for name, persons in {"pol_intelligence": 5, "def_jistarc": 10, "pol_amsterdam": 1}.items():
        members[plain.world.unit_index(name)] = persons * there
    missing = plain.strengths[day] - awake.strengths[day, :count]
    chosen = members > 0
    assert missing[chosen] == pytest.approx(members[chosen])
    assert missing[plain.world.unit_index("def_marines")] == 0.0
    assert awake.strengths[day, count] == pytest.approx(132 * there)
    # Who does not come back leaves a post: 10 members, a fifth, two years to fill, four of term.
    later, refill = 100, 730.0
    more = plain.strengths[day + later] - awake.strengths[day + later, :count]
    stay_away = 10 * 0.2 * (refill / (4 * 365)) * (1 - math.exp(-later / refill))
    place = plain.world.unit_index("def_jistarc")
    assert more[place] == pytest.approx((10 + stay_away) * there)


def test_needs_that_arise_from_its_day_on_go_to_it_and_have_consent() -> None:
    setting = founding(1.0)
    run, plain = run_setting(setting, 3), run_setting(resolve(**PLAIN), 3)
    log, without = run.requests, plain.requests
    asked = log[(log["class"] == ANSWERED) & (log.gap > 0)]
    before, after = asked[asked.time < BEGINS], asked[asked.time >= BEGINS]
    assert len(before) > 10 and len(after) > 30
    assert not (before.provider == "mit").any() and (after.provider == "mit").all()
    consented = np.asarray(run.state.requests)["consented"][asked.incident]
    assert not consented[: len(before)].any() and consented[len(before) :].all()
    early = without.time < BEGINS
    assert log[early].drop(columns="incident").equals(without[early].drop(columns="incident")) or (
        # What was asked before may still be at the desks when members leave.
        (log[early].end_state != without[early].end_state).mean() < 0.05
    )
    assert run.outcomes["gap_closed"] != plain.outcomes["gap_closed"]


def test_batches_and_the_mesa_clock_found_the_same_in_the_same_seeds() -> None:
    setting, seeds = founding(0.5, days=260), [1, 2, 3, 4, 5, 6]
    assert 0 < len(founded_in(setting, range(1, 7))) < 6
    runs = [run_setting(setting, seed).outcomes for seed in seeds]
    found = run_many(setting, seeds)
    for name, values in found.items():
        expected = np.array([run[name] for run in runs])
        assert np.array_equal(values, expected, equal_nan=True), name
    for founded in (True, False):
        seed = seed_of(setting, founded)
        model = CollaborationModel(
            **{**PLAIN, "days": 260},
            rng=seed,
            conditions={"founding": 0.5, "founding_delay": DELAY},
        )
        model.run_until(model.horizon)
        expected = run_setting(setting, seed).outcomes
        assert model.outcomes() == pytest.approx(expected, rel=0, abs=0, nan_ok=True)


def test_nothing_is_founded_that_is_there_or_answers_what_another_does() -> None:
    assert founding(1.0, policy="mit").foundings == ()
    mit = load_partnership("mit", "here")
    conditions = {"founding": 1.0, "founding_delay": 60.0}
    other = replace(mit, name="other")
    assert foundings_of([Shock(10.0, mit)], [other], conditions) == ()
    first, *more = foundings_of([Shock(10.0, mit), Shock(5.5, mit)], [], conditions)
    assert not more and first.days == {0: 70.0, 1: 66.0}
    assert len(foundings_of([Shock(1.0, mit), Shock(2.0, other)], [], conditions)) == 1


def test_while_asleep_nobody_asks_it_though_the_world_knows_its_skill() -> None:
    """A guard with the skill of the marechaussee's: without it all goes as if it were not there."""
    mit = load_partnership("mit", "here")
    guard = replace(mit, name="guard", capability="guarding", classes=("guarding_objects",))
    plain = {**PLAIN, "scenario": "terror_attack", "days": 200}
    scenario = replace(resolve(**plain).scenario, shocks=(Shock(500.0, guard),))
    laid_out = resolve(
        **{**plain, "scenario": scenario}, conditions={"founding": 1.0, "founding_delay": DELAY}
    )
    assert "guard" in {unit.id for unit in laid_out.world.units}
    one, other = run_setting(resolve(**plain), 6), run_setting(laid_out, 6)
    assert one.requests.equals(other.requests) and len(one.requests) > 1000


def test_of_two_shocks_the_first_that_founds_counts() -> None:
    given = {"windows": [], "needs": [], "shocks": [{"day": d, "founds": "mit"} for d in (90, 10)]}
    setting = founding(0.5, scenario=scenario_from("two", given))
    for seed in range(1, 41):
        key = draw_keys(seed, 0)[KEY_FIXED]
        hit = [chance.uniform(key, chance.FOUNDING, number) < 0.5 for number in (0, 1)]
        expected = 40.0 if hit[1] else 120.0 if hit[0] else math.inf
        assert setting.of_seed(seed).foundings[0].begins == expected


def test_without_the_crisis_nothing_is_founded() -> None:
    calm = founding(1.0, scenario="terror_attack").calm
    assert calm.foundings == () and calm.scenario.shocks == ()


def test_a_file_of_ones_own_founds_what_lies_beside_it(tmp_path: Path) -> None:
    declared = {"name": "team", "term_years": 2, "members": [{"unit": "def_marines", "persons": 4}]}
    text = "\n".join(f"{key}: {value}" for key, value in declared.items() if key != "members")
    (tmp_path / "team.yaml").write_text(
        text + "\nclasses: [search_property]\nmembers:\n  - {unit: def_marines, persons: 4}\n"
    )
    own = tmp_path / "own.yaml"
    own.write_text("windows: []\nneeds: []\nshocks:\n  - {day: 5, founds: team.yaml}\n")
    assert founding(1.0, scenario=str(own)).foundings[0].partnership.name == "team"


@pytest.mark.parametrize(
    ("shock", "said"),
    [
        ({"day": 1, "founds": "dsi"}, "is unit 'dsi' of a world"),
        ({"day": 1, "founds": "mitt"}, "did you mean 'mit'"),
        ({"day": 1}, "shock 1: 'founds' is missing"),
        ({"day": "soon", "founds": "mit"}, "a number is needed"),
        ({"day": 1, "found": "mit"}, "unknown key 'found'"),
    ],
)
def test_a_shock_that_is_not_right_is_one_line(shock: dict[str, Any], said: str) -> None:
    with pytest.raises(UserError, match=said) as refused:
        scenario_from("own", {"shocks": [shock]})
    assert "\n" not in str(refused.value)
