"""Worlds beside each other on one tape: offers of another world, and one side willing alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from analysis.claims.declare import Values, held
from analysis.claims.runs import changed_world
from analysis.patterns.declared.read_off import READINGS, Seen
from analysis.patterns.declared.willingness_axis import FEW, MOST
from analysis.words.labels import PRIMARY
from experiments.design.point import DEFAULT_THEORY
from sim.conditions import Conditions
from sim.run import Run, run_setting
from sim.setting.setting import resolve
from sim.setting.theories.theory import load_theory
from sim.world import World, load_world

SHIFT = 0.1
SIDES = ("willingness_shift_requester", "willingness_shift_provider")
ENDS = {"none": (0, 0), "requester": (1, 0), "provider": (0, 1), "both": (1, 1)}
"""Whether the requester and the provider are at the willing end of what is spanned."""

WIDEST, HALVINGS = 0.8, 9
RARER = 20
"""By how much needs are rarer where none may be in the way of another, and runs longer."""


@dataclass(frozen=True)
class Transplants:
    """What both sides' willingness adds to Y, and what of it runs through offers.

    Two worlds that differ in willingness alone; the willing one is run again with the offers of
    the unwilling one, on the same tape.

    Attributes:
        name: What its numbers are called after.
        theory: The theory.
        conditions: What else holds.
        rare: Whether needs come so seldom that hardly one finds people out for another: what is
            then told is of each need by itself, not of who is left for the next one. There are as
            many needs as in the other case, over a longer time.
        world: Where, as for ``sim.world.load_world``.
    """

    name: str
    theory: str
    conditions: Mapping[str, float]
    rare: bool
    world: str | None = None

    @property
    def names(self) -> dict[str, str]:
        """What its numbers are called."""
        return {kind: f"{kind}_{self.name}" for kind in ("total", "indirect")}

    def __call__(self, seed: int, days: int, warm_up_days: int) -> dict[str, float]:
        """Run the worlds."""
        low, high = (self._world(shift, days, warm_up_days) for shift in (-SHIFT, SHIFT))
        unwilling, eager = run_setting(low, seed), run_setting(high, seed)
        crossed = run_setting(high, seed, offered=unwilling.offered())
        y = eager.outcomes[PRIMARY]
        return {
            self.names["total"]: y - unwilling.outcomes[PRIMARY],
            self.names["indirect"]: y - crossed.outcomes[PRIMARY],
        }

    def _world(self, shift: float, days: int, warm_up_days: int) -> Any:
        shifts = {"willingness_shift_requester": shift, "willingness_shift_provider": shift}
        return resolve(
            theory=self.theory,
            conditions={**self.conditions, **shifts},
            days=days * (RARER if self.rare else 1),
            warm_up_days=warm_up_days,
            world=_rare_world(self.world) if self.rare else self.world,
        )


@cache
def _rare_world(world: str | None) -> World:
    classes = load_world(world).classes
    rates = {one.id: {"needs_per_year": one.needs_per_year / RARER} for one in classes}
    return changed_world(rates, world)


@dataclass(frozen=True)
class Sides:
    """Y where one side, the other, or both are willing, each from few to most needs.

    The shift of willingness at which all are willing on a tenth of the needs of a seed, and on
    nine tenths, is looked for with both sides shifted alike; then one side goes alone.

    Attributes:
        theory: The theory.
        world: Where, as for ``sim.world.load_world``.
    """

    theory: str
    world: str | None = None

    @property
    def names(self) -> dict[str, str]:
        """What its numbers are called."""
        return {side: f"y_willing_{side}_{self.theory}" for side in ENDS}

    def __call__(self, seed: int, days: int, warm_up_days: int) -> dict[str, float]:
        """Look for the shifts and run the worlds."""

        def run(requester: float, provider: float) -> Run:
            shifts = dict(zip(SIDES, (requester, provider), strict=True))
            conditions = Conditions(
                {**load_theory(self.theory).conditions, **shifts}, limits="possible"
            )
            setting = resolve(
                theory=self.theory,
                conditions=conditions,
                days=days,
                warm_up_days=warm_up_days,
                world=self.world,
            )
            return run_setting(setting, seed)

        ends = [_shift_at(share, lambda x: willing_share(run(x, x))) for share in (FEW, MOST)]
        return {
            self.names[side]: run(*(ends[place] for place in places)).outcomes[PRIMARY]
            for side, places in ENDS.items()
        }


def willing_share(run: Run) -> float:
    """Return the share of needs on which all are willing."""
    return READINGS["want"](Seen(run))


def _shift_at(share: float, share_at: Callable[[float], float]) -> float:
    low, high = -WIDEST, WIDEST
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if share_at(middle) < share else (low, middle)
    return (low + high) / 2


def transplants_of(under: Values, rare: bool) -> dict[str, str]:
    """Return what the numbers of the transplants of a case are called, by kind."""
    theory = str(under.get("theory", DEFAULT_THEORY))
    return transplants(theory, float(held(under, "reserve_response")), rare).names


def transplants(theory: str, response: float, rare: bool, world: str | None = None) -> Transplants:
    """Return the transplants of a theory, by how far the reserve follows willingness."""
    name = f"{theory}_{response}{'_rare' if rare else ''}"
    return Transplants(name, theory, {"reserve_response": response}, rare, world)


def sides_of(under: Values) -> dict[str, str]:
    """Return what Y is called where none, one side or both are willing, by side."""
    return Sides(str(under.get("theory", DEFAULT_THEORY))).names
