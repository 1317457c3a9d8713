"""Settings that gave the same runs are named, and no effect is read off them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

import bijstand
from analysis.intervals.notes import TEXTS as ON_INTERVALS
from analysis.intervals.same_runs import (
    moved,
    notes_on_same_policies,
    notes_on_same_runs,
    same_runs,
)
from analysis.intervals.ways import RARE

pytestmark = pytest.mark.usefixtures("unrendered", "few_draws")

WORDS: dict[str, Any] = {"days": 60, "warm_up_days": 20, "executor": "serial"}
TWINS = ["capacity_priority", "capacity_priority_crisis"]
"""Two levers that part only in a crisis."""


def test_settings_are_the_same_only_where_every_outcome_of_every_seed_is() -> None:
    rows = [
        (point, replication, gap, np.nan)
        for point, gaps in enumerate([(0.1, 0.2), (0.1, 0.3), (0.1, 0.2), (0.1, 0.2)])
        for replication, gap in enumerate(gaps)
    ]
    runs = pd.DataFrame(rows, columns=["point", "replication", "gap_closed", "vetoes"])
    assert same_runs(runs) == [[0, 2, 3]]
    runs.loc[(runs["point"] == 3) & (runs["replication"] == 1), "vetoes"] = 1.0
    assert same_runs(runs) == [[0, 2]]
    differences = pd.DataFrame({"point": [1, 2, 3]})
    assert list(moved(differences, 0, [[0, 2]])["point"]) == [1, 3]
    assert list(moved(differences, pd.Series([0, 1, 1]), [[0, 2]])["point"]) == [1, 2, 3]


@pytest.mark.parametrize(("scenario", "there"), [("baseline", True), ("crisis_from_day_10", False)])
def test_a_comparison_says_which_settings_gave_the_same_runs_and_what_that_means(
    scenario: str, there: bool, tmp_path: Path
) -> None:
    if not there:
        file = tmp_path / "crisis_from_day_10.yaml"
        text = (Path(__file__).parents[3] / "conf/scenario/crisis.yaml").read_text("utf-8")
        assert "start: 365" in text
        file.write_text(text.replace("start: 365", "start: 10"), encoding="utf-8")
        scenario = str(file)
    answer = bijstand.compare(
        scenario=[scenario],
        policy=["none", *TWINS],
        replications=3,
        folder=str(tmp_path),
        **WORDS,
    )
    for language, same, verdict in (
        ("en", "gave the same runs, to the last bit", "which does not say that there is none"),
        ("nl", "gaven dezelfde runs, tot op de laatste bit", "wat niet zegt dat er geen is"),
    ):
        lines = [line for line in answer.in_language(language).warnings if same in line]
        assert bool(lines) is there
        for line in lines:
            assert verdict in line
            assert "capacity_priority" not in line, "levers are named by their titles"
        rare = ON_INTERVALS[RARE][language == "nl"].split("{")[0]
        assert not [line for line in answer.in_language(language).warnings if rare in line]


def test_policies_that_come_to_the_same_in_every_future_are_named() -> None:
    grid = pd.DataFrame({"none": [0.1, 0.2], "mit": [0.1, 0.2], "liaisons": [0.1, 0.3]})
    (note,) = notes_on_same_policies(grid, None)
    assert "No new policy" in note["en"] and "MIT" in note["nl"] and "iaisons" not in note["en"]
    assert notes_on_same_policies(grid[["none", "liaisons"]], None) == []
    many = notes_on_same_runs([[0, 1, 2, 3, 4, 5]], ["baseline"] * 6, None)
    assert "2 more" in many[0]["en"] and "nog 2" in many[0]["nl"]
