"""How uncertain the tables are: spreads by grade, draws of cells, and what stays as it is."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim import simulate
from sim.errors import UserError
from sim.run import run_setting
from sim.setting.layout.layout import layout
from sim.setting.setting import draw_tape, resolve
from sim.world import World, load_world
from sim.world.spread import (
    COLUMNS,
    LOGITS_OF_J,
    SPREADS,
    cells_of,
    drawn_world,
    picked,
    places_in,
    row_of,
)

WORLD = load_world()
CELLS = [(column, row) for column, rows in cells_of(WORLD).items() for row in rows]
ALL = dict.fromkeys(COLUMNS, 0.37)


@pytest.mark.parametrize(("grade", "by"), [("A", 5), ("B", 10), ("C", 20), ("J", 50)])
def test_a_number_of_a_grade_moves_by_its_per_cent(grade: str, by: float) -> None:
    unit = replace(WORLD.units[0], persons=1000, notice_days=2.0, grade=grade)
    world = replace(WORLD, units=(unit, *WORLD.units[1:]))
    for place, factor in ((1.0, 1 + by / 100), (-1.0, 1 / (1 + by / 100))):
        moved = {f"persons.{unit.id}": place, f"notice_days.{unit.id}": place}
        drawn = drawn_world(world, moved).units[0]
        assert drawn.persons == round(1000 * factor)
        assert drawn.notice_days == pytest.approx(2.0 * factor)


@pytest.mark.parametrize(("grade", "by"), [("D", 10), ("I", 30), ("J", 50)])
def test_a_frequency_of_a_grade_moves_by_its_per_cent(grade: str, by: float) -> None:
    kind = replace(WORLD.classes[0], needs_grade=grade, needs_per_year=100.0, evidence="")
    world = replace(WORLD, classes=(kind, *WORLD.classes[1:]))
    drawn = drawn_world(world, {f"needs_per_year.{kind.id}": 1.0}).classes[0]
    assert drawn.needs_per_year == pytest.approx(100 + by)


def test_a_frequency_with_a_range_in_its_evidence_goes_from_end_to_end() -> None:
    """Improvised devices: 210 to 265 a year, whatever the grade would say."""
    cell = cells_of(WORLD)["needs_per_year"]["eod_improvised"]
    assert (cell.at(-1.0), cell.at(0.0), cell.at(1.0)) == pytest.approx((210, 235, 265))


@pytest.mark.parametrize(("grade", "logits"), [("J", 1.1), ("C", 0.44), ("A", 0.11)])
def test_a_share_moves_on_the_logit_scale_in_proportion_to_its_grade(
    grade: str, logits: float
) -> None:
    unit = next(u for u in WORLD.units if 0 < u.dedicated_share < 1)
    place = WORLD.units.index(unit)
    units = (*WORLD.units[:place], replace(unit, grade=grade), *WORLD.units[place + 1 :])
    drawn = drawn_world(replace(WORLD, units=units), {f"dedicated_share.{unit.id}": 1.0})
    share = drawn.units[place].dedicated_share
    odds = share / (1 - share) / (unit.dedicated_share / (1 - unit.dedicated_share))
    assert math.log(odds) == pytest.approx(logits)


def test_every_grade_has_a_spread_and_a_column_without_grades_is_judged() -> None:
    assert SPREADS == {"A": 0.05, "B": 0.10, "C": 0.20, "D": 0.10, "I": 0.30, "J": 0.50}
    cell = cells_of(WORLD)["severity"]["flood"]
    odds = cell.high / (1 - cell.high) / (cell.value / (1 - cell.value))
    assert math.log(odds) == pytest.approx(LOGITS_OF_J)


@given(
    cell=st.sampled_from(CELLS),
    place=st.floats(-1.0, 1.0, allow_nan=False),
    other=st.floats(-1.0, 1.0, allow_nan=False),
)
def test_a_drawn_cell_stays_in_its_spread_and_what_it_may_be(
    cell: tuple[str, str], place: float, other: float
) -> None:
    column, row = cell
    of, kind = cells_of(WORLD)[column][row], COLUMNS[column].kind
    low, high = of.at(-1.0), of.at(1.0)
    assert low <= of.at(0.0) == of.value <= high
    assert low - 1e-12 <= of.at(place) <= high + 1e-12
    if place < other:
        assert of.at(place) <= of.at(other) + 1e-12, "more of the number is more of the cell"
    assert of.at(place) > 0 and (kind != "share" or of.at(place) < 1)
    assert kind != "whole" or (of.at(place) >= 1 and of.at(place).is_integer())


def test_cells_that_are_exactly_nothing_or_wholly_so_stay() -> None:
    varied = cells_of(WORLD)
    assert "hands:guarding" in varied["fit"] and "diving:diving" not in varied["fit"]
    assert "operational" not in varied["officers"] and "locc" in varied["officers"]
    drawn = drawn_world(WORLD, ALL)
    for pair, fit in WORLD.fit.items():
        assert (drawn.fit[pair] == fit) == (fit == 1.0), row_of(pair)
        assert drawn.fit[pair] > 0
    for kind, was in zip(drawn.classes, WORLD.classes, strict=True):
        assert (kind.preparation_days == 0) == (was.preparation_days == 0)
        assert (kind.approval_chain, kind.rungs) == (was.approval_chain, was.rungs)


def test_nothing_moved_is_the_same_world() -> None:
    assert drawn_world(WORLD, {}) is WORLD
    assert drawn_world(WORLD, dict.fromkeys(COLUMNS, 0.0)) is WORLD
    assert drawn_world(WORLD, {"severity.flood": 0.0}) is WORLD


def test_a_column_picks_a_joint_draw_of_its_cells() -> None:
    """Another number another draw, the same one the same; each cell somewhere in its spread."""
    one, same, two = (places_in(WORLD, {"severity": v})["severity"] for v in (0.5, 0.5, 0.25))
    assert one == same != two
    drawn = np.array([picked("severity", (k + 1) / 401, 21) for k in range(400)])
    assert np.abs(drawn).max() <= 1
    assert np.abs(drawn.mean(axis=0)).max() < 4 / math.sqrt(3 * 400)
    assert np.abs(drawn.std(axis=0) - 1 / math.sqrt(3)).max() < 0.1
    together = np.corrcoef(drawn.T)[np.triu_indices(21, 1)]
    assert np.abs(together).max() < 0.25, "cells are drawn apart"
    assert picked("complexity", 0.5, 21) != picked("severity", 0.5, 21)


def test_a_cell_beside_its_column_has_its_own_number() -> None:
    places = places_in(WORLD, {"severity.flood": -1.0, "severity": 0.5})["severity"]
    assert places["flood"] == -1.0 and len(places) == len(cells_of(WORLD)["severity"])


def test_a_column_row_or_world_that_is_none_is_refused() -> None:
    with pytest.raises(UserError, match="did you mean 'severity'"):
        drawn_world(WORLD, {"severty": 0.5})
    with pytest.raises(UserError, match="did you mean 'flood'"):
        drawn_world(WORLD, {"severity.flod": 0.5})
    with pytest.raises(UserError, match="a draw of its tables already"):
        drawn_world(drawn_world(WORLD, ALL), ALL)


def fresh(world: World) -> World:
    """Return a world with the same tables that is no draw."""
    return replace(world, drawn_from=None)


@pytest.mark.parametrize("columns", [("persons", "officers"), ("fit",), ("mean_days", "severity")])
def test_a_draw_is_laid_out_as_a_world_with_such_tables(columns: tuple[str, ...]) -> None:
    """All but how often needs arise and who can do what, which stay those of the tables."""
    drawn = drawn_world(WORLD, dict.fromkeys(columns, 0.7))
    ours, anew = layout(drawn), layout(fresh(drawn))
    for name in ours._fields:
        if name not in ("fit_at_home", "contact_pairs", "partners"):
            np.testing.assert_array_equal(
                np.asarray(getattr(ours, name)), np.asarray(getattr(anew, name)), name
            )
    np.testing.assert_array_equal(ours.fit_at_home, layout(WORLD).fit_at_home)
    np.testing.assert_array_equal(ours.contact_pairs, layout(WORLD).contact_pairs)


def test_who_has_a_capability_is_read_from_the_fit_as_it_stands() -> None:
    lower = {f"fit.{row}": -1.0 for row in cells_of(WORLD)["fit"]}
    one, other = resolve().tables, resolve(world=drawn_world(WORLD, lower)).tables
    for field in ("helpers", "has_capability", "first_helper"):
        np.testing.assert_array_equal(one.classes[field], other.classes[field])
    assert other.helpers["fit"].min() < one.helpers["fit"].min()


def test_more_needs_add_incidents_and_move_none() -> None:
    more = {f"needs_per_year.{row}": 1.0 for row in cells_of(WORLD)["needs_per_year"]}
    plain, drawn = resolve(), resolve(world=drawn_world(WORLD, more))
    times = [set(draw_tape(setting, 3).incidents["key"].tolist()) for setting in (plain, drawn)]
    assert times[0] < times[1]
    one, other = (draw_tape(setting, 3).incidents for setting in (plain, drawn))
    kept = np.isin(other["key"], one["key"])
    np.testing.assert_array_equal(np.sort(other["time"][kept]), np.sort(one["time"]))
    searches = WORLD.class_index("search_property")  # 250 a year, grade I: 30 % more
    counts = [(tape["request_class"] == searches).sum() for tape in (one, other)]
    assert counts[1] / counts[0] == pytest.approx(1.3, abs=0.08)


@given(value=st.floats(0.001, 1.0), policy=st.sampled_from(["liaisons", "mit+joint_framework"]))
def test_people_held_out_scale_with_the_drawn_unit_and_are_never_more_than_it_has(
    value: float, policy: str
) -> None:
    drawn = resolve(world=drawn_world(WORLD, {"persons": value}), policy=policy)
    table = resolve(policy=policy)
    out, usual = drawn.policy.held_out(drawn.world), table.policy.held_out(table.world)
    new = len(drawn.policy.partnerships)
    rows = zip(drawn.world.units, table.world.units, out, usual, strict=True)
    for unit, was, taken, before in list(rows)[: len(out) - new]:
        assert taken <= unit.persons
        assert taken / unit.persons == pytest.approx(before / was.persons)
    assert (drawn.tables.units["persons"] >= 0).all()


def test_a_drawn_world_runs_to_the_end_with_other_numbers() -> None:
    outcomes = [
        run_setting(resolve(world=world, policy="mit+liaisons", days=200), 1).outcomes["gap_closed"]
        for world in (WORLD, drawn_world(WORLD, ALL))
    ]
    assert outcomes[0] != outcomes[1] and 0 < outcomes[1] < 1


def test_a_world_without_draws_is_the_same_to_the_bit() -> None:
    again = replace(WORLD)
    one, other = (simulate(world=w, days=120, daily=False).outcomes for w in (WORLD, again))
    assert one == pytest.approx(other, abs=0, nan_ok=True)
