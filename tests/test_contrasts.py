"""Contrasts of a comparison: paired, along one axis at a time, against the first name."""

import numpy as np
import pandas as pd
import pytest

from analysis.compare import contrast_table, contrasts, mean_table
from analysis.figures.compare import forest, heat_map
from analysis.figures.style import look


def test_contrasts_are_against_the_first_name_with_all_else_equal() -> None:
    names = [(s, p) for s in ("a", "b") for p in ("x", "y", "z")]
    points = pd.DataFrame(names, columns=["scenario", "policy"]).assign(theory="t", point=range(6))
    assert set(contrasts(points)) == {
        ("scenario", 0, 3), ("scenario", 1, 4), ("scenario", 2, 5),
        ("policy", 0, 1), ("policy", 0, 2), ("policy", 3, 4), ("policy", 3, 5),
    }  # fmt: skip
    luck = np.random.default_rng(1).normal(size=8)
    runs = pd.DataFrame(
        [
            {"point": p, "replication": r, "seed": r, "y": luck[r] + p}
            for p in range(6) for r in range(8) if (p, r) != (2, 0)
        ]
    )  # fmt: skip
    table = contrast_table(runs, points)
    # The luck of a seed is shared, so differences have none; a failed run leaves its pair out.
    assert table["mean"].to_numpy() == pytest.approx(table["point"] - table["against"])
    assert (table["high"] - table["low"]).to_numpy() == pytest.approx(0, abs=1e-12)
    assert set(table["runs"]) == {7}
    means = mean_table(runs, points)
    assert means["mean"].to_numpy() == pytest.approx(runs.groupby("point")["y"].mean().to_numpy())
    with look():
        lines = forest(table, "y", "nl").axes[0].get_yticklabels()
        cells = heat_map(means, "y", "en").axes[0].texts
    assert next(iter(lines)).get_text() == "b (x, t)"
    assert len(cells) == 6 and cells[5].get_text() == f"{means['mean'].iloc[5]:.3f}"
