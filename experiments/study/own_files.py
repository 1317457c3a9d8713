"""Files of a user's own that a study was run with: scenarios, levers, theories, a world's tables.

Who reads a stored study takes names and costs from them once more, so it has to be told where they
are no longer what they were.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from experiments.design.factors import NAMED
from experiments.running.plan import Plan
from experiments.study.files import digest_of
from experiments.study.recorded import digests_in
from sim.errors import UserError
from sim.reading import TABLE_ENDINGS, read_yaml
from sim.reading.regular import files_in
from sim.setting.configuration import beside, file_name, is_own_file, split_names
from sim.world.folders import BUILT_IN

OWN_FILES = "own_files"
"""Where a manifest has their digests, by the path by which they were named."""


def own_files(plan: Plan) -> dict[str, str]:
    """Return the SHA-256 of each file of the user's own that decides or names what is run.

    Args:
        plan: What is run; a file that one of them names is among them, too.
    """
    frame = plan.frame
    named = {(group, str(getattr(frame, group))) for group in NAMED}
    for factor in plan.design.factors:
        named |= {(factor.name, word) for word in factor.words if factor.name in NAMED}
    given = {file_name(group, name) for group, names in named for name in split_names(names, group)}
    found = {file for name in given if is_own_file(name) for file in _with_named_files(name)}
    if frame.world is not None and not str(frame.world).startswith(BUILT_IN):
        found |= {str(file) for file in files_in(Path(frame.world), TABLE_ENDINGS)}
    return {file: digest_of(Path(file)) for file in sorted(found)}


def _with_named_files(file: str) -> Iterator[str]:
    """Yield a file and those of the user's own that it names: a partnership, levers of a list."""
    yield file
    for text in _texts(read_yaml(file)):
        other = str(beside(file, file_name("policy", text)))
        if is_own_file(text) and other != file and Path(other).is_file():
            yield from _with_named_files(other)


def _texts(content: Any) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for value in content.values():
            yield from _texts(value)
    elif isinstance(content, list):
        for value in content:
            yield from _texts(value)


def edited_files(manifest: Mapping[str, Any]) -> list[str]:
    """Return those that are there and are no longer what they were when the study was run.

    One that is gone is refused where it is asked for.
    """
    return [
        file
        for file, digest in digests_in(manifest, OWN_FILES).items()
        if Path(file).is_file() and digest_of(Path(file)) != digest
    ]


def refuse_edited_files(folder: Path, manifest: Mapping[str, Any], command: str) -> None:
    """Refuse a study whose names and costs would be read from other files than it was run with.

    Raises:
        UserError: For the first file that was edited.
    """
    for file in edited_files(manifest):
        raise UserError(
            "'{file}' was edited after '{folder}' was run with it, so that names, costs and values "
            "need not be those of the runs; allowed: the file as it was, or the study made again: "
            "{command}",
            file=file,
            folder=folder,
            command=command,
        )
