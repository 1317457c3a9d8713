"""Designs: what is sampled, what of it a run uses, and what a user's own list may not be."""

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from experiments.design import KINDS, Design, list_design, make_design, read_design
from experiments.design.factors import DUMMY, declared_factors, factor_names
from experiments.design.kinds import points_of
from experiments.design.ranges import narrowed
from experiments.design.seeds import as_seeds, seeds_for
from sim.conditions import CONDITIONS, VARIED
from sim.setting.theories.theory import SWITCHES
from tests.reading.refusals import refusal

MIXED = ["trust_start", "theory.trust", "scenario", "ask_again"]
WORDS = {"scenario": ["baseline", "flood", "flood+personnel_shortage"]}


def mixed(kind: str, points: int = 4, seed: int = 3, **options: object) -> Design:
    return make_design(kind, declared_factors(MIXED, WORDS), points, seed, **options)


@pytest.mark.parametrize(
    ("kind", "options", "rows"),
    [
        ("lhs", {}, 4),
        ("sobol_points", {}, 4),
        ("sobol", {}, 4 * (5 + 2)),
        ("sobol", {"second_order": True}, 4 * (2 * 5 + 2)),
        ("sobol", {"groups": True}, 4 * (5 + 2)),
        ("morris", {}, 4 * (5 + 1)),
        ("shapley", {}, 4 * (5 + 1)),
        ("factorial", {}, 4 * 3 * 3 * 3 * 4),
        ("ofat", {}, 1 + 4 + 2 + 2 + 2 + 4),
    ],
)
def test_design_has_its_points_and_every_value_is_allowed(
    kind: str, options: dict[str, bool], rows: int
) -> None:
    design = mixed(kind, **options)
    assert len(design) == rows
    assert design.digest == mixed(kind, **options).digest
    if kind not in ("factorial", "ofat"):
        assert design.digest != mixed(kind, seed=4, **options).digest
    trust = CONDITIONS["trust_start"]
    assert design.table["conditions.trust_start"].between(trust.low, trust.high).all()
    assert set(design.table["theory.trust"]) <= set(SWITCHES["trust"].values)
    assert set(design.table["scenario"]) <= set(WORDS["scenario"])
    assert set(design.table["conditions.ask_again"]) <= {0.0, 1.0, 2.0}
    assert "conditions.dummy" in design.problem["names"]


def test_switches_are_sampled_continuously_and_floored() -> None:
    design = mixed("lhs", points=300)
    raw = design.table["raw.theory.trust"]
    assert raw.between(0, 3).all() and raw.nunique() == 300
    places = [SWITCHES["trust"].values.index(word) for word in design.table["theory.trust"]]
    assert places == list(np.floor(raw).astype(int))
    assert set(places) == {0, 1, 2}
    whole = design.table["raw.conditions.ask_again"]
    assert list(np.floor(whole)) == list(design.table["conditions.ask_again"])
    # Each answer is equally likely, so a Latin hypercube gives each exactly a third.
    assert [places.count(place) for place in range(3)] == [100, 100, 100]


def test_highest_level_of_morris_is_the_last_word() -> None:
    design = mixed("morris", points=20)
    top = design.table["raw.theory.trust"] == 3.0
    assert top.any()
    assert set(design.table.loc[top, "theory.trust"]) == {SWITCHES["trust"].values[-1]}


def test_steps_of_a_trajectory_move_one_factor() -> None:
    for kind in ("morris", "shapley"):
        design = mixed(kind)
        assert design.table["base_row"].nunique() > 1
        for _, rows in design.table.groupby("base_row"):
            assert len(rows) > 1
            raw = rows.filter(like="raw.").to_numpy()
            assert ((np.diff(raw, axis=0) != 0).sum(axis=1) == 1).all()


def test_one_at_a_time_stays_at_the_middle_but_for_one() -> None:
    design = make_design(
        "ofat",
        declared_factors(["trust_start", "theory.trust"]),
        3,
        centre={"theory.trust": "driver", "conditions.trust_start": 0.5},
    )
    first = design.values(0)
    assert first["theory.trust"] == "driver" and first["conditions.trust_start"] == 0.5
    for point in range(1, len(design)):
        values = design.values(point)
        assert sum(values[name] != first[name] for name in values) == 1


