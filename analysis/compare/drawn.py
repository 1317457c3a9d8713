"""The table interval of a comparison: what is told apart while the tables are uncertain."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from analysis.compare.compare import AXES, contrasts
from analysis.graded.drawn import Numbers, draws_of, interval, without_noise
from analysis.intervals.shapes import Shapes
from analysis.stored.summary import NO_SHAPES, Estimate, complete_pairs, estimate
from sim.outcomes import PRIMARY


def _turned(drawn: Numbers, of_seeds: float, found: Estimate) -> float:
    """Return the share of draws that turn a sign; NaN where seeds leave open which sign it is."""
    values = without_noise(drawn, of_seeds, found.mean)
    if found.covers_zero or not len(values):
        return math.nan
    return float((np.sign(values) * np.sign(found.mean) < 0).mean())


def table_intervals(
    runs: pd.DataFrame, drawn: pd.DataFrame, points: pd.DataFrame, shapes: Shapes = NO_SHAPES
) -> pd.DataFrame:
    """Return the primary outcome of settings and their contrasts with both intervals.

    Args:
        runs: A row per run of the tables as they stand.
        drawn: A row per run of the draws, those of a setting in the order of draws.
        points: The design's table.
        shapes: Of the outcomes at the points.

    Returns:
        The columns axis ("level" for a setting itself), point, against (itself for a level),
        scenario, policy, theory, mean, low, high (95 % over seeds), tables_low, tables_high,
        draws (with a value) and turned (of a contrast whose interval over seeds leaves out 0, the
        share of draws in which it has the other sign, the luck of seeds taken out).
    """
    whole = complete_pairs(runs, len(points))
    seeds = whole.pivot(index="replication", columns="point", values=PRIMARY)
    values = draws_of(drawn, len(points))
    place = {int(point): at for at, point in enumerate(points["point"])}
    described = points.set_index("point")
    asked = [("level", point, point) for point in place]
    rows = []
    for axis, first, other in [*asked, *contrasts(points)]:
        own = seeds[other] if axis == "level" else seeds[other] - seeds[first]
        of_draws = values[place[other]] - (0.0 if axis == "level" else values[place[first]])
        against = None if axis == "level" else place[first]
        found = estimate(own, shape=shapes.of(PRIMARY, place[other], against))
        variance = float(own.var()) if len(own.dropna()) > 1 else math.nan
        low, high = interval(of_draws, variance, found.mean)
        turned = math.nan if axis == "level" else _turned(of_draws, variance, found)
        rows.append(
            {
                "axis": axis,
                "point": other,
                "against": first,
                **{name: described.loc[other, name] for name in AXES},
                "mean": found.mean,
                "low": found.low,
                "high": found.high,
                "tables_low": low,
                "tables_high": high,
                "draws": int((~np.isnan(of_draws)).sum()),
                "turned": turned,
            }
        )
    return pd.DataFrame(rows)
