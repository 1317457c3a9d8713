"""``bijstand compare OLD NEW``: what changed between two stored studies of one question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from experiments.running.telling import telling_in, telling_of
from sim.errors import UserError, shown

if TYPE_CHECKING:
    from analysis.stored.grid import Grid


def tell_changes(folders: Sequence[str], words: Sequence[str]) -> int:
    """Say what changed from one study to another.

    Args:
        folders: The folders of both, the older first.
        words: What else was said: a language.

    Returns:
        The exit status.

    Raises:
        UserError: For anything but two folders of studies of one verb, and a language.
    """
    from experiments.keys.declared import DECLARED

    language = ""
    for word in words:
        key, _, value = word.partition("=")
        if key != "language":
            raise UserError(
                "bijstand compare OLD NEW does not know {word}; allowed: two folders of "
                "studies, language=en or nl",
                word=shown(word),
            )
        language = str(DECLARED["language"].read(value, "language"))
    if len(folders) != 2:
        raise UserError(
            "bijstand compare was given {folders}; allowed: key=value words, or the folders of two "
            "studies, the older one first",
            folders=", ".join(map(shown, folders)),
        )
    from analysis.changes.changes import changes_between

    found = changes_between(*folders)
    language = language or str(found.new.configuration.get("language", "en"))
    with telling_in(language), telling_of(found.new.world):
        _print(found.sentences(language), found.grids(language))
    return 0


def _print(lines: Sequence[str], grids: Sequence[Grid]) -> None:
    from bijstand.command_line.answer import printed
    from experiments.running.terminal import terminal

    out = terminal()
    for line in lines:
        out.print(line)
        out.print()
    for grid in grids:
        out.print(grid.title, style="bold")
        out.print(printed(grid))
