"""A study as it lies on disk, finished or not: its design, its runs, what is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.design import Design
from experiments.design.stored import design_from_arrow
from experiments.study.files import RESOLVED, files_in
from experiments.study.integrity import refuse_edited
from experiments.study.manifest import TABLE, read_manifest
from experiments.study.notes import Note, notes_in
from experiments.study.store import ERROR, FAILURES, KEPT, KEPT_FILE, RUNS, STAGE, is_chunk
from experiments.study.stored_rows import no_lists, read_rows, read_stretch
from sim.errors import UserError
from sim.reading.parquet_file import read_parquet


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
    study = stored_study(folder)
    refuse_edited(study.folder, study.manifest, study.command)
    return study


def stored_study(folder: str | Path) -> Study:
    """Open a study, whatever became of its files since."""
    place = Path(folder)
    return Study(place, read_manifest(place))
