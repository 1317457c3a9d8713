"""What each gate would bring: Shapley values over replays with gates idealised, on one tape.

A run is replayed with every subset of the three gates idealised. The Shapley value of a gate is
what it adds to the outcome, averaged over the orders in which the gates can be opened; the three
sum to what opening all of them brings, exactly, in every run by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from math import factorial

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.attribution.first import may_be_first
from analysis.attribution.local import GATES
from analysis.intervals.several import holm_verdicts
from analysis.stored.summary import estimate
from sim.outcomes import LOWER_IS_BETTER

Subset = tuple[str, ...]

SUBSETS: tuple[Subset, ...] = tuple(
    subset for size in range(len(GATES) + 1) for subset in combinations(GATES, size)
)
"""All subsets of the gates, from none to all; the order of the replays."""


def shapley_of(
    values: Mapping[Subset, npt.NDArray[np.float64]],
) -> dict[str, npt.NDArray[np.float64]]:
    """Return the Shapley value of each gate.

    Args:
        values: The outcome per subset of idealised gates, each in the shape (runs,), in the same
            order of seeds.
    """
    worth: dict[str, npt.NDArray[np.float64]] = {}
    for gate in GATES:
        others = [other for other in GATES if other != gate]
        found = np.zeros_like(values[()])
        for size in range(len(others) + 1):
            weight = factorial(size) * factorial(len(others) - size) / factorial(len(GATES))
            for rest in combinations(others, size):
                opened = tuple(g for g in GATES if g in (*rest, gate))
                found = found + weight * (values[opened] - values[rest])
        worth[gate] = found
    return worth


def worth_table(runs: pd.DataFrame, outcome: str) -> pd.DataFrame:
    """Work out what each gate would bring, per setting.

    Args:
        runs: A row per run: setting, ideal (a subset joined with ``+``, empty for none), seed,
            and the outcome.
        outcome: The outcome's key.

    Returns:
        setting, gate, worth, low, high, runs, missing, told (from 0, by Holm over the three),
        may_lead (whether it may do most good, as far as the runs tell); beside the gates the rows
        ``actual`` (nothing idealised), ``all`` (everything) and ``recoverable`` (the difference,
        which is the sum of the three).
    """
    rows = []
    for setting, part in runs.groupby("setting", sort=False):
        table = part.pivot(index="seed", columns="ideal", values=outcome)
        values = {subset: table["+".join(subset)].to_numpy(np.float64) for subset in SUBSETS}
        found = shapley_of(values)
        found["actual"], found["all"] = values[()], values[GATES]
        found["recoverable"] = values[GATES] - values[()]
        sign = -1.0 if outcome in LOWER_IS_BETTER else 1.0
        first = may_be_first({gate: sign * found[gate] for gate in GATES})
        worths = {gate: estimate(worth) for gate, worth in found.items()}
        told = holm_verdicts({gate: worths[gate].chance for gate in GATES})
        for gate, of in worths.items():
            rows.append(
                (
                    setting,
                    gate,
                    of.mean,
                    of.low,
                    of.high,
                    of.runs,
                    of.missing,
                    told.get(gate, False),
                    gate in first,
                )
            )
    columns = ["setting", "gate", "worth", "low", "high", "runs", "missing", "told", "may_lead"]
    return pd.DataFrame(rows, columns=columns)


def class_worth_table(values: pd.DataFrame) -> pd.DataFrame:
    """Work out what each gate would bring to each class of needs, as a share of its own gap.

    Args:
        values: What was closed and open in every run, from
            ``analysis.attribution.stored.values_from``.

    Returns:
        setting, class, gate, worth, low, high, runs, missing, told, may_lead.
    """
    shares = values["closed"] / values["open"].where(values["open"] > 0)
    table = values.assign(share=shares)
    parts = [
        worth_table(part, "share").assign(**{"class": name})
        for name, part in table.groupby("class", sort=False)
    ]
    found = pd.concat(parts, ignore_index=True)
    columns = ["gate", "worth", "low", "high", "runs", "missing", "told", "may_lead"]
    return found[["setting", "class", *columns]]
