"""All experiments, by the family that they belong to."""

from __future__ import annotations

from analysis.codebook import effective, kunnen, mogen, willen
from analysis.codebook.declare import Experiment

FAMILIES: dict[str, tuple[Experiment, ...]] = {
    "willen": willen.EXPERIMENTS,
    "kunnen": kunnen.EXPERIMENTS,
    "mogen": mogen.EXPERIMENTS,
    "effective": effective.EXPERIMENTS,
}


def experiments() -> list[Experiment]:
    """Return all experiments, in the order of their codes."""
    every = [experiment for family in FAMILIES.values() for experiment in family]
    return sorted(every, key=lambda experiment: experiment.code)
