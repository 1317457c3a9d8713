"""Limits of worlds with other organisations: who asks whom first, who shares, on which law."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from sim.run import Run
from sim.state.codes import ALONE, NO_CAPACITY, SUPPORTED
from tests.verification.closed_forms import erlang_b, mean_wait
from tests.verification.limits.limit import Limit, Numbers
from tests.verification.limits.limits_desks import BRIEF, MEAN, desk, time_at_desks
from tests.verification.limits.limits_desks import decided as decided_in
from tests.verification.limits.limits_people import (
    ARRIVALS,
    DAYS_PER_YEAR,
    LOAD,
    measured,
    share_of,
)
from tests.verification.small_worlds import Row, SmallWorld

NAMES = ("a", "b", "c")
OFF = "needs of 1 person, no reserve, no own load, all gates open, desks that answer at once"


def need(load: float, **row: Any) -> dict[str, Any]:
    """Return a class of needs of one person that brings a load, own people first."""
    return {
        "needs_per_year": ARRIVALS * DAYS_PER_YEAR,
        "duration_median_days": load / ARRIVALS * math.exp(-0.5),
        "duration_sigma": 1.0,
        "requester_own_share": 1,
        "rungs": "0;1;2",
        **row,
    }


def unit(organisation: str, persons: int, **row: Any) -> Row:
    """Return a unit in which needs of its organisation arise."""
    return {
        "id": organisation,
        "organisation": organisation,
        "service": "regional_unit",
        "capability": "skill",
        "persons": persons,
        "rung": 0,
        **row,
    }


# Each of three asks the other two, in an order of its own: three hunts, each with its own skill.
TURNS = {"a": "b;c", "b": "c;a", "c": "a;b"}
HANDS = {"a": (3, 2, 2), "b": (2, 3, 1), "c": (4, 1, 2)}


def by_turn(run: Run) -> Numbers:
    """The shares of the needs of each met at home, by whom it asks first, then, and by nobody."""
    log, units = measured(run), run.setting.world.units
    given_by = np.array([unit.organisation for unit in units] + [""])[log["provider"]]
    found = {}
    for place, (name, turns) in enumerate(TURNS.items()):
        mine = log["request_class"] == place
        first, second = turns.split(";")
        came = log["end_state"] == SUPPORTED
        found[f"{name}: at home"] = share_of(log[mine], ALONE)
        found[f"{name}: by {first}"] = float(np.mean((came & (given_by == first))[mine]))
        found[f"{name}: by {second}"] = float(np.mean((came & (given_by == second))[mine]))
        found[f"{name}: lost"] = share_of(log[mine], NO_CAPACITY)
    return found


def turns() -> Limit:
    """An ordered hunt for each of three organisations, each in an order of its own."""
    units, expected = [], {}
    for name, order in TURNS.items():
        first, second = order.split(";")
        # In the file they stand the other way round: the order of rows decides nothing.
        for owner, count in reversed(list(zip((name, first, second), HANDS[name], strict=True))):
            service = "regional_unit" if owner == name else "elsewhere"
            units.append(
                unit(owner, count, id=f"{owner}_for_{name}", service=service, capability=name)
            )
        lost = [erlang_b(sum(HANDS[name][: i + 1]), LOAD) for i in range(3)]
        expected[f"{name}: at home"] = 1.0 - lost[0]
        expected[f"{name}: by {first}"] = lost[0] - lost[1]
        expected[f"{name}: by {second}"] = lost[1] - lost[2]
        expected[f"{name}: lost"] = lost[2]
    return Limit(
        name="three organisations, each with an order of its own",
        formula="ordered hunt for each: own people, whom it asks first, whom it asks then",
        off=OFF + "; all units on one rung",
        world=SmallWorld(
            units=units,
            classes=[need(LOAD, id=name, requester=name, capability=name) for name in NAMES],
            fits=[{"provider_capability": n, "request_capability": n} for n in NAMES],
            regions=(),
            organisations=[{"id": name, "asks": asks} for name, asks in TURNS.items()],
        ),
        measure=by_turn,
        expected=expected,
    )


# All help all: no need is lost while anybody anywhere is free.
SHARES = {"a": (3, 2.5), "b": (2, 1.0), "c": (1, 1.5)}


def shared(run: Run) -> Numbers:
    """The share lost of the needs of all and of each."""
    log = measured(run)
    found = {"lost": share_of(log, NO_CAPACITY)}
    for place, name in enumerate(SHARES):
        found[f"lost of {name}"] = share_of(log[log["request_class"] == place], NO_CAPACITY)
    return found


def three_share() -> Limit:
    """Complete sharing among three organisations, one of them military."""
    people, load = (sum(column) for column in zip(*SHARES.values(), strict=True))
    lost = erlang_b(people, load)
    others = {name: ";".join(n for n in NAMES if n != name) for name in NAMES}
    return Limit(
        name="three organisations that all help each other",
        formula="complete sharing: Erlang B(c₁+c₂+c₃, a₁+a₂+a₃) for the needs of each",
        off=OFF,
        world=SmallWorld(
            units=[
                unit(name, count, rung=i) for i, (name, (count, _)) in enumerate(SHARES.items())
            ],
            classes=[need(own, id=name, requester=name) for name, (_, own) in SHARES.items()],
            regions=(),
            organisations=[
                {"id": name, "asks": others[name], "side": "military" if name == "c" else "civil"}
                for name in NAMES
            ],
        ),
        measure=shared,
        expected={"lost": lost, **{f"lost of {name}": lost for name in NAMES}},
    )


# Units of one organisation that ask each other, with needs by weight and not by people.
LANDS = {"small": (1, 3.0), "middle": (2, 1.0), "large": (4, 1.0)}


def among_their_own(run: Run) -> Numbers:
    """The share lost, and the share of needs that arise in each."""
    log = measured(run)
    found = {"lost": share_of(log, NO_CAPACITY)}
    for place, name in enumerate(LANDS):
        found[f"arise in {name}"] = float(np.mean(log["requester"] == place))
    at_home = log["end_state"] == ALONE
    own = np.isin(log["requester"], (0,)) & (log["end_state"] == SUPPORTED)
    assert at_home.any() and own.any() and (log["provider"][own] != log["requester"][own]).all()
    return found


def one_kind() -> Limit:
    """Complete sharing among three units of one organisation, which ask each other."""
    people, weights = (sum(column) for column in zip(*LANDS.values(), strict=True))
    return Limit(
        name="units of one organisation that ask each other",
        formula="complete sharing: Erlang B(c₁+c₂+c₃, a); needs in proportion to weight",
        off=OFF,
        world=SmallWorld(
            units=[
                unit("land", count, id=name, need_weight=weight)
                for name, (count, weight) in LANDS.items()
            ],
            classes=[need(LOAD, requester="land")],
            regions=(),
            organisations=[{"id": "land", "asks": "land"}],
        ),
        measure=among_their_own,
        expected={
            "lost": erlang_b(people, LOAD),
            **{f"arise in {name}": weight / weights for name, (_, weight) in LANDS.items()},
        },
    )


# A ladder of law for one who asks, none for the other: the basis follows the rung, or does not.
BARRIERS = {"ladder_1": 0.2, "ladder_2": 0.6, "alone": 0.4}


def permitted(run: Run) -> Numbers:
    """The share supported, by class."""
    log = measured(run)
    return {
        kind.id: share_of(log[log["request_class"] == place], SUPPORTED)
        for place, kind in enumerate(run.setting.world.classes)
    }


def laws() -> Limit:
    """Permission by the barrier of the leading unit's rung on a ladder; else of the class."""
    asks = "helper"
    many = {"organisation": "helper", "service": "elsewhere", "persons": 100_000}
    classes = {
        "on the ladder, rung 1": ("a", "low", "ladder_2", "ladder_1"),
        "on the ladder, rung 2": ("a", "high", "ladder_1", "ladder_2"),
        "no ladder, rung 1": ("b", "low", "alone", "alone"),
        "no ladder, rung 2": ("b", "high", "alone", "alone"),
    }
    rows = {label.replace(", ", "_").replace(" ", "_"): row for label, row in classes.items()}
    return Limit(
        name="one with a ladder of law, one without",
        formula="1 − Λ, of the basis on the ladder for the leading unit's rung, or of the class",
        off=OFF + " but law (λ_b = 1), no clarity; people without number",
        world=SmallWorld(
            units=[
                unit("a", 1, capability="none"),
                unit("b", 1, capability="none"),
                {"id": "low", "capability": "low", "rung": 1, **many},
                {"id": "high", "capability": "high", "rung": 2, **many},
            ],
            classes=[
                need(
                    LOAD,
                    id=name,
                    requester=who,
                    capability=skill,
                    legal_basis=basis,
                    requester_own_share=0,
                )
                for name, (who, skill, basis, _) in rows.items()
            ],
            bases=[
                {
                    "id": name,
                    "barrier_level": level,
                    "rung": 1 + (name == "ladder_2"),
                    "ladder": "" if name == "alone" else "ladder",
                }
                for name, level in BARRIERS.items()
            ],
            fits=[{"provider_capability": s, "request_capability": s} for s in ("low", "high")],
            regions=(),
            organisations=[
                {"id": "a", "asks": asks},
                {"id": "b", "asks": asks},
                {"id": "helper", "side": "military", "needs_in": ""},
            ],
        ),
        measure=permitted,
        expected={name: 1.0 - BARRIERS[law] for name, (_, _, _, law) in rows.items()},
        conditions={"blocking": 1.0, "agreements_effect": 0.0},
    )


