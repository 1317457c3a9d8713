"""Parts of tapes that runs have in common are drawn once, and never taken for others."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.batches import many, tapes
from sim.batches.batch import GIVEN, PARTS, Given
from sim.batches.many import Batch
from sim.batches.ready import make_ready
from sim.batches.tapes import PASSING, Tapes
from sim.measures.measures import outcomes_of
from sim.run import run_setting
from sim.setting.setting import resolve

SHORT: dict[str, Any] = {"days": 40, "warm_up_days": 5}
# Two situations, in each two packages and a theory that change no need; of one the contacts change.
SETTINGS = [
    resolve(scenario, policy, theory, **SHORT)
    for scenario in ("baseline", "flood+riots")
    for policy, theory in (("none", "figure_2"), ("liaisons", "figure_2"), ("none", "figure_1"))
]
SEEDS = [5, 3, 8]


def assert_as_alone(batch: Batch, setting: Any, seeds: list[int]) -> None:
    sums = batch.sums(make_ready(setting, seeds), SEEDS)
    found = outcomes_of(sums.found, sums.ends, setting.days)
    for place, seed in enumerate(seeds):
        single = run_setting(setting, seed).outcomes
        assert np.array_equal(
            [values[place] for values in found.values()], list(single.values()), equal_nan=True
        )


@pytest.mark.parametrize("slots", [1, 2, 3, 32])
def test_settings_that_share_tapes_give_what_they_give_alone(
    slots: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tapes, "MOST_SLOTS", slots)
    batch = Batch()
    for setting in (*SETTINGS, *reversed(SETTINGS)):
        assert_as_alone(batch, setting, SEEDS)
    assert_as_alone(batch, SETTINGS[0], [1, 8])


def test_settings_that_ask_for_the_same_needs_draw_them_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = 0
    real = Tapes.find

    def find(self: Tapes, *given: Any) -> Any:
        nonlocal drawn
        found = real(self, *given)
        drawn += int(found.stale[:, 0].sum())
        return found

    monkeypatch.setattr(Tapes, "find", find)
    batch = Batch()
    for _ in range(4):
        for policy in ("none", "liaisons", "joint_framework"):
            batch.sums(make_ready(resolve(policy=policy, **SHORT), SEEDS), SEEDS)
    assert drawn == 2 * len(SEEDS), "and once more where there was too little room for contacts"


@pytest.mark.parametrize(("most_bytes", "laid_out"), [(many.MOST_BYTES_KEPT, 2), (0, 4)])
def test_settings_of_unlike_sizes_take_turns_in_arrays_of_their_own(
    most_bytes: int, laid_out: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(many, "MOST_BYTES_KEPT", most_bytes)
    count = 0
    real = Batch._lay_out

    def lay_out(self: Batch, *given: Any) -> Any:
        nonlocal count
        count += 1
        return real(self, *given)

    monkeypatch.setattr(Batch, "_lay_out", lay_out)
    batch = Batch()
    for policy in ("none", "mit", "none", "mit"):
        assert_as_alone(batch, resolve(policy=policy, **SHORT), SEEDS)
    assert count == laid_out


def test_seeds_that_do_not_come_again_take_no_slot_of_others() -> None:
    ready = make_ready(SETTINGS[0], [1, 2, 3])
    drawn = Tapes(8).find(ready.given, ready.seeds, frozenset())
    assert (drawn.slots == PASSING).all() and drawn.stale.all()


def some_given(needs: int, contacts: int) -> Given:
    """Return what two settings have in common exactly where the numbers are the same."""
    numbers = {name: float(needs) for name in GIVEN[0]} | {
        name: float(contacts) for name in GIVEN[1]
    }
    return Given(**{name: np.array([numbers.get(name, 0.0)]) for name in Given._fields})


CALLS = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.integers(0, 1),
        st.lists(st.integers(0, 4), min_size=1, max_size=4),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
)


@given(CALLS, st.integers(1, 4))
def test_what_is_not_drawn_stands_there_as_this_run_would_draw_it(
    calls: list[tuple[int, int, list[int], bool]], slots: int
) -> None:
    kept, standing, wrong = Tapes(slots), {}, []
    for needs, contacts, seeds, again in calls:
        drawn = kept.find(some_given(needs, contacts), seeds, seeds if again else [])
        for run, seed in enumerate(seeds):
            for part, of_it in zip(range(PARTS), (needs, contacts, None), strict=True):
                slot = int(drawn.slots[run, part])
                if drawn.stale[run, part]:
                    standing[part, slot] = seed, of_it
                if not 0 <= slot < slots or standing[part, slot] != (seed, of_it):
                    wrong.append((run, part, slot))
    assert wrong == []
