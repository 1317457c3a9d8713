"""The table interval of a mean: how far it is known while the tables are uncertain.

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

from analysis.stored.stored import Stored
from experiments.design import Design, list_design
from experiments.design.factors import WORLD
from experiments.design.table import BASE_ROW
from experiments.study.recorded import BESIDE, digests_in, stored_manifest
from experiments.study.study import Study, open_study
from sim.outcomes import PRIMARY
from sim.world import World, load_world
from sim.world.spread import COLUMNS, cells_of, places_in

NAME = "table_draws"
"""The study beside that of the settings."""

CELLS = "table_cells.parquet"
"""The file of the cells as drawn."""

DRAWS = 100
FEWEST_DRAWS = 20
QUANTILES = (0.025, 0.975)

Numbers = npt.NDArray[np.float64]


def picks(draw: int) -> dict[str, float]:
    """Return what picks a joint draw of every column, by factor."""
    return dict.fromkeys((f"{WORLD}.{column}" for column in COLUMNS), (draw + 1) / (DRAWS + 1))


def draws_design(settings: Design) -> Design:
    """Return every setting in every draw of the tables; those of a draw share their luck.

    Args:
        settings: A point per setting.
    """
    names = [factor.name for factor in settings.factors]
    rows = [
        {**dict(zip(names, values, strict=True)), **picks(draw), BASE_ROW: draw}
        for values in settings.table[names].itertuples(index=False)
        for draw in range(DRAWS)
    ]
    return list_design(pd.DataFrame(rows), NAME)


def draws_of(drawn: pd.DataFrame, settings: int) -> Numbers:
    """Return the primary outcome by setting and draw.

    Args:
        drawn: A row per run of ``draws_design``.
        settings: How many settings there are.
    """
    return drawn.sort_values("point")[PRIMARY].to_numpy(np.float64).reshape(settings, -1)


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


def drawn_study(stored: Stored) -> Study | None:
    """Return the study of the draws; None where none was run."""
    known = stored_manifest(stored.folder) or {}
    folder = digests_in(known, BESIDE).get(NAME)
    return None if folder is None else open_study(stored.folder / folder)


def without_noise(drawn: Numbers, of_seeds: float, mean: float) -> Numbers:
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
    """Return the table interval about a mean: 2.5 and 97.5 % quantiles of ``without_noise``."""
    values = without_noise(drawn, of_seeds, mean)
    if not len(values):
        return math.nan, math.nan
    # Of a hundred draws the usual quantiles lie too near: another draw lies beyond them too often.
    low, high = np.quantile(values, QUANTILES, method="weibull")
    return float(low), float(high)
