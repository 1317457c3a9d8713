"""What an analysis leaves in a study's folder: all of it or nothing, each file with its digest.

An answer is one set. It is made in a folder of its own, and put in place when all of it is there.
The manifest first forgets what is about to change and then takes up the new digests, so that a
crash in between leaves files without a digest, never a digest that vouches for another file.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from experiments.study.files import MANIFEST, digest_of, files_below, held, put_in_place, synced
from experiments.study.recorded import (
    ANSWER_FILES,
    QUESTION,
    TOLD,
    digests_in,
    record,
    stored_manifest,
)
from sim.errors import UserError, reason_of

MAKING = ".answer.making"


@contextmanager
def artefacts(folder: Path, also: Sequence[str] = (), question: str = "") -> Iterator[Path]:
    """Give a folder to make an answer in; at the end of the ``with`` block it becomes the study's.

    Args:
        folder: The study's folder, with its manifest.
        also: Files of the answer that lie in their place already.
        question: A digest of what is answered.

    Raises:
        UserError: Where another process holds the folder, or it cannot be written.
    """
    making = folder / MAKING
    try:
        with held(folder):
            try:
                shutil.rmtree(making, ignore_errors=True)
                making.mkdir()
                yield making
                record(folder, TOLD, {})
                _put(making, folder, also)
                record(folder, TOLD, {QUESTION: question} if question else {})
            finally:
                shutil.rmtree(making, ignore_errors=True)
    except OSError as error:
        raise UserError(
            "output.folder: '{folder}' cannot be written ({reason}); finished runs are "
            "kept, the same command goes on from there; allowed: a folder in which you may "
            "write, with room left",
            folder=folder,
            reason=reason_of(error),
        ) from error


def _put(making: Path, folder: Path, also: Sequence[str]) -> None:
    """Put what was made in place of what an earlier answer left."""
    before = digests_in(stored_manifest(folder) or {}, ANSWER_FILES)
    made = {_name(file, making): file for file in files_below(making)}
    after = {name: digest_of(file) for name, file in made.items()} | _beside(folder, also)
    changed = {name: file for name, file in made.items() if not _is(folder / name, after[name])}
    record(folder, ANSWER_FILES, {n: before[n] for n in before if n in after and n not in changed})
    for name, file in sorted(changed.items()):
        (folder / name).parent.mkdir(exist_ok=True)
        synced(file)
        put_in_place(file, folder / name)
    for name in before:
        # What somebody changed is theirs now.
        if name not in after and within(folder, name) and _is(folder / name, before[name]):
            (folder / name).unlink()
    record(folder, ANSWER_FILES, after)


def _beside(folder: Path, also: Sequence[str]) -> dict[str, str]:
    """Return the digests of what lies in place already: studies below this one, and others."""
    below = [file for file in files_below(folder) if file.name == MANIFEST]
    files = [*below, *(folder / name for name in also)]
    inside = [f for f in files if f != folder / MANIFEST and MAKING not in f.parts and f.exists()]
    return {_name(file, folder): digest_of(file) for file in inside}


def _name(file: Path, folder: Path) -> str:
    return file.relative_to(folder).as_posix()


def within(folder: Path, name: str) -> bool:
    """Return whether a name in a manifest is that of a file below its folder."""
    try:
        (folder / name).exists()
        return (folder / name).resolve().is_relative_to(folder.resolve())
    except ValueError:
        return False
    except OSError as error:
        if error.errno != errno.ENAMETOOLONG:
            raise
        return False


def _is(file: Path, digest: str) -> bool:
    return file.is_file() and digest_of(file) == digest
