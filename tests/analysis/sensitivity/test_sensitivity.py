"""Estimators of sensitivity against functions whose indices are known, and what must be refused."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from SALib.sample import sobol

from analysis.sensitivity.estimation.checks import above_dummy
from analysis.sensitivity.estimation.estimators import MAIN_INDEX, indices, rank
from analysis.sensitivity.estimation.noise import noise_share
from analysis.sensitivity.estimation.ofat import courses, swings
from analysis.sensitivity.estimation.sample import DUMMY, Sample, outcome_values
from analysis.sensitivity.findings import Findings, findings_of, judged
from analysis.sensitivity.text import sentences
from tests.made.known_functions import (
    ISHIGAMI,
    NAMES,
    TRUTH,
    V1,
    V2,
    V13,
    V,
    ishigami,
    of_index,
    sample_of,
)
from tests.reading.refusals import refusal


@pytest.mark.parametrize(
    ("kind", "index"),
    [("shapley", "shapley"), ("shapley", "total"), ("sobol", "first"), ("sobol", "total")],
)
def test_ishigami_lies_within_the_intervals(kind: str, index: str) -> None:
    found = of_index(indices(sample_of(kind), kind), index)
    width = (found["high"] - found["low"]).to_numpy()
    assert np.abs(found["estimate"] - TRUTH[index]).to_numpy() == pytest.approx(0, abs=0.07)
    # Twice the half width: with eight intervals of 95 % one may miss by a little.
    assert (np.abs(found["estimate"] - TRUTH[index]) <= np.maximum(width, 1e-12)).all()
    assert 0.1 < width.max() < 0.2, "as wide as resampling so many rows makes it"


def test_sobol_g_is_found_by_every_method() -> None:
    problem = {**ISHIGAMI, "bounds": [[0.0, 1.0]] * 4}
    a = np.array([0.0, 1.0, 9.0])

    def g(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        return np.asarray(np.prod((np.abs(4 * x[:, :3] - 2) + a) / (1 + a), axis=1))

    part = 1 / 3 / (1 + a) ** 2
    first = part / (np.prod(1 + part) - 1)
    found = of_index(indices(sample_of("sobol", g, problem), "sobol"), "first")
    assert found["estimate"].to_numpy()[:3] == pytest.approx(first, abs=0.05)
    for kind, method in (("shapley", "shapley"), ("lhs", "pawn"), ("lhs", "delta")):
        ranked = rank(indices(sample_of(kind, g, problem), method), MAIN_INDEX[method])
        assert list(ranked["factor"])[:2] == NAMES[:2], method


def test_shares_of_shapley_add_up_to_one() -> None:
    found = of_index(indices(sample_of("shapley", size=64), "shapley"), "shapley")
    assert found["estimate"].sum() == pytest.approx(1.0, abs=1e-12)


def test_effects_of_morris_on_a_line_are_its_slopes_over_the_range() -> None:
    problem = {**ISHIGAMI, "bounds": [[0.0, 2.0], [-1.0, 1.0], [5.0, 6.0], [0.0, 1.0]]}
    found = indices(sample_of("morris", lambda x: 3 * x[:, 0] - 2 * x[:, 1], problem), "morris")
    assert of_index(found, "mu_star")["estimate"].to_numpy() == pytest.approx([6, 4, 0, 0])
    assert of_index(found, "mu")["estimate"].to_numpy() == pytest.approx([6, -4, 0, 0])
    assert of_index(found, "sigma")["estimate"].to_numpy() == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("kind", ["shapley", "sobol", "morris"])
def test_dummy_is_exactly_zero_where_luck_is_held_within_base_rows(kind: str) -> None:
    held = indices(sample_of(kind, noise=3.0, by_row=True, size=64), kind)
    dummy = held[held["factor"] == DUMMY].set_index("index")["estimate"]
    assert dummy[MAIN_INDEX[kind]] == 0.0
    loose = indices(sample_of(kind, noise=3.0, by_row=False, size=64), kind)
    shown = loose[loose["factor"] == DUMMY].set_index("index")["estimate"]
    # Noise that changes within a row looks like an effect, of a size that is known: its variance
    # is half of what two runs differ by squared; Shapley gives it to whichever of four comes first.
    of_all = 9.0 / (V + 9.0)
    known = {"shapley": of_all / 4, "sobol": of_all, "morris": 3.0 * 2.0 / np.sqrt(np.pi) * 1.5}
    assert shown[MAIN_INDEX[kind]] == pytest.approx(known[kind], rel=0.25), "two standard errors"


def test_what_cannot_be_told_from_the_dummy() -> None:
    found = indices(sample_of("lhs"), "pawn")
    told = above_dummy(found, "pawn")
    assert told.to_dict() == {NAMES[0]: True, NAMES[1]: True, NAMES[2]: True, DUMMY: False}
    idle = indices(sample_of("shapley", lambda x: x[:, 0] + x[:, 1]), "shapley")
    told = above_dummy(idle, "shapley")
    assert told.to_dict() == {NAMES[0]: True, NAMES[1]: True, NAMES[2]: False, DUMMY: False}


def test_second_order_finds_the_pair() -> None:
    raw = sobol.sample(ISHIGAMI, 1024, calc_second_order=True, seed=3)
    base = np.repeat(np.arange(1024), 10)
    sample = Sample("sobol", ISHIGAMI, raw, base, ishigami(raw), {"second_order": True})
    found = indices(sample, "sobol")
    said = sentences(findings_of(sample, "sobol", "gap_closed", {}), "en")
    assert any("x1 × x3" in line and "x2" not in line for line in said if "Pairs" in line)
    pairs = found[found["index"] == "second"].set_index("factor")
    pair = pairs.loc[f"{NAMES[0]} × {NAMES[2]}"]
    assert pair["low"] < V13 / V < pair["high"]
    assert (pairs["low"].drop(pair.name) <= 0).all()


def test_groups_are_one_factor() -> None:
    problem = {**ISHIGAMI, "groups": ["a", "b", "a", "dummy"]}
    found = indices(sample_of("sobol", problem=problem), "sobol")
    first = found[found["index"] == "first"].set_index("factor")["estimate"]
    assert list(first.index) == ["a", "b", "dummy"]
    assert first.to_numpy() == pytest.approx([(V1 + V13) / V, V2 / V, 0.0], abs=0.08)


def test_noise_share_is_the_part_that_seeds_make() -> None:
    rng = np.random.default_rng(2)
    points = rng.normal(0, 2, 400)
    runs = pd.DataFrame(
        [
            {"point": p, "replication": r, "seed": r, "y": level + rng.normal()}
            for p, level in enumerate(points)
            for r in range(4)
        ]
    )
    noise = noise_share(runs, "y")
    assert noise.low < 0.2 < noise.high
    assert noise.share == pytest.approx(0.2, abs=0.05)
    assert "two points on two seeds" in refusal(lambda: noise_share(runs[runs["seed"] == 0], "y"))


def test_missing_values_are_refused_with_their_count() -> None:
    runs = pd.DataFrame({"point": [0, 1, 2], "replication": 0, "seed": 1, "y": [1.0, np.nan, 2.0]})
    said = refusal(lambda: outcome_values(runs, "y", [0, 1, 2]))
    assert "'y' does not exist in 1 of 3 runs (points 1)" in said and "run.days=" in said
    said = refusal(lambda: outcome_values(runs.drop(index=1), "y", [0, 1, 2]))
    assert "1 of 3 points of the design have no run (points 1)" in said
    assert "'z' is not in these runs" in refusal(lambda: outcome_values(runs, "z", [0]))
    twice = pd.DataFrame(
        {"point": [1, 0, 0], "replication": [0, 0, 1], "seed": 1, "y": [5.0, 1, 2]}
    )
    assert list(outcome_values(twice, "y", [0, 1])) == [1.5, 5.0]


def test_outcome_that_never_changes_has_no_indices() -> None:
    found = indices(sample_of("shapley", lambda x: np.ones(len(x)), size=8), "shapley")
    assert found["estimate"].isna().all()
    said = sentences(
        Findings("shapley", "gap_closed", judged(found, "shapley", 8), where="x"), "en"
    )
    assert said == [
        "The outcome is the same in every run (x): gap closed by collaboration."
        " There is nothing to explain."
    ]


def test_one_at_a_time_gives_swing_and_change() -> None:
    levels = pd.DataFrame(
        {
            "factor": ["conditions.a"] * 3 + [DUMMY] * 2,
            "value": [0.0, 0.5, 1.0, 0.0, 1.0],
            "point": [0, 1, 2, 3, 4],
        }
    )
    means = {0: 1.0, 1: 4.0, 2: 2.0, 3: 1.5, 4: 1.5}
    luck = np.random.default_rng(4).normal(size=6)
    runs = pd.DataFrame(
        [
            {"point": p, "replication": s, "seed": s, "y": mean + luck[s]}
            for p, mean in means.items()
            for s in range(6)
        ]
    )
    found = swings(runs, levels, "y").set_index(["factor", "index"])
    assert found.loc[("conditions.a", "swing"), "estimate"] == pytest.approx(3.0)
    assert found.loc[("conditions.a", "change"), "estimate"] == pytest.approx(1.0)
    dummy = found.loc[(DUMMY, "swing"), ["estimate", "low", "high"]]
    assert dummy.to_numpy(float) == pytest.approx(0.0, abs=1e-12)
    course = courses(runs, levels, "y")
    assert course.loc[1, "mean"] == pytest.approx(4.0 + luck.mean())


def test_words_are_compared_as_declared() -> None:
    runs = pd.DataFrame(
        [(p, s, v + s / 100) for p, v in enumerate((0.3, 0.1, 0.5)) for s in (1, 2)],
        columns=["point", "seed", "y"],
    )
    levels = pd.DataFrame(
        {"factor": "theory.trust", "value": ["none", "moderator", "driver"], "point": range(3)}
    )
    change = swings(runs, levels, "y").set_index("index").loc["change", "estimate"]
    assert change == pytest.approx(0.2), "driver less none"
