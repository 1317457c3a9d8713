"""Watching changes nothing, and what is written down is what the model used."""

import re

import numpy as np
import pytest

from bijstand.page.run import course
from bijstand.page.run.reading import DRIVERS, read
from bijstand.page.run.take import so_far
from bijstand.page.run.traffic import desk_now, log_of, taken_shares, trips
from bijstand.page.run.watched import WatchedModel
from bijstand.page.watch.story import story
from sim.model import CollaborationModel
from sim.rules import willing
from sim.run import simulate
from sim.state.codes import DRIVERS_WEAKEST, END_STATES, TRUST_DRIVER
from sim.state.compiled import Compiled

DAYS, WARM_UP = 150, 60
SETTING = {"scenario": "crisis_and_shortage", "days": 400 + DAYS, "warm_up_days": WARM_UP}


@pytest.fixture(scope="module")
def model() -> WatchedModel:
    """A model in the middle of a crisis, with every kind of trouble."""
    model = WatchedModel(rng=3, **SETTING)
    model.run_until(WARM_UP + 390.0)
    return model


def test_watching_changes_nothing() -> None:
    watched = WatchedModel(rng=5, days=60, warm_up_days=20)
    plain = CollaborationModel(rng=5, days=60, warm_up_days=20)
    for one in (watched, plain):
        one.run_until(one.horizon)
    assert (
        np.asarray(watched.state.requests).tobytes() == np.asarray(plain.state.requests).tobytes()
    )
    assert watched.outcomes() == pytest.approx(plain.outcomes(), abs=0.0, nan_ok=True)


def test_drivers_that_are_shown_make_the_willingness_that_was_used(model: WatchedModel) -> None:
    conditions, theory = model.state.conditions[0], model.state.theory[0]
    assert theory.drivers != DRIVERS_WEAKEST
    assert theory.trust != TRUST_DRIVER
    seen = 0
    for incident, readings in model.journal.readings.items():
        first = readings[0]
        for side, shift in (
            ("requester", conditions.willingness_shift_requester),
            ("provider", conditions.willingness_shift_provider),
        ):
            drivers = [float(first[f"{driver}_{side}"]) for driver in DRIVERS]
            *seven, trust = drivers
            index = willing.index(conditions, theory, tuple(seven), trust)
            made = willing.willingness(conditions, theory, index, trust, first.deterrence, shift)
            assert made == pytest.approx(first[f"willing_{side}"], abs=1e-12)
        if model.state.requests[incident].attempts == 0:
            assert first.willing_requester == model.state.requests[incident].willing_requester
        seen += 1
    assert seen > 300


def test_no_start_of_the_page_but_the_first_compiles_what_reads_the_gates() -> None:
    assert isinstance(read, Compiled)
    assert read.whole.stats.cache_path is not None


def test_margins_fit_the_last_reading(model: WatchedModel) -> None:
    log = log_of(model)
    checked = 0
    for incident, readings in model.journal.readings.items():
        request = log[incident]
        if request["informal"] == 1 or request["end_state"] == END_STATES.index("too_late"):
            continue
        last = readings[-1]
        luck = last.permission - request["may_margin"]
        assert -1e-9 <= luck <= 1.0
        assert (luck < last.permission) == (request["may"] == 1)
        checked += 1
    assert checked > 300


def test_visits_to_desks_follow_one_another(model: WatchedModel) -> None:
    log = log_of(model)
    assert len(model.journal.visits) > 1
    for incident, visits in model.journal.visits.items():
        request = log[incident]
        if request["emergency"] == 1 or request["attempts"] > 0:
            continue
        arrived = request["filed_time"]
        for stage, visit in enumerate(visits):
            assert visit.stage == stage
            assert arrived <= visit.taken_up + 1e-9
            assert visit.taken_up <= visit.done
            arrived = visit.done


def test_queues_are_those_of_the_model(model: WatchedModel) -> None:
    waiting = np.array(model.journal.queues).sum(axis=1)
    assert np.array_equal(waiting, model.snapshots["waiting"][: len(waiting)])
    assert waiting.max() > 0


