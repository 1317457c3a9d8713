"""What a comparison says of tables that are uncertain, beside what seeds leave."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import bijstand as b
from analysis.compare.drawn import table_intervals
from analysis.compare.drawn_words import drawn_grid, drawn_sentences
from analysis.graded.drawn import DRAWS, NAME, cell_table, draws_design, interval, picks
from analysis.run.graded import sentence
from analysis.stored.answer import Answer
from bijstand.command_line.main import main
from experiments.design import list_design
from sim.world import load_world
from sim.world.spread import COLUMNS, cells_of, drawn_world

POINTS = pd.DataFrame(
    {
        "point": [0, 1],
        "scenario": "baseline",
        "policy": ["none", "liaisons"],
        "theory": "figure_2",
    }
)


def planted(tables: float, seeds: float, gain: float, turned: float = 0.0) -> list[pd.DataFrame]:
    """Return runs over 50 seeds and over draws: levels with given spreads, a lever with a gain."""
    rng = np.random.default_rng(2)
    luck = rng.normal(0, seeds, 50)
    closed = np.concatenate([0.4 + luck, 0.4 + gain + luck])
    seed = np.tile(range(50), 2)
    runs = pd.DataFrame(
        {
            "point": np.repeat([0, 1], 50),
            "replication": seed,
            "seed": seed,
            "gap_closed": closed,
        }
    )
    level = 0.4 + rng.normal(0, tables, DRAWS) + rng.normal(0, seeds, DRAWS)
    change = np.where(np.arange(DRAWS) < turned * DRAWS, -gain, gain)
    drawn = pd.DataFrame(
        {
            "point": range(2 * DRAWS),
            "gap_closed": np.concatenate([level, level + change]),
        }
    )
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
    design = draws_design(list_design(POINTS.drop(columns="point")))
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
        policy=["none", "liaisons"],
        replications=4,
        days=120,
        warm_up_days=30,
        folder=str(folder),
        name="two",
    )


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


def test_a_run_says_what_tables_leave_after_its_first_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The draws are those of a comparison, so that both tell the same interval."""
    monkeypatch.chdir(tmp_path)
    short = ["run.days=60", "run.warm_up_days=10", "output.name=one"]
    words = ["policy=liaisons", "run.seeds=10"]
    assert main(["run", *words, *short]) == 0
    said = capsys.readouterr().out
    assert said.index("collaboration closes") < said.index("over 100 draws of their graded cells")
    assert said.count("graded cells") == 1
    folder = tmp_path / "outputs/run/one"
    table = pd.read_csv(folder / "tables/table_intervals.csv").set_index(["axis", "point"])
    words = ["compare.policies=[none,liaisons]", "replications=10"]
    assert main(["compare", *words, *short]) == 0
    known = pd.read_csv(tmp_path / "outputs/compare/one/tables/table_intervals.csv")
    for axis, of_compare in (("level", "level"), ("difference", "policy")):
        own = table.loc[[axis]].sort_index()
        other = known[known["axis"] == of_compare].sort_values("point")
        for name in ("mean", "low", "high", "tables_low", "tables_high"):
            np.testing.assert_allclose(own[name], other[name], rtol=1e-9)
    assert "graded cells" in (folder / "answer.md").read_text(encoding="utf-8")
    assert main(["verify", str(folder)]) == 0


def test_a_trial_of_a_run_draws_no_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["run", "run.seeds=3", "run.days=20", "run.warm_up_days=5"]) == 0
    assert "graded cells" not in capsys.readouterr().out


def test_what_tables_leave_of_a_run_in_words() -> None:
    row = {"axis": "level", "point": 0, "setting": "a", "mean": 0.44, "low": 0.43, "high": 0.45}
    ends = {"tables_low": 0.35, "tables_high": 0.52, "draws": 100}
    apart = {**row, **ends, "axis": "difference", "point": 1, "mean": -0.14}
    apart |= {"tables_low": -0.2, "tables_high": -0.09}
    table = pd.DataFrame([{**row, **ends}, {**row, **ends, "point": 1}, apart])
    (said,) = sentence(table, ["“one”", "“two”"], "en")
    assert "over 100 draws" in said and "35 to 52% under “one” and 35 to 52% under “two”" in said
    assert said.endswith("and “two” differs from “one” by −14.0 percentage points (−20.0 to −9.0).")
    none = table.assign(tables_low=np.nan, tables_high=np.nan)
    assert sentence(none, ["“one”", "“two”"], "nl") == []
