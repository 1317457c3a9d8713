"""What a world implies, against its tables and against logs worked out again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from analysis.codebook.needs import log_of
from analysis.run.world_facts import DAYS, FACTS, WARM_UP_DAYS, facts_of, unused_in
from sim.run import run_setting
from sim.setting.setting import resolve
from sim.state.codes import END_STATES
from sim.world import load_world
from tests.made.world_files import copy_world, put, read, write


def test_as_many_needs_arise_as_the_tables_say() -> None:
    world = load_world("built-in:germany")
    wanted = sum(kind.needs_per_year for kind in world.classes)
    found = facts_of(world, range(1, 11))
    # Poisson over twenty years: three standard deviations.
    assert found["needs_a_year"] == pytest.approx(wanted, abs=3 * (wanted / 20) ** 0.5)
    assert list(found) == list(FACTS)


def test_facts_are_those_of_the_log() -> None:
    world = load_world()
    run = run_setting(resolve(days=DAYS, warm_up_days=WARM_UP_DAYS), 3, daily=True)
    log = log_of(run)
    log = log[log["time"] >= WARM_UP_DAYS]
    gaps = log["gap"] > 0
    silent = np.isin(log["end_state"], [END_STATES.index(n) for n in ("alone", "not_asked")])
    found = facts_of(world, [3])
    assert found["needs_a_year"] == pytest.approx(len(log) / 2)
    assert found["gaps_a_year"] == pytest.approx(gaps.sum() / 2)
    assert found["requests_a_year"] == pytest.approx((gaps & ~silent).sum() / 2)
    assert found["gap_closed"] == run.outcomes["gap_closed"]
    police = sum(unit.persons for unit in world.units if unit.organisation == "politie")
    busy = run.snapshots["busy_police"][WARM_UP_DAYS:].mean()
    assert found["away_civil"] == pytest.approx(busy / police)


def test_what_has_no_part_in_a_world_is_named(tmp_path: Path) -> None:
    assert unused_in(load_world()) == {} == unused_in(load_world("built-in:germany"))
    folder = copy_world(tmp_path)
    table = read(folder, "desks.csv")
    table.append(["idle", *table[-1][1:]])
    write(folder, "desks.csv", table)
    # Who can dive is of the organisation that asks for it: own people, whom nobody asks.
    for row in read(folder, "units.csv"):
        if row[7] == "diving":
            put(folder, "units.csv", row[0], "organisation", "politie")
    found = unused_in(load_world(folder))
    assert found == {"desks": ["idle"], "unanswered": ["search_underwater"]}
