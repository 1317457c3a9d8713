"""A tree beside the box: planted failures of two kinds, failures of none, and what is said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.discovery.discovery import DENSER, SMALLEST_MASS, Box, discover, holds
from analysis.discovery.tree import in_leaves, tree_of
from analysis.discovery.words import sentences


def points(count: int = 600) -> pd.DataFrame:
    rng = np.random.default_rng(4)
    return pd.DataFrame(rng.random((count, 5)), columns=[f"conditions.c{i}" for i in range(5)])


def two_kinds(table: pd.DataFrame) -> np.ndarray:
    """Fails where c0 is low, and, of the rest, where c1 is high and c2 low."""
    first = table["conditions.c0"] < 0.2
    second = (table["conditions.c1"] > 0.7) & (table["conditions.c2"] < 0.4)
    return (first | second).to_numpy()


def test_a_tree_finds_failures_of_two_kinds() -> None:
    table = points()
    tree = tree_of(table, two_kinds(table), SMALLEST_MASS, DENSER)
    assert {"conditions.c0", "conditions.c1", "conditions.c2"} == set(tree["factor"])
    alone = tree.groupby("leaf").filter(lambda leaf: set(leaf["factor"]) == {"conditions.c0"})
    assert alone["high"].iloc[0] == pytest.approx(0.2, abs=0.02)
    assert alone["low"].iloc[0] == alone["full_low"].iloc[0]
    fresh = points(2_000)[600:].reset_index(drop=True)
    failed, inside = two_kinds(fresh), in_leaves(fresh, tree)
    assert failed[inside].mean() > 0.95 and (inside & failed).sum() / failed.sum() > 0.95


def test_a_tree_of_noise_is_not_told() -> None:
    """Fitted, leaves of noise are dense; on points that were held out they are not."""
    table, told = points(), 0
    for seed in range(20):
        rng = np.random.default_rng(seed)
        failed, held = rng.random(600) < 0.25, np.arange(600) % 3 == 0
        tree = tree_of(table[~held].reset_index(drop=True), failed[~held], SMALLEST_MASS, DENSER)
        inside = in_leaves(table[held], tree)
        rows = [
            (
                "held_out",
                held.sum(),
                failed[held].sum(),
                inside.sum(),
                failed[held][inside].mean() if inside.any() else np.nan,
                failed[held].mean(),
            )
        ]
        columns = ["part", "points", "failures", "in_box", "density", "base_rate"]
        told += holds(pd.DataFrame(rows, columns=columns))
    assert told <= 2


@pytest.mark.parametrize("language", ["en", "nl"])
def test_box_and_tree_are_said_beside_each_other(language: str) -> None:
    table = points()
    box = discover(table, (table["conditions.c0"] < 0.3).to_numpy())
    said = sentences(box, "it", language)
    tree = next(line for line in said if "CART" in line)
    assert "0.299" in tree.replace(",", ".") and "(c0)" in tree
    assert said[-1].startswith(("Box and tree both limit", "Doos en boom begrenzen beide"))
    older = Box(box.limits, box.trajectory, box.check)
    assert not any("CART" in line for line in sentences(older, "it", language))
    assert "tree" in box.tables and "tree" not in older.tables
