"""Many sessions at once on one server: each with its own model, and nothing left behind."""

import time
from collections.abc import Iterator

import pytest

from sim.run import simulate
from tests.page.conftest import SETTING
from tests.page.kernel import Session
from tests.page.serving import Served, served

DAYS, WARM_UP = 14, 5
QUERY = f"?days={DAYS}&warm_up_days={WARM_UP}&seed="


@pytest.fixture(scope="module")
def page_served() -> Iterator[Served]:
    """A server of their own: sessions that other tests left would take places of these."""
    with served(*SETTING) as found:
        yield found


@pytest.fixture
def fresh_page() -> Iterator[Served]:
    """A server that has held no session yet."""
    with served(*SETTING) as found:
        yield found


def finished(session: Session) -> bool:
    bar = session.bar
    shown = f"{bar['days']}" if bar["finished"] else ""
    return bool(shown) and not bar["playing"]


def test_a_session_that_closes_frees_its_memory(page_served: Served) -> None:
    """Before others have come and gone, whose memory might go back meanwhile."""

    def round_of_sessions() -> float:
        sessions = [Session(page_served, f"{QUERY}{seed}") for seed in range(6)]
        for session in sessions:
            session.act("speed:slow")
            session.act("play")
        for session in sessions:
            session.wait(lambda session=session: session.bar["day"] > 0)
            session.close()
        return page_served.memory()

    after_first = round_of_sessions()
    after = [round_of_sessions() for _ in range(4)]
    # What one session holds is some 20 MB; of 24 more, closed while time ran, nothing may stay.
    assert after[-1] - after_first < 60.0


def test_twenty_sessions_at_once_do_not_disturb_each_other(page_served: Served) -> None:
    sessions = [Session(page_served, f"{QUERY}{seed}") for seed in range(20)]
    for session in sessions:
        session.act("speed:full")
        session.act("play")
    for seed, session in enumerate(sessions):
        session.wait(lambda session=session: finished(session))
        run = simulate(seed=seed, days=DAYS, warm_up_days=WARM_UP)
        value = run.outcomes["gap_closed"]
        shown = f"{100 * value:.1f}%" if value == value else "n/a"  # noqa: PLR0124 - NaN
        session.wait(lambda session=session, shown=shown: f">{shown}</b>" in session.course)
    for session in sessions:
        session.close()


def test_memory_of_closed_sessions_goes_back_to_the_system(fresh_page: Served) -> None:
    """Also where one session stays: a server with somebody on it gives back as well."""
    stays = Session(fresh_page, "?days=730&warm_up_days=180&seed=0")
    before = fresh_page.memory()
    sessions = [Session(fresh_page, f"?days=730&warm_up_days=180&seed={n}") for n in range(1, 11)]
    held = fresh_page.memory() - before
    for session in sessions:
        session.close()
    until = time.monotonic() + 60.0
    while fresh_page.memory() - before > held / 2.0 and time.monotonic() < until:
        time.sleep(0.5)
    kept = fresh_page.memory() - before
    assert kept <= held / 2.0, f"{kept:.0f} of {held:.0f} MB were kept"
    stays.act("step")
    stays.wait(lambda: stays.bar["day"] >= 1)
    stays.close()


def test_nonsense_from_a_browser_does_not_stop_the_server(page_served: Served) -> None:
    with Session(page_served, "?seed=%00%ff&x=" + "y" * 2000) as session:
        said = session.shown("error", "screens")
        assert "unknown key" in said or "seed" in said
        for nonsense in ("", "fly", "speed:", "speed:light", "language:fr", "play:"):
            session.act(nonsense)
        session.act("pause")
        session.act("step")
        session.wait(lambda: session.bar["day"] >= 1)
