"""Estimators of sensitivity against functions whose indices are known, and what must be refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from SALib.sample import latin, morris, shapley, sobol

from analysis.sensitivity.checks import (
    above_dummy,
    conditional,
    convergence,
    rank_changes,
    settled,
)
from analysis.sensitivity.estimators import MAIN_INDEX, indices, rank
from analysis.sensitivity.findings import Findings, findings_of
from analysis.sensitivity.noise import noise_share
from analysis.sensitivity.ofat import courses, swings
from analysis.sensitivity.sample import DUMMY, Sample, outcome_values
from analysis.sensitivity.screened import what_is_left
from analysis.sensitivity.text import sentences
from tests.refusals import refusal

Function = Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]
NAMES = ["conditions.x1", "conditions.x2", "conditions.x3", DUMMY]
ISHIGAMI = {
    "num_vars": 4, "names": NAMES, "bounds": [*[[-np.pi, np.pi]] * 3, [0.0, 1.0]],
}  # fmt: skip
# Variances of Ishigami's function with a = 7, b = 0.1 (Ishigami & Homma 1990).
V1, V2, V13 = 0.5 * (1 + 0.1 * np.pi**4 / 5) ** 2, 49 / 8, 0.01 * np.pi**8 * (1 / 18 - 1 / 50)
V = V1 + V2 + V13
TRUTH = {
    "first": [V1 / V, V2 / V, 0.0, 0.0],
    "total": [(V1 + V13) / V, V2 / V, V13 / V, 0.0],
    "shapley": [(V1 + V13 / 2) / V, V2 / V, V13 / 2 / V, 0.0],
}
SAMPLERS: dict[str, tuple[int, Callable[..., npt.NDArray[np.float64]]]] = {
    "shapley": (1024, lambda problem, n: shapley.sample(problem, n, seed=3)),
    "sobol": (1024, lambda problem, n: sobol.sample(problem, n, calc_second_order=False, seed=3)),
    "morris": (60, lambda problem, n: morris.sample(problem, n, num_levels=4, seed=3)),
    "lhs": (1500, lambda problem, n: latin.sample(problem, n, seed=3)),
}


def ishigami(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(
        np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    )


def sample_of(
    kind: str, function: Function = ishigami, problem: dict[str, Any] = ISHIGAMI,
    noise: float = 0.0, by_row: bool = False, size: int | None = None,
) -> Sample:  # fmt: skip
    """Draw a design and run a function on it, with noise per base row or per run."""
    count, sampler = SAMPLERS[kind]
    count = size or count
    raw = sampler(problem, count)
    base = np.repeat(np.arange(count), len(raw) // count)
    luck = np.random.default_rng(5).normal(size=len(raw)) * noise
    return Sample(kind, problem, raw, base, function(raw) + luck[base if by_row else slice(None)])


def of_index(table: pd.DataFrame, index: str) -> pd.DataFrame:
    return table[table["index"] == index].set_index("factor").loc[NAMES]


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
    assert width.max() < 0.2


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
    assert abs(shown[MAIN_INDEX[kind]]) > 0.01, (
        "noise that changes within a row looks like an effect"
    )


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
    sample = Sample("sobol", ISHIGAMI, raw, base, ishigami(raw), True)
    found = indices(sample, "sobol")
    said = sentences(findings_of(sample, "sobol", "gap_closed", "x", {}), "en")
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


def test_more_base_rows_narrow_the_interval() -> None:
    table = convergence(sample_of("shapley"), "shapley")
    widths = (table["high"] - table["low"]).groupby(table["size"]).max()
    assert list(widths.index) == [128, 256, 512, 1024]
    assert widths.iloc[-1] < 0.6 * widths.iloc[0]


def switched(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Under the switch's first answer x1 counts alone, under its second x2 alone."""
    return np.asarray(np.where(x[:, 2] < 1, x[:, 0], x[:, 1]))


@pytest.mark.parametrize(("kind", "method"), [("shapley", "shapley"), ("lhs", "pawn")])
def test_results_are_given_for_each_answer_to_a_switch(kind: str, method: str) -> None:
    names = ["conditions.x1", "conditions.x2", "theory.gates", DUMMY]
    problem = {"num_vars": 4, "names": names, "bounds": [[0.0, 1.0]] * 2 + [[0.0, 2.0], [0.0, 1.0]]}
    sample = sample_of(kind, switched, problem, size=400)
    table = conditional(sample, {"theory.gates": ["product", "minimum"]})
    first = table[table["rank"] == 1].set_index("value")
    assert first["factor"].to_dict() == {"product": names[0], "minimum": names[1]}
    if method == "shapley":
        assert first["estimate"].to_numpy() == pytest.approx(1.0, abs=0.15)


def test_factor_that_leaves_the_first_ten_under_other_ranges_is_named() -> None:
    many = [f"conditions.c{place}" for place in range(12)]

    def table(sizes: npt.NDArray[np.float64]) -> pd.DataFrame:
        return pd.DataFrame(
            {"factor": many, "index": "shapley", "estimate": sizes, "low": sizes - 0.001,
             "high": sizes + 0.001}
        )  # fmt: skip

    full = np.linspace(0.2, 0.01, 12)
    other = full.copy()
    other[[0, 11]] = other[[11, 0]]
    changes = rank_changes({"full": table(full), "halved": table(other)}, "shapley")
    assert list(changes.loc[changes["changed"], "factor"]) == [many[0], many[11]]
    assert changes["moved"].max() == 11
    same = rank_changes({"full": table(full), "halved": table(full)}, "shapley")
    assert not same["changed"].any()


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
    said = sentences(Findings("shapley", "gap_closed", "baseline", found), "en")
    assert said == [
        "The outcome is the same in every run (baseline): gap closed by collaboration."
        " There is nothing to explain."
    ]


