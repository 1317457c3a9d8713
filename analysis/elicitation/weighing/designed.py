"""Which vignettes tell the rules apart: a design by a declared criterion, and power beforehand.

The criterion is the mean over ordered pairs of rules of E exp(-J/4 · min Σ KL): how far the rule
that is true stays from the nearest that a rival can come, for J officials. Small is good. It is
searched by exchange from several starts; what the search comes to is a file that ships.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import permutations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.elicitation.weighing.rules import (
    ONE,
    RIVALS,
    Numbers,
    Rule,
    judged_by,
    of_panel,
    prior_draws,
    rule_for,
    rules_for,
)
from analysis.elicitation.weighing.vignettes import WEIGHTS, Places, candidates, nominal, valued

MAIN, WARM_UPS, REPEATS = 16, 2, 2
OFFICIALS = 12
CANDIDATES, DRAWS, STARTS, PASSES = 400, 30, 3, 4
SEED = 16
TOLD = 0.95
"""A rule is told where its weight is above this: odds of 19 to 1 against all others together."""

OWN_WEIGHTS = 0.15
"""Standard deviation of made officials' own weights, on the log scale."""


class Criterion:
    """The criterion over some candidates, its divergences worked out once.

    Args:
        pool: Candidates, vignettes x drivers.
        officials: How many will answer.
        draws: Draws of each rule.
        seed: Of the draws.
    """

    def __init__(
        self, pool: Places, officials: int = OFFICIALS, draws: int = DRAWS, seed: int = SEED
    ) -> None:
        z, self._officials = valued(pool, nominal()), officials
        rules = rules_for(prior_draws(draws, seed))
        chances = [(rule.name, rule.chances(z, nodes=False)[:, :, 0]) for rule in rules]
        by_rule = {
            name: np.concatenate([each for own, each in chances if own == name]) for name in RIVALS
        }
        self._divergences = [
            _divergences(by_rule[true], by_rule[rival]) for true, rival in permutations(RIVALS, 2)
        ]

    def of(self, chosen: Sequence[int] | npt.NDArray[np.int64]) -> float:
        """Return the criterion of chosen candidates."""
        return self._mean([each[:, :, chosen].sum(axis=2) for each in self._divergences])

    def best_exchange(self, chosen: list[int], place: int) -> tuple[int, float]:
        """Return the candidate that is best in the place of one that is chosen, and how good."""
        rest = [each for at, each in enumerate(chosen) if at != place]
        total = np.zeros(self._divergences[0].shape[2])
        for each in self._divergences:
            with_each = each[:, :, rest].sum(axis=2)[:, :, None] + each
            nearest = with_each.min(axis=1)
            total += np.exp(-0.25 * self._officials * nearest).mean(axis=0)
        scores = total / len(self._divergences)
        scores[rest] = np.inf
        best = int(scores.argmin())
        return best, float(scores[best])

    def _mean(self, sums: list[npt.NDArray[np.float32]]) -> float:
        each = [np.exp(-0.25 * self._officials * s.min(axis=1)).mean() for s in sums]
        return float(np.mean(each))


def _divergences(true: Numbers, rival: Numbers) -> npt.NDArray[np.float32]:
    """Return the Kullback-Leibler divergence per vignette: true draws x rival draws x vignettes."""
    p, q = true[:, None, :], rival[None, :, :]
    found = p * np.log(p / q) + (1.0 - p) * np.log((1.0 - p) / (1.0 - q))
    return found.astype(np.float32)


