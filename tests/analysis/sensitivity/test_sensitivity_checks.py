"""What an analysis of sensitivity says of itself: what has settled, what was left out, in words."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest

from analysis.sensitivity.estimation.checks import (
    conditional,
    convergence,
    rank_changes,
    settled,
)
from analysis.sensitivity.estimation.sample import DUMMY
from analysis.sensitivity.estimation.screened import what_is_left
from analysis.sensitivity.findings import findings_of
from analysis.sensitivity.text import sentences
from tests.made.known_functions import (
    NAMES,
    sample_of,
    switched,
)
from tests.reading.refusals import refusal


def test_more_base_rows_narrow_the_interval() -> None:
    table = convergence(sample_of("shapley"), "shapley")
    widths = (table["high"] - table["low"]).groupby(table["size"]).max()
    assert list(widths.index) == [128, 256, 512, 1024]
    assert widths.iloc[-1] < 0.6 * widths.iloc[0]


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
            {
                "factor": many,
                "index": "shapley",
                "estimate": sizes,
                "low": sizes - 0.001,
                "high": sizes + 0.001,
            }
        )

    full = np.linspace(0.2, 0.01, 12)
    other = full.copy()
    other[[0, 11]] = other[[11, 0]]
    changes = rank_changes({"full": table(full), "halved": table(other)}, "shapley")
    assert list(changes.loc[changes["changed"], "factor"]) == [many[0], many[11]]
    assert changes["moved"].max() == 11
    same = rank_changes({"full": table(full), "halved": table(full)}, "shapley")
    assert not same["changed"].any()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_answer_comes_first_and_is_made_from_the_numbers(language: str) -> None:
    found = findings_of(sample_of("shapley"), "shapley", "gap_closed", {})
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
    assert right.loc["followed", "estimate"] == pytest.approx(1 / 1.01, abs=0.003)
    # Wrong: it makes half, and that shows.
    wrong = what_is_left(runs(kept + out), runs(kept), "y").set_index("measure")
    for measure in ("variance_left", "followed"):
        assert wrong.loc[measure, "low"] < 0.5 < wrong.loc[measure, "high"] < 0.6
    assert wrong.loc["distance", "estimate"] > 2 * right.loc["distance", "estimate"]
    lacking = runs(np.where(points == 3, np.nan, kept))
    assert "does not exist in 1 of 400" in refusal(lambda: what_is_left(runs(kept), lacking, "y"))


def test_what_is_left_is_said() -> None:
    found = findings_of(sample_of("shapley", size=32), "shapley", "gap_closed", {})
    numbers = pd.DataFrame(
        [
            ("variance_left", 0.6, 0.5, 0.7),
            ("followed", 0.55, 0.4, 0.6),
            ("distance", 0.2, 0.1, 0.3),
            ("shift", 0.0, 0.0, 0.0),
        ],
        columns=["measure", "estimate", "low", "high"],
    ).assign(kept=2, out=1, points=40)
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
        pd.DataFrame({"point": points[::-1], "y": x[::-1] - 1.0}),
        "y",
    ).set_index("measure")["estimate"]
    assert found["variance_left"] == pytest.approx(1.0) and found["followed"] == pytest.approx(1.0)
    assert found["shift"] == pytest.approx(-1.0)
    # By hand: the largest difference between the shares that lie below any of the values.
    apart = [np.mean(x - 1.0 <= bound) - np.mean(x <= bound) for bound in [*x, *(x - 1.0)]]
    assert found["distance"] == pytest.approx(max(apart))


def test_too_few_rows_are_said_to_be_too_few() -> None:
    found = findings_of(sample_of("shapley", noise=30.0, size=8), "shapley", "gap_closed", {})
    assert sentences(found, "en")[0].startswith("8 trajectories are too few to share out")
    enough = findings_of(sample_of("shapley"), "shapley", "gap_closed", {})
    assert sentences(enough, "en")[0].startswith("With this model and these ranges")
