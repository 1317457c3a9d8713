"""bijstand sweep's tables: how outcomes spread, and what each factor does by itself."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.sweep.sweep import factors_that_differ, ranked_factors, response_table, spread_table
from analysis.sweep.words import sentences
from experiments.design.factors import DUMMY


def joined(rows: list[tuple[float, str]], outcome: list[float]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["conditions.trust_start", "theory.trust"])
    return table.assign(point=range(len(table)), replication=0, seed=1, gap_closed=outcome)


FACTORS = ["conditions.trust_start", "theory.trust"]


def test_one_at_a_time_leaves_out_the_points_of_other_factors() -> None:
    rows = [(0.5, "none"), (0.3, "none"), (0.9, "none"), (0.5, "driver")]
    responses = response_table(joined(rows, [0.4, 0.4, 0.4, 0.8]), FACTORS, "gap_closed", "ofat")
    ranked = ranked_factors(responses, dict.fromkeys(FACTORS, True)).set_index("factor")
    assert ranked.loc["conditions.trust_start", "reach"] == 0
    assert ranked.loc["theory.trust", "reach"] == pytest.approx(0.4)
    assert list(ranked.index) == ["theory.trust", "conditions.trust_start"]


def test_grid_shows_every_value_and_a_sample_shows_fifths() -> None:
    values = np.linspace(0.3, 0.9, 14)
    rows = [(value, "none") for value in values]
    table = joined(rows, list(values))
    for kind, levels in (("factorial", 14), ("lhs", 5)):
        of_trust = response_table(table, FACTORS[:1], "gap_closed", kind)
        assert len(of_trust) == levels
        assert np.all(np.diff(of_trust["mean"]) > 0)


def test_fifths_are_those_of_pandas_where_values_lie_on_an_edge_too() -> None:
    rng = np.random.default_rng(1)
    for points in (21, 251, 500):
        for values in (rng.permutation(points) / 10.0, rng.integers(0, 9, points) / 10.0):
            table = joined([(value, "none") for value in values], list(values))
            found = response_table(table, FACTORS[:1], "gap_closed", "lhs")
            places = pd.Series(values).groupby(pd.qcut(values, 5, duplicates="drop"), observed=True)
            assert found["points"].tolist() == places.size().tolist()
            assert found["level"].tolist() == pytest.approx(places.mean().tolist())


def test_the_answer_names_the_spread_and_the_factor_with_the_widest_reach() -> None:
    spread = pd.DataFrame(
        [{"outcome": "gap_closed", "mean": 0.4, "p05": 0.3, "p95": 0.5, "noise": 0.2, "points": 20}]
    )
    row = {
        "factor": "conditions.trust_start",
        "lowest": 0.35,
        "highest": 0.45,
        "told": True,
        "may_lead": True,
    }
    ranked = pd.DataFrame([row])
    said, limits = sentences(spread, ranked, "lhs", "en")
    assert "is 40% on average" in said and "between 30% and 50%" in said and "20% is luck" in said
    assert "(trust_start): from 35% to 45%" in said
    assert "bijstand sensitivity" in limits
    nothing = " ".join(sentences(spread, ranked.assign(told=False), "lhs", "en"))
    assert "no factor's levels can be told apart" in nothing and "trust_start" not in nothing
    few = sentences(spread.assign(points=9), ranked, "lhs", "nl")[0]
    assert "negen van de tien" not in few and "20 punten of meer" in few
    alone = spread.assign(noise=float("nan"))
    said, unknown, _ = sentences(alone, ranked, "lhs", "en")
    assert "luck" not in said and "cannot be told with one seed" in unknown


def test_with_one_seed_for_each_point_nobody_knows_how_much_is_luck() -> None:
    runs = pd.DataFrame({"point": [0, 1, 2], "seed": 1, "gap_closed": [0.3, 0.5, 0.7]})
    assert np.isnan(spread_table(runs)["noise"]).all()


def test_luck_is_the_share_of_variance_within_points() -> None:
    runs = pd.DataFrame(
        {
            "point": [0, 0, 1, 1],
            "replication": [0, 1, 0, 1],
            "seed": [1, 2, 1, 2],
            "gap_closed": [0.3, 0.5, 0.5, 0.7],
            "alone": [0.3, 0.5, 0.3, 0.5],
            "vetoes": [1.0, 1.0, 3.0, 3.0],
        }
    )
    table = spread_table(runs).set_index("outcome")
    assert table.loc["vetoes", "noise"] == 0
    assert table.loc["gap_closed", "noise"] == pytest.approx(0.02 / (0.08 / 3))
    assert table.loc["alone", "noise"] == 1, "more within points than in all is all of it"
    assert table.loc["vetoes", ["mean", "p05", "p95"]].tolist() == pytest.approx([2, 1.1, 2.9])


def sampled(points: int, effect: float) -> pd.DataFrame:
    """Return a sample of three factors and the dummy, of which the first may do something."""
    rng = np.random.default_rng(points)
    table = pd.DataFrame(rng.random((points, 3)), columns=["conditions.a", "conditions.b", DUMMY])
    table["theory.trust"] = rng.choice(["none", "driver"], points)
    luck = rng.normal(0, 0.1, points)
    return table.assign(
        point=range(points),
        base_row=range(points),
        replication=0,
        seed=1,
        gap_closed=effect * table["conditions.a"] + luck,
    )


NAMES = ["conditions.a", "conditions.b", "theory.trust", DUMMY]


@pytest.mark.parametrize("points", [1, 2, 3, 5, 10, 50, 200])
def test_what_does_nothing_is_not_told_however_far_its_means_lie_apart(points: int) -> None:
    told = factors_that_differ(sampled(points, 0.0), NAMES, "gap_closed", "lhs")
    assert not any(told.values())
    same = sampled(points, 0.0).assign(gap_closed=0.5)
    assert not any(factors_that_differ(same, NAMES, "gap_closed", "lhs").values())
    lacking = sampled(points, 0.0).assign(gap_closed=np.nan)
    assert not any(factors_that_differ(lacking, NAMES, "gap_closed", "lhs").values())


@pytest.mark.parametrize("points", [50, 200])
def test_what_does_something_is_told(points: int) -> None:
    told = factors_that_differ(sampled(points, 0.5), NAMES, "gap_closed", "lhs")
    assert [name for name in NAMES if told[name]] == ["conditions.a"]


def test_the_dummy_is_never_told() -> None:
    table = sampled(200, 0.0)
    table["gap_closed"] = table[DUMMY]
    assert not factors_that_differ(table, NAMES, "gap_closed", "lhs")[DUMMY]


def test_points_of_a_base_row_count_once() -> None:
    """Forty base rows of eight points hold forty independent points, not three hundred."""
    rows = pd.concat([sampled(5, 0.0)] * 40, ignore_index=True)
    rows = rows.assign(base_row=np.repeat(range(5), 40), point=range(200))
    assert not any(factors_that_differ(rows, NAMES, "gap_closed", "shapley").values())


@pytest.mark.parametrize(("seeds", "expected"), [(1, []), (2, []), (5, ["conditions.a"])])
def test_one_at_a_time_is_judged_over_seeds(seeds: int, expected: list[str]) -> None:
    places = [(0.5, 0.5), (0.0, 0.5), (1.0, 0.5), (0.5, 0.0), (0.5, 1.0)]
    luck = np.random.default_rng(1).normal(0, 0.05, seeds)
    rows = [
        {
            "conditions.a": a,
            DUMMY: b,
            "point": point,
            "replication": s,
            "seed": s,
            "base_row": 0,
            "gap_closed": a * (0.3 + luck[s] / 5) + luck[s],
        }
        for point, (a, b) in enumerate(places)
        for s in range(seeds)
    ]
    names = ["conditions.a", DUMMY]
    told = factors_that_differ(pd.DataFrame(rows), names, "gap_closed", "ofat")
    assert [name for name in names if told[name]] == expected
