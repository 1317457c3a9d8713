"""A session: what takes effect when, time that runs in its own thread, and memory that is freed."""

import gc
import threading
import time
import weakref

import pytest

from bijstand.page.case.choices import Choices
from bijstand.page.run import controls
from bijstand.page.run.session import Session
from bijstand.page.run.side import build_all
from bijstand.page.run.take import file_of, so_far
from bijstand.page.screens.opening import open_desk, start_session
from bijstand.page.work.outside import Outside
from bijstand.verbs.looking.for_page import asking
from bijstand.verbs.looking.ui import configuration_in
from sim.run import simulate
from sim.world import load_world
from tests.page.settled import settled

SHORT = Choices(days=12, warm_up_days=5)
PATIENCE = 60.0


def session_of(**changes: object) -> Session:
    choices = SHORT
    for key, value in changes.items():
        choices = choices.with_value(key.replace("__", "."), value)
    return Session(choices, "en", load_world())


def wait_for(session: Session) -> None:
    """Wait until a session's time has run out."""
    end = time.monotonic() + PATIENCE
    while session.playing and time.monotonic() < end:
        time.sleep(0.01)
    assert not session.playing


def test_what_changes_runs_at_once_from_its_first_day() -> None:
    session = session_of()
    session.step()
    assert (session.day, session.model.setting.conditions["trust_start"] == 0.4) == (1.0, False)
    session.edit("conditions.trust_start", "0.4")
    settled(session)
    assert session.model.setting.conditions["trust_start"] == 0.4
    assert (session.day, session.playing) == (0.0, False)


def test_of_changes_in_a_row_the_last_is_what_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    session, began, go_on = session_of(), threading.Event(), threading.Event()
    built: list[int] = []

    def slowly(drafts: list[Choices], *given: object) -> object:
        built.append(drafts[0].seed)
        began.set()
        assert go_on.wait(PATIENCE)
        return build_all(drafts, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(controls, "build_all", slowly)
    session.edit("seed", "2")
    assert began.wait(PATIENCE)
    for seed in ("3", "4", "5"):
        session.edit("seed", seed)
    go_on.set()
    settled(session)
    assert built == [2, 5]
    assert session.sides[0].choices.seed == 5


def test_time_that_ran_runs_on_after_a_change_and_a_finished_run_begins_again() -> None:
    session = session_of(days=3000)
    session.play()
    session.edit("seed", "8")
    settled(session)
    assert session.playing
    session.edit("days", "3")
    session.pause()
    assert not settled(session).playing
    session.set_speed("full")
    session.play()
    wait_for(session)
    assert session.finished
    session.play()
    wait_for(settled(session))
    assert session.finished
    session.close()


def test_a_refused_change_is_said_and_changes_nothing() -> None:
    session = session_of()
    session.edit("seed", "seven")
    session.edit("conditions.trust_start", "9")
    assert set(session.errors) == {"seed", "conditions.trust_start"}
    assert session.drafts == [SHORT] and not session.setting_up
    session.edit("seed", "7")
    assert set(settled(session).errors) == {"conditions.trust_start"}


def test_levers_that_cannot_be_joined_leave_the_run_as_it_is() -> None:
    session = session_of()
    running = session.model
    session.edit("policy", "adapted_powers@no_such_class")
    settled(session)
    assert "no_such_class" in session.errors["page"]
    assert session.model is running
    assert session.drafts == [SHORT], "the controls say what runs"
    session.edit("seed", "6")
    assert "page" not in settled(session).errors


def test_a_day_is_a_day_from_wherever_time_stands() -> None:
    session = session_of()
    session.step()
    assert session.day == 1.0
    session._advance(session.model.time + 0.25)
    session.step()
    assert session.day == 2.0


def test_time_runs_to_the_last_day_and_gives_the_numbers_of_a_run() -> None:
    session = session_of(seed=9)
    moves = []
    session.on_move = lambda: moves.append(session.day)
    session.set_speed("full")
    session.play()
    wait_for(session)
    assert session.finished
    assert moves == sorted(moves)
    run = simulate(seed=9, days=12, warm_up_days=5)
    assert so_far(session.model)[1] == pytest.approx(run.outcomes, abs=0.0, nan_ok=True)
    session.close()


def test_twenty_sessions_at_once_do_not_disturb_each_other() -> None:
    sessions = [session_of(seed=seed, days=8) for seed in range(20)]
    for session in sessions:
        session.set_speed("full")
        session.play()
    assert len(sessions) == 20
    for seed, session in enumerate(sessions):
        wait_for(session)
        run = simulate(seed=seed, days=8, warm_up_days=5)
        assert so_far(session.model)[1] == pytest.approx(run.outcomes, abs=0.0, nan_ok=True)
        session.close()


def test_a_closed_session_stops_and_frees_its_model() -> None:
    session = session_of(days=3000)
    session.set_speed("slow")
    session.play()
    model = weakref.ref(session.model)
    session.close()
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and any(t.name == "bijstand-play" for t in threading.enumerate()):
        time.sleep(0.01)
    gc.collect()
    assert model() is None


def test_a_failure_while_time_runs_is_said_and_stops_only_this_session(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    session, other = session_of(), session_of()

    def fail(until: float) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(session, "_advance", fail)
    session.play()
    wait_for(session)
    assert "change something" in session.errors["page"]
    other.step()
    assert other.day == 1.0


def test_two_settings_run_on_one_seed() -> None:
    session = session_of(seed=4)
    session.compare(True)
    assert len(settled(session).sides) == 2
    session.edit("scenario", "personnel_shortage")
    session.edit("seed", "6")
    settled(session)
    assert [side.choices.seed for side in session.sides] == [6, 6]
    assert [side.choices.scenario for side in session.sides] == ["baseline", "personnel_shortage"]
    session.step()
    assert len({side.model.time for side in session.sides}) == 1
    session.compare(False)
    assert len(session.sides) == 1
    assert (session.day, session.setting_up) == (1.0, False), "what stays runs on"


def test_what_is_wrong_in_the_address_is_said_and_the_rest_stands() -> None:
    wrong = [("conditions.trust_start", "12"), ("seed", "3")]
    given = Outside(configuration_in(None), asking(), SHORT)
    desk = open_desk(given, "en", wrong)
    assert "trust_start" in desk.errors["page"]
    assert start_session(desk, given).sides[0].choices == SHORT
    desk = open_desk(given, "en", [("seed", "3"), ("language", "nl")])
    fine = start_session(desk, given)
    assert (fine.sides[0].choices.seed, fine.language, desk.errors, fine.errors) == (
        3,
        "nl",
        {},
        {},
    )


def test_files_of_the_whole_run_do_not_depend_on_where_time_stands() -> None:
    session = session_of(seed=2)
    side, world = session.sides[0], session.world
    before = file_of("log", side, world, "en", all_of_it=True)
    assert file_of("log", side, world, "en", all_of_it=False).text.count("\n") == 1
    session.step()
    assert file_of("log", side, world, "en", all_of_it=True) == before
    assert file_of("log", side, world, "en", all_of_it=False).text.count("\n") > 1
