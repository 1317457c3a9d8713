"""What one reader takes along: the advice that the files are made of, and the one being made."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from typing import Protocol

from bijstand.page.case.asked import Question
from bijstand.page.words.saying import say
from bijstand.page.work.advising import Told, make, tell
from bijstand.page.work.handing_on import Asked, Handed
from bijstand.page.work.pool import Pool, Share
from bijstand.page.work.showing import shown_meanwhile
from bijstand.page.work.turns import Worker
from bijstand.page.work.worked_out import Workshop
from sim.errors import UserError
from sim.words import LANGUAGES, ByLanguage

_log = logging.getLogger(__name__)


class Desk(Protocol):
    """What is known of the desk."""

    worker: Worker
    pool: Pool
    workshop: Workshop
    errors: dict[str, str]
    on_change: Callable[[], None]

    @property
    def resting_on(self) -> Sequence[Question]:
        """What an advice would rest on now."""


class Packing:
    """Makes files to take along, one at a time, in a thread of its own.

    Attributes:
        busy: Whether a file is being made.
        done: Runs that were done for it.
        made: The name of the file that was made last.
    """

    def __init__(self, desk: Desk) -> None:
        """Start with nothing made."""
        self._desk = desk
        self.busy, self.done, self.made = False, 0, ""
        self._told: Told | None = None

    @property
    def advice(self) -> Told | None:
        """The advice, where it rests on what is on the screens now."""
        told = self._told
        return told if told and list(told.questions) == list(self._desk.resting_on) else None

    def start(self, kind: str, language: str, asked: Asked, show: Callable[[Handed], None]) -> None:
        """Make a file.

        Args:
            kind: One of ``handing_on.KINDS``.
            language: "en" or "nl".
            asked: What stands above the advice, and what counts for what in it.
            show: Takes the file.
        """
        if self.busy:
            return
        self.busy, self.done, self.made = True, 0, ""
        self._desk.errors.pop("take", None)
        threading.Thread(
            target=self._make, args=(kind, language, asked, show), name="bijstand-pack", daemon=True
        ).start()
        self._desk.on_change()

    def _make(self, kind: str, language: str, asked: Asked, show: Callable[[Handed], None]) -> None:
        desk = self._desk
        share = Share(desk.pool, desk.worker, self._moved)
        try:
            with shown_meanwhile(self._show):
                told = self.advice
                if told is None or told.asked != asked:
                    told = self._told = tell(desk.workshop, desk.resting_on, asked, share)
                made = make(desk.workshop, told, kind, language)
        except UserError as error:
            desk.errors["take"] = error.message
        except Exception:
            _log.exception("a file could not be made")
            desk.errors["take"] = failed()
        else:
            self.made = made.name
            show(made)
        finally:
            self.busy = False
            desk.on_change()

    def _show(self) -> None:
        self._desk.on_change()

    def _moved(self, done: int) -> None:
        self.done = done


def failed() -> ByLanguage:
    """Say that something went wrong that the reader cannot have caused."""
    return ByLanguage(*(say("study_failed", language) for language in LANGUAGES))
