"""Nothing is said on fewer runs than a method needs, nor of what cannot be told from the dummy."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from analysis.sensitivity import SURROGATE
from analysis.sensitivity.answer import figures_of
from analysis.sensitivity.estimation.checks import above_dummy
from analysis.sensitivity.estimation.estimators import GIVEN_DATA, OF_VARIANCE
from analysis.sensitivity.estimation.fewest import (
    FEW,
    FEWEST,
    FINE,
    OUTSIDE,
    SAME,
    UNKNOWN,
    counted,
    flags_of,
)
from analysis.sensitivity.findings import Findings, findings_of, judged
from analysis.sensitivity.given.found import by_surrogate
from analysis.sensitivity.grid import grid_of
from analysis.sensitivity.part import _lead, _short
from analysis.sensitivity.text import sentences
from bijstand.verbs.study.sensitivity import METHODS
from tests.made.known_functions import ISHIGAMI, NAMES, Function, sample_of

LANGUAGES = ("en", "nl")
ESTIMATED = [method for method in METHODS if method != "ofat"]
SMALL = {
    "morris": (1, 2, 3, 5, 7),
    "shapley": (2, 3, 5, 15),
    "sobol": (1, 2, 4, 8),
    "pawn": (1, 2, 3, 5, 60, 99),
    "delta": (1, 2, 3, 5, 60, 399),
    "surrogate": (2, 60, 199),
}


def line(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(3 * x[:, 0] + x[:, 1])


def found_of(
    method: str, size: int, function: Function = line, problem: dict[str, Any] = ISHIGAMI
) -> Findings:
    sample = sample_of(METHODS[method], function, problem, size=size)
    if method == SURROGATE:
        return by_surrogate(sample, "gap_closed", {})
    return findings_of(sample, method, "gap_closed", {})


def everything_said(found: Findings, language: str) -> str:
    """Return every sentence and cell that a reader meets, in terminal, file and report."""
    grids = [grid_of(found, found.told(), 9, language)] if len(found.readable) else []
    cells = [cell for grid in grids for row in grid.rows for cell in row]
    lines = [*sentences(found, language), _lead(found, language), _short(found, language)]
    return "\n".join([*lines, *cells])


def test_every_method_has_its_fewest_and_says_why() -> None:
    assert set(FEWEST) == set(METHODS)
    assert all(len(needed.why) > 20 and needed.size >= 5 for needed in FEWEST.values())


@pytest.mark.parametrize(("method", "size"), [(m, n) for m, ns in SMALL.items() for n in ns])
def test_below_it_no_condition_is_named_and_no_number_given(method: str, size: int) -> None:
    found = found_of(method, size)
    assert found.all_flagged(FEW) and found.told() == []
    for language in LANGUAGES:
        said = everything_said(found, language)
        assert not [name for name in NAMES if name.removeprefix("conditions.") in said], said
        assert "%" not in said and "nan" not in said and "n/a" not in said
        assert counted(size, method, language) in said
    assert figures_of(found) == {}
    assert len(found.tables["indices"]), "the numbers stay in the table, flagged"


@pytest.mark.parametrize("method", ESTIMATED)
def test_at_it_the_right_condition_is_named_first(method: str) -> None:
    found = found_of(method, FEWEST[method].size)
    assert found.indices["flag"].isin([FINE, OUTSIDE]).all()
    if method not in OF_VARIANCE:
        assert found.told()[0] == NAMES[0]
    larger = found_of(method, 8 * FEWEST[method].size if method != "delta" else 800)
    assert larger.told()[0] == NAMES[0]
    said = " ".join(sentences(larger, "en")) if method == SURROGATE else sentences(larger, "en")[0]
    assert "conditions.x1" in said and "conditions.x3" not in said and "(dummy)" not in said


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("method", ESTIMATED)
def test_an_outcome_that_never_changes_is_told_from_too_few_runs(
    method: str, language: str
) -> None:
    for size in (2, FEWEST[method].size):
        found = found_of(method, size, lambda x: np.full(len(x), 0.4))
        assert found.all_flagged(SAME) and len(sentences(found, language)) == 1
        said = ("the same in every run", "in elke run gelijk")[language == "nl"]
        assert said in everything_said(found, language)


def test_indices_that_do_not_exist_are_no_constant_outcome() -> None:
    table = pd.DataFrame(
        {"factor": NAMES, "index": "delta", "estimate": np.nan, "low": np.nan, "high": np.nan}
    )
    found = Findings("delta", "gap_closed", judged(table, "delta", 500, constant=False))
    assert found.all_flagged(UNKNOWN)
    assert "too few runs to say" in sentences(found, "en")[0]
    assert "te weinig runs" in sentences(found, "nl")[0]


@pytest.mark.parametrize("method", ESTIMATED)
def test_luck_alone_names_nothing(method: str) -> None:
    rng = np.random.default_rng(8)

    def luck(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return rng.normal(size=len(x))

    found = found_of(method, 2 * FEWEST[method].size, luck)
    for language in LANGUAGES:
        said = sentences(found, language)[0]
        assert not any(name in said for name in found.ranked["factor"] if name not in found.told())
    assert "conditions.dummy" not in " ".join(found.told())


def test_a_share_that_lies_where_none_can_is_not_given() -> None:
    table = pd.DataFrame(
        [
            (NAMES[0], "first", 1.4, 1.2, 1.6),
            (NAMES[1], "first", 0.2, 0.1, 0.3),
            (NAMES[3], "first", 0.0, 0.0, 0.0),
            (NAMES[0], "total", 1.4, 1.2, 1.6),
            (NAMES[1], "total", 0.2, 0.1, 0.3),
            (NAMES[3], "total", 0.0, 0.0, 0.0),
        ],
        columns=["factor", "index", "estimate", "low", "high"],
    )
    assert list(flags_of(table, "sobol", 64))[:3] == [OUTSIDE, FINE, FINE]
    found = Findings("sobol", "gap_closed", judged(table, "sobol", 64))
    assert sentences(found, "en")[0].startswith("64 base rows are too few to share out")
    assert "140" not in everything_said(found, "en") and "x1" not in "".join(found.told())
    row = next(r for r in grid_of(found, [], 9, "nl").rows if "x1" in r[0])
    assert row[1:4] == ["te weinig runs om te zeggen", "", ""]


def test_a_share_whose_interval_reaches_the_whole_is_written_as_at_most_the_whole() -> None:
    table = pd.DataFrame(
        [
            (NAMES[0], "shapley", 1.02, 0.95, 1.09),
            (NAMES[1], "shapley", -0.02, -0.05, 0.01),
            (NAMES[3], "shapley", 0.0, 0.0, 0.0),
        ],
        columns=["factor", "index", "estimate", "low", "high"],
    )
    found = Findings("shapley", "gap_closed", judged(table, "shapley", 64))
    said = everything_said(found, "en")
    assert "100% (95 to 100)" in said and "102" not in said and "109" not in said
    assert "-" not in said.replace("first-", "") and "−" not in said


def test_a_number_is_judged_by_the_index_that_it_is() -> None:
    """x3 works with x1 only: its total is told from the dummy, its share by itself is not."""
    found = found_of("sobol", 512, lambda x: np.sin(x[:, 0]) * (1 + x[:, 2] ** 4 / 10))
    assert NAMES[2] in found.told() and NAMES[2] not in found.told("first")
    said = sentences(found, "en")[0]
    assert "conditions.x1" in said and "conditions.x3" not in said
    grouped = {**ISHIGAMI, "groups": ["a", "b", "c", "control"]}
    found = found_of("sobol", 512, lambda x: x[:, 0] * x[:, 2] + 2 * x[:, 1], grouped)
    assert {"a", "b", "c"} == set(found.told()) and found.told("first") == ["b"]
    assert "b: " in sentences(found, "en")[0] and "; c" not in sentences(found, "en")[0]
    alone = found_of("sobol", 512, lambda x: x[:, 0] * x[:, 2])
    assert "together with others these can" in sentences(alone, "en")[0]


def test_a_dummy_without_an_interval_tells_nothing() -> None:
    table = pd.DataFrame(
        [(NAMES[0], "pawn", 0.5, 0.4, 0.6), (NAMES[3], "pawn", 0.1, np.nan, np.nan)],
        columns=["factor", "index", "estimate", "low", "high"],
    )
    assert not above_dummy(table, "pawn").any()


def test_the_fewest_of_given_data_counts_points_whatever_the_design() -> None:
    for method in GIVEN_DATA:
        sample = sample_of("sobol", line, size=64)
        found = findings_of(sample, method, "gap_closed", {})
        assert found.size == 128 == len(sample.independent())


def test_what_a_study_rests_on_is_counted_as_its_method_counts() -> None:
    assert counted(1, "sobol", "nl") == "1 basisrij is"
    assert counted(2, "sobol", "en") == "2 base rows are"
    assert counted(1, "delta", "en") == "1 point is"
    assert counted(1, "ofat", "nl") == "1 seed is"
    assert counted(8, "shapley", "nl") == "8 trajecten zijn"


def test_pawn_on_two_points_gives_no_warnings_of_a_library() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert found_of("pawn", 2, lambda x: x[:, 0]).all_flagged(FEW)
