"""The same queues by Ciw, an independent simulation library: other chance, the same laws."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import ciw
import numpy as np

DAYS, LONGER_DAYS, WARM_UP_DAYS = 150.0, 450.0, 15.0


def _run(seed: int, days: float, **network: Any) -> ciw.Simulation:
    ciw.seed(seed)
    simulation = ciw.Simulation(ciw.create_network(**network))
    simulation.simulate_until_max_time(days)
    return simulation


def _lognormal(median: float, sigma: float) -> Any:
    if sigma == 0.0:
        return ciw.dists.Deterministic(median)
    return ciw.dists.Lognormal(math.log(median), sigma)


def loss(places: int, arrivals: float, median: float, sigma: float, seed: int) -> dict[str, float]:
    """M/G/c/c: the share lost, and the mean number in service."""
    simulation = _run(
        seed,
        DAYS,
        arrival_distributions=[ciw.dists.Exponential(arrivals)],
        service_distributions=[_lognormal(median, sigma)],
        number_of_servers=[places],
        queue_capacities=[0],
    )
    records = [r for r in simulation.get_all_records() if r.arrival_date >= WARM_UP_DAYS]
    lost = sum(r.record_type == "rejection" for r in records)
    served = sum(r.service_time for r in records if r.record_type == "service")
    return {"lost": lost / len(records), "people away": served / (DAYS - WARM_UP_DAYS)}


class RememberedPatience(ciw.dists.Distribution):
    """A patience that stays known of everybody, also of who did not have to use it."""

    def __init__(self, draw: Callable[[], float]) -> None:
        """Take the draw of one patience."""
        self.draw = draw
        self.of: dict[int, float] = {}

    def sample(self, t: float | None = None, ind: Any = None) -> float:
        """Draw the patience of an individual."""
        self.of[ind.id_number] = self.draw()
        return self.of[ind.id_number]


def waiting(
    officers: int, arrivals: float, mean: float, beyond: float, seed: int
) -> dict[str, float]:
    """M/M/c: mean time, the share longer than ``beyond``, the mean queue; needs longer runs."""
    simulation = _run(
        seed,
        LONGER_DAYS,
        arrival_distributions=[ciw.dists.Exponential(arrivals)],
        service_distributions=[ciw.dists.Exponential(1.0 / mean)],
        number_of_servers=[officers],
    )
    records = [r for r in simulation.get_all_records() if r.arrival_date >= WARM_UP_DAYS]
    waits = np.array([r.waiting_time for r in records])
    times = waits + np.array([r.service_time for r in records])
    return {
        "days at the desk": float(times.mean()),
        "longer than a day": float(np.mean(times > beyond)),
        "requests waiting": float(waits.sum()) / (LONGER_DAYS - WARM_UP_DAYS),
    }


def reneging(
    officers: int, arrivals: float, mean: float, draw: Callable[[], float], seed: int
) -> dict[str, float]:
    """M/M/c+G: the share whose patience ends before its service does."""
    patience = RememberedPatience(draw)
    simulation = _run(
        seed,
        DAYS,
        arrival_distributions=[ciw.dists.Exponential(arrivals)],
        service_distributions=[ciw.dists.Exponential(1.0 / mean)],
        number_of_servers=[officers],
        reneging_time_distributions=[patience],
    )
    records = [r for r in simulation.get_all_records() if r.arrival_date >= WARM_UP_DAYS]
    left = [r.record_type == "renege" for r in records]
    late = [
        gone or r.waiting_time + r.service_time > patience.of[r.id_number]
        for gone, r in zip(left, records, strict=True)
    ]
    return {"too late": float(np.mean(late)), "given up in the queue": float(np.mean(left))}
