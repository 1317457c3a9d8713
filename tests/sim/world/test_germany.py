"""The second world that comes with the package: it loads, runs, and says what it is made of."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from bijstand.command_line.main import main
from sim import simulate
from sim.conditions import CONDITIONS
from sim.errors import UserError
from sim.run import run_setting
from sim.setting.configuration import known_names, names_in, names_of_world
from sim.setting.offered import OF_A_WORLD, offered_in
from sim.setting.policies.policy import load_policy
from sim.setting.setting import draw_tape, resolve
from sim.setting.steering import levers_by_condition
from sim.world import folder_of, load_world

GERMANY = "built-in:germany"
FOLDER = folder_of(GERMANY)
SCENARIOS = {"flood_2021": ("flood", 102), "refugees_2015": ("shelter_logistics", 855)}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_who_asks_whom_is_as_the_basic_law_has_it() -> None:
    """Länder ask Länder, then federal helpers, then the Bundeswehr; nobody is asked by the last."""
    run = simulate(world=GERMANY, seed=1, days=730)
    units = {unit.id: unit.organisation for unit in run.setting.world.units}
    asked = run.requests[run.requests.provider != ""]
    pairs = {(units[a], units[b]) for a, b in zip(asked.requester, asked.provider, strict=True)}
    assert {("land", "land"), ("land", "bundeswehr"), ("polizei", "bundeswehr")} <= pairs
    assert {asker for asker, _ in pairs} == {"land", "polizei"}
    assert (asked.requester != asked.provider).all()
    assert 0.0 < run.outcomes["gap_closed"] < 1.0


def test_needs_arise_in_the_laender_by_inhabitants() -> None:
    world = load_world(GERMANY)
    weights = {u.id: u.need_weight for u in world.units if u.organisation == "land"}
    assert len(weights) == 16 and sum(w or 0.0 for w in weights.values()) == pytest.approx(
        1, abs=1e-3
    )
    setting = resolve(world=GERMANY, days=3650)
    log = np.asarray(run_setting(setting, 1).state.requests)
    of_land = [i for i, c in enumerate(world.classes) if c.requester == "land"]
    asked = log[np.isin(log["request_class"], of_land)]
    share = float(np.mean(asked["requester"] == world.unit_index("land_nw")))
    assert share == pytest.approx(weights["land_nw"], abs=0.06)


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_scenario_brings_as_many_needs_as_its_source_says(name: str) -> None:
    kind, count = SCENARIOS[name]
    setting = resolve(world=GERMANY, scenario=name)
    place = setting.world.class_index(kind)
    arose = [
        int((draw_tape(setting, seed).incidents["request_class"] == place).sum())
        for seed in range(1, 11)
    ]
    calm = setting.world.classes[place].needs_per_year * (730 + 180) / 365
    assert np.mean(arose) - calm == pytest.approx(count, rel=0.1)


def test_every_scenario_of_the_world_fits_it() -> None:
    names = names_of_world("scenario", FOLDER)
    assert names == ["epidemic_2020", "flood_2021", "refugees_2015"]
    for name in names:
        assert resolve(world=GERMANY, scenario=name).environment.days["crisis"].any()


def test_names_in_three_languages_are_those_of_the_tables() -> None:
    world, named = load_world(GERMANY), {(row["file"], row["id"]): row for row in rows("names")}
    tables = {"desks": world.desks, "request_classes": world.classes, "legal_bases": world.bases}
    for file, things in tables.items():
        for thing in things:
            row = named.pop((file, thing.id))
            assert (row["name_en"], row["name_nl"]) == (thing.name_en, thing.name_nl)
            assert row["name_de"]
    assert {("units", unit.id) for unit in world.units} == set(named)


def test_no_name_of_a_world_is_that_of_another_file() -> None:
    for group in OF_A_WORLD:
        known = known_names(group)
        assert len(known) == len(set(known))
    assert len(known_names("policy")) > len(names_in("policy"))


def test_a_scenario_of_a_world_is_refused_in_another_that_has_the_same_classes() -> None:
    assert "flood" in {one.id for one in load_world(GERMANY).classes}
    with pytest.raises(UserError, match=r"of the world 'germany'.*allowed: world=germany"):
        resolve(scenario="crisis+flood_2021")


def test_a_copy_of_a_world_takes_its_scenarios(tmp_path: Path) -> None:
    shutil.copytree(FOLDER, tmp_path / "own")
    setting = resolve(scenario="flood_2021", world=tmp_path / "own")
    assert setting.environment.days["crisis"].any()


def test_a_world_is_offered_its_own_names_and_what_names_nothing_that_it_has_not() -> None:
    offered = offered_in("scenario", GERMANY)
    assert offered[:3] == names_of_world("scenario", FOLDER)
    assert {"baseline", "crisis", "personnel_shortage"} < set(offered)
    assert not {"flood", "riots", "terror_attack"} & set(offered)
    assert offered_in("scenario") == names_in("scenario")
    policies = offered_in("policy", GERMANY)
    assert policies == [*names_of_world("policy", FOLDER), "none"]
    assert offered_in("theory", GERMANY) == names_in("theory")


def test_list_shows_what_goes_with_the_world_at_the_cost_there(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["list", "world=germany", "group=policy", "--csv"]) == 0
    said = csv.DictReader(capsys.readouterr().out.splitlines())
    listed = {row["name"]: float(row["persons"]) for row in said}
    assert listed["none"] == 0 and listed["amtshilfe_framework"] == 16 + 8 + 7
    assert set(listed) == set(offered_in("policy", GERMANY))
    assert main(["list", "world=germany", "group=partnership"]) == 0
    assert capsys.readouterr().out.strip() == "Partnerships: none goes with this world"


@pytest.mark.parametrize("name", names_of_world("policy", FOLDER))
def test_a_lever_of_the_world_costs_people_and_moves_what_it_says(name: str) -> None:
    setting = resolve(world=GERMANY, policy=name)
    lever = load_policy(name)
    cost = lever.cost(load_world(GERMANY))
    assert cost.persons > 0 and cost.money > 0
    for condition, value in lever.conditions.items():
        assert setting.conditions[condition] == value != CONDITIONS[condition].default
    moved = levers_by_condition(GERMANY)
    assert all(name in moved[condition] for condition in lever.conditions)
    with pytest.raises(UserError, match="unknown organisation"):
        _ = resolve(policy=name).strengths


def test_every_figure_that_is_referred_to_is_there() -> None:
    known = {row["id"] for row in rows("figures")}
    said = {
        name
        for file in sorted(FOLDER.rglob("*"))
        if file.suffix in (".csv", ".yaml", ".md") and file.name != "figures.csv"
        for name in re.findall(r"\bG\d{3}\b", file.read_text(encoding="utf-8"))
    }
    # Three that were taken out are named as such, and a range by its ends.
    assert len(said) > 50 and said - known <= {"G010", "G155", "G063", "G065"}


def test_every_id_has_its_names_in_three_languages() -> None:
    names = {(row["file"], row["id"]): row for row in rows("names")}
    tables = ("units", "request_classes", "legal_bases", "desks")
    every = [names[table, row["id"]] for table in tables for row in rows(table)]
    assert len(every) > 60
    assert all(each[f"name_{language}"] for each in every for language in ("de", "en", "nl"))


def test_no_count_that_is_held_out_is_in_the_tables() -> None:
    """What will be compared later is not what the world was made from."""
    assert not Path(FOLDER / "need_weights.csv").exists()
    assert {"G063", "G064", "G065"} & {row["id"] for row in rows("figures")} == set()
