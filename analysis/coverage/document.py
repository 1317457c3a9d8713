"""The page that tells the coverage of every kind of interval that bijstand prints."""

from __future__ import annotations

import pandas as pd

from analysis.coverage.measure import HIGH, LOW, SIZES
from analysis.intervals.ways import ENOUGH

HEAD = """\
# How often intervals hold the truth

Written by `make coverage`. Of ten thousand runs of a setting the mean is taken for the truth; {n}
times a few of them are drawn, the interval is made by the very function that every verb uses, and
the table tells how often the truth lay in it. Nominal is 95%; **bold** is outside of {low:.0%}
to {high:.0%}. *flagged* is the share of those intervals beside which the answer says that they
may hold the truth less often.

Intervals of means take the place of Student's t from stored runs of the same outcome
(`make shapes`: 400 seeds of no lever and each lever in three scenarios, on other seeds than these):

* **own shape**: the setting, or both settings of a difference, are among the stored runs;
* **pooled shape**: another lever, scenario, theory or condition; the shape is that of the outcome
  over all stored settings, and the answer says so;
* **no shape**: another world or length of run, or an outcome that is not stored (gates, classes,
  points of a sweep): Student's t, from 30 values on Johnson's. The answer says so.

An interval is also flagged where there are fewer than {enough:.0f} values for each unit of squared
skewness, and where most runs are alike, so that few of them may miss what is rare.
"""
PRINTED = """
## Which verb prints which

| verb | interval | line |
|---|---|---|
| `run`, `compare` | level of an outcome | level; own or pooled shape |
| `run`, `compare` | paired difference of levers | lever, levers; own or pooled shape |
| `compare` | paired difference of scenarios | scenario; own or pooled shape |
| `run`, `attribute` | shares of a loss, worth of a gate, ends of needs | level, lever; no shape |
| `mediate` | effects, ratios and differences of effects | lever; no shape (jackknife values) |
| `robust` | gain over futures | lever; no shape |
| `robust` | metrics of a policy | futures, below |
| `sweep`, `interview`, `patterns` | means over points or draws | level; no shape |
| `sensitivity` | indices | tried on functions with known answers, in the tests |
"""


STOPPING = """
## After `replications=auto`

Some thirty replications are asked for; *at the stop* is the coverage of the interval at which the
rule stops, by 1,000 simulated studies with the values of the bank. Where the product, which
simulates the same with the values that it has, finds less than 93%, it runs a last batch and tells
of that alone.
"""


def document(
    seeds: pd.DataFrame, stopping: pd.DataFrame, futures: pd.DataFrame, resamples: int
) -> str:
    """Return the page.

    Args:
        seeds: From ``measure.measured``.
        stopping: From ``measure.after_stopping``.
        futures: From ``measure.over_futures``.
        resamples: How many were drawn of each size.
    """
    said = [HEAD.format(n=f"{resamples:,}", low=LOW, high=HIGH, enough=ENOUGH), PRINTED]
    for (kind, first, second), rows in seeds.groupby(["kind", "first", "second"], sort=False):
        against = f", less {first}" if first else ""
        said.append(f"\n## {kind}: {second}{against}\n\n{_table(rows)}")
    said += [STOPPING, _stopping(stopping)]
    said.append("\n## futures: metrics of policies, percentile bootstrap\n\n" + _futures(futures))
    return "\n".join(said)


def _table(rows: pd.DataFrame) -> str:
    head = ["outcome", "skewness", "way", *(f"n = {size}" for size in SIZES), "flagged"]
    lines = [_line(head), _line(["---"] * len(head))]
    for (outcome, way), own in rows.groupby(["outcome", "way"], sort=False):
        by_size = own.set_index("size")
        shares = by_size["coverage"].astype(float)
        cells = [_cell(shares[size]) for size in SIZES]
        flagged = f"{by_size['flags'].min():.0%} to {by_size['flags'].max():.0%}"
        lean = f"{float(own['skewness'].iloc[0]):.1f}"
        lines.append(_line([f"`{outcome}`", lean, str(way), *cells, flagged]))
    return "\n".join(lines) + "\n"


def _stopping(rows: pd.DataFrame) -> str:
    head = ["setting, less none", "outcome", "way", "at the stop", "last batch", "told"]
    lines = [_line(head), _line(["---"] * len(head))]
    for second, outcome, way, stopped, batch, told in rows.itertuples(index=False):
        cells = [str(second), f"`{outcome}`", str(way), _cell(float(str(stopped)))]
        lines.append(_line([*cells, "yes" if batch else "", _cell(float(str(told)))]))
    return "\n".join(lines) + "\n"


def _futures(rows: pd.DataFrame) -> str:
    lines = [_line(["metric", "policy", "futures", "coverage"]), _line(["---"] * 4)]
    for metric, policy, size, share in rows.itertuples(index=False):
        lines.append(_line([f"`{metric}`", str(policy), str(size), _cell(share)]))
    return "\n".join(lines) + "\n"


def _cell(share: float) -> str:
    text = f".{round(share * 1000):03d}" if share < 1 else "1"
    return text if LOW <= share <= HIGH else f"**{text}**"


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
