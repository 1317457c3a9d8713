"""What joint work achieves: shared information, five losses, one gain (E14 to E16)."""

from __future__ import annotations

import math

from sim.state.codes import CLARITY_GENERAL, DEFINITION_PLURAL, INFORMATION_BENEFIT
from sim.state.compiled import compiled
from sim.state.declared import ConditionRecord, TheoryRecord

# Unit cost is per 100 person-days.
PERSON_DAYS_PER_COST = 100.0
# Informal work that is discovered achieves half.
DISCOVERED_SHARE = 0.5
# A time is late only beyond rounding.
ON_TIME_TOLERANCE = 1e-9


@compiled
def shared_information(
    conditions: ConditionRecord, theory: TheoryRecord, clarity: float, trust: float
) -> float:
    """E14: the least of what the law admits and what the owner dares (S8)."""
    legal = conditions.sharing_limit * clarity
    if theory.information == INFORMATION_BENEFIT or trust >= 1.0:
        return legal
    return min(legal, conditions.sharing_benefit / (2.0 * (1.0 - trust)))


@compiled
def is_late(lead_time: float, deadline: float) -> bool:
    """Whether support came after the deadline."""
    return lead_time > deadline * (1.0 + ON_TIME_TOLERANCE)


@compiled
def lateness(lead_time: float, deadline: float) -> float:
    """Share of the gain that is left at this lead time: 1 in time, then exponential."""
    if not is_late(lead_time, deadline):
        return 1.0
    return math.exp(-(lead_time - deadline) / deadline)


@compiled
def exposure(conditions: ConditionRecord, barrier: float, force: float, training: float) -> float:
    """Loss by conflicting powers, and probability of an unlawful act."""
    return conditions.loss_powers * barrier * force * (1.0 - training)


@compiled
def quality(
    conditions: ConditionRecord,
    theory: TheoryRecord,
    complexity: float,
    understanding: float,
    clarity: float,
    exposure: float,
    sensitivity: float,
    shared: float,
    late: float,
    joint_goal: float,
    systems_fit: float,
) -> float:
    """The factors of E15 on the support given: what of a_r / n is turned into gain."""
    roles = conditions.role_clarity
    if theory.clarity == CLARITY_GENERAL:
        roles = roles + (1.0 - roles) * clarity
    lost = conditions.loss_understanding * (1.0 - understanding)
    lost += conditions.loss_roles * (1.0 - roles)
    # E26: no understanding mends what does not connect.
    lost += conditions.loss_systems * (1.0 - systems_fit)
    together = max(0.0, 1.0 - complexity * lost)
    informed = 1.0 - conditions.loss_information * sensitivity * (1.0 - shared)
    if theory.definition == DEFINITION_PLURAL:
        perspective = 1.0 - 0.5 * understanding
    else:
        perspective = 0.5 + 0.5 * understanding
    synergy = 1.0 + conditions.synergy * complexity * joint_goal * perspective
    return together * (1.0 - exposure) * informed * late * synergy


@compiled
def support_cost(conditions: ConditionRecord, effective: float, days: float) -> float:
    """The cost of support in units of added value: c_a * a_r * delta / 100."""
    return conditions.unit_cost * effective * days / PERSON_DAYS_PER_COST


@compiled
def added_value(severity: float, alone: float, together: float, cost: float) -> float:
    """E16 for one need: v(y1 - y0) less the cost of support."""
    return severity * (together - alone) - cost
