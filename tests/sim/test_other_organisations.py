"""Worlds with other organisations: both clocks and the peer agree, and files say who they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim import simulate
from sim.errors import UserError
from sim.model import CollaborationModel
from sim.run import run_setting
from sim.setting.setting import resolve
from sim.world import load_world
from tests.made.world_files import copy_world, put, refusal
from tests.sim.test_peer import assert_peers
from tests.sim.test_two_clocks import assert_same_run
from tests.verification.small_worlds import Row, SmallWorld

CITIES = {"Kiel": 54.3, "Ulm": 48.4, "Bonn": 50.7, "Jena": 50.9}
REGION = {"service": "regional_unit", "rung": 0}
ORGANISATIONS: list[Row] = [
    {"id": "land", "asks": "land;relief+army", "shortage": "", "own_load": ""},
    {"id": "watch", "asks": "land;relief;army"},
    {"id": "relief", "needs_in": "", "shortage": "0.05", "own_load": "0.3"},
    {
        "id": "army",
        "side": "military",
        "asks": "watch+relief",
        "needs_in": "",
        "or_needs_in": "hands",
    },
]
UNITS: list[Row] = [
    *(
        {
            "id": city.lower(),
            "organisation": "land",
            "name": city,
            "city": city,
            "latitude": north,
            "capability": "hands" if i % 2 else "skill",
            "persons": 20 + 15 * i,
            "need_weight": 4 - i,
            **REGION,
        }
        for i, (city, north) in enumerate(CITIES.items())
    ),
    {"id": "watch_north", "organisation": "watch", "capability": "skill", "persons": 30, **REGION},
    {"id": "watch_south", "organisation": "watch", "capability": "hands", "persons": 60, **REGION},
    {"id": "relief", "organisation": "relief", "capability": "hands", "persons": 50, "rung": 1},
    {
        "id": "army_hands",
        "organisation": "army",
        "capability": "hands",
        "persons": 90,
        "notice_days": 0.5,
        "rung": 2,
    },
    {
        "id": "army_skill",
        "organisation": "army",
        "capability": "skill",
        "persons": 25,
        "dedicated_share": 0.2,
        "rung": 1,
    },
]
NEED: Row = {
    "needs_per_year": 1500,
    "size_median": 12,
    "size_sigma": 0.7,
    "duration_median_days": 2,
    "duration_sigma": 0.5,
    "deadline_median_days": 4,
    "deadline_sigma": 0.6,
    "rungs": "0;1;2",
    "complexity": 0.4,
    "information_sensitivity": 0.4,
    "visible_force": 0.3,
    "core_task_fit": 0.3,
    "approval_chain": "office;ministry",
    "requester_own_share": 0.2,
    "legal_basis": "second",
    "capability": "hands",
    "extension_probability": 0.2,
}
CLASSES: list[Row] = [
    {"id": "hands", "requester": "land", **NEED},
    {**NEED, "id": "skill", "requester": "land", "capability": "skill", "legal_basis": "alone"},
    {**NEED, "id": "watch", "requester": "watch", "rungs": "0;2", "needs_per_year": 700},
    {**NEED, "id": "reverse", "requester": "army", "capability": "skill", "needs_per_year": 500},
    {**NEED, "id": "planned", "requester": "land", "planned": 1, "needs_per_year": 300},
]
WORLD = SmallWorld(
    units=UNITS,
    classes=CLASSES,
    desks=[
        {"id": "office", "mean_days": 0.2, "officers": 1, "regional": 1},
        {"id": "ministry", "mean_days": 0.5, "officers": 2, "political": 1},
    ],
    bases=[
        {"id": "first", "rung": 1, "barrier_level": 0.2, "ladder": "law"},
        {"id": "second", "rung": 2, "barrier_level": 0.6, "ladder": "law"},
        {"id": "alone", "rung": 2, "barrier_level": 0.4, "ladder": ""},
    ],
    fits=[
        {},
        {"provider_capability": "hands", "request_capability": "hands"},
        {"provider_capability": "skill", "request_capability": "hands", "fit": 0.6},
        {"provider_capability": "hands", "request_capability": "skill", "fit": 0.3},
    ],
    regions=(),
    organisations=ORGANISATIONS,
)
GIVEN: dict[str, dict[str, Any]] = {
    "as it is": {},
    "trust of organisations": {"theory": {"trust": "driver", "trust_level": "organisation"}},
    "both recruit": {
        "conditions": {"shortage_police": 0.02, "recruit_competition": 0.8, "retention": 0.02}
    },
    "asking again, core tasks read wide": {
        "conditions": {"ask_again": 2.0, "core_task_reading": 0.3, "own_load_police": 0.5}
    },
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return WORLD.write(tmp_path_factory.mktemp("lands"))


@pytest.mark.parametrize("name", GIVEN)
def test_the_peer_gives_the_same_log(name: str, folder: Path) -> None:
    given = {**GIVEN[name], "world": folder}
    assert_peers(resolve(**given, days=60, warm_up_days=20), seed=len(name))


@pytest.mark.parametrize("name", GIVEN)
def test_the_clocks_agree(name: str, folder: Path) -> None:
    assert_same_run(seed=3, days=200, warm_up_days=20, world=folder, **GIVEN[name])


def test_who_helps_whom_is_as_the_table_says(folder: Path) -> None:
    """Lands help lands but never themselves; the relief, which asks nobody, helps; so does an army
    that asks the watch; on the ladder the basis is that of the leading unit's rung."""
    requests = simulate(seed=1, days=365, world=folder).requests
    asked = requests[requests.provider != ""]
    units = {row["id"]: row for row in UNITS}
    pairs = {
        (units[a]["organisation"], units[b]["organisation"])
        for a, b in zip(asked.requester, asked.provider, strict=True)
    }
    assert (asked.requester != asked.provider).all()
    assert pairs == {
        ("land", "land"),
        ("land", "relief"),
        ("land", "army"),
        ("watch", "land"),
        ("watch", "army"),
        ("army", "watch"),
        ("army", "relief"),
    }
    rung = asked.provider.map(lambda name: units[name]["rung"])
    on_ladder = asked["class"] != "skill"
    law = asked.legal_basis
    assert (law[on_ladder & (rung == 1)] == "first").all() and (on_ladder & (rung == 1)).any()
    assert (law[on_ladder & (rung == 2)] == "second").all() and (on_ladder & (rung == 2)).any()
    assert (law[on_ladder & (rung == 0)] == "second").all() and (on_ladder & (rung == 0)).any()
    assert (law[~on_ladder] == "alone").all()


