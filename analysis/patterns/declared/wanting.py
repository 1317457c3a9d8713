"""Patterns about willingness and what moves it, and how the three conditions combine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from analysis.claims.declare import (
    ANY,
    CHANGE_OF_CHANGE,
    SHARE_OF_JOINT,
    UP,
    Arm,
    Ask,
    Case,
    Claim,
    Contrast,
    Part,
    Region,
    Values,
    at,
    before,
    change,
    change_of_change,
    over,
    special,
    value,
    within,
)
from analysis.mediation.necessity import effect_size
from analysis.patterns.declared.special import one_driver_of
from analysis.patterns.declared.transplants import sides_of
from analysis.patterns.declared.willingness_axis import (
    FEW,
    HALF,
    MOST,
    asks_along,
    ends_reached,
    on_the_axis,
    spanning,
    spanning_more,
)

Y = "gap_closed"
PERMUTATIONS = 200
LOG_CHANGE_OF_CHANGE = Contrast(
    "difference of changes of logs",
    4,
    lambda a, b, c, d: (np.log(d) - np.log(c)) - (np.log(b) - np.log(a)),
    linear=False,
)


def willing(under: Values, shift: float, **more: float | str) -> Arm:
    """Return a setting with both sides' willingness shifted."""
    shifts = {
        "willingness_shift_requester": shift,
        "willingness_shift_provider": shift,
    }
    return at(under, **shifts, **more)


def two_by_two(
    under: Values, low: float, high: float, first: Values, second: Values
) -> tuple[Arm, Arm, Arm, Arm]:
    """Return willingness low and high in a first setting, then in a second one."""
    one, other = (
        (willing(under, low, **more), willing(under, high, **more)) for more in (first, second)
    )
    return (*one, *other)


def beyond_chance(condition: Any, outcome: Any) -> float:
    """Return the effect size of a necessary condition less what 95 % of shuffled data leave."""
    rng = np.random.default_rng(1)
    shuffled = np.array([rng.permutation(outcome) for _ in range(PERMUTATIONS)])
    bound = np.quantile(effect_size(condition, shuffled), 0.95)
    return float(effect_size(condition, outcome) - bound)


def highest_of_lowest(condition: Any, outcome: Any) -> float:
    """Return the highest outcome in the lowest tenth of a condition."""
    return float(outcome[condition <= np.quantile(condition, 0.1)].max())


def necessity(study: str, under: Values, condition: str, least: float) -> list[Part]:
    """Return parts: the effect size of a necessary condition over draws, and beyond chance."""
    asks = (Ask(condition, at(under), study), Ask(Y, at(under), study))
    names = ("room left empty (d)", "lege ruimte (d)")
    beyond = ("d beyond chance", "d boven toeval")
    return [
        Part(*names, asks, Region(low=least), of_runs=lambda x, y: float(effect_size(x, y))),
        Part(*beyond, asks, UP, of_runs=beyond_chance),
    ]


def p01(under: Values) -> Sequence[Part]:
    """Total effect of both sides' willingness."""
    names, spanned = ("change of Y", "verschil in Y"), spanning(FEW, MOST)
    arms = willing(under, -0.08), willing(under, 0.08)
    return [
        Part(*names, asks_along(under), Region(low=0.10), spanned),
        *ends_reached(under),
        before(change(("change of Y", "verschil in Y"), Y, arms, Region(low=0.10))),
    ]


def p02(under: Values) -> Sequence[Part]:
    """Willingness as a necessary condition."""
    first, lowest = _lowest_tenth("spread", under, ("", ""), Region(high=0.05))
    independent = (", independent draws", ", onafhankelijke trekkingen")
    return [
        first,
        lowest,
        *necessity("spread", under, "want", 0.2),
        value(
            ("Y, least willing end", "Y, minst bereide eind"), Y, at(under, **on_the_axis(0.0)), ANY
        ),
        *_lowest_tenth("sample", under, independent, ANY),
    ]


def _lowest_tenth(
    study: str, under: Values, how: tuple[str, str], region: Region
) -> tuple[Part, Part]:
    """Return the highest Y in the lowest tenth of the share willing, and that share."""
    asks = (Ask("want", at(under), study), Ask(Y, at(under), study))
    names = (f"highest Y, lowest tenth{how[0]}", f"hoogste Y, laagste tiende{how[1]}")
    shares = (f"its share willing{how[0]}", f"aandeel bereid daar{how[1]}")
    return (
        Part(*names, asks, region, of_runs=highest_of_lowest),
        Part(*shares, asks[:1], ANY, of_runs=lambda want: float(np.quantile(want, 0.1))),
    )


def p03(under: Values) -> Sequence[Part]:
    """Capacity as moderator, on the raw and on the log scale."""
    short = {"shortage_police": 0.35, "shortage_defence": 0.35}
    full = {"shortage_police": 0.0, "shortage_defence": 0.0}
    arms = two_by_two(under, -0.08, 0.08, short, full)
    asks = tuple(Ask(Y, arm) for arm in arms)
    return [
        Part("difference, raw", "verschil, ruw", asks, Region(low=0.02), CHANGE_OF_CHANGE),
        Part("difference, log", "verschil, log", asks, ANY, LOG_CHANGE_OF_CHANGE),
    ]


