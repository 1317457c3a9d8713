"""Where worlds lie: those that come with the package by their names, others by their folders."""

from __future__ import annotations

from pathlib import Path

from sim.errors import unknown_name

DATA = Path(__file__).resolve().parent / "data"
NETHERLANDS = DATA / "netherlands"
BUILT_IN = "built-in:"
"""What the path of a world that comes with the package begins with, before its name."""


def built_in_worlds() -> list[str]:
    """Return the names of the worlds that come with the package."""
    return sorted(folder.name for folder in DATA.iterdir() if folder.is_dir())


def folder_of(path: str | Path | None) -> Path:
    """Return the folder of a world; arguments and errors as for ``load_world``."""
    if path is None:
        return NETHERLANDS
    if not str(path).startswith(BUILT_IN):
        return Path(path)
    name = str(path).removeprefix(BUILT_IN)
    if name not in built_in_worlds():
        raise unknown_name("built-in world", name, built_in_worlds())
    return DATA / name


def built_in_name(folder: Path) -> str | None:
    """Return the name of a world that comes with the package, by its folder; None for another."""
    return folder.name if folder.parent == DATA else None
