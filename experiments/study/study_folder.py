"""The folder of a study while it is worked on: held, compared with its manifest, written to."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.running import provenance
from experiments.running.chunk import Rows
from experiments.running.plan import Plan
from experiments.running.progress import Progress
from experiments.running.telling import note
from experiments.study.files import (
    DRAFT,
    LOCK,
    MANIFEST,
    digest_of,
    files_in,
    held,
    put_in_place,
    synced,
    write_whole,
)
from experiments.study.identity import described, identity_of, refuse_changes
from experiments.study.manifest import TABLE, read_manifest
from experiments.study.notes import WARNINGS, notes_on
from experiments.study.recorded import FILES, digests_in, record, stored_manifest, write_manifest
from experiments.study.rows import rows_table
from experiments.study.store import (
    FAILURES,
    KEPT_FILE,
    ROWS_PER_GROUP,
    RUNS,
    STAGE,
    Chunk,
    Store,
    consolidate,
)
from sim.errors import UserError, reason_of
from sim.words import Message

RUNS_FOLDER = "runs"
MANIFEST_EVERY = 10.0


class StudyFolder:
    """A study's folder, held for this process.

    Args:
        folder: The folder.
        plan: What is to be run.
        growing: Whether the number of replications is found on the way.
        about: What the caller adds to the manifest.
        texts: Files that are put beside the manifest, by name.
    """

    def __init__(
        self,
        folder: Path,
        plan: Plan,
        growing: bool,
        about: Mapping[str, Any],
        texts: Mapping[str, str],
    ) -> None:
        self.folder = folder
        self.about = {key: value for key, value in about.items() if key != "decisive"}
        self.warnings = notes_on(plan.design, plan.frame)
        self.identity = identity_of(plan, growing, about.get("decisive"))
        self.store = Store(folder, provenance.digest_of_content(self.identity))
        self.complete = False
        self._plan = plan
        self._texts = texts
        self._chunks: list[Chunk] = []
        self.failed = 0
        self._began, self._since = datetime.now(UTC), time.monotonic()
        self._before = 0.0
        self._written = 0.0
        self._given: dict[str, str] = {}
        self._open = ExitStack()

    def __enter__(self) -> StudyFolder:
        """Make or find the folder, refuse it where it is another's, and see what is done.

        Raises:
            UserError: Where it cannot be written, is in use, or holds something else.
        """
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._open.enter_context(held(self.folder))
            self._take_over()
        except OSError as error:
            self._open.close()
            raise self.unwritable(error) from error
        except BaseException:
            self._open.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Write down how far it is, and let the folder go."""
        try:
            if not self.complete:
                self._count(self.store.not_among(self._chunks))
                self._write_manifest("interrupted")
        except OSError:
            pass  # a full disk: finished runs are counted from their files
        finally:
            self._open.close()
        if isinstance(error, OSError):
            raise self.unwritable(error) from error

    def unwritable(self, error: OSError) -> UserError:
        """Say that the folder takes no more, and what that means for the finished runs."""
        kept = Message(
            "; the {done} finished runs are kept, the same command goes on from there",
            done=self.done,
        )
        return UserError(
            "output.folder: '{folder}' cannot be written ({reason}){kept}; allowed: a "
            "folder in which you may write, with room left",
            folder=self.folder,
            reason=reason_of(error),
            kept=kept if self.done else "",
        )

    @property
    def done(self) -> int:
        """Number of runs that are stored, failed ones among them."""
        return sum(chunk.stop - chunk.start for chunk in self._chunks)

    def stretches(self) -> list[tuple[int, int]]:
        """Return which runs are stored, in ascending order."""
        return sorted((chunk.start, chunk.stop) for chunk in self._chunks)

    def progress(self) -> Progress:
        """Return what shows how far the study is."""
        return Progress(len(self._plan), self.done, self.folder.name)

    def storing(self, plan: Plan, progress: Progress) -> Callable[[int, int, Rows], None]:
        """Return what stores a chunk of a plan's runs and shows it."""

        def stored(start: int, stop: int, rows: Rows) -> None:
            table = rows_table(plan.keys(start, stop), rows)
            self._chunks.append(self.store.write(start, stop, table))
            self.failed += len(rows.failures)
            progress.advance(rows)
            if time.monotonic() - self._written > MANIFEST_EVERY:
                self._write_manifest("running")

        return stored

    def runs(self) -> pd.DataFrame:
        """Return the stored runs that did not fail, in their order."""
        tables = [chunk.read() for chunk in sorted(self._chunks, key=lambda c: c.start)]
        rows: pd.DataFrame = pa.concat_tables(tables, promote_options="default").to_pandas()
        return rows[rows[STAGE].isna()].reset_index(drop=True)

    def finish(self, plan: Plan) -> None:
        """Make the final tables of the chunks, and put the chunks away."""
        self._plan = plan
        self._chunks.sort(key=lambda chunk: chunk.start)
        counted = consolidate(self.folder, self._chunks)
        names = [name for name in (RUNS, FAILURES, KEPT_FILE) if (self.folder / name).exists()]
        found = {
            "runs": {"asked": len(plan), "done": counted.done, "failed": counted.failed},
            "replications": plan.seeds.count,
            "without_value": counted.missing,
            FILES: {**self._given, **{name: digest_of(self.folder / name) for name in names}},
        }
        self.complete = True
        self._write_manifest("complete", found)
        self._put_away()

    def _put_away(self) -> None:
        for chunk in self.store.not_among([]):
            chunk.file.unlink(missing_ok=True)

    def _take_over(self) -> None:
        known = self._known()
        # Where nothing was run (no scheduler answered, say), there is nothing to mix up.
        if known is not None and files_in(self.folder / RUNS_FOLDER):
            refuse_changes(self.folder, known.get("identity", {}), self.identity)
            self._before = max(0.0, float(known.get("seconds", 0.0)))
        self._put_design()
        for name, text in self._texts.items():
            write_whole(self.folder / name, text)
        self._given = {name: digest_of(self.folder / name) for name in (TABLE, *self._texts)}
        sound, damaged = self.store.open()
        for line in damaged:
            note(line)
        if known and known["status"] == "complete":
            self.complete = self._sound(known)
            if self.complete:
                record(self.folder, FILES, digests_in(known, FILES) | self._given)
                self._put_away()
                self._tell_anew()
                return
        self._count(sound)
        self._write_manifest("running")

    def _tell_anew(self) -> None:
        """Write down what is asked of finished runs now; what decided them stays as it was."""
        known = stored_manifest(self.folder) or {}
        asked = json.loads(json.dumps(self.about, default=str))
        content = {**known, **asked, WARNINGS: self.warnings}
        if content != known:
            write_manifest(self.folder, content)

    def _put_design(self) -> None:
        """Put the table of the design in its place, also where somebody changed it there."""
        file = self.folder / TABLE
        draft = file.with_name(f".{file.name}{DRAFT}")
        # Group by group, for a table of a million points may be as large as memory allows.
        pq.write_table(self._plan.design.to_arrow(), draft, row_group_size=ROWS_PER_GROUP)
        if file.exists() and digest_of(file) == digest_of(draft):
            draft.unlink()
        else:
            synced(draft)
            put_in_place(draft, file)

    def _count(self, chunks: list[Chunk]) -> None:
        """Count stored chunks in, and the failed runs among them."""
        for chunk in chunks:
            rows = pq.read_table(chunk.file, columns=[STAGE])
            self._chunks.append(chunk)
            self.failed += len(rows) - rows[STAGE].null_count

    def _known(self) -> dict[str, Any] | None:
        """Return the manifest of the folder; None where it is empty."""
        if all(file.name.startswith(".") for file in self.folder.iterdir()):
            return None
        try:
            return read_manifest(self.folder)
        except UserError:
            if self._just_begun():
                return None
            if (self.folder / MANIFEST).exists():
                raise
        raise UserError(
            "output.name: '{folder}' holds other files; allowed: a name that is not in "
            "use, or none (output.name=null)",
            folder=self.folder,
        )

    def _just_begun(self) -> bool:
        """Return whether a study ended in the very moment in which it began."""
        ours = {LOCK, TABLE, RUNS_FOLDER, *self._texts}
        drafts = {file.name for file in self.folder.glob(f".*{DRAFT}")}
        there = {file.name for file in self.folder.iterdir()} - drafts
        return there <= ours and not files_in(self.folder / RUNS_FOLDER)

    def _sound(self, known: Mapping[str, Any]) -> bool:
        """Return whether the final tables are as they were written; say so where not."""
        digests = digests_in(known, FILES)
        for name in (RUNS, FAILURES, KEPT_FILE):
            file = self.folder / name
            if name == KEPT_FILE and name not in digests:
                continue
            if not file.is_file() or digest_of(file) != digests.get(name):
                note(Message("'{file}' is damaged or gone: all runs are done again", file=file))
                return False
        return True

    def _write_manifest(self, status: str, found: Mapping[str, Any] | None = None) -> None:
        # The clock of the day may be set back while a study runs; the other one never is.
        passed = time.monotonic() - self._since
        done = {"asked": len(self._plan), "done": self.done - self.failed, "failed": self.failed}
        content = {
            **self.about,
            "status": status,
            **described(self._plan),
            "runs": done,
            FILES: self._given,
            **(found or {}),
            WARNINGS: self.warnings,
            "started": self._began.isoformat(timespec="seconds"),
            "written": (self._began + timedelta(seconds=passed)).isoformat(timespec="seconds"),
            "seconds": round(self._before + passed, 2),
            **provenance.made_by(),
            "identity": self.identity,
        }
        write_manifest(self.folder, content)
        self._written = time.monotonic()
