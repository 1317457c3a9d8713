"""The tape: more demand adds and moves nothing, and luck is a function of incident and purpose."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import numpy as np
import pytest
from scipy import stats

from sim.setting.setting import draw_tape, resolve
from sim.streams import chance, tape
from sim.streams.loads import draw_loads

RATES = np.array([0.5, 2.0, 0.05, 1.0])
DAYS = 400
KEYS = np.random.Philox(key=2024).random_raw(20_000)
PLACES = [
    (chance.WILLING, 0),
    (chance.PERMISSION, 0),
    (chance.DESK, 0),
    (chance.DESK, 1),
    (chance.SEARCH, 7),
    (chance.EXTENSION, 40),
    (chance.PRE_AUTHORISED, 0),
]


def incidents(seed: int = 1, rates: Any = RATES, factor: Any = 1.0, fixed: Any = ()) -> Any:
    demand = np.ones((len(rates), DAYS)) * factor
    keys, spreads = tape.draw_keys(seed, len(rates)), np.ones((len(rates), 3))
    return tape.draw_incidents(keys, rates, spreads, demand, list(fixed))


def rows(records: Any) -> set[tuple[Any, ...]]:
    """Return whole records, key and marks included, as a set."""
    found = {tuple(record) for record in records.tolist()}
    assert len(found) == len(records)
    return found


def luck(purpose: int, place: int) -> Any:
    return np.array([chance.uniform(key, purpose, place) for key in KEYS])


def test_the_same_seed_gives_the_same_incidents_and_luck_under_other_conditions() -> None:
    plain = draw_tape(resolve(days=200), 5)
    other = {"trust_start": 0.9, "desk_time_scale": 2.0, "urgency": 0.9, "shortage_police": 0.0}
    changed = draw_tape(
        resolve(conditions=other, days=200, theory={"trust": "driver"}, policy="joint_framework"), 5
    )
    assert rows(plain.incidents) == rows(changed.incidents)
    assert np.array_equal(plain.loads, changed.loads)
    assert rows(plain.contacts) == rows(changed.contacts)


def test_another_seed_gives_other_incidents_loads_and_contacts() -> None:
    one, two = (draw_tape(resolve(days=200), seed) for seed in (5, 6))
    assert not set(one.incidents["key"]) & set(two.incidents["key"])
    assert not np.isin(one.loads, two.loads).any()
    assert not rows(one.contacts) & rows(two.contacts)


def test_more_needs_add_incidents_and_move_none() -> None:
    plain = draw_tape(resolve(days=300), 3).incidents
    more = draw_tape(resolve(conditions={"needs_scale": 1.3}, days=300), 3).incidents
    fewer = draw_tape(resolve(conditions={"needs_scale": 0.7}, days=300), 3).incidents
    assert rows(fewer) < rows(plain) < rows(more)


def test_a_crisis_adds_incidents_in_its_window_and_moves_none() -> None:
    plain = draw_tape(resolve(days=500), 3).incidents
    crisis = draw_tape(resolve("crisis", days=500), 3).incidents
    assert rows(plain) < rows(crisis)
    added = [record[0] for record in rows(crisis) - rows(plain)]
    assert min(added) >= 180 + 365
    assert max(added) < 180 + 365 + 60


def test_fixed_needs_are_added_on_their_day_and_move_none() -> None:
    plain = draw_tape(resolve(days=500), 3).incidents
    flood = draw_tape(resolve("flood", days=500), 3).incidents
    assert rows(plain) < rows(flood)
    added = sorted((r[0] - 180, r[7]) for r in rows(flood) - rows(plain))
    assert added == [(365.0, 70.0), (366.0, 100.0), (367.5, 400.0), (369.0, 400.0)]


def test_a_fixed_need_leaves_the_luck_of_earlier_fixed_needs_alone() -> None:
    one = tape.Fixed(10.0, 0, 3, 50.0, 0.0, 0.0)
    two = tape.Fixed(20.0, 1, 4, 60.0, 5.0, 2.0)
    assert rows(incidents(fixed=[one])) < rows(incidents(fixed=[one, two]))


def test_incidents_come_in_order_of_time_with_a_key_each() -> None:
    drawn = incidents(factor=2.5)
    assert np.all(np.diff(drawn["time"]) >= 0.0)
    assert 0.0 <= drawn["time"][0] <= drawn["time"][-1] < DAYS
    assert len(set(drawn["key"].tolist())) == len(drawn)


def test_a_class_that_never_happens_changes_nothing_of_the_others() -> None:
    silenced = RATES.copy()
    silenced[1] = 0.0
    others = [r for r in rows(incidents()) if r[1] != 1]
    assert rows(incidents(rates=silenced)) == set(others)
    assert rows(incidents(rates=np.append(RATES, 0.0))) == rows(incidents())


def test_a_class_at_the_end_changes_nothing_of_the_others() -> None:
    longer = incidents(rates=np.append(RATES, 3.0))
    assert rows(longer[longer["request_class"] < len(RATES)]) == rows(incidents())


def test_another_unit_at_the_end_changes_no_load_of_the_others() -> None:
    fewer, more = (draw_loads(tape.draw_keys(9, 0), units, 50) for units in (6, 7))
    assert np.array_equal(more[:6], fewer)


def test_a_longer_run_is_the_same_with_more_at_the_end() -> None:
    short, long = (draw_tape(resolve("flood", days=days), 4) for days in (400, 600))
    count = len(short.incidents)
    assert long.incidents[:count].tolist() == short.incidents.tolist()
    assert long.incidents["time"][count] >= 580
    assert np.array_equal(long.loads[:, :580], short.loads)
    assert long.contacts[: len(short.contacts)].tolist() == short.contacts.tolist()
    assert long.contacts["time"][len(short.contacts)] >= 580


def test_normals_are_quantiles_of_the_normal_distribution() -> None:
    levels = luck(chance.SIZE, 3)
    drawn = np.array([chance.standard_normal(key, chance.SIZE, 3) for key in KEYS])
    assert np.abs(drawn - stats.norm.ppf(levels + 2.0**-54)).max() < 1e-6
    assert abs(levels - 0.5).max() > 0.4999


def test_times_are_put_in_order_and_equal_ones_stay_as_they_came() -> None:
    times = np.random.default_rng(3).choice(np.linspace(0.0, 9.99, 40), size=500)
    assert np.array_equal(tape.in_order(times, 10.0), np.argsort(times, kind="stable"))
    assert len(tape.in_order(times[:0], 10.0)) == 0


def test_counts_and_their_spread_are_those_of_a_poisson_process() -> None:
    seeds = range(1, 201)
    for request_class, factor in ((0, 1.0), (1, 0.7), (3, 2.5)):
        counts = np.array(
            [(incidents(s, factor=factor)["request_class"] == request_class).sum() for s in seeds]
        )
        expected = RATES[request_class] * DAYS * factor
        assert abs(counts.mean() - expected) < 4.0 * np.sqrt(expected / len(counts))
        # The variance of a sample variance of Poisson counts: mean (1 + 2 mean) / n, nearly.
        error = np.sqrt(expected * (1.0 + 2.0 * expected) / len(counts))
        assert abs(counts.var(ddof=1) - expected) < 4.0 * error


def test_demand_holds_on_its_own_days_only() -> None:
    factor = np.ones(DAYS)
    factor[100:150] = 4.0
    inside = sum(
        int(((d["time"] >= 100) & (d["time"] < 150)).sum())
        for d in (incidents(seed, factor=factor) for seed in range(1, 41))
    )
    expected = 40 * 50 * 4.0 * RATES.sum()
    assert abs(inside - expected) < 4.0 * np.sqrt(expected)
    factor[100:150] = 0.0
    silent = incidents(factor=factor)["time"]
    assert not ((silent >= 100) & (silent < 150)).any()


def test_luck_is_the_published_generator_at_the_position_of_purpose_and_place() -> None:
    # SplitMix64 from state 0: its first output is known; position 1 is purpose 0, place 0.
    first_output = 0xE220A8397B1DCDAF
    assert chance.uniform(np.uint64(0), 0, 0) == (first_output >> 11) / 2.0**53


def test_purposes_keep_their_number_so_that_a_new_one_changes_no_other_draw() -> None:
    names = [
        "REGION",
        "WILLING",
        "PERMISSION",
        "INFORMAL",
        "CONSULTED",
        "FOUND_OUT",
        "DESK",
        "SEARCH",
        "QUICK",
        "NO_GO_LUCK",
        "EXTENSION",
        "WITHDRAWS",
        "WITHDRAWAL_MOMENT",
        "LEAKS",
        "UNLAWFUL",
        "DETECTED",
        "PRETEXT",
        "PRE_AUTHORISED",
        "LAYER",
        "POINT",
        "GAP",
        "HEIGHT",
        "SIZE",
        "DURATION",
        "DEADLINE",
        "LOAD",
        "RETURNS",
    ]
    assert [getattr(chance, name) for name in names] == list(range(1, 28))


def test_luck_depends_on_key_purpose_and_place_and_on_nothing_else() -> None:
    forward = [chance.uniform(KEYS[0], purpose, place) for purpose, place in PLACES]
    for purpose in range(28, 60):
        chance.uniform(KEYS[0], purpose, 0)
    backward = [chance.uniform(KEYS[0], purpose, place) for purpose, place in reversed(PLACES)]
    assert forward == backward[::-1]
    assert len(set(forward)) == len(PLACES)


@pytest.mark.parametrize(("purpose", "place"), PLACES)
def test_luck_is_uniform_over_incidents(purpose: int, place: int) -> None:
    drawn = np.sort(luck(purpose, place))
    n = len(drawn)
    assert drawn[0] >= 0.0
    assert drawn[-1] < 1.0
    assert abs(drawn.mean() - 0.5) < 4.0 * np.sqrt(1.0 / 12.0 / n)
    # The fourth central moment of a uniform is 1/80: the variance of its variance is 1/180 n.
    assert abs(drawn.var() - 1.0 / 12.0) < 4.0 * np.sqrt(1.0 / 180.0 / n)
    # Kolmogorov-Smirnov: 1.95 / sqrt(n) is passed once in a thousand samples.
    steps = np.arange(n + 1) / n
    distance = max((steps[1:] - drawn).max(), (drawn - steps[:-1]).max())
    assert distance < 1.95 / np.sqrt(n)


def test_luck_for_one_purpose_tells_nothing_about_another() -> None:
    drawn = [luck(purpose, place) for purpose, place in PLACES]
    assert len(drawn) > 1
    for one, two in combinations(drawn, 2):
        assert abs(np.corrcoef(one, two)[0, 1]) < 4.0 / np.sqrt(len(one))


def test_luck_tells_nothing_about_the_next_incident() -> None:
    drawn = luck(chance.WILLING, 0)
    assert abs(np.corrcoef(drawn[:-1], drawn[1:])[0, 1]) < 4.0 / np.sqrt(len(drawn) - 1)


PAIRS = np.array([(requester, provider) for requester in range(5) for provider in range(5, 12)])


def contacts(*rates: float, seed: int = 1, pairs: Any = PAIRS, days: int = 730) -> Any:
    return tape.draw_contacts(tape.draw_keys(seed, 0), pairs, rates, days)


def test_a_higher_rate_of_contact_adds_contacts_and_moves_none() -> None:
    assert len(contacts(0.0, 0.0, 0.0, 0.0)) == 0
    two, four, twelve = (rows(contacts(rate, 1.0, 0.0, 0.5)) for rate in (2.0, 4.0, 12.0))
    assert two < four < twelve
    assert {r for r in four if r[3] in (1, 3)} == rows(contacts(0.0, 1.0, 0.0, 0.5))


def test_another_pair_and_a_longer_run_add_contacts_and_move_none() -> None:
    fewer = rows(contacts(2.0, 1.0, 0.0, 0.0))
    more = rows(contacts(2.0, 1.0, 0.0, 0.0, pairs=np.vstack([[(0, 3)], PAIRS, [(7, 99)]])))
    assert fewer < more
    assert {r[1:3] for r in more - fewer} == {(0, 3), (7, 99)}
    assert fewer < rows(contacts(2.0, 1.0, 0.0, 0.0, days=900))


@pytest.mark.parametrize("rate", [0.5, 2.0, 12.0])
def test_contacts_come_at_their_rate_for_each_pair_and_year(rate: float) -> None:
    drawn = [contacts(rate, 0.0, rate, 0.0, seed=seed) for seed in range(1, 31)]
    expected = 30 * len(PAIRS) * 2 * rate
    for kind in (0, 2):
        counts = np.array([(d["kind"] == kind).sum() for d in drawn])
        assert abs(counts.sum() - expected) < 4.0 * np.sqrt(expected)
        error = np.sqrt(expected / 30 * (1.0 + 2.0 * expected / 30) / 30)
        assert abs(counts.var(ddof=1) - expected / 30) < 4.0 * error
    drawn = np.concatenate(drawn)
    assert abs(drawn["time"].mean() - 365.0) < 4.0 * 730 / np.sqrt(12 * len(drawn))
    met = {(r["requester"], r["provider"]) for r in drawn}
    assert met == {tuple(pair) for pair in PAIRS.tolist()}
    assert len(set(drawn["key"].tolist())) == len(drawn)


def test_size_duration_and_deadline_are_lognormal_with_the_spread_of_their_class() -> None:
    setting = resolve(days=200)
    found = draw_tape(setting, 6).incidents
    quantities = ("size", "duration", "deadline")
    assert len(found) > 1000
    for incident in found[::25]:
        kind = setting.world.classes[incident["request_class"]]
        purposes = (chance.SIZE, chance.DURATION, chance.DEADLINE)
        for quantity, purpose in zip(quantities, purposes, strict=True):
            normal = chance.standard_normal(incident["key"], purpose, 0)
            sigma = getattr(kind, f"{quantity}_sigma")
            assert incident[quantity] == pytest.approx(np.exp(sigma * normal))
