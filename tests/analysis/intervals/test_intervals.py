"""Intervals in closed form: every table that tells a mean tells Student's interval of 95 %.

The widths come from scipy's own formula, on planted numbers with a hand-made spread.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from analysis.attribution.losses import share_table
from analysis.attribution.replays import SUBSETS, class_worth_table, worth_table
from analysis.claims.declare import CHANGE, Ask, Part, Region
from analysis.claims.judge import PASSES, found_of, verdict_of
from analysis.compare.compare import contrast_table, mean_table, widest_half
from analysis.compare.settings import Settings
from analysis.interview.interview import gate_table as interview_gates
from analysis.interview.interview import reason_table
from analysis.mediation.mediation import level_table
from analysis.run.portrait import Portraits, funnel_table, gate_table
from analysis.sensitivity.estimation.ofat import courses, swings
from analysis.stored.summary import difference_table, estimate, outcome_table, paired_difference
from analysis.sweep.sweep import QUANTILES, response_table, spread_table
from sim.state.codes import END_STATES

# No two differences between these are alike, so that pairs and ends cannot be mistaken.
FIRST = [0.31, 0.35, 0.42, 0.40, 0.37]
SECOND = [0.50, 0.46, 0.66, 0.51, 0.58]
SETTINGS = {"scenario": "baseline", "policy": ["none", "liaisons"], "theory": "figure_2"}
POINTS = pd.DataFrame({"point": [0, 1], **SETTINGS})


def students(values: Sequence[float], confidence: float = 0.95) -> tuple[float, float, float]:
    """The mean and its interval, by scipy."""
    found = stats.t.interval(
        confidence, len(values) - 1, loc=np.mean(values), scale=stats.sem(values)
    )
    return float(np.mean(values)), float(found[0]), float(found[1])


def differences() -> list[float]:
    return [b - a for a, b in zip(FIRST, SECOND, strict=True)]


def assert_row(row: pd.Series, expected: Sequence[float], first: str = "mean") -> None:
    assert list(row[[first, "low", "high"]].astype(float)) == pytest.approx(list(expected))


def runs() -> pd.DataFrame:
    """Both settings on the same seeds, in an order that pairs nothing by itself."""
    rows = [
        {"point": point, "replication": r, "seed": 7 + r, "gap_closed": value}
        for point, values in enumerate((FIRST, SECOND))
        for r, value in enumerate(values)
    ]
    return pd.DataFrame(rows).iloc[[9, 3, 0, 5, 7, 1, 2, 8, 6, 4]]


@pytest.mark.parametrize("confidence", [0.95, 0.90, 0.5])
@pytest.mark.parametrize("count", [2, 3, 10, 29])
def test_the_interval_of_a_mean_is_scipys(count: int, confidence: float) -> None:
    values = np.random.default_rng(count).normal(3.0, 2.0, count)
    found = estimate(values, confidence)
    expected = students(list(values), confidence)
    assert (found.mean, found.low, found.high) == pytest.approx(expected)
    assert estimate(values) == estimate(values, 0.95)


def test_the_interval_of_many_even_values_is_nearly_scipys() -> None:
    """From 30 values on skewness is taken out; where there is hardly any, hardly anything moves."""
    values = np.random.default_rng(200).normal(3.0, 2.0, 200)
    found, expected = estimate(values), students(list(values))
    assert (found.mean, found.low, found.high) == pytest.approx(expected, abs=0.01)
    assert found.way == "johnson" and estimate(values[:29]).way == "student"


def test_a_difference_is_the_second_less_the_first() -> None:
    found = paired_difference(FIRST, SECOND)
    assert (found.mean, found.low, found.high) == pytest.approx(students(differences()))


def test_tables_of_settings_have_it() -> None:
    for table in (outcome_table(runs(), ["a", "b"]), mean_table(runs(), POINTS)):
        for point, values in enumerate((FIRST, SECOND)):
            assert_row(table[table["point"] == point].iloc[0], students(values))
    assert_row(difference_table(runs(), ["a", "b"]).iloc[0], students(differences()))
    contrast = contrast_table(runs(), POINTS).iloc[0]
    assert_row(contrast, students(differences()))
    assert list(contrast[["axis", "reference", "policy"]]) == ["policy", "none", "liaisons"]
    _, low, high = students(differences())
    assert widest_half(runs(), POINTS, "gap_closed") == pytest.approx((high - low) / 2)


def test_a_replication_that_a_setting_lacks_is_left_out_of_a_contrast() -> None:
    lacking = runs().query("not (point == 1 and replication == 2)")
    kept = [difference for place, difference in enumerate(differences()) if place != 2]
    assert_row(contrast_table(lacking, POINTS).iloc[0], students(kept))


def test_levels_of_sweeps_and_of_one_factor_at_a_time_have_it() -> None:
    levels = pd.DataFrame({"factor": "conditions.a", "value": [0.0, 1.0], "point": [0, 1]})
    course = courses(runs(), levels, "gap_closed")
    for place, values in enumerate((FIRST, SECOND)):
        assert_row(course.iloc[place], students(values))
    found = swings(runs(), levels, "gap_closed").set_index("index")
    assert_row(found.loc["change"], students(differences()), "estimate")
    # Of a sweep the points are the sample: here five at either level of a factor.
    levels = {"conditions.a": [0.0] * 5 + [1.0] * 5, "gap_closed": FIRST + SECOND}
    values = pd.DataFrame({"point": range(10), **levels})
    response = response_table(values, ["conditions.a"], "gap_closed", "factorial")
    for place, values in enumerate((FIRST, SECOND)):
        assert_row(response.iloc[place], students(values))


def test_the_spread_of_a_sweep_is_of_its_points() -> None:
    assert QUANTILES == (0.05, 0.50, 0.95)
    table = pd.DataFrame({"point": range(101), "replication": 0, "seed": 1, "y": np.arange(101.0)})
    row = spread_table(table.sample(frac=1.0, random_state=1)).iloc[0]
    assert list(row[["mean", "p05", "p50", "p95"]].astype(float)) == [50.0, 5.0, 50.0, 95.0]
    assert row["deviation"] == pytest.approx(stats.tstd(np.arange(101.0)))
    # Two runs a point: the quantiles are of means over them, the noise is what differs within.
    twice = pd.concat([table, table.assign(replication=1, y=table["y"] + 2.0)])
    row = spread_table(twice).iloc[0]
    assert (row["p05"], row["runs"], row["points"]) == (6.0, 202, 101)
    assert row["noise"] == pytest.approx(2.0 / np.var(twice["y"], ddof=1))


def test_attributions_have_it() -> None:
    """Of three gates in a row: alone they bring nothing, so that each is worth a third."""
    seeds = range(len(FIRST))
    replays = pd.DataFrame(
        [
            ("s", "+".join(subset), seed, SECOND[seed] if len(subset) == 3 else FIRST[seed])
            for subset in SUBSETS
            for seed in seeds
        ],
        columns=["setting", "ideal", "seed", "y"],
    )
    worth = worth_table(replays.sample(frac=1.0, random_state=2), "y").set_index("gate")
    for gate in ("want", "can", "may"):
        assert_row(worth.loc[gate], students([each / 3 for each in differences()]), "worth")
    assert_row(worth.loc["actual"], students(FIRST), "worth")
    assert_row(worth.loc["all"], students(SECOND), "worth")
    assert_row(worth.loc["recoverable"], students(differences()), "worth")
    of_class = replays.assign(**{"class": "flood", "closed": replays["y"] * 4.0, "open": 4.0})
    by_class = class_worth_table(of_class).set_index("gate")
    assert_row(by_class.loc["can"], students([each / 3 for each in differences()]), "worth")


def test_shares_of_losses_have_it() -> None:
    losses = pd.DataFrame(
        [
            ("s", "flood", gate, cause, seed, 10.0 * part, 5.0 * part)
            for seed, share in enumerate(FIRST)
            for gate, cause, part in (("want", "unwilling", share), ("can", "absent", 1.0 - share))
        ],
        columns=["setting", "class", "gate", "cause", "seed", "lost", "sole"],
    )
    for by in ("gate", "cause", "class"):
        table = share_table(losses, by).set_index("gate")
        assert_row(table.loc["want"], students(FIRST), "share")
        assert table.loc["want", "sole"] == pytest.approx(np.mean(FIRST) / 2)
        assert_row(table.loc["can"], students([1.0 - share for share in FIRST]), "share")


def test_portraits_of_runs_have_it() -> None:
    counts = [40, 44, 52, 47, 45]
    shares = np.array(FIRST)
    rows = pd.DataFrame(
        {f"funnel.{state}": np.zeros(len(counts)) for state in END_STATES}
        | {"funnel.supported": counts, "funnel.refused": 10.0}
        | {
            f"gates.{gate}.{how}": 0.0
            for gate in ("want", "can", "may")
            for how in ("sole", "shared")
        }
        | {"gates.want.sole": shares / 4, "gates.want.shared": shares * 3 / 4}
        | {"gates.can.sole": 1.0 - shares, "gates.none.sole": 0.0}
    )
    taken = Portraits([rows], lambda *_: [], 0)
    funnel = funnel_table(taken, ["s"], days=730).set_index("end_state")
    per_year = students([count / 2 for count in counts])
    assert_row(funnel.loc["supported"], per_year, "per_year")
    assert funnel.loc["supported", "share"] == pytest.approx(228 / 278)
    gates = gate_table(taken, ["s"]).set_index("gate")
    assert_row(gates.loc["want"], students(FIRST), "share")
    assert gates.loc["want", "sole"] == pytest.approx(np.mean(FIRST) / 4)
    longer = funnel_table(taken, ["s"], days=1460).set_index("end_state")
    assert longer.loc["supported", "per_year"] == pytest.approx(per_year[0] / 2)


def test_interviews_have_it() -> None:
    """So many of a hundred were said to be for lack of people; one run tells more than another."""
    heard = pd.DataFrame(
        [
            (1, "u", "asks", stated, true, number * (seed + 1), seed)
            for seed, share in enumerate(FIRST)
            for stated, true, number in (
                ("absent", "unwilling", round(100 * share)),
                ("approval", "approval", 100 - round(100 * share)),
            )
        ],
        columns=["official", "unit", "role", "stated", "true", "requests", "seed"],
    )
    seeds, shares = range(len(FIRST)), students(FIRST)
    reasons = reason_table(heard, seeds).set_index("reason")
    assert list(reasons.loc["absent", ["stated", "stated_low", "stated_high"]]) == pytest.approx(
        list(shares)
    )
    assert list(reasons.loc["unwilling", ["true", "true_low", "true_high"]]) == pytest.approx(
        list(shares)
    )
    gates = interview_gates(heard, seeds).set_index("gate")
    assert list(gates.loc["can", ["stated", "stated_low", "stated_high"]]) == pytest.approx(
        list(shares)
    )
    assert list(gates.loc["want", ["true", "true_low", "true_high"]]) == pytest.approx(list(shares))
    assert gates.loc["want", "stated"] == 0.0


def test_levels_of_a_mediation_have_it() -> None:
    table = pd.DataFrame(
        [
            (place, "figure_2", "capacity", "low", level, seed, value)
            for place, (level, values) in enumerate((("low", FIRST), ("high", SECOND)))
            for seed, value in enumerate(values)
        ],
        columns=["point", "theory", "moderator", "end", "level", "seed", "y"],
    )
    found = level_table(table, "y").set_index("level")
    assert_row(found.loc["low"], students(FIRST))
    assert_row(found.loc["high"], students(SECOND))


@pytest.mark.parametrize(("equivalence", "confidence"), [(False, 0.95), (True, 0.90)])
def test_patterns_have_it_and_equivalence_that_of_two_tests(
    equivalence: bool, confidence: float
) -> None:
    asks = (Ask("gap_closed"), Ask("gap_closed"))
    part = Part("", "", asks, None, CHANGE, equivalence=equivalence)  # type: ignore[arg-type]
    found = found_of(part, [np.array([*FIRST, math.nan]), np.array([*SECOND, 1.0])])
    expected = students(differences(), confidence)
    assert (found.value, found.low, found.high) == pytest.approx(expected)
    assert found.runs == 5


def test_the_report_tells_it_of_settings_and_of_policies_against_the_first() -> None:
    values = {("flood", "none"): np.array(FIRST), ("flood", "liaisons"): np.array(SECOND)}
    settings = Settings("gap_closed", values)
    level = settings.level("flood", "liaisons")
    assert (level.mean, level.low, level.high) == pytest.approx(students(SECOND))
    difference = settings.difference(("flood", "none"), ("flood", "liaisons"))
    assert (difference.mean, difference.low, difference.high) == pytest.approx(
        students(differences())
    )


def test_a_claim_passes_where_its_whole_interval_lies_in_the_region() -> None:
    mean, low, high = students(differences())
    asks = (Ask("y"), Ask("y"))
    found = found_of(Part("", "", asks, Region(), CHANGE), [np.array(FIRST), np.array(SECOND)])
    assert (found.value, found.low, found.high) == pytest.approx((mean, low, high))
    assert found.runs == 5
    assert verdict_of(found, Region(low=low - 1e-9, high=high + 1e-9)) == PASSES
    assert verdict_of(found, Region(low=low + 1e-9)) != PASSES
    assert verdict_of(found, Region(high=high - 1e-9)) != PASSES


@pytest.mark.parametrize("equivalence", [False, True])
def test_what_can_be_told_is_told_in_eight_of_ten_measurements(equivalence: bool) -> None:
    """Where the truth lies as far beyond the bound as is told to be enough, by planted runs."""
    rng = np.random.default_rng(2)
    part = Part("", "", (Ask("y"),), Region(low=0.0), equivalence=equivalence)
    reach = np.mean([found_of(part, [rng.normal(0.0, 0.1, 20)]).detectable for _ in range(400)])
    told = [found_of(part, [rng.normal(reach, 0.1, 20)]) for _ in range(2000)]
    passes = np.mean([verdict_of(one, part.region) == PASSES for one in told])
    assert passes == pytest.approx(0.8, abs=0.03)


def test_a_third_of_the_distance_takes_nine_times_the_runs() -> None:
    one = found_of(Part("", "", (Ask("y"),), Region()), [np.array(SECOND)])
    assert one.runs_to_tell(Region(low=one.value - one.detectable)) == pytest.approx(5, abs=1)
    near = one.runs_to_tell(Region(low=one.value - one.detectable / 3))
    assert near == pytest.approx(9 * 5, abs=1)
    assert math.isnan(one.runs_to_tell(Region()))