def pool_of(size: int = CANDIDATES, seed: int = SEED) -> Places:
    """Return the candidates of a search: by lot, with the extreme mixes among them.

    Winners have all drivers middling, or half of them high and the others at their lowest.
    """
    every = candidates()
    chance = np.random.default_rng(seed)
    lowest, highest = every.min(), every.max()
    extreme = np.flatnonzero(np.isin(every, (lowest, highest)).all(axis=1))
    one_low = np.flatnonzero(((every == lowest).sum(axis=1) == 1) & (every != 1).all(axis=1))
    middling = np.flatnonzero(np.isin(every, (1, 2)).all(axis=1))
    groups = (extreme, one_low, middling)
    taken = [chance.choice(each, min(len(each), size // 5), replace=False) for each in groups]
    chosen = set(map(int, np.concatenate(taken)))
    rest = chance.permutation(len(every))
    chosen |= set(map(int, rest[: size - len(chosen)]))
    return every[sorted(chosen)]


def searched(criterion: Criterion, size: int, starts: int = STARTS, seed: int = SEED) -> list[int]:
    """Return the best design that exchange finds, as places in the pool.

    Args:
        criterion: Over the pool.
        size: How many candidates the pool has.
        starts: From so many designs by lot.
        seed: Of those.
    """
    chance, best, best_score = np.random.default_rng(seed), [], np.inf
    for _ in range(starts):
        chosen = list(map(int, chance.choice(size, MAIN, replace=False)))
        score = criterion.of(chosen)
        for _ in range(PASSES):
            before = score
            for place in range(MAIN):
                candidate, found = criterion.best_exchange(chosen, place)
                if found < score:
                    chosen[place], score = candidate, found
            if score > before - 1e-6:
                break
        if score < best_score:
            best, best_score = sorted(chosen), score
    return best


def random_design(seed: int) -> Places:
    """Return a design by lot, from all that could be believed."""
    every = candidates()
    return every[np.random.default_rng(seed).choice(len(every), MAIN, replace=False)]


def power_of(
    places: Places, officials: Sequence[int], sets: int, draws: int = 1_000, seed: int = SEED
) -> pd.DataFrame:
    """Return how often the right rule would be told, from made panels with known rules.

    Args:
        places: The vignettes.
        officials: Sizes of panels.
        sets: How many made panels for each rule and size.
        draws: Draws of each rule with which they are judged.
        seed: Of the panels; those with which they are judged have another.

    Returns:
        rule (the true one), officials, told (share of panels in which it has more than 95 %), wrong
        (share in which another has), sets.
    """
    z = valued(places, nominal())
    judged = [judged_by(rule, z) for rule in rules_for(prior_draws(draws, seed + 1))]
    chance = np.random.default_rng(seed)
    rows = []
    for true in RIVALS:
        for size in officials:
            weights = [
                posterior(of_panel(judged, made_answers(true, z, size, chance)))
                for _ in range(sets)
            ]
            right = float(np.mean([each[true] > TOLD for each in weights]))
            wrong = float(
                np.mean(
                    [max(each[name] for name in RIVALS if name != true) > TOLD for each in weights]
                )
            )
            rows.append((true, size, right, wrong, sets))
    return pd.DataFrame(rows, columns=["rule", "officials", "told", "wrong", "sets"])


def made_answers(true: str, z: Numbers, officials: int, chance: np.random.Generator) -> Numbers:
    """Return the answers of made officials with a known rule, officials x vignettes.

    Each has weights of the official's own, scattered around those of the panel; under the rival a
    driver of the official's own.
    """
    panel = prior_draws(1, int(chance.integers(2**31)))
    found = np.empty((officials, len(z)))
    for official in range(officials):
        records = panel.records.copy()
        for weight in WEIGHTS:
            records[weight] = records[weight] * np.exp(OWN_WEIGHTS * chance.standard_normal())
        driver = int(chance.integers(len(WEIGHTS))) if true == ONE else -1
        # The threshold is the panel's, whatever the official's own weights are.
        rule: Rule = rule_for(true, panel, driver)
        records["willingness_threshold"] = rule.prior.records["willingness_threshold"]
        own = rule._replace(prior=rule.prior._replace(records=records.view(np.recarray)))
        shift = panel.spread * chance.standard_normal()
        own.prior.records["willingness_threshold"] += shift
        chances = own.chances(z, nodes=False)[0, :, 0]
        found[official] = chance.random(len(z)) < chances
    return found


def posterior(log_likelihoods: dict[str, Numbers]) -> dict[str, float]:
    """Return the weight of each rule from log likelihoods by draw, all as likely before."""
    evidence = {
        n: float(np.logaddexp.reduce(each) - np.log(len(each)))
        for n, each in log_likelihoods.items()
    }
    largest = max(evidence.values())
    scaled = {name: float(np.exp(each - largest)) for name, each in evidence.items()}
    return {name: each / sum(scaled.values()) for name, each in scaled.items()}
