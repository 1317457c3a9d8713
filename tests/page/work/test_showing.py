"""How far the work is is shown beside it, and nobody waits for that."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest
import solara

from bijstand.page.screens.from_question import drawing_anew
from bijstand.page.work import showing
from bijstand.page.work.showing import shown_meanwhile

PATIENCE = 20.0


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showing, "FIRST_AFTER", 0.0)
    monkeypatch.setattr(showing, "BETWEEN", 0.001)


@pytest.mark.usefixtures("at_once")
def test_work_is_shown_again_and_again_by_another_thread_whatever_that_raises() -> None:
    threads: set[threading.Thread] = set()
    thrice = threading.Event()
    times = 0

    def show() -> None:
        nonlocal times
        times += 1
        threads.add(threading.current_thread())
        if times == 3:
            thrice.set()
        raise RuntimeError("the page is closing")

    with shown_meanwhile(show):
        assert thrice.wait(PATIENCE)
    assert threading.current_thread() not in threads and len(threads) == 1


@pytest.mark.usefixtures("at_once")
def test_what_is_done_is_not_shown_as_under_way() -> None:
    """Also where it ended by an error."""
    shown = threading.Event()
    with pytest.raises(ValueError, match="refused"), shown_meanwhile(shown.set):
        assert shown.wait(PATIENCE)
        raise ValueError("refused")
    ended = [t for t in threading.enumerate() if t.name == "bijstand-shows"]
    for thread in ended:
        thread.join(PATIENCE)
    shown.clear()
    assert not shown.wait(0.05)


def test_what_is_quick_is_never_shown_as_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(showing, "FIRST_AFTER", PATIENCE)
    shown = threading.Event()
    began = time.monotonic()
    with shown_meanwhile(shown.set):
        pass
    assert not shown.is_set() and time.monotonic() - began < PATIENCE


def test_threads_that_ask_for_a_picture_at_once_each_get_one() -> None:
    changed: solara.Reactive[int] = solara.Reactive(0)
    seen: list[int] = []
    changed.subscribe(seen.append)
    draw_anew = drawing_anew(changed)
    with ThreadPoolExecutor(4) as threads:
        list(threads.map(lambda _: draw_anew(), range(200)))
    assert sorted(seen) == list(range(1, 201))
