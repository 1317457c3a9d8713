"""The store of a study: chunks of runs as they finish, and the final tables made of them.

A chunk is one Parquet file that is there whole or not at all. Its name says which runs it holds
and carries a checksum over its content and the study's identity, so that no index has to be kept
in step with the files: a truncated or altered chunk, or one of another study, is told by its name.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from experiments.design.units import with_units
from experiments.study.files import drafted, files_in, remove_drafts, write_whole
from sim.words import Message

KEYS = ("point", "replication", "seed")
STAGE, ERROR, KEPT = "stage", "error", "kept."
RUNS, FAILURES, KEPT_FILE = "runs/runs.parquet", "failures.parquet", "kept.parquet"
ROWS_PER_GROUP = 16_384
# What is kept of a run may be some thousand numbers.
KEPT_PER_GROUP = 256
# Columns in which a value stands often; to look for that in the others costs most of the writing.
OFTEN_THE_SAME = ("point", STAGE, ERROR)

_NAME = re.compile(r"part-(\d{12})-(\d{12})-([0-9a-f]{16})\.parquet")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stored chunk: the runs from start to before stop, in a file."""

    start: int
    stop: int
    file: Path

    def read(self, columns: Sequence[str] | None = None) -> pa.Table:
        """Return its rows, with those of some columns that it has, or all."""
        # Not ``read_table``, which looks for a whole data set first and takes three times as long.
        with pq.ParquetFile(self.file) as stored:
            if columns is not None:
                there = set(stored.schema_arrow.names)
                columns = [name for name in columns if name in there]
            return stored.read(columns)


def is_chunk(name: str) -> bool:
    """Return whether a file has the name of a chunk."""
    return _NAME.fullmatch(name) is not None


class Store:
    """The chunks of one study.

    Args:
        folder: The study's folder.
        identity: The digest of all that decides the numbers.
    """

    def __init__(self, folder: Path, identity: str) -> None:
        self.folder = folder
        self.parts = folder / "runs"
        self.identity = identity

    def open(self) -> tuple[list[Chunk], list[Message]]:
        """Find what is stored, and remove what is damaged or half-written.

        Returns:
            The sound chunks in ascending order, and a line for each that was not.
        """
        self.parts.mkdir(parents=True, exist_ok=True)
        for folder in (self.folder, self.parts):
            remove_drafts(folder)
        sound: list[Chunk] = []
        damaged = []
        for file in self.files():
            name = _NAME.fullmatch(file.name)
            start, stop = (int(name[1]), int(name[2])) if name else (0, 0)
            at = sound[-1].stop if sound else 0
            if start >= at and self.sound(file):
                sound.append(Chunk(start, stop, file))
            else:
                damaged.append(Message("'{file}' is damaged: its runs are done again", file=file))
                file.unlink()
        return sound, damaged

    def files(self) -> list[Path]:
        """Return the files of chunks, sound or not."""
        return [file for file in files_in(self.parts) if is_chunk(file.name)]

    def sound(self, file: Path) -> bool:
        """Return whether a chunk is what its name says, and one of this study."""
        name = _NAME.fullmatch(file.name)
        if not name or not file.is_file():
            return False
        return self._checksum(int(name[1]), int(name[2]), file.read_bytes()) == name[3]

    def not_among(self, known: list[Chunk]) -> list[Chunk]:
        """Return the chunks that are stored, but that an interrupt kept from being counted."""
        names = {chunk.file.name for chunk in known}
        found = []
        for file in self.files():
            name = _NAME.fullmatch(file.name)
            if name and file.name not in names:
                found.append(Chunk(int(name[1]), int(name[2]), file))
        return found

    def write(self, start: int, stop: int, rows: pa.Table) -> Chunk:
        """Store the runs from start to before stop.

        Raises:
            OSError: Where the disk takes no more; what is stored already stays.
        """
        sink = pa.BufferOutputStream()
        pq.write_table(rows, sink, use_dictionary=OFTEN_THE_SAME, write_statistics=False)
        data = sink.getvalue().to_pybytes()
        checksum = self._checksum(start, stop, data)
        chunk = Chunk(start, stop, self.parts / f"part-{start:012d}-{stop:012d}-{checksum}.parquet")
        write_whole(chunk.file, data)
        return chunk

    def _checksum(self, start: int, stop: int, data: bytes) -> str:
        head = f"{self.identity} {start} {stop}\n".encode()
        return hashlib.sha256(head + data).hexdigest()[:16]


