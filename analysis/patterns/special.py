"""Numbers of patterns that no run of a study holds: transplants, other chains, bare equations.

Each is a function from a seed and the length of a run to numbers by name.
"""

from __future__ import annotations

from typing import Any

from analysis.claims.runs import Specials, changed_world
from analysis.codebook.readings import reading
from analysis.codebook.special import OfMeetings, trust_alone
from analysis.words.labels import PRIMARY
from sim.conditions import Conditions
from sim.rules import willing
from sim.run import run_setting
from sim.setting.setting import resolve
from sim.setting.theory import Theory
from sim.state.records import DRIVERS_A_SIDE

SEARCH = "search_property"
# Levels that are all alike, so that only their number differs.
CHAINS = tuple(("locc",) * count for count in range(1, 6))
RESPONSES = (0.5, 1.0, 0.0)
SHIFT = 0.1
HIGH, REST, ALL = 1.0, 0.2, 0.6


def transplants(seed: int, days: int, warm_up_days: int) -> dict[str, float]:
    """Return what both sides' willingness adds to Y, and what of it runs through offers.

    Two worlds that differ in willingness alone; the willing one is run again with the offers of
    the unwilling one, on the same tape. Per response of the reserve to willingness (S2).
    """
    found = {}
    for response in RESPONSES:
        low, high = (_world(response, shift, days, warm_up_days) for shift in (-SHIFT, SHIFT))
        unwilling, willing = run_setting(low, seed), run_setting(high, seed)
        crossed = run_setting(high, seed, offered=unwilling.offered())
        y = willing.outcomes[PRIMARY]
        found[f"total_{response}"] = y - unwilling.outcomes[PRIMARY]
        found[f"indirect_{response}"] = y - crossed.outcomes[PRIMARY]
    return found


def _world(response: float, shift: float, days: int, warm_up_days: int) -> Any:
    conditions = {
        "reserve_response": response,
        "willingness_shift_requester": shift,
        "willingness_shift_provider": shift,
    }
    return resolve(conditions=conditions, days=days, warm_up_days=warm_up_days)


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
    for drivers in ("sum", "weakest"):
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
SPECIALS: Specials = {
    "transplants": (
        transplants,
        tuple(f"{kind}_{r}" for r in RESPONSES for kind in ("total", "indirect")),
    ),
    "chains": (chains, tuple(f"days_of_{len(chain)}" for chain in CHAINS)),
    "trust_alone": (trust_alone, ("recovery", "fixed_point")),
    "one_driver": (one_driver, ("one_driver_sum", "one_driver_weakest")),
    **{one.name: (one, (one.name,)) for one in MEETINGS},
}
