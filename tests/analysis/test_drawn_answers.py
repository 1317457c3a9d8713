"""Figures draw the numbers of their tables: bars, points, whiskers, lines, cells and names."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import same_color

from analysis.attribution.figures import (
    HUES,
    causes_figure,
    classes_figure,
    gates_and_worth_figure,
)
from analysis.attribution.words import Attribution
from analysis.compare.figures import forest, heat_map
from analysis.compare.settings import Settings, settings_figure
from analysis.discovery.discovery import Box
from analysis.discovery.figures import box_figure
from analysis.interview.figures import interview_figure
from analysis.mediation.figures import effects_figure, moderation_figure
from analysis.mediation.words import Mediation
from analysis.patterns.figures import patterns_figure
from analysis.patterns.judge import FAILS, OPEN, PASSES
from analysis.plausible.figures import narrowing_figure
from analysis.robustness.figures import frontier_figure, ranks_figure, regret_figure
from analysis.robustness.words import Robustness
from analysis.run.gates import gates_figure
from analysis.sweep.figures import responses_figure
from analysis.words.style import COLOURS, FAINT, MUTED, TINTS
from tests.drawn import about, bars, cells, colours, dots, lines, marks, names, title, whiskers

pytestmark = pytest.mark.usefixtures("in_the_look")


GATES = ["want", "can", "may", "none"]


def attribution(outcome: str = "gap_closed") -> Attribution:
    shares = pd.DataFrame(
        {
            "gate": GATES,
            "share": [0.5, 0.3, 0.15, 0.05],
            "low": [0.4, 0.25, 0.1, 0.0],
            "high": [0.55, 0.4, 0.17, 0.1],
            "sole": [0.2, 0.3, 0.0, 0.05],
        }
    ).assign(setting="x")
    worth = pd.DataFrame(
        {
            "gate": ["may", "actual", "want", "can"],
            "worth": [-0.02, 0.3, 0.1, 0.2],
            "low": [-0.03, 0.2, 0.05, 0.19],
            "high": [0.01, 0.4, 0.12, 0.26],
        }
    )
    causes = pd.DataFrame(
        {
            "setting": ["x", "x", "y", "x"],
            "share": [0.2, 0.3, 1.0, 0.5],
            "cause": ["nato", "not_asked", "veto", "unwilling"],
        }
    )
    classes = pd.DataFrame(
        {
            "setting": "x",
            "class": ["flood", "flood", "cbrn"],
            "gate": ["want", "may", "can"],
            "share": [0.75, 0.25, 1.0],
        }
    )
    class_worth = pd.DataFrame(
        [
            ("x", name, gate, worth)
            for name, of in (("flood", (0.1, 0.2, 0.3, 0.6)), ("cbrn", (0.4, 0.3, 0.2, 0.9)))
            for gate, worth in zip((*GATES[:3], "recoverable"), of, strict=True)
        ],
        columns=["setting", "class", "gate", "worth"],
    )
    return Attribution(
        outcome, shares, causes, classes, worth.assign(setting="x"), class_worth, ["x"]
    )


def test_gates_and_worth() -> None:
    left, right = gates_and_worth_figure(attribution(), "en").axes
    assert bars(left, COLOURS[0]) == about((0, 0, 20), (1, 0, 30), (2, 0, 0))
    assert bars(left, TINTS[0]) == about((0, 20, 50), (1, 30, 30), (2, 0, 15))
    assert whiskers(left) == about((40, 0, 55, 0), (25, 1, 40, 1), (10, 2, 17, 2))
    assert bars(right) == about((0, 0, 10), (1, 0, 20), (2, 0, -2))
    assert whiskers(right) == about((5, 0, 12, 0), (19, 1, 26, 1), (-3, 2, 1, 2))
    assert names(left) == ["want (willen)", "can (kunnen)", "may (mogen)"]
    assert "(pp)" in right.get_xlabel()
    days = gates_and_worth_figure(attribution("lead_time_median_days"), "nl")
    assert bars(days.axes[1]) == about((0, 0, 0.1), (1, 0, 0.2), (2, 0, -0.02))


def test_gates_of_a_run_with_their_whiskers() -> None:
    table = pd.concat(
        [
            attribution().gates,
            attribution().gates.assign(
                setting="y", share=[0.1, 0.2, 0.3, 0.4], low=[0.05] * 4, high=[0.5] * 4, sole=0.1
            ),
        ]
    )
    (axes,) = gates_figure(table, ["one", "two"], "en").axes
    first, second = -0.195, 0.195
    assert bars(axes, COLOURS[0]) == about(
        (first, 0, 20), (first + 1, 0, 30), (first + 2, 0, 0), (first + 3, 0, 5)
    )
    assert bars(axes, TINTS[0])[0] == pytest.approx((first, 20, 50))
    assert bars(axes, COLOURS[1])[3] == pytest.approx((second + 3, 0, 10))
    assert bars(axes, TINTS[1])[3] == pytest.approx((second + 3, 10, 40))
    assert whiskers(axes)[0] == pytest.approx((40, first, 55, first))
    assert whiskers(axes)[7] == pytest.approx((5, second + 3, 50, second + 3))
    written = [text.get_text().strip() for text in axes.texts]
    assert written == ["50.0", "30.0", "15.0", "5.0", "10.0", "20.0", "30.0", "40.0"]


def test_causes_are_stacked_in_their_order() -> None:
    titles = {"x": "“calm”", "y": "“storm”"}
    causes = attribution().causes.replace({"setting": titles})
    found = replace(attribution(), causes=causes, settings=list(titles.values()))
    figure = causes_figure(found, "en")
    (axes,) = figure.axes
    assert bars(axes, HUES["want"][0])[0] == pytest.approx((0, 0, 30))
    assert bars(axes, HUES["want"][1])[0] == pytest.approx((0, 30, 80))
    assert bars(axes, HUES["can"][2])[0] == pytest.approx((0, 80, 100))
    assert bars(axes, HUES["may"][2])[1] == pytest.approx((1, 0, 100))
    legend = [text.get_text() for text in figure.legends[0].get_texts()]
    assert legend == [
        "want: did not want to ask",
        "want: unwilling",
        "can: promised to NATO",
        "may: political veto",
    ]
    assert names(axes) == ["calm", "storm"], "as they are called, without quotation marks"


def test_classes_stand_in_the_order_of_what_would_help_them() -> None:
    figure = classes_figure(attribution(), {"cbrn": "Poison"}, "nl")
    left, right = figure.axes
    assert names(left) == ["Poison", "flood"]
    assert cells(left) == [["", "100,0", ""], ["75,0", "", "25,0"]]
    assert cells(right) == [["40,0", "30,0", "20,0"], ["10,0", "20,0", "30,0"]]
    assert colours(right).tolist() == pytest.approx(np.array([[40, 30, 20], [10, 20, 30]]))


def test_effects_are_split_into_what_runs_through_capacity_and_the_rest() -> None:
    rows = [
        ("a", "indirect", 0.05, 0.03, 0.06),
        ("a", "direct", 0.1, 0.08, 0.12),
        ("b", "indirect", -0.02, -0.04, -0.01),
        ("b", "direct", 0.1, 0.08, 0.12),
    ]
    effects = pd.DataFrame(rows, columns=["theory", "effect", "estimate", "low", "high"])
    levels = pd.DataFrame(
        [
            (theory, "capacity", end, level, mean + 0.3 * (theory == "b"), mean - 0.01, mean + 0.02)
            for theory in ("a", "b")
            for end, means in (("low", (0.1, 0.2, 0.3)), ("high", (0.2, 0.4, 0.6)))
            for level, mean in zip(("low", "middle", "high"), means, strict=True)
        ],
        columns=["theory", "moderator", "end", "level", "mean", "low", "high"],
    )
    none = pd.DataFrame()
    found = Mediation("gap_closed", effects, none, none, levels, ["a", "b"])
    (axes,) = effects_figure(found, "en").axes
    assert bars(axes, COLOURS[0]) == about((0, 0, 5), (1, 0, -2))
    assert bars(axes, TINTS[0]) == about((0, 5, 15), (1, 0, 10))
    assert lines(axes)[:2] == [about((15, 0)), about((8, 1))]
    assert whiskers(axes) == about((3, 0, 6, 0), (-4, 1, -1, 1))
    one, two = moderation_figure(found, "en").axes
    assert marks(one) == about((0, 10), (1, 20), (2, 30), (0, 20), (1, 40), (2, 60))
    assert whiskers(one)[3] == pytest.approx((0, 19, 0, 22))
    assert marks(two)[5] == pytest.approx((2, 90))
    assert names(two, "x") == ["low", "middle", "high"]


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
    return Robustness(outcome, 0.5, ("cost", "kosten"), metrics, none, points, regrets, none)


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


def test_ranks_are_lines_and_the_first_ones_are_bold() -> None:
    (axes,) = ranks_figure(robustness(), "en").axes
    by_name = dict(zip(("bold", "safe", "none"), axes.lines, strict=True))
    assert [y for _, y in lines(axes)[0]] == [1, 1, 2, 2, 1], "in the order of their means"
    assert [y for _, y in lines(axes)[1]] == [2, 2, 1, 1, 2], "a shared rank stands below"
    assert [y for _, y in lines(axes)[2]] == [3, 3, 3, 3, 3]
    assert [same_color(by_name[n].get_color(), MUTED) for n in by_name] == [False, False, True]
    assert [text.get_text() for text in axes.texts[:4:2]] == ["bold", "safe"]


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
    assert names(trust, "x") == ["none", "driver"]
    assert same_color(urgency.containers[0].lines[0].get_color(), COLOURS[0])
