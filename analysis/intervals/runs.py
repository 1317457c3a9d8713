"""Runs of settings on the same seeds, as the shapes and the coverage study take them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from experiments.design.frame import Frame
from sim.batches.many import run_many

KEYS = ("scenario", "policy", "seed")
"""What a row is a run of; its other columns are outcomes."""


def runs_of(
    settings: Iterable[tuple[str, str]], seeds: Sequence[int], frame: Frame
) -> pd.DataFrame:
    """Run settings on the same seeds.

    Args:
        settings: Pairs of scenario and policy.
        seeds: The seeds of each.
        frame: What they have in common.

    Returns:
        A row per run: ``KEYS`` and every outcome.
    """
    parts = []
    for scenario, policy in settings:
        found = run_many(frame.setting({"scenario": scenario, "policy": policy}), seeds)
        named = {"scenario": scenario, "policy": policy, "seed": list(seeds)}
        parts.append(pd.DataFrame({**named, **found}))
    return pd.concat(parts, ignore_index=True)
