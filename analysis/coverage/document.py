"""The page that tells the coverage of every kind of interval that bijstand prints."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.coverage.measure import ASKED_FOR, FLAGGED, HIGH, LOW, SIZES
from analysis.coverage.rows import RESAMPLES
from analysis.intervals.ways import ENOUGH
from analysis.robustness.robustness import FEWEST_BEHIND

HEAD = """\
# How often intervals hold the truth

Made by `make coverage`: of ten thousand runs of a setting (the Netherlands, 730 days after 180 of
warm-up, seeds 1 to 10,000) the mean is taken for the truth; {n} times a few of them are drawn, the
interval is made by the very function that every verb uses, and the tables tell how often the truth
lay in it. Nominal is 95% where nothing else is said; **bold** is outside of {low:.0%} to {high:.0%}
(of another nominal: as far in proportion). *Flagged* is the share of those intervals beside which
the answer says that they may hold the truth less often; bold and flagged is a warning that is
given, **bold and not flagged is a fault**. {faults}

It must be made again when outcomes move (then `make shapes` comes first) and when a way to an
interval changes; the banks are run again by themselves where the model gives other runs. It does
not show that intervals hold in other worlds, lengths of run, theories or conditions, nor that the
model is right: that a mean over seeds is sure says nothing of the world.

Means take the place of Student's t from stored runs of the same outcome (`make shapes`: 400 seeds
of no lever and each lever in three scenarios, on other seeds than these):

* **own shape**: the setting, or both settings of a difference, are among the stored runs;
* **pooled shape**: another lever, scenario, theory or condition; the shape is that of the outcome
  over all stored settings, and the answer says so;
* **no shape**: another world or length of run, or an outcome that is not stored (gates, classes,
  points of a sweep): Student's t, from 30 values on Johnson's. The answer says so.

An interval is also flagged where there are fewer than {enough:.0f} values for each unit of squared
skewness, and where most runs are alike, so that few of them may miss what is rare.

## Which verb prints which

| verb | interval | where |
|---|---|---|
| `run`, `compare` | level of an outcome | level; own or pooled shape |
| `run`, `compare`, report | paired difference of levers | lever, levers; own or pooled shape |
| `compare`, report | paired difference of scenarios | scenario; own or pooled shape |
| `compare` | the last look of `replications=auto` | after the rule has stopped |
| `compare` | tables as they may be | known functions |
| report | a lever over weighed scenarios | other intervals |
| `run`, `attribute` | shares of a loss, ends of needs | other intervals |
| `attribute` | worth of a gate | lever, no shape |
| `mediate` | effects, ratios and differences of effects | lever, no shape; other intervals |
| `robust` | gain over futures | lever, no shape |
| `robust` | metrics of a policy | futures |
| `choose` | gains of packages, all together; own tasks lost | other intervals; level, no shape |
| `voi` | gains; what knowing is worth | lever, no shape; known functions |
| `sweep`, `interview` | means over points, officials or draws | level, no shape |
| `patterns` | changes, ratios, equivalence, statistics of runs | lever, no shape; other intervals |
| `changes` | what moved between two studies | other intervals |
| `sensitivity` | indices, effects, share of chance | known functions |
| `calibrate`, `elicit` | posteriors | [what the evidence leaves](calibration.md) |

Not here: the largest regret, which has no interval; `pawn` and `delta`, whose true values have no
closed form (the tests hold their widths against how much they vary); shares of a surrogate, whose
interval is a bound on its error and no chance; and bands of daily courses and draws from a belief,
which tell how much runs differ.
"""
STOPPING = """
## After `replications=auto`

Some {asked} replications are asked for; *at the stop* is the coverage of the interval at which the
rule stops, by 1,000 simulated studies with the values of the bank. Where the product, which
simulates the same with the values that it has, finds less than 93%, it runs a last batch and tells
of that alone; *told* is the coverage of what is then told.
"""
FUTURES = """
## Futures: metrics of policies

Runs in crisis stand in for futures, three policies on the same. Means have the interval of every
mean, the share that is good enough Wilson's, the 90th percentile of regret one between two of its
values in order, which errs on the safe side. The mean regret of a policy that is nearly always best
is 0 in nearly all futures, and so few of them do not tell it: where it is above 0 in fewer than
{fewest}, the answer says so and names the policy (*flagged*, by size). Every answer of `robust`
says that intervals without a shape may hold the truth less often.
"""
OTHER = """
## Other intervals, on runs

Crisis; the lever is the joint framework (`net_added_value` has a skewness of -4 there), of
scenarios that are weighed also the matching of trainings under a shortage of personnel.
"""
KNOWN = """
## Known functions

