"""Limits of desks: waiting, chains, emergencies side by side, and deadlines (E10)."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from sim.run import Run
from sim.state.codes import TOO_LATE
from tests.verification import with_ciw
from tests.verification.closed_forms import (
    Impatient,
    Survival,
    exponential_as_fixed,
    exponential_patience,
    fixed_patience,
    lognormal_patience,
    mean_wait,
    sojourn_above,
)
from tests.verification.limits.limit import Limit, Numbers
from tests.verification.limits.limits_people import DAYS_PER_YEAR, measured, share_of
from tests.verification.small_worlds import Row, SmallWorld

OFFICERS, ARRIVALS, MEAN = 3, 10.0, 0.24
# Numbers of the model's description (E10), written here anew: a slip in the code must show.
EMERGENCY_PACE, DEADLINES = 0.25, 3.0
BRIEF = 1e-4  # support so short that nobody is ever missing
OFF = "people without number for support without length; deadlines beyond the horizon"


def desk_world(
    desks: Sequence[Row], classes: Sequence[dict[str, Any]], regions: Sequence[Row] = ({},)
) -> SmallWorld:
    """Return a world with these desks in a row, and support that never lacks people."""
    chain = ";".join(str(desk["id"]) for desk in desks)
    rows = [{"approval_chain": chain, "duration_median_days": BRIEF, **row} for row in classes]
    return SmallWorld([{"persons": 100_000}], rows, desks, regions=regions)


def desk(name: str, officers: int, mean: float, **row: Any) -> Row:
    """Return a row of a desk."""
    return {"id": name, "officers": officers, "mean_days": mean, **row}


def decided(run: Run) -> Any:
    """Return the log of what was filed in good time before the horizon; all of it is decided."""
    log = measured(run)
    log = log[log["time"] < run.setting.warm_up_days + run.setting.days - 25.0]
    assert (log["decided"] == 1).all()
    return log


def time_at_desks(run: Run) -> Any:
    """Return days from filing to decision."""
    log = decided(run)
    return log["decided_time"] - log["filed_time"]


def at_one_desk(run: Run) -> Numbers:
    """Mean time at the desk, its upper tail, and the mean number in the queue."""
    days = time_at_desks(run)
    return {
        "days at the desk": float(days.mean()),
        "longer than a day": float(np.mean(days > 1.0)),
        "requests waiting": float(run.daily["waiting"].mean()),
    }


def waiting() -> Limit:
    """M/M/c."""
    wait = mean_wait(OFFICERS, ARRIVALS, MEAN)
    return Limit(
        name="waiting at a desk",
        formula="M/M/c: C(c, a)/(c/s − λ) + s; tail of wait + service; queue λ·wait",
        off=OFF,
        world=desk_world([desk("desk", OFFICERS, MEAN)], [{"needs_per_year": ARRIVALS * 365}]),
        measure=at_one_desk,
        expected={
            "days at the desk": wait + MEAN,
            "longer than a day": sojourn_above(OFFICERS, ARRIVALS, MEAN, 1.0),
            "requests waiting": ARRIVALS * wait,
        },
        independent=lambda seed: with_ciw.waiting(OFFICERS, ARRIVALS, MEAN, 1.0, seed),
    )


def chain() -> Limit:
    """Two desks in a row: what leaves M/M/c is again Poisson (Burke)."""
    second = (2, 0.15)
    times = [mean_wait(c, ARRIVALS, mean) + mean for c, mean in ((OFFICERS, MEAN), second)]
    return Limit(
        name="two desks in a row",
        formula="sum of two M/M/c (what leaves the first is Poisson)",
        off=OFF,
        world=desk_world(
            [desk("first", OFFICERS, MEAN), desk("second", *second)],
            [{"needs_per_year": ARRIVALS * DAYS_PER_YEAR}],
        ),
        measure=lambda run: {"days at both": float(time_at_desks(run).mean())},
        expected={"days at both": sum(times)},
    )


def regional() -> Limit:
    """A desk in every region with one officer: arrivals split by the regions' people."""
    people, mean = (1, 3), 0.1
    rates = [ARRIVALS * p / sum(people) for p in people]
    times = [mean_wait(1, rate, mean) + mean for rate in rates]

    def by_region(run: Run) -> Numbers:
        days, requester = time_at_desks(run), decided(run)["requester"]
        return {
            f"days in a region with {p} of 4 persons": float(days[requester == i].mean())
            for i, p in enumerate(people)
        }

    return Limit(
        name="a desk in each region",
        formula="M/M/1 in each region, arrivals in proportion to its people",
        off=OFF,
        world=desk_world(
            [desk("desk", 1, mean, regional=1)],
            [{"needs_per_year": ARRIVALS * DAYS_PER_YEAR}],
            regions=[{"id": f"region_{p}", "persons": p} for p in people],
        ),
        measure=by_region,
        expected={
            f"days in a region with {p} of 4 persons": time
            for p, time in zip(people, times, strict=True)
        },
    )


