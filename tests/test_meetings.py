"""Pairs of units are found again, and every requester has a list of whom it has met."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.clock import run_clock
from sim.layout import _guided, layout
from sim.process import need
from sim.process.meetings import address_of
from sim.records import PAIRS_OF_ORGANISATIONS, REQUESTER, State, room_to_find
from sim.setting import draw_tape, resolve, start
from sim.shared import share


def fresh() -> State:
    """A state before half a year."""
    setting = resolve(days=180, warm_up_days=0)
    return start(setting, draw_tape(setting, 3))


@pytest.fixture(scope="module")
def state() -> State:
    """The state after half a year."""
    return run_clock(fresh(), daily=False)[0]


def plain(function: Any) -> Any:
    """Return a function as it was before it was compiled."""
    return getattr(function, "__wrapped__", function)


def pairs_of(state: State) -> Any:
    return np.asarray(state.pairs)[PAIRS_OF_ORGANISATIONS : int(state.now[0].pairs)]


def test_every_pair_is_found_at_its_address(state: State) -> None:
    given = share(state)
    units = range(len(state.units))
    pairs = pairs_of(state)
    found = {
        (requester, provider): int(state.met[address_of(given, requester, provider)])
        for requester in units
        for provider in units
    }
    there = {pair: place for pair, place in found.items() if place > 0}
    assert len(there) == len(pairs) > 100
    for (requester, provider), place in there.items():
        assert (state.pairs[place].requester, state.pairs[place].provider) == (requester, provider)


units = st.integers(0, 3000)


@given(st.sets(st.tuples(units, units), min_size=1, max_size=60), st.tuples(units, units))
def test_pairs_that_come_to_the_same_address_are_told_apart(
    met: set[tuple[int, int]], other: tuple[int, int]
) -> None:
    """In a table as full as it gets; what nobody wrote down is not found."""
    address = plain(address_of)
    given = SimpleNamespace(
        met=np.zeros(room_to_find(len(met)), np.int32), now=[SimpleNamespace(units=3001)],
        pairs=[SimpleNamespace(requester=-1, provider=-1)],
    )  # fmt: skip
    with np.errstate(over="ignore"):
        for requester, provider in sorted(met):
            given.met[address(given, requester, provider)] = len(given.pairs)
            given.pairs.append(SimpleNamespace(requester=requester, provider=provider))
        for number, pair in enumerate(sorted(met), start=1):
            assert given.met[address(given, *pair)] == number
        assert (given.met[address(given, *other)] > 0) == (other in met)


def test_every_pair_is_on_the_list_of_its_requester(state: State) -> None:
    listed = []
    for i, unit in enumerate(state.units):
        entries = state.acquaintances[unit.first_acquaintance :][: unit.acquaintances]
        listed += [(i, int(entry["unit"]), int(entry["pair"])) for entry in entries]
        assert unit.acquaintances <= unit.room
    pairs = pairs_of(state)
    numbers = range(PAIRS_OF_ORGANISATIONS, PAIRS_OF_ORGANISATIONS + len(pairs))
    expected = zip(pairs["requester"].tolist(), pairs["provider"].tolist(), numbers, strict=True)
    assert sorted(listed) == sorted(expected)


def test_a_run_with_room_for_few_pairs_is_the_same(state: State) -> None:
    """Records, lists and addresses grow on the way."""
    before = fresh()
    room = PAIRS_OF_ORGANISATIONS + len(before.agenda) + 1
    small = before._replace(
        pairs=before.pairs[:room].copy(),
        met=np.zeros(room_to_find(room), np.int32),
        acquaintances=before.acquaintances[: 4 * len(before.agenda) + 8].copy(),
    )
    grown, _ = run_clock(small, daily=False)
    assert len(grown.pairs) > len(small.pairs)
    assert len(grown.acquaintances) > len(small.acquaintances)
    assert np.asarray(grown.requests).tobytes() == np.asarray(state.requests).tobytes()
    for name in ("kept", "broken", "understanding", "deployed"):
        assert np.array_equal(pairs_of(grown)[name], pairs_of(state)[name])


people = st.lists(st.integers(0, 5000), min_size=1, max_size=60)


@given(people, st.floats(0.0, 1.0, exclude_max=True))
def test_who_asks_is_found_from_a_guide_as_by_looking_through_all(
    persons: list[int], luck: float
) -> None:
    shares = np.cumsum(np.maximum(persons, 1e-9)) / np.maximum(persons, 1e-9).sum()
    rows = _guided([(float(share), unit) for unit, share in enumerate(shares)])
    asked = np.array(rows, REQUESTER).view(np.recarray)
    kind = np.array([(0, len(rows))], [("first_requester", int), ("requesters", int)])
    state = SimpleNamespace(requesters=asked)
    found = plain(need.who_asks)(state, kind.view(np.recarray)[0], luck)
    assert found == min(int((shares <= luck).sum()), len(rows) - 1)


def test_rungs_are_all_candidates_in_their_order() -> None:
    given = layout(resolve().world)
    for kind in given.classes:
        rungs = given.rungs[kind.first_rung :][: kind.rungs]
        bounds = [kind.first_candidate, *rungs["end"]]
        assert rungs["first"].tolist() == bounds[:-1]
        assert bounds[-1] == kind.first_candidate + kind.candidates
        for rung in rungs:
            own = given.candidates[rung["first"] : rung["end"]]
            assert len(np.unique(own["rung"])) == 1
            assert own["fit"].max() <= rung["most"] <= 1.0
