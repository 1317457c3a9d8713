"""One reader's session: their models on one clock, and the thread that plays them.

Nothing here is shared between sessions. A session that is closed stops its thread and lets go of
its models.
"""

from __future__ import annotations

import logging
import threading
import time

from bijstand.page.case.choices import Choices
from bijstand.page.run.controls import Controls, failed, nothing
from bijstand.page.run.watched import WatchedModel
from bijstand.page.words.saying import LANGUAGES
from bijstand.page.work.turns import Turns, Worker
from sim.errors import UserError
from sim.world import World

# Days that a frame moves on, and the least seconds from one frame to the next.
SPEEDS: dict[str, tuple[float, float]] = {
    "slow": (0.25, 0.25),
    "middle": (1.0, 0.25),
    "fast": (3.0, 0.20),
    "full": (21.0, 0.0),
}
# A frame ends after this many seconds, however many days it was to move on.
LONGEST_FRAME = 0.1

_log = logging.getLogger(__name__)


class Session(Controls):
    """What one reader has in front of them.

    Attributes:
        speed: A key of ``SPEEDS``.
    """

    def __init__(
        self, start: Choices, language: str, world: World, worker: Worker | None = None
    ) -> None:
        """Set up the first model.

        Without a worker, the session is the only one that computes.

        Raises:
            UserError: For choices that do not go together.
        """
        super().__init__(start, language, world, worker or Turns().join())
        self.speed, self._stop = "middle", threading.Event()
        self._stop.set()

    @property
    def playing(self) -> bool:
        """Whether time is running, or will as soon as models are set up."""
        return self.resumes if self.setting_up else not self._stop.is_set()

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
        """Let time run, in a thread of this session's own; a finished run begins again."""
        if self.playing:
            return
        if self.setting_up:
            self.resumes = True
            self.on_change()
            return
        if self.finished:
            self.renew(anew=True)
            return
        self._stop = threading.Event()
        threading.Thread(
            target=self._play, args=(self._stop,), name="bijstand-play", daemon=True
        ).start()
        self.on_change()

    def pause(self) -> None:
        """Hold time."""
        self.resumes = False
        self._stop.set()
        self.on_change()

    def hold(self) -> None:
        """Let time stand."""
        self._stop.set()

    def step(self) -> None:
        """Move on by one day, to its end."""
        self.pause()
        if self.setting_up:
            return
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
        self.on_move = self.on_change = nothing
        with self.lock:
            self.sides, self.closed = [], True
        self.worker.leave()

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
                self.errors["page"] = failed()
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
