"""Limits of people: loss, its insensitivity, the reserve, and the ladder of rungs (E2, E3, E11)."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from sim.run import Run
from sim.state.codes import ALONE, NO_CAPACITY, SUPPORTED
from tests.verification import with_ciw
from tests.verification.closed_forms import erlang_b, exponential_as_fixed, trunk_reservation
from tests.verification.limits.limit import Limit, Numbers
from tests.verification.small_worlds import SmallWorld

ARRIVALS = 20.0
DAYS_PER_YEAR = 365.0


def measured(run: Run) -> Any:
    """Return the log after the warm-up, all fields."""
    log = np.asarray(run.state.requests)[: len(run.state.incidents)]
    return log[log["time"] >= run.setting.warm_up_days]


def share_of(log: Any, end_state: int) -> float:
    """Return the share of the needs of a log that end in a state."""
    return float(np.mean(log["end_state"] == end_state))


# Loss: one person answers one need, nobody waits.
PLACES, LOAD = 5, 3.0


def loss_of_people(run: Run) -> Numbers:
    """The share lost, and the people away on average."""
    return {
        "lost": share_of(measured(run), NO_CAPACITY),
        "people away": float(run.daily["busy_defence"].mean()),
    }


def erlang_loss(sigma: float) -> Limit:
    """M/G/c/c with lognormal durations of the same mean, whatever their spread."""
    mean = LOAD / ARRIVALS
    median = mean * math.exp(-(sigma**2) / 2.0)
    lost = erlang_b(PLACES, LOAD)
    return Limit(
        name=f"loss of capacity, sigma of durations {sigma:g}",
        formula="Erlang B(c, a); people away a(1 − B). Insensitive to the durations' distribution",
        off="needs of 1 person, no skill at home, no reserve, no own load, all gates open,"
        " desks that answer at once",
        world=SmallWorld(
            units=[{"persons": PLACES}],
            classes=[
                {
                    "needs_per_year": ARRIVALS * DAYS_PER_YEAR,
                    "duration_median_days": median,
                    "duration_sigma": sigma,
                }
            ],
        ),
        measure=loss_of_people,
        expected={"lost": lost, "people away": LOAD * (1.0 - lost)},
        independent=lambda seed: with_ciw.loss(PLACES, ARRIVALS, median, sigma, seed),
    )


# The reserve: own needs may take the last persons, support may not.
STRONG, RESERVED, OWN, SUPPORT = 8, 2, 3.0, 3.5


def fixed_durations(arrivals: float, load: float, **row: Any) -> list[dict[str, Any]]:
    """Return classes that together have exponential durations (see ``exponential_as_fixed``)."""
    return [
        {
            **row,
            "id": f"{row['id']}_{i}",
            "duration_median_days": duration,
            "needs_per_year": share * arrivals * DAYS_PER_YEAR,
        }
        for i, (share, duration) in enumerate(exponential_as_fixed(load / arrivals))
    ]


def losses_of_two(first: str, second: str) -> Callable[[Run], Numbers]:
    """The shares lost of the first half of the classes and of the second."""

    def measure(run: Run) -> Numbers:
        log = measured(run)
        half = log["request_class"] < len(run.setting.world.classes) // 2
        return {
            f"{first} lost": share_of(log[half], NO_CAPACITY),
            f"{second} lost": share_of(log[~half], NO_CAPACITY),
        }

    return measure


def reserve() -> Limit:
    """Trunk reservation: the reserve is a share, here of a strength that makes it whole persons."""
    own_lost, support_lost = trunk_reservation(STRONG, RESERVED, OWN, SUPPORT)
    own = {"id": "own", "requester": "defensie", "requester_own_share": 1}
    return Limit(
        name="reserve against own needs",
        formula="birth–death chain: up with λ_own + λ_sup·1[i < C − r], down with i/δ; r = ρ·C",
        off="as above; own needs of the same unit; durations exponential as a mixture of 90"
        " classes of fixed duration; willingness does not move the reserve (η = 0)",
        world=SmallWorld(
            units=[{"persons": STRONG}],
            classes=[
                *fixed_durations(OWN * 10.0, OWN, **own),
                *fixed_durations(SUPPORT * 10.0, SUPPORT, id="support"),
            ],
        ),
        measure=losses_of_two("own needs", "support"),
        expected={"own needs lost": own_lost, "support lost": support_lost},
        conditions={"reserve_neutral": RESERVED / STRONG, "reserve_response": 0.0},
    )


def emergencies() -> Limit:
    """The same chain among requests only: an emergency may take what the reserve keeps back."""
    first, second = trunk_reservation(STRONG, RESERVED, OWN, SUPPORT)
    urgent = {"id": "urgent", "deadline_median_days": 1.0}
    return Limit(
        name="reserve against emergencies",
        formula="the same chain: an emergency is offered C − B, other requests (1 − ρ)C − B",
        off="as above; both kinds are requests, the first with a deadline of a day",
        world=SmallWorld(
            units=[{"persons": STRONG}],
            classes=[
                *fixed_durations(OWN * 10.0, OWN, **urgent),
                *fixed_durations(SUPPORT * 10.0, SUPPORT, id="usual"),
            ],
        ),
        measure=losses_of_two("emergencies", "other requests"),
        expected={"emergencies lost": first, "other requests lost": second},
        conditions={
            "reserve_neutral": RESERVED / STRONG,
            "reserve_response": 0.0,
            "emergency_deadline": 1.0,
            "emergency_severity": 0.5,
        },
    )


# The ladder: own people first, then rung 1, then rung 2; an ordered hunt for a free person.
RUNGS = (3, 2, 2)


def by_rung(run: Run) -> Numbers:
    """The shares met at home, by rung 1, by rung 2, and by nobody."""
    log = measured(run)
    given = log[log["end_state"] == SUPPORTED]
    rungs = np.asarray(run.state.units)["rung"][given["provider"]]
    return {
        "met at home": share_of(log, ALONE),
        "by rung 1": float(np.sum(rungs == 1)) / len(log),
        "by rung 2": float(np.sum(rungs == 2)) / len(log),
        "lost": share_of(log, NO_CAPACITY),
    }


def ladder() -> Limit:
    """An ordered hunt: what the first persons of the ladder cannot take overflows to the next."""
    first, second, third = (erlang_b(sum(RUNGS[: i + 1]), LOAD) for i in range(3))
    return Limit(
        name="own people first, then the ladder",
        formula="ordered hunt: 1 − B(c₁), B(c₁) − B(c₁+c₂), B(c₁+c₂) − B(c₁+c₂+c₃), B(c₁+c₂+c₃)",
        off="as above, with the skill at home and on both rungs; no margin of subsidiarity",
        world=SmallWorld(
            regions=[{"persons": RUNGS[0], "capability": "skill"}],
            units=[
                {"id": "kmar", "persons": RUNGS[1], "rung": 1},
                {"id": "army", "persons": RUNGS[2], "rung": 2},
            ],
            classes=[
                {
                    "needs_per_year": ARRIVALS * DAYS_PER_YEAR,
                    "rungs": "1;2",
                    "requester_own_share": 1,
                    "duration_median_days": LOAD / ARRIVALS * math.exp(-0.5),
                    "duration_sigma": 1.0,
                }
            ],
        ),
        measure=by_rung,
        expected={
            "met at home": 1.0 - first,
            "by rung 1": first - second,
            "by rung 2": second - third,
            "lost": third,
        },
    )


LIMITS = (*(erlang_loss(sigma) for sigma in (0.0, 0.6, 1.2)), reserve(), emergencies(), ladder())
