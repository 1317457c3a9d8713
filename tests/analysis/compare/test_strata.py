"""What the gap closed is made of, by hand: levels of strata, and levers that act on one apart."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.compare.settings import SettingRuns, Settings
from analysis.compare.strata import acting_apart, made_of, strata_grid, strata_in
from analysis.stored.summary import NO_SHAPES
from sim.outcomes import STRATA

CALM, RIOTS, NONE, EXPLAIN = "“Calm”", "“Riots”", "“None”", "“Explain”"
NAN = float("nan")


def settings(outcome: str, **by_setting: list[float]) -> Settings:
    """Values per seed of Calm without and with the lever, then of Riots."""
    places = [(CALM, NONE), (CALM, EXPLAIN), (RIOTS, NONE), (RIOTS, EXPLAIN)]
    values = dict(zip(places, by_setting.values(), strict=False))
    return Settings(outcome, {place: np.array(of) for place, of in values.items()})


WHOLE = settings(
    "gap_closed",
    calm=[0.40, 0.42, 0.44],
    calm_lever=[0.41, 0.41, 0.44],
    riots=[0.30, 0.32, 0.34],
    riots_lever=[0.33, 0.35, 0.38],
)
VISIBLE = settings(
    "gap_closed_visible",
    calm=[0.10, 0.20, 0.30],
    calm_lever=[0.16, 0.27, 0.36],
    riots=[0.20, 0.20, 0.20],
    riots_lever=[0.15, 0.14, 0.16],
)
POLICE = settings(
    "gap_closed_police",
    calm=[0.40, 0.42, 0.44],
    calm_lever=[0.41, 0.41, 0.44],
    riots=[0.30, 0.32, 0.34],
    riots_lever=[0.33, 0.35, 0.38],
)
WINDOW = settings(
    "gap_closed_window",
    calm=[NAN] * 3,
    calm_lever=[NAN] * 3,
    riots=[0.1, 0.2, 0.3],
    riots_lever=[0.1, 0.2, 0.3],
)
FOUND = {s.outcome: s for s in (POLICE, VISIBLE, WINDOW)}


def test_levels_in_each_setting_are_said_of_strata_that_exist_there() -> None:
    calm, riots = made_of(FOUND, "en")
    assert calm == (
        "What that is made of under “Calm”: needs of the police 42.0% (37.0 to 47.0) and needs "
        "with visible force 20.0% (−4.8 to 44.8)."
    )
    assert "under “Riots”: needs of the police 32.0%" in riots
    assert "during the crisis 20.0%" in riots
    assert "“Calm”: behoeften van de politie 42,0%" in made_of(FOUND, "nl")[0]
    assert made_of({}, "en") == []


def test_a_lever_that_acts_on_a_part_otherwise_than_on_the_whole_is_named() -> None:
    """In calm it raises the visible, not the whole; in riots it lowers them and raises the whole.

    Of the five changes (three strata, one of which has none in calm) those of the police go with
    the whole, and the crisis does not change.
    """
    (said,) = acting_apart(WHOLE, FOUND, "en")
    assert "“Explain” under “Calm”, needs with visible force +6.3 percentage points" in said
    assert "“Explain” under “Riots”, needs with visible force −5.0 percentage points" in said
    assert "the police" not in said and "Of the 5 such changes that were looked at" in said
    assert "Van de 5 bekeken veranderingen" in acting_apart(WHOLE, FOUND, "nl")[0]


def test_nothing_is_named_where_parts_go_with_the_whole_or_nothing_is_compared() -> None:
    assert acting_apart(WHOLE, {"gap_closed_police": POLICE}, "en") == []
    alone = settings("gap_closed", calm=[0.4, 0.5])
    assert acting_apart(alone, {"gap_closed_police": alone}, "en") == []
    one = settings("gap_closed", calm=[0.4], calm_lever=[0.5])
    assert acting_apart(one, {"gap_closed_police": one}, "en") == []


def test_the_table_has_a_row_per_stratum_without_a_lever() -> None:
    (grid,) = strata_grid(WHOLE, FOUND, "en")
    assert list(grid.columns) == ["Calm", "Riots"] and "without a lever (None)" in grid.title
    assert [row[0] for row in grid.rows] == [
        "all needs",
        "needs of the police",
        "needs with visible force",
        "during the crisis",
    ]
    assert grid.rows[0][1:] == ["42.0 (37.0 to 47.0)", "32.0 (27.0 to 37.0)"]
    assert grid.rows[3][1] == "n/a"
    assert strata_grid(WHOLE, {}, "en") == []


def runs_with(outcome: str | None, columns: list[str]) -> SettingRuns:
    """The runs of a study that asked for an outcome and kept some; no crisis in any of them."""
    asked: Any = SimpleNamespace(option=({} if outcome is None else {"outcome": outcome}).get)
    kept = pd.DataFrame({name: [0.4, 0.4, 0.4] for name in ["point", *columns]})
    if "gap_closed_window" in kept:
        kept["gap_closed_window"] = NAN
    rows = {("baseline", lever, "figure_1"): kept for lever in ("none", "liaisons")}
    return SettingRuns(asked, rows, NO_SHAPES)


@pytest.mark.parametrize(
    ("outcome", "columns", "expected"),
    [
        (None, ["gap_closed", *STRATA], list(STRATA)),
        (None, ["gap_closed", "gap_closed_visible"], ["gap_closed_visible"]),
        # A study that is older than the strata, and one that asked for something else.
        (None, ["gap_closed"], []),
        ("vetoes", ["gap_closed", "vetoes", *STRATA], []),
    ],
)
def test_strata_are_told_where_the_gap_closed_was_asked_and_they_are_kept(
    outcome: str | None, columns: list[str], expected: list[str]
) -> None:
    found = strata_in(runs_with(outcome, columns), "en")
    # That of a crisis is kept and exists in no run.
    assert list(found) == [key for key in expected if key != "gap_closed_window"]
    assert all(settings.outcome == key for key, settings in found.items())
