"""The level of a theory: the five numbers that its answers are run with, and what they hang on."""

from __future__ import annotations

from typing import NamedTuple

from sim.errors import unknown_name

STANDARDISED, LEVEL, RAW = "standardised", "level", "raw"
LEVELS = (STANDARDISED, LEVEL, RAW)

PRODUCT, NO_TRUST, DRIVER, SUM = "product", "none", "driver", "sum"
# The answers that have a level, and those that move it where trust counts at all.
ACTING = ("gates", "trust", "procedure", "drivers")
WITH_TRUST = ("formality", "trust_level")


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

    drivers: str = SUM
    gates: str = PRODUCT
    trust: str = NO_TRUST
    procedure: str = "yes"
    formality: str = "neutral"
    trust_level: str = "pair"
    conditions: tuple[tuple[str, float], ...] = ()

    @property
    def with_trust(self) -> bool:
        """Whether trust is an eighth driver."""
        return self.trust == DRIVER

    def said(self) -> str:
        """Return the answers and conditions that are not those of ``figure_2``."""
        plain = PLAIN_KEY.answers
        own = [f"{name}={answer}" for name, answer in self.answers.items() if answer != plain[name]]
        return ", ".join([*own, *(f"{name}={value:g}" for name, value in self.conditions)])

    @property
    def answers(self) -> dict[str, str]:
        """The answers by switch."""
        return {name: value for name, value in self._asdict().items() if name != "conditions"}


PLAIN_KEY = Key()
"""The key of ``figure_2``."""


def checked_level(level: object) -> str:
    """Return the name of a level.

    Raises:
        UserError: Where there is none of that name.
    """
    if not isinstance(level, str) or level not in LEVELS:
        raise unknown_name("theory.level", level, LEVELS)
    return level
