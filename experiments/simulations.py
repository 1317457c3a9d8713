"""The one place where experiments call the model: settings × seeds, on two threads."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from experiments.interrupt import INTERRUPT
from sim.run import Run, run_setting
from sim.setting import Setting

THREADS = min(2, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True)
class Done[Kept]:
    """What is left of one finished run.

    Attributes:
        point: The place of its setting.
        replication: The place of its seed.
        seed: The seed.
        outcomes: The outcome keys and their values; NaN where a value does not exist.
        kept: What the caller keeps of the run besides, instead of the whole request log.
    """

    point: int
    replication: int
    seed: int
    outcomes: dict[str, float]
    kept: Kept


def simulate_settings[Kept](
    settings: Sequence[Setting],
    seeds: Sequence[int],
    keep: Callable[[Run], Kept],
    references: bool = False,
) -> Iterator[Done[Kept]]:
    """Run every setting on every seed, and give each run as it is finished, in order.

    The first run goes alone, for it compiles the model where that was not done before; the
    others share the threads, for compiled code holds no interpreter lock.

    Args:
        settings: The settings, resolved.
        seeds: The seeds, the same for each setting: the runs of a seed form a pair.
        keep: Reduces a run to what is needed of it; called on the thread of the run.
        references: Whether outcomes that take paired runs are among the outcomes.

    Yields:
        A record per run: the settings of the first seed, then those of the second, …
    """

    def run(place: tuple[int, int]) -> Done[Kept]:
        replication, point = place
        finished = run_setting(settings[point], seeds[replication], True, references=references)
        return Done(point, replication, seeds[replication], finished.outcomes, keep(finished))

    places = [(r, p) for r in range(len(seeds)) for p in range(len(settings))]
    INTERRUPT.check()
    yield run(places[0])
    pool = ThreadPoolExecutor(THREADS)
    try:
        for done in pool.map(run, places[1:]):
            INTERRUPT.check()
            yield done
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
