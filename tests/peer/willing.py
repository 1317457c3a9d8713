"""Willen: the drivers of both sides and what they come to (E4, E5)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.peer.needs import Need

TRUST_REFERENCE = 0.75
NEED_IN_QUANTITY = 0.7
LEAST_IN_BALANCE = 0.02
DRIVERS = ("commitment", "benefit", "dependence", "effect", "cost", "role", "understanding")


def logistic(x: float) -> float:
    """Return 1 / (1 + e^-x), also far out."""
    if x >= 0.0:
        return 1.0 / (1.0 + math.exp(-x))
    return math.exp(x) / (1.0 + math.exp(x))


def drivers_of_requester(need: Need) -> list[float]:
    """z1 to z7 of who asks."""
    c, relation = need.c, need.relation
    esteem = relation.seen_by_requester
    seen = c.sees_options + (1.0 - c.sees_options) * relation.understanding
    return [
        commitment(need, esteem),
        esteem * seen,
        need.gap / need.size,
        visible_effect(need),
        worth(need),
        0.5 + 0.5 * c.equal_role,
        relation.understanding,
    ]


def drivers_of_provider(need: Need) -> list[float]:
    """z1 to z7 of who is asked."""
    c, relation = need.c, need.relation
    seen = c.sees_options + (1.0 - c.sees_options) * relation.understanding
    saturation = (1.0 - c.training_match) * need.provider.saturation
    fit, equal = need.core_task_fit, c.equal_role_weight
    return [
        commitment(need, relation.seen_by_provider),
        need.kind.training_value * (1.0 - saturation) * seen,
        1.0 if need.qualitative else NEED_IN_QUANTITY,
        visible_effect(need),
        worth(need),
        (1.0 - equal) * fit + equal * c.equal_role,
        relation.understanding,
    ]


def commitment(need: Need, esteem: float) -> float:
    """Esteem of the other's expertise, raised by a joint goal."""
    return esteem + need.c.joint_goal_effect * need.lever("joint_goal") * (1.0 - esteem)


def visible_effect(need: Need) -> float:
    """Visible and urgent effect in society."""
    return min(1.0, max(0.0, need.severity * (0.5 + need.model.urgency)))


def worth(need: Need) -> float:
    """Benefit against cost, of which a third party pays a share (not of informal work)."""
    benefit = need.severity * need.gap / need.size
    paid = 0.0 if need.informal else need.c.compensation
    cost = need.c.unit_cost * (1.0 - paid)
    return benefit / (benefit + cost) if benefit + cost > 0.0 else 0.0


def power_mean(values: list[float], weights: list[float], answer: str) -> float:
    """M_p of the drivers: p is 1 (sum), goes to 0 (balanced) or to minus infinity (weakest)."""
    if answer == "weakest":
        return min(values)
    if answer == "balanced":
        factors = (
            max(z, LEAST_IN_BALANCE) ** (w / sum(weights))
            for z, w in zip(values, weights, strict=True)
        )
        return math.prod(factors)
    return sum(w * value for w, value in zip(weights, values, strict=True)) / sum(weights)


def willingness(need: Need, z: list[float], side: str, trust: float | None = None) -> float:
    """W of a side from its drivers.

    Args:
        need: For which support is considered.
        z: z1 to z7 of the side.
        side: "requester" or "provider".
        trust: T; the relation's own if not given.
    """
    c, theory, level = need.c, need.model.theory, need.model.setting.level
    trust = need.relation.bond.trust if trust is None else trust
    weights = [getattr(c, f"weight_{name}") for name in DRIVERS]
    if theory["trust"] == "driver":
        z, weights = [*z, trust], [*weights, c.weight_trust]
    index = power_mean(z, weights, theory["drivers"])
    index = getattr(level, f"origin_{side}") + getattr(level, f"slope_{side}") * index
    shift = getattr(c, f"willingness_shift_{side}")
    if theory["procedure"] == "yes":
        index -= c.procedure_deterrence * min(1.0, need.expected_procedure() / need.deadline)
    want = logistic(c.willingness_slope * (index + shift - c.willingness_threshold))
    if theory["trust"] == "moderator":
        factor = 1.0 + c.trust_moderation * (trust - TRUST_REFERENCE)
        want = min(1.0, max(0.0, want * math.sqrt(max(0.0, factor))))
    return want
