"""Futures: draws of all that nobody knows, in each of which every policy can be tried."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

import numpy as np

from experiments.design.believed import drawn
from experiments.design.factors import declared_factors
from experiments.design.kinds import make_design
from sim.conditions import in_any_words

if TYPE_CHECKING:
    import pandas as pd

    from experiments.design.belief import Belief


def draw_futures(
    count: int,
    scenarios: Sequence[str],
    fixed: Collection[str],
    belief: Belief | None = None,
    seed: int = 1,
) -> pd.DataFrame:
    """Draw futures: a scenario, an answer to each open question and a draw of all conditions each.

    Args:
        count: How many.
        scenarios: Their scenarios, as often each as can be.
        fixed: The conditions and open questions that the setting fixes, as
            ``conditions.trust_start``: these are not uncertain.
        belief: What is drawn from instead of the declared ranges, where it says something.
        seed: Another one gives fresh futures.

    Returns:
        A row per future, a column per factor.
    """
    same = in_any_words(name.removeprefix("conditions.") for name in fixed)
    held = {*fixed, *(f"conditions.{name}" for name in same)}
    factors = [factor for factor in declared_factors() if factor.name not in held]
    if belief is None:
        design = make_design("lhs", factors, count, seed=seed)
        table = design.table[[factor.name for factor in design.factors]]
    else:
        table = drawn(belief, factors, count, seed=seed)
        table = table[[name for name in table if name not in held]]
    # As often each, in an order that follows nothing that is drawn.
    dealt = np.random.default_rng(seed).permutation(np.arange(count) % len(scenarios))
    return table.assign(scenario=[scenarios[place] for place in dealt])
