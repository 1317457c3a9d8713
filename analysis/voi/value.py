"""The value of information, from futures in which every act has been tried.

EVPI is what a choice gains where everything uncertain is known before; EVPPI where one thing, or
several together, are. The latter by regression of the benefit of each act on what would be known
(Strong, Oakley and Brennan 2014), less what the same regression makes of shuffled futures: a
maximum of fitted means is above 0 by luck alone.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]

ROUNDING = 1e-10
PERMUTATIONS = 99
RESAMPLES = 200
FOLDS = 10
FEWEST_FUTURES = 100
"""Futures below which no value is told: a regression on fewer follows luck."""
PENALTIES = tuple(10.0**power for power in range(-6, 5))
KNOTS = (0.25, 0.5, 0.75)


@dataclass(frozen=True, slots=True)
class Value:
    """What knowing something would be worth.

    Attributes:
        value: In the unit of the benefit, less what shuffled futures give; 0 or below: nothing.
        low: Lower end of its 95 % interval, by a bootstrap over futures.
        high: Upper end, above the value before what shuffled futures give is taken off it.
        floor: The same by cross-fitting: acts picked by a regression on nine tenths of the futures,
            valued by what they brought in the other tenth. It errs on the low side, and its spread
            is double.
        chance: Share of shuffled futures, the observed ones among them, that give as much.
    """

    value: float
    low: float
    high: float
    floor: float
    chance: float


def basis_of_number(values: npt.ArrayLike) -> Numbers:
    """Return what a benefit may depend on a number by: a cubic spline with knots at quartiles.

    Args:
        values: A number per future; one that takes few values is taken as a word.

    Returns:
        Futures x columns, each with mean 0; no column where all futures have one value.
    """
    raw = np.asarray(values, np.float64)
    if len(np.unique(raw)) <= len(KNOTS) + 2:
        return basis_of_word(raw)
    spread = raw.max() - raw.min()
    x = (raw - raw.min()) / spread
    knots = np.quantile(x, KNOTS)
    columns = [x, x**2, x**3, *(np.maximum(0.0, x - knot) ** 3 for knot in knots)]
    return _centred(np.stack(columns, axis=1))


def basis_of_word(values: npt.ArrayLike) -> Numbers:
    """Return a column for each word but the first, each with mean 0."""
    words, places = np.unique(np.asarray(values), return_inverse=True)
    return _centred((places[:, None] == np.arange(1, len(words))).astype(np.float64))


def _centred(columns: Numbers) -> Numbers:
    return columns - columns.mean(axis=0)


def perfect(benefit: Numbers) -> float:
    """Return EVPI as it stands: the luck of single runs is in it, so that it is an upper end.

    Args:
        benefit: Futures x acts, on the same seeds.
    """
    return float(benefit.max(axis=1).mean() - benefit.mean(axis=0).max())


def partial(benefit: Numbers, basis: Numbers, seed: int = 1) -> Value:
    """Return what knowing something before the choice would be worth (EVPPI).

    Args:
        benefit: Futures x acts, on the same seeds; less that of one of them, which takes away the
            luck that all have in common. Where what would be known decides much, shuffles take
            away more than chance gave, so that the value errs on the low side.
        basis: Futures x columns of what would be known, from ``basis_of_number`` and others side
            by side.
        seed: Seed of shuffles, folds and the bootstrap.
    """
    if not basis.shape[1] or np.ptp(benefit, axis=0).max() == 0.0:
        return Value(0.0, 0.0, 0.0, 0.0, 1.0)
    generator = np.random.default_rng(seed)
    smoother = _Smoother(basis, benefit)
    plain = _gain(smoother.fitted(benefit))
    shuffles = (generator.permutation(len(benefit)) for _ in range(PERMUTATIONS))
    shuffled = np.array([_gain(smoother.fitted(benefit[order])) for order in shuffles])
    value = plain - float(shuffled.mean())
    half = 1.96 * float(np.std(smoother.resampled(benefit, generator), ddof=1))
    chance = (1 + int((shuffled >= plain).sum())) / (1 + PERMUTATIONS)
    # Shuffled futures take off too much where knowing it does change the choice, so that the truth
    # lies between the two.
    return Value(value, value - half, plain + half, cross_fitted(benefit, basis, generator), chance)


def cross_fitted(benefit: Numbers, basis: Numbers, generator: np.random.Generator) -> float:
    """Return what acts that were picked by what is known bring in futures that did not pick them.

    Args:
        benefit: Futures x acts.
        basis: Futures x columns of what would be known.
        generator: Deals the futures into tenths.
    """
    folds = generator.permutation(len(benefit)) % FOLDS
    brought = np.empty(len(benefit))
    for fold in range(FOLDS):
        here, rest = folds == fold, folds != fold
        centre = basis[rest].mean(axis=0)
        smoother = _Smoother(basis[rest] - centre, benefit[rest])
        picked = smoother.predicted(basis[here] - centre, benefit[rest]).argmax(axis=1)
        own = benefit[here]
        brought[here] = own[np.arange(len(own)), picked]
    # Held against the act that turned out best in all of them, which errs on the low side.
    return float(brought.mean() - benefit.mean(axis=0).max())


def _gain(means: Numbers) -> float:
    """Return what the best act of each future is above the best act of all, by fitted means."""
    gain = float(means.max(axis=1).mean() - means.mean(axis=0).max())
    # Where one act is best in all futures, what is left is rounding.
    return gain if gain > ROUNDING * np.ptp(means) else 0.0


class _Smoother:
    """A ridge regression of all acts on one basis, its penalty by generalised cross-validation.

    Args:
        basis: Futures x columns, centred.
        benefit: Futures x acts.
        penalty: The penalty; None to find it.
    """

    def __init__(self, basis: Numbers, benefit: Numbers, penalty: float | None = None) -> None:
        scale = basis.std(axis=0)
        self._scale = np.where(scale > 0.0, scale, 1.0)
        left, sizes, right = np.linalg.svd(basis / self._scale, full_matrices=False)
        there = sizes > sizes.max(initial=0.0) * 1e-10
        self._left, self._sizes, self._right = left[:, there], sizes[there], right[there]
        self.penalty = self._found(benefit) if penalty is None else penalty

    def _found(self, benefit: Numbers) -> float:
        centred = benefit - benefit.mean(axis=0)
        along = self._left.T @ centred
        whole, futures = float((centred**2).sum()), len(benefit)
        scores = []
        for penalty in PENALTIES:
            shrunk = self._shrunk(penalty)
            left_over = whole - float(((2 * shrunk - shrunk**2)[:, None] * along**2).sum())
            scores.append(left_over / (futures - 1 - shrunk.sum()) ** 2)
        return PENALTIES[int(np.argmin(scores))]

    def _shrunk(self, penalty: float) -> Numbers:
        return self._sizes**2 / (self._sizes**2 + penalty * len(self._left))

    def fitted(self, benefit: Numbers) -> Numbers:
        """Return the fitted means, futures x acts."""
        along = self._shrunk(self.penalty)[:, None] * (self._left.T @ benefit)
        return benefit.mean(axis=0) + self._left @ along

    def predicted(self, basis: Numbers, benefit: Numbers) -> Numbers:
        """Return the means of other futures, by the benefit of those that it was made of."""
        along = self._shrunk(self.penalty)[:, None] * (self._left.T @ benefit)
        weights = self._right.T @ (along / self._sizes[:, None])
        return benefit.mean(axis=0) + (basis / self._scale) @ weights

    def resampled(self, benefit: Numbers, generator: np.random.Generator) -> Numbers:
        """Return the gain in resamples of the futures, each with a regression of its own.

        A resample is a number of times per future, so that all of them come from the same products
        of columns.
        """
        futures = len(benefit)
        times = generator.multinomial(futures, np.full(futures, 1 / futures), RESAMPLES)
        columns = (self._left * self._sizes) @ self._right
        known = np.hstack([np.ones((futures, 1)), columns])
        width = known.shape[1]
        products = (known[:, :, None] * known[:, None, :]).reshape(futures, -1)
        penalties = np.diag([0.0, *[self.penalty * futures] * (width - 1)])
        # The smallest ridge keeps a resample without some word from being singular.
        penalties += 1e-9 * futures * np.eye(width)
        left = (times @ products).reshape(RESAMPLES, width, width) + penalties
        right = np.einsum("rf,fk,fa->rka", times, known, benefit, optimize=True)
        means = known @ np.linalg.solve(left, right)
        best = np.einsum("rf,rf->r", times, means.max(axis=2))
        usual = np.einsum("rf,rfa->ra", times, means).max(axis=1)
        return np.asarray((best - usual) / futures, np.float64)
