"""Mogen: law, politics, procedures, and the way around them (E6 to E10)."""

from __future__ import annotations

from sim.rules.willing import sigmoid
from sim.state.compiled import compiled
from sim.state.declared import ConditionRecord

# In an emergency desks and units take a quarter of their usual time.
EMERGENCY_PACE = 0.25
# A request that is not decided within this many deadlines after filing is dropped.
DROPPED_AFTER_DEADLINES = 3.0


@compiled
def clarity(agreements: float, familiarity: float) -> float:
    """E7: Q, by agreements or by knowing the procedures."""
    return 1.0 - (1.0 - agreements) * (1.0 - familiarity)


@compiled
def barrier(
    conditions: ConditionRecord, legal_level: float, clarity: float, priority: float
) -> float:
    """E8: Lambda, the barrier that is left after clarity and top priority (figure 2)."""
    return legal_level * (1.0 - conditions.agreements_effect * clarity) * (1.0 - priority)


@compiled
def unblocked(conditions: ConditionRecord, barrier: float) -> float:
    """The legal part of E9: 1 - lambda_b * Lambda."""
    return 1.0 - conditions.blocking * barrier


@compiled
def veto(
    conditions: ConditionRecord,
    political: float,
    priority: float,
    aversion: float,
    force: float,
    urgency: float,
    severity: float,
) -> float:
    """Probability that a political desk says no (E9): visible force against urgency."""
    reluctance = aversion * force - urgency * severity + conditions.veto_intercept
    chance = conditions.veto_level * sigmoid(conditions.veto_slope * reluctance)
    return political * (1.0 - priority) * chance


@compiled
def permission(has_basis: float, unblocked: float, veto: float) -> float:
    """E9: P(mogen)."""
    return has_basis * unblocked * (1.0 - veto)


@compiled
def desk_days(
    conditions: ConditionRecord, mean_days: float, barrier: float, urgency: float, severity: float
) -> float:
    """E10: mean service time of a desk, in days."""
    return (
        mean_days
        * conditions.desk_time_scale
        * (1.0 - conditions.transparency_effect * conditions.transparency)
        * (1.0 + conditions.barrier_delay * barrier)
        * (1.0 - conditions.urgency_speed * urgency * severity)
    )


@compiled
def informal_probability(
    conditions: ConditionRecord,
    force: float,
    size: float,
    banned: bool,
    understanding: float,
    trust: float,
    expected_days: float,
    deadline: float,
) -> float:
    """E6: tie x trust x procedural pressure, for small needs without visible force."""
    if banned or force >= conditions.informal_force_max or size > conditions.informal_size_max:
        return 0.0
    pressure = min(1.0, expected_days / deadline)
    return conditions.informal_tendency * understanding * trust * pressure


@compiled
def is_emergency(conditions: ConditionRecord, deadline: float, severity: float) -> bool:
    """Little time and much at stake: desks side by side, no reserve, full planning factor."""
    return deadline <= conditions.emergency_deadline and severity >= conditions.emergency_severity
