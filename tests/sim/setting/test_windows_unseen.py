"""Windows of a scenario that a run cuts off, or does not reach, are said in a line each."""

from __future__ import annotations

import numpy as np
import pytest
from pytest import approx

from sim.setting.configuration import names_in
from sim.setting.scenarios.scenario import load_scenario
from sim.setting.scenarios.unseen import unseen
from tests.made.scenarios import DAYS, NEED, WARM_UP, own, paths


def test_what_lies_outside_the_run_is_said_in_a_line_each() -> None:
    far = {**NEED, "day": 800}
    scenario = own(
        {"start": 730, "urgency": 0.9},
        {"start": -300, "length": 100, "urgency": 0.8},
        {"start": 729, "aversion": 0.5},
        needs=[far, NEED],
    )
    lines = list(unseen(scenario, DAYS, WARM_UP))
    assert len(lines) == 3
    assert "window 1 begins on day 730" in lines[0] and "run.days" in lines[0]
    assert "window 2 ends on day -200" in lines[1] and "run.warm_up_days" in lines[1]
    assert "need 1 (flood) arises on day 800" in lines[2]


@pytest.mark.parametrize(
    ("days", "conditions", "said"),
    [
        (366, {}, "window 1 lasts from day 365 up to day 425, of which the run (day -180 to 366)"),
        (424, {}, "window 1 lasts from day 365 up to day 425"),
        (425, {}, ""),
        (425, {"crisis_length": 90}, "window 1 lasts from day 365 up to day 455"),
        (366, {"crisis_length": 1}, ""),
    ],
)
def test_a_window_that_the_last_day_cuts_off_is_said(
    days: int, conditions: dict[str, float], said: str
) -> None:
    lines = list(unseen(load_scenario("crisis"), days, WARM_UP, conditions))
    assert [said in line and line.endswith("see run.days") for line in lines] == [True] * bool(said)


def test_a_window_that_the_first_day_cuts_off_is_said() -> None:
    scenario = own({"start": -300, "length": 200, "urgency": 0.8}, {"start": -181, "urgency": 0.8})
    first, second = (line.in_language("nl") for line in unseen(scenario, DAYS, WARM_UP))
    assert "venster 1 duurt van dag -300 tot dag -100; daarvan laat de run (dag -180" in first
    assert "venster 2 duurt van dag -181 tot dag 730" in second
    assert first.endswith(second[-len("zie run.warm_up_days") :]) and "warm_up" in first


@pytest.mark.parametrize("name", [n for n in names_in("scenario") if n != "baseline"])
def test_every_scenario_shows_in_a_run_of_the_usual_length(name: str) -> None:
    scenario = load_scenario(name)
    assert list(unseen(scenario, DAYS, WARM_UP)) == []
    made, plain = paths(scenario), paths("baseline")
    changed = (made.days != plain.days).any() or (made.demand != plain.demand).any()
    assert changed or made.needs


def test_budget_cuts_take_people_slowly_and_never_give_any_back() -> None:
    days = paths("budget_cuts").days
    for side in ("shortage_police", "shortage_defence"):
        assert np.all(days[side][:WARM_UP] == 0.16)
        assert np.all(np.diff(days[side][WARM_UP:]) > 0)
        # In a straight line over two years: a tenth of all posts, or eight of a hundred.
        cut = (0.24 if side == "shortage_police" else 0.26) - 0.16
        assert np.diff(days[side][WARM_UP:]) == approx(cut / 730, rel=1e-6)
    assert days.shortage_defence[-1] == approx(0.26, abs=1e-4)