A line of three conditions with slopes 3, 2, 1 and one of 0, of which luck makes three tenths of
the variance (none in designs of trajectories, where the first two also work together); of the
first condition. What knowing is worth: two acts, in the closed form, with futures whose luck has a
spread of 1. *n* is of base rows, trajectories, points, pairs, seeds, futures or draws.
"""


def bounds(nominal: float) -> tuple[float, float]:
    """Return between which shares a coverage is as it should be.

    A miss may be two fifths more or less frequent than it should, as 93 to 97 % are for 95 %; of
    very small misses half a per cent, which so many resamples can tell.
    """
    off = max((1.0 - nominal) * (0.95 - LOW) / 0.05, 0.005)
    return nominal - off, nominal + off


def faults(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the intervals that hold the truth too seldom without saying so.

    Args:
        tables: By part, as ``analysis.coverage.__main__`` stores them.
    """
    seldom = []
    for part in ("seeds", "stopping", "runs", "known"):
        rows = tables[part]
        low = np.array([bounds(n)[0] for n in rows["nominal"]]) if "nominal" in rows else LOW
        seldom.append(rows[(rows["coverage"] < low) & (rows["flags"] < FLAGGED)].assign(part=part))
    return pd.concat(seldom, ignore_index=True)


def document(tables: Mapping[str, pd.DataFrame]) -> str:
    """Return the page.

    Args:
        tables: By part: "seeds", "stopping", "futures", "runs", "known".
    """
    wrong = len(faults(tables))
    said = "There is none." if not wrong else f"There are {wrong}."
    parts = [HEAD.format(n=f"{RESAMPLES:,}", low=LOW, high=HIGH, enough=ENOUGH, faults=said)]
    seeds = tables["seeds"].fillna({"first": ""})
    for (kind, first, second), rows in seeds.groupby(["kind", "first", "second"], sort=False):
        against = f", less {first}" if first else ""
        parts.append(f"\n## {str(kind).capitalize()}: {second}{against}\n\n{_means(rows)}")
    parts += [STOPPING.format(asked=ASKED_FOR), _stopping(tables["stopping"])]
    parts += [FUTURES.format(fewest=FEWEST_BEHIND), _futures(tables["futures"])]
    parts += [OTHER, _tried(tables["runs"]), KNOWN, _tried(tables["known"])]
    return "\n".join(parts)


def _means(rows: pd.DataFrame) -> str:
    lines = _head(["outcome", "skewness", "way", *(f"n = {size}" for size in SIZES), "flagged"])
    for (outcome, way), own in rows.groupby(["outcome", "way"], sort=False):
        by_size = own.set_index("size")
        cells = [_cell(float(by_size["coverage"].loc[size])) for size in SIZES]
        lean = f"{float(own['skewness'].iloc[0]):.1f}"
        lines.append(_line([f"`{outcome}`", lean, str(way), *cells, _flagged(own)]))
    return "\n".join(lines) + "\n"


def _stopping(rows: pd.DataFrame) -> str:
    lines = _head(
        ["setting, less none", "outcome", "way", "at the stop", "last batch", "told", "flagged"]
    )
    for row in rows.to_dict("records"):
        cells = [str(row["second"]), f"`{row['outcome']}`", str(row["way"]), _cell(row["stopped"])]
        flagged = f"{float(row['flags']):.0%}"
        batch = "yes" if row["batch"] else ""
        lines.append(_line([*cells, batch, _cell(row["coverage"]), flagged]))
    return "\n".join(lines) + "\n"


def _futures(rows: pd.DataFrame) -> str:
    sizes = list(dict.fromkeys(rows["size"]))
    lines = _head(["metric", "policy", *(f"n = {size}" for size in sizes), "flagged"])
    for (metric, policy), own in rows.groupby(["metric", "policy"], sort=False):
        by_size = own.set_index("size")
        cells = [_cell(float(by_size.loc[size, "coverage"])) for size in sizes]
        flagged = ", ".join(f"{float(by_size.loc[size, 'flagged']):.0%}" for size in sizes)
        lines.append(_line([f"`{metric}`", str(policy), *cells, flagged]))
    return "\n".join(lines) + "\n"


def _tried(rows: pd.DataFrame) -> str:
    lines = _head(
        ["verb", "interval", "way", "of", "nominal", "n: coverage", "flagged", "resamples"]
    )
    keys = ["verb", "interval", "way", "of", "nominal"]
    for (*said, nominal), own in rows.groupby(keys, sort=False):
        level = float(str(nominal))
        cells = [
            f"{size}: {_cell(float(share), level)}"
            for size, share in zip(own["size"], own["coverage"], strict=True)
        ]
        verb, interval, way, of = map(str, said)
        lines.append(
            _line(
                [
                    f"`{verb}`",
                    interval,
                    way,
                    of,
                    f"{level:.3g}",
                    ", ".join(cells),
                    _flagged(own),
                    f"{int(own['resamples'].min()):,}",
                ]
            )
        )
    return "\n".join(lines) + "\n"


def _flagged(rows: pd.DataFrame) -> str:
    low, high = float(rows["flags"].min()), float(rows["flags"].max())
    return f"{low:.0%}" if low == high else f"{low:.0%} to {high:.0%}"


def _cell(share: float, nominal: float = 0.95) -> str:
    text = f".{round(share * 1000):03d}" if round(share, 3) < 1 else "1"
    low, high = bounds(nominal)
    return text if low - 1e-9 <= share <= high + 1e-9 else f"**{text}**"


def _head(names: list[str]) -> list[str]:
    return [_line(names), _line(["---"] * len(names))]


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cells) + " |"