def p04(under: Values) -> Sequence[Part]:
    """Barriers as moderator, below and at saturation."""
    high, low = {"barrier_shift": 0.3}, {"barrier_shift": -0.3}
    asks = (*asks_along(under, **high), *asks_along(under, **low))
    below, above = ("low to middle", "laag naar midden"), ("middle to high", "midden naar hoog")
    shifted = two_by_two(under, -0.1, 0.0, high, low)
    return [
        Part(*below, asks, Region(low=0.02), spanning_more(FEW, HALF)),
        Part(*above, asks, ANY, spanning_more(HALF, MOST)),
        before(change_of_change(below, Y, shifted, Region(low=0.02))),
    ]


def p05(under: Values) -> Sequence[Part]:
    """One driver alone, by the equation of willingness."""
    ask = special(one_driver_of(under))
    return [Part("share of all at 0.6", "deel van alles op 0,6", (ask,), Region(high=0.2))]


def p06(under: Values) -> Sequence[Part]:
    """Transparent procedures."""
    closed, opened = {"transparency": 0.0}, {"transparency": 1.0}
    arms = at(under, **closed), at(under, **opened)
    asks = (*asks_along(under, **closed), *asks_along(under, **opened))
    shifted = two_by_two(under, -0.1, 0.0, closed, opened)
    names = ("difference of changes", "verschil")
    return [
        change(("Y", "Y"), Y, arms, UP),
        change(("requests", "verzoeken"), "requests", arms, UP),
        change(("on time", "op tijd"), "on_time_share", arms, UP),
        Part(*names, asks, Region(low=0.02), spanning_more(FEW, HALF)),
        before(change_of_change(names, Y, shifted, Region(low=0.02))),
    ]


def p07(under: Values) -> Sequence[Part]:
    """Cost by severity."""
    dear, free = at(under, unit_cost=1.0), at(under, unit_cost=0.0)
    top, bottom = "supported_severest", "supported_least_severe"
    asks = (Ask(top, dear), Ask(top, free), Ask(bottom, dear), Ask(bottom, free))
    return [
        change(("severest third", "ernstigste derde"), top, (dear, free), within(0.03), True),
        Part("least severe less severest", "minst min ernstigst", asks, UP, CHANGE_OF_CHANGE),
    ]


def p26(under: Values) -> Sequence[Part]:
    """Urgency."""
    arms = at(under, urgency=0.1), at(under, urgency=0.9)
    return [
        change(("share willing", "deel bereid"), "want", arms, UP),
        change(("permitted, visible", "toegestaan, zichtbaar"), "may_visible", arms, UP),
        change(("Y", "Y"), Y, arms, UP),
    ]


def p33(under: Values) -> Sequence[Part]:
    """A joint goal, by complexity."""
    arms = at(under, joint_goal=0.0), at(under, joint_goal=1.0)
    plain, hard = "quality_simple", "quality_complex"
    asks = (*(Ask(plain, arm) for arm in arms), *(Ask(hard, arm) for arm in arms))
    return [
        change(("gain, complex", "opbrengst, complex"), hard, arms, UP),
        Part("complex less simple", "complex min eenvoudig", asks, UP, CHANGE_OF_CHANGE),
    ]


def p34(under: Values) -> Sequence[Part]:
    """Training value."""
    arms = at(under, training_match=0.0), at(under, training_match=1.0)
    return [
        value(("correlation", "correlatie"), "training", at(under), UP),
        change(("willing, matched", "bereid, afgestemd"), "willing_provider", arms, UP),
    ]


def p35(under: Values) -> Sequence[Part]:
    """One side's gain against both sides'."""

    def arm(requester: float, provider: float) -> Arm:
        shifts = {
            "willingness_shift_requester": requester,
            "willingness_shift_provider": provider,
        }
        return at(under, **shifts)

    none, both = arm(-0.1, -0.1), arm(0.1, 0.1)
    alone = (
        (("requester alone", "alleen vrager"), "requester", arm(0.1, -0.1)),
        (("provider alone", "alleen gever"), "provider", arm(-0.1, 0.1)),
    )
    spanned = {side: special(name) for side, name in sides_of(under).items()}
    parts, old = [], []
    for names, side, one in alone:
        asks = (spanned["none"], spanned[side], spanned["both"])
        shifted = tuple(Ask(Y, each) for each in (none, one, both))
        parts.append(Part(*names, asks, Region(high=0.5), SHARE_OF_JOINT))
        old.append(before(Part(*names, shifted, Region(high=0.5), SHARE_OF_JOINT)))
    return [*parts, *old]


GATES = (Case({}, True), Case({"gates": "minimum"}), Case({"gates": "compensatory"}, False))
PATTERNS = (
    Claim("P01", p01),
    Claim("P02", p02, (GATES[0], Case({"gates": "minimum"}, True), GATES[2])),
    Claim("P03", p03, GATES),
    Claim("P04", p04, (*GATES, Case({"procedure": "no"}))),
    Claim("P05", p05, (Case({"drivers": "sum"}, False), Case({"drivers": "weakest"}, True))),
    Claim("P06", p06, over("procedure", "yes", "no")),
    Claim("P07", p07, over("weight_cost", 0.15, 0.3)),
    Claim("P26", p26),
    Claim("P33", p33, over("definition", "shared", "plural")),
    Claim("P34", p34),
    Claim("P35", p35),
)
