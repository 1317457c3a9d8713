"""A visit as it begins: what the address asks for, on a place of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bijstand.page.case.case import Case, case_from, screen_in
from bijstand.page.case.fitting import fitted, refuse_unfit
from bijstand.page.run.session import Session
from bijstand.page.words.saying import LANGUAGES
from bijstand.page.work.desk import Desk
from bijstand.page.work.outside import Outside
from sim.errors import UserError


def language_in(pairs: Sequence[tuple[str, str]], language: str) -> str:
    """Return the language that an address asks for; the page's own where that is none."""
    asked = dict(pairs).get("language")
    return asked if asked in LANGUAGES else language


def language_of(accepted: str, language: str) -> str:
    """Return the language that a browser says it wants first, of those that there are.

    Args:
        accepted: Its header ``Accept-Language``; "" where it says none.
        language: The page's own, where it wants another one.
    """
    for wanted in accepted.split(","):
        code = wanted.partition(";")[0].strip().partition("-")[0].lower()
        if code in LANGUAGES:
            return code
    return language


def open_desk(given: Outside, language: str, pairs: Sequence[tuple[str, str]]) -> Desk:
    """Open a desk with what the address of the page asks for.

    What is wrong with the address is said on the page, which then starts without it.

    Raises:
        UserError: Where there are as many visits as there may be.
    """
    worker = given.turns.join()
    world = given.the_world()
    start = Case(
        screen_in(pairs, "question"), language=language_in(pairs, language), watched=given.start
    )
    start = fitted(start, world)
    try:
        case = case_from(start, pairs)
        refuse_unfit(case, world)
        desk = Desk(case, worker, given.pool, given.workshop)
    except UserError as error:
        desk = Desk(start, worker, given.pool, given.workshop)
        desk.errors["page"] = error.message
    except BaseException:
        worker.leave()
        raise
    return desk


def start_session(desk: Desk, given: Outside) -> Session:
    """Open what *Watch one run* shows: the setting of the case, on the desk's own place.

    A setting that cannot run is said on the page, which then starts with its own.

    Raises:
        UserError: Where that cannot run either.
    """
    world, language = given.the_world(), desk.case.language
    try:
        return Session(desk.case.watched, language, world, desk.worker)
    except UserError as error:
        session = Session(given.start, language, world, desk.worker)
        session.errors["page"] = error.message
        desk.case = replace(desk.case, watched=given.start)
        return session
