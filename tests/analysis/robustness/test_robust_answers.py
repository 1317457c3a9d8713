"""What is best over all futures, held against what is best under each answer; and what it costs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.robustness.answers import answer_table, gains_by_answer
from analysis.robustness.found import Robustness, found_over
from analysis.robustness.robustness import FEWEST_BEHIND, frontier, seldom_behind
from analysis.robustness.words import notes_on_regret, sentences


def futures(turned: float) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A lever that is best under one answer, and by ``turned`` behind another under the other."""
    rng = np.random.default_rng(3)
    weakest = np.arange(80) % 4 == 0
    common = rng.normal(0.4, 0.1, 80)
    grid = pd.DataFrame(
        {
            "none": common,
            "bold": common + np.where(weakest, 0.05, 0.2) + rng.normal(0, 0.02, 80),
            "steady": common + np.where(weakest, 0.05 + turned, 0.1) + rng.normal(0, 0.02, 80),
        }
    )
    answers = pd.DataFrame(
        {
            "theory.drivers": np.where(weakest, "weakest", "sum"),
            "theory.trust": np.where(np.arange(80) % 2 == 0, "driver", "none"),
        }
    )
    return grid, answers


def found(turned: float, outcome: str = "gap_closed") -> Robustness:
    grid, answers = futures(turned)
    grid = grid if outcome == "gap_closed" else -grid
    costs = {name: 10.0 * place for place, name in enumerate(grid)}
    groups = pd.Series("calm", index=grid.index)
    return found_over(grid, outcome, 2.0, costs, groups, answers=answers)


@pytest.mark.parametrize("outcome", ["gap_closed", "vetoes"])
def test_who_is_told_to_be_better_under_an_answer_is_named(outcome: str) -> None:
    rows = found(0.1, outcome).answers.set_index(["question", "answer"])
    turned = rows.loc[("theory.drivers", "weakest")]
    assert turned["policy"] == "steady" and turned["told"] and turned["futures"] == 20
    assert turned["gain"] == pytest.approx(0.1, abs=0.02)
    assert rows["told"].sum() == 1, "of the other question both answers have futures of both kinds"
    said = sentences(found(0.1, outcome), "en")
    depends = next(line for line in said if "depends on theory" in line)
    assert "steady" in depends and "weakest" in depends and "driver" not in depends.split(":")[-1]
    assert any("hangt van de theorie af" in line for line in sentences(found(0.1, outcome), "nl"))


def test_where_nobody_else_is_told_the_answers_are_counted() -> None:
    said = sentences(found(0.0), "en")
    assert any(line.startswith("Under none of 4 answers") and "bold" in line for line in said)
    assert not any("depends on theory" in line for line in said)
    grid, answers = futures(0.0)
    few = answer_table(grid.head(8), "gap_closed", answers.head(8))
    assert "weakest" not in set(few["answer"]), "two futures say nothing"


def test_the_best_of_many_by_chance_is_not_told() -> None:
    """Eight policies that do the same: under some answer another is ahead, and never told so."""
    told = 0
    for seed in range(40):
        rng = np.random.default_rng(seed)
        grid = pd.DataFrame(rng.normal(0.4, 0.1, (40, 8)), columns=list("abcdefgh"))
        answers = pd.DataFrame({f"theory.s{i}": rng.choice(["x", "y"], 40) for i in range(6)})
        told += answer_table(grid, "gap_closed", answers)["told"].any()
    assert told <= 6


def test_costs_are_two_axes() -> None:
    """Of two that add as much, neither beats the other where each is dearer on one axis."""
    grid = pd.DataFrame(
        {
            "none": [0.2] * 6,
            "people": [0.3] * 6,
            "euro": [0.3] * 6,
            "both": [0.3] * 6,
            "unknown": [0.25] * 6,
        }
    )
    persons = {"none": 0.0, "people": 20.0, "euro": 5.0, "both": 20.0, "unknown": 50.0}
    money = {"none": 0.0, "people": 1.0, "euro": 4.0, "both": 4.0, "unknown": float("nan")}
    table = frontier(grid, "gap_closed", persons, "none", money).set_index("policy")
    assert table["on_frontier"].to_dict() == {
        "none": True,
        "people": True,
        "euro": True,
        "both": False,
        "unknown": True,
    }
    assert table.loc["people", "per_ten_persons"] == pytest.approx(0.05)
    assert table.loc["people", "per_million"] == pytest.approx(0.1)
    assert table.loc["euro", "per_million"] == pytest.approx(0.025)
    assert np.isnan(table.loc["unknown", "per_million"]) and np.isnan(
        table.loc["none", "per_ten_persons"]
    )


def test_what_a_lever_brings_under_an_answer_is_told_apart_where_it_differs() -> None:
    grid, answers = futures(0.1)
    rows = gains_by_answer(grid, "gap_closed", answers).set_index(["answer", "policy"])
    gained = {
        ("weakest", "bold"): 0.05,
        ("sum", "bold"): 0.2,
        ("weakest", "steady"): 0.15,
        ("sum", "steady"): 0.1,
    }
    for place, gain in gained.items():
        row = rows.loc[place]
        assert row["gain"] == pytest.approx(gain, abs=0.02) and row["apart"]
        assert row["low"] < row["gain"] < row["high"] < row["gain"] + 0.02
    assert rows.loc["weakest", "futures"].eq(20).all() and rows.loc["sum", "futures"].eq(60).all()
    assert set(rows["question"]) == {"theory.drivers", "theory.trust"}
    assert "none" not in rows.index.levels[1], "no policy gains nothing over itself"
    turned = gains_by_answer(-grid, "vetoes", answers).set_index(["answer", "policy"])
    assert turned["gain"].to_numpy() == pytest.approx(rows["gain"].to_numpy())


def test_an_answer_of_few_futures_has_no_gains_and_alike_gains_are_not_apart() -> None:
    grid, answers = futures(0.0)
    few = gains_by_answer(grid.head(8), "gap_closed", answers.head(8))
    assert "weakest" not in set(few["answer"]) and "sum" not in set(few["answer"])
    level = (64 * grid["none"]).round() / 64
    same = pd.DataFrame({"none": level, "bold": level + 0.25, "steady": level})
    assert not gains_by_answer(same, "gap_closed", answers)["apart"].any()


@pytest.mark.parametrize("outcome", ["gap_closed", "vetoes"])
def test_a_mean_regret_that_hangs_on_a_handful_of_futures_is_noted(outcome: str) -> None:
    """Best in 75 of 80 futures: five futures are all that its regret is made of."""
    level = np.full(80, 0.4)
    best = level + np.where(np.arange(80) < 75, 0.2, -0.1)
    grid = pd.DataFrame({"none": level, "liaisons": best}) * (1 if outcome == "gap_closed" else -1)
    assert seldom_behind(grid, outcome) == {"liaisons": 5}
    costs = dict.fromkeys(grid, 0.0)
    whole = found_over(grid, outcome, 0.5, costs, pd.Series("calm", index=grid.index))
    (note,) = notes_on_regret(whole)
    assert f"fewer than {FEWEST_BEHIND} futures (in brackets in how many of 80)" in note["en"]
    assert "(5)" in note["en"] and "(5)" in note["nl"] and "liaisons" not in note["nl"]
    even = pd.DataFrame({"none": level, "liaisons": level + np.tile([0.2, -0.1], 40)})
    whole = found_over(even, "gap_closed", 0.5, costs, pd.Series("calm", index=even.index))
    assert notes_on_regret(whole) == []
