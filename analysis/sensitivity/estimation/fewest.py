"""How much a method needs before anything is said of it, and which numbers are not to be read.

Below its fewest a method still gives numbers, and bootstrap intervals around them that look like
any others. The tables keep them, flagged; sentences, figures and reports say that they are too few.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.stored.summary import FEWEST_RESAMPLED

BASE_ROWS = ("base rows", "basisrijen")
TRAJECTORIES = ("trajectories", "trajecten")
POINTS = ("points", "punten")
SEEDS = ("seeds", "seeds")
ONE = {
    BASE_ROWS: ("base row", "basisrij"),
    TRAJECTORIES: ("trajectory", "traject"),
    POINTS: ("point", "punt"),
    SEEDS: ("seed", "seed"),
}


@dataclass(frozen=True, slots=True)
class Fewest:
    """What a method needs.

    Attributes:
        size: How many.
        of: Of what, in English and Dutch.
        key: The key that takes more.
        why: Why so many; figures are of designs of a line in three factors with luck, and of
            luck alone.
    """

    size: int
    of: tuple[str, str]
    key: str
    why: str


def counted(size: int, method: str, language: str) -> str:
    """Return how many of what a method rests on, with its verb: "1 base row is", "8 points are"."""
    of, nl = FEWEST[method].of, language == "nl"
    verb = (("are", "zijn"), ("is", "is"))[size == 1][nl]
    return f"{size} {(ONE[of] if size == 1 else of)[nl]} {verb}"


FEWEST: dict[str, Fewest] = {
    "ofat": Fewest(
        FEWEST_RESAMPLED,
        SEEDS,
        "replications",
        "four seeds have 35 different resamples, too few for the ends of a 95 % interval",
    ),
    "morris": Fewest(
        8,
        TRAJECTORIES,
        "design.points",
        "of luck alone something was told from the "
        "dummy in 77 % of designs of 1 trajectory, 8 % of 4 and 2 % of 8",
    ),
    "shapley": Fewest(
        16,
        TRAJECTORIES,
        "design.points",
        "95 % intervals held the truth in 0 % of "
        "designs of 3 trajectories, 77 % of 8 and 87 % of 16",
    ),
    "sobol": Fewest(
        16,
        BASE_ROWS,
        "design.points",
        "an interval lay wholly outside 0 to 1 in all "
        "designs of 1 base row, 21 % of 4, 11 % of 8 and 2 % of 16",
    ),
    "pawn": Fewest(
        100,
        POINTS,
        "design.points",
        "ten points in each of ten slices; of luck alone "
        "something was told in 67 % of designs of 20 points and in none of 100",
    ),
    "surrogate": Fewest(
        200,
        POINTS,
        "design.points",
        "of 145 factors of which five count, "
        "200 points tell the four largest, and Q² says how much is missed",
    ),
    "delta": Fewest(
        400,
        POINTS,
        "design.points",
        "SALib cuts them into five classes, each with a density of its own from eighty points",
    ),
}
"""The fewest of each method, each with its reason."""
FEWEST_NOISE = 10
"""Points at which the share of chance is measured: it is resampled over them."""
FEWEST_RESAMPLED_ROWS = 250
"""Base rows, points or seeds below which intervals of resamples are told to be too short."""
FEWEST_SCREENED = 20
"""Points that are run again without what was screened out."""

SHARES = ("surrogate", "surrogate_main", "shapley", "total", "first", "second")
"""The indices that are shares of the variance, and so lie between 0 and 1."""
FINE, SAME, FEW, OUTSIDE, UNKNOWN = "fine", "same", "few", "outside", "unknown"
"""How an index may be read: as it is; the outcome never changes; there are too few runs; its whole
interval lies where no share can; it or its interval does not exist."""


def flags_of(
    table: pd.DataFrame, method: str, size: int, constant: bool = False
) -> npt.NDArray[np.str_]:
    """Return how each index of a table may be read.

    Args:
        table: factor, index, estimate, low, high.
        method: The method.
        size: How many base rows, trajectories, points or seeds the table rests on.
        constant: Whether the outcome is the same in every run.
    """
    unknown = table[["estimate", "low", "high"]].isna().any(axis=1)
    outside = table["index"].isin(SHARES) & ((table["low"] > 1.0) | (table["high"] < 0.0))
    found = np.select([unknown, outside], [UNKNOWN, OUTSIDE], FINE)
    whole = SAME if constant else FEW if size < FEWEST[method].size else ""
    return np.full(len(table), whole) if whole else found
