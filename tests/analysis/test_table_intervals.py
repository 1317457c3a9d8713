"""What a comparison says of tables that are uncertain, beside what seeds leave."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import bijstand as b
from analysis.compare.drawn import (
    DRAWS,
    NAME,
    cell_table,
    draws_design,
    interval,
    picks,
    table_intervals,
)
from analysis.compare.drawn_words import drawn_grid, drawn_sentences
from analysis.stored.answer import Answer
from sim.world import load_world
from sim.world.spread import COLUMNS, cells_of, drawn_world

POINTS = pd.DataFrame({
    "point": [0, 1], "scenario": "baseline", "policy": ["none", "liaisons"], "theory": "figure_2",
})  # fmt: skip


def planted(tables: float, seeds: float, gain: float, turned: float = 0.0) -> list[pd.DataFrame]:
    """Return runs over 50 seeds and over draws: levels with given spreads, a lever with a gain."""
    rng = np.random.default_rng(2)
    luck = rng.normal(0, seeds, 50)
    closed = np.concatenate([0.4 + luck, 0.4 + gain + luck])
    seed = np.tile(range(50), 2)
    runs = pd.DataFrame({
        "point": np.repeat([0, 1], 50), "replication": seed, "seed": seed, "gap_closed": closed,
    })  # fmt: skip
    level = 0.4 + rng.normal(0, tables, DRAWS) + rng.normal(0, seeds, DRAWS)
    change = np.where(np.arange(DRAWS) < turned * DRAWS, -gain, gain)
    drawn = pd.DataFrame({
        "point": range(2 * DRAWS), "gap_closed": np.concatenate([level, level + change]),
    })  # fmt: skip
    return [runs, drawn]


def test_the_luck_of_seeds_is_taken_out_of_the_spread_over_draws() -> None:
    """Many draws of sd .04 from tables and .03 from seeds: what is left is ± 1.96 × .04."""
    rng = np.random.default_rng(1)
    drawn = rng.normal(0, 0.04, 40000) + rng.normal(0.5, 0.03, 40000)
    low, high = interval(drawn, 0.03**2, 0.44)
    assert (low, high) == pytest.approx((0.44 - 1.96 * 0.04, 0.44 + 1.96 * 0.04), abs=0.002)


def test_draws_that_differ_by_luck_alone_leave_no_table_interval() -> None:
    drawn = np.random.default_rng(1).normal(0.5, 0.03, 100)
    assert interval(drawn, 0.04**2, 0.44) == (0.44, 0.44)
    assert interval(np.full(100, 0.5), 0.0, 0.44) == (0.44, 0.44)


def test_without_enough_values_there_is_no_interval() -> None:
    few = np.array([0.4] * 19 + [np.nan] * 81)
    assert np.isnan(interval(few, 0.01, 0.4)).all()
    assert np.isnan(interval(np.linspace(0, 1, 100), np.nan, 0.4)).all()


def test_what_tables_move_alike_in_two_settings_does_not_widen_their_difference() -> None:
    table = table_intervals(*planted(0.05, 0.01, 0.02), POINTS)
    level, contrast = table.iloc[0], table[table["axis"] == "policy"].iloc[0]
    assert level["tables_high"] - level["tables_low"] == pytest.approx(4 * 0.05, rel=0.25)
    assert level["high"] - level["low"] < 0.01
    assert contrast["mean"] == pytest.approx(0.02)
    assert contrast["tables_high"] - contrast["tables_low"] < 1e-9
    assert contrast["turned"] == 0.0


def test_a_difference_that_the_tables_turn_is_named_in_both_languages() -> None:
    steady = table_intervals(*planted(0.05, 0.01, 0.02), POINTS)
    turned = table_intervals(*planted(0.05, 0.01, 0.02, 0.3), POINTS)
    assert turned[turned["axis"] == "policy"].iloc[0]["turned"] == pytest.approx(0.3)
    assert "turn their sign" in drawn_sentences(turned, "en")[1]
    assert "30%" in drawn_sentences(turned, "nl")[1]
    assert "No difference that seeds tell from 0 turns" in drawn_sentences(steady, "en")[1]
    grid = drawn_grid(turned, "en")
    assert len(grid.rows) == 3 and grid.rows[2][-1] == "30"


def test_a_difference_of_nothing_has_no_sign_to_turn() -> None:
    same = table_intervals(*planted(0.05, 0.01, 0.0), POINTS)
    assert np.isnan(same[same["axis"] == "policy"].iloc[0]["turned"])
    assert len(drawn_sentences(same, "en")) == 1, "nothing is said of a sign that there is not"


def test_luck_of_the_one_seed_of_a_draw_turns_no_sign() -> None:
    """Seeds move the gain by .03, tables by nothing: some draws lie below 0 by luck alone."""
    runs, drawn = planted(0.05, 0.01, 0.02)
    rng = np.random.default_rng(4)
    runs.loc[runs["point"] == 1, "gap_closed"] += rng.normal(0, 0.03, 50)
    drawn.loc[drawn["point"] >= DRAWS, "gap_closed"] += rng.normal(0, 0.03, DRAWS)
    table = table_intervals(runs, drawn, POINTS)
    found = table[table["axis"] == "policy"].iloc[0]
    of_draws = drawn["gap_closed"].to_numpy()
    assert (of_draws[DRAWS:] < of_draws[:DRAWS]).mean() > 0.15
    assert found["low"] > 0 and found["turned"] < 0.05


def test_of_many_that_the_tables_turn_the_most_turned_are_named_and_the_rest_counted() -> None:
    one = table_intervals(*planted(0.05, 0.01, 0.02, 0.3), POINTS)
    contrast = one[one["axis"] == "policy"]
    shares = [0.2 + 0.01 * place for place in range(9)]
    many = pd.concat([one[one["axis"] == "level"], *(contrast.assign(turned=s) for s in shares)])
    said = drawn_sentences(many, "en")[1]
    assert said.count("%)") == 6 and "(28%)" in said and "(22%)" not in said
    assert said.endswith("and 3 more.")
    assert drawn_sentences(many, "nl")[1].endswith("en nog 3.")


def test_all_settings_meet_the_same_draws_on_the_same_seeds() -> None:
    design = draws_design(POINTS)
    names = [f"world.{column}" for column in COLUMNS]
    first, second = (design.table.iloc[at * DRAWS : (at + 1) * DRAWS] for at in (0, 1))
    np.testing.assert_array_equal(first[names], second[names])
    np.testing.assert_array_equal(first["base_row"], second["base_row"])
    assert first["base_row"].nunique() == DRAWS == len(first[names].drop_duplicates())


def test_the_cells_as_drawn_are_those_that_were_run() -> None:
    world = load_world()
    cells = cell_table(world)
    assert len(cells) == DRAWS * sum(map(len, cells_of(world).values()))
    given = {name.partition(".")[2]: value for name, value in picks(7).items()}
    drawn = drawn_world(world, given)
    told = cells[(cells["draw"] == 7) & (cells["column"] == "persons")].set_index("row")["drawn"]
    assert told.to_dict() == {unit.id: unit.persons for unit in drawn.units}


TITLED = {"en": "as the tables leave it", "nl": "zoals de tabellen"}


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    folder = tmp_path_factory.mktemp("compared")
    return b.compare(
        policy=["none", "liaisons"], replications=4, days=120, warm_up_days=30, folder=str(folder),
        name="two",
    )  # fmt: skip


def test_a_comparison_tells_both_intervals_beside_each_other(compared: Answer) -> None:
    table = compared.tables["table_intervals"]
    level = table.iloc[0]
    assert level["tables_high"] - level["tables_low"] > 0 and level["draws"] == DRAWS
    for language, words in (("en", "The tables are uncertain too"), ("nl", "Ook de tabellen")):
        assert any(words in said for said in compared.sentences(language))
        titles = [grid.title for grid in compared.grids(language, False)]
        assert sum(TITLED[language] in title for title in titles) == 1
    again = b.open(compared.study.folder)
    pd.testing.assert_frame_equal(again.tables["table_intervals"], table)


def test_a_comparison_of_a_time_without_draws_says_nothing_of_them(compared: Answer) -> None:
    folder = Path(compared.study.folder)
    manifest = json.loads((folder / "manifest.json").read_text())
    kept = (folder / "manifest.json").read_text()
    manifest["beside"].pop(NAME)
    (folder / "manifest.json").write_text(json.dumps(manifest))
    try:
        older = b.open(folder)
        titles = [grid.title for grid in older.grids("en", False)]
        assert "table_intervals" not in older.tables
        assert titles and not any(TITLED["en"] in title for title in titles)
    finally:
        (folder / "manifest.json").write_text(kept)
