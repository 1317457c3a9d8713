"""A session that must wait for others is told so, in the language of its reader."""

import threading
import time
from types import SimpleNamespace
from typing import Any

import pytest

from bijstand.page.case.choices import Choices
from bijstand.page.run import controls
from bijstand.page.run.session import Session
from bijstand.page.screens.watch import draw, setting_up, waiting
from bijstand.page.work.turns import Turns
from sim.world import load_world
from tests.page.settled import settled

SHORT = Choices(days=12, warm_up_days=2)


def session_of(turns: Turns) -> Session:
    return Session(SHORT, "nl", load_world(), turns.join())


def test_a_worker_knows_the_share_of_the_time_that_it_gets() -> None:
    turns, stop = Turns(), threading.Event()
    alone = turns.join()
    for _ in range(20):
        with alone.turn():
            time.sleep(0.002)
    assert alone.share > 0.9
    workers = [turns.join() for _ in range(4)]

    def go_on(place: int) -> None:
        while not stop.is_set():
            with workers[place].turn():
                time.sleep(0.005)

    threads = [threading.Thread(target=go_on, args=(place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    stop.wait(1.5)
    shares = [worker.share for worker in workers]
    stop.set()
    for thread in threads:
        thread.join()
    assert shares == pytest.approx([0.25] * 4, abs=0.1)


def test_a_session_that_plays_in_a_crowd_is_told_and_one_that_is_alone_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = session_of(Turns())
    monkeypatch.setattr(Session, "playing", True)
    assert waiting(session) == ""
    session.worker._worked_lately, session.worker._waited_lately = 1.0, 4.0
    assert "krijgt er een op de 5" in waiting(session)
    session.language = "en"
    assert "gets one in 5" in waiting(session)
    session.worker._waited_lately = 1.0
    assert waiting(session) == ""
    session.worker._waited_lately = 4.0
    monkeypatch.setattr(Session, "playing", False)
    assert waiting(session) == ""
    session.close()


def test_a_session_says_that_its_model_is_being_set_up_while_it_is() -> None:
    session = session_of(Turns())
    said: list[str] = []
    session.on_change = lambda: said.append(waiting(session))
    session.edit("seed", "2")
    settled(session)
    assert "Het model wordt klaargezet: het doorloopt de dagen voor dag 0." in said
    assert said[-1] == ""
    assert (
        setting_up(0, "en") == "The model is being set up: it runs through the days before day 0."
    )
    assert setting_up(3, "en").endswith("compute at this moment: 3; each waits for its turn.")
    session.close()


def test_a_session_that_is_closed_while_its_model_is_set_up_keeps_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    session = session_of(Turns())
    build = controls.build_all

    def closing(*arguments: object) -> object:
        session.close()
        return build(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(controls, "build_all", closing)
    session.edit("seed", "2")
    threads = [t for t in threading.enumerate() if t.name == "bijstand-set-up"]
    for thread in threads:
        thread.join(10)
    assert session.sides == []


def test_what_is_pressed_while_the_page_is_drawn_waits_and_is_not_lost() -> None:
    """Messages of a browser are handled under the lock of its kernel: nobody hears them before."""
    context: Any = SimpleNamespace(lock=threading.RLock(), closed_event=threading.Event())
    drawing, drawn, seen = threading.Event(), threading.Event(), []

    def show(what: object) -> None:
        drawing.set()
        assert drawn.wait(10)
        seen.append(what)

    threading.Thread(target=draw, args=(context, show, "page"), daemon=True).start()
    assert drawing.wait(10)
    assert not context.lock.acquire(timeout=0.2), "a message waits"
    drawn.set()
    assert context.lock.acquire(timeout=10) and seen == ["page"]
    threading.Thread(target=draw, args=(context, show, "again"), daemon=True).start()
    time.sleep(0.2)
    assert seen == ["page"], "a page is not drawn into the middle of a message"
    context.closed_event.set()
    context.lock.release()
    time.sleep(0.2)
    assert seen == ["page"], "nothing is drawn for somebody who has left"