def test_factors_are_the_declared_ones_and_the_dummy_is_always_there() -> None:
    every = declared_factors()
    assert len(every) == len(VARIED) + len(SWITCHES)
    assert [f.name for f in declared_factors(["trust_start"])][-1] == "conditions.dummy"
    group = declared_factors(["group.trust", "trust_start"])
    named = {f"conditions.{c.name}" for c in VARIED.values() if c.group == "trust"}
    assert {factor.name for factor in group} == named | {"conditions.dummy"}
    assert all(declared_factors([name]) for name in factor_names())
    assert DUMMY not in [f.name for f in declared_factors(["trust_start"], control=False)]
    assert DUMMY in [f.name for f in declared_factors(["dummy"], control=False)]


def test_narrowed_factor_keeps_its_middle() -> None:
    (trust, _) = declared_factors(["trust_start"])
    half = narrowed(trust, 0.5)
    assert half.high - half.low == pytest.approx((trust.high - trust.low) / 2)
    assert half.high + half.low == pytest.approx(trust.high + trust.low)


@pytest.mark.parametrize("kind", KINDS)
def test_saved_table_is_the_design_again(kind: str, tmp_path: Path) -> None:
    design = mixed(kind)
    file = tmp_path / "design.parquet"
    pq.write_table(design.to_arrow(), file)
    again = read_design(file)
    assert (again.digest, again.kind, again.problem) == (design.digest, kind, design.problem)
    pd.testing.assert_frame_equal(again.table, design.table, check_exact=True)


def test_table_that_went_through_a_spreadsheet_runs_the_same_points(tmp_path: Path) -> None:
    design = mixed("morris")
    design.table.to_csv(tmp_path / "mine.csv", index=False)
    again = read_design(tmp_path / "mine.csv")
    names = [factor.name for factor in design.factors]
    pd.testing.assert_frame_equal(again.table[names], design.table[names], check_exact=True)
    assert list(again.base_rows) == list(design.base_rows)


def test_seeds_are_constant_within_a_base_row_and_vary_across() -> None:
    design = mixed("shapley")
    seeds = seeds_for("shapley", count=3, first=10)
    rows = design.base_rows
    drawn = np.stack([seeds.of(rows, np.full(len(rows), r)) for r in range(3)], axis=1)
    by_row = {int(row): {tuple(found) for found in drawn[rows == row]} for row in rows}
    assert all(len(found) == 1 for found in by_row.values())
    every = [seed for found in by_row.values() for seed in next(iter(found))]
    assert sorted(every) == list(range(10, 10 + 3 * 4))


