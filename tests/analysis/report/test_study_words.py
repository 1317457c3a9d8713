"""The worked study's answer in sentences: made from made-up runs whose effects are known."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import Mock

import numpy as np
import pandas as pd
import pytest

from analysis.report.results import Results
from analysis.report.told import answer_in_words, levers_beside
from analysis.stored.summary import paired_difference
from tests.made.planted_study import results_of


@pytest.fixture(scope="module")
def results(parts_of_a_study: list[Path]) -> Results:
    return results_of(parts_of_a_study)


def test_the_answer_in_words_names_what_the_runs_say_and_under_which_theory(
    results: Results,
) -> None:
    gates, calm, crisis, alike, rest = answer_in_words(results)
    assert gates == (
        "Opening can (kunnen) would bring most in all 2 settings, each with its theory: +10.0 to"
        " +20.0 percentage points."
    )
    for line, where in ((calm, "As it is"), (crisis, "Crisis")):
        assert line.startswith(f"Under “{where}”, over all answers to the open questions")
        assert "Q² 100%" in line and line.endswith("is settled by the study's own test.")
    # Under each of both theories and over futures: beyond two points; told; told to lose.
    much, little, less = alike.split("; ")
    assert much.startswith("Of the levers compared, whatever the theory, in every setting")
    assert much.endswith(
        "more than 2 percentage points by “Announcing wanted training” (8 persons,"
        " 0.1 million euro)"
    )
    assert "“Briefing on powers before deployment”" in little and "not 2 percentage" in little
    assert less.startswith("something that is told from nothing is lost by “Priority for support,")
    named = ("Joint assessment framework", "Liaisons and joint exercises", "Working sessions")
    assert all(name in rest and name not in alike for name in named)
    assert "Official explanation" in rest, "nothing that is told"


def over(grid: pd.DataFrame, belief: str | None) -> Mock:
    rows = []
    for lever in grid.columns.drop(["future", "none"]):
        found = paired_difference(grid["none"], grid[lever])
        rows.append((lever, found.mean, found.low, found.high, found.low > 0 or found.high < 0))
    frontier = pd.DataFrame(rows, columns=["policy", "gain", "low", "high", "told"])
    cost = Mock(persons=17.0, money=0.1)
    return Mock(
        verb="robust",
        configuration={"belief": belief},
        option=lambda _: None,
        frame=Mock(cost=lambda _: cost),
        answered=[Mock(tables={"futures": grid, "frontier": frontier})],
    )


def test_levers_that_the_figures_judge_otherwise_are_named_beside_those_that_stand() -> None:
    rng = np.random.default_rng(2)

    def grid(framework: float) -> pd.DataFrame:
        level = rng.normal(0.4, 0.1, 200)
        spread = rng.normal(0.0, 0.01, (2, 200))
        return pd.DataFrame(
            {
                "future": range(200),
                "none": level,
                "joint_framework": level + framework + spread[0],
                "liaisons": level + 0.05 + spread[1],
            }
        )

    apart = Results([over(grid(0.03), None), over(grid(0.01), "outputs/calibrate/study")])
    (said,) = answer_in_words(apart)
    assert "of 2 levers “Joint assessment framework” (agrees; then agrees, but small)" in said
    assert "told to have moved for “Joint assessment framework”." in said
    beside = levers_beside(apart)
    assert beside is not None
    assert [row[0] for row in beside.rows] == [
        "Liaisons and joint exercises",
        "Joint assessment framework",
    ]
    assert [row[-1] for row in beside.rows] == ["no", "yes"]
    assert beside.rows[1][1:3] == ["17", "0.1"]
    assert beside.rows[1][3].startswith("+3") or beside.rows[1][3].startswith("+2.9")
    same = Results([over(grid(0.03), None), over(grid(0.03), "outputs/calibrate/study")])
    assert (
        "each of 2 levers is judged as it is over the declared ranges" in answer_in_words(same)[0]
    )
    assert "no mean gain is told to have moved" in answer_in_words(same)[0]
    assert answer_in_words(Results([over(grid(0.03), None)])) == []
