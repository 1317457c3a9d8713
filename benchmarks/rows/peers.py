"""Rows beside peers: what others do in the same time, each used as its own manual does.

The peers are an extra of this project: ``pip install -e '.[benchmarks]'``.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from importlib.util import find_spec
from time import process_time
from typing import Any

from benchmarks.measure import Row, ratios, seconds, spread
from bijstand.tools import frame, problem
from experiments.design.factors import declared_factors
from sim.batches.many import run_many
from sim.run import simulate
from sim.setting.setting import resolve

# Of the baseline: incidents, contacts, and what they post.
EVENTS_A_RUN = 52_000
RUNS = 20
CUSTOMERS, ARRIVALS, SERVICE = 10_000, 0.9, 1.0
SHORT = {"days": 365, "warm_up_days": 30}


def simpy_queue() -> None:
    """A queue with one desk in SimPy: three events a customer."""
    import simpy  # noqa: PLC0415 - an extra

    environment, luck = simpy.Environment(), random.Random(1)
    desk = simpy.Resource(environment)

    def customer() -> Any:
        with desk.request() as asked:
            yield asked
            yield environment.timeout(luck.expovariate(SERVICE))

    def arrivals() -> Any:
        for _ in range(CUSTOMERS):
            yield environment.timeout(luck.expovariate(ARRIVALS))
            environment.process(customer())

    environment.process(arrivals())
    environment.run()


def ciw_queue() -> None:
    """The same queue in Ciw."""
    import ciw  # noqa: PLC0415 - an extra

    network = ciw.create_network(
        arrival_distributions=[ciw.dists.Exponential(ARRIVALS)],
        service_distributions=[ciw.dists.Exponential(SERVICE)],
        number_of_servers=[1],
    )
    ciw.seed(1)
    ciw.Simulation(network).simulate_until_max_customers(CUSTOMERS)


def events_against(name: str, queue: Callable[[], None], repeats: int) -> Row:
    """Events per second of the compiled clock against those of a simulation library."""
    title = f"events a second against {name}"
    if find_spec(name.lower()) is None:
        return Row(title, 50.0, True, "x", None, "not installed: pip install -e '.[benchmarks]'")
    setting, found = resolve(), []
    run_many(setting, range(2))
    for _ in range(repeats):
        theirs = 3 * CUSTOMERS / seconds(queue)
        found.append(RUNS * EVENTS_A_RUN / seconds(lambda: run_many(setting, range(RUNS))) / theirs)
    note = f"a queue with one desk, {CUSTOMERS:,} customers of three events; time on one core"
    return Row(title, 50.0, True, "x", spread(found), note)


def against_salib(points: int, repeats: int) -> Row:
    """Points of a SALib sample in one call, against the loop that SALib's manual writes."""
    from SALib.sample import latin  # noqa: PLC0415 - a slow import

    asked = problem()
    sample = latin.sample(asked, points, seed=1)
    # Whole numbers are rounded as the product rounds them.
    factors = zip(declared_factors(["conditions"], control=False), sample.T, strict=True)
    columns = {factor.name.partition(".")[2]: factor.values(raw) for factor, raw in factors}

    def loop() -> None:
        for row in zip(*columns.values(), strict=True):
            given = dict(zip(columns, row, strict=True))
            _ = simulate(conditions=given, daily=False, **SHORT).outcomes  # type: ignore[arg-type]

    frame(sample[:2], **SHORT)  # type: ignore[arg-type]
    found = ratios(loop, lambda: frame(sample, **SHORT), repeats, process_time)  # type: ignore[arg-type]
    note = f"{points} points over all conditions; time of the process on cores"
    return Row("points of a SALib sample against a loop", 1.0, True, "x", found, note)


def against_workbench(points: int, repeats: int) -> Row:
    """The same number of points against the EMA workbench over ``simulate``."""
    title = "points of a design against the EMA workbench"
    if find_spec("ema_workbench") is None:
        return Row(title, 1.0, True, "x", None, "not installed: pip install -e '.[benchmarks]'")
    import ema_workbench as ema  # noqa: PLC0415 - an extra
    from SALib.sample import latin  # noqa: PLC0415 - a slow import

    asked = problem()
    names = [name.removeprefix("conditions.") for name in asked["names"]]

    def once(**given: float) -> dict[str, float]:
        run = simulate(conditions=given, daily=False, **SHORT)  # type: ignore[arg-type]
        return {"gap_closed": run.outcomes["gap_closed"]}

    model = ema.Model("simulate", function=once)
    bounds = zip(names, asked["bounds"], strict=True)
    model.uncertainties = [ema.RealParameter(name, *limits) for name, limits in bounds]
    model.outcomes = [ema.ScalarOutcome("gap_closed")]
    sample = latin.sample(asked, points, seed=1)
    frame(sample[:2], **SHORT)  # type: ignore[arg-type]
    found = ratios(
        lambda: ema.perform_experiments(model, scenarios=points),
        lambda: frame(sample, **SHORT),  # type: ignore[arg-type]
        repeats,
        process_time,
    )
    note = f"{points} points over all conditions; time of the process on cores"
    return Row(title, 1.0, True, "x", found, note)
