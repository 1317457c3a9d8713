"""Patterns about people: who is there, who is kept, what a crisis takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from analysis.claims.declare import (
    ANY,
    DOWN,
    RATIO,
    UP,
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
    held,
    over,
    special,
    value,
    within,
)
from analysis.claims.judge import rank_correlation
from analysis.patterns.declared.transplants import transplants_of
from analysis.patterns.declared.wanting import GATES, Y, necessity
from analysis.patterns.declared.willingness_axis import IN_LOWEST_QUARTER, on_the_axis

SHORT = {"shortage_police": 0.35, "shortage_defence": 0.35}
FULL = {"shortage_police": 0.0, "shortage_defence": 0.0}
BEYOND_THE_SUM = Contrast(
    "joint less sum", 5, lambda none, a, b, c, every: every - a - b - c + 2 * none
)
LEVERS = ("working_sessions", "capacity_priority", "adapted_powers")
THREE = ("want", "can", "may")


def people_first(want: Any, can: Any, may: Any, _: Any) -> float:
    """Return the share of draws in which people cost most."""
    return float(((can > want) & (can > may)).mean())


def mean_of(values: Any, _: Any) -> float:
    """Return a mean over draws."""
    return float(values.mean())


def gains(values: Sequence[Any]) -> tuple[Any, Any]:
    """Return what each gate brings when open, and its pass rate: gates x draws."""
    actual, opened, rates = values[0], np.array(values[1:4]), np.array(values[4:7])
    return opened - actual, rates


def gain_follows_scarcity(*values: Any) -> float:
    """Return the rank correlation of gains with one over pass rates, gates and draws together."""
    gain, rate = gains(values)
    return rank_correlation(gain.ravel(), -rate.ravel())


def share_of_lowest(*values: Any) -> float:
    """Return the share of the gates' gains that the gate with the lowest pass rate brings."""
    gain, rate = gains(values)
    gain = np.maximum(gain, 0.0)
    lowest = np.take_along_axis(gain, rate.argmin(axis=0)[None], axis=0)[0]
    return float(lowest.sum() / gain.sum()) if gain.sum() > 0 else np.nan


def p08(under: Values) -> Sequence[Part]:
    """The most frequent bottleneck, over draws that the data leave open."""
    names = (*(f"loss_{g}" for g in THREE), "plausible")
    asks = tuple(Ask(name, at(under), "sample") for name in names)
    short = at(under, **SHORT)
    crisis = at(under, scenario="crisis")
    return [
        Part("share of draws", "deel van trekkingen", asks, Region(low=0.8), of_runs=people_first),
        change(("K, shortage", "K, tekort"), "loss_can", (at(under), short), UP),
        change(("K, crisis", "K, crisis"), "loss_can_window", (at(under), crisis), UP),
    ]


def p09(under: Values) -> Sequence[Part]:
    """What willingness does through offers, need by need."""

    def parts(rare: bool) -> list[Part]:
        named = transplants_of(under, rare)
        total, through = special(named["total"]), special(named["indirect"])
        names = ("share of the effect", "deel van effect")
        return [
            Part("through offers", "via aanbod", (through,), UP),
            Part(*names, (total, through), Region(low=0.3), RATIO),
        ]

    return [*parts(rare=True), *map(before, parts(rare=False))]


def p10(under: Values) -> Sequence[Part]:
    """People as a necessary condition, and not enough."""
    unwilling = {**under, **on_the_axis(IN_LOWEST_QUARTER)}
    low = at(unwilling, **SHORT), at(unwilling, **FULL)
    enough = change(("Y, unwilling", "Y, onwillig"), Y, low, Region(high=0.03))
    return [*necessity("sample", under, "can", 0.3), enough]


def p36(under: Values) -> Sequence[Part]:
    """Compensation, binding agreements, standing units."""
    bound = at(under, binding_agreements=0.0), at(under, binding_agreements=1.0)
    paid = at(under, compensation=0.0), at(under, compensation=1.0)
    standing = at(under), at(under, policy="mit")
    return [
        change(("withdrawn, paid", "teruggetrokken, vergoed"), "withdrawn", paid, DOWN),
        change(("withdrawn, bound", "teruggetrokken, gebonden"), "withdrawn", bound, DOWN),
        change(("able, bound", "kan, gebonden"), "can", bound, DOWN),
        change(("able, standing unit", "kan, staande eenheid"), "can_elsewhere", standing, DOWN),
    ]


def p37(under: Values) -> Sequence[Part]:
    """All willing: without people it ends."""
    every = {**under, "ideal": "want"}
    shortage = at(every, **FULL), at(every, **SHORT)
    nato = at(every, nato_commitment=0.0), at(every, nato_commitment=0.3)
    return [
        value(("without people", "zonder mensen"), "cannot", at(every), Region(low=0.15)),
        change(("with shortage", "met tekort"), "cannot", shortage, UP),
        change(("with NATO", "met NAVO"), "cannot", nato, UP),
    ]


