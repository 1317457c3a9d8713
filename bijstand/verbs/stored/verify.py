"""``bijstand verify``: whether stored studies are still what was written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bijstand.command_line.options import refuse_options
from experiments.running.telling import telling_in, told
from sim.errors import UserError, reason_of, shown
from sim.words import LANGUAGES, Message

HELP = Message("""\
bijstand verify: whether stored studies are still what was written, file by file

Compares every file of a study (runs, failures, what was kept, design, configuration, tables,
figures, the answer in words, studies below it) with the SHA-256 that its manifest holds, and says
per folder: whole, or which files are edited, missing or extra. Then comes the SHA-256 of the
manifest, which stands for all of it: state it in a paper, and who has the folder can check it.
report and within= refuse a study whose numbers are not what was written. Files of your own that a
study was run with (a scenario, lever, theory or world) are told where they were edited since.

usage: bijstand verify FOLDER [FOLDER …] [language=en]

  FOLDER        a folder of a study, or one in which studies lie, such as outputs
  language=en   or nl: the language in which it is said

options
  --help, -h    this text

exit status: 0 where everything that is read is as it was written (extra files that nothing reads
do not count), 1 where something is edited or missing, 2 for what is not allowed

examples
  bijstand verify outputs/run/oostflank
  bijstand verify outputs
  bijstand verify outputs/compare/levers outputs/robust/all
""")
NOT_WHOLE = 1
STATUS = {"running": Message("running"), "interrupted": Message("interrupted")}


def help_text() -> str:
    """Return what ``--help`` shows."""
    return told(HELP)


def run(arguments: Sequence[str]) -> int:
    """Run the verb.

    Args:
        arguments: The words after the verb: folders.

    Returns:
        The exit status.

    Raises:
        UserError: For a folder that is not there or holds no study.
    """
    from experiments.keys.declared import DECLARED

    refuse_options(arguments)
    folders, language = [], LANGUAGES[0]
    for word in arguments:
        if word.startswith("language="):
            language = DECLARED["language"].read(word.partition("=")[2], "language")
        else:
            folders.append(word)
    if not folders:
        raise UserError(
            "bijstand verify needs at least one folder; allowed: that of a study, as "
            "outputs/run/…, or one in which studies lie, as outputs"
        )
    with telling_in(language):
        return _verify_all(folders)


def _verify_all(folders: Sequence[str]) -> int:
    try:
        places = [place for folder in folders for place in _studies_in(Path(folder))]
        return max(_verify(place) for place in dict.fromkeys(places))
    except BrokenPipeError:
        raise  # nobody reads on: that is no matter of the studies
    except OSError as error:
        where = f"'{error.filename}'" if error.filename else Message("a file of a study")
        raise UserError(
            "{where} cannot be read ({reason})", where=where, reason=reason_of(error)
        ) from error


def _studies_in(folder: Path) -> list[Path]:
    """Return the folders of studies in a folder, itself among them; each before those below it."""
    from experiments.study.files import MANIFEST, files_below

    if not folder.is_dir():
        raise UserError(
            "there is no folder '{folder}'; allowed: folders of studies, or outputs", folder=folder
        )
    found = [file.parent for file in files_below(folder) if file.name == MANIFEST]
    if not found:
        raise UserError(
            "'{folder}' holds no study; allowed: a folder with a {manifest}, or above",
            folder=folder,
            manifest=MANIFEST,
        )
    return sorted(found)


def _verify(folder: Path) -> int:
    """Say of a study whether it is whole; return the exit status."""
    from experiments.study.files import MANIFEST, digest_of
    from experiments.study.integrity import integrity_of
    from experiments.study.recorded import stored_manifest

    try:
        manifest = stored_manifest(folder) or {}
    except UserError as error:
        _print(Message("{folder}: NOT as it was written: {error}", folder=folder, error=error))
        return NOT_WHOLE
    found = integrity_of(folder, manifest)
    status = str(manifest.get("status", "complete"))
    said = Message("whole") if found.whole else Message("NOT as it was written")
    if found.own:
        said = Message("{said}, but NOT the files of your own that it was run with", said=said)
    if found.whole and status != "complete":
        said = Message("{status}, and what is there is whole", status=STATUS.get(status, status))
    files = Message("{count} files", count=found.sound) if found.sound != 1 else Message("1 file")
    _print(Message("{folder}: {said} ({files} as written)", folder=folder, said=said, files=files))
    for what, names in (
        (Message("edited"), found.edited),
        (Message("missing"), found.missing),
        (Message("extra"), found.extra),
        (Message("yours"), found.own),
    ):
        for name in names:
            print(f"  {told(what):<7}  {shown(name, 200)[1:-1]}")
    if found.partly:
        _print(
            Message(
                "  written by a version that kept no digests of tables and figures: not checked"
            )
        )
    print(f"  manifest sha256 {digest_of(folder / MANIFEST)}")
    return 0 if found.whole and not found.own else NOT_WHOLE


def _print(line: Message) -> None:
    print(told(line))
