"""The desk of one reader: their case, and the thread that has it worked out, screen by screen.

What a screen needs is asked as soon as it is opened or the case changes: the quickest study first,
then surer ones, until the reader stops it or wants something else. What takes long waits for a word
of the reader's. Everything that is finished is kept, so that going back is at once.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from bijstand.page.case.asked import LONG, Question, holds, questions_of
from bijstand.page.case.case import QUESTIONS, Case
from bijstand.page.case.fitting import fitted, refuse_unfit
from bijstand.page.work.packing import Packing, failed
from bijstand.page.work.pool import Pool, Share, Stopped
from bijstand.page.work.showing import shown_meanwhile
from bijstand.page.work.turns import Worker
from bijstand.page.work.worked_out import Workshop
from sim.errors import UserError
from sim.words import in_language

MOST_KEPT = 60

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Doing:
    """What is under way.

    Attributes:
        question: Which study.
        done: Runs that are done of it.
    """

    question: Question
    done: int = 0


class Desk:
    """What one reader has in front of them.

    Attributes:
        case: The case.
        found: What came of each study, by what was asked.
        doing: What is under way; None while nothing is.
        errors: What was refused, by the key of its control ("page" for the page as a whole).
        more: Whether comparisons go on beyond what they are by themselves.
        held: Whether the reader stopped the work.
        agreed: Long studies that the reader has said yes to.
        packing: What is taken along.
        on_change: Called after anything has changed.
    """

    def __init__(self, case: Case, worker: Worker, pool: Pool, workshop: Workshop) -> None:
        """Start with nothing asked."""
        self.case, self.worker, self.pool, self.workshop = case, worker, pool, workshop
        self.found: dict[Question, Any] = {}
        self.agreed: set[Question] = set()
        self._looked: set[Question] = set()
        self.errors: dict[str, str] = {}
        self.doing: Doing | None = None
        self.more = self.held = self._closed = False
        self.on_change: Callable[[], None] = _nothing
        self.packing = Packing(self)
        self._lock = threading.RLock()
        self._share: Share | None = None
        self._thread: threading.Thread | None = None

    def edit(self, key: str, value: Any) -> None:
        """Change one thing of the case; what is refused is said, and changes nothing."""
        try:
            self.set_case(self.case.with_value(key, value))
            self.errors.pop(key, None)
        except UserError as error:
            self.errors[key] = error.message
        self.on_change()

    def edit_form(self, key: str, value: Any) -> None:
        """Change what a form says; a ready question brings its own situations and options."""
        try:
            case = self.case.with_value(key, value)
            if key == "question" and value in QUESTIONS:
                plain = fitted(Case(), self.workshop.the_world)
                case = replace(case, situations=plain.situations, own=None, packages=plain.packages)
            self.errors.pop("case", None)
            self.set_case(case)
        except UserError as error:
            self.errors["case"] = error.message
        self.on_change()

    def set_case(self, case: Case) -> None:
        """Take another case; what it asks is worked out from now on.

        Raises:
            UserError: Where it does not fit the world of the page.
        """
        refuse_unfit(case, self.workshop.the_world)
        if _without_looks(case) != _without_looks(self.case):
            self.more = False
        self.case, self.held = case, False
        self.errors.pop("work", None)
        self.go_on()

    @property
    def has_seen(self) -> bool:
        """Whether *Does it hold* was seen, of just what is asked now."""
        case = self.case
        return bool(case.packages) and case.seen == self.workshop.mark(holds(case))

    def see(self) -> None:
        """Keep in the case, and so in the address, that *Does it hold* was seen."""
        if not self.has_seen:
            self.case = replace(self.case, seen=self.workshop.mark(holds(self.case)))
            self.on_change()

    def watch_one(self, scenario: str) -> None:
        """Open one run of a situation, with what else was watched."""
        try:
            watched = self.case.watched.with_value("scenario", scenario)
            self.set_case(replace(self.case, screen="watch", watched=watched))
        except UserError as error:
            self.errors["work"] = error.message
        self.on_change()

    @property
    def wanted(self) -> list[Question]:
        """What the open screen asks, the quickest first."""
        try:
            return questions_of(self.case, self.more)
        except UserError as error:
            self.errors["work"] = error.message
            return []

    @property
    def waits_for_word(self) -> list[Question]:
        """What takes long, and is not done before the reader says so."""
        return [question for question in self.wanted if self._is_held_back(question)]

    def _is_held_back(self, question: Question) -> bool:
        long = question.seconds(self.pool.seconds_of_a_run) > LONG
        return long and question not in self.agreed and question not in self.found

    def agree(self, role: str) -> None:
        """Have what takes long done after all."""
        self.agreed |= {question for question in self.wanted if question.role == role}
        self.go_on()

    def refine(self) -> None:
        """Go on where the reader stopped, or beyond what a comparison is by itself."""
        if not self.held:
            self.more = True
        self.held = False
        self.go_on()

    def stop(self) -> None:
        """Stop the work; what is finished of it is kept, and the same words go on with it."""
        self.held = True
        self._end()
        self.on_change()

    def best(self, role: str) -> Any:
        """Return the surest that has been found of what the screen asks; None before the first."""
        return next(
            (self.found[q] for q in reversed(self.wanted) if q.role == role and q in self.found),
            None,
        )

    def all_of(self, role: str) -> list[Any]:
        """Return everything that has been found of what the screen asks, in its order."""
        return [self.found[q] for q in self.wanted if q.role == role and q in self.found]

    def go_on(self) -> None:
        """Work out what is wanted and not yet found."""
        with self._lock:
            doing = self.doing
            if doing is not None and doing.question in self._open():
                return
            self._end()
            if self._closed or not (self._open() or self._not_looked_for()):
                self.on_change()
                return
            self._thread = threading.Thread(target=self._work, name="bijstand-desk", daemon=True)
            self._thread.start()
        self.on_change()

    @property
    def is_settled(self) -> bool:
        """Whether what is on the screen does not become surer by itself."""
        return not self._open()

    def _open(self) -> list[Question]:
        if self.held or self._closed or "work" in self.errors:
            return []
        return [q for q in self.wanted if q not in self.found and not self._is_held_back(q)]

    def _not_looked_for(self) -> list[Question]:
        if self.held or "work" in self.errors:
            return []
        return [q for q in self.waits_for_word if q not in self._looked]

    def _look_for_stored(self) -> None:
        """Say yes to what would take long, were it not on disk already."""
        for question in self._not_looked_for():
            self._looked.add(question)
            with suppress(UserError):  # its words are refused when it is worked out
                if self.workshop.is_stored(question):
                    self.agreed.add(question)

    def _end(self) -> None:
        with self._lock:
            if self._share is not None:
                self._share.stop()
            self._share = self._thread = self.doing = None

    def _work(self) -> None:
        me = threading.current_thread()
        self._look_for_stored()
        while self._thread is me and (todo := self._open()):
            question = todo[0]
            share = Share(self.pool, self.worker, self._moved(me, question))
            with self._lock:
                if self._thread is not me:
                    return
                self._share, self.doing = share, Doing(question)
                # What has begun is not asked about again when it turns out to take longer.
                self.agreed.add(question)
            with shown_meanwhile(partial(self._show, me)):
                self._do(me, question, share)
            if self._open():
                self._show(me)
        if self._thread is me:
            self._end()
            self.on_change()

    def _show(self, me: threading.Thread) -> None:
        if self._thread is me:
            self.on_change()

    def _do(self, me: threading.Thread, question: Question, share: Share) -> None:
        try:
            found = self.workshop.work_out(question, share)
        except Stopped:
            return
        except UserError as error:
            self._fail(me, error.message)
        except Exception:
            _log.exception("a study stopped")
            self._fail(me, failed())
        else:
            self.found[question] = found
            while len(self.found) > MOST_KEPT:
                self.found.pop(next(iter(self.found)))

    def _fail(self, me: threading.Thread, said: str) -> None:
        if self._thread is me:
            self.errors["work"] = said

    def _moved(self, me: threading.Thread, question: Question) -> Callable[[int], None]:
        def moved(done: int) -> None:
            if self._thread is me:
                self.doing = Doing(question, done)

        return moved

    @property
    def resting_on(self) -> list[Question]:
        """What an advice would rest on now: the surest comparison, and whether it holds."""
        compared = [q for q in self.wanted if q.role == "compare" and q in self.found]
        held = [q for q in self.wanted if q.role == "holds" and q in self.found]
        return [*compared[-1:], *held]

    def error(self, key: str) -> str:
        """Return what was refused, in the language of the reader."""
        return str(in_language(self.errors.get(key, ""), self.case.language))

    def close(self) -> None:
        """Stop the work and leave the line."""
        self._closed = True
        self.on_change = _nothing
        self._end()
        self.found = {}
        self.worker.leave()


def _without_looks(case: Case) -> Case:
    """Return a case without what only says where its reader is."""
    return replace(case, screen="", language="", seen="")


def _nothing() -> None:
    """Tell nobody."""
