"""The world files: what the Netherlands holds, and that a user's own world loads."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sim.errors import UserError
from sim.world import World, load_world
from sim.world.load import NETHERLANDS
from tests.made.world_files import copy_world, put, read, write


@pytest.fixture
def own_world(tmp_path: Path) -> Path:
    return copy_world(tmp_path)


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def test_the_netherlands_is_complete(world: World) -> None:
    counts = [len(rows) for rows in (world.units, world.classes, world.desks, world.bases)]
    assert counts == [42, 21, 9, 9]
    assert len(world.fit) == 35
    assert world.name == "netherlands"


def test_needs_arise_in_the_ten_police_regions(world: World) -> None:
    regions = [world.units[index] for index in world.regions]
    assert len(regions) == 10
    assert {unit.organisation for unit in regions} == {"politie"}
    assert "pol_landelijke_eenheid" not in {unit.id for unit in regions}


def test_cells_become_typed_values(world: World) -> None:
    guarding = world.classes[world.class_index("guarding_objects")]
    assert guarding.approval_chain == ("mayor", "minister_jenv", "doc")
    assert guarding.rungs == (1, 2)
    assert guarding.pre_authorised is False
    assert guarding.size_median == 30.0
    eod = world.units[world.unit_index("def_eod")]
    assert (eod.persons, eod.rung, eod.notice_days) == (90, 2, 0.02)
    began = {basis.id: basis.in_force_from for basis in world.bases}
    assert began["politiewet_58"] == date(2013, 1, 1)
    assert began["msob"] is None
    assert world.fit["hands", "armed_guard"] == 0.9


def test_grades_and_sources_are_kept(world: World) -> None:
    search = world.units[world.unit_index("pol_search")]
    assert (search.grade, search.source) == ("B", "one national team (F020)")
    assert world.classes[world.class_index("eod_legacy")].needs_grade == "D"
    assert all(kind.evidence for kind in world.classes)
    assert world.fit_grades.keys() == world.fit.keys()
    assert set(world.fit_grades.values()) == {"J"}


def test_desks_of_a_region_are_marked(world: World) -> None:
    regional = {desk.id for desk in world.desks if desk.regional}
    assert regional == {"prosecutor", "mayor", "safety_region"}


def test_every_figure_behind_the_world_has_a_grade() -> None:
    header, *rows = read(NETHERLANDS, "figures.csv")
    assert len(rows) == 115
    assert {row[header.index("confidence")] for row in rows} == {"A", "B", "C"}


def test_unknown_unit_and_class_are_answered_with_the_nearest_name(world: World) -> None:
    with pytest.raises(UserError, match="unknown unit 'def_eodd'; did you mean 'def_eod'"):
        world.unit_index("def_eodd")
    with pytest.raises(UserError, match="unknown class 'floods'; did you mean 'flood'"):
        world.class_index("floods")


def test_the_built_in_world_is_read_once_and_a_users_world_anew(own_world: Path) -> None:
    assert load_world() is load_world()
    put(own_world, "units.csv", "def_eod", "persons", "91")
    first = load_world(own_world)
    put(own_world, "units.csv", "def_eod", "persons", "92")
    second = load_world(str(own_world))
    persons = [world.units[world.unit_index("def_eod")].persons for world in (first, second)]
    assert persons == [91, 92]
    assert len({first: 1, second: 2}) == 2


def test_a_users_copy_equals_the_built_in_world(own_world: Path, world: World) -> None:
    copy = load_world(own_world)
    assert (copy.units, copy.classes, copy.desks, copy.bases, copy.fit) == (
        *(world.units, world.classes, world.desks, world.bases),
        world.fit,
    )


def test_desks_without_the_column_regional_load(own_world: Path) -> None:
    table = read(own_world, "desks.csv")
    cell = table[0].index("regional")
    write(own_world, "desks.csv", [line[:cell] + line[cell + 1 :] for line in table])
    assert not any(desk.regional for desk in load_world(own_world).desks)


@pytest.mark.parametrize(
    ("file", "row", "column", "value"),
    [
        ("units.csv", "def_eod", "persons", "3.0"),
        ("units.csv", "def_eod", "source", ""),
        ("request_classes.csv", "flood", "needs_per_year", "0"),
        ("request_classes.csv", "flood", "size_sigma", "0"),
        ("legal_bases.csv", "politiewet_58", "article", ""),
        ("legal_bases.csv", "politiewet_58", "in_force_from", ""),
        ("desks.csv", "locc", "officers", "0"),
    ],
)
def test_a_cell_at_the_edge_of_what_is_allowed_loads(
    own_world: Path, file: str, row: str, column: str, value: str
) -> None:
    put(own_world, file, row, column, value)
    assert isinstance(load_world(own_world), World)


def test_a_byte_order_mark_and_blank_lines_do_no_harm(own_world: Path) -> None:
    content = (own_world / "units.csv").read_bytes()
    (own_world / "units.csv").write_bytes(b"\xef\xbb\xbf" + content + b"\n,,,\n\n")
    assert len(load_world(own_world).units) == 42
