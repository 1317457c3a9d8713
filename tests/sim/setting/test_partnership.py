"""Partnerships: who is in them, what they answer, and what they cost their members' units."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bijstand.command_line.main import main
from experiments.configuration.settings import read_job
from sim import simulate
from sim.agents import PartnershipUnit
from sim.conditions import CONDITIONS
from sim.model import CollaborationModel
from sim.setting.partnerships.partnership_file import load_partnership, standing
from sim.setting.policies.policy import Policy, load_policy, policy_from
from sim.setting.setting import Setting, resolve
from sim.world import load_world
from tests.reading.refusals import refusal

pytestmark = pytest.mark.usefixtures("unrendered")

WORLD = load_world()
DECLARED: dict[str, Any] = {
    "name": "ports",
    "classes": ["search_property"],
    "pre_authorised": True,
    "term_years": 4,
    "members": [
        {"organisation": "politie", "service": "regional_unit", "persons": 2},
        {"unit": "def_search_wezep", "persons": 12},
        {"outside": "Douane", "persons": 30},
    ],
}


def policy(**changed: Any) -> Policy:
    return policy_from("own", {"partnerships": [DECLARED | changed]})


def persons(setting: Setting, unit: str, day: int = -1) -> float:
    """Return the persons of a unit before shortage."""
    shortage = setting.environment.days["shortage_defence"][day]
    return float(setting.strengths[day, setting.world.unit_index(unit)] / (1 - shortage))


def test_dsi_stands_already_and_is_made_up_of_the_people_in_its_row() -> None:
    (dsi,) = standing(WORLD)
    unit = WORLD.units[WORLD.unit_index("dsi")]
    held = sum(m.persons for m in dsi.members for u in WORLD.units if m.matches(u))
    assert held == unit.persons
    assert dsi.classes == ("intervention",)
    assert dsi.pre_authorised and WORLD.classes[WORLD.class_index("intervention")].pre_authorised


def test_members_of_dsi_are_not_counted_twice() -> None:
    """The units' persons are those apart from DSI, and its empty posts are in today's shortage."""
    setting = resolve(days=400)
    assert len(WORLD.units) > 40
    for unit in WORLD.units:
        assert persons(setting, unit.id, 0) == pytest.approx(unit.persons)
        assert persons(setting, unit.id) == pytest.approx(unit.persons)


def test_more_of_dsi_come_back_than_today_if_careers_are_joint() -> None:
    more = resolve(conditions={"return_probability": 1.0}, days=4000)
    fewer = resolve(conditions={"return_probability": 0.5}, days=4000)
    # 45 marines, terms of 5 years, posts empty for 2 years: 45 x 2 / 5 x .2 = 3.6 persons.
    assert persons(more, "def_marines") == pytest.approx(300 + 3.6, abs=0.05)
    assert persons(fewer, "def_marines") == pytest.approx(300 - 5.4, abs=0.05)
    assert persons(more, "def_engineers") == 260


def test_mit_has_six_organisations_of_which_two_are_in_the_world() -> None:
    mit = load_partnership("mit", "test")
    assert len(mit.others) == 4
    setting = resolve(policy="mit")
    unit = setting.world.units[-1]
    assert (unit.id, unit.organisation, unit.persons) == ("mit", "partnership", 132)
    assert sum(setting.policy.held_out(setting.world)) == 132 - sum(mit.others.values()) == 44
    organisations = {u.organisation for u in WORLD.units for held in mit.members if held.matches(u)}
    assert organisations == {"politie", "defensie"}


def test_members_are_held_out_and_posts_of_who_stays_away_are_filled_after_a_while() -> None:
    setting = resolve(policy=policy(), days=6000, conditions={"return_probability": 0.6})
    assert persons(setting, "def_search_wezep", 0) == 36 - 12
    # 12 x .4 flow out per 4 years, and a post is empty for 2 years: 2.4 in the long run.
    assert persons(setting, "def_search_wezep", 730) == pytest.approx(24 - 2.4 * (1 - np.exp(-1)))
    assert persons(setting, "def_search_wezep") == pytest.approx(24 - 2.4, abs=0.01)
    own = resolve(policy=policy(return_probability=1.0), days=6000)
    assert persons(own, "def_search_wezep") == 24


def of_class(policy: Policy | str, name: str, **arguments: Any) -> Any:
    requests = simulate(policy=policy, daily=False, **arguments).requests
    return requests[requests["class"] == name]


def test_a_partnership_answers_its_class_itself_and_in_minutes() -> None:
    before, after = (of_class(p, "search_property") for p in ("none", policy()))
    assert len(before) == len(after) and (before["time"].to_numpy() == after["time"]).all()
    asked = after[after["gap"] > 0]
    assert set(asked["provider"]) == {"ports"}
    assert (asked["want"] & asked["may"]).all()
    done = asked[asked["end_state"] == "supported"]
    assert len(done) > 0.8 * len(asked)
    assert done["lead_time_days"].median() < 30 / 1440 < before["lead_time_days"].median()


def test_without_consent_in_advance_it_goes_through_the_desks() -> None:
    after = of_class(policy(pre_authorised=False), "search_property")
    assert set(after[after["gap"] > 0]["provider"]) == {"ports"}
    # A desk takes half a day to a day; without desks it was minutes.
    assert 0.5 < after["lead_time_days"].median() < 1.0
    assert not after["want"].all()


def test_a_class_that_a_partnership_answers_stays_among_those_that_count() -> None:
    plain, with_it = (resolve(policy=p).tables.classes for p in ("none", policy()))
    assert (plain["pre_authorised"] == with_it["pre_authorised"]).all()


def test_in_a_partnership_all_understand_each_other_and_know_the_way() -> None:
    """With M = F = 1 and full training no gain is lost to these, whatever the conditions say."""
    hard = {
        "loss_understanding": 0.6,
        "understanding_start": 0.2,
        "familiarity_start": 0.0,
        "loss_powers": 0.6,
        "loss_roles": 0.0,
        "loss_information": 0.0,
    }
    done = of_class("mit", "undermining_operation", conditions=hard)
    done = done[(done["end_state"] == "supported") & ~done["leak"]]
    sent = np.minimum(1 - done["y0"], done["gap"] / done["size"])
    assert (done["y1"] - done["y0"] >= sent - 1e-12).all()
    assert not done["unlawful"].any()


def test_mit_closes_what_it_was_set_up_for_and_changes_the_incidents_of_nobody() -> None:
    before, after = (simulate(policy=p, daily=False).requests for p in ("none", "mit"))
    assert (before["time"] == after["time"]).all() and (before["size"] == after["size"]).all()
    gains = [
        (of["y1"] - of["y0"]).sum()
        for of in (r[r["class"] == "undermining_operation"] for r in (before, after))
    ]
    assert gains[1] > 2 * gains[0]


def test_the_agent_of_a_partnership_knows_its_members() -> None:
    model = CollaborationModel(policy="mit", days=10, warm_up_days=0)
    agents = [agent for agent in model.units if isinstance(agent, PartnershipUnit)]
    assert [agent.unit.id for agent in agents] == ["dsi", "mit"]
    declared = agents[1].partnership
    assert declared is not None and set(declared.others) == {
        "FIOD",
        "Douane",
        "Belastingdienst",
        "Openbaar Ministerie",
    }
    assert agents[0].partnership == standing(WORLD)[0]


def test_a_user_declares_a_partnership_in_a_file_of_his_own(tmp_path: Path) -> None:
    own = tmp_path / "fire.yaml"
    own.write_text(
        "capability: airlift\nclasses: [wildfire]\nterm_years: 3\n"
        "members: [{unit: def_helicopters, persons: 20}, {outside: Brandweer, persons: 5}]\n"
    )
    direct = resolve(policy=f"liaisons+{own}")
    assert direct.world.units[-1].id == "fire" and direct.world.units[-1].persons == 25
    assert direct.world.units[-1].city == "Gilze-Rijen"
    (tmp_path / "policy.yaml").write_text(
        "partnerships: [fire.yaml]\nconditions: {agreements: 0.7}"
    )
    named = resolve(policy=str(tmp_path / "policy.yaml"))
    assert named.world.units[-1] == direct.world.units[-1]
    assert named.conditions["agreements"] == 0.7


def test_the_command_line_takes_a_file_of_the_users_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    own = tmp_path / "fire.yaml"
    own.write_text(
        "title_en: Fire\nclasses: [wildfire]\nterm_years: 3\n"
        "members: [{unit: def_helicopters, persons: 20}]\n"
    )
    job = read_job([f"policy=liaisons+{own}", "beside=none"])
    (point,) = job.points
    assert point.title("en") == "As it is, Liaisons and joint exercises + Fire"
    assert job.resolved(point).world.units[-1].id == "fire"
    before = job.digest
    own.write_text(own.read_text().replace("20", "21"))
    assert read_job([f"policy=liaisons+{own}", "beside=none"]).digest != before
    assert main(["check", f"policy={own}"]) == 0
    said = capsys.readouterr().out
    assert "fire: new, 21 persons, answers wildfire without consent in advance" in said
    assert "dsi: stands already, 150 persons" in said


def member(**entry: Any) -> Policy:
    return policy(members=[entry])


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: resolve(policy=member(unit="pol_serch", persons=1)), ["pol_search", "ports"]),
        (lambda: resolve(policy=member(service="marines", persons=1)), ["service 'marines'"]),
        (lambda: member(units="pol_search", persons=1), ["'units'", "did you mean 'unit'"]),
        (
            lambda: resolve(policy=member(unit="pol_search", persons=10)),
            ["'ports'", "10 persons", "pol_search", "9"],
        ),
        (lambda: member(unit="pol_search", persons=1.5), ["'ports'", "whole persons"]),
        (lambda: member(unit="pol_search", persons=-1), ["'ports'", "persons is -1"]),
        (lambda: member(outside="Douane", persons=5), ["'ports'", "1 or more"]),
        (lambda: policy(members=None), ["'ports'", "1 or more"]),
        (lambda: policy(term_years=0), ["'ports'", "term_years is 0", "0.1 to 50"]),
        (lambda: policy(return_probability=2), ["return_probability is 2", "0 to 1"]),
        (lambda: policy(pre_authorised="yes"), ["pre_authorised is 'yes'"]),
        (lambda: policy(clases=[]), ["'clases'", "did you mean 'classes'"]),
        (
            lambda: resolve(policy=policy(classes=["search_proprety"])),
            ["'ports'", "did you mean 'search_property'"],
        ),
        (lambda: resolve(policy=policy(legal_basis="politiewet_60")), ["'ports'", "politiewet_"]),
        (lambda: resolve(policy=policy(name="pol_search")), ["name of a unit"]),
        (lambda: resolve(policy=policy(classes=["intervention"])), ["'dsi'", "'intervention'"]),
        (
            lambda: policy_from("own", {"partnerships": [DECLARED, DECLARED]}),
            ["policy 'own'", "'ports'", "twice"],
        ),
        (lambda: load_policy("mit+mit"), ["mit", "twice"]),
        (
            lambda: resolve(
                policy=policy_from("own", {"partnerships": [DECLARED, DECLARED | {"name": "b"}]})
            ),
            ["'ports'", "'b'", "search_property"],
        ),
        (
            lambda: resolve(policy=policy_from("own", {"partnerships": ["dsi"]})),
            ["'dsi'", "unit 'dsi'"],
        ),
        (lambda: policy_from("own", {"partnerships": ["mitt"]}), ["did you mean 'mit'"]),
        (lambda: policy_from("own", {"partnerships": [{}]}), ["without a name"]),
        (lambda: load_policy("/no/such.yaml"), ["/no/such.yaml", "cannot be read"]),
    ],
)
def test_a_wrong_partnership_is_refused_in_one_line(
    call: Callable[[], object], words: list[str]
) -> None:
    message = refusal(call)
    assert all(word in message for word in words), message


def test_a_lever_and_a_partnership_together_cannot_take_more_than_there_are() -> None:
    both = policy_from(
        "own",
        {
            "partnerships": [DECLARED | {"members": [{"unit": "pol_search", "persons": 5}]}],
            "people": [{"unit": "pol_search", "persons": 5}],
        },
    )
    message = refusal(lambda: resolve(policy=both).tables)
    assert "partnership 'ports'" in message and "policy 'own'" in message
    assert CONDITIONS["return_probability"].default < 1
