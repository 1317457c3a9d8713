"""What is said where one policy stands by itself, or where futures are few."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.answers import open_answer
from analysis.robustness.found import found_over
from analysis.robustness.robustness import frontier, robustness_table
from analysis.robustness.words import sentences as of_policies
from tests.made.known_answers import GRID, robustness_of
from tests.made.planted import Values, plant

WORDS = ("robust.draws=5", "robust.seeds=1", "robust.scenarios=[baseline]")


def made(values: Values, seed: int) -> dict[str, float]:
    return {"gap_closed": 0.4 + 0.01 * (seed % 3) + 0.1 * (values["policy"] == "liaisons")}


def test_one_policy_by_itself_is_not_said_to_do_the_same_as_every_other(tmp_path: Path) -> None:
    planted = plant(tmp_path, "robust", "x", made, *WORDS, "robust.policies=[none]")
    answer = open_answer(planted.folder)
    for language, said in (
        ("en", "nothing to be held against"),
        ("nl", "met niets te vergelijken"),
    ):
        text = " ".join(answer.sentences(language))
        assert said in text and "does the same" not in text and "doet elk beleid" not in text


def test_a_note_on_few_futures_with_regret_makes_sense_where_futures_are_fewer(
    tmp_path: Path,
) -> None:
    planted = plant(tmp_path, "robust", "x", made, *WORDS, "robust.policies=[none,liaisons]")
    (note,) = (n for n in open_answer(planted.folder).warnings if "have regret" in n)
    assert "in fewer than 30 futures (in brackets in how many of " in note


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("futures", [1, 2, 3, 4])
def test_a_handful_of_futures_ranks_no_policy(futures: int, language: str) -> None:
    said = of_policies(robustness_of_first(futures), language)
    few = ("Too few futures", "Te weinig toekomsten")[language == "nl"]
    assert len(said) == 2 and said[0].startswith(f"{few} ({futures}) ")
    assert "steady" not in " ".join(said)


def robustness_of_first(futures: int) -> Any:
    whole = GRID.head(futures)
    metrics = robustness_table(whole, "gap_closed", 0.5)
    assert metrics[["low", "high"]].isna().all(axis=None)
    ahead = frontier(whole, "gap_closed", dict.fromkeys(whole.columns, 1.0), "none")
    assert ahead[["low", "high"]].isna().all(axis=None)
    groups = pd.Series("x", index=whole.index)
    return found_over(whole, "gap_closed", 0.5, dict.fromkeys(whole.columns, 1.0), groups)


def test_policies_that_do_the_same_are_not_ranked_by_the_alphabet() -> None:
    same = of_policies(robustness_of(GRID.assign(bold=0.4, steady=0.4, none=0.4)), "en")
    assert same[0].startswith("Over 8 futures every policy does the same") and len(same) == 2
    luck = np.random.default_rng(3).normal(0, 0.1, len(GRID))
    near = GRID.assign(bold=0.9, steady=0.9 + luck - luck.max(), none=0.1)
    said = " ".join(of_policies(robustness_of(near), "en"))
    assert "bold on the mean and the 90th percentile of regret" in said
    assert "bold or steady, which these futures do not tell apart from the first" in said
    close = GRID.assign(bold=0.9, steady=[0.9] * 7 + [0.89], none=0.1)
    said = " ".join(of_policies(robustness_of(close), "en"))
    assert "on the mean, the 90th percentile of regret" in said and "comes first on" not in said
