"""Contrasts of a comparison: paired, along one axis at a time, against the first name."""

import numpy as np
import pandas as pd
import pytest

from analysis.compare.compare import contrast_table, contrasts, in_titles, mean_table, widest_half
from analysis.compare.figures import forest, heat_map
from analysis.stored.summary import estimate
from analysis.words.style import look


def test_contrasts_are_against_the_first_name_with_all_else_equal() -> None:
    names = [(s, p) for s in ("a", "b") for p in ("x", "y", "z")]
    points = pd.DataFrame(names, columns=["scenario", "policy"]).assign(theory="t", point=range(6))
    assert set(contrasts(points)) == {
        ("scenario", 0, 3),
        ("scenario", 1, 4),
        ("scenario", 2, 5),
        ("policy", 0, 1),
        ("policy", 0, 2),
        ("policy", 3, 4),
        ("policy", 3, 5),
    }
    luck = np.random.default_rng(1).normal(size=8)
    runs = pd.DataFrame(
        [
            {"point": p, "replication": r, "seed": r, "y": luck[r] + p}
            for p in range(6)
            for r in range(8)
            if (p, r) != (2, 0)
        ]
    )
    table = contrast_table(runs, points)
    # The luck of a seed is shared, so differences have none; a failed run leaves its pair out.
    assert table["mean"].to_numpy() == pytest.approx(table["point"] - table["against"])
    assert (table["high"] - table["low"]).to_numpy() == pytest.approx(0, abs=1e-12)
    assert set(table["runs"]) == {7}
    means = mean_table(runs, points)
    assert means["mean"].to_numpy() == pytest.approx(runs.groupby("point")["y"].mean().to_numpy())
    with look():
        panels = forest(table, "y", "nl").axes
        cells = heat_map(means, "y", "en").axes[0].texts
    # Scenario b against a under each of three policies, then y and z against x under a and b.
    titles = [panel.get_title() for panel in panels if panel.get_visible()]
    assert titles == ["x", "y", "z", "a", "b"]
    names = [[text.get_text() for text in panel.get_yticklabels()] for panel in panels]
    assert names[0] == ["b"] and names[3] == ["y", "z"]
    assert len(cells) == 6 and cells[5].get_text() == f"{means['mean'].iloc[5]:.3f}"


def test_titles_stand_for_names_of_settings_and_references() -> None:
    row = {"axis": "policy", "reference": "none", "scenario": "flood+crisis", "theory": "triade"}
    table = pd.DataFrame([{**row, "policy": "adapted_powers@search_property"}])
    titled = in_titles(table, "nl").iloc[0]
    assert titled["reference"] == "Geen nieuw beleid" and titled["scenario"] == "Hoogwater + Crisis"
    assert (
        titled["policy"]
        == "Bevoegdheden aangepast voor een vraagstuk (Doorzoeking pand of terrein)"
    )
    assert "reference" not in in_titles(table.drop(columns="reference"), "en")


def test_widest_interval_is_of_all_differences_that_are_told() -> None:
    """Both policies move with the luck of x, not with each other's: they differ most under b."""
    points = pd.DataFrame(
        [("a", "x", 0), ("a", "y", 1), ("b", "x", 2), ("b", "y", 3)],
        columns=["scenario", "policy", "point"],
    ).assign(theory="t")
    rng = np.random.default_rng(2)
    luck, other = rng.normal(size=(2, 12))
    values = [luck, luck, luck + other, luck - other]
    runs = pd.DataFrame(
        [{"point": p, "replication": r, "y": values[p][r]} for p in range(4) for r in range(12)]
    )
    widest, first = (estimate(values[3] - values[at]) for at in (2, 0))
    half = (widest.high - widest.low) / 2
    assert widest_half(runs, points, "y") == pytest.approx(half)
    assert half > 1.5 * (first.high - first.low) / 2
    assert np.isnan(widest_half(runs[runs["replication"] == 0], points, "y"))
