"""Who computes when: no session slows another by more than its share, and none goes on for ever."""

import threading
import time

import pytest

from bijstand.page import budgets
from bijstand.page.case.choices import Choices
from bijstand.page.run.session import Session
from bijstand.page.run.side import build
from bijstand.page.screens.opening import open_desk, start_session
from bijstand.page.work.outside import Outside
from bijstand.page.work.turns import Turns
from bijstand.verbs.looking.for_page import asking
from bijstand.verbs.looking.ui import configuration_in
from sim.errors import UserError
from sim.world import load_world
from tests.page.settled import settled

SHORT = Choices(days=12, warm_up_days=2)


def work(turns: Turns, seconds: dict[str, float], stop: threading.Event) -> None:
    """Have sessions of these names want to work all the time, for so long at a turn."""

    def go_on(name: str) -> None:
        worker = turns.join()
        while not stop.is_set():
            with worker.turn():
                time.sleep(seconds[name])
                done.append(name)

    done: list[str] = []
    threads = [threading.Thread(target=go_on, args=(name,)) for name in seconds]
    for thread in threads:
        thread.start()
    stop.wait(1.0)
    stop.set()
    for thread in threads:
        thread.join()
    seconds.update({name: done.count(name) for name in seconds})


def test_all_that_want_to_work_get_as_many_turns() -> None:
    seconds = {"long": 0.02, "middle": 0.01, "short": 0.002}
    work(Turns(), seconds, threading.Event())
    assert max(seconds.values()) - min(seconds.values()) <= 2
    assert min(seconds.values()) >= 10


def test_turns_come_in_the_order_in_which_they_were_asked_for() -> None:
    turns = Turns()
    order: list[int] = []
    inside = threading.Event()
    free = threading.Event()

    def hold() -> None:
        with turns.one():
            inside.set()
            free.wait(5)

    def ask(place: int) -> None:
        with turns.one():
            order.append(place)

    threads = [threading.Thread(target=hold)]
    threads[0].start()
    inside.wait(5)
    for place in range(5):
        threads.append(threading.Thread(target=ask, args=(place,)))
        threads[-1].start()
        while len(turns._line) < place + 2:
            time.sleep(0.001)
    free.set()
    for thread in threads:
        thread.join(5)
    assert order == [0, 1, 2, 3, 4]


def test_a_turn_that_fails_is_given_on() -> None:
    turns = Turns()
    worker = turns.join()
    with pytest.raises(ZeroDivisionError), worker.turn():
        _ = 1 / 0
    with worker.turn():
        pass
    assert worker.worked > 0


def test_a_long_start_of_one_session_lets_others_go_on() -> None:
    turns, world = Turns(), load_world()
    other = Session(SHORT, "en", world, turns.join())
    long = Choices(days=10, warm_up_days=600)
    worker = turns.join()
    refused: list[str] = []

    def start() -> None:
        try:
            build(long, world, worker)
        except UserError as error:
            refused.append(str(error))

    starting = threading.Thread(target=start)
    starting.start()
    while worker.worked == 0:
        time.sleep(0.001)
    for day in range(1, 6):
        other.step()
        assert other.day == pytest.approx(day)
        assert starting.is_alive()
    worker.worked = turns.seconds  # it has had enough
    starting.join(30)
    assert len(refused) == 1


def given_with(start: Choices) -> Outside:
    """Return what a page is given that takes one session."""
    return Outside(configuration_in(None), asking(), start, turns=Turns(sessions=1))


def test_a_session_more_than_there_may_be_is_told_before_a_model_is_made() -> None:
    given = given_with(SHORT)
    first = open_desk(given, "en", [])
    with pytest.raises(UserError, match="1 sessions are open, as many as this page takes"):
        open_desk(given, "en", [])
    first.close()
    first.close()
    open_desk(given, "en", []).close()


def test_a_session_that_cannot_start_gives_its_place_back() -> None:
    given = given_with(Choices(days=budgets.LONGEST_DAYS, policy="liaisons@nowhere"))
    for _ in range(2):
        desk = open_desk(given, "en", [])
        with pytest.raises(UserError, match="liaisons@nowhere"):
            start_session(desk, given)
        desk.close()
    open_desk(given, "en", []).close()


def test_a_session_that_has_worked_as_long_as_it_may_is_told_and_stops() -> None:
    session = Session(SHORT, "en", load_world(), Turns(seconds=1e9).join())
    session.worker.turns.seconds = session.worker.worked
    day = session.day
    session.step()
    assert "this session has computed for" in session.errors["page"]
    session.errors.clear()
    session.play()
    until = time.monotonic() + 10
    while session.playing and time.monotonic() < until:
        time.sleep(0.01)
    assert "this session has computed for" in session.errors["page"]
    assert session.day == day
    session.edit("seed", "9")
    settled(session)
    assert "this session has computed for" in session.errors["page"]
    session.close()


def test_a_run_larger_than_a_page_shows_is_refused_before_it_is_set_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world, turns = load_world(), Turns()
    worker = turns.join()
    units = len(world.units)
    monkeypatch.setattr(budgets, "UNIT_DAYS", 14 * units)
    build(SHORT, world, worker)
    worked = worker.worked
    with pytest.raises(UserError, match=f"in a world of {units} units: {15 * units} days"):
        build(Choices(days=12, warm_up_days=3), world, worker)
    assert worker.worked == worked


@pytest.mark.parametrize("key", ["days", "warm_up_days", "seed"])
@pytest.mark.parametrize("value", ["1e10", "9" * 40, 10**400, -1, "nan", "inf", None, [1], {}])
def test_days_and_seeds_are_bounded_whatever_they_are(key: str, value: object) -> None:
    with pytest.raises(UserError) as found:
        SHORT.with_value(key, value)
    assert len(str(found.value)) < 200


def test_the_netherlands_fit_as_long_as_a_page_may_run() -> None:
    units = len(load_world().units)
    budgets.refuse_too_large(budgets.LONGEST_DAYS, budgets.LONGEST_WARM_UP, units)
