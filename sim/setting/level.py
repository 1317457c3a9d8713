"""The level of a theory: the five numbers that its answers are run with, and what they hang on."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sim.conditions import CONDITIONS
from sim.errors import unknown_name

if TYPE_CHECKING:
    from sim.setting.theory import Theory

STANDARDISED, LEVEL, RAW = "standardised", "level", "raw"
LEVELS = (STANDARDISED, LEVEL, RAW)

PRODUCT, NO_TRUST, DRIVER, SUM = "product", "none", "driver", "sum"
_PLAIN = {
    "drivers": SUM, "gates": PRODUCT, "trust": NO_TRUST, "procedure": "yes",
    "formality": "neutral", "trust_level": "pair",
}  # fmt: skip
# The answers that have a level, and those that move it where trust counts at all.
ACTING = ("gates", "trust", "procedure", "drivers")
_WITH_TRUST = ("formality", "trust_level")


class Level(NamedTuple):
    """What a theory's answers are run with.

    Attributes:
        origin_requester: Added to the requester's index after its slope.
        slope_requester: By which the requester's index is multiplied.
        origin_provider: The same for the provider.
        slope_provider: The same for the provider.
        odds: By which the odds of passing are multiplied where S1 is not a product.
    """

    origin_requester: float = 0.0
    slope_requester: float = 1.0
    origin_provider: float = 0.0
    slope_provider: float = 1.0
    odds: float = 1.0


NEUTRAL = Level()
"""The level of ``figure_2``: nothing is changed, to the last bit."""


class Key(NamedTuple):
    """What the constants of a theory hang on: its answers that have a level, and its conditions.

    S4 and S12 are in it only where trust counts. S6 to S10 act on no gate: what they change of the
    share that passes, they change by the course of events, and that is what they say.
    """

    drivers: str
    gates: str
    trust: str
    procedure: str
    formality: str
    trust_level: str
    conditions: tuple[tuple[str, float], ...] = ()

    @property
    def with_trust(self) -> bool:
        """Whether trust is an eighth driver."""
        return self.trust == DRIVER

    def said(self) -> str:
        """Return the answers and conditions that are not those of ``figure_2``."""
        answers = {name: value for name, value in self._asdict().items() if name != "conditions"}
        own = [f"{name}={value}" for name, value in answers.items() if value != _PLAIN[name]]
        return ", ".join([*own, *(f"{name}={value:g}" for name, value in self.conditions)])


PLAIN_KEY = Key(**_PLAIN)
"""The key of ``figure_2``."""


def key_of(theory: Theory) -> Key:
    """Return what the constants of a theory hang on."""
    choices, kept = theory.choices, ACTING
    if choices["trust"] != NO_TRUST:
        kept = (*ACTING, *_WITH_TRUST)
    fixed = sorted(
        (name, float(value))
        for name, value in theory.conditions.items()
        if value != CONDITIONS[name].default
    )
    answers = {**_PLAIN, **{name: choices[name] for name in kept}}
    return Key(conditions=tuple(fixed), **answers)


def checked_level(level: object) -> str:
    """Return the name of a level.

    Raises:
        UserError: Where there is none of that name.
    """
    if not isinstance(level, str) or level not in LEVELS:
        raise unknown_name("theory.level", level, LEVELS)
    return level
