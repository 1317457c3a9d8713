"""What the rows of the tables are called in the world that is spoken of.

Texts name kinds of need, units, desks and legal bases by their titles. Which world has them is said
around a text (``speaking_of``), as with the names of its sides; where nobody says, it is the
Netherlands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

from sim.words import LANGUAGES
from sim.world import Desk, LegalBasis, RequestClass, World, load_world

_SPOKEN: ContextVar[World | None] = ContextVar("spoken", default=None)


@contextmanager
def speaking_of(world: World) -> Iterator[None]:
    """Call rows what a world calls them inside a ``with`` block."""
    before = _SPOKEN.set(world)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def titles_of(table: str, language: str) -> Mapping[str, str]:
    """Return what every row of a table is called in the world that is spoken of, by its id.

    Args:
        table: "classes", "units", "desks" or "bases"; any other one has no titles.
        language: "en" or "nl".
    """
    own = _titles((_SPOKEN.get() or load_world()).as_it_stands)
    return own.get(table, {}).get(language, {})


def row_title(table: str, row: str, language: str) -> str:
    """Return what a row is called, as ``"Search of premises and terrain"``.

    A row that the world does not have is called by its id, which is all that is known of it.
    """
    return titles_of(table, language).get(row, row)


# A user's world is read anew whenever it is loaded, so that only the latest few are kept.
@lru_cache(maxsize=8)
def _titles(world: World) -> dict[str, dict[str, dict[str, str]]]:
    named: dict[str, Sequence[RequestClass | Desk | LegalBasis]] = {
        "classes": world.classes,
        "desks": world.desks,
        "bases": world.bases,
    }
    # The name of a unit is its name in every language.
    units = {unit.id: unit.name for unit in world.units}
    found = {
        table: {
            language: {row.id: row.name_nl if language == "nl" else row.name_en for row in rows}
            for language in LANGUAGES
        }
        for table, rows in named.items()
    }
    return {**found, "units": dict.fromkeys(LANGUAGES, units)}
