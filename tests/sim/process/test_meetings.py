"""Every requester has a list of whom it has met, and finds each of them on it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.clock import ADDRESSES_MOVED, run_clock
from sim.process import need
from sim.process.now import meetings
from sim.process.now.meetings import place_if_met
from sim.setting.layout.layout import _guided, layout
from sim.setting.setting import draw_tape, resolve
from sim.setting.start import start
from sim.state.records import ACQUAINTANCE, REQUESTER, State, zeros
from sim.state.shared import share

NEVER = -7
# Records of pairs of organisations, which come first: of three in the Netherlands.
BONDS = 9
"""The number of no unit."""


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
    return np.asarray(state.pairs)[BONDS : int(state.now[0].pairs)]


def test_every_pair_that_met_is_found_and_no_other(state: State) -> None:
    given = share(state)
    units = range(len(state.units))
    found = {
        (requester, provider): place_if_met(given, requester, provider)
        for requester in units
        for provider in units
    }
    there = {pair: place for pair, place in found.items() if place > 0}
    pairs = pairs_of(state)
    numbers = range(BONDS, BONDS + len(pairs))
    met = zip(pairs["requester"].tolist(), pairs["provider"].tolist(), strict=True)
    assert there == dict(zip(met, numbers, strict=True))
    assert len(there) > 100
    assert state.units["acquaintances"].sum() == len(there)
    assert (4 * state.units["acquaintances"] <= 3 * state.units["room"]).all()


PARTS = ("address_of", "enlist", "move")
meetings_of_two = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3000)), max_size=80)


@given(meetings_of_two, st.integers(0, 3000))
def test_acquaintances_are_told_apart_however_many_they_are(
    met: list[tuple[int, int]], other: int
) -> None:
    """Lists that grow in turns; whom nobody put on a list is not found there."""
    pairs = {pair: number for number, pair in enumerate(dict.fromkeys(met), start=1)}
    entries = [SimpleNamespace(unit=0, pair=0, closer=0.0) for _ in range(4 * 600)]
    given = SimpleNamespace(
        acquaintances=entries,
        now=[SimpleNamespace(acquaintances=1)],
        units=[SimpleNamespace(first_acquaintance=0, acquaintances=0, room=1) for _ in range(4)],
    )
    with np.errstate(over="ignore"), pytest.MonkeyPatch.context() as patched:
        for name in PARTS:
            patched.setattr(meetings, name, plain(getattr(meetings, name)))
        for (requester, provider), number in pairs.items():
            meetings.enlist(given, requester, provider, number)
        for requester in range(4):
            unit = given.units[requester]
            known = {other: number for (who, other), number in pairs.items() if who == requester}
            assert unit.acquaintances == len(known)
            # All its lists: the first one, each next of twice the room, up to the present one.
            taken = 2 * unit.room - meetings.FIRST_ROOM if known else 0
            assert taken <= ADDRESSES_MOVED * max(2, len(known))
            for provider in {*known, other}:
                address = meetings.address_of(given, requester, provider)
                assert entries[address].pair == known.get(provider, 0)


def test_a_run_with_room_for_few_pairs_is_the_same(state: State) -> None:
    """Records and lists grow on the way."""
    before = fresh()
    room = BONDS + len(before.agenda) + 1
    small = before._replace(pairs=before.pairs[:room].copy())
    grown, _ = run_clock(small, daily=False)
    assert len(grown.pairs) > len(small.pairs)
    assert_same(grown, state)


def test_nothing_is_written_behind_the_lists_of_acquaintances(state: State) -> None:
    before = fresh()
    room = ADDRESSES_MOVED * len(before.agenda) + 8
    memory = zeros(ACQUAINTANCE, 4 * room)
    memory["unit"][1:] = NEVER
    small = before._replace(acquaintances=memory[:room])
    grown, _ = run_clock(small, daily=False)
    assert grown.now[0].acquaintances > room
    assert (memory["unit"][room:] == NEVER).all()
    assert_same(grown, state)


def assert_same(one: State, other: State) -> None:
    assert np.asarray(one.requests).tobytes() == np.asarray(other.requests).tobytes()
    for name in ("kept", "broken", "understanding", "deployed"):
        assert np.array_equal(pairs_of(one)[name], pairs_of(other)[name])


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


def test_steps_are_all_candidates_in_their_order() -> None:
    given = layout(resolve().world)
    assert len(given.classes) > 20 and len(given.rungs) > len(given.classes)
    for kind in given.classes:
        rungs = given.rungs[kind.first_rung :][: kind.rungs]
        bounds = [kind.first_candidate, *rungs["end"]]
        assert rungs["first"].tolist() == bounds[:-1]
        assert bounds[-1] == kind.first_candidate + kind.candidates
        for rung in rungs:
            own = given.candidates[rung["first"] : rung["end"]]
            assert len(np.unique(own["step"])) == 1
            assert own["fit"].max() <= rung["most"] <= 1.0
