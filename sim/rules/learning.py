"""What parties learn and forget (E17 to E22)."""

from __future__ import annotations

import math

from sim.rules.willing import clip
from sim.state.codes import AVERSION_HABITUATES, AVERSION_NEUTRAL
from sim.state.compiled import compiled
from sim.state.declared import ConditionRecord, TheoryRecord

# How much a broken promise weighs (E17).
WEIGHT_OF_WITHDRAWAL = 1.0
WEIGHT_OF_LEAK = 3.0
WEIGHT_OF_CAPACITY_REFUSAL = 0.3
# Work with a fit to the core task below this is generic (E18).
GENERIC_WORK_BELOW = 0.45


@compiled
def relax(value: float, target: float, rate: float, elapsed: float) -> float:
    """Closed form of exponential relaxation: where a state stands after some days."""
    return target + (value - target) * math.exp(-rate * elapsed)


@compiled
def approach(value: float, target: float, share: float) -> float:
    """One step of learning: a share of the way to the target."""
    return value + share * (target - value)


@compiled
def trust(kept: float, broken: float) -> float:
    """E17: T = alpha / (alpha + beta)."""
    return kept / (kept + broken)


@compiled
def kept_at_start(conditions: ConditionRecord) -> float:
    """E17: alpha_0, after damage in the past."""
    return (
        conditions.trust_prior_weight * conditions.trust_start * (1.0 - conditions.historic_damage)
    )


@compiled
def broken_at_start(conditions: ConditionRecord) -> float:
    """E17: beta_0."""
    return conditions.trust_prior_weight - kept_at_start(conditions)


@compiled
def broken_step(conditions: ConditionRecord, weight: float) -> float:
    """E17: what a broken promise adds to beta."""
    return conditions.trust_asymmetry * weight


@compiled
def gain_share(alone: float, together: float) -> float:
    """E18: the share of the gap that support closed, in the eyes of those who saw it."""
    if alone >= 1.0:
        return 0.0
    return (together - alone) / (1.0 - alone)


@compiled
def expertise(conditions: ConditionRecord, value: float, gain: float) -> float:
    """E18: appraised expertise after seeing the other at work."""
    return clip(approach(value, gain, conditions.expertise_gain), 0.0, 1.0)


@compiled
def understanding_floor(conditions: ConditionRecord) -> float:
    """E19: where mutual understanding decays to."""
    floor = (
        conditions.shared_values_floor * conditions.shared_values
        + conditions.liaison_floor * conditions.liaison_cover
    )
    return min(floor, 1.0)


@compiled
def understanding_after_contact(conditions: ConditionRecord, value: float, weight: float) -> float:
    """E19: M after a deployment, exercise, session or meeting."""
    return approach(value, 1.0, conditions.understanding_gain * weight)


@compiled
def aversion_step(
    conditions: ConditionRecord, theory: TheoryRecord, force: float, effective: float
) -> float:
    """E22: what a visible deployment adds to society's aversion (S6)."""
    if theory.aversion == AVERSION_NEUTRAL:
        return 0.0
    sign = -1.0 if theory.aversion == AVERSION_HABITUATES else 1.0
    explained = 1.0 - conditions.explanation_effect * conditions.explanation
    size = effective / conditions.aversion_scale
    return sign * conditions.aversion_sensitivity * force * size * explained
