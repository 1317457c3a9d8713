"""Whether a stored study is still what was written: every file against its digest."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments.running.provenance import digest_of_content
from experiments.running.telling import note
from experiments.study.artefacts import MAKING, within
from experiments.study.files import DRAFT, LOCK, MANIFEST, digest_of, files_below
from experiments.study.manifest import TABLE
from experiments.study.output import ANSWER, PLAUSIBLE
from experiments.study.own_files import edited_files
from experiments.study.recorded import ANSWER_FILES, FILES, digests_in
from experiments.study.store import FAILURES, KEPT_FILE, Store, is_chunk
from sim.errors import UserError, reason_of, shown
from sim.words import Message

PICTURES = "figures/"
# What is read of a finished study without being asked for by name.
READ = ("tables/", PICTURES, ANSWER, PLAUSIBLE, FAILURES, KEPT_FILE)


@dataclass
class Integrity:
    """How the files of a study compare with what was written.

    Attributes:
        edited: Files that are not what was written.
        missing: Files that were written and are gone.
        extra: Files that were not written by the study.
        sound: How many files are as they were written.
        own: Files of the user's own, outside the folder, that were edited after the study was run.
        partly: Whether an older version wrote the study, which kept no digests of its answer.
    """

    edited: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    sound: int = 0
    own: list[str] = field(default_factory=list)
    partly: bool = False

    @property
    def unread(self) -> list[str]:
        """The extra files that would be read as the study's own."""
        return [name for name in self.extra if name.startswith(READ)]

    @property
    def whole(self) -> bool:
        """Whether everything that is read is what was written."""
        return not (self.edited or self.missing or self.unread)


def integrity_of(folder: Path, manifest: Mapping[str, Any]) -> Integrity:
    """Compare the files of a study with the digests in its manifest."""
    written = digests_in(manifest, FILES) | digests_in(manifest, ANSWER_FILES)
    partly = ANSWER_FILES not in manifest and TABLE not in digests_in(manifest, FILES)
    found = Integrity(own=edited_files(manifest), partly=partly)
    for name, digest in written.items():
        file = folder / name
        if not within(folder, name):
            found.edited.append(f"{MANIFEST} ({shown(name)})")
        elif not file.exists():
            found.missing.append(name)
        elif not file.is_file() or digest_of(file) != digest:
            found.edited.append(name)
        else:
            found.sound += 1
    chunks = _chunks(folder, manifest)
    found.edited += [name for name, sound in chunks.items() if not sound]
    found.sound += sum(chunks.values())
    if not found.partly and manifest.get("status", "complete") == "complete":
        found.extra = [name for name in _files(folder) if name not in written]
    return found


def _chunks(folder: Path, manifest: Mapping[str, Any]) -> dict[str, bool]:
    """Return which chunks of an unfinished study are what their names say."""
    if "identity" not in manifest or manifest.get("status") == "complete":
        return {}
    store = Store(folder, digest_of_content(manifest["identity"]))
    return {file.relative_to(folder).as_posix(): store.sound(file) for file in store.files()}


def _files(folder: Path) -> Iterator[str]:
    """Yield the files of a folder, without those of studies below it and what lives shortly."""
    files = files_below(folder)
    below = [file.parent for file in files if file.name == MANIFEST and file.parent != folder]
    for file in files:
        draft = file.name.startswith(".") and file.name.endswith(DRAFT)
        theirs = any(file.is_relative_to(place) for place in below)
        path = file.relative_to(folder)
        passing = draft or file.name == LOCK or MAKING in path.parts or is_chunk(file.name)
        if not (theirs or passing or file == folder / MANIFEST):
            yield path.as_posix()


def refuse_edited(folder: Path, manifest: Mapping[str, Any], command: str = "") -> None:
    """Refuse a study whose numbers are no longer those that were run; a lost picture is a note.

    Raises:
        UserError: For the first file that is edited, gone, another study's or cannot be read.
    """
    try:
        found = integrity_of(folder, manifest)
    except OSError as error:
        where = error.filename or folder
        raise UserError(
            "'{where}' cannot be read ({reason})", where=where, reason=reason_of(error)
        ) from error
    if found.partly:
        note(
            Message(
                "'{folder}' was written by a version that kept no digests of tables and figures: "
                "those are taken as they are",
                folder=folder,
            )
        )
    for name in found.missing:
        if name.startswith(PICTURES):
            note(Message("'{file}' is gone", file=folder / name))
    lost = [name for name in found.missing if not name.startswith(PICTURES)]
    for said, names in (
        (Message("is not what was written there (edited, or of another study)"), found.edited),
        (Message("is gone"), lost),
        (Message("is not among what the study wrote"), found.unread),
    ):
        if names:
            again = (
                Message(", or the study made again: {command}", command=command) if command else ""
            )
            raise UserError(
                "'{file}' {wrong}, so its numbers need not be those of the runs; allowed: a "
                "study as it was written{again} (bijstand verify {folder} says more)",
                file=folder / names[0],
                wrong=said,
                again=again,
                folder=folder,
            )
