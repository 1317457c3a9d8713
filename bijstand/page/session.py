"""One reader's session: the settings, their models on one clock, and the thread that plays them.

Nothing here is shared between sessions. A session that is closed stops its thread and lets go of
its models.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from typing import Any

from bijstand.page.choices import Choices, changed_keys, from_file
from bijstand.page.side import build_all
from bijstand.page.turns import Turns, Worker
from bijstand.page.watched import WatchedModel
from bijstand.page.words import LANGUAGES, say
from sim.errors import UserError
from sim.words import ByLanguage, in_language
from sim.world import World

# Days that a frame moves on, and the least seconds from one frame to the next.
SPEEDS: dict[str, tuple[float, float]] = {
    "slow": (0.25, 0.25),
    "middle": (1.0, 0.25),
    "fast": (3.0, 0.20),
    "full": (14.0, 0.10),
}
# A frame ends after this many seconds, however many days it was to move on.
LONGEST_FRAME = 0.1
SIDES_AT_MOST = 2

_log = logging.getLogger(__name__)


class Session:
    """What one reader has in front of them.

    Attributes:
        sides: One setting, or two that run side by side on one seed.
        drafts: The settings as they stand in the controls; in force after ``reset``.
        edited: The side that the controls change.
        errors: What was refused, by the key of the control ("page" for the page as a whole).
        language: "en" or "nl".
        speed: A key of ``SPEEDS``.
        setting_up: Whether models are being set up, which others' turns can make long.
        on_move: Called after time has moved.
        on_change: Called after anything else has changed.
    """

    def __init__(
        self, start: Choices, language: str, world: World, worker: Worker | None = None
    ) -> None:
        """Set up the first model.

        Without a worker, the session is the only one that computes.

        Raises:
            UserError: For choices that do not go together.
        """
        self.world = world
        self.worker = worker or Turns().join()
        self.sides = build_all([start], world, self.worker)
        self.drafts = [start]
        self.edited = 0
        self.errors: dict[str, str] = {}
        self.notice, self.setting_up = "", False
        self.language, self.speed = language, "middle"
        self.lock = threading.RLock()
        self.on_move: Callable[[], None] = _nothing
        self.on_change: Callable[[], None] = _nothing
        self._closed, self._stop = False, threading.Event()
        self._stop.set()

    @property
    def playing(self) -> bool:
        """Whether time is running."""
        return not self._stop.is_set()

    @property
    def model(self) -> WatchedModel:
        """The model of the first setting."""
        return self.sides[0].model

    @property
    def day(self) -> float:
        """Days since the end of the warm-up."""
        return float(self.model.time) - self.sides[0].choices.warm_up_days

    @property
    def finished(self) -> bool:
        """Whether the last day has been reached."""
        return float(self.model.time) >= self.model.horizon

    @property
    def comparing(self) -> bool:
        """Whether a second setting runs, or waits to."""
        return len(self.drafts) == SIDES_AT_MOST

    def pending(self) -> list[str]:
        """Return the keys whose changes wait for ``reset``."""
        keys = []
        for place, draft in enumerate(self.drafts):
            if place >= len(self.sides):
                keys.append("compare")
            else:
                keys += changed_keys(draft, self.sides[place].choices)
        return keys + ["compare"] * (len(self.sides) > len(self.drafts))

    def edit(self, key: str, value: Any) -> None:
        """Change one key of the edited draft; what is refused is said, and changes nothing."""
        self.notice = ""
        try:
            shared = key in ("seed", "days", "warm_up_days")
            for place in range(len(self.drafts)):
                if shared or place == self.edited:
                    self.drafts[place] = self.drafts[place].with_value(key, value)
            self.errors.pop(key, None)
        except UserError as error:
            self.errors[key] = error.message
        self.on_change()

    def undo(self) -> None:
        """Put the controls back to the settings that run."""
        self.drafts = [side.choices for side in self.sides]
        self.edited = min(self.edited, len(self.drafts) - 1)
        self.errors.clear()
        self.on_change()

    def reset(self) -> None:
        """Run the settings of the controls from day 0."""
        was_playing = self.playing
        self.pause()
        self.setting_up = True
        self.on_change()
        try:
            sides = build_all(self.drafts, self.world, self.worker)
            with self.lock:
                if self._closed:
                    return
                self.sides, self.drafts = sides, [side.choices for side in sides]
            self.errors.clear()
        except UserError as error:
            self.errors["page"] = error.message
        finally:
            self.setting_up = False
        self.notice = ""
        if was_playing and "page" not in self.errors:
            self.play()
        self.on_change()
        self.on_move()

    def go_to(self, choices: Choices) -> None:
        """Run another setting, where it is another one than runs."""
        if self.sides and choices != self.sides[0].choices:
            self.drafts[0] = choices
            self.reset()

    def compare(self, wanted: bool) -> None:
        """Start or stop running a second setting; it starts as a copy of the first."""
        if wanted == self.comparing:
            return
        self.drafts = [*self.drafts, self.drafts[0]] if wanted else self.drafts[:1]
        self.edited = len(self.drafts) - 1
        self.reset()

    def open_file(self, text: str) -> None:
        """Take a saved configuration into the controls."""
        try:
            self.drafts[self.edited], language = from_file(text)
            self.language = language or self.language
            self.errors.pop("file", None)
            self.notice = "opened"
        except UserError as error:
            self.notice = ""
            self.errors["file"] = error.message
        self.on_change()

    def set_language(self, language: str) -> None:
        """Speak another language, at once."""
        if language in LANGUAGES:
            self.language = language
            self.on_change()

    def set_speed(self, speed: str) -> None:
        """Run faster or slower, at once."""
        if speed in SPEEDS:
            self.speed = speed
            self.on_change()

    def play(self) -> None:
        """Let time run, in a thread of this session's own."""
        if self.playing or self.finished:
            return
        self._stop = threading.Event()
        threading.Thread(
            target=self._play, args=(self._stop,), name="bijstand-play", daemon=True
        ).start()
        self.on_change()

    def pause(self) -> None:
        """Hold time."""
        self._stop.set()
        self.on_change()

    def step(self) -> None:
        """Move on by one day, to its end."""
        self.pause()
        with self.lock:
            try:
                self._advance(int(self.model.time + 1e-9) + 1.0)
            except UserError as error:
                self.errors["page"] = error.message
        self.on_move()
        self.on_change()

    def close(self) -> None:
        """Stop the thread and let go of the models; the session cannot be used any more."""
        self._stop.set()
        self.on_move = self.on_change = _nothing
        with self.lock:
            self.sides, self._closed = [], True
        self.worker.leave()

    def error(self, key: str) -> str:
        """Return what was refused at a control, in the language of the session."""
        return str(in_language(self.errors.get(key, ""), self.language))

    def refuse(self, key: str, reason: str) -> None:
        """Say on the page what was refused, by the key of its control."""
        self.errors[key] = reason
        self.on_change()

    def _advance(self, until: float) -> None:
        with self.worker.turn():
            for side in self.sides:
                side.model.run_until(min(until, side.model.horizon))

    def _play(self, stop: threading.Event) -> None:
        try:
            while not stop.is_set():
                began = time.perf_counter()
                if not self._frame(stop, began):
                    break
                self.on_move()
                if self.finished:
                    stop.set()
                _, pause = SPEEDS[self.speed]
                stop.wait(max(0.02, pause - (time.perf_counter() - began)))
        except UserError as error:
            stop.set()
            self.errors["page"] = error.message
        except Exception:
            if self.sides:
                _log.exception("a session stopped playing")
                stop.set()
                said = (say("play_failed", language) for language in LANGUAGES)
                self.errors["page"] = ByLanguage(*said)
        finally:
            if self.sides:
                self.on_change()

    def _frame(self, stop: threading.Event, began: float) -> bool:
        """Move on by the days of one frame, or as many as go into its time.

        Returns:
            Whether there was still something to move.
        """
        days, _ = SPEEDS[self.speed]
        with self.lock:
            if stop.is_set() or not self.sides:
                return False
            target = min(self.model.time + days, self.model.horizon)
            while self.model.time < target - 1e-9:
                self._advance(min(target, self.model.time + 1.0))
                if time.perf_counter() - began > LONGEST_FRAME:
                    break
        return True


def _nothing() -> None:
    """Tell nobody."""
