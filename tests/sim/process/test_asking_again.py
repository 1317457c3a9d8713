"""A need that failed on capacity asks again: with what reason, and with what luck."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from sim import load_world, simulate

AGAIN = {"ask_again": 2.0, "consultation": 0.3}


def test_a_need_that_is_supported_in_the_end_has_no_reason_why_not() -> None:
    requests = simulate(conditions=AGAIN, seed=2, days=300, daily=False).requests
    once = simulate(conditions=AGAIN | {"ask_again": 0.0}, seed=2, days=300, daily=False).requests
    supported = requests[requests["end_state"] == "supported"]
    assert (once["end_state"][supported.index] == "no_capacity").any()
    assert (supported["true_reason"] == "").all()
    assert (supported["stated_reason"] == "").all()


def test_a_class_that_never_occurs_moves_nobodys_luck_at_the_desks() -> None:
    """Also not that of a second request, and where its chain is the longest of all."""
    world = load_world()
    never = replace(
        world.classes[-1],
        id="never",
        needs_per_year=0.0,
        approval_chain=tuple(desk.id for desk in world.desks),
    )
    larger = replace(world, classes=(*world.classes, never))
    arguments = {"conditions": AGAIN, "seed": 2, "days": 200, "daily": False}
    with_it, without = (simulate(world=w, **arguments).requests for w in (larger, world))
    pd.testing.assert_frame_equal(with_it, without)
