"""Columns and cells of the tables as factors of designs: what is drawn, and what is refused."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from analysis.words.factors import factor_name
from bijstand.tools import problem
from experiments.configuration.study import read_study
from experiments.design import list_design, make_design, read_design
from experiments.design.factors import declared_factors, factor_names
from experiments.design.frame import Frame
from experiments.design.kinds import KINDS, TOGETHER
from experiments.design.ranges import narrowed
from experiments.study.study import run_points
from sim.errors import UserError
from sim.setting.offered import offered_in
from sim.world import load_world
from sim.world.folders import DATA
from sim.world.spread import COLUMNS, cells_of

CELLS = cells_of(load_world())
SEVERITY = [f"world.severity.{row}" for row in CELLS["severity"]]


@pytest.mark.parametrize("group", ["scenario", "policy"])
def test_names_that_are_not_given_are_those_that_the_world_can_run(group: str) -> None:
    germany = load_world(DATA / "germany")
    for world in (None, germany):
        (factor,) = declared_factors([group], control=False, world=world)
        path = None if world is None else str(world.path)
        assert list(factor.words) == offered_in(group, path) and len(factor.words) > 5
        for name in factor.words:
            assert Frame(world=path, days=10, warm_up_days=0).setting({group: name})
    assert problem([group])["bounds"] == [[0.0, float(len(offered_in(group)))]]


def test_a_column_is_a_factor_for_each_of_its_cells_in_one_group() -> None:
    factors = declared_factors(["world.severity"], control=False)
    assert [factor.name for factor in factors] == SEVERITY
    assert {factor.group for factor in factors} == {"world.severity"}
    assert {factor.bounds for factor in factors} == {(-1.0, 1.0)}
    every = declared_factors(["group.world"], control=False)
    assert len(every) == sum(map(len, CELLS.values())) > 400
    assert [f.name for f in declared_factors(["world.fit.hands:guarding"], control=False)] == [
        "world.fit.hands:guarding"
    ]
    assert problem(["world.severity"])["names"] == SEVERITY


@pytest.mark.parametrize("kind", TOGETHER)
def test_where_rows_share_values_a_column_is_one_factor_that_picks_draws(kind: str) -> None:
    factors = declared_factors(["group.world", "trust_start"], columns=True, control=False)
    assert [f.name for f in factors][: len(COLUMNS)] == [f"world.{name}" for name in COLUMNS]
    design = make_design(kind, factors, 4)
    frame = Frame()
    (point,) = {p for p in range(len(design)) if p == 1}
    setting = frame.setting(design.values(point))
    assert setting.world.drawn_from is load_world()
    nothing = dict.fromkeys((f"world.{name}" for name in COLUMNS), 0.0)
    assert frame.setting(nothing).world is load_world()


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - set(TOGETHER)))
def test_where_values_are_taken_for_more_and_less_a_pick_is_refused(kind: str) -> None:
    with pytest.raises(UserError, match=r"picks joint draws.*world.severity.<row>"):
        make_design(kind, declared_factors(["world.severity"], columns=True), 4)
    (cell, _) = declared_factors(["world.severity.flood"])
    assert len(make_design(kind, [cell], 4)) >= 4


def test_the_words_of_a_command_line_make_cells_or_columns_as_the_design_needs() -> None:
    for kind, count in (("lhs", len(SEVERITY)), ("morris", 1)):
        words = [f"design={kind}", "design.factors=[world.severity]", "design.points=4"]
        named = [f.name for f in read_study(words, "sweep").design.factors]
        assert len([name for name in named if name.startswith("world.")]) == count
    with pytest.raises(UserError, match="did you mean 'flood'"):
        read_study(["design.factors=[world.severity.flod]"], "sweep")
    with pytest.raises(UserError, match="did you mean 'severity'"):
        read_study(["design.factors=[world.severty]"], "sweep")


def test_a_list_of_points_holds_cells_and_says_what_is_none_before_it_runs(tmp_path: Path) -> None:
    file = tmp_path / "points.csv"
    file.write_text("world.severity.flood,trust_start\n-1,0.5\n1,0.5\n")
    design = read_design(file)
    assert design.table["world.severity.flood"].tolist() == [-1.0, 1.0]
    for text, told in (
        ("world.severity.flood\n2\n", "allowed: a number from -1 to 1"),
        ("world.severity.flood\nmuch\n", "allowed: a number from -1 to 1"),
        ("world.severty\n0\n", "did you mean 'world.severity'"),
    ):
        file.write_text(text)
        with pytest.raises(UserError, match=told):
            read_design(file)
    file.write_text("world.severity.flod\n0.5\n")
    with pytest.raises(UserError, match="did you mean 'flood'"):
        read_study(["design=list", f"design.file={file}"], "sweep")


def test_a_design_with_cells_is_read_again_as_it_was_written(tmp_path: Path) -> None:
    design = make_design("lhs", declared_factors(["world.officers", "trust_start"]), 3)
    pq.write_table(design.to_arrow(), tmp_path / "design.parquet")
    again = read_design(tmp_path / "design.parquet")
    assert again.digest == design.digest
    pd.testing.assert_frame_equal(again.table, design.table)


def test_cells_are_told_by_column_and_row_in_both_languages() -> None:
    assert factor_name("world.severity", "en") == "severity of needs"
    assert (
        factor_name("world.severity.flood", "nl") == "ernst van behoeften: Hoogwater, dijk en dam"
    )
    assert {f"world.{name}" for name in COLUMNS} | {"group.world"} <= set(factor_names())
    titles = [title for of in COLUMNS.values() for title in of.title]
    assert len(set(titles)) == len(titles)


def test_half_a_range_of_a_cell_is_half_and_of_a_pick_the_whole() -> None:
    (cell, _) = declared_factors(["world.severity.flood"])
    assert narrowed(cell, 0.5).bounds == (-0.5, 0.5)
    (pick, _) = declared_factors(["world.severity"], columns=True)
    assert narrowed(pick, 0.5) == pick


def test_points_that_move_no_cell_are_those_of_the_tables() -> None:
    points = pd.DataFrame(
        {
            "trust_start": [0.5, 0.5, 0.5],
            "world.severity.flood": [0.0, 0.0, 1.0],
            "world.persons": [0.0, 0.4, 0.0],
        }
    )
    plain = run_points(Frame(days=90), points[["trust_start"]].head(1), [3])
    moved = run_points(Frame(days=90), list_design(points).table, [3])
    outcomes = [c for c in plain.columns if c not in ("point", "replication", "seed")]
    np.testing.assert_array_equal(plain[outcomes].iloc[0], moved[outcomes].iloc[0])
    assert moved["gap_closed_all"].nunique() == 3