def test_an_organisation_has_its_own_shortage_and_load(folder: Path) -> None:
    setting = resolve(world=folder, days=200, conditions={"shortage_police": 0.4})
    run = run_setting(setting, 1)
    relief = setting.world.unit_index("relief")
    assert (setting.strengths[:, relief] == 50 * (1 - 0.05)).all()
    assert (setting.strengths[:, 0] == 20 * (1 - 0.4)).all()
    assert np.asarray(run.state.loads)[:, relief].mean() == pytest.approx(0.3, abs=0.05)


def test_nobody_asks_itself_where_all_gates_are_open(folder: Path) -> None:
    """With idealised people a unit could help itself for nothing."""
    for ideal in ("can", "want,can,may"):
        model = CollaborationModel(world=folder, days=60, ideal=ideal.split(","))
        model.run_until(model.horizon)
        asked = model.requests().query("provider != ''")
        assert len(asked) > 100 and (asked.requester != asked.provider).all()


REFUSED = [
    ("organisations.csv", "politie", "side", "police", "one of civil, military, joint"),
    ("organisations.csv", "politie", "side", "joint", "joint for partnership, and for nobody"),
    ("organisations.csv", "politie", "asks", "defense", "did you mean 'defensie'"),
    ("organisations.csv", "politie", "asks", "defensie;defensie", "different names in order"),
    ("organisations.csv", "politie", "colour", "blue", "a colour as #0072B2"),
    ("organisations.csv", "politie", "needs_in", "two words", "or empty"),
    ("units.csv", "def_eod", "organisation", "defensy", "did you mean 'defensie'"),
    ("request_classes.csv", "flood", "requester", "partnership", "one of politie, defensie"),
    ("legal_bases.csv", "msob", "ladder", "politiewet", "'politiewet_58' is on this one"),
]


@pytest.mark.parametrize(("file", "row", "column", "value", "allowed"), REFUSED)
def test_what_does_not_fit_is_refused(
    file: str, row: str, column: str, value: str, allowed: str, tmp_path: Path
) -> None:
    copy_world(tmp_path)
    put(tmp_path, file, row, column, value)
    message = refusal(tmp_path)
    assert message.startswith(f"{file} row ") and allowed in message, message


def test_an_organisation_without_a_place_for_its_needs_is_refused(tmp_path: Path) -> None:
    put(copy_world(tmp_path), "organisations.csv", "politie", "needs_in", "precinct")
    assert "organisation 'politie', service 'precinct'" in refusal(tmp_path)


def test_an_organisation_without_the_skill_of_its_needs_is_refused(tmp_path: Path) -> None:
    put(copy_world(tmp_path), "organisations.csv", "defensie", "or_needs_in", "")
    message = refusal(tmp_path)
    assert "no unit of organisation 'defensie' has the capability 'training_scenario'" in message


def test_a_world_without_the_table_has_the_organisations_of_the_netherlands(tmp_path: Path) -> None:
    copy_world(tmp_path)
    whole = load_world(tmp_path)
    (tmp_path / "organisations.csv").unlink()
    lines = (tmp_path / "legal_bases.csv").read_text().splitlines()
    without = "\n".join(line.rsplit(",", 1)[0] for line in lines)
    (tmp_path / "legal_bases.csv").write_text(without + "\n")
    before = load_world(tmp_path)
    assert before.organisations == whole.organisations == load_world().organisations
    assert [b.ladder for b in before.bases] == [b.ladder for b in load_world().bases]


def test_an_unknown_organisation_is_said_with_the_known_ones() -> None:
    with pytest.raises(UserError, match="unknown organisation 'police'"):
        load_world().organisation("police")
