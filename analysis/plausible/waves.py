"""The waves of history matching: what is run first, and where further draws may be worth a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.plausible.plausible import fit_emulator, verdict
from analysis.plausible.seen import distances
from analysis.plausible.targets import Target
from experiments.design import Design, list_design, make_design
from experiments.study.study import Study

CANDIDATES = 30
"""How many draws are weighed for each that is run in a further wave."""

Draw = Callable[[int, int], pd.DataFrame]
Further = Callable[[str, Design], Study]
"""Gives the study of a further wave, by its name and design: runs it, or reads what is stored."""


@dataclass(frozen=True, slots=True)
class Waves:
    """What came of all draws that were run.

    Attributes:
        points: A row per draw: wave, plausible, worst_target, implausibility, the conditions.
        signed: The distance of each draw from each target, with its sign.
        factors: The names of the conditions.
    """

    points: pd.DataFrame
    signed: pd.DataFrame
    factors: Sequence[str]


def in_waves(
    first: Study,
    targets: Sequence[Target],
    limit: float,
    days: float,
    waves: int,
    further: Further,
    draw: Draw | None = None,
) -> Waves:
    """Judge the draws of a first wave, and of the further ones that follow from it.

    Args:
        first: The study of the first wave.
        targets: What the data say.
        limit: From how many standard deviations on a draw is ruled out.
        days: Measured days of a run.
        waves: How many waves there are at most; they end where no draw is worth a run.
        further: Gives the study of each further wave.
        draw: Draws candidates, given how many and a seed; None for draws from the priors.
    """
    design = first.design()
    factors = [factor.name for factor in design.factors]
    points, signed = _judged(first, targets, limit, days, 1)
    for wave in range(2, waves + 1):
        raw = points[factors].to_numpy(float)
        count = CANDIDATES * len(design)
        if draw is None:
            candidates = make_design("lhs", design.factors, count, seed=wave).table[factors]
        else:
            candidates = draw(count, wave)[factors]
        guessed = fit_emulator(raw, signed).guess(candidates.to_numpy(float))
        chosen = candidates[guessed <= limit].head(len(design))
        if chosen.empty:
            break
        rows = chosen.assign(base_row=range(len(chosen)))
        study = further(f"wave_{wave}", list_design(rows, f"wave {wave}"))
        found = _judged(study, targets, limit, days, wave)
        points = pd.concat([points, found[0]], ignore_index=True)
        signed = pd.concat([signed, found[1]], ignore_index=True)
    return Waves(points, signed, factors)


def _judged(
    study: Study, targets: Sequence[Target], limit: float, days: float, wave: int
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the draws of a wave with their verdicts, and their distances from the targets."""
    design = study.design()
    signed = distances(study.kept(), targets, days)
    names = [factor.name for factor in design.factors]
    values = design.table.set_index("point").loc[signed.index, names].astype(float)
    judged = verdict(signed, limit).assign(wave=wave)
    return judged.join(values).reset_index(drop=True), signed.reset_index(drop=True)
