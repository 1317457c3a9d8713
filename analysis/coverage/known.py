"""Coverage of what is no mean over runs, on functions of which the truth is known.

A line of three conditions and one that does nothing, of which two work together in designs of
trajectories; where there is luck it makes three tenths of the variance.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pandas as pd
from SALib.sample import latin, morris, shapley, sobol
from scipy.stats import norm

from analysis.coverage.rows import Ends, Interval, Tried, tried
from analysis.graded.drawn import interval as table_interval
from analysis.sensitivity.estimation.bounds import ENDS
from analysis.sensitivity.estimation.estimators import indices
from analysis.sensitivity.estimation.fewest import FEWEST, FEWEST_RESAMPLED_ROWS, FINE, flags_of
from analysis.sensitivity.estimation.noise import noise_share
from analysis.sensitivity.estimation.ofat import swings
from analysis.sensitivity.estimation.sample import Sample
from analysis.sensitivity.given.basis import at_ends, basis_of
from analysis.sensitivity.given.corrected import corrected
from analysis.sensitivity.given.crossed import crossed, effects, left_over
from analysis.sensitivity.given.estimate import Z
from analysis.sensitivity.given.fitting import fitted
from analysis.stored.summary import estimate
from analysis.voi.value import basis_of_number, partial
from experiments.design.factors import DUMMY

Numbers = npt.NDArray[np.float64]

SAID = "said"
SLOW = 500
"""Resamples of what takes long; a coverage is then known to one per cent."""
SLOPES = np.array([3.0, 2.0, 1.0, 0.0])
NAMES = ["conditions.one", "conditions.two", "conditions.three", DUMMY]
PROBLEM = {"num_vars": 4, "names": NAMES, "bounds": [[0.0, 1.0]] * 4}
SHARES = SLOPES**2 / (SLOPES @ SLOPES)
LUCK = 0.3
VARIANCE = float(SLOPES @ SLOPES) / 12.0
SPREAD = float(np.sqrt(VARIANCE * LUCK / (1.0 - LUCK)))
LINE, BENT = "a line", "a line, two together"
TOGETHER = 4.0
ALONE, PAIR = float(SLOPES[0]) ** 2 / 12.0, TOGETHER**2 / 144.0
OF_FIRST = {
    "first": ALONE / (VARIANCE + PAIR),
    "total": (ALONE + PAIR) / (VARIANCE + PAIR),
    "shapley": (ALONE + PAIR / 2.0) / (VARIANCE + PAIR),
    "mu_star": float(SLOPES[0]),
}
"""The truth of each index of the first condition."""
DESIGNS: dict[str, tuple[tuple[str, ...], tuple[int, ...]]] = {
    "sobol": (("first", "total"), (16, 64)),
    "shapley": (("shapley", "total"), (16, 64)),
    "morris": (("mu_star",), (8, 20)),
}
"""Kinds of design, the indices that are tried, and at how many base rows."""


def on_known_functions() -> Iterator[Tried]:
    """Yield the coverage of every such interval."""
    yield from _designs()
    yield from _noise()
    yield from _effects()
    yield from _corrected()
    yield from _swings()
    yield from _information()
    yield from _tables()


def _designs() -> Iterator[Tried]:
    """Indices of designs of trajectories, by a bootstrap of base rows: of the first condition."""
    for kind, (shown, sizes) in DESIGNS.items():
        for index in shown:
            asked = Interval("sensitivity", f"{kind}: {index}", "bootstrap of base rows", BENT)

            def draw(
                rng: np.random.Generator, size: int, kind: str = kind, index: str = index
            ) -> Ends:
                sample = _sample(kind, size, int(rng.integers(2**31)))
                table = indices(sample, kind, int(rng.integers(1, 2**31)))
                table = table.assign(flag=flags_of(table, kind, size))
                row = table[(table["index"] == index) & (table["factor"] == NAMES[0])].iloc[0]
                flag = "" if row["flag"] == FINE else str(row["flag"])
                return row["low"], row["high"], flag or _said(size)

            yield from (tried(asked, size, OF_FIRST[index], draw) for size in sizes)


def _said(size: int) -> str:
    """Return the flag of what is resampled from so few; the answer has a note on it."""
    return SAID if size < FEWEST_RESAMPLED_ROWS else ""


def _sample(kind: str, size: int, seed: int) -> Sample:
    """Return a design of the line, its options as the product makes it; noise makes no part."""
    if kind == "sobol":
        raw = sobol.sample(PROBLEM, size, calc_second_order=False, seed=seed)
    elif kind == "shapley":
        raw = shapley.sample(PROBLEM, size, seed=seed)
    else:
        raw = morris.sample(PROBLEM, size, num_levels=4, seed=seed)
    base = np.repeat(np.arange(size), len(raw) // size)
    # What the first does hangs on the second: of a line alone no effect would have a spread.
    together = TOGETHER * (raw[:, 0] - 0.5) * (raw[:, 1] - 0.5)
    return Sample(kind, PROBLEM, raw, base, raw @ SLOPES + together)


def _drawn(rng: np.random.Generator, size: int) -> Sample:
    raw = latin.sample(PROBLEM, size, seed=int(rng.integers(2**31)))
    values = raw @ SLOPES + SPREAD * rng.standard_normal(size)
    return Sample("lhs", PROBLEM, raw, np.arange(size), values)


def _noise() -> Iterator[Tried]:
    asked = Interval("sensitivity", "share that is chance", "bootstrap of points", LINE)

    def draw(rng: np.random.Generator, size: int) -> Ends:
        values = (rng.random((size, 4)) @ SLOPES)[:, None] + SPREAD * rng.standard_normal((size, 2))
        point, seed = np.indices(values.shape)
        runs = pd.DataFrame(
            {
                "point": point.ravel(),
                "replication": seed.ravel(),
                "seed": seed.ravel(),
                "y": values.ravel(),
            }
        )
        found = noise_share(runs, "y", int(rng.integers(1, 2**31)))
        return found.low, found.high, _said(size)

    yield from (tried(asked, size, LUCK, draw) for size in (30, 60, 250))


def _effects() -> Iterator[Tried]:
    asked = Interval("sensitivity", "effect over a range", "regression, robust error", LINE)

    def draw(rng: np.random.Generator, size: int) -> Ends:
        sample = _drawn(rng, size)
        basis = basis_of(sample, 2)
        left = left_over(basis, sample.values, crossed(basis, sample.values))
        found, error = effects(left, at_ends(sample, basis, ENDS))
        return found[0] - Z * error[0], found[0] + Z * error[0], ""

    truth = float(SLOPES[0] * (ENDS[1] - ENDS[0]))
    yield tried(asked, FEWEST["surrogate"].size, truth, draw)


def _corrected() -> Iterator[Tried]:
    asked = Interval("sensitivity", "corrected main share", "control variate", LINE)
    first = _drawn(np.random.default_rng(1), 300)
    basis = basis_of(first, 2)
    surrogate = fitted(basis, first.values, 1.0)

    def draw(rng: np.random.Generator, size: int) -> Ends:
        raw = rng.random((2 * size, 4))
        raw[size:, 0] = raw[:size, 0]
        values = raw @ SLOPES + SPREAD * rng.standard_normal(2 * size)
        pairs = Sample("lhs", PROBLEM, raw, np.arange(2 * size), values)
        row = corrected(surrogate, pairs, NAMES[:1], 2, VARIANCE).iloc[0]
        return row["low"], row["high"], ""

    yield from (tried(asked, size, float(SHARES[0]), draw) for size in (200, 1000))


def _swings() -> Iterator[Tried]:
    """One at a time: how far the mean moves, where it moves and where it does not."""
    levels = pd.DataFrame({"factor": NAMES[0], "value": [0.0, 0.5, 1.0], "point": [0, 1, 2]})
    for index, way in (("swing", "bootstrap of seeds"), ("change", "no shape")):
        asked = Interval("sensitivity", f"ofat: {index}", way, LINE)

        def draw(rng: np.random.Generator, size: int, index: str = index) -> Ends:
            values = np.array([0.0, 1.5, 3.0])[:, None] + rng.standard_normal((3, size))
            point, seed = np.indices(values.shape)
            runs = pd.DataFrame(
                {
                    "point": point.ravel(),
                    "seed": seed.ravel(),
                    "replication": seed.ravel(),
                    "y": values.ravel(),
                }
            )
            table = swings(runs, levels, "y", int(rng.integers(1, 2**31)))
            row = table[table["index"] == index].iloc[0]
            return row["low"], row["high"], _said(size)

        yield from (tried(asked, size, 3.0, draw) for size in (5, 20, 50))


def _information() -> Iterator[Tried]:
    """What knowing something is worth, in the closed form: acts 0 and x, of which x is known."""
    for mean, truth in ((0.0, float(norm.pdf(0.0))), (-0.5, _gain_of(-0.5))):
        asked = Interval(
            "voi", "what knowing it is worth", "bootstrap of futures", f"acts 0 and N({mean:g}, 1)"
        )

        def draw(rng: np.random.Generator, size: int, mean: float = mean) -> Ends:
            known = rng.normal(mean, 1.0, size)
            benefit = np.column_stack([np.zeros(size), known + rng.standard_normal(size)])
            found = partial(benefit, basis_of_number(known), int(rng.integers(1, 2**31)))
            # As the answer says it: where the better act cannot be told.
            tied = estimate(benefit[:, 1] - benefit[:, 0]).covers_zero
            return found.low, found.high, SAID if tied else ""

        yield tried(asked, 300, truth, draw, SLOW)


def _gain_of(mean: float) -> float:
    return float(norm.pdf(mean) - abs(mean) * norm.cdf(-abs(mean)))


def _tables() -> Iterator[Tried]:
    """The table interval: what the mean would be were the tables another draw of themselves."""
    asked = Interval("compare", "tables as they may be", "quantiles of draws, less luck", "normal")
    of_seeds, of_tables = 0.02, 0.05

    def draw(rng: np.random.Generator, size: int) -> Ends:
        drawn = of_tables * rng.standard_normal(size) + of_seeds * rng.standard_normal(size)
        # The truth is a draw of its own, about the mean of the tables as they stand.
        away = of_tables * rng.standard_normal()
        low, high = table_interval(drawn, of_seeds**2, 0.0)
        return low - away, high - away, ""

    yield tried(asked, 100, 0.0, draw)
