"""Coverage of what is not a mean over seeds of an outcome, on the runs of the banks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from analysis.changes.differences import difference_of
from analysis.claims.declare import Ask, Part, Region
from analysis.claims.judge import found_of, rank_correlation
from analysis.coverage.bank import bank_of, portraits_of
from analysis.coverage.rows import Ends, Interval, Tried, tried
from analysis.intervals.shapes import Place
from analysis.mediation.mediation import jackknifed
from analysis.run.answer import FEWEST_SEEDS
from analysis.stored.summary import Estimate, estimate, of_a_whole

Numbers = npt.NDArray[np.float64]

SIZES = (5, 10, 30, 50, 200)
NONE, FRAMEWORK, LIAISONS = (
    ("crisis", "none"),
    ("crisis", "joint_framework"),
    ("crisis", "liaisons"),
)
SHORTAGE, MATCHED = ("personnel_shortage", "none"), ("personnel_shortage", "training_match")
OUTCOMES = ("gap_closed", "net_added_value", "gap_closed_person_days")
PORTRAYED = ("gates.can", "gates.want", "gates.none", "funnel.supported", "funnel.too_late")
EQUIVALENT, TOGETHER = 0.90, 1.0 - 0.05 / 12
PORTRAYED_OF = NONE
NO_SHAPE = "no shape"
SAID = "said"
"""The flag of a verb that says beside every answer that its intervals may not hold."""


def of_runs() -> Iterator[Tried]:
    """Yield the coverage of every such interval."""
    yield from _shares()
    yield from _means()
    yield from _jackknifed()
    yield from _resampled()
    yield from _changes()


def _column(place: Place, outcome: str) -> Numbers:
    return bank_of(place)[outcome].to_numpy(np.float64)


def _ends(found: Estimate) -> Ends:
    return found.low, found.high, found.flag


def _shares() -> Iterator[Tried]:
    """Shares of a loss, and ends of needs, as ``run`` and ``attribute`` print them."""
    table = portraits_of(PORTRAYED_OF)
    for name in PORTRAYED:
        parts = [table[column] for column in table if str(column).startswith(name)]
        values = np.sum(parts, axis=0)
        gate = name.startswith("gates")
        asked = Interval("run", "share of a loss" if gate else "ends of needs", NO_SHAPE, name)

        def draw(
            rng: np.random.Generator, size: int, values: Numbers = values, gate: bool = gate
        ) -> Ends:
            found = estimate(rng.choice(values, size))
            found = of_a_whole(found) if gate else found
            return found.low, found.high, SAID if size < FEWEST_SEEDS else ""

        yield from (tried(asked, size, float(values.mean()), draw) for size in SIZES)


def _means() -> Iterator[Tried]:
    """Means of differences at another confidence, and of scenarios that are weighed."""
    for outcome in OUTCOMES:
        gain = _column(FRAMEWORK, outcome) - _column(NONE, outcome)
        other = _column(MATCHED, outcome) - _column(SHORTAGE, outcome)
        for asked, values in (
            (
                Interval("patterns", "equivalence of two settings", NO_SHAPE, outcome, EQUIVALENT),
                gain,
            ),
            (Interval("choose", "gains of twelve packages", NO_SHAPE, outcome, TOGETHER), gain),
            (Interval("report", "lever, over scenarios", NO_SHAPE, outcome), (gain + other) / 2),
        ):

            def draw(
                rng: np.random.Generator,
                size: int,
                values: Numbers = values,
                confidence: float = asked.nominal,
            ) -> Ends:
                return _ends(estimate(rng.choice(values, size), confidence))

            yield from (tried(asked, size, float(values.mean()), draw) for size in SIZES)


def _jackknifed() -> Iterator[Tried]:
    """What is made of several means: parts of an effect, effects on the log scale, ratios."""
    a, b, c = (_column(place, "gap_closed") for place in (FRAMEWORK, LIAISONS, NONE))
    d, e = (_column(place, "gap_closed") for place in (MATCHED, SHORTAGE))
    cases: tuple[tuple[str, str, Callable[..., Numbers], tuple[Numbers, ...]], ...] = (
        ("mediate", "share of an effect", lambda x, y, z: (x - y) / (x - z), (a, b, c)),
        (
            "mediate",
            "difference of effects, log scale",
            lambda w, x, y, z: (np.log(w) - np.log(x)) - (np.log(y) - np.log(z)),
            (a, c, d, e),
        ),
        ("patterns", "ratio of two settings", lambda x, y: y / x, (c, a)),
    )
    for verb, name, statistic, values in cases:
        table = np.array(values)
        truth = float(statistic(*table.mean(axis=1)))

        def draw(
            rng: np.random.Generator,
            size: int,
            table: Numbers = table,
            statistic: Callable[..., Numbers] = statistic,
        ) -> Ends:
            drawn = table[:, rng.integers(table.shape[1], size=size)]
            return _ends(jackknifed(statistic, *drawn))

        asked = Interval(verb, name, "jackknife, no shape", "gap_closed")
        yield from (tried(asked, size, truth, draw) for size in SIZES)


def _resampled() -> Iterator[Tried]:
    """Statistics over runs that are no means, by a bootstrap of runs."""
    table = bank_of(NONE)[["gap_closed", "understanding_end"]].to_numpy(np.float64).T

    asks = Ask("gap_closed"), Ask("understanding_end")
    part = Part("", "", asks, Region(), of_runs=rank_correlation)

    def draw(rng: np.random.Generator, size: int) -> Ends:
        found = found_of(part, list(table[:, rng.integers(table.shape[1], size=size)]))
        return found.low, found.high, SAID

    asked = Interval("patterns", "correlation of ranks over runs", "bootstrap", "gap_closed")
    truth = rank_correlation(*table)
    yield from (tried(asked, size, truth, draw) for size in (30, 200))


def _changes() -> Iterator[Tried]:
    """What moved from one study to another, on the same seeds and on others."""
    for outcome in OUTCOMES:
        before, after = _column(NONE, outcome), _column(FRAMEWORK, outcome)
        truth = float(after.mean() - before.mean())
        for paired in (True, False):

            def draw(
                rng: np.random.Generator,
                size: int,
                before: Numbers = before,
                after: Numbers = after,
                paired: bool = paired,
            ) -> Ends:
                first = rng.integers(len(before), size=size)
                second = first if paired else rng.integers(len(after), size=size)
                return _ends(difference_of(before[first], after[second], paired))

            name = "difference, same seeds" if paired else "difference, other seeds"
            asked = Interval("changes", name, "no shape" if paired else "Welch's t", outcome)
            yield from (tried(asked, size, truth, draw) for size in SIZES)
