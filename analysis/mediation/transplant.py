"""Worlds that differ in willingness alone, with each other's offers: run beside a run."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from sim.conditions import Conditions, over
from sim.run import run_setting
from sim.setting.layout.contacts import with_rates

WORLDS = ("low", "high_with_low", "low_with_high")


@dataclass(frozen=True)
class Transplant:
    """Runs the low world of a high one, and both with the other's offers; given as ``keep``.

    Attributes:
        low: The conditions of the low world, as pairs of name and value.
        outcome: The outcome that is kept.
    """

    low: tuple[tuple[str, float], ...]
    outcome: str

    def __call__(self, run: Any) -> dict[str, float]:
        """Return the outcome in each of ``WORLDS``, on the run's own tape."""
        high, seed = run.setting, run.seed
        lowered = Conditions(
            over(high.conditions.given(), dict(self.low)), limits=high.conditions.limits
        )
        low = replace(high, conditions=with_rates(lowered, high.world))
        other = run_setting(low, seed)
        worlds = (
            other,
            run_setting(high, seed, offered=other.offered()),
            run_setting(low, seed, offered=run.offered()),
        )
        return {
            name: world.outcomes[self.outcome] for name, world in zip(WORLDS, worlds, strict=True)
        }
