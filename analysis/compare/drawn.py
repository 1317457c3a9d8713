"""The table interval of a comparison: what is told apart while the tables are uncertain.

Seeds say how sure the mean of the model is; the tables under it carry grades. So every setting is
also run on draws of all uncertain cells (``sim.world.spread``), the same draws for all of them, a
seed each, and what the luck of seeds adds to the spread is taken out again. For the primary outcome
alone.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.compare.compare import AXES, contrasts
from analysis.intervals.shapes import Shapes
from analysis.stored.stored import Stored
from analysis.stored.summary import NO_SHAPES, Estimate, complete_pairs, estimate
from experiments.design import Design, list_design
from experiments.design.factors import WORLD
from experiments.design.table import BASE_ROW
from experiments.study.recorded import BESIDE, digests_in, stored_manifest
from experiments.study.study import Study, open_study
from sim.outcomes import PRIMARY
from sim.world import World, load_world
from sim.world.spread import COLUMNS, cells_of, places_in

NAME = "table_draws"
"""The study beside a comparison."""

CELLS = "table_cells.parquet"
"""The file of the cells as drawn."""

DRAWS = 100
FEWEST_DRAWS = 20
QUANTILES = (0.025, 0.975)

Numbers = npt.NDArray[np.float64]


def picks(draw: int) -> dict[str, float]:
    """Return what picks a joint draw of every column, by factor."""
    return dict.fromkeys((f"{WORLD}.{column}" for column in COLUMNS), (draw + 1) / (DRAWS + 1))


def draws_design(points: pd.DataFrame) -> Design:
    """Return every setting in every draw of the tables; those of a draw share their luck.

    Args:
        points: The design's table, with scenario, policy and theory.
    """
    rows = [
        {**dict(zip(AXES, names, strict=True)), **picks(draw), BASE_ROW: draw}
        for names in points[list(AXES)].itertuples(index=False)
        for draw in range(DRAWS)
    ]
    return list_design(pd.DataFrame(rows), NAME)


def cell_table(world: World) -> pd.DataFrame:
    """Return every drawn cell: draw, column, row, value as it stands, value as drawn."""
    cells = cells_of(world)
    rows = []
    for draw in range(DRAWS):
        given = {name.partition(".")[2]: value for name, value in picks(draw).items()}
        for column, places in places_in(world, given).items():
            rows += [
                (draw, column, row, cells[column][row].value, cells[column][row].at(place))
                for row, place in places.items()
            ]
    return pd.DataFrame(rows, columns=["draw", "column", "row", "as_it_stands", "drawn"])


def world_of(stored: Stored) -> World:
    """Return the world of a study, its tables as they stand."""
    return load_world(stored.configuration["world"]["path"])


def drawn_beside(stored: Stored) -> Study | None:
    """Return the study of the draws; None for a comparison of a time when there was none."""
    known = stored_manifest(stored.folder) or {}
    folder = digests_in(known, BESIDE).get(NAME)
    return None if folder is None else open_study(stored.folder / folder)


def without_luck(drawn: Numbers, of_seeds: float, mean: float) -> Numbers:
    """Return what the draws of the tables make of a mean, the luck of seeds taken out.

    Args:
        drawn: A value per draw of the tables, on a seed of its own each.
        of_seeds: The variance that seeds alone give.
        mean: Of the tables as they stand, over seeds.

    Returns:
        The draws that have a value, drawn together by as much as their spread is luck, about the
        mean; none where there are fewer than ``FEWEST_DRAWS``.
    """
    values = drawn[~np.isnan(drawn)]
    if len(values) < FEWEST_DRAWS or math.isnan(of_seeds):
        return np.empty(0)
    total = float(values.var(ddof=1))
    share = math.sqrt(max(0.0, 1.0 - of_seeds / total)) if total > 0 else 0.0
    return mean + share * (values - values.mean())


def interval(drawn: Numbers, of_seeds: float, mean: float) -> tuple[float, float]:
    """Return the table interval about a mean: 2.5 and 97.5 % quantiles of ``without_luck``."""
    values = without_luck(drawn, of_seeds, mean)
    if not len(values):
        return math.nan, math.nan
    # Of a hundred draws the usual quantiles lie too near: another draw lies beyond them too often.
    low, high = np.quantile(values, QUANTILES, method="weibull")
    return float(low), float(high)


def _turned(drawn: Numbers, of_seeds: float, found: Estimate) -> float:
    """Return the share of draws that turn a sign; NaN where seeds leave open which sign it is."""
    values = without_luck(drawn, of_seeds, found.mean)
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
    values = drawn.sort_values("point")[PRIMARY].to_numpy(np.float64).reshape(len(points), -1)
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
        rows.append({
            "axis": axis, "point": other, "against": first,
            **{name: described.loc[other, name] for name in AXES},
            "mean": found.mean, "low": found.low, "high": found.high,
            "tables_low": low, "tables_high": high,
            "draws": int((~np.isnan(of_draws)).sum()), "turned": turned,
        })  # fmt: skip
    return pd.DataFrame(rows)
