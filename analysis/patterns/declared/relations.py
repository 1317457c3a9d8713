"""Patterns about trust, understanding and informal ways."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.claims.declare import (
    ANY,
    CHANGE,
    DOWN,
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
    change,
    change_of_change,
    held,
    over,
    special,
    value,
    within,
)
from analysis.patterns.declared.able import mean_of
from analysis.patterns.declared.special import MEETINGS
from analysis.patterns.declared.wanting import Y, two_by_two


def distrust_and_trust(under: Values) -> tuple[Arm, Arm]:
    """Return settings with little and with much trust at the start."""
    return at(under, trust_start=0.3), at(under, trust_start=0.9)


def p14(under: Values) -> Sequence[Part]:
    """Trust, as if it did not matter."""
    return [change(("Y", "Y"), Y, distrust_and_trust(under), within(0.02), True)]


def p15(under: Values) -> Sequence[Part]:
    """Trust as a moderator."""
    below = two_by_two(under, -0.1, 0.0, {"trust_start": 0.3}, {"trust_start": 0.9})
    return [
        change(("Y", "Y"), Y, distrust_and_trust(under), Region(low=0.05)),
        change_of_change(("difference of changes", "verschil"), Y, below, UP),
    ]


def p16(under: Values) -> Sequence[Part]:
    """Pretexts."""
    pretext = float(held(under, "pretext"))
    less = Contrast("less 1 − pretext", 1, lambda a: a - (1.0 - pretext))
    candour = (Ask("candour", at(under)),)
    # Draws are of officials who often plead something else, whatever the case.
    case = at({name: one for name, one in under.items() if name != "pretext"})
    draws = (Ask("reversed", case, "sample"), Ask("plausible", case, "sample"))
    names = ("stated over true, less expected", "genoemd/waar min verwacht")
    return [
        Part(*names, candour, within(0.05), less, equivalence=True),
        Part("draws reversed", "omgekeerde trekkingen", draws, UP, of_runs=mean_of),
    ]


def p17(under: Values) -> Sequence[Part]:
    """Formality and trust."""
    more, less = at(under, formality="strengthens"), at(under, formality="undermines")
    neutral = at(under, formality="neutral")
    trust = "trust_end"
    return [
        change(("T, strengthens", "T, versterkt"), trust, (neutral, more), UP),
        change(("T, undermines", "T, ondermijnt"), trust, (neutral, less), DOWN),
        change(("Y between them", "Y ertussen"), Y, (less, more), ANY),
    ]


def p18(under: Values) -> Sequence[Part]:
    """Breaking and building trust, by its own equation."""
    events, distance = (special(name) for name in ("recovery", "fixed_point"))
    return [
        Part("promises to recover", "beloften tot herstel", (events,), Region(low=2.0)),
        Part("less closed form", "min gesloten vorm", (distance,), within(0.01)),
    ]


def p19(under: Values) -> Sequence[Part]:
    """Initial trust, year by year."""
    arms = distrust_and_trust(under)
    first, last = ([Ask(f"y_year{n}", arm, "long") for arm in arms] for n in (1, 4))
    less = Contrast("year 1 less year 4", 4, lambda a, b, c, d: (d - c) - (b - a))
    return [
        change(("year 1", "jaar 1"), "y_year1", arms, UP, study="long"),
        Part("year 1 less year 4", "jaar 1 min jaar 4", (*last, *first), UP, less),
        change(("year 4", "jaar 4"), "y_year4", arms, UP, study="long"),
    ]


def p20(under: Values) -> Sequence[Part]:
    """Exercises, and what they teach."""
    none, many = at(under, exercise_rate=0.0), at(under, exercise_rate=12.0)
    taught_nothing = at(under, exercise_rate=12.0, contact_exercise=0.0)
    through = Contrast("through", 3, lambda a, b, c: (b - c) / (b - a), linear=False)
    asks = tuple(Ask(Y, arm) for arm in (none, many, taught_nothing))
    return [
        change(("understanding", "begrip"), "understanding_end", (none, many), UP),
        change(("Y", "Y"), Y, (none, many), UP),
        Part("share through it", "deel erdoor", asks, Region(low=0.7), through),
    ]


def p21(under: Values) -> Sequence[Part]:
    """Understanding and the right unit."""
    low, middle, high = (at(under, understanding_start=m) for m in (0.2, 0.5, 0.8))
    return [
        change(("0.2 to 0.5", "0,2 naar 0,5"), "mismatch", (low, middle), DOWN),
        change(("0.5 to 0.8", "0,5 naar 0,8"), "mismatch", (middle, high), DOWN),
    ]


def p23(under: Values) -> Sequence[Part]:
    """Long procedures and informal work."""
    short, usual, long = (at(under, desk_time_scale=x) for x in (0.45, 1.0, 2.0))
    return [
        change(("short to usual", "kort naar gewoon"), "informal_share", (short, usual), UP),
        change(("usual to long", "gewoon naar lang"), "informal_share", (usual, long), UP),
    ]


def p24(under: Values) -> Sequence[Part]:
    """What happens to informal work that is found."""
    arms = at(under, informal="suppress"), at(under, informal="seed")
    return [
        change(("informal share", "informeel deel"), "informal_share", arms, DOWN),
        change(("Y", "Y"), Y, arms, Region(low=-0.02)),
        value(("informal needs", "informele behoeften"), "informal_needs", arms[0], ANY),
        value(("of these found", "daarvan ontdekt"), "informal_found", arms[0], ANY),
    ]


def p25(under: Values) -> Sequence[Part]:
    """Trust and informal work over pairs."""
    return [value(("partial correlation", "part. correlatie"), "trust_and_informal", at(under), UP)]


def p32(under: Values) -> Sequence[Part]:
    """After generic and after specialist work."""
    return [
        value(
            ("generic less specialist", "algemeen min specialist"), "after_generic", at(under), DOWN
        )
    ]


def p44(under: Values) -> Sequence[Part]:
    """Meetings that take nobody away, so that only meeting counts."""
    idle, teach, hardly, taught = (special(one.name) for one in MEETINGS)
    return [
        Part("Y, no weight", "Y, geen gewicht", (idle,), within(0.01), equivalence=True),
        Part("understanding, weight", "begrip, gewicht", (teach,), UP),
        Part("more where it teaches more", "meer waar het leert", (hardly, taught), ANY, CHANGE),
    ]


TRUST = ("none", "moderator", "driver")
# Informal work as common, and as often found, as the declared ranges have it.
COMMON_INFORMAL = Case(
    {
        "informal_tendency": 1.0,
        "informal_detection": 0.5,
        "desk_time_scale": 2.0,
        "trust_start": 0.9,
        "understanding_start": 0.8,
    }
)
PATTERNS = (
    Claim("P14", p14, (Case({}, True), *(Case({"trust": t}, False) for t in TRUST[1:]))),
    Claim(
        "P15",
        p15,
        (
            Case({"trust": "moderator"}, True),
            Case({"trust": "driver"}),
            Case({"trust": "none"}, False),
        ),
    ),
    Claim(
        "P16", p16, (Case({}), Case({"pretext": 0.6}), Case({"pretext": 0.6, "trust": "moderator"}))
    ),
    Claim("P17", p17, over("trust", *TRUST)),
    Claim("P18", p18),
    Claim(
        "P19",
        p19,
        (
            Case({"trust": "moderator"}, True),
            Case({"trust": "driver"}),
            Case({"trust": "none"}, False),
        ),
    ),
    Claim("P20", p20),
    Claim("P21", p21),
    Claim("P23", p23, over("informal", "suppress", "seed")),
    Claim("P24", p24, (COMMON_INFORMAL, Case({})), COMMON_INFORMAL.under),
    Claim("P25", p25),
    Claim("P32", p32, over("misuse_effect", 0.03, 0.1)),
    Claim("P44", p44),
)
