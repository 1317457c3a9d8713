"""Joint exercises, sessions, meetings and exchanges cost people and time, and teach."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim import simulate
from sim.conditions import Conditions
from sim.process.contacts import NO_REQUEST
from sim.run import Run
from sim.state.codes import CONTACTS

NEVER = {f"{kind}_rate": 0.0 for kind in CONTACTS}


def run(days: int = 365, **conditions: Any) -> Run:
    possible = Conditions(NEVER | conditions, limits="possible")
    return simulate(conditions=possible, days=days, warm_up_days=0, daily=False)


def attendance(done: Run) -> pd.DataFrame:
    """Return who was away for contacts: unit, persons, from when to when."""
    log = np.asarray(done.state.assignments)[: int(done.state.now[0].assignments)]
    return pd.DataFrame(log[log["request"] == NO_REQUEST])


def length(away: pd.DataFrame) -> pd.Series:
    return (away["end"] - away["start"])[away["end"] >= 0]


def test_an_exercise_holds_people_of_both_sides_for_its_length() -> None:
    done = run(exercise_rate=2, exercise_persons=6, exercise_days=2)
    away, met = attendance(done), done.state.contacts
    assert 0.9 * len(met) < len(away) / 2 <= len(met)
    assert (away["persons"] <= 6).all() and away["persons"].median() == 6
    assert np.allclose(length(away), 2.0)
    sides = away["unit"].to_numpy().reshape(-1, 2)
    police = np.array([unit.organisation == "politie" for unit in done.setting.world.units])
    assert (police[sides].sum(axis=1) == 1).all(), "one side is the police, the other is not"


def test_an_exercise_needs_somebody_from_either_side() -> None:
    """A team of eight divers that is away on a job does not exercise; nobody is in two places."""
    done = run(exercise_rate=12, exercise_persons=30, exercise_days=5)
    away = attendance(done)
    assert len(away) / 2 < 0.9 * len(done.state.contacts)
    assert (away["persons"] >= 1).all()


def test_what_takes_nobody_teaches_without_cost() -> None:
    free, dear = (run(exercise_rate=2, exercise_persons=persons) for persons in (0, 6))
    assert len(attendance(free)) == 0
    ends = [done.outcomes["understanding_end"] for done in (free, dear, run())]
    assert ends[0] >= ends[1] > ends[2]


@pytest.mark.parametrize(
    ("kind", "persons", "days"),
    [
        ("session", {"session_persons": 3}, {"session_days": 0.5}),
        ("meeting", {"session_persons": 3}, {"session_days": 0.5}),
        ("exchange", {}, {"exchange_days": 40, "return_probability": 1}),
    ],
)
def test_sessions_meetings_and_exchanges_take_their_people_and_days(
    kind: str, persons: dict[str, float], days: dict[str, float]
) -> None:
    rate = 0.5 if kind == "exchange" else 2
    away = attendance(run(**{f"{kind}_rate": rate}, **persons, **days))
    assert len(away) > 200 * rate
    assert away["persons"].max() == (3 if persons else 1)
    assert np.allclose(length(away), next(iter(days.values())))


def test_who_does_not_come_back_leaves_a_post_empty_until_it_is_filled() -> None:
    away = attendance(
        run(days=730, exchange_rate=0.5, exchange_days=30, return_probability=0.7, refill_time=200)
    )
    early = away[away["start"] < 730 - 230]
    lost = np.isclose(early["end"] - early["start"], 230)
    assert np.allclose((early["end"] - early["start"])[~lost], 30)
    assert abs(lost.mean() - 0.3) < 4 * np.sqrt(0.21 / len(early))


def test_contacts_that_are_worth_something_raise_understanding() -> None:
    nothing = run().outcomes["understanding_end"]
    assert run(session_rate=2).outcomes["understanding_end"] > nothing + 0.02
    assert run(exchange_rate=0.5).outcomes["understanding_end"] > nothing + 0.005
    assert run(meeting_rate=2).outcomes["understanding_end"] <= nothing
    assert run(meeting_rate=2, contact_meeting=0.3).outcomes["understanding_end"] > nothing


def test_exercises_cost_people_who_could_have_helped() -> None:
    """The same exercises with and without people: with them less is closed (paired seeds)."""

    def closed(seed: int, persons: float) -> float:
        often = Conditions(exercise_rate=12, exercise_persons=persons, limits="possible")
        return simulate(conditions=often, seed=seed, daily=False).outcomes["gap_closed"]

    lost = [closed(seed, 0) - closed(seed, 20) for seed in range(1, 9)]
    assert np.mean(lost) > 2 * np.std(lost, ddof=1) / np.sqrt(len(lost))
