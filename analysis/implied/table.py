"""How each implied quantity spreads over the draws, beside what of it is plausible."""

from __future__ import annotations

import pandas as pd

from analysis.implied.measure import asked_for
from analysis.implied.quantities import MOST_OUTSIDE, QUANTITIES
from experiments.design import Design
from experiments.design.frame import Frame
from sim.conditions import Conditions, over

QUANTILES = {"p05": 0.05, "p50": 0.50, "p95": 0.95}


def with_contacts(kept: pd.DataFrame, design: Design, frame: Frame) -> pd.DataFrame:
    """Return what was kept of the runs, with how often each draw asks pairs to meet.

    Args:
        kept: A row per run: point, and what ``measure.keep`` returns.
        design: The draws.
        frame: What was fixed.
    """
    world = frame.setting({}).world
    asked = []
    for point in kept["point"]:
        drawn = frame.point(design.values(int(point)))
        asked.append(asked_for(Conditions(over(drawn.theory.conditions, drawn.conditions)), world))
    return kept.assign(contacts_asked=asked)


def implied_table(values: pd.DataFrame) -> pd.DataFrame:
    """Return a row per quantity: its distribution, its plausible interval, and what lies outside.

    Args:
        values: A column per quantity, a row per draw; a draw in which it does not exist is left
            out of its row.

    Returns:
        The columns quantity, unit, p05, p50, p95, region_low, region_high, share (of the draws
        outside), points (draws) and holds (whether no more than a twentieth lies outside).
    """
    rows = []
    for quantity in QUANTITIES:
        drawn = values[quantity.name].dropna()
        outside = float((~drawn.between(quantity.low, quantity.high)).mean())
        rows.append(
            {
                "quantity": quantity.name,
                "unit_of": quantity.unit,
                **{name: float(drawn.quantile(at)) for name, at in QUANTILES.items()},
                "region_low": quantity.low,
                "region_high": quantity.high,
                "outside": outside,
                "points": len(drawn),
                "holds": outside <= MOST_OUTSIDE,
            }
        )
    return pd.DataFrame(rows)
