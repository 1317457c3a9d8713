"""What the figures of attribution and mediation show is what stands in their tables."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.attribution.figures import (
    HUES,
    causes_figure,
    classes_figure,
    gates_and_worth_figure,
)
from analysis.attribution.words import Attribution
from analysis.mediation.figures import effects_figure, moderation_figure
from analysis.mediation.words import Mediation
from analysis.run.gates import gates_figure
from analysis.words.style import COLOURS, TINTS
from tests.reading.drawn import about, bars, cells, colours, lines, marks, names, whiskers

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
