"""Which model this is: a digest of its sources and data, as they were when it was imported.

Compiled code, stored studies and copies of running models each belong to one version of the model
and carry this digest. It is taken once, before any rule is imported: what changes on disk later is
not what runs here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_ENDINGS = (".py", ".csv", ".json")


def _decisive(folder: Traversable, place: str = "") -> Iterator[tuple[str, bytes]]:
    """Yield place and content of all files that may decide numbers; also inside a zip file."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_dir():
            yield from _decisive(entry, f"{place}{entry.name}/")
        elif entry.name.endswith(_ENDINGS):
            yield f"{place}{entry.name}", entry.read_bytes()


def _digest() -> str | None:
    digest, sources = hashlib.sha256(), 0
    for place, content in _decisive(files(__package__)):
        digest.update(place.encode() + content)
        sources += place.endswith(".py")
    return digest.hexdigest()[:16] if sources else None


_DIGEST = _digest()
NO_SOURCES = "no sources"
MODEL = _DIGEST or NO_SOURCES
"""The same digest means the same model."""


def known_by_digest(file: str) -> bool:
    """Return whether another digest would tell that a source file, or what it calls, changed."""
    return _DIGEST is not None and Path(file).resolve().is_relative_to(_PACKAGE)
