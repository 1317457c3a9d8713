"""Willen: what makes a party ask, and what makes the other say yes (E4, E5)."""

from __future__ import annotations

import math

from sim.state.codes import DRIVERS_BALANCED, DRIVERS_WEAKEST, TRUST_DRIVER, TRUST_MODERATOR
from sim.state.compiled import compiled
from sim.state.declared import ConditionRecord, TheoryRecord

# Trust at which the moderator changes nothing, so that the switch turns the slope, not the level.
TRUST_REFERENCE = 0.75
# The floor of a driver in the geometric mean (S11 balanced), there alone.
LEAST_DRIVER = 0.02


@compiled
def sigmoid(x: float) -> float:
    """Return 1 / (1 + e^-x)."""
    return 1.0 / (1.0 + math.exp(-x))


@compiled
def clip(x: float, low: float, high: float) -> float:
    """Return x, kept between low and high."""
    return min(max(x, low), high)


@compiled
def commitment(conditions: ConditionRecord, expertise: float, joint_goal: float) -> float:
    """Driver 1: the other's expertise is valued, and more so with a joint goal (§4.1.1)."""
    return expertise + conditions.joint_goal_effect * joint_goal * (1.0 - expertise)


@compiled
def recognised(conditions: ConditionRecord, understanding: float) -> float:
    """Share of a benefit that a party sees, given how well it knows the other (§4.1.2)."""
    return conditions.sees_options + (1.0 - conditions.sees_options) * understanding


@compiled
def wanted_training(conditions: ConditionRecord, training_value: float, saturation: float) -> float:
    """What a need is worth as training: less where the provider has had such work (§4.1.2).

    Where the provider says what it still wants, and requests are fitted to that (§6.2), saturation
    counts less.
    """
    return training_value * (1.0 - (1.0 - conditions.training_match) * saturation)


@compiled
def visible_effect(severity: float, urgency: float) -> float:
    """Driver 4: visible effect in society, times urgency (§4.1.3)."""
    return clip(severity * (0.5 + urgency), 0.0, 1.0)


@compiled
def cost_and_benefit(
    conditions: ConditionRecord, severity: float, need_share: float, paid: float
) -> float:
    """Driver 5: benefit against benefit plus uncompensated cost (§4.1.3).

    Args:
        conditions: The record of conditions.
        severity: v of the class.
        need_share: n_r / n.
        paid: Compensation share; 0 for informal work.
    """
    benefit = severity * need_share
    return benefit / max(benefit + conditions.unit_cost * (1.0 - paid), 1e-12)


@compiled
def requester_role(conditions: ConditionRecord) -> float:
    """Driver 6 of the requester: an equal role (§4.1.3, §4.1.4)."""
    return 0.5 + 0.5 * conditions.equal_role


@compiled
def provider_role(conditions: ConditionRecord, core_task_fit: float) -> float:
    """Driver 6 of the provider: fit with the core task, and an equal role (§4.1.3)."""
    weight = conditions.equal_role_weight
    return (1.0 - weight) * core_task_fit + weight * conditions.equal_role


@compiled
def index(
    conditions: ConditionRecord, theory: TheoryRecord, drivers: tuple[float, ...], trust: float
) -> float:
    """The drivers of one side as one number: a weighted power mean of them (S11), in [0, 1].

    Args:
        conditions: The record of conditions.
        theory: The record of switches: by S11 the mean of power 1, the geometric one (several
            drivers must hold) or the least of them, whose weights do not count.
        drivers: Drivers 1 to 7: commitment, benefit, dependence, effect, cost and benefit, role,
            understanding.
        trust: T, an eighth driver where S3 says so.
    """
    if theory.drivers == DRIVERS_WEAKEST:
        least = min(drivers)
        return min(least, trust) if theory.trust == TRUST_DRIVER else least
    commitment, benefit, dependence, effect, cost_benefit, role, understanding = drivers
    if theory.drivers == DRIVERS_BALANCED:
        commitment, benefit, dependence = grown(commitment), grown(benefit), grown(dependence)
        effect, cost_benefit, role = grown(effect), grown(cost_benefit), grown(role)
        understanding, trust = grown(understanding), grown(trust)
    total = (
        conditions.weight_commitment * commitment
        + conditions.weight_benefit * benefit
        + conditions.weight_dependence * dependence
        + conditions.weight_effect * effect
        + conditions.weight_cost * cost_benefit
        + conditions.weight_role * role
        + conditions.weight_understanding * understanding
    )
    weights = (
        conditions.weight_commitment
        + conditions.weight_benefit
        + conditions.weight_dependence
        + conditions.weight_effect
        + conditions.weight_cost
        + conditions.weight_role
        + conditions.weight_understanding
    )
    if theory.trust == TRUST_DRIVER:
        total += conditions.weight_trust * trust
        weights += conditions.weight_trust
    mean = total / weights
    return math.exp(mean) if theory.drivers == DRIVERS_BALANCED else mean


@compiled
def grown(driver: float) -> float:
    """The logarithm of a driver for the geometric mean, which a single zero must not settle."""
    return math.log(max(driver, LEAST_DRIVER))


@compiled
def levelled(value: float, origin: float, slope: float) -> float:
    """The index of a side where the theory's level has it (see ``sim.levels``)."""
    return origin + slope * value


@compiled
def willingness(
    conditions: ConditionRecord,
    theory: TheoryRecord,
    index: float,
    trust: float,
    deterrence: float,
    shift: float,
) -> float:
    """E4 and E5: the willingness of one party, in [0, 1].

    Args:
        conditions: The record of conditions.
        theory: The record of switches (S3).
        index: Of its drivers, at the theory's level.
        trust: T, which moderates where S3 says so.
        deterrence: What the expected procedure takes from the index (S5).
        shift: Delta of this side.
    """
    index = index - deterrence
    willing = sigmoid(
        conditions.willingness_slope * (index + shift - conditions.willingness_threshold)
    )
    if theory.trust == TRUST_MODERATOR:
        willing *= trust_factor(conditions, trust)
    return clip(willing, 0.0, 1.0)


@compiled
def trust_factor(conditions: ConditionRecord, trust: float) -> float:
    """E5: one side's share, a square root, of the factor by which trust moderates (S3)."""
    factor = 1.0 + conditions.trust_moderation * (trust - TRUST_REFERENCE)
    return math.sqrt(max(factor, 0.0))


@compiled
def deterrence(conditions: ConditionRecord, expected_days: float, deadline: float) -> float:
    """S5: what a long procedure takes from the index of willingness (§4.2.1)."""
    return conditions.procedure_deterrence * min(1.0, expected_days / deadline)
