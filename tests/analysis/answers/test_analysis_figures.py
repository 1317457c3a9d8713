"""Figures of the analyses are drawn from their tables, in both languages, and can be opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.patches import Patch

from analysis.attribution.figures import causes_figure, classes_figure, gates_and_worth_figure
from analysis.attribution.local import CAUSES
from analysis.discovery.figures import box_figure
from analysis.mediation.figures import effects_figure, moderation_figure
from analysis.plausible.figures import narrowing_figure
from analysis.robustness.figures import frontier_figure, ranks_figure, regret_figure
from analysis.robustness.found import in_titles
from analysis.sensitivity.course_figures import directions_figure, screened_figure
from analysis.sensitivity.estimation.courses import course_table
from analysis.sensitivity.estimation.noise import Noise
from analysis.sensitivity.figures import convergence_figure, theories_figure
from analysis.sensitivity.figures import ranks_figure as sensitivity_ranks_figure
from analysis.sensitivity.findings import findings_of
from analysis.sensitivity.pair_figures import pairs_figure
from analysis.stored.summary import estimate, of_a_whole
from analysis.words.style import PRINT_DPI, legend_below, look, new_figure, write_figure
from analysis.words.titles import unquoted
from tests.made.known_answers import (
    GRID,
    attribution_of,
    box_of,
    mediation_of,
    plausible_of,
    robustness_of,
)
from tests.made.known_functions import sample_of, switched
from tests.reading.sound_figures import faults_of

LANGUAGES = ("en", "nl")
Draw = Callable[[], Any]
LINE = 0.03
"""The width of a line, in inches."""


@pytest.fixture(autouse=True)
def in_the_look() -> Iterator[None]:
    with look():
        yield


def opens(draw: Draw, folder: Path) -> None:
    figure = draw()
    assert faults_of(figure) == []
    files = write_figure(figure, folder, "figure")
    figure.dpi = PRINT_DPI  # letters are as wide as they are in the file
    drawn, (width, height) = figure.get_tightbbox(), figure.get_size_inches()
    assert drawn.x0 > -LINE and drawn.x1 < width + LINE, "something is wider than the page"
    assert drawn.y0 > -LINE and drawn.y1 < height + LINE, "something is higher than the figure"
    assert [file.suffix for file in files] == [".png", ".svg"]
    assert all(file.stat().st_size > 5000 for file in files)


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_are_drawn_and_open(language: str, tmp_path: Path) -> None:
    shares = attribution_of()
    mediation = mediation_of({"figure_1": 0.0, "figure_2": 0.05})
    robust = in_titles(robustness_of(GRID), language, unquoted)
    points, signed, narrowed = plausible_of()
    drawings: list[Draw] = [
        lambda: gates_and_worth_figure(shares, language),
        lambda: causes_figure(shares, language),
        lambda: classes_figure(shares, {"flood": "Flood relief"}, language),
        lambda: effects_figure(mediation, language),
        lambda: moderation_figure(mediation, language),
        lambda: regret_figure(robust, language),
        lambda: frontier_figure(robust, language),
        lambda: ranks_figure(robust, language),
        lambda: box_figure(box_of(), "it", language),
        lambda: narrowing_figure(points, signed, narrowed, 3.0, language),
    ]
    for draw in drawings:
        opens(draw, tmp_path)


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_causes_at_once_fit_the_page(language: str, tmp_path: Path) -> None:
    causes = [cause for gate in CAUSES.values() for cause in gate]
    shares = pd.DataFrame({"setting": "As it is", "cause": causes, "share": 1 / len(causes)})
    found = replace(attribution_of(), causes=shares)
    opens(lambda: causes_figure(found, language), tmp_path)


def test_names_of_policies_cover_no_name_and_no_point() -> None:
    """Eight policies at almost the same place, and one far off."""
    near = {f"a policy called number {i}": 0.5 + i / 1000 for i in range(8)}
    grid = pd.DataFrame({"none": 0.5, **near, "far": 0.9}, index=list("abcdefgh"))
    figure = frontier_figure(robustness_of(grid), "en")
    figure.draw_without_rendering()
    (axes,) = figure.axes
    names = [text for text in axes.texts if text.get_text()]
    boxes = [name.get_window_extent() for name in names]
    assert {"none", "far"} <= {name.get_text() for name in names}
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    points = [axes.transData.transform(line.get_xydata()) for line in axes.lines]
    assert not any(box.contains(*place) for box in boxes for line in points for place in line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_figures_of_sensitivity_are_drawn(language: str, tmp_path: Path) -> None:
    names = ["conditions.agreements", "conditions.blocking", "theory.gates", "conditions.dummy"]
    problem = {"num_vars": 4, "names": names, "bounds": [[0.0, 1.0]] * 2 + [[0.0, 2.0], [0.0, 1.0]]}
    sample = sample_of("shapley", switched, problem, size=64)
    words = {"theory.gates": ("product", "minimum")}
    noise = Noise(0.2, 0.1, 0.3, 1.0, 4.0, 60, 5)
    found = findings_of(sample, "shapley", "gap_closed", words, noise)
    places = pd.DataFrame(
        {"point": range(4), "factor": names[0], "base": [0, 0, 1, 1], "value": [0.0, 1.0] * 2}
    )
    runs = pd.DataFrame({"point": range(4), "gap_closed": [0.1, 0.3, 0.2, 0.6]})
    courses = course_table(runs, places, "gap_closed")
    means = courses[courses["base"] == "mean"].set_index("value")["mean"]
    assert means.to_dict() == pytest.approx({0.0: 0.15, 1.0: 0.45})
    found = found.with_directions(courses)
    held = pd.DataFrame({"value": [0.1, 0.3, 0.2, 0.2], "held": [False, False, True, True]})
    for draw in (
        lambda: sensitivity_ranks_figure(found, language),
        lambda: convergence_figure(found, language),
        lambda: theories_figure(found, language),
        lambda: directions_figure(found, language),
        lambda: screened_figure(found.with_left(pd.DataFrame(), held), language),
    ):
        opens(draw, tmp_path)
    ranked = found.theories
    assert not (ranked["factor"] == ranked["switch"]).any(), "a switch at one answer has no effect"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pair_that_works_together_is_drawn_first(language: str, tmp_path: Path) -> None:
    sample = sample_of("pairs")
    found = findings_of(sample, "sobol", "gap_closed", {}, None)
    (axes,) = pairs_figure(found, language).axes
    first = axes.get_yticklabels()[0].get_text().replace("\n", " ")
    assert first == f"{sample.names[0]} × {sample.names[2]}", "as in Ishigami's function"
    opens(lambda: pairs_figure(found, language), tmp_path)


def test_what_is_wrong_with_a_figure_is_seen() -> None:
    figure = new_figure(2.0)
    empty, drawn = figure.subplots(1, 2)
    drawn.errorbar([1], [95.0], yerr=[[1.0], [9.0]])
    drawn.set_ylabel("share (%)")
    empty.text(0.4, 0.5, "these words")
    empty.text(0.42, 0.5, "lie on these")
    said = faults_of(figure)
    assert "nothing is drawn in axes 0" in said
    assert any("104.0" in each for each in said)
    assert any("'these words' lies on 'lie on these'" in each for each in said)
    empty.clear()
    empty.plot([0, 1], [0, 1])
    drawn.clear()
    drawn.errorbar([1], [95.0], yerr=[[1.0], [5.0]])
    drawn.set_ylabel("share (%)")
    assert faults_of(figure) == []


@pytest.mark.parametrize("lines", [1, 3])
def test_a_note_lies_below_the_legend_and_not_on_it(lines: int, tmp_path: Path) -> None:
    figure = new_figure(3.0)
    axes = figure.subplots()
    axes.set_xlabel("x")
    handle = Patch(color="#ff0000", label="what is drawn")
    legend_below(figure, [handle], "how it is read")
    png, _ = write_figure(figure, tmp_path, "figure", ["a note of a line"] * lines)
    seen = plt.imread(png)[..., :3]
    written = (seen < 0.9).any(axis=(1, 2))
    red = np.flatnonzero(((seen[..., 0] > 0.9) & (seen[..., 1] < 0.2)).any(axis=1))
    below = np.flatnonzero(~written)
    # Below the line of the legend: rows with nothing, and then the note with no red in it.
    gaps = below[below > red.max()]
    assert len(gaps) and written[gaps.min() :].any()
    starts = np.flatnonzero(np.diff(written[red.max() :].astype(int)) == 1)
    assert len(starts) == lines
    # The legend stands below the axis, whose name is the last thing above it.
    above = np.flatnonzero(~written[: red.max()])
    assert red.max() - above.max() < 60


def test_an_interval_of_a_share_ends_where_no_share_can_lie() -> None:
    found = of_a_whole(estimate([0.2, 0.9]))
    assert (found.mean, found.low, found.high) == (pytest.approx(0.55), 0.0, 1.0)
    narrow = [0.41, 0.42, 0.43]
    assert of_a_whole(estimate(narrow)) == estimate(narrow)
    assert np.isnan(of_a_whole(estimate([0.4])).low)