def p38(under: Values) -> Sequence[Part]:
    """Own tasks lost to support."""
    ask = Ask("own_task_loss", at(under), "paired")
    names = ("own tasks lost", "eigen taken verloren")
    return [Part(*names, (ask,), within(0.02), equivalence=True)]


def p39(under: Values) -> Sequence[Part]:
    """Small against large; one year against another."""
    sizes = (Ask("supported_large", at(under)), Ask("supported_small", at(under)))
    years = (Ask("y_year1", at(under), "long"), Ask("y_year4", at(under), "long"))
    less = Contrast("small less large", 2, lambda a, b: b - a)
    return [
        Part("small less large", "klein min groot", sizes, Region(low=0.1), less),
        Part(
            "year 1 with year 4",
            "jaar 1 met jaar 4",
            years,
            Region(high=0.5),
            of_runs=lambda a, b: float(np.corrcoef(a, b)[0, 1]),
        ),
    ]


def p40(under: Values) -> Sequence[Part]:
    """What an open gate brings, by how narrow it is."""
    opened = [at(under, ideal=gate) for gate in THREE]
    asks = (
        Ask(Y, at(under), "replays"),
        *(Ask(Y, arm, "replays") for arm in opened),
        *(Ask(gate, at(under), "replays") for gate in THREE),
    )
    only = Region(low=0.8) if held(under, "gates") == "minimum" else ANY
    return [
        Part("rank correlation", "rangcorrelatie", asks, UP, of_runs=gain_follows_scarcity),
        Part("lowest gate's share", "deel laagste poort", asks, only, of_runs=share_of_lowest),
    ]


def p41(under: Values) -> Sequence[Part]:
    """Levers together against each alone."""
    policies = (*((name,) for name in LEVERS), LEVERS)
    arms = (at(under), *(at(under, policy="+".join(names)) for names in policies))
    asks = tuple(Ask(Y, arm) for arm in arms)
    names = ("joint less sum", "samen min som")
    return [
        Part(*names, asks, within(0.02), BEYOND_THE_SUM, equivalence=True),
        before(Part(*names, asks, UP, BEYOND_THE_SUM)),
    ]


def p42(under: Values) -> Sequence[Part]:
    """A crisis."""
    arms = at(under), at(under, scenario="crisis")
    return [
        change(("K share", "aandeel K"), "loss_can_window", arms, UP),
        change(("Y", "Y"), "y_window", arms, DOWN),
    ]


def p43(under: Values) -> Sequence[Part]:
    """Notice and quick-reaction people."""

    def arms(share: float) -> tuple[Any, Any]:
        short, long = (at(under, deadline_scale=d, quick_reaction_share=share) for d in (0.7, 1.3))
        return short, long

    quick = (*arms(0.1), *arms(0.6))
    notice = at(under, deadline_scale=0.7), at(under, deadline_scale=1.3)
    return [
        change(("offered", "aangeboden"), "offered_share", notice, UP),
        change_of_change(("flatter", "vlakker"), "offered_share", quick, DOWN),
    ]


def p47(under: Values) -> Sequence[Part]:
    """Scale and actors against service, over draws."""
    names = ("together", "on_time_share", "pooling_gain", "active_pairs", Y)

    def less(*values: Any) -> float:
        found = [abs(rank_correlation(one, values[-1])) for one in values[:-1]]
        return min(found[:2]) - max(found[2:])

    asks = tuple(Ask(name, at(under), "sample_paired") for name in names)
    return [Part("service less scale", "dienst min schaal", asks, UP, of_runs=less)]


def p48(under: Values) -> Sequence[Part]:
    """Exchange, by who returns."""

    def arms(returned: float) -> tuple[Any, Any]:
        held = {**under, "return_probability": returned}
        return at(held), at(held, policy="exchange")

    asks = tuple(Ask(Y, arm) for arm in (*arms(0.5), *arms(1.0)))
    even = Contrast(
        "break-even", 4, lambda a, b, c, d: 0.5 + 0.5 * (a - b) / ((d - c) - (b - a)), linear=False
    )
    return [
        change(("understanding", "begrip"), "understanding_end", arms(0.8), UP),
        change(("Y, half return", "Y, helft terug"), Y, arms(0.5), DOWN),
        change(("Y, all return", "Y, allen terug"), Y, arms(1.0), UP),
        Part("break-even", "omslagpunt", asks, ANY, even),
    ]


OFFERS = (
    Case({}, True),
    Case({"reserve_response": 1.0}, True),
    Case({"reserve_response": 0.0}, False),
)
PATTERNS = (
    Claim("P08", p08, GATES),
    Claim("P09", p09, OFFERS),
    Claim("P10", p10, GATES),
    Claim("P36", p36),
    Claim("P37", p37),
    Claim("P38", p38, over("reserve_neutral", 0.4, 0.0)),
    Claim("P39", p39),
    Claim("P40", p40, (Case({}, True), Case({"gates": "minimum"}, True))),
    Claim("P41", p41, over("gates", "product", "minimum", "compensatory")),
    Claim("P42", p42),
    Claim("P43", p43),
    Claim("P47", p47),
    Claim("P48", p48),
)
