"""How far the default lies from the figures, and a setting beside it that lies nearer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.calibration.likelihood import log_likelihoods, steady_summary
from analysis.calibration.posterior import Posterior
from analysis.calibration.weights import quantiles
from analysis.plausible.seen import distance
from experiments.design import Design, list_design
from experiments.design.factors import DUMMY
from experiments.design.table import BASE_ROW
from sim.conditions import CONDITIONS

NAME, SEEDS = "settings", 20
"""The study of the two settings, and on how many seeds each is run."""
DIGITS = 2


def proposal(posterior: Posterior) -> dict[str, float]:
    """Return the conditions that moved, each at the middle of the draws, as a person would say it.

    Cells of the tables stay as they stand, and theories as they are: a condition is what a default
    can be set by.
    """
    draws = posterior.draws
    table = posterior.moved
    names = table.loc[table["told"] & table["factor"].str.startswith("conditions."), "factor"]
    found = {}
    for name in names[names != DUMMY]:
        values = draws.table[name].to_numpy(np.float64)
        declared = CONDITIONS[name.partition(".")[2]]
        middle = quantiles(values, posterior.weights, (0.5,))[0]
        whole = declared.distribution == "integer"
        told = float(round(middle)) if whole else float(f"{middle:.{DIGITS}g}")
        if told != declared.default:
            found[str(name)] = min(max(told, declared.low), declared.high)
    return found


def settings_design(found: Mapping[str, float]) -> Design:
    """Return the default and the proposal as two points on the same seeds."""
    default = {name: CONDITIONS[name.partition(".")[2]].default for name in found}
    rows = [default, dict(found)] if found else [{DUMMY: CONDITIONS["dummy"].default}]
    return list_design(pd.DataFrame(rows).assign(**{BASE_ROW: 0}), NAME)


@dataclass(frozen=True, eq=False)
class Beside:
    """The default, and the proposal beside it where there is one.

    Attributes:
        proposed: The conditions that the proposal sets.
        distances: A row per figure: target, default, proposed (standard deviations, signed; NaN
            where there is no proposal).
        log_likelihoods: Of the default and of the proposal, all figures together.
    """

    proposed: Mapping[str, float]
    distances: pd.DataFrame
    log_likelihoods: tuple[float, ...]

    @property
    def better(self) -> bool:
        """Whether the proposal lies nearer, by all figures together and by the worst of them."""
        if len(self.log_likelihoods) < 2:
            return False
        default, proposed = (self.distances[key].abs().max() for key in ("default", "proposed"))
        return bool(self.log_likelihoods[1] > self.log_likelihoods[0] and proposed < default)

    def worst(self, setting: str) -> tuple[str, float]:
        """Return the figure from which a setting lies furthest, and how far."""
        place = int(self.distances[setting].abs().to_numpy().argmax())
        row = self.distances.iloc[place]
        return str(row["target"]), float(row[setting])


def beside(posterior: Posterior, found: Mapping[str, float], seen: pd.DataFrame) -> Beside:
    """Hold the default and the proposal against the figures.

    Args:
        posterior: The draws.
        found: The proposal.
        seen: The runs of both, as ``Seen`` kept them.
    """
    draws = posterior.draws
    summary = steady_summary(seen, draws.targets, draws.days)
    rows = []
    for target in draws.targets:
        far = distance(summary, target, draws.days).to_numpy(np.float64)
        rows.append((target.name, far[0], far[1] if len(far) > 1 else np.nan))
    every = log_likelihoods(summary, draws.targets, draws.days).sum(axis=1)
    table = pd.DataFrame(rows, columns=["target", "default", "proposed"])
    return Beside(dict(found), table, tuple(map(float, every)))
