"""The coverage of every kind of interval: of resamples from a bank whose mean is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.compare.stopping import LEAST_COVERED, Rule, coverage_after_stopping
from analysis.coverage.bank import Bank, bank_of
from analysis.coverage.rows import RESAMPLES
from analysis.intervals.shapes import ELSEWHERE, Place, Shapes
from analysis.intervals.ways import Numbers, Shape, skewness_of
from analysis.robustness.robustness import robustness_table, seldom_behind
from analysis.stored.summary import Estimate, estimate

SIZES = (5, 10, 30, 50, 200)
LOW, HIGH = 0.93, 0.97
OUTCOMES = (
    "gap_closed",
    "net_added_value",
    "gap_closed_person_days",
    "lead_time_p90_days",
    "lead_time_median_days",
    "on_time_share",
    "share_too_late",
    "formal_acceptance",
    "aversion_end",
)
FUTURES, GOOD_ENOUGH, ASKED_FOR = (48, 96, 300), 0.5, 30
FLAGGED, MORE = 0.9, 5


class Case(NamedTuple):
    """An interval that is tried.

    Attributes:
        kind: "level", "lever" (against none), "levers" (against each other), "scenario".
        first: What is subtracted; None for a level.
        second: The setting.
    """

    kind: str
    first: Place | None
    second: Place


CASES = (
    Case("level", None, ("baseline", "none")),
    Case("level", None, ("crisis", "none")),
    Case("lever", ("crisis", "none"), ("crisis", "joint_framework")),
    Case("lever", ("crisis", "none"), ("crisis", "liaisons")),
    Case("lever", ("personnel_shortage", "none"), ("personnel_shortage", "training_match")),
    Case("levers", ("crisis", "liaisons"), ("crisis", "joint_framework")),
    Case("scenario", ("baseline", "none"), ("crisis", "none")),
)


class Tried(NamedTuple):
    """A way to an interval, and the shape that it takes."""

    name: str
    shape: Shape | None


def ways_of(case: Case, outcome: str) -> Iterator[Tried]:
    """Yield what the product takes: the shape of the setting, the pooled one, and none."""
    first = case.first or ELSEWHERE
    against = None if case.first is None else 0
    own = Shapes([first, case.second]).of(outcome, 1, against)
    pooled = Shapes([first, ELSEWHERE]).of(outcome, 1, against)
    yield Tried("own shape", own)
    yield Tried("pooled shape", pooled)
    yield Tried("no shape", None)


def measured(case: Case, bank: Bank = bank_of, resamples: int = RESAMPLES) -> pd.DataFrame:
    """Measure the coverage of means and paired differences over seeds.

    Args:
        case: The interval that is tried.
        bank: Gives the runs of a setting.
        resamples: How many are drawn of each size.

    Returns:
        kind, first, second, outcome, way, size, coverage, half (mean half width), skewness (of the
        bank), flags (share of the intervals that carry a flag).
    """
    rows, table = [], bank(case.second)
    if case.first is not None:
        table = table - bank(case.first)
    for outcome in OUTCOMES:
        values = table[outcome].dropna().to_numpy(np.float64)
        for way in ways_of(case, outcome):
            if way.shape is None and way.name != "no shape":
                continue
            for size in SIZES:
                found = covered(values, way.shape, size, resamples)
                if not LOW <= found[0] <= HIGH and found[2] < FLAGGED:
                    # Near an edge so few resamples do not tell on which side of it the truth is.
                    found = covered(values, way.shape, size, MORE * resamples)
                rows.append((*_named(case), outcome, way.name, size, *found, skewness_of(values)))
    columns = [
        "kind",
        "first",
        "second",
        "outcome",
        "way",
        "size",
        "coverage",
        "half",
        "flags",
        "skewness",
    ]
    return pd.DataFrame(rows, columns=columns)


def covered(
    values: Numbers, shape: Shape | None, size: int, resamples: int
) -> tuple[float, float, float]:
    """Return coverage, mean half width and the share that is flagged, of resamples of a size."""
    truth, rng = values.mean(), np.random.default_rng(size)
    found = [estimate(rng.choice(values, size), shape=shape) for _ in range(resamples)]
    half = float(np.mean([(each.high - each.low) / 2 for each in found]))
    flagged = float(np.mean([bool(each.flag) for each in found]))
    return _share(found, truth), half, flagged


def _share(found: list[Estimate], truth: float) -> float:
    return float(np.mean([each.low <= truth <= each.high for each in found]))


def after_stopping(bank: Bank = bank_of, resamples: int = RESAMPLES) -> pd.DataFrame:
    """Measure the coverage of paired differences where ``replications=auto`` decided when to stop.

    What is asked for is what some thirty replications give; where the product would run a last
    batch, its size is set, and its coverage is that of as many values.

    Returns:
        second, outcome, way, stopped (coverage at the stop), batch (whether a last one is run),
        coverage (of what is told), flags (share of those intervals that carry a flag).
    """
    rows = []
    for case in (each for each in CASES if each.kind == "lever"):
        table = bank(case.second) - bank(case.first or ELSEWHERE)
        for outcome in OUTCOMES:
            values = table[outcome].dropna().to_numpy(np.float64)
            half = 2.0 * float(values.std()) / np.sqrt(ASKED_FOR)
            rule = Rule(outcome, half, least=10, most=200)
            for way in ways_of(case, outcome):
                if way.name == "pooled shape" or (way.shape is None and way.name != "no shape"):
                    continue
                stopped = coverage_after_stopping(values, rule, way.shape)
                batch = stopped < LEAST_COVERED
                fixed, _, flags = covered(values, way.shape, ASKED_FOR, resamples)
                told = fixed if batch else stopped
                rows.append(
                    (", ".join(case.second), outcome, way.name, stopped, batch, told, flags)
                )
    columns = ["second", "outcome", "way", "stopped", "batch", "coverage", "flags"]
    return pd.DataFrame(rows, columns=columns)


def over_futures(bank: Bank = bank_of, resamples: int = RESAMPLES) -> pd.DataFrame:
    """Measure the coverage of metrics of policies, with runs in the place of futures.

    Returns:
        metric, policy, size, coverage, flagged (the share of draws whose answer says that regret
        is too rare to tell its mean).
    """
    names = ("none", "joint_framework", "liaisons")
    whole = pd.DataFrame({name: bank(("crisis", name))["gap_closed"] for name in names})
    enough = float(whole["none"].quantile(GOOD_ENOUGH))
    truth = robustness_table(whole, "gap_closed", enough).set_index(["metric", "policy"])["value"]
    rows = []
    for size in FUTURES:
        rng, held, rare = np.random.default_rng(size), [], dict.fromkeys(names, 0)
        for _ in range(resamples):
            drawn = whole.iloc[rng.integers(len(whole), size=size)].reset_index(drop=True)
            table = robustness_table(drawn, "gap_closed", enough)
            table = table[table["metric"] != "max_regret"].set_index(["metric", "policy"])
            known = truth[table.index]
            held.append((table["low"] <= known) & (known <= table["high"]))
            for name in seldom_behind(drawn, "gap_closed"):
                rare[name] += 1
        shares = pd.concat(held, axis=1).mean(axis=1).rename("coverage").reset_index()
        flagged = shares["policy"].map(rare) / resamples
        of_regret = shares["metric"] == "mean_regret"
        rows.append(shares.assign(size=size, flagged=flagged.where(of_regret, 0.0)))
    return pd.concat(rows, ignore_index=True)[["metric", "policy", "size", "coverage", "flagged"]]


def _named(case: Case) -> tuple[str, str, str]:
    first = "" if case.first is None else ", ".join(case.first)
    return case.kind, first, ", ".join(case.second)
