"""In which language a command is answered: the one that its words ask for, wrong as they may be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from sim.words import LANGUAGES

# What people call a language who do not know what it is called here.
CALLED = {
    "en": ("en", "english", "engels", "eng"),
    "nl": ("nl", "dutch", "nederlands", "ned"),
}
STORED = re.compile(rb"^language:\s*['\"]?([A-Za-z]+)", re.MULTILINE)
MOST_BYTES = 200_000


def language_of(words: Sequence[str]) -> str:
    """Return the language of a command line; that of a file it starts from, where it says none.

    A mistake in the words is told in it too, so nothing is refused here: a language that does not
    exist is taken for the nearest one, a file that cannot be read for one that says nothing.
    """
    asked = [word.partition("=")[2] for word in words if word.startswith("language=")]
    for name in asked[::-1] or _stored(words):
        if (found := _nearest(name)) is not None:
            return found
    return LANGUAGES[0]


def _nearest(name: str) -> str | None:
    if name in LANGUAGES:
        return name
    from sim.errors import nearest

    of = {called: language for language, names in CALLED.items() for called in names}
    near = nearest(name.strip("'\" "), of)
    return of[near] if near else None


def _stored(words: Sequence[str]) -> Iterator[str]:
    """Yield the languages that the files say from which the words start."""
    for word in reversed(words):
        key, _, value = word.partition("=")
        if key in ("from", "experiment"):
            with suppress(ValueError, OSError):
                yield from (found.decode() for found in STORED.findall(_read(key, value)))


def _read(key: str, value: str) -> bytes:
    from sim.reading.regular import read_bytes
    from sim.setting.configuration import CONFIGURATION, is_own_file

    name = value.strip("'\"")
    own = key == "from" or is_own_file(name)
    file = Path(name).expanduser() if own else CONFIGURATION / key / f"{name}.yaml"
    return read_bytes(file, name, "", MOST_BYTES)
