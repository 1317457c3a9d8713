"""Larger than luck: in designs of pairs, what changes one bit is told from the dummy, no more."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from SALib.sample import morris, shapley, sobol

from analysis.sensitivity.course_figures import screened_figure
from analysis.sensitivity.estimation.checks import settled
from analysis.sensitivity.estimation.estimators import MAIN_INDEX, rank
from analysis.sensitivity.estimation.sample import Sample
from analysis.sensitivity.figures import convergence_figure, ranks_figure
from analysis.sensitivity.findings import Findings, findings_of, judged, of_interest
from analysis.sensitivity.grid import grid_of
from analysis.sensitivity.material import Material, stored_reader
from analysis.sensitivity.pair_figures import pairs_figure
from analysis.sensitivity.part import _lead, _short
from analysis.sensitivity.text import sentences
from analysis.words.factors import factor_name
from experiments.design import make_design
from experiments.design.factors import DUMMY, LUCK, declared_factors
from tests.reading.drawn import lines

LARGE, SMALL, IDLE = "conditions.urgency", "conditions.agreements", "conditions.trust_memory"
BOUNDS = {
    LARGE: (0.0, 1.0),
    SMALL: (0.0, 1.0),
    IDLE: (0.0, 1.0),
    DUMMY: (0.0, 1.0),
    LUCK: (0.0, 4.0),
}
SIZES = {"shapley": 256, "sobol": 256, "morris": 60}
CHANCE = 0.05
"""The standard deviation of the planted luck of a run, in the outcome."""


def planted(kind: str, *, luck: bool, large: float = 0.5, second_order: bool = False) -> Sample:
    """A line in two factors, and luck: a draw per base row for each value of the control.

    A third factor changes one bit, as what enters a comparison that is nowhere close does.
    """
    names = [name for name in BOUNDS if luck or name != LUCK]
    problem = {"num_vars": len(names), "names": names, "bounds": [list(BOUNDS[n]) for n in names]}
    size = SIZES[kind]
    if kind == "sobol":
        raw = sobol.sample(problem, size, calc_second_order=second_order, seed=3)
    elif kind == "morris":
        raw = morris.sample(problem, size, num_levels=4, seed=3)
    else:
        raw = shapley.sample(problem, size, seed=3)
    rows = np.repeat(np.arange(size), len(raw) // size)
    x = pd.DataFrame(raw, columns=names)
    which = np.minimum(x[LUCK], 3.0).astype(int) if luck else np.zeros(len(raw), int)
    drawn = np.random.default_rng(7).normal(0.0, CHANCE, (size, 4))[rows, which]
    values = large * x[LARGE] + 0.02 * x[SMALL] + 1e-12 * x[IDLE] + drawn
    options = {"second_order": True} if second_order else {}
    whole = (LUCK,) if luck else ()
    return Sample(kind, problem, raw, rows, values.to_numpy(), options, whole=whole)


def found_in(sample: Sample, outcome: str = "gap_closed") -> Findings:
    return findings_of(sample, sample.kind, outcome, {}).under("“calm”")


@pytest.mark.parametrize("kind", SIZES)
def test_what_is_smaller_than_luck_is_not_told_and_what_is_larger_is(kind: str) -> None:
    found = found_in(planted(kind, luck=True))
    assert found.told() == [LARGE]
    luck = found.luck
    assert luck is not None and luck["estimate"] > 0.0
    assert list(found.ranked["factor"])[-1] == LUCK and LUCK not in set(found.readable["factor"])
    assert list(found.ranked["rank"]) == [*range(1, len(BOUNDS) + 1)]


@pytest.mark.parametrize("kind", ["sobol", "morris"])
def test_without_the_control_one_bit_is_told_from_the_dummy(kind: str) -> None:
    """What older designs say, and why they say too much: so their words stay those of the dummy."""
    found = found_in(planted(kind, luck=False))
    assert set(found.told()) == {LARGE, SMALL, IDLE}
    assert found.luck is None and found.by("told") == "told"
    assert "luck (" not in " ".join(sentences(found, "en"))


def test_luck_is_as_large_as_it_was_planted() -> None:
    """Half of what two runs with another draw differ by, squared, is in its total share."""
    found = found_in(planted("shapley", luck=True))
    total = found.indices[found.indices["index"] == "total"].set_index("factor")["estimate"]
    same_draw = 1.0 / 4.0
    chance = CHANCE**2 * (1.0 - same_draw)
    of_all = chance / (0.5**2 / 12.0 + 0.02**2 / 12.0 + CHANCE**2)
    assert total[LUCK] == pytest.approx(of_all, rel=0.25)


@pytest.mark.parametrize(("outcome", "told"), [("gap_closed", []), ("vetoes", [LARGE])])
def test_an_effect_that_nobody_would_care_for_is_not_told(outcome: str, told: list[str]) -> None:
    """2.4 points over a whole range are 1.9 over eight tenths: too little of a share, however sure;
    of other outcomes the smallest effect of interest is not known."""
    rows = [
        (LARGE, "mu_star", 0.024, 0.0235, 0.0245),
        (DUMMY, "mu_star", 0.0, 0.0, 0.0),
        (LUCK, "mu_star", 0.001, 0.0005, 0.0015),
    ]
    assert findings(rows, "morris", outcome).told() == told
    enough = [(LARGE, "mu_star", 0.026, 0.0185, 0.0295), *rows[1:]]
    assert findings(enough, "morris", outcome).told() == [LARGE]


def findings(rows: list[Any], method: str, outcome: str = "gap_closed") -> Findings:
    table = pd.DataFrame(rows, columns=["factor", "index", "estimate", "low", "high"])
    table = of_interest(judged(table, method, 64), method, outcome)
    return Findings(method, outcome, table, where="“calm”")


@pytest.mark.parametrize("kind", SIZES)
@pytest.mark.parametrize(("language", "words"), [("en", "larger than luck"), ("nl", "dan toeval")])
def test_it_says_larger_than_luck_and_how_large_luck_is(
    kind: str, language: str, words: str
) -> None:
    found = found_in(planted(kind, luck=True))
    said = " ".join(sentences(found, language))
    assert words in said and "dummy" not in said and "2 " in said
    assert words in _lead(found, language) and "dummy" not in _lead(found, language)
    none = [(LARGE, MAIN_INDEX[kind], 0.2, 0.1, 0.3), (LUCK, MAIN_INDEX[kind], 0.3, 0.2, 0.4)]
    nothing = findings(
        [*none, (LARGE, "first", 0.2, 0.1, 0.3), (LUCK, "first", 0.0, 0.0, 0.4)]
        if kind == "sobol"
        else none,
        kind,
    )
    assert nothing.told() == []
    for text in (
        _short(nothing, language),
        _lead(nothing, language),
        " ".join(sentences(nothing, language)),
    ):
        assert words in text and "dummy" not in text
    grid = grid_of(found, found.told(), 2, language)
    assert grid.rows[-1][0].startswith(factor_name(LUCK, language)) and len(grid.rows) == 3
    assert words in " ".join(grid.columns)
    assert grid.rows[-1][-1] == {"en": "the yardstick", "nl": "de maatstaf"}[language]


@pytest.mark.usefixtures("in_the_look")
@pytest.mark.parametrize(("language", "words"), [("en", "luck"), ("nl", "toeval")])
def test_figures_draw_luck_as_the_line_and_name_it(language: str, words: str) -> None:
    found = found_in(planted("shapley", luck=True))
    figure = ranks_figure(found, language)
    luck = found.luck
    assert luck is not None
    assert lines(figure.axes[0])[0][0][0] == pytest.approx(100.0 * luck["high"])
    assert words in texts(figure) and "dummy" not in texts(figure)
    assert words in texts(convergence_figure(found, language))
    pairs = found_in(planted("sobol", luck=True, second_order=True))
    assert words in texts(pairs_figure(pairs, language))
    values = pd.DataFrame({"value": [0.1, 0.2] * 20, "held": [False, True] * 20})
    left = found.with_left(pd.DataFrame(), values)
    assert words in texts(screened_figure(left, language))


def texts(figure: Any) -> str:
    legends = [text.get_text() for legend in figure.legends for text in legend.get_texts()]
    return " ".join(legends).lower()


def test_luck_takes_no_place_in_an_order() -> None:
    rows = [
        (LUCK, "total", 0.9, 0.8, 1.0),
        (SMALL, "total", 0.1, 0.0, 0.2),
        (LARGE, "total", 0.4, 0.3, 0.5),
    ]
    table = pd.DataFrame(rows, columns=["factor", "index", "estimate", "low", "high"])
    assert list(rank(table, "total")["factor"]) == [LARGE, SMALL, LUCK]
    criteria = settled(planted("shapley", luck=True), "shapley").set_index("criterion")
    assert criteria.loc["screening", "value"] == 1.0


def test_further_runs_vary_all_but_luck() -> None:
    """Points run again with what was screened out held have the luck of those with all varied."""
    design = make_design("shapley", declared_factors(["urgency"], luck=True), 4)
    stored: Any = SimpleNamespace(study=SimpleNamespace(design=lambda: design))
    material = Material(stored, stored_reader(stored))
    assert [factor.name for factor in material.factors] == [LARGE, DUMMY]


def test_in_samples_of_independent_points_it_is_no_yardstick() -> None:
    """Each point has a luck of its own there, so that the control enters nothing, as the dummy."""
    rows = [
        (LARGE, "pawn", 0.4, 0.3, 0.5),
        (DUMMY, "pawn", 0.1, 0.0, 0.2),
        (LUCK, "pawn", 0.1, 0.0, 0.25),
    ]
    table = pd.DataFrame(rows, columns=["factor", "index", "estimate", "low", "high"])
    found = Findings("pawn", "gap_closed", judged(table, "pawn", 400), where="“calm”")
    assert found.told() == [LARGE] and found.luck is None
    said = " ".join(sentences(found, "en"))
    assert "dummy" in said and "larger than luck" not in said
