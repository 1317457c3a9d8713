"""What the figures of robustness and discovery show is what stands in their tables."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.colors import same_color

from analysis.discovery.discovery import Box
from analysis.discovery.figures import box_figure
from analysis.robustness.figures import frontier_figure, ranks_figure, regret_figure
from analysis.robustness.found import Robustness
from analysis.words.style import COLOURS, FAINT, MUTED
from tests.reading.drawn import about, bars, cells, dots, lines, marks, names, whiskers
from tests.reading.sound_figures import faults_of

pytestmark = pytest.mark.usefixtures("in_the_look")


def robustness(outcome: str = "gap_closed") -> Robustness:
    metrics = pd.DataFrame(
        [
            (policy, metric, value, rank)
            for policy, ranks in {
                "none": (3, 3, 3, 3, 3),
                "bold": (1, 1, 2, 2, 1),
                "safe": (2, 2, 1, 1, 1),
            }.items()
            for metric, rank, value in zip(
                ("mean", "mean_regret", "max_regret", "p90_regret", "good_enough"),
                ranks,
                (0.5, rank_value(policy), 0.3, 0.2, 0.1),
                strict=True,
            )
        ],
        columns=["policy", "metric", "value", "rank"],
    )
    points = pd.DataFrame(
        {
            "policy": ["none", "bold", "safe", "dear"],
            "cost": [0.0, 10.0, 20.0, 30.0],
            "gain": [0.0, 0.1, 0.2, 0.15],
            "low": [0.0, 0.05, 0.19, 0.1],
            "high": [0.0, 0.2, 0.25, 0.16],
            "on_frontier": [True, True, True, False],
        }
    )
    regrets = pd.DataFrame(
        [
            ("calm", "none", 0.3),
            ("calm", "bold", 0.0),
            ("calm", "safe", 0.125),
            ("storm", "none", 0.02),
            ("storm", "bold", 0.25),
            ("storm", "safe", 0.0),
        ],
        columns=["group", "policy", "mean_regret"],
    )
    none = pd.DataFrame()
    return Robustness(outcome, 0.5, metrics, none, points, regrets, none, none)


def rank_value(policy: str) -> float:
    return {"none": 0.3, "bold": 0.1, "safe": 0.2}[policy]


def test_regret_by_group_in_its_unit() -> None:
    axes, _ = regret_figure(robustness(), "en").axes
    assert names(axes) == ["bold", "safe", "none"], "the least mean regret first"
    assert names(axes, "x") == ["calm", "storm"]
    assert cells(axes) == [["0.0", "25.0"], ["12.5", "0.0"], ["30.0", "2.0"]]
    days, _ = regret_figure(robustness("lead_time_median_days"), "nl").axes
    assert cells(days) == [["0,00", "0,25"], ["0,12", "0,00"], ["0,30", "0,02"]]


def test_gains_stand_at_their_costs() -> None:
    (axes,) = frontier_figure(robustness(), "en").axes
    assert marks(axes) == about((0, 0), (10, 10), (20, 20), (30, 15))
    assert whiskers(axes)[1:] == about((10, 5, 10, 20), (20, 19, 20, 25), (30, 10, 30, 16))
    assert lines(axes)[0] == about((0, 0), (10, 10), (20, 20)), "the frontier"
    kinds = [container.lines[0].get_marker() for container in axes.containers]
    assert kinds == ["o", "o", "o", "x"]
    at = {text.get_text(): text.xy for text in axes.texts if text.get_text()}
    assert at["safe"] == pytest.approx((20, 20)) and at["bold"] == pytest.approx((10, 10))


FAR = ("Priority for support, and NATO lifted in a crisis", "Training for the civil domain")


@pytest.mark.parametrize("cost", [210.0, 225.0, 240.0])
def test_names_cover_no_other_at_any_resolution(cost: float) -> None:
    """Letters are wider at some resolutions than where names found their places."""
    near = [
        ("none", 0.0, 0.0, 0.0, True),
        ("high", 17.0, 0.03, 0.003, True),
        ("deep", 40.0, -0.036, 0.004, False),
        ("Priority for support in dividing people", 65.0, 0.0047, 0.0001, False),
        (FAR[0], 65.0, 0.004, 0.0001, False),
        (FAR[1], cost, 0.0011, 0.0001, False),
    ]
    points = pd.DataFrame(
        [(name, at, gain, gain - off, gain + off, ahead) for name, at, gain, off, ahead in near],
        columns=["policy", "cost", "gain", "low", "high", "on_frontier"],
    )
    figure = frontier_figure(replace(robustness(), frontier=points), "en")
    (axes,) = figure.axes
    named = {text.get_text(): text for text in axes.texts if text.get_text() in FAR}
    assert set(named) == set(FAR)
    covered = []
    for dpi in (90, 110, 150, 200):
        figure.dpi = dpi
        figure.draw_without_rendering()
        one, other = (text.get_window_extent() for text in named.values())
        covered.append(one.overlaps(other))
    assert covered == [False] * 4


def test_ranks_are_lines_and_the_first_ones_are_bold() -> None:
    (axes,) = ranks_figure(robustness(), "en").axes
    by_name = dict(zip(("bold", "safe", "none"), axes.lines, strict=True))
    assert [y for _, y in lines(axes)[0]] == [1, 1, 2, 2, 1], "in the order of their means"
    assert [y for _, y in lines(axes)[1]] == [2, 2, 1, 1, 2], "a shared rank stands below"
    assert [y for _, y in lines(axes)[2]] == [3, 3, 3, 3, 3]
    assert [same_color(by_name[n].get_color(), MUTED) for n in by_name] == [False, False, True]
    assert [text.get_text() for text in axes.texts[:4:2]] == ["bold", "safe"]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_ranks_of_policies_with_long_names_keep_the_metrics_apart(language: str) -> None:
    long = "Voorrang voor steun, en NAVO opgeheven in een crisis"
    found = robustness()
    named = found.metrics.assign(
        policy=found.metrics["policy"].replace({"safe": long, "none": "nothing"})
    )
    assert faults_of(ranks_figure(replace(found, metrics=named), language)) == []


def test_a_box_and_how_it_was_found() -> None:
    limits = pd.DataFrame(
        [
            ("conditions.agreements", 0.0, 0.25, 0.0, 1.0),
            ("conditions.urgency", 0.7, 1.2, 0.2, 2.2),
            ("theory.trust = none", 1.0, 1.0, 0.0, 1.0),
        ],
        columns=["factor", "low", "high", "full_low", "full_high"],
    )
    steps = pd.DataFrame({"coverage": [1.0, 0.8], "density": [0.2, 0.9]})
    check = pd.DataFrame(
        {
            "part": ["fitted", "held_out"],
            "coverage": [0.8, 0.6],
            "density": [0.9, 0.7],
            "base_rate": [0.2, 0.25],
        }
    )
    left, right = box_figure(Box(limits, steps, check), "it", "en").axes
    assert bars(left, COLOURS[1]) == about((0, 0, 0.25), (1, 0.25, 0.5), (2, 1, 1))
    assert bars(left, FAINT) == about((0, 0, 1), (1, 0, 1), (2, 0, 1))
    assert [text.get_text() for text in left.texts] == ["0.250", "0.700", "1.200"]
    assert lines(right)[0] == about((100, 20), (80, 90))
    assert dots(right) == about((100, 20), (80, 90), (80, 90), (60, 70))
    assert lines(right)[1][0][1] == pytest.approx(20)
