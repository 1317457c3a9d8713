"""The closed forms themselves, against other ways to the same numbers."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy import integrate

from tests.verification import closed_forms as forms

HORIZON = 8.0


@pytest.mark.parametrize(("places", "load"), [(1, 0.3), (5, 3.0), (10, 12.0), (60, 50.0)])
def test_erlang_b_is_the_last_state_of_its_chain(places: int, load: float) -> None:
    chain = forms.birth_death([load] * places, list(range(1, places + 1)))
    assert forms.erlang_b(places, load) == pytest.approx(chain[-1], rel=1e-12)


def test_erlang_b_gives_the_numbers_of_the_tables() -> None:
    assert forms.erlang_b(10, 5.0) == pytest.approx(0.0184, abs=5e-5)
    assert forms.erlang_b(1, 1.0) == 0.5


def test_without_a_reserve_own_needs_and_support_are_lost_alike() -> None:
    own, support = forms.trunk_reservation(6, 0, 2.0, 1.5)
    assert own == pytest.approx(support)
    assert own == pytest.approx(forms.erlang_b(6, 3.5))


def test_a_full_reserve_leaves_the_people_to_own_needs() -> None:
    own, support = forms.trunk_reservation(6, 6, 2.0, 1.5)
    assert own == pytest.approx(forms.erlang_b(6, 2.0))
    assert support == pytest.approx(1.0)


@pytest.mark.parametrize(("officers", "arrivals", "mean"), [(1, 7.0, 0.1), (3, 10.0, 0.24)])
def test_waiting_follows_from_the_chain_of_the_queue(
    officers: int, arrivals: float, mean: float
) -> None:
    states = 3000
    chain = forms.birth_death(
        [arrivals] * states, [min(n, officers) / mean for n in range(1, states + 1)]
    )
    queue = chain @ np.maximum(0, np.arange(states + 1) - officers)
    assert forms.erlang_c(officers, arrivals * mean) == pytest.approx(chain[officers:].sum())
    assert forms.mean_wait(officers, arrivals, mean) == pytest.approx(queue / arrivals)
    sojourn, _ = integrate.quad(
        lambda days: forms.sojourn_above(officers, arrivals, mean, days), 0.0, 50.0, limit=200
    )
    assert sojourn == pytest.approx(queue / arrivals + mean, rel=1e-6)


PATIENCES = {
    "fixed": forms.fixed_patience(0.4, 0.24),
    "lognormal": forms.lognormal_patience(0.4, 0.8, 0.24),
    "exponential": forms.exponential_patience(0.4, 0.24),
}


@pytest.mark.parametrize("patience", PATIENCES)
def test_who_is_served_keeps_the_officers_busy(patience: str) -> None:
    """The rate of those who get an officer is what the officers work off: rate conservation."""
    officers, arrivals, mean = 3, 13.0, 0.24
    queue = forms.Impatient(officers, arrivals, mean, PATIENCES[patience][0], HORIZON)
    idle = 1.0 - queue.no_wait
    total = 1.0 / queue.density[0] * arrivals
    by_balance = (1.0 + (arrivals - officers / mean) * idle * total / arrivals) / total
    assert queue.abandoned == pytest.approx(by_balance, rel=1e-4)


def test_exponential_patience_is_erlang_a() -> None:
    queue = forms.Impatient(3, 13.0, 0.24, PATIENCES["exponential"][0], HORIZON)
    assert queue.abandoned == pytest.approx(forms.erlang_a_abandoned(3, 13.0, 0.24, 0.4), rel=1e-6)


@pytest.mark.parametrize("patience", PATIENCES)
def test_too_late_counts_those_who_give_up_and_those_still_with_their_officer(
    patience: str,
) -> None:
    survival, beyond = PATIENCES[patience]
    queue = forms.Impatient(3, 13.0, 0.24, survival, HORIZON)
    assert queue.abandoned < queue.too_late(beyond) < 1.0
    alone = forms.Impatient(50, 0.1, 0.24, survival, HORIZON)
    assert alone.too_late(beyond) == pytest.approx(1.0 - beyond(0.0), abs=1e-6)


def test_patience_beyond_wait_and_service_is_the_mean_over_services() -> None:
    for survival, beyond in PATIENCES.values():
        for wait in (0.0, 0.1, 0.35):
            mean, _ = integrate.quad(
                lambda service, after=wait, still=survival: (
                    still(after + service) * math.exp(-service / 0.24) / 0.24
                ),
                0.0,
                8.0,
                limit=400,
                points=[0.4 - wait],
            )
            assert beyond(wait) == pytest.approx(mean, rel=1e-3)


def test_fixed_values_in_shares_make_an_exponential_distribution() -> None:
    shares, values = np.array(forms.exponential_as_fixed(2.0)).T
    assert shares.sum() == pytest.approx(1.0)
    assert shares @ values == pytest.approx(2.0)
    assert shares @ values**2 == pytest.approx(8.0, rel=1e-3)
    assert shares @ values**3 == pytest.approx(48.0, rel=2e-3)


def test_deadlines_in_slices_are_as_good_as_exponential_ones() -> None:
    """The mixture of fixed deadlines moves the share that is too late by less than can be seen."""
    slices = forms.exponential_as_fixed(0.4)

    def survival(time: float) -> float:
        return sum(share for share, value in slices if value > time)

    def beyond(time: float) -> float:
        return sum(
            -share * math.expm1(-(value - time) / 0.24) for share, value in slices if value > time
        )

    exact = forms.Impatient(3, 13.0, 0.24, PATIENCES["exponential"][0], HORIZON)
    sliced = forms.Impatient(3, 13.0, 0.24, survival, HORIZON)
    assert sliced.too_late(beyond) == pytest.approx(
        exact.too_late(PATIENCES["exponential"][1]), abs=3e-4
    )


def test_fixed_points_are_where_nothing_moves() -> None:
    assert forms.trust_fixed_point(0.8, 2.0) == pytest.approx(0.8 / 1.2)
    assert forms.trust_fixed_point(0.5, 1.0) == 0.5
    level = forms.contact_fixed_point(0.02, 0.1, 0.005, 0.3)
    assert 0.02 * 0.1 * (1.0 - level) == pytest.approx(0.005 * (level - 0.3))
