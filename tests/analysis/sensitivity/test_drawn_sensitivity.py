"""Figures of sensitivity and of the days draw the numbers of their tables."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import same_color

from analysis.run.daily import daily_figure
from analysis.sensitivity.course_figures import directions_figure, screened_figure
from analysis.sensitivity.figures import convergence_figure, ranks_figure, theories_figure
from analysis.sensitivity.findings import Findings, judged
from analysis.sensitivity.pair_figures import pairs_figure
from analysis.words.style import COLOURS, INK, MUTED
from sim.measures.portrait import COURSES
from tests.reading.drawn import about, bands, cells, lines, marks, names, title, whiskers

COLUMNS = ["factor", "index", "estimate", "low", "high"]


pytestmark = pytest.mark.usefixtures("in_the_look")


def morris() -> pd.DataFrame:
    rows = [
        ("conditions.agreements", "mu_star", 0.1, 0.05, 0.12),
        ("conditions.dummy", "mu_star", 0.01, 0.0, 0.03),
        ("conditions.urgency", "mu_star", 0.3, 0.2, 0.35),
        ("theory.trust", "mu_star", 0.2, 0.19, 0.26),
        ("conditions.urgency", "sigma", 0.02, 0.01, 0.04),
        ("conditions.agreements", "sigma", 0.06, 0.05, 0.08),
        ("theory.trust", "sigma", 0.04, 0.03, 0.05),
    ]
    return judged(pd.DataFrame(rows, columns=COLUMNS), "morris", 8)


def test_ranks_with_a_second_index_and_the_dummy() -> None:
    (axes,) = ranks_figure(Findings("morris", "gap_closed", morris()), "en").axes
    assert [name.split()[-1] for name in names(axes)] == ["crises", "do?", "beforehand"]
    assert marks(axes)[:3] == about((30, 0), (20, 1), (10, 2))
    assert marks(axes)[3:] == about((2, 0.24), (4, 1.24), (6, 2.24))
    assert whiskers(axes)[:3] == about((20, 0, 35, 0), (19, 1, 26, 1), (5, 2, 12, 2))
    assert whiskers(axes)[5] == pytest.approx((5, 2.24, 8, 2.24))
    assert lines(axes)[0][0][0] == pytest.approx(3), "the upper end of the dummy"
    shares = morris().assign(index=morris()["index"].replace("mu_star", "shapley"))
    (axes,) = ranks_figure(Findings("shapley", "vetoes", judged(shares, "shapley", 16)), "en").axes
    assert marks(axes)[0] == pytest.approx((30, 0)) and "(%)" in axes.get_xlabel()
    counts = Findings("morris", "vetoes", morris())
    (axes,) = ranks_figure(counts, "nl").axes
    assert marks(axes)[0] == pytest.approx((0.3, 0)) and "(aantal)" in axes.get_xlabel()


def test_convergence_of_the_largest_and_the_dummy() -> None:
    table = pd.DataFrame(
        [
            (size, factor, middle - 0.1 / size, middle, middle + 0.2 / size, rank)
            for size in (8, 2, 4)
            for rank, (factor, middle) in enumerate(
                [
                    ("conditions.urgency", 0.3),
                    ("conditions.agreements", 0.1),
                    ("conditions.dummy", 0.0),
                ],
                start=1,
            )
        ],
        columns=["size", "factor", "low", "estimate", "high", "rank"],
    )
    found = Findings("morris", "gap_closed", morris(), convergence=table)
    (axes,) = convergence_figure(found, "en").axes
    assert lines(axes)[0] == about((2, 30), (4, 30), (8, 30))
    assert lines(axes)[1] == about((2, 10), (4, 10), (8, 10))
    assert lines(axes)[2] == about((2, 0), (4, 0), (8, 0))
    assert same_color(axes.lines[2].get_color(), INK)
    assert {(2.0, 25.0), (2.0, 40.0), (8.0, 28.75), (8.0, 32.5)} <= bands(axes)[0]
    assert names(axes, "x") == ["2", "4", "8"]


def test_theories_are_a_table_of_ranks() -> None:
    rows = [
        ("theory.trust", value, factor, rank)
        for value, ranks in (("none", (1, 2)), ("driver", (7, 1)))
        for factor, rank in zip(("conditions.urgency", "conditions.agreements"), ranks, strict=True)
    ]
    table = pd.DataFrame(rows, columns=["switch", "value", "factor", "rank"])
    found = Findings("morris", "gap_closed", morris(), theories=table)
    (axes,) = theories_figure(found, "en").axes
    assert cells(axes) == [["1", "", "2"], ["7", "", "1"]], "the switch itself has no rank"
    assert [name.split()[-1] for name in names(axes)] == ["nothing", "own"]
    assert names(axes, "x")[0].startswith("urgency") and names(axes, "x")[2].startswith("how far")


def test_pairs_by_their_size_and_the_pairs_of_the_dummy() -> None:
    rows = [
        ("conditions.urgency × conditions.agreements", "second", 0.1, 0.05, 0.12),
        ("conditions.urgency × theory.trust", "second", 0.2, 0.1, 0.25),
        ("conditions.urgency × conditions.dummy", "second", 0.3, 0.0, 0.04),
        ("conditions.dummy × theory.trust", "second", 0.0, 0.0, 0.06),
    ]
    found = Findings(
        "sobol", "gap_closed", judged(pd.DataFrame(rows, columns=COLUMNS), "sobol", 16)
    )
    (axes,) = pairs_figure(found, "en").axes
    assert marks(axes) == about((20, 0), (10, 1))
    assert whiskers(axes) == about((10, 0, 25, 0), (5, 1, 12, 1))
    assert lines(axes)[0][0][0] == pytest.approx(6), "the highest end among the dummy's pairs"
    assert "trust" in names(axes)[0] and "agreements" in names(axes)[1]


def test_courses_with_their_mean_and_their_bands() -> None:
    rows = [
        ("conditions.agreements", base, value, 0.1 * value + shift, np.nan, np.nan)
        for base, shift in (("0", 0.2), ("mean", 0.3), ("1", 0.4))
        for value in (1.0, 0.0, 0.5)
    ] + [("conditions.urgency", "mean", value, value / 2, np.nan, np.nan) for value in (0.0, 1.0)]
    columns = ["factor", "base", "value", "mean", "low", "high"]
    table = pd.DataFrame(rows, columns=columns)
    found = Findings("morris", "gap_closed", morris(), directions=table)
    urgency, agreements, empty = directions_figure(found, "en").axes
    assert title(urgency).startswith("urgency") and not empty.get_visible()
    assert lines(urgency) == [about((0, 0), (1, 50))]
    assert lines(agreements) == [
        about((0, 20), (0.5, 25), (1, 30)),
        about((0, 30), (0.5, 35), (1, 40)),
        about((0, 40), (0.5, 45), (1, 50)),
    ]
    bold = [same_color(line.get_color(), COLOURS[0]) for line in agreements.lines]
    assert bold == [False, True, False]
    assert same_color(agreements.lines[0].get_color(), MUTED)
    alone = pd.DataFrame(
        [
            ("conditions.urgency", "default", 0.0, 0.3, 0.2, 0.35),
            ("conditions.urgency", "default", 1.0, 0.5, 0.4, 0.65),
            ("theory.trust", "default", "none", 0.3, 0.25, 0.4),
            ("theory.trust", "default", "driver", 0.6, 0.5, 0.65),
        ],
        columns=columns,
    )
    found = Findings("morris", "gap_closed", morris(), directions=alone)
    urgency, trust, _ = directions_figure(found, "nl").axes
    assert {(0.0, 20.0), (0.0, 35.0), (1.0, 40.0), (1.0, 65.0)} <= bands(urgency)[0]
    assert whiskers(trust) == about((0, 25, 0, 40), (1, 50, 1, 65))


def test_distributions_with_and_without_what_was_screened_out() -> None:
    values = pd.DataFrame({"value": [0.3, 0.1, 0.2, 0.2, 0.1], "held": [False] * 3 + [True] * 2})
    found = Findings("morris", "gap_closed", morris())
    (axes,) = screened_figure(found.with_left(pd.DataFrame(), values), "en").axes
    varied, held = lines(axes)
    assert varied == about((10, 1 / 3), (20, 2 / 3), (30, 1)) and held == about((10, 0.5), (20, 1))
    assert [line.get_linestyle() for line in axes.lines] == ["-", "--"]


def test_days_with_the_band_between_runs() -> None:
    rows = [
        (
            setting,
            series,
            day,
            10.0 * place + day + shift,
            10.0 * place + day - 1 + shift,
            10.0 * place + day + 3 + shift,
        )
        for place, series in enumerate(COURSES)
        for setting, shift in (("x", 0.0), ("y", 100.0))
        for day in range(3)
    ]
    columns = ["setting", "series", "day", "mean", "low", "high"]
    figure = daily_figure(pd.DataFrame(rows, columns=columns), ["one", "two"], "en")
    for place, axes in enumerate(figure.axes):
        start = 10.0 * place
        assert lines(axes) == [
            about(*((day, start + day + shift) for day in range(3))) for shift in (0.0, 100.0)
        ]
        first, second = bands(axes)
        assert {(0.0, start - 1), (0.0, start + 3), (2.0, start + 1), (2.0, start + 5)} <= first
        assert {(1.0, start + 100), (1.0, start + 104)} <= second
    assert len(figure.axes) == 6
    assert [text.get_text() for text in figure.legends[0].get_texts()] == ["one", "two"]