@dataclass(slots=True)
class Counted:
    """What the final tables hold.

    Attributes:
        done: Number of finished runs.
        failed: Number of failed runs.
        missing: Number of finished runs without a value, by outcome, where there are any.
    """

    done: int
    failed: int
    missing: dict[str, int]


def consolidate(folder: Path, chunks: list[Chunk]) -> Counted:
    """Write the final tables from the chunks: the same bytes, however the runs were cut up.

    Each chunk is read once, for all of them.

    Args:
        folder: The study's folder.
        chunks: All chunks of the study, in ascending order.

    Returns:
        What there is in them.
    """
    schema = pa.unify_schemas([pq.read_schema(chunk.file) for chunk in chunks])
    outcomes = [n for n in schema.names if n not in (*KEYS, STAGE, ERROR) and KEPT not in n[:5]]
    kept = [name for name in schema.names if name.startswith(KEPT)]
    tables = {RUNS: outcomes, FAILURES: [STAGE, ERROR], KEPT_FILE: kept}
    with ExitStack() as writing:
        made = {
            name: _begun(folder / name, schema, columns, writing)
            for name, columns in tables.items()
            if columns
        }
        for chunk in chunks:
            finished, failed = _parted(chunk.read())
            for name, final in made.items():
                final.add(failed if name == FAILURES else finished)
        for final in made.values():
            final.end()
    runs = made[RUNS]
    missing = {name: runs.missing[name] for name in outcomes if runs.missing[name]}
    return Counted(runs.count, made[FAILURES].count, missing)


def _parted(rows: pa.Table) -> tuple[pa.Table, pa.Table]:
    """Return the runs that were finished, and those that failed."""
    if rows[STAGE].null_count == len(rows):
        return rows, rows.slice(0, 0)
    return rows.filter(rows[STAGE].is_null()), rows.filter(rows[STAGE].is_valid())


def _begun(file: Path, schema: pa.Schema, columns: Sequence[str], writing: ExitStack) -> _Final:
    """Begin a final table of some columns, which stands in its place once all is written."""
    fields = with_units(pa.schema([schema.field(column) for column in [*KEYS, *columns]]))
    kept = file.name == KEPT_FILE
    # Least and most of a group of lists help nobody to find a run, and take half of the writing.
    options = {"use_dictionary": OFTEN_THE_SAME, "write_statistics": not kept}
    draft = writing.enter_context(drafted(file))
    out = writing.enter_context(pq.ParquetWriter(draft, fields, **options))
    return _Final(out, fields, KEPT_PER_GROUP if kept else ROWS_PER_GROUP)


class _Final:
    """A final table while it is written in groups of a fixed size.

    So memory stays flat and bytes are the same.

    Args:
        out: Where it goes.
        fields: Its columns.
        size: Rows of a group.
    """

    def __init__(self, out: pq.ParquetWriter, fields: pa.Schema, size: int) -> None:
        self.count = 0
        self.missing: Counter[str] = Counter()
        self._out, self._fields, self._size = out, fields, size
        self._waiting = fields.empty_table()

    def add(self, rows: pa.Table) -> None:
        """Add rows of a chunk; columns that it has not are empty: all may have failed there."""
        there = set(rows.schema.names)
        columns = [
            rows[field.name] if field.name in there else pa.nulls(len(rows), field.type)
            for field in self._fields
        ]
        self._waiting = pa.concat_tables([self._waiting, pa.table(columns, schema=self._fields)])
        while len(self._waiting) >= self._size:
            self._write(self._waiting.slice(0, self._size))
            self._waiting = self._waiting.slice(self._size)

    def end(self) -> None:
        """Write what has not filled a group."""
        if len(self._waiting):
            self._write(self._waiting)

    def _write(self, rows: pa.Table) -> None:
        self._out.write_table(rows.combine_chunks())
        self.count += len(rows)
        for field in self._fields:
            if pa.types.is_floating(field.type):
                there = pc.sum(pc.is_finite(rows[field.name])).as_py() or 0
                self.missing[field.name] += len(rows) - int(there)
