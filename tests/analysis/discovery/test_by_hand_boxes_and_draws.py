"""A box limit by limit, and what the data rule out by hand, up to the sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from analysis.discovery import words as discovery_text
from analysis.discovery.discovery import Box, _judged, inside
from analysis.plausible import words as plausible_text
from analysis.plausible.plausible import fit_emulator, narrowing, verdict
from analysis.plausible.seen import distances
from analysis.plausible.targets import Target

NAN = float("nan")


# Discovery.
def box(held: float, base: float, resampled: Sequence[float] = (1.0, 1.0, 1.0, 1.0, 1.0)) -> Box:
    limits = pd.DataFrame(
        [
            ("conditions.agreements", 0.0, 0.4, 0.0, 0.95),
            ("conditions.urgency", 0.3, 1.0, 0.0, 1.0),
            ("conditions.joint_goal", 0.2, 0.6, 0.0, 1.0),
            ("theory.trust = none", 1.0, 1.0, 0.0, 1.0),
            ("theory.gates = product", 0.0, 0.0, 0.0, 1.0),
        ],
        columns=["factor", "low", "high", "full_low", "full_high"],
    ).assign(chance=0.001, resampled=resampled)
    check = pd.DataFrame(
        {
            "part": ["fitted", "held_out"],
            "points": [200, 100],
            "coverage": [0.8, 0.6],
            "density": [0.9, held],
            "base_rate": [0.25, base],
            "failures": [50, 30],
            "in_box": [44, 50],
        }
    )
    return Box(limits, pd.DataFrame(), check)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_box_is_said_limit_by_limit(language: str) -> None:
    first, held = discovery_text.sentences(box(0.46, 0.3), "it", language)
    if language == "en":
        for limit in (
            "(agreements) is at most 0.400",
            "(urgency) is at least 0.300",
            "(joint_goal) lies between 0.200 and 0.600",
            "(trust) is nothing",
            "(gates) is not product: all three, independently",
        ):
            assert limit in first
        assert "There 90% of the points fail, against 25% of all" in first
        assert "holds 80% of the failures" in first
        assert "On 100 points" in held and "46% fail inside it and it holds 60%" in held
    else:
        assert "(agreements) ten hoogste 0,400 is" in first
        assert (
            "(urgency) ten minste 0,300 is" in first
            and "(gates) niet product: alle drie, onafhankelijk is" in first
        )
        assert "Van 100 punten" in held and "46% erbinnen mis" in held


def test_a_box_is_doubted_where_it_does_not_hold() -> None:
    weak = discovery_text.sentences(box(0.44, 0.3), "it", "en")
    assert len(weak) == 1 and "44% fail inside its box, 30% everywhere" in weak[0]
    nobody = box(float("nan"), 0.3)
    nobody = replace(nobody, check=nobody.check.assign(in_box=[44, 0]))
    empty = discovery_text.sentences(nobody, "it", "nl")
    assert len(empty) == 1 and "agreements" not in empty[0]
    loose = discovery_text.sentences(box(0.46, 0.3, (0.69, 0.7, 1.0, 0.5, 1.0)), "it", "en")
    assert "(agreements)" in loose[2] and "(trust)" in loose[2] and "urgency" not in loose[2]
    assert discovery_text.failing("gap_closed", 0.25, False, "en").endswith("above 25.0%")
    assert discovery_text.failing("vetoes", 3.0, True, "nl").endswith("lager dan 3,0")


def test_a_point_on_the_limit_lies_in_the_box() -> None:
    table = pd.DataFrame({"x": [0.1, 0.2, 0.5, 0.6], "y": [0.0, 1.0, 1.0, 1.0]})
    limits = pd.DataFrame({"factor": ["x", "y"], "low": [0.1, 1.0], "high": [0.5, 1.0]})
    assert inside(table, limits).tolist() == [False, True, True, False]


def test_what_a_box_holds_and_how_dense_it_is_by_hand() -> None:
    """Of eight points four fail; five lie in the box, of which three fail."""
    table = pd.DataFrame({"x": [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]})
    limits = pd.DataFrame({"factor": ["x"], "low": [0.0], "high": [0.5]})
    failed = np.array([True, True, True, False, False, True, False, False])
    judged = _judged(inside(table, limits), failed)
    assert {name: judged[name] for name in ("coverage", "density", "base_rate")} == {
        "coverage": 0.75,
        "density": 0.6,
        "base_rate": 0.5,
    }
    assert (judged["points"], judged["failures"], judged["in_box"]) == (8, 4, 5)


# Plausible.
def test_distances_are_signed_and_luck_counts_once_per_seed() -> None:
    targets = [
        Target("often", ("flood",), "supported_per_year", 10.0, 0.3, "made up", "J"),
        Target("soon", ("flood",), "lead_time_median_days", 2.0, 0.4, "made up", "J"),
    ]
    seen = pd.DataFrame(
        {
            "point": [0, 0, 1, 1, 2, 2, 3],
            "often": [5.0, 15.0, 2.0, 4.0, 0.0, 0.0, 10.0],
            "soon": [1.0, 4.0, 8.0, 8.0, np.nan, 2.0, 2.0],
        }
    )
    found = distances(seen, targets, days=365)
    # A frequency is a mean over seeds with half a need more; its luck is 1 over all needs seen.
    assert found.loc[0, "often"] == pytest.approx(0.0, abs=1e-12)
    assert found.loc[1, "often"] == pytest.approx(np.log(3.5 / 10.5) / np.sqrt(0.09 + 1 / 6))
    assert found.loc[2, "often"] == pytest.approx(np.log(0.5 / 10.5) / np.sqrt(0.09 + 1.0))
    # A time is the mean over seeds (2.5, where the median of the logarithms is 2).
    luck = (np.log(4) - np.log(1)) ** 2 / 2 / 2
    assert found.loc[0, "soon"] == pytest.approx(np.log(2.5 / 2.0) / np.sqrt(0.16 + luck))
    assert found.loc[1, "soon"] == pytest.approx(np.log(4.0) / 0.4)
    assert found.loc[2, "soon"] == pytest.approx(0.0) and found.loc[3, "soon"] == 0.0
    shorter = distances(seen, targets, days=730)
    assert shorter.loc[1, "often"] == pytest.approx(np.log(3.25 / 10.25) / np.sqrt(0.09 + 1 / 12))


def test_a_draw_is_ruled_out_by_its_largest_distance_on_either_side() -> None:
    found = pd.DataFrame({"a": [-3.0, -3.1, 0.5, np.nan], "b": [2.9, 1.0, 3.2, np.nan]})
    judged = verdict(found, 3.0)
    assert judged["implausibility"].tolist() == [3.0, 3.1, 3.2, 0.0]
    assert judged["worst_target"].tolist()[:3] == ["a", "a", "b"]
    assert judged["plausible"].tolist() == [True, False, False, True]


def test_a_line_is_guessed_on_both_sides_of_the_middle() -> None:
    x = np.linspace(-1.0, 1.0, 41)[:, None]
    signed = pd.DataFrame(
        {"up": 5.0 * x[:, 0], "down": 1.0 - 2.0 * x[:, 0], "one": [1.0] + [NAN] * 40}
    )
    emulator = fit_emulator(x, signed)
    assert set(emulator.weights) == {"up", "down"}
    guess = emulator.guess(np.array([[-1.0], [0.0], [1.0]]))
    assert guess == pytest.approx([5.0, 1.0, 5.0], abs=0.05)
    # On a line only the little that holds weights down is missed, and that is never nothing.
    assert 0.0 < max(emulator.error.values()) < 0.005


def test_narrowing_by_hand() -> None:
    values = pd.DataFrame(
        {
            "x": np.arange(20.0),
            "y": np.tile([0.0, 1.0], 10),
            "z": np.full(20, 3.0),
        }
    )
    kept = np.arange(20) >= 16
    table = narrowing(values, kept).set_index("factor")
    assert table.index.tolist()[0] == "x"
    assert table.loc["x", ["mean", "prior_mean"]].tolist() == [17.5, 9.5]
    assert table.loc["x", ["low", "high"]].tolist() == pytest.approx([16.15, 18.85])
    assert table.loc["x", "shift"] == pytest.approx(8.0 / (np.sqrt(35.0) / 2))
    assert table.loc["y", "shift"] == 0.0 and table.loc["z", "shift"] == 0.0
    low = narrowing(values, np.arange(20) < 4).set_index("factor")
    assert low.loc["x", "shift"] == pytest.approx(-8.0 / (np.sqrt(35.0) / 2))
    assert narrowing(values, np.zeros(20, bool)).empty


def test_what_is_left_is_said() -> None:
    targets = [
        Target(n, (), "supported_per_year", 1.0, 1.0, "", "J", f"the {n}", f"de {n}")
        for n in ("a", "b", "c")
    ]
    points = pd.DataFrame(
        {
            "wave": [1] * 60 + [2] * 20,
            "plausible": [True] * 10 + [False] * 40 + [True] * 30,
            "worst_target": ["c"] * 10 + ["a"] * 10 + ["b"] * 30 + ["c"] * 30,
        }
    )
    narrowed = pd.DataFrame(
        {
            "factor": [f"conditions.{n}" for n in ("agreements", "urgency", "joint_goal")],
            "mean": [0.7, 0.2, 0.5],
            "prior_mean": [0.475, 0.5, 0.4],
            "shift": [2.40, -2.40, 2.39],
        }
    )
    left, worst, narrow, _ = plausible_text.sentences(points, narrowed, targets, "en")
    assert "Of 80 draws" in left and "40 (50%)" in left and "by the 3 figures" in left
    assert "33.3% of those stay" in left
    assert worst == "What rules out most: the b (30) and the a (10)."
    assert "(agreements): mean 0.700 instead of 0.475; " in narrow
    assert "(urgency): mean 0.200 instead of 0.500" in narrow and "joint_goal" not in narrow
    nothing = plausible_text.sentences(points, narrowed.assign(shift=1.0), targets, "nl")
    assert "de b (30) en de a (10)" in nothing[1] and nothing[2].startswith(
        "Geen enkele voorwaarde"
    )
    (none,) = plausible_text.sentences(points.assign(plausible=False), narrowed, targets, "en")
    assert "None of 80 draws" in none and "the c (40) and the b (30)" in none