def side_by_side() -> Limit:
    """An emergency at desks without queues: the longest of exponential times."""
    desks = 3
    return Limit(
        name="an emergency side by side",
        formula="longest of k exponentials at a quarter of their time: s/4·(1 + 1/2 + … + 1/k)",
        off="as above; desks without queues; deadline of a day",
        world=desk_world(
            [desk(f"desk_{i}", 0, MEAN) for i in range(desks)],
            [{"needs_per_year": ARRIVALS * DAYS_PER_YEAR, "deadline_median_days": 1.0}],
        ),
        measure=lambda run: {"days until decided": float(time_at_desks(run).mean())},
        expected={
            "days until decided": MEAN * EMERGENCY_PACE * sum(1 / i for i in range(1, desks + 1))
        },
        conditions={"emergency_deadline": 1.0, "emergency_severity": 0.5},
    )


# Deadlines: a request is dropped three deadlines after filing, in the queue or with its officer.
BUSY, PATIENCE, SPREAD = 13.0, 0.4, 0.8


def deadlines(
    name: str,
    formula: str,
    classes: Sequence[dict[str, Any]],
    patience: tuple[Survival, Survival],
    draw: Callable[[], float],
    off: str = "as above, with deadlines",
) -> Limit:
    """M/M/c+G: patience G is three deadlines; officers finish what they have begun."""
    survival, beyond = patience
    queue = Impatient(OFFICERS, BUSY, MEAN, survival, horizon=6.0)
    return Limit(
        name=name,
        formula=formula,
        off=off,
        world=desk_world([desk("desk", OFFICERS, MEAN)], classes),
        measure=lambda run: {"too late": share_of(decided(run), TOO_LATE)},
        expected={"too late": queue.too_late(beyond)},
        independent=lambda seed: with_ciw.reneging(OFFICERS, BUSY, MEAN, draw, seed),
    )


def with_deadline(share: float, median: float, sigma: float, name: str = "need") -> dict[str, Any]:
    """Return a class whose patience is three lognormal deadlines."""
    return {
        "id": name,
        "needs_per_year": share * BUSY * DAYS_PER_YEAR,
        "deadline_median_days": median / DEADLINES,
        "deadline_sigma": sigma,
    }


def fixed_deadlines() -> Limit:
    """M/M/c+D."""
    return deadlines(
        "a fixed deadline",
        "M/M/c+D (Baccelli–Hebuterne), and the service is over after 3τ",
        [with_deadline(1.0, PATIENCE, 0.0)],
        fixed_patience(PATIENCE, MEAN),
        lambda: PATIENCE,
    )


def lognormal_deadlines() -> Limit:
    """M/M/c+G with the product's own lognormal deadlines."""
    return deadlines(
        "lognormal deadlines",
        "M/M/c+G (Baccelli–Hebuterne), G lognormal",
        [with_deadline(1.0, PATIENCE, SPREAD)],
        lognormal_patience(PATIENCE, SPREAD, MEAN),
        lambda: random.lognormvariate(math.log(PATIENCE), SPREAD),
    )


def exponential_deadlines() -> Limit:
    """M/M/c+M: Erlang-A."""
    slices = exponential_as_fixed(PATIENCE)
    classes = [
        with_deadline(share, value, 0.0, f"need_{i}") for i, (share, value) in enumerate(slices)
    ]
    return deadlines(
        "exponential deadlines",
        "Erlang A (M/M/c+M)",
        classes,
        exponential_patience(PATIENCE, MEAN),
        lambda: random.expovariate(1.0 / PATIENCE),
        off="as above; deadlines exponential as a mixture of 90 classes of fixed deadline",
    )


LIMITS = (
    waiting(),
    chain(),
    regional(),
    side_by_side(),
    fixed_deadlines(),
    lognormal_deadlines(),
    exponential_deadlines(),
)
