"""A classification tree (CART, by scikit-learn) beside the box: the same points, judged as it is.

PRIM peels one box; a tree splits all points, so that failures of several kinds each get their own
leaf. Where both limit the same conditions, either is easier to believe.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

MOST_LEAVES = 6
COLUMNS = ("leaf", "factor", "low", "high", "full_low", "full_high", "points", "density")
"""What a row of the tree is: a limit of a leaf in which failures are dense."""


def tree_of(
    table: pd.DataFrame, failed: npt.NDArray[np.bool_], smallest: float, denser: float
) -> pd.DataFrame:
    """Grow a tree, and return the leaves in which failures are dense.

    Args:
        table: The points that are fitted, a column per condition.
        failed: Shape (points,).
        smallest: The least share of the points that a leaf may hold.
        denser: How much denser than everywhere failures must be in a leaf.

    Returns:
        ``COLUMNS``, a row per limit of a leaf, the densest leaf first; empty where none is dense.
    """
    from sklearn.tree import DecisionTreeClassifier  # noqa: PLC0415 - a second to import

    grown = DecisionTreeClassifier(
        max_leaf_nodes=MOST_LEAVES,
        min_samples_leaf=max(2, int(smallest * len(failed))),
        random_state=1,
    ).fit(table.to_numpy(np.float64), failed)
    leaves = grown.apply(table.to_numpy(np.float64))
    rows: list[tuple[Any, ...]] = []
    for leaf in np.unique(leaves):
        inside = leaves == leaf
        density = float(failed[inside].mean())
        if density > denser * failed.mean():
            limits = _limits(grown.tree_, int(leaf), table)
            rows += [(int(leaf), *limit, int(inside.sum()), density) for limit in limits]
    found = pd.DataFrame(rows, columns=list(COLUMNS))
    order = ["density", "leaf"]
    return found.sort_values(order, ascending=[False, True], kind="stable", ignore_index=True)


def _limits(tree: Any, leaf: int, table: pd.DataFrame) -> list[tuple[Any, ...]]:
    """Return factor, low, high and the whole range of each condition that limits a leaf."""
    low, high = table.min().to_dict(), table.max().to_dict()
    ends = {name: [low[name], high[name]] for name in table}
    node = leaf
    while node != 0:
        to_left = bool((tree.children_left == node).any())
        side = tree.children_left if to_left else tree.children_right
        parent = int(np.flatnonzero(side == node)[0])
        name, cut = str(table.columns[tree.feature[parent]]), float(tree.threshold[parent])
        if to_left:
            ends[name][1] = min(ends[name][1], cut)
        else:
            ends[name][0] = max(ends[name][0], cut)
        node = parent
    return [
        (str(name), *map(float, (*ends[name], low[name], high[name])))
        for name in table
        if ends[name] != [low[name], high[name]]
    ]


def in_leaves(table: pd.DataFrame, tree: pd.DataFrame) -> npt.NDArray[np.bool_]:
    """Return which points lie in any of the leaves."""
    within = np.zeros(len(table), bool)
    for _, limits in tree.groupby("leaf"):
        inside = np.ones(len(table), bool)
        for row in limits.to_dict("records"):
            column = table[row["factor"]].to_numpy(np.float64)
            # A tree sends what is at most a threshold to the left.
            inside &= (column > row["low"]) | (row["low"] == row["full_low"])
            inside &= (column <= row["high"]) | (row["high"] == row["full_high"])
        within |= inside
    return within