def test_each_request_on_its_way_is_where_the_log_says(model: WatchedModel) -> None:
    log = log_of(model)
    found = trips(model, False)
    assert {trip.stage for trip in found} == {"waiting", "granted", "deployed", "ended"}
    for trip in found:
        request = log[trip.incident]
        assert not trip.consented
        if trip.stage == "waiting":
            assert request["decided"] == 0
            assert desk_now(model, trip.incident) is not None
        if trip.stage == "deployed":
            assert request["start"] <= model.time
            assert sum(trip.providers) >= 0
        if trip.stage == "ended":
            assert 0.0 <= trip.age <= 3.0
            if trip.gate:
                assert request[trip.gate] == 0
    assert len(trips(model, True)) > len(found)


def test_shares_of_people_that_are_taken_are_shares(model: WatchedModel) -> None:
    assert len(taken_shares(model)) == len(model.setting.world.units)
    for busy, own in taken_shares(model):
        assert 0.0 <= busy <= 1.0
        assert 0.0 <= own <= 1.0
        assert busy + own <= 1.0 + 1e-9


def test_counts_so_far_are_those_of_the_log(model: WatchedModel) -> None:
    needs = course.needs_so_far(model)
    counts = course.funnel(needs)
    assert sum(counts.values()) == len(needs) > 300
    log, outcomes = so_far(model)
    consented = {kind.id for kind in model.setting.world.classes if kind.pre_authorised}
    asked_for = log[~log["class"].isin(consented)]
    assert counts == {
        state: int((asked_for["end_state"] == state).sum()) for state in course.FUNNEL
    }
    assert course.gap_closed(needs) == pytest.approx(outcomes["gap_closed"], rel=1e-12)
    gates = course.gates(needs)
    stopped = asked_for[
        ~asked_for["end_state"].isin(["alone", "open", "supported", "support_withdrawn"])
    ]
    for gate, count in gates.items():
        assert count.alone + count.together == int((~stopped[gate]).sum())


def test_so_far_at_the_end_is_the_whole_run() -> None:
    model = WatchedModel(rng=2, days=40, warm_up_days=0)
    model.run_until(20.0)
    assert (so_far(model)[0]["time"] <= 20.0).all()
    model.run_until(model.horizon)
    log, outcomes = so_far(model)
    run = simulate(seed=2, days=40, warm_up_days=0)
    assert log.equals(run.requests)
    assert outcomes == pytest.approx(run.outcomes, abs=0.0, nan_ok=True)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_every_request_has_its_story(model: WatchedModel, language: str) -> None:
    log = log_of(model)
    told = set()
    for state in range(len(END_STATES)):
        for incident in np.flatnonzero(log["end_state"] == state)[:12]:
            text = story(model, int(incident), language)
            assert text.count("<h4>") == (2 if END_STATES[state] == "alone" else 6)
            # No place in a text was left open, and no number was forgotten.
            assert not re.search(r"\{[a-z_]+\}|\bnan\b|None", text)
            told.add(END_STATES[state])
    assert {"supported", "withdrawn_in_consultation", "not_asked", "alone", "open"} <= told


def test_a_story_tells_what_the_log_says(model: WatchedModel) -> None:
    log = log_of(model)
    core = (log["consented"] == 0) & (log["started"] == 1) & (log["people"] == 0)
    incident = int(np.flatnonzero(core & (log["filed"] == 1) & (log["emergency"] == 0))[-1])
    request, text = log[incident], story(model, incident, "en")
    assert f"{request['size']:.0f} persons for" in text
    assert f"{request['persons']:.0f} persons started after" in text
    assert f"Together: {100 * request['y1']:.0f}%" in text
    provider = model.setting.world.units[int(request["provider"])]
    assert f"First {provider.name} ({provider.city})" in text
    kind = model.state.classes[int(request["request_class"])]
    desks = text.split("Time at the desks")[1].split("</section>")[0]
    assert desks.count("<tr>") == int(kind.desks) + 1
