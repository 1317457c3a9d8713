"""Contrasts, means and responses by hand, with replications in any order and one that failed."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.compare.compare import contrast_table, mean_table, widest_half
from analysis.compare.words import stop_sentence
from analysis.sweep import words as sweep_text
from analysis.sweep.sweep import ranked_factors, response_table, spread_table

NAN = float("nan")


# Compare: replications come in any order, and one of them failed at a point.
def compared() -> tuple[pd.DataFrame, pd.DataFrame]:
    points = pd.DataFrame(
        {
            "point": [0, 1, 2, 3],
            "scenario": ["baseline", "baseline", "flood", "flood"],
            "policy": ["none", "liaisons"] * 2,
            "theory": "figure_2",
        }
    )
    values = {
        0: [1.0, 2.0, 6.0, 9.0],
        1: [2.0, 4.0, 9.0, 0.0],
        2: [1.0, 2.0, 6.0, 3.0],
        3: [0.0, 1.0, 5.0, 1.0],
    }
    rows = [
        {"point": point, "replication": r, "seed": r + 5, "vetoes": value}
        for point, of_point in values.items()
        for r, value in enumerate(of_point)
        if not (point == 3 and r == 3)
    ]
    return pd.DataFrame(rows).sample(frac=1.0, random_state=2), points


def test_contrasts_are_paired_by_replication_and_leave_failed_ones_out() -> None:
    runs, points = compared()
    table = contrast_table(runs, points).set_index(["axis", "point", "against"])
    expected = {
        ("policy", 1, 0): (2.0, 1.0, 3.0),
        ("policy", 3, 2): (-1.0, -1.0, -1.0),
        ("scenario", 2, 0): (0.0, 0.0, 0.0),
        ("scenario", 3, 1): (-3.0, -4.0, -2.0),
    }
    assert set(table.index) == set(expected)
    for key, (mean, least, most) in expected.items():
        # Differences of 1, 2 and 3: deviation 1, so ± t(2) = 4.30265 / √3.
        half = 4.30265 / np.sqrt(3) * (most - least) / 2
        assert table.loc[key, ["mean", "low", "high", "runs"]].tolist() == pytest.approx(
            [mean, mean - half, mean + half, 3], abs=1e-4
        )
    assert table.loc[("policy", 3, 2), ["reference", "policy", "scenario"]].tolist() == [
        "none",
        "liaisons",
        "flood",
    ]
    means = mean_table(runs, points).set_index("point")
    assert means["mean"].to_dict() == pytest.approx({0: 4.5, 1: 3.75, 2: 3.0, 3: 2.0})
    assert means["runs"].to_dict() == {0: 4, 1: 4, 2: 4, 3: 3}


def test_replications_are_enough_at_exactly_the_half_width_asked_for() -> None:
    runs, points = compared()
    runs = runs[runs["replication"] < 3]
    # The widest: 2 and −3 with their spread of 1, as above; and 3 against 0: −1, −1, −1.
    half = 4.30265 / np.sqrt(3)
    assert widest_half(runs, points, "vetoes") == pytest.approx(half, rel=1e-5)
    said = [stop_sentence(runs, points, "vetoes", target, "en") for target in (2.49, 2.48)]
    assert said[0].startswith("3 seeds were enough") and said[1].startswith("After 3 seeds")
    assert "is 2.5, of at most 2.5" in said[0] and "still 2.5, more than the 2.5" in said[1]
    alone = runs[runs["replication"] == 0]
    assert "So few seeds (1) give no interval" in stop_sentence(alone, points, "vetoes", 1.0, "en")
    shares = runs.assign(gap_closed=runs["vetoes"] / 100)
    said_nl = stop_sentence(shares, points, "gap_closed", 0.05, "nl")
    assert "hoogstens 2,5 procentpunt, bij de 5,0 procentpunt" in said_nl


# Sweep.
def test_spread_is_over_points_and_their_means() -> None:
    runs = pd.DataFrame(
        {
            "point": [0, 0, 1, 1, 1, 2, 2],
            "replication": [0, 1, 0, 1, 2, 0, 1],
            "seed": range(7),
            "gap_closed": [0.0, 0.2, 0.3, 0.3, 0.6, 0.9, np.nan],
        }
    )
    row = spread_table(runs).iloc[0]
    # Points at .1, .4 and .9: a mean of .4667, a median of .4.
    assert row["mean"] == pytest.approx(1.4 / 3) and row["p50"] == pytest.approx(0.4)
    assert row["deviation"] == pytest.approx(np.sqrt(0.49 / 3))
    assert (row["p05"], row["p95"]) == pytest.approx((0.1 + 0.1 * 0.3, 0.4 + 0.9 * 0.5))
    # Variances of .02 and .03 within points; the squares of the six values sum to 1.39.
    assert row["noise"] == pytest.approx(0.025 / ((1.39 - 2.3**2 / 6) / 5))
    assert (row["points"], row["runs"], row["missing"]) == (3, 7, 1)


def test_responses_are_means_at_a_level_with_intervals_over_points() -> None:
    joined = pd.DataFrame(
        {
            "point": [0, 1, 2, 3],
            "x": [1.0, 1.0, 2.0, 2.0],
            "theory.trust": ["b", "a", "b", "a"],
            "gap_closed": [0.1, 0.3, 0.8, 0.8],
        }
    )
    table = response_table(joined, ["x", "theory.trust"], "gap_closed", "factorial")
    rows = table.set_index(["factor", "level"])
    half = 12.7062 * 0.1
    assert rows.loc[("x", 1.0), ["mean", "low", "high", "points"]].tolist() == pytest.approx(
        [0.2, 0.2 - half, 0.2 + half, 2], abs=1e-5
    )
    assert rows.loc[("x", 2.0), ["mean", "low", "high"]].tolist() == pytest.approx([0.8] * 3)
    assert rows.loc[("theory.trust", "b"), ["mean", "at"]].tolist() == pytest.approx([0.45, 0.0])
    assert rows.loc[("theory.trust", "a"), ["mean", "at"]].tolist() == pytest.approx([0.55, 1.0])
    ranked = ranked_factors(table, {"x": True, "theory.trust": True})
    other = ranked_factors(table, {"x": False, "theory.trust": True})
    assert other["factor"].tolist() == ["theory.trust", "x"], "first what is told"
    assert ranked["factor"].tolist() == ["x", "theory.trust"]
    assert ranked.iloc[0][["lowest", "highest", "reach"]].tolist() == pytest.approx([0.2, 0.8, 0.6])
    spread = spread_table(
        joined.assign(replication=0, seed=1)[["point", "replication", "seed", "gap_closed"]]
    )
    # Of four points neither distance is told from the other: nobody is the farthest.
    assert ranked["may_lead"].tolist() == [True, True]
    near = sweep_text.sentences(spread.assign(points=20), ranked, "factorial", "en")
    assert "farthest apart these points do not tell: " in near[0] and "20%" not in near[0]
    ranked = ranked.assign(may_lead=[True, False])
    said = sweep_text.sentences(spread.assign(points=20), ranked, "factorial", "nl")
    assert "Over 20 punten (factorial)" in said[0] and "gemiddeld 50%" in said[0]
    assert "van 20% tot 80%" in said[0] and "tussen 13% en 80%" in said[0]
