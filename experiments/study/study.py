"""A study: a design run inside a frame, in a folder that outlasts whatever happens to it.

The same call goes on where an earlier one ended, however it ended; a call that would give other
numbers is refused. When all runs are done the chunks become the final tables, which are the same
to the last byte whether or not there was an interruption.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from experiments.design import Design, list_design
from experiments.design.factors import NAMED
from experiments.design.frame import Frame
from experiments.design.seeds import Seeds, as_seeds
from experiments.running.chunk import Keep
from experiments.running.engine import ExecutorChoice
from experiments.running.executors import started
from experiments.running.plan import Order, Plan, gaps
from experiments.running.provenance import digest_of_content
from experiments.running.runner import Runner
from experiments.study.files import MANIFEST
from experiments.study.identity import identity_of
from experiments.study.own_files import OWN_FILES, own_files
from experiments.study.recorded import BESIDE, digests_in, record, stored_manifest
from experiments.study.rows import rows_table
from experiments.study.store import STAGE
from experiments.study.stored import Study, open_study, stored_study
from experiments.study.study_folder import StudyFolder
from sim.errors import UserError

__all__ = ["Grow", "Study", "open_study", "run_companion", "run_points", "run_study"]

Chosen = str | ExecutorChoice | Executor
Grow = Callable[[pd.DataFrame], int]
"""Given the runs of all replications so far, says how many replications are wanted."""


def run_study(
    design: Design,
    frame: Frame,
    folder: str | Path,
    *,
    seeds: Seeds | int | Sequence[int] = 1,
    executor: Chosen = "threads",
    keep: Keep | None = None,
    daily: bool = False,
    order: Order = "point",
    fail_fast: bool = False,
    grow: Grow | None = None,
    about: Mapping[str, Any] | None = None,
    texts: Mapping[str, str] | None = None,
) -> Study:
    """Run a design, or what is left of it, and return the finished study.

    Args:
        design: The points.
        frame: What is fixed.
        folder: Where the study lies; made where it does not exist.
        seeds: Replications per point, or consecutive seeds; the rule suits the design's kind.
        executor: "serial", "threads", "processes", "dask", "slurm", with choices of its own, or
            any ``concurrent.futures`` executor.
        keep: Reduces a run to numbers, or arrays of numbers or texts, that are kept beside its
            outcomes, under the same names in every run;
            a function of a module, or an object that can be pickled, for processes and Dask.
        daily: Whether ``keep`` needs the daily course.
        order: What changes slowest; see ``Plan``.
        fail_fast: Whether the first failed run ends the study.
        grow: Asked for the number of replications after each round; ``seeds`` is the first.
        about: What the caller adds to the manifest; ``about["decisive"]`` is part of what may
            not change in a folder.
        texts: Files that are put beside the manifest, by name.

    Raises:
        UserError: For a folder of another study or that cannot be written, or settings that are
            not allowed. Whatever was finished stays, and the same call goes on from there.
    """
    plan = _plan(design, frame, seeds, order, keep, daily, fail_fast)
    about = {**(about or {}), OWN_FILES: own_files(plan)}
    with StudyFolder(Path(folder), plan, grow is not None, about, texts or {}) as writing:
        if not writing.complete:
            if fail_fast and writing.failed:
                raise UserError(
                    "'{folder}' holds failed runs already; --fail-fast cannot go on from there",
                    folder=folder,
                )
            with started(executor) as engine, writing.progress() as progress:
                while True:
                    todo = gaps(writing.stretches(), len(plan))
                    if todo:
                        storing = writing.storing(plan, progress)
                        Runner(plan, engine, storing, progress.look).run(todo)
                    wanted = int(grow(writing.runs())) if grow else plan.seeds.count
                    if wanted <= plan.seeds.count:
                        break
                    plan = plan.with_replications(wanted)
                    progress.total(len(plan))
            writing.finish(plan)
    # An answer that is made now has not been made of what an earlier one left there.
    return stored_study(folder)


def run_companion(
    design: Design,
    frame: Frame,
    place: Path,
    name: str,
    *,
    seeds: Seeds | int,
    executor: Chosen = "threads",
    keep: Keep | None = None,
) -> Study:
    """Run a further design in a folder inside a study's own.

    What is asked of a study's runs may change from one call to the next, and with it what is run
    beside them. Its folder then has a name of its own, so that neither loses its runs.

    Args:
        design: The points.
        frame: What is fixed.
        place: The folder of the study beside which it is run.
        name: What it is called there.
        seeds: As in ``run_study``.
        executor: As in ``run_study``.
        keep: As in ``run_study``.
    """
    plan = _plan(design, frame, seeds, "point", keep, False, False)
    identity = identity_of(plan, False, None)
    folder = place / name
    if (folder / MANIFEST).exists() and stored_study(folder).manifest["identity"] != identity:
        folder = place / f"{name}-{digest_of_content(identity)[:8]}"
    study = run_study(design, frame, folder, seeds=seeds, executor=executor, keep=keep)
    if (known := stored_manifest(place)) is not None:
        record(place, BESIDE, {**digests_in(known, BESIDE), name: folder.name})
    return study


def _plan(
    design: Design,
    frame: Frame,
    seeds: Seeds | int | Sequence[int],
    order: Order,
    keep: Keep | None,
    daily: bool,
    fail_fast: bool,
) -> Plan:
    by_base_row = bool(design.options.get("seeds_by_base_row"))
    chosen = as_seeds(seeds, design.kind, by_base_row)
    chosen.check(int(design.base_rows.max(initial=0)))
    frame.setting({})
    for factor in design.factors:
        for word in factor.words if factor.name in NAMED else ():
            frame.setting({factor.name: word})
    return Plan(design, frame, chosen, order, keep, daily, fail_fast)


def run_points(
    frame: Frame,
    points: pd.DataFrame | Sequence[Mapping[str, float | str]],
    seeds: Seeds | int | Sequence[int] = 1,
    executor: Chosen = "threads",
    keep: Keep | None = None,
) -> pd.DataFrame:
    """Run points in memory, with the runner of studies and without a folder.

    Args:
        frame: What is fixed.
        points: A row per point, a column per factor.
        seeds: The same seeds at every point: a number of them, or consecutive ones.
        executor: As in ``run_study``.
        keep: As in ``run_study``; what is kept stands in columns ``kept.<name>``.

    Returns:
        A row per run: point, replication, seed, outcomes.

    Raises:
        UserError: For a point that is not allowed, or the first run that failed.
    """
    table = points if isinstance(points, pd.DataFrame) else pd.DataFrame(list(points))
    plan = _plan(list_design(table), frame, seeds, "point", keep, False, True)
    found: list[tuple[int, pa.Table]] = []
    with started(executor) as engine:
        Runner(
            plan, engine, lambda a, b, rows: found.append((a, rows_table(plan.keys(a, b), rows)))
        ).run([(0, len(plan))])
    tables = [table for _, table in sorted(found, key=lambda pair: pair[0])]
    rows: pd.DataFrame = pa.concat_tables(tables, promote_options="default").to_pandas()
    return rows.drop(columns=[STAGE, "error"])