# A desk in each region of two organisations: a queue for each; needs of either a day.
REGIONS = {"a": 2.0, "b": 4.0}


def at_their_desk(run: Run) -> Numbers:
    """Mean days at the desk, by who asks."""
    days, who = time_at_desks(run), decided_in(run)["requester"]
    return {f"days of {name}": float(days[who == i].mean()) for i, name in enumerate(REGIONS)}


def desks() -> Limit:
    """M/M/1 for each of two organisations at a desk that each of their regions has."""
    mean = MEAN / 2.0
    many = {"organisation": "helper", "service": "elsewhere", "persons": 100_000, "rung": 2}
    return Limit(
        name="a desk in each region of two organisations",
        formula="M/M/1 in each: 1/(1/s − λ)",
        off="people without number for support without length; deadlines beyond the horizon",
        world=SmallWorld(
            units=[
                *(unit(name, 1, capability="none") for name in REGIONS),
                {"id": "helper", **many},
            ],
            classes=[
                {
                    "id": name,
                    "requester": name,
                    "needs_per_year": arrivals * DAYS_PER_YEAR,
                    "approval_chain": "desk",
                    "duration_median_days": BRIEF,
                }
                for name, arrivals in REGIONS.items()
            ],
            desks=[desk("desk", 1, mean, regional=1)],
            regions=(),
            organisations=[
                *({"id": name, "asks": "helper"} for name in REGIONS),
                {"id": "helper", "side": "military", "needs_in": ""},
            ],
        ),
        measure=at_their_desk,
        expected={
            f"days of {name}": mean_wait(1, own, mean) + mean for name, own in REGIONS.items()
        },
    )


LIMITS = (turns(), three_share(), one_kind(), laws(), desks())
