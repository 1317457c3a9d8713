"""Patterns about law, decisions, politics, society and information."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from analysis.claims.declare import (
    DOWN,
    EXACTLY_0,
    MIDDLE_OVER_ENDS,
    RATIO,
    RATIO_OF_CHANGES,
    UP,
    Ask,
    Case,
    Claim,
    Part,
    Region,
    Values,
    at,
    before,
    change,
    held,
    over,
    special,
    value,
    within,
)
from analysis.patterns.declared.special import CHAINS
from analysis.patterns.declared.wanting import Y

KNOWN = {"familiarity_start": 1.0, "familiarity_gain": 0.3, "familiarity_decay": 0.0005}
DEAR_LEAKS = {"leak_rate": 0.1, "leak_damage": 0.6}


def levels(*days: Any) -> tuple[Any, Any]:
    """Return the mean days by the number of levels, and the straight line through them."""
    seen = np.array([np.mean(one) for one in days])
    numbers = np.arange(len(seen))
    return seen, np.polyval(np.polyfit(numbers, seen, 1), numbers)


def per_level(*days: Any) -> float:
    """Return the days that a further level costs."""
    _, line = levels(*days)
    return float(line[1] - line[0])


def straightness(*days: Any) -> float:
    """Return the share of the variance over levels that a straight line explains."""
    seen, line = levels(*days)
    return float(1.0 - np.var(seen - line) / np.var(seen))


def p11(under: Values) -> Sequence[Part]:
    """Agreements against barriers."""
    arms = [at(under, agreements=q, barrier_shift=b) for q in (0.05, 0.95) for b in (-0.3, 0.3)]
    asks = tuple(Ask(Y, arm) for arm in arms)
    return [Part("ratio", "verhouding", asks, Region(high=0.9), RATIO_OF_CHANGES)]


def p12(under: Values) -> Sequence[Part]:
    """Barriers and asking; procedures that are known."""
    arms = at(under, barrier_shift=-0.3), at(under, barrier_shift=0.3)
    return [
        change(("not asked", "niet gevraagd"), "not_asked", arms, UP),
        value(
            ("loss by law", "verlies door mogen"), "loss_may", at(under, **KNOWN), Region(high=0.1)
        ),
    ]


def p13(under: Values) -> Sequence[Part]:
    """The law, in existing forms and with visible force."""
    existing = Ask("not_permitted_existing", at(under))
    visible = Ask("not_permitted_visible", at(under))
    return [
        Part("existing forms", "bestaande vormen", (existing,), Region(high=0.1)),
        Part(
            "visible over existing",
            "zichtbaar/bestaand",
            (existing, visible),
            Region(low=3.0),
            RATIO,
        ),
    ]


def p22(under: Values) -> Sequence[Part]:
    """Consent in advance."""
    arms = at(under, extra_pre_authorised=0.0), at(under, extra_pre_authorised=0.8)
    asks = tuple(Ask("lead_time_median_days", arm) for arm in arms)
    return [
        Part("ratio of times", "verhouding tijden", asks, Region(high=0.7), RATIO),
        change(("Y", "Y"), Y, arms, UP),
    ]


def p27(under: Values) -> Sequence[Part]:
    """Aversion, by force."""
    arms = at(under, aversion_start=0.7), at(under, aversion_start=0.1)
    return [
        change(("force ≥ 0.6", "dwang ≥ 0,6"), "may_forceful", arms, Region(low=0.1)),
        change(("force < 0.3", "dwang < 0,3"), "may_unseen", arms, within(0.02), True),
    ]


def p28(under: Values) -> Sequence[Part]:
    """The veto, and who gets the people."""
    arms = at(under, veto_level=1.0), at(under, veto_level=0.0)
    elsewhere = ("elsewhere", "elders")
    return [
        change(("visible", "zichtbaar"), "supported_visible", arms, UP),
        change(elsewhere, "supported_apolitical", arms, DOWN),
        before(change(elsewhere, "supported_elsewhere", arms, DOWN)),
    ]


def p29(under: Values) -> Sequence[Part]:
    """Levels of decision, and priority from the top."""
    asks = tuple(special(f"days_of_{len(chain)}") for chain in CHAINS)
    arms = at(under, top_priority=0.0), at(under, top_priority=1.0)
    return [
        Part("days per level", "dagen per niveau", asks, UP, of_runs=per_level),
        Part("straightness (R²)", "rechtheid (R²)", asks, Region(low=0.9), of_runs=straightness),
        change(("days, priority", "dagen, prioriteit"), "decision_days", arms, DOWN),
        value(("vetoes, priority", "veto's, prioriteit"), "vetoes", arms[1], EXACTLY_0),
    ]


def p30(under: Values) -> Sequence[Part]:
    """Sharing information, with and without risk."""
    if held(under, "information") == "benefit":
        arms = at(under, sharing_limit=0.1), at(under, sharing_limit=1.0)
        return [change(("1 less 0.1", "1 min 0,1"), "y_sensitive", arms, UP)]
    limits = (at(under, sharing_limit=x, **DEAR_LEAKS) for x in (0.1, 0.55, 1.0))
    asks = tuple(Ask("y_sensitive", arm) for arm in limits)
    return [Part("middle above ends", "midden boven einden", asks, UP, MIDDLE_OVER_ENDS)]


def p45(under: Values) -> Sequence[Part]:
    """Training, consent in advance, and a standing unit."""
    trained = at(under, civil_training=1.0, extra_pre_authorised=0.8)
    arms, standing = (at(under), trained), (at(under), at(under, policy="mit"))
    return [
        change(("gain, visible", "opbrengst, zichtbaar"), "quality_visible", arms, UP),
        change(("unlawful, visible", "onrechtmatig"), "unlawful_visible", arms, DOWN),
        change(("able, standing unit", "kan, staande eenheid"), "can_elsewhere", standing, DOWN),
    ]


def p46(under: Values) -> Sequence[Part]:
    """Fragmentation."""
    shared = at(under, sharing_limit=0.1), at(under, sharing_limit=1.0)
    goal = at(under, joint_goal=0.0), at(under, joint_goal=1.0)
    return [
        change(("with sharing", "met delen"), "fragmentation", shared, DOWN),
        change(("with a joint goal", "met gezamenlijk doel"), "fragmentation", goal, DOWN),
    ]


def p49(under: Values) -> Sequence[Part]:
    """Barriers and the gain itself."""
    held = {**under, "loss_information": 0.0}
    arms = at(held, barrier_shift=-0.3), at(held, barrier_shift=0.3)
    return [change(("gain, unseen", "opbrengst"), "quality_unseen", arms, within(0.02), True)]


SCARCE = Case({"shortage_police": 0.35, "shortage_defence": 0.35})
PATTERNS = (
    Claim("P11", p11, (Case({}, True), Case({"clarity": "general"}))),
    Claim("P12", p12, (Case({}, True), Case({"procedure": "no"}, False))),
    Claim("P13", p13),
    Claim("P22", p22),
    Claim("P27", p27),
    Claim("P28", p28, (Case({}), SCARCE)),
    Claim("P29", p29),
    Claim("P30", p30, (Case({"information": "risk"}, True), Case({"information": "benefit"}))),
    Claim("P45", p45),
    Claim("P46", p46),
    Claim("P49", p49, over("loss_powers", 0.3, 0.0)),
)
