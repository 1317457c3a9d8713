"""Kunnen: whom a unit can spare, and whether a promise holds (E2, E11, E13)."""

from __future__ import annotations

import math
from typing import Any

from sim.state.compiled import compiled
from sim.state.declared import ConditionRecord

# A platoon is useful whatever the size of the need.
ALWAYS_USEFUL_PERSONS = 30.0
# More than rounding can add to a probability.
ROUNDING = 1e-15


@compiled
def strength(persons: Any, shortage: Any) -> Any:
    """C(1 - h): the people that a unit has, after personnel shortage; numbers or arrays."""
    return persons * (1.0 - shortage)


@compiled
def physically_free(
    strength: float, dedicated: float, own_load: float, nato: float, busy: float
) -> float:
    """The ceiling of E11: free people with no reserve kept and full notice, in persons."""
    slack = dedicated + (1.0 - dedicated) * (1.0 - own_load) * (1.0 - nato)
    return max(0.0, strength * slack - busy)


@compiled
def reserve(conditions: ConditionRecord, willing: float) -> float:
    """Share of free people that is kept back, less so by a willing provider (figure 2)."""
    share = conditions.reserve_neutral * (1.0 + conditions.reserve_response * (1.0 - 2.0 * willing))
    return min(max(share, 0.0), 1.0)


@compiled
def planning_factor(conditions: ConditionRecord, deadline: float) -> float:
    """Share of planned people that can be had at this notice: ad hoc against planning culture."""
    if conditions.planning_lead_time <= 0.0:
        return 1.0
    quick = conditions.quick_reaction_share
    return min(1.0, quick + (1.0 - quick) * deadline / conditions.planning_lead_time)


@compiled
def free_to_offer(
    strength: float,
    dedicated: float,
    own_load: float,
    nato: float,
    reserved: float,
    planning: float,
    busy: float,
) -> float:
    """E11: the people that a unit of the military side can offer.

    Args:
        strength: C(1 - h), persons.
        dedicated: Share that stands ready for such support whatever the other tasks.
        own_load: O, share of the rest in use for own tasks.
        nato: N(1 - xi), share of the rest committed abroad.
        reserved: Reserve kept back.
        planning: Planning factor at the need's notice.
        busy: Persons already sent.

    Returns:
        Persons, a real number, never below 0.
    """
    rest = (1.0 - dedicated) * (1.0 - own_load) * (1.0 - nato) * (1.0 - reserved) * planning
    return max(0.0, strength * (dedicated + rest) - busy)


@compiled
def whole_persons(effective: float, fit: float) -> float:
    """Persons to send for an effective contribution; rounding errors do not cost a person."""
    return math.ceil(effective / fit - 1e-9)


@compiled
def least_useful(conditions: ConditionRecord, gap: float) -> float:
    """Below this an offer is of no use: a share of the gap, at most a platoon."""
    return min(conditions.least_useful_share * gap, ALWAYS_USEFUL_PERSONS)


@compiled
def withdrawal_hazard(conditions: ConditionRecord, crisis: float) -> float:
    """Withdrawals a day, where nothing binds (E13)."""
    return conditions.withdrawal_hazard * (1.0 + conditions.crisis_withdrawal * crisis)


@compiled
def withdrawal_probability(
    conditions: ConditionRecord, paid: float, crisis: float, lead_time: float, duration: float
) -> float:
    """E13: probability that a promise is withdrawn before its planned end."""
    hazard = withdrawal_hazard(conditions, crisis)
    exposed = 1.0 - math.exp(-hazard * (lead_time + duration))
    kept = (1.0 - conditions.binding_agreements) * (1.0 - conditions.compensation_effect * paid)
    return kept * exposed


@compiled
def is_withdrawn(
    conditions: ConditionRecord,
    paid: float,
    crisis: float,
    lead_time: float,
    duration: float,
    luck: float,
) -> bool:
    """Whether a promise is withdrawn with this luck, a uniform in [0, 1).

    Mostly that can be told without an exponential, for 1 - e^-x is at most x.
    """
    most = withdrawal_hazard(conditions, crisis) * (lead_time + duration) + ROUNDING
    if luck >= most:
        return False
    return luck < withdrawal_probability(conditions, paid, crisis, lead_time, duration)
