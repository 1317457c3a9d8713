"""Draws from a belief, where a study would draw from the declared priors."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from experiments.design.belief import Belief
from experiments.design.factors import (
    WORLD,
    Factor,
    condition_factor,
    switch_factor,
    world_factor,
)
from experiments.design.kinds import make_design
from experiments.design.listed import list_design
from experiments.design.table import BASE_ROW, Design
from sim.conditions import in_any_words
from sim.errors import UserError

BELIEVED = "belief"
"""Under what a design keeps the belief that it was drawn from, among its options."""

INDEPENDENT = ("lhs", "sobol_points")
"""The kinds of designs whose points are draws; the others are patterns that a belief would bend."""


def drawn(
    belief: Belief, factors: Sequence[Factor], count: int, kind: str = "lhs", seed: int = 1
) -> pd.DataFrame:
    """Draw from a belief: what it says nothing of is drawn from the declared priors.

    Args:
        belief: What is held.
        factors: What is varied beside all that the belief says something of.
        count: How many draws.
        kind: A kind of design whose points are draws.
        seed: The seed of the sample.

    Returns:
        A row per draw and a column per factor, those of the belief last.

    Raises:
        UserError: For a kind of design whose points are no draws.
    """
    if kind not in INDEPENDENT:
        raise UserError(
            "design={kind} runs fixed steps, not draws, so that belief= has nothing to change; "
            "allowed with a belief: {kinds}",
            kind=kind,
            kinds=", ".join(INDEPENDENT),
        )
    # What says the same in other words as something that is held would contradict it.
    same = in_any_words(name.removeprefix("conditions.") for name in belief.names)
    others = [each for each in factors if each.name.removeprefix("conditions.") not in same]
    own = [factor_of(name) for name in belief.names]
    design = make_design(kind, [*others, *own], count, seed)
    table = design.table[[factor.name for factor in design.factors]].copy()
    low, high = np.array([factor.bounds for factor in design.factors]).T
    shares = dict(zip(table, ((design.raw - low) / (high - low)).T, strict=True))
    for name, mixture in belief.distributions.items():
        factor = factor_of(name)
        values = mixture.quantiles(shares[name], factor.low, factor.high)
        table[name] = np.clip(np.round(values) if factor.whole else values, factor.low, factor.high)
    for name, weights in belief.theories.items():
        steps = np.cumsum([*weights.values()])
        places = np.searchsorted(steps, shares[name] * (1 - 1e-12), "right")
        table[name] = [list(weights)[min(place, len(weights) - 1)] for place in places]
    if len(belief.draws):
        chosen = resampled(belief.weights, count, seed)
        table[list(belief.draws.columns)] = belief.draws.iloc[chosen].to_numpy()
    return table.infer_objects()


def resampled(weights: npt.NDArray[np.float64], count: int, seed: int = 1) -> npt.NDArray[np.int64]:
    """Return the places of draws, each as often as its weight says, in an order by lot.

    Systematic resampling: no draw comes up more often, or less, than its share by one or more.
    """
    chance = np.random.default_rng(seed)
    reached = np.cumsum(weights / weights.sum())
    places = np.searchsorted(reached, (np.arange(count) + chance.random()) / count)
    return chance.permutation(np.minimum(places, len(weights) - 1))


def believed_design(
    belief: Belief,
    factors: Sequence[Factor],
    count: int,
    kind: str = "lhs",
    seed: int = 1,
    fixed: Collection[str] = (),
) -> Design:
    """Return draws from a belief as a design, each on a luck of its own.

    Args:
        belief: As ``drawn``.
        factors: As ``drawn``.
        count: As ``drawn``.
        kind: As ``drawn``.
        seed: As ``drawn``.
        fixed: What the setting fixes: its value stands, whatever is held of it.
    """
    table = drawn(belief, factors, count, kind, seed)
    table = table[[name for name in table if name not in fixed]]
    design = list_design(table.assign(**{BASE_ROW: np.arange(len(table))}), "belief=")
    return noting(design, belief)


def noting(design: Design, belief: Belief) -> Design:
    """Return a design that says from which belief it was drawn, and how that came about."""
    varied = {factor.name for factor in design.factors}
    said: dict[str, object] = {
        "digest": belief.digest,
        "provenance": dict(belief.provenance),
        "held": [name for name in belief.names if name in varied],
    }
    if len(belief.draws):
        said |= {"draws": len(belief.weights), "effective": belief.effective}
    return replace(design, options={**design.options, BELIEVED: said})


def factor_of(name: str) -> Factor:
    """Return the factor of a name that a belief may hold, over its declared range."""
    head, _, rest = name.partition(".")
    of = {"theory": switch_factor, WORLD: world_factor}.get(head, condition_factor)
    return of(rest)
