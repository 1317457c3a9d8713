"""Whom a requester asks where nobody has anyone free: the burden is not a matter of the file."""

from __future__ import annotations

import pandas as pd

from sim import Conditions, simulate

# All units of Defence that are not dedicated to support are fully in use for own tasks.
NOBODY_FREE = Conditions(
    {"own_load_defence": 1.0, "load_spread_defence": 0.0, "exercise_rate": 0.0}, limits="possible"
)


def asked_for_shelter() -> pd.Series:
    """Who is asked for shelter and logistics, which only units without dedicated people answer."""
    runs = [
        simulate(conditions=NOBODY_FREE, seed=seed, days=365, warm_up_days=0, daily=False)
        for seed in range(1, 9)
    ]
    requests = pd.concat(run.requests for run in runs)
    shelter = requests[(requests["class"] == "shelter_logistics") & (requests["gap"] > 0)]
    assert (shelter["can"] == 0).all()
    return shelter["provider"]


def test_where_nobody_is_free_the_best_known_fit_is_asked_and_not_the_first_in_the_file() -> None:
    """Fit and acquaintance decide, blurred as ever: mostly logistics, now and then another."""
    asked = asked_for_shelter()
    assert len(asked) > 20
    shares = asked.value_counts(normalize=True)
    assert shares.idxmax() == "def_logistics"
    assert len(shares) > 1
    # A unit that fits less is asked where acquaintance and chance outweigh it: one in a dozen.
    assert 0.03 < shares["def_infantry_oirschot"] < 0.15
