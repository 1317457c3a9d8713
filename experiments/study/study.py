"""A study: a design run inside a frame, in a folder that outlasts whatever happens to it.

The same call goes on where an earlier one ended, however it ended; a call that would give other
numbers is refused. When all runs are done the chunks become the final tables, which are the same
to the last byte whether or not there was an interruption.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from experiments.design import Design, list_design
from experiments.design.factors import NAMED
from experiments.design.frame import Frame
from experiments.design.seeds import Seeds, as_seeds
from experiments.design.stored import design_from_arrow
from experiments.running.chunk import Keep
from experiments.running.executors import ExecutorChoice, started
from experiments.running.plan import Order, Plan, gaps
from experiments.running.provenance import digest_of_content
from experiments.running.runner import Runner
from experiments.study.files import MANIFEST, RESOLVED, files_in
from experiments.study.identity import identity_of
from experiments.study.integrity import refuse_edited
from experiments.study.manifest import TABLE, read_manifest
from experiments.study.notes import Note, notes_in
from experiments.study.rows import rows_table
from experiments.study.store import ERROR, FAILURES, KEPT, KEPT_FILE, RUNS, STAGE, is_chunk
from experiments.study.stored_rows import no_lists, read_rows, read_stretch
from experiments.study.workshop import Workshop
from sim.errors import UserError
from sim.reading.parquet_file import read_parquet

Chosen = str | ExecutorChoice | Executor
Grow = Callable[[pd.DataFrame], int]
"""Given the runs of all replications so far, says how many replications are wanted."""


@dataclass(frozen=True)
class Study:
    """A study on disk.

    Attributes:
        folder: Where it lies.
        manifest: What it is, where its numbers come from, and how far it is.
    """

    folder: Path
    manifest: Mapping[str, Any]

    @property
    def points(self) -> int:
        """Number of points of its design."""
        return int(self.manifest["design"]["points"])

    @property
    def complete(self) -> bool:
        """Whether every run was done, failed ones among them."""
        return bool(self.manifest["status"] == "complete")

    @property
    def warnings(self) -> list[Note]:
        """What a reader must know beside its results, in every language."""
        return notes_in(self.manifest)

    @property
    def command(self) -> str:
        """The command that makes the study again; empty for one that no verb made."""
        verb, file = self.manifest.get("verb"), self.folder / RESOLVED
        return f"bijstand {verb} from={file}" if verb and file.exists() else ""

    def design(self) -> Design:
        """Return the design.

        Raises:
            UserError: Where its table is not the one that the study was run on.
        """
        file = self.folder / TABLE
        design = design_from_arrow(read_parquet(file), str(file))
        if design is None:
            raise UserError(
                "{file} holds no design; allowed: the one that bijstand wrote there", file=file
            )
        if len(design) != self.points:
            raise UserError(
                "{file} has {rows} rows; allowed: {points}, as the manifest says",
                file=file,
                rows=len(design),
                points=self.points,
            )
        return design

    def runs(self) -> pd.DataFrame:
        """Return the finished runs: point, replication, seed and the outcomes."""
        if self.complete:
            return self._rows(RUNS, self._asked("done"))
        rows = self._parts()
        finished = rows[rows[STAGE].isna()].drop(columns=[STAGE, ERROR])
        columns = [name for name in finished.columns if not name.startswith(KEPT)]
        return finished[columns].reset_index(drop=True)

    def failures(self) -> pd.DataFrame:
        """Return the failed runs: point, replication, seed, stage and error."""
        if self.complete:
            return self._rows(FAILURES, self._asked("failed"), (STAGE, ERROR))
        rows = self._parts()
        return rows[rows[STAGE].notna()][["point", "replication", "seed", STAGE, ERROR]]

    def kept(self, lists: bool = True) -> pd.DataFrame:
        """Return what was kept of each run beside its outcomes; columns without ``kept.``.

        Args:
            lists: Whether lists are wanted too; ``kept_stretch`` reads them bit by bit.

        Raises:
            UserError: Where nothing was kept.
        """
        if not (self.folder / KEPT_FILE).exists():
            raise UserError(
                "'{folder}' kept nothing of its runs beside their outcomes", folder=self.folder
            )
        wanted = None if lists else no_lists
        file = self.folder / KEPT_FILE
        table = read_rows(file, self.points, self._asked("done"), wanted=wanted)
        return table.rename(columns=lambda name: name.removeprefix(KEPT))

    def kept_stretch(self, name: str, first: int, end: int) -> npt.NDArray[np.float64]:
        """Return some of the numbers in the lists that were kept of each run under a name.

        Args:
            name: A column of ``kept``.
            first: The place of the first of them.
            end: The place behind the last.

        Returns:
            Runs, in the order of ``kept``, x places.
        """
        return read_stretch(self.folder / KEPT_FILE, KEPT + name, first, end)

    def joined(self, rows: pd.DataFrame | None = None) -> pd.DataFrame:
        """Return rows of runs, or all finished ones, with the values of their point beside them."""
        design = self.design()
        values = design.table[["point", *(factor.name for factor in design.factors)]]
        given = self.runs() if rows is None else rows
        return given.merge(values, on="point", how="left", validate="many_to_one")

    def _parts(self) -> pd.DataFrame:
        files = [f for f in files_in(self.folder / "runs") if is_chunk(f.name)]
        if not files:
            raise UserError("'{folder}' has no finished runs yet", folder=self.folder)
        read = [read_rows(file, self.points, None, (STAGE, ERROR)) for file in files]
        return pd.concat(read, ignore_index=True)

    def _asked(self, what: str) -> int | None:
        """Return how many rows a table of a finished study has."""
        return int(self.manifest["runs"][what]) if self.complete else None

    def _rows(self, name: str, expected: int | None, further: Sequence[str] = ()) -> pd.DataFrame:
        return read_rows(self.folder / name, self.points, expected, further)


def open_study(folder: str | Path) -> Study:
    """Open a study that lies in a folder, finished or not.

    Raises:
        UserError: Where there is none, its manifest is not as bijstand writes one, or one of its
            files is no longer what was written.
    """
    study = _stored(folder)
    refuse_edited(study.folder, study.manifest, study.command)
    return study


def _stored(folder: str | Path) -> Study:
    place = Path(folder)
    return Study(place, read_manifest(place))


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
    with Workshop(Path(folder), plan, grow is not None, about or {}, texts or {}) as shop:
        if not shop.complete:
            if fail_fast and shop.failed:
                raise UserError(
                    "'{folder}' holds failed runs already; --fail-fast cannot go on from there",
                    folder=folder,
                )
            with started(executor) as engine, shop.progress() as progress:
                while True:
                    todo = gaps(shop.stretches(), len(plan))
                    if todo:
                        storing = shop.storing(plan, progress)
                        Runner(plan, engine, storing, progress.look).run(todo)
                    wanted = int(grow(shop.runs())) if grow else plan.seeds.count
                    if wanted <= plan.seeds.count:
                        break
                    plan = plan.with_replications(wanted)
                    progress.total(len(plan))
            shop.finish(plan)
    # An answer that is made now has not been made of what an earlier one left there.
    return _stored(folder)


def run_beside(
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
    if (folder / MANIFEST).exists() and _stored(folder).manifest["identity"] != identity:
        folder = place / f"{name}-{digest_of_content(identity)[:8]}"
    return run_study(design, frame, folder, seeds=seeds, executor=executor, keep=keep)


def _plan(
    design: Design, frame: Frame, seeds: Seeds | int | Sequence[int], order: Order,
    keep: Keep | None, daily: bool, fail_fast: bool,
) -> Plan:  # fmt: skip
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
    rows = pa.concat_tables(tables, promote_options="default").to_pandas()
    return rows.drop(columns=[STAGE, "error"])