def test_seeds_are_the_same_across_points_for_comparison() -> None:
    seeds = as_seeds(range(5, 8), "factorial")
    rows = np.arange(6)
    assert {tuple(seeds.of(rows, np.full(6, r))) for r in range(3)} == {
        (5,) * 6,
        (6,) * 6,
        (7,) * 6,
    }


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("trust_start,thrust\n0.5,1\n", ["unknown column 'thrust'"]),
        ("trust_strt\n0.5\n", ["unknown column 'trust_strt'", "'trust_start'"]),
        ("theory.thrust\nnone\n", ["unknown column 'theory.thrust'", "'theory.trust'"]),
        ("trust_start\n0.5\n7\n", ["row 2", "trust_start", "7", "0.3 to 0.9"]),
        ("trust_start\nhigh\n", ["row 1", "'high'"]),
        ("trust_start,ask_again\n0.5,\n", ["row 1", "ask_again", "no value"]),
        ("ask_again\n1.5\n", ["ask_again", "whole"]),
        ("theory.trust\ndrivr\n", ["row 1", "'drivr'", "'driver'"]),
        ("scenario\nflod\n", ["'flod'", "'flood'"]),
        ("trust_start,conditions.trust_start\n0.5,0.5\n", ["two columns", "trust_start"]),
        ("trust_start\n", ["no rows"]),
        ("", ["is empty"]),
        ("point\n1\n", ["no column of a factor"]),
        ("trust_start,base_row\n0.5,a\n", ["base_row", "whole numbers"]),
        ('trust_start\n"0.5\n', ["cannot be read"]),
    ],
)
def test_list_that_is_not_right_is_refused_in_one_line(
    text: str, parts: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "points.csv"
    file.write_text(text, encoding="utf-8")
    said = refusal(lambda: read_design(file))
    assert [part for part in [str(file), *parts] if part not in said] == []


def test_file_that_is_no_table_is_refused_in_one_line(tmp_path: Path) -> None:
    assert "cannot be read" in refusal(lambda: read_design(tmp_path / "gone.csv"))
    assert ".csv, .xlsx or .parquet" in refusal(lambda: read_design(tmp_path / "points.ods"))
    for name in ("bad.parquet", "bad.csv"):
        (tmp_path / name).write_bytes(b"\xff\xfe\x00PAR1 broken")
        assert "cannot be read" in refusal(lambda name=name: read_design(tmp_path / name))
    columns = pd.DataFrame({"trust_start": [0.5, np.nan]})
    columns.to_parquet(tmp_path / "gap.parquet")
    assert "row 2" in refusal(lambda: read_design(tmp_path / "gap.parquet"))


@pytest.mark.parametrize(
    ("kind", "points", "options", "parts"),
    [
        ("sobl", 4, {}, ["unknown value of design 'sobl'", "'sobol'"]),
        ("sobol", 5, {}, ["design.points is 5", "power of two", "4 or 8"]),
        ("lhs", 0, {}, ["design.points is 0", "1 or more"]),
        ("ofat", 1, {}, ["design.points is 1", "2 or more"]),
        ("lhs", 4, {"levels": 6}, ["design.levels=6 means nothing to design=lhs"]),
        ("morris", 4, {"levels": 3}, ["design.levels is 3", "even"]),
        ("factorial", 400_000, {}, ["design=factorial", "points; allowed"]),
    ],
)
def test_design_that_cannot_be_made_is_refused(
    kind: str, points: int, options: dict[str, int], parts: list[str]
) -> None:
    said = refusal(lambda: mixed(kind, points, **options))
    assert [part for part in parts if part not in said] == []


def test_names_of_factors_that_do_not_exist_are_refused() -> None:
    assert "'conditions.trust_start'" in refusal(lambda: declared_factors(["trust_strt"]))
    assert "'trust'" in refusal(lambda: declared_factors(["theory.trst"]))
    assert "unknown" in refusal(lambda: declared_factors(["group.nothing"]))
    assert "twice" in refusal(lambda: declared_factors(["policy"], {"policy": ["none", "none"]}))
    assert "share" in refusal(lambda: narrowed(declared_factors(["trust_start"])[0], 2.0))


def test_points_given_as_a_table_are_a_list() -> None:
    design = list_design(pd.DataFrame({"policy": ["none", "liaisons"], "trust_start": [0.5, 0.6]}))
    assert design.values(1) == {"policy": "liaisons", "conditions.trust_start": 0.6}


def test_levels_of_morris_are_four_where_nothing_is_said() -> None:
    (factor, *_) = declared_factors(["trust_start"])
    values = make_design("morris", declared_factors(["trust_start"]), 40).table[factor.name]
    steps = (values - factor.low) / (factor.high - factor.low)
    assert sorted(set(steps.round(9))) == [0.0, round(1 / 3, 9), round(2 / 3, 9), 1.0]


def test_the_size_of_one_at_a_time_counts_the_middle_and_every_value() -> None:
    """A number at four values, a question with three answers, and the point in the middle."""
    factors = declared_factors(["trust_start", "theory.trust"], control=False)
    assert points_of("ofat", factors, 4) == 1 + 4 + 3


def test_a_stored_value_beyond_its_range_is_refused_on_both_sides(tmp_path: Path) -> None:
    made = make_design("lhs", declared_factors(["trust_start"]), 4)
    for value in (-0.1, 1.1):
        table = made.to_arrow()
        place = table.schema.get_field_index("conditions.trust_start")
        column = pa.array([0.5, 0.5, value, 0.5])
        pq.write_table(table.set_column(place, table.field(place), column), tmp_path / "d.parquet")
        said = refusal(lambda: read_design(tmp_path / "d.parquet"))
        assert "row 3" in said and "allowed: a number from" in said


def test_points_of_sobol_fill_the_range_evenly_and_no_more() -> None:
    """Of 64 points 16 lie in each quarter of the range."""
    (factor, *_) = declared_factors(["trust_start"])
    values = make_design("sobol_points", declared_factors(["trust_start"]), 64).table[factor.name]
    quarter = (values - factor.low) / (factor.high - factor.low) * 4
    assert np.bincount(np.floor(quarter).astype(int)).tolist() == [16, 16, 16, 16]


def test_a_question_stands_at_its_first_answer_while_others_are_varied() -> None:
    table = make_design("ofat", declared_factors(["trust_start", "theory.trust"]), 3).table
    varied = table[table["conditions.trust_start"] != CONDITIONS["trust_start"].default]
    assert len(varied) >= 2 and set(varied["theory.trust"]) == {"none"}
