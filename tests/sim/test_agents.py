"""Agents of one's own: what may be overridden changes a run, and all else is refused at once."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from sim.agents import CivilUnit, DeskAgent, PartnershipUnit, UnitAgent
from sim.errors import UserError
from sim.model import CollaborationModel
from sim.overriding import ModelAgent, overridable
from sim.own_agents import classes_of
from sim.world import load_world

# Long and crowded enough that each kind of event occurs.
CONDITIONS = {"desk_time_scale": 2.0, "withdrawal_hazard": 0.01}
RUN: dict[str, Any] = {"days": 90, "warm_up_days": 0, "rng": 4, "conditions": CONDITIONS}
KEYS = {UnitAgent: ("politie", "defensie", "partnership"), DeskAgent: ("desk",)}


def nothing(self: Any, *_: Any) -> None:
    """What is done instead of what the model asks for."""


def tire(self: Any) -> None:
    """A day has passed: somebody stays away for good."""
    self.model.state.units[0].busy += 1.0


def never(self: Any, *_: Any) -> float:
    return 0.0


# What to put in the place of each method that may be overridden.
INSTEAD: dict[str, Callable[..., Any]] = {
    "step": tire,
    "willingness_to_ask": never,
    "willingness_to_give": never,
    "permission": never,
    "done_at": lambda self, visit, time: time + 1.0,
    "finish_visit": lambda self, visit: False,
}


def outcome(classes: dict[str, type[ModelAgent]] | None) -> str:
    model = CollaborationModel(agent_classes=classes, **RUN)
    model.run_model()
    return repr(model.outcomes()) + model.requests().to_csv() + model.daily().to_csv()


@cache
def as_they_are() -> str:
    return outcome(None)


def with_method(name: str, base: type[ModelAgent]) -> dict[str, type[ModelAgent]]:
    """Return, by key, classes whose method is another one."""
    needed = {
        "politie": "CivilUnit",
        "defensie": "MilitaryUnit",
        "partnership": "PartnershipUnit",
        "desk": "DeskAgent",
    }
    homes = {cls.__name__: cls for cls in [DeskAgent, *UnitAgent.__subclasses__()]}
    own = {name: INSTEAD.get(name, nothing)}
    return {key: type("Own", (homes[needed[key]],), own) for key in KEYS[base]}


@pytest.mark.parametrize(
    ("base", "name"), [(base, name) for base in KEYS for name in overridable(base)]
)
def test_each_method_that_may_be_overridden_changes_a_run(base: Any, name: str) -> None:
    assert outcome(with_method(name, base)) != as_they_are()


@pytest.mark.parametrize(
    ("base", "name"),
    [
        (base, name)
        for base in (UnitAgent, PartnershipUnit, DeskAgent)
        for name in dir(base)
        if not name.startswith("_") and name not in overridable(base)
    ],
)
def test_what_would_change_nothing_cannot_be_overridden(base: Any, name: str) -> None:
    with pytest.raises(UserError, match=f"Own overrides '{name}', which would change nothing"):
        type("Own", (base,), {name: property(lambda self: 1.0)})


def test_readings_are_among_what_cannot_be_overridden() -> None:
    """The two tests above take all names there are; some of them by name."""
    assert {"busy", "state", "strength", "random"} & set(overridable(UnitAgent)) == set()
    with pytest.raises(UserError, match="allowed: decide, deploy"):
        type("Strong", (CivilUnit,), {"strength": 1e6})


def test_a_mixin_is_no_way_around() -> None:
    mixin = type("Mixin", (), {"busy": 0.0})
    with pytest.raises(UserError, match="'busy'"):
        type("Own", (mixin, CivilUnit), {})


def test_helpers_and_subclasses_of_subclasses_are_free() -> None:
    class Own(CivilUnit):
        def is_tired(self) -> bool:
            return self.busy > 100.0

        def decide(self, incident: int) -> None:
            super().decide(incident)

    class Tired(Own):
        def is_tired(self) -> bool:
            return True

    assert outcome({"politie": Tired}) == as_they_are()


def test_a_desk_that_never_answers_on_sundays() -> None:
    class ClosedOnSundays(DeskAgent):
        def done_at(self, visit: int, time: float) -> float:
            return time + 1.0 if int(time) % 7 == 6 else time

        def finish_visit(self, visit: int) -> bool:
            seen.append(self.model.time)
            return super().finish_visit(visit)

    seen: list[float] = []
    CollaborationModel(agent_classes={"desk": ClosedOnSundays}, **RUN).run_model()
    assert len(seen) > 100
    assert not any(int(time) % 7 == 6 for time in seen)


def test_a_desk_may_never_answer() -> None:
    class Silent(DeskAgent):
        def done_at(self, visit: int, time: float) -> float:
            return math.inf

    model = CollaborationModel(agent_classes={"desk": Silent}, **RUN)
    model.run_model()
    requests = model.requests()
    formal = requests[requests.filed & ~requests.informal & (requests.end_state != "not_asked")]
    assert (formal.end_state == "too_late").any()


def test_one_unit_or_desk_goes_before_all_of_its_kind() -> None:
    world = load_world()
    one, other = (type(name, (CivilUnit,), {}) for name in ("One", "Other"))
    desk = type("OneDesk", (DeskAgent,), {})
    units, desks = classes_of(
        world, {"politie": other, world.units[0].id: one, world.desks[1].id: desk}
    )
    police = [
        cls for unit, cls in zip(world.units, units, strict=True) if unit.organisation == "politie"
    ]
    assert units[0] is one and set(police[1:]) == {other}
    assert desks[1] is desk and desks[0] is DeskAgent


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"police": CivilUnit}, "unknown agent 'police' in agent_classes; did you mean 'politie'"),
        ({"desks": DeskAgent}, "unknown agent 'desks' in agent_classes; did you mean 'desk'?"),
        ({3: DeskAgent}, "unknown agent 3"),
        ({"desk": CivilUnit}, "needed: a subclass of sim.agents.DeskAgent"),
        ({"politie": DeskAgent}, "needed: a subclass of sim.agents.CivilUnit"),
        ({"politie": "CivilUnit"}, r"agent_classes\['politie'\] is 'CivilUnit'; needed"),
        ({"defensie": None}, "is None; needed: a subclass of sim.agents.MilitaryUnit"),
    ],
)
def test_keys_and_classes_that_would_change_nothing_are_refused(given: Any, said: str) -> None:
    with pytest.raises(UserError, match=said):
        CollaborationModel(agent_classes=given, days=1, warm_up_days=0)


def test_a_class_for_what_a_world_does_not_have_is_refused() -> None:
    world = load_world()
    units = tuple(unit for unit in world.units if unit.organisation != "partnership")
    with pytest.raises(UserError, match=r"unknown agent 'partnership' .*allowed: politie, def"):
        classes_of(replace(world, units=units), {"partnership": PartnershipUnit})


@pytest.mark.parametrize("answer", [None, "yes", math.nan, 1.5, -0.1, [0.5, 0.5]])
def test_an_answer_that_is_no_share_stops_the_run(answer: Any) -> None:
    own = type("Own", (CivilUnit,), {"willingness_to_ask": lambda self, incident: answer})
    model = CollaborationModel(agent_classes={"politie": own}, **RUN)
    with pytest.raises(UserError, match=r"willingness_to_ask of Own gave .*; allowed: 0 to 1"):
        model.run_until(5)


@pytest.mark.parametrize(
    ("name", "answer"), [("finish_visit", None), ("done_at", 0.0), ("done_at", None)]
)
def test_an_answer_of_a_desk_that_cannot_be_stops_the_run(name: str, answer: Any) -> None:
    own = type("Own", (DeskAgent,), {name: lambda self, *given: answer})
    model = CollaborationModel(agent_classes={"desk": own}, **RUN)
    with pytest.raises(UserError, match=f"{name} of Own gave"):
        model.run_until(30)


def test_an_agent_cannot_be_removed() -> None:
    model = CollaborationModel(days=1, warm_up_days=0)
    with pytest.raises(UserError, match="cannot be removed"):
        model.units[0].remove()
