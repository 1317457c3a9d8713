"""Numbers of patterns that no run of a study holds: other worlds, other chains, bare equations.

Each is a function from a seed and the length of a run to numbers by name.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from analysis.claims.declare import Values, held
from analysis.claims.runs import Special, Specials, changed_world
from analysis.codebook.readings import reading
from analysis.codebook.special import OfMeetings, trust_alone
from analysis.patterns.declared.transplants import Sides, transplants
from experiments.design.point import DEFAULT_THEORY
from sim.conditions import Conditions
from sim.rules import willing
from sim.run import run_setting
from sim.setting.configuration import names_in
from sim.setting.setting import resolve
from sim.setting.theories.theory import SWITCHES, Theory
from sim.state.records import DRIVERS_A_SIDE
from sim.world import load_world

SEARCH = "search_property"
# Levels that are all alike, so that only their number differs.
CHAINS = tuple(("locc",) * count for count in range(1, 6))
NAMES_READ = {f"days_of_{len(chain)}": SEARCH for chain in CHAINS}
"""The numbers that are about a class by its name."""
RESPONSES = (0.5, 1.0, 0.0)
HOW_DRIVERS_COMBINE = SWITCHES["drivers"].values
HIGH, REST, ALL = 1.0, 0.2, 0.6


def chains(seed: int, days: int, warm_up_days: int) -> dict[str, float]:
    """Return the days to a decision on searches by the number of desks in their chain."""
    read = reading(f"mean decision_days of {SEARCH}")
    found = {}
    for chain in CHAINS:
        world = changed_world({SEARCH: {"approval_chain": chain}})
        setting = resolve(days=days, warm_up_days=warm_up_days, world=world)
        found[f"days_of_{len(chain)}"] = float(read(run_setting(setting, seed)))
    return found


def one_driver(seed: int, days: int, warm_up_days: int) -> dict[str, float]:
    """Return both sides' willingness with the best driver alone, over all at a middle value."""
    found = {}
    for drivers in HOW_DRIVERS_COMBINE:
        alone = [
            [HIGH if k == one else REST for k in range(DRIVERS_A_SIDE)]
            for one in range(DRIVERS_A_SIDE)
        ]
        best = max(_both(values, drivers) for values in alone)
        found[f"one_driver_{drivers}"] = best / _both([ALL] * DRIVERS_A_SIDE, drivers)
    return found


def _both(values: list[float], drivers: str) -> float:
    theory = Theory({"drivers": drivers}, {}).to_record()[0]
    conditions, trust = Conditions().to_record(), 0.0
    index = willing.index(conditions, theory, tuple(values), trust)
    return float(willing.willingness(conditions, theory, index, trust, 0.0, 0.0)) ** 2


MEETINGS = (
    OfMeetings("meetings_without_weight", "y", {"contact_meeting": 0.0}),
    OfMeetings("meetings_teach", "understanding_end", {"contact_meeting": 0.3}),
    OfMeetings("meetings_hardly_taught", "y", {"contact_meeting": 0.3, "understanding_gain": 0.05}),
    OfMeetings("meetings_taught", "y", {"contact_meeting": 0.3}),
)
"""What meetings that take nobody away do; without weight, and with it."""


def one_driver_of(under: Values) -> str:
    """Return what the share of a single driver is called under the answer of a case."""
    return f"one_driver_{held(under, 'drivers')}"


@cache
def specials_of(world: str | None) -> Specials:
    """Return what can be worked out in a world.

    Args:
        world: As for ``sim.world.load_world``.
    """
    found: dict[str, tuple[Special, tuple[str, ...]]] = {
        "trust_alone": (trust_alone, ("recovery", "fixed_point")),
        "one_driver": (
            one_driver,
            tuple(f"one_driver_{how}" for how in SWITCHES["drivers"].values),
        ),
        **{one.name: (replace(one, world=world), (one.name,)) for one in MEETINGS},
    }
    if SEARCH in {one.id for one in load_world(world).classes}:
        found["chains"] = chains, tuple(NAMES_READ)
    for theory in names_in("theory"):
        own = float(held({"theory": theory}, "reserve_response"))
        for response in RESPONSES if theory == DEFAULT_THEORY else (own,):
            for rare in (False, True):
                one = transplants(theory, response, rare, world)
                found[one.name] = (one, tuple(one.names.values()))
        sides = Sides(theory, world)
        found[f"sides_{theory}"] = (sides, tuple(sides.names.values()))
    return found
