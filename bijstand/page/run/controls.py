"""What a reader has set for one run, or two side by side, and the models that run it.

Nothing is confirmed: what changes is set up again at once, from day 0, and runs on where it ran.
"""

from __future__ import annotations

import logging
import threading
from abc import ABC, abstractmethod
from collections.abc import Callable
from functools import partial
from typing import Any

from bijstand.page.case.choices import Choices, from_file
from bijstand.page.case.fitting import ticked
from bijstand.page.run.side import Past, Side, build_all
from bijstand.page.words.saying import LANGUAGES, say
from bijstand.page.work.turns import Worker
from sim.errors import UserError
from sim.words import ByLanguage, in_language
from sim.world import World

SIDES_AT_MOST = 2

_log = logging.getLogger(__name__)


class Controls(ABC):
    """Settings as they stand in the controls, and the models of them.

    Attributes:
        sides: One setting, or two that run side by side on one seed.
        drafts: The settings as they stand in the controls.
        edited: The side that the controls change.
        errors: What was refused, by the key of the control ("page" for the page as a whole).
        notice: The key of a text that tells what was done.
        setting_up: Whether models are being set up, which others' turns can make long.
        resumes: Whether time runs on once they are.
        language: "en" or "nl".
        on_move: Called after time has moved.
        on_change: Called after anything else has changed.
    """

    def __init__(self, start: Choices, language: str, world: World, worker: Worker) -> None:
        """Set up the first model.

        Raises:
            UserError: For choices that do not go together.
        """
        self.world, self.worker, self.language = world, worker, language
        self.sides = build_all([start], world, worker)
        self.drafts, self.edited = [start], 0
        self.errors: dict[str, str] = {}
        self.notice = ""
        self.setting_up = self.resumes = self.closed = False
        self.lock = threading.RLock()
        self.on_move: Callable[[], None] = nothing
        self.on_change: Callable[[], None] = nothing

    @property
    @abstractmethod
    def playing(self) -> bool:
        """Whether time is running, or will as soon as models are set up."""

    @abstractmethod
    def play(self) -> None:
        """Let time run."""

    @abstractmethod
    def hold(self) -> None:
        """Let time stand."""

    @property
    def comparing(self) -> bool:
        """Whether a second setting runs, or is being set up."""
        return len(self.drafts) == SIDES_AT_MOST

    def edit(self, key: str, value: Any) -> None:
        """Change one key of the edited setting, and run it; what is refused changes nothing."""
        self.notice = ""
        try:
            shared = key in ("seed", "days", "warm_up_days")
            for place in range(len(self.drafts)):
                if shared or place == self.edited:
                    self.drafts[place] = self.drafts[place].with_value(key, value)
            self.errors.pop(key, None)
        except UserError as error:
            self.errors[key] = error.message
        self.renew()

    def choose(self, group: str, name: str, chosen: bool, of_class: str = "") -> None:
        """Choose one of several names of the edited setting, or choose it no longer, and run it.

        Args:
            group: "scenario" or "policy".
            name: The name of a file.
            chosen: Whether it is chosen.
            of_class: The class of needs for which a lever is pulled; empty: as its file says.
        """
        names = str(getattr(self.drafts[self.edited], group))
        self.edit(group, ticked(names, group, name, chosen, of_class))

    def renew(self, *, anew: bool = False) -> None:
        """Run what the controls say from day 0, in the place of what runs.

        Models are set up in a thread; what changes meanwhile is set up instead.

        Args:
            anew: Also where it runs already; time then runs at once.
        """
        with self.lock:
            otherwise = self.drafts != [side.choices for side in self.sides]
            starts = not (self.setting_up or self.closed) and (anew or otherwise)
            if starts:
                self.resumes = anew or self.playing
                self.hold()
                self.setting_up = True
        if starts:
            threading.Thread(target=self._set_up, name="bijstand-set-up", daemon=True).start()
        self.on_change()

    def _set_up(self) -> None:
        """Set up models, until those are there that the controls say."""
        done = False
        while not done:
            wanted = list(self.drafts)
            made: list[Side] | str | None = None
            try:
                made = build_all(wanted, self.world, self.worker, partial(self._is_past, wanted))
            except Past:
                pass
            except UserError as error:
                made = error.message
            except Exception:
                _log.exception("a model could not be set up")
                made = failed()
            done = made is not None and self._put(wanted, made)
            done = done or self.closed
        self.on_change()
        self.on_move()

    def _is_past(self, wanted: list[Choices]) -> bool:
        """Whether something else is wanted by now than these settings, or nothing."""
        return self.closed or self.drafts != wanted

    def _put(self, wanted: list[Choices], made: list[Side] | str) -> bool:
        """Put models in the place of those that run; of a refused setting the old ones stay.

        Returns:
            Whether they are what is wanted still.
        """
        with self.lock:
            if self._is_past(wanted):
                return False
            self.setting_up = False
            if isinstance(made, list):
                self.sides = made
                self.errors.pop("page", None)
            else:
                self.errors["page"], self.notice = made, ""
            self.drafts = [side.choices for side in self.sides]
            self.edited = min(self.edited, len(self.drafts) - 1)
        if self.resumes:
            self.play()
        return True

    def go_to(self, choices: Choices) -> None:
        """Run another setting, where it is another one than runs."""
        if self.sides:
            self.drafts[0] = choices
            self.renew()

    def compare(self, wanted: bool) -> None:
        """Start or stop running a second setting; it starts as a copy of the first."""
        if wanted == self.comparing:
            return
        with self.lock:
            self.drafts = [*self.drafts, self.drafts[0]] if wanted else self.drafts[:1]
            self.sides = self.sides[: len(self.drafts)]
        self.edited = len(self.drafts) - 1
        self.renew()

    def open_file(self, text: str) -> None:
        """Take a saved configuration into the controls, and run it."""
        try:
            self.drafts[self.edited], language = from_file(text)
            self.language = language or self.language
            self.errors.pop("file", None)
            self.notice = "opened"
        except UserError as error:
            self.notice = ""
            self.errors["file"] = error.message
        self.renew()

    def error(self, key: str) -> str:
        """Return what was refused at a control, in the language of the session."""
        return str(in_language(self.errors.get(key, ""), self.language))

    def refuse(self, key: str, reason: str) -> None:
        """Say on the page what was refused, by the key of its control."""
        self.errors[key] = reason
        self.on_change()


def failed() -> ByLanguage:
    """Say that something went wrong that the reader cannot have caused."""
    return ByLanguage(*(say("play_failed", language) for language in LANGUAGES))


def nothing() -> None:
    """Tell nobody."""
