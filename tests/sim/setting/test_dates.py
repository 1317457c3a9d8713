"""Runs that have a date: levers between dates, legal bases in force, dates in tables."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim import simulate
from sim.errors import UserError
from sim.model import CollaborationModel
from sim.run import Run, run_setting
from sim.setting.setting import Setting, draw_tape, resolve
from sim.world import load_world
from sim.world.load import NETHERLANDS
from tests.peer import run_peer

LENGTH = {"days": 300, "warm_up_days": 60}
START = "2026-01-01"


def run(policy: str = "none", **more: Any) -> Run:
    return simulate(policy=policy, seed=3, **{**LENGTH, **more})


def assert_same(one: Run, other: Run) -> None:
    logs, days = (
        [getattr(each, name).drop(columns="date", errors="ignore") for each in (one, other)]
        for name in ("requests", "daily")
    )
    pd.testing.assert_frame_equal(*logs, check_exact=True)
    pd.testing.assert_frame_equal(*days, check_exact=True)


def test_a_date_by_itself_moves_nothing() -> None:
    assert_same(run(), run(start_date=START))
    assert_same(run("liaisons@30..90"), run("liaisons@30..90", start_date=date(2026, 1, 1)))


def test_levers_between_dates_are_levers_between_days() -> None:
    dated = "liaisons@2026-01-31..2026-04-01+mit@..2026-02-10"
    assert_same(run(dated, start_date=START), run("liaisons@30..90+mit@..40"))
    # The warm-up begins on 2 November 2025, and the day of the leap year counts.
    assert_same(run("liaisons@2025-11-02..", start_date=START), run("liaisons"))
    leap = resolve(policy="liaisons@2028-03-01..", start_date="2028-01-01", **LENGTH)
    assert [stage.day for stage in leap.stages] == [-60, 60]


def test_tables_have_dates_beside_days() -> None:
    found = run(start_date=START)
    assert list(found.daily.columns[:2]) == ["day", "date"]
    assert found.daily.date.iloc[[0, 31, -1]].tolist() == ["2026-01-01", "2026-02-01", "2026-10-27"]
    days = (pd.to_datetime(found.requests.date) - pd.Timestamp(START)).dt.days
    assert np.array_equal(days, np.floor(found.requests.time))
    assert "date" not in run().daily and "date" not in run().requests


@pytest.mark.parametrize("given", ["2026-13-01", "1 January", "2026-02-30", 2026, "", True])
def test_what_is_no_date_is_refused_in_one_line(given: Any) -> None:
    with pytest.raises(UserError, match="allowed: a date as 2026-01-01"):
        resolve(start_date=given)


@pytest.mark.parametrize(
    ("policy", "start", "said"),
    [
        ("liaisons@2026-03-01..", None, "the run has no date; allowed: run.start_date=2026-01-01"),
        (
            "liaisons@2030-01-01..",
            START,
            "'liaisons@2030-01-01..' holds from day 1461, outside of the run",
        ),
        (
            "liaisons@..2020-01-01",
            START,
            "outside of the run, which lasts from day -60 up to day 300",
        ),
        ("liaisons@2026-03-01..10", START, "starts on 2026-03-01 and ends on day 10"),
        ("liaisons@..2026-03-01+liaisons@10..", START, "the same lever at the same time"),
    ],
)
def test_dates_that_cannot_be_are_refused_in_one_line(
    policy: str, start: str | None, said: str
) -> None:
    with pytest.raises(UserError) as refused:
        resolve(policy=policy, start_date=start, **LENGTH)
    assert said in str(refused.value)


# --- legal bases ------------------------------------------------------------------------------


def world_of(folder: Path, basis: str, begins: str = "", ends: str = "") -> str:
    """Write the Netherlands with other dates of one of its legal bases."""
    shutil.copytree(NETHERLANDS, folder / "world")
    file = folder / "world" / "legal_bases.csv"
    table = pd.read_csv(file, dtype=str, keep_default_na=False)
    table.insert(list(table.columns).index("in_force_from") + 1, "in_force_until", "")
    rows = table.id == basis
    table.loc[rows, "in_force_from"], table.loc[rows, "in_force_until"] = begins, ends
    table.to_csv(file, index=False)
    return str(folder / "world")


def setting_of(world: str, start: str | None = START) -> Setting:
    return resolve(world=world, start_date=start, **LENGTH)


def asked_on(found: Run, basis: str) -> pd.DataFrame:
    log = found.requests
    return log[(log.legal_basis == basis) & (log.gap > 0) & (log.end_state != "alone")]


def test_before_it_comes_into_force_nothing_is_permitted_on_a_basis(tmp_path: Path) -> None:
    world = world_of(tmp_path, "politiewet_58", begins="2026-06-01")
    found, day = run_setting(setting_of(world), 3), 151
    log = asked_on(found, "politiewet_58")
    before, after = log[log.time < day - 30], log[log.time > day]
    assert len(before) > 30 and len(after) > 30
    assert not before.end_state.isin(["supported", "support_withdrawn", "no_go"]).any()
    assert not before.may.any()
    assert (after.end_state == "supported").sum() > 10
    assert (before.true_reason == "no_basis").any()
    assert not (after.true_reason == "no_basis").any()


def test_from_its_end_on_nothing_is_permitted_on_a_basis(tmp_path: Path) -> None:
    world = world_of(tmp_path, "politiewet_58", ends="2026-06-01")
    found, day = run_setting(setting_of(world), 3), 151
    log = asked_on(found, "politiewet_58")
    assert (log[log.time < day - 60].end_state == "supported").any()
    late = log[log.time >= day]
    assert len(late) > 30 and not late.may.any()
    assert not late.end_state.isin(["supported", "support_withdrawn", "no_go"]).any()
    other = asked_on(found, "standing_task")
    assert (other[other.time >= day].end_state == "supported").any()


def test_without_a_date_of_the_run_dates_of_bases_say_nothing(tmp_path: Path) -> None:
    world = world_of(tmp_path, "politiewet_58", begins="2026-06-01", ends="2026-07-01")
    undated, plain = run_setting(setting_of(world, None), 3), run(daily=False)
    pd.testing.assert_frame_equal(undated.requests, plain.requests, check_exact=True)
    # Constants of theories are kept for a world whatever its dates are.
    assert repr(load_world(world).bases[0]) == repr(load_world().bases[0])


@pytest.mark.parametrize(("begins", "ends"), [("2026-03-01", ""), ("", "2026-03-01")])
def test_both_clocks_and_the_peer_obey_the_dates(tmp_path: Path, begins: str, ends: str) -> None:
    world = world_of(tmp_path, "politiewet_58", begins, ends)
    length = {"days": 100, "warm_up_days": 20}
    setting = resolve(world=world, start_date=START, policy="liaisons@2026-02-01..", **length)
    found, peer = run_setting(setting, 5), run_peer(setting, draw_tape(setting, 5))
    ours, theirs = found.requests.drop(columns="date"), peer.requests
    for name in ("end_state", "true_reason", "may", "legal_basis"):
        assert ours[name].tolist() == theirs[name].tolist()
    np.testing.assert_allclose(theirs.may_margin, ours.may_margin, 1e-9, 1e-9)
    model = CollaborationModel(
        world=world, start_date=START, policy="liaisons@2026-02-01..", rng=5, **length
    )
    model.run_until(model.horizon)
    pd.testing.assert_frame_equal(model.requests(), found.requests, check_exact=True)