def test_one_at_a_time_gives_swing_and_change() -> None:
    levels = pd.DataFrame(
        {"factor": ["conditions.a"] * 3 + [DUMMY] * 2, "value": [0.0, 0.5, 1.0, 0.0, 1.0],
         "point": [0, 1, 2, 3, 4]}
    )  # fmt: skip
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


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_answer_comes_first_and_is_made_from_the_numbers(language: str) -> None:
    found = findings_of(sample_of("shapley"), "shapley", "gap_closed", "baseline", {})
    said = sentences(found, language)
    ranked = found.ranked
    assert (
        said[0].index("conditions.x2") < said[0].index("conditions.x1")
        if (ranked["factor"].iloc[0] == NAMES[1])
        else said[0].index("conditions.x1") < said[0].index("conditions.x2")
    )
    share = ranked["estimate"].iloc[:2].sum() * 100
    text = f"{share:.1f}".replace(".", "," if language == "nl" else ".")
    assert text in said[0]
    assert "conditions.x3" not in said[0]


def test_halves_say_what_has_settled() -> None:
    plain = sample_of("shapley", lambda x: 3 * x[:, 0] + 2 * x[:, 1] + x[:, 2])
    large = settled(plain, "shapley").set_index("criterion")
    assert large.loc["screening", "met"] and large.loc["order", "met"]
    small = settled(sample_of("shapley", noise=20.0, size=32), "shapley").set_index("criterion")
    assert not small.loc["interval", "met"]
    assert small.loc["interval", "value"] > large.loc["interval", "value"]
    assert settled(sample_of("shapley", size=10), "shapley").empty


def test_halves_share_no_base_row() -> None:
    whole = sample_of("shapley", size=32)
    first, second = whole.part(0, 16), whole.part(16, 32)
    assert first.size == second.size == 16 and second.base_rows.min() == 0
    assert np.array_equal(np.concatenate([first.raw, second.raw]), whole.raw)


def test_what_is_left_without_what_was_screened_out() -> None:
    rng = np.random.default_rng(2)
    kept, out = rng.normal(size=(2, 400))
    points = np.arange(400)

    def runs(values: npt.NDArray[np.float64]) -> pd.DataFrame:
        return pd.DataFrame({"point": points, "y": values})

    # Right: what was screened out makes 1 % of the variance.
    right = what_is_left(runs(kept + 0.1 * out), runs(kept), "y").set_index("measure")
    assert right.loc["variance_left", "low"] < 1 / 1.01 < right.loc["variance_left", "high"]
    assert right.loc["followed", "estimate"] > 0.98
    # Wrong: it makes half, and that shows.
    wrong = what_is_left(runs(kept + out), runs(kept), "y").set_index("measure")
    assert wrong.loc["variance_left", "high"] < 0.7 and wrong.loc["followed", "high"] < 0.7
    assert wrong.loc["distance", "estimate"] > 2 * right.loc["distance", "estimate"]
    lacking = runs(np.where(points == 3, np.nan, kept))
    assert "does not exist in 1 of 400" in refusal(lambda: what_is_left(runs(kept), lacking, "y"))


def test_what_is_left_is_said() -> None:
    found = findings_of(sample_of("shapley", size=32), "shapley", "gap_closed", "x", {})
    numbers = pd.DataFrame(
        [("variance_left", 0.6, 0.5, 0.7), ("followed", 0.55, 0.4, 0.6),
         ("distance", 0.2, 0.1, 0.3), ("shift", 0.0, 0.0, 0.0)],
        columns=["measure", "estimate", "low", "high"],
    ).assign(kept=2, out=1, points=40)  # fmt: skip
    said = " ".join(sentences(found.with_left(numbers, pd.DataFrame()), "en"))
    assert "(1 of 3 factors)" in said and "60% of the variance is left (50 to 70)" in said
    assert "together they do" in said, "where runs no longer follow, that is said"
    fine = numbers.replace(0.55, 0.97)
    assert "together they do" not in " ".join(
        sentences(found.with_left(fine, pd.DataFrame()), "en")
    )


def test_a_shift_of_the_mean_is_no_loss_of_variance() -> None:
    x = np.random.default_rng(1).normal(size=200)
    points = np.arange(200)
    found = what_is_left(
        pd.DataFrame({"point": points, "y": x}),
        pd.DataFrame({"point": points[::-1], "y": x[::-1] - 1.0}), "y",
    ).set_index("measure")["estimate"]  # fmt: skip
    assert found["variance_left"] == pytest.approx(1.0) and found["followed"] == pytest.approx(1.0)
    assert found["shift"] == pytest.approx(-1.0) and found["distance"] > 0.3


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


def test_too_few_rows_are_said_to_be_too_few() -> None:
    found = findings_of(sample_of("shapley", noise=30.0, size=8), "shapley", "gap_closed", "x", {})
    assert sentences(found, "en")[0].startswith("8 base rows are too few to share out")
    enough = findings_of(sample_of("shapley"), "shapley", "gap_closed", "x", {})
    assert sentences(enough, "en")[0].startswith("With this model and these ranges")
