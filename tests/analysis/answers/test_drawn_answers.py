"""Figures draw the numbers of their tables: bars, points, whiskers, lines, cells and names."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import same_color

from analysis.claims.judge import FAILS, OPEN, PASSES
from analysis.compare.figures import forest, heat_map
from analysis.compare.settings import Settings, settings_figure
from analysis.interview.figures import interview_figure
from analysis.patterns.figures import patterns_figure
from analysis.plausible.figures import narrowing_figure
from analysis.sweep.figures import responses_figure
from analysis.words.style import COLOURS, FAINT, TINTS
from tests.reading.drawn import about, bars, cells, colours, lines, marks, names, title, whiskers

pytestmark = pytest.mark.usefixtures("in_the_look")


def compared() -> pd.DataFrame:
    rows = [
        ("gap_closed", scenario, policy, mean, mean - 0.01, mean + 0.03)
        for (scenario, policy), mean in {
            ("calm", "none"): 0.5,
            ("calm", "lever"): 0.6,
            ("storm", "none"): 0.3,
            ("storm", "lever"): 0.25,
            ("flood", "none"): 0.4,
            ("flood", "lever"): 0.41,
        }.items()
    ]
    columns = ["outcome", "scenario", "policy", "mean", "low", "high"]
    return pd.DataFrame(rows, columns=columns).assign(theory="x", runs=4)


def test_heat_map_of_means() -> None:
    (axes,) = heat_map(compared(), "gap_closed", "en").axes
    assert names(axes) == ["calm", "storm", "flood"] and names(axes, "x") == ["none", "lever"]
    assert cells(axes) == [["50.0", "60.0"], ["30.0", "25.0"], ["40.0", "41.0"]]
    assert colours(axes).tolist() == [[0.5, 0.6], [0.3, 0.25], [0.4, 0.41]]
    (turned,) = heat_map(
        compared().head(4).replace("storm", "calm").assign(policy=list("abcd")), "gap_closed", "nl"
    ).axes
    assert names(turned) == list("abcd") and cells(turned)[1] == ["60,0"]


def test_forest_of_differences_marks_those_that_cover_zero() -> None:
    rows = [
        ("policy", "calm", "lever", 0.1, 0.05, 0.2),
        ("policy", "calm", "other", 0.02, -0.01, 0.03),
        ("policy", "storm", "lever", -0.1, -0.2, -0.05),
        ("policy", "storm", "other", 0.0, 0, 0),
    ]
    columns = ["axis", "scenario", "policy", "mean", "low", "high"]
    table = pd.DataFrame(rows, columns=columns).assign(
        outcome="gap_closed", theory="x", runs=4, reference="none"
    )
    calm, storm = forest(table, "gap_closed", "en").axes
    assert marks(calm) == about((10, 0), (2, 1)) and marks(storm) == about((-10, 0), (0, 1))
    assert whiskers(calm) == about((5, 0, 20, 0), (-1, 1, 3, 1))
    assert whiskers(storm)[0] == pytest.approx((-20, 0, -5, 0))
    filled = [
        not same_color(container.lines[0].get_markerfacecolor(), "white")
        for axes in (calm, storm)
        for container in axes.containers
    ]
    assert filled == [True, False, True, False]
    assert [title(axes) for axes in (calm, storm)] == ["calm", "storm"]
    assert names(calm) == ["lever", "other"]


def test_settings_with_their_intervals() -> None:
    luck = np.array([-0.01, 0.01, -0.01, 0.01])
    found = Settings(
        "gap_closed",
        {
            ("“calm”", "“none”"): 0.5 + luck,
            ("“calm”", "“lever”"): np.full(4, 0.6),
            ("“storm”", "“none”"): np.full(4, 0.3),
        },
    )
    calm, storm = settings_figure(found, "en").axes
    assert marks(calm) == about((50, 0), (60, 1)) and marks(storm) == about((30, 0))
    assert whiskers(calm)[0] == pytest.approx((50 - 1.8374, 0, 50 + 1.8374, 0), abs=1e-3)
    assert [line[0][0] for axes in (calm, storm) for line in lines(axes)] == pytest.approx([50, 30])
    assert names(calm) == ["none", "lever"] and title(storm) == "storm"


def test_stated_beside_true() -> None:
    table = pd.DataFrame(
        {
            "reason": ["unwilling", "absent", "veto"],
            "gate": ["want", "can", "may"],
            "stated": [0.55, 0.5, 0.0],
            "stated_high": [0.6, 0.6, 0.0],
            "true": [0.3, 0.6, 0.0],
            "true_high": [0.4, np.nan, 0.0],
        }
    )
    (axes,) = interview_figure(table, "en").axes
    assert names(axes) == ["nobody there (can)", "unwilling (want)"], "the truest first"
    assert marks(axes) == about((60, -0.12), (50, 0.12), (30, 0.88), (55, 1.12))
    assert whiskers(axes) == about((40, 0.12, 60, 0.12), (20, 0.88, 40, 0.88), (50, 1.12, 60, 1.12))
    assert lines(axes)[0] == about((50, 0.12), (60, -0.12))


def test_verdicts_of_claims_are_marked() -> None:
    table = pd.DataFrame(
        [("P01", "default", PASSES), ("P01", "other", FAILS), ("P15", "default", OPEN)],
        columns=["id", "case", "case_verdict"],
    )
    (axes,) = patterns_figure(table, "en").axes
    line_of = {name.split()[-1]: place for place, name in enumerate(names(axes))}
    drawn = {tuple(map(float, line.get_xydata()[0])): line.get_marker() for line in axes.lines}
    assert drawn == {
        (0.0, float(line_of["P01"])): "o",
        (1.0, float(line_of["P01"])): "X",
        (0.0, float(line_of["P15"])): "D",
    }
    (said,) = axes.texts
    assert said.get_text() == "other" and said.get_position()[1] == line_of["P01"]


def test_distances_and_ranges_of_draws() -> None:
    points = pd.DataFrame(
        {
            "wave": [1] * 21 + [2],
            "plausible": [True] * 11 + [False] * 10 + [True],
            "conditions.urgency": [*np.linspace(0.0, 1.0, 21), 0.5],
        }
    )
    signed = pd.DataFrame(
        {
            "often_seen": [*np.linspace(-2.0, 2.0, 21), 0.0],
            "far": [*np.linspace(-20.0, 20.0, 21), np.nan],
        }
    )
    narrowed = pd.DataFrame(
        {
            "factor": ["conditions.urgency"],
            "low": [0.05],
            "high": [0.45],
            "mean": [0.25],
            "prior_mean": [0.5],
        }
    )
    left, right = narrowing_figure(points, signed, narrowed, 2.5, "en").axes
    assert bars(left, TINTS[0]) == about((-0.14, -1.8, 1.8), (0.86, -8, 8))
    assert bars(left, COLOURS[0])[0] == pytest.approx((0.14, -1.89, 0.0)), "12 draws are left"
    upright = {round(line[0][0], 6) for line in lines(left) if len(line) == 2}
    assert {-2.5, 2.5} <= upright and -3.0 not in upright
    assert lines(left)[0] == about((0, -0.26), (0, -0.02)), "the median of all"
    assert bars(right, COLOURS[0]) == about((0, 0.05, 0.45)) and bars(right, FAINT) == about(
        (0, 0, 1)
    )
    assert lines(right) == [about((0.25, 0)), about((0.5, -0.3), (0.5, 0.3))]
    assert names(left) == ["often seen", "far"]
    few = narrowing_figure(points, signed, narrowed.head(0), 2.5, "nl")
    (alone,) = few.axes
    assert bars(alone, TINTS[0]) == bars(left, TINTS[0]), "nothing is said of ranges"


def test_responses_with_their_intervals() -> None:
    table = pd.DataFrame(
        [
            ("conditions.urgency", 0.2, 0.2, 0.3, 0.25, 0.4),
            ("conditions.urgency", 0.8, 0.8, 0.5, 0.45, 0.6),
            ("theory.trust", "none", 0.0, 0.4, np.nan, np.nan),
            ("theory.trust", "driver", 1.0, 0.35, 0.3, 0.4),
        ],
        columns=["factor", "level", "at", "mean", "low", "high"],
    )
    figure = responses_figure(table, ["theory.trust", "conditions.urgency"], "gap_closed", "en")
    trust, urgency = figure.axes
    assert marks(trust) == about((0, 40), (1, 35)) and marks(urgency) == about((0.2, 30), (0.8, 50))
    assert whiskers(urgency) == about((0.2, 25, 0.2, 40), (0.8, 45, 0.8, 60))
    assert names(trust, "x") == ["nothing", "a driver of its own"]
    assert same_color(urgency.containers[0].lines[0].get_color(), COLOURS[0])
