"""The belief that a calibration comes to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from analysis.calibration.weighing.posterior import Posterior
from experiments.design.belief import Belief
from experiments.design.digest import digest_of
from sim.world import World

KEPT = 0.999
"""The share of the weight whose draws are kept: the others are many, and say nothing."""


def belief_of(posterior: Posterior, world: World, provenance: Mapping[str, Any]) -> Belief:
    """Return the draws of what moves the figures, with their weights; the rest is the prior.

    Args:
        posterior: The draws.
        world: Whose tables were drawn.
        provenance: How it came about.
    """
    draws, weights = posterior.draws, posterior.weights
    order = np.argsort(-weights, kind="stable")
    kept = np.sort(order[: int(np.searchsorted(np.cumsum(weights[order]), KEPT)) + 1])
    table = draws.table.iloc[kept][list(draws.movers)].reset_index(drop=True)
    said = {
        "draws": len(weights),
        "kept": len(kept),
        "effective": round(posterior.effective, 1),
        "tail": round(posterior.k_hat, 3),
        "statistics": [t.name for t in draws.targets],
    }
    return Belief(
        draws=table,
        weights=weights[kept],
        provenance={**provenance, **said},
        declared={name: digest_of(name, world) for name in draws.movers},
    )
