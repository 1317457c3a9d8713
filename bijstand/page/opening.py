"""A session as it begins: what the address asks for, on a place of its own."""

from __future__ import annotations

from collections.abc import Sequence

from bijstand.page.choices import Choices, from_pairs
from bijstand.page.session import Session
from bijstand.page.turns import Turns
from bijstand.page.words import LANGUAGES
from sim.errors import UserError, unknown_name
from sim.world import World


def language_in(pairs: Sequence[tuple[str, str]], language: str) -> str:
    """Return the language that an address asks for; the page's own where that is none."""
    asked = dict(pairs).get("language")
    return asked if asked in LANGUAGES else language


def start_session(
    start: Choices, language: str, world: World, turns: Turns, pairs: list[tuple[str, str]]
) -> Session:
    """Open a session, with what the address of the page asks for on top.

    What is wrong with the address is said on the page, which then starts without it.

    Raises:
        UserError: Where there are as many sessions as there may be.
    """
    worker = turns.join()
    try:
        try:
            choices = from_pairs(start, pairs)
            asked = dict(pairs).get("language", language)
            if asked not in LANGUAGES:
                raise unknown_name("language", asked, LANGUAGES)
            session = Session(choices, asked, world, worker)
        except UserError as error:
            session = Session(start, language_in(pairs, language), world, worker)
            session.errors["page"] = error.message
    except BaseException:
        worker.leave()
        raise
    return session
