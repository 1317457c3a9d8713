"""The words of a verb that takes folders of studies: the folders, and ``key=value``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bijstand.command_line.options import refuse_options
from sim.errors import UserError, unknown_name


def folders_and_keys(
    arguments: Sequence[str], keys: Sequence[str], verb: str
) -> tuple[list[str], dict[str, str]]:
    """Split the words after a verb.

    Args:
        arguments: The words.
        keys: The keys that the verb takes.
        verb: The verb, for a message.

    Raises:
        UserError: For another key, an option, or no folder at all.
    """
    from experiments.keys.values import at_home

    refuse_options(arguments)
    folders: list[str] = []
    found: dict[str, str] = {}
    for word in arguments:
        key, equals, value = word.partition("=")
        if equals and key in keys:
            found[key] = value
        elif equals and "/" not in key and not Path(word).is_dir():
            raise unknown_name("key", key, keys)
        else:
            folders.append(at_home(word))
    if not folders:
        raise UserError(
            "bijstand {verb} needs at least one folder of a study; allowed: as outputs/run/…, "
            "several beside each other",
            verb=verb,
        )
    return folders, found
