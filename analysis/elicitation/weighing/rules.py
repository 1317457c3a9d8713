"""How officials weigh: what each rule makes of a request, and how likely answers are under it.

The rules are the model's own (``sim.rules.willing``, S11), its standardised index of the side that
is asked, and beside them a rival that the model has not: one driver decides. What passes is drawn
alike for all rules and the threshold solved from it; else level decided, and not shape.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from analysis.elicitation.weighing.vignettes import DRIVERS, WEIGHTS, candidates, nominal, valued
from sim.conditions import CONDITIONS, Conditions
from sim.levels.kept import standard_in
from sim.levels.standard import RULES, standardised
from sim.rules import willing
from sim.setting.theories.level import NO_TRUST, PLAIN_KEY
from sim.setting.theories.theory import Theory
from sim.state.compiled import compiled
from sim.world import load_world

ONE = "one"
"""The rival: one driver decides, another one for each official; not an answer of the model."""

RIVALS = (*RULES, ONE)
LEAST_PASS, MOST_PASS = 0.3, 0.95
SPREAD_OF_OFFICIALS, LAPSES = 0.07, (1.0, 19.0)
NODES = 7
REFERENCES, REFERENCE_SEED = 64, 5
HALVINGS = 24
FURTHEST = 3.0

Numbers = npt.NDArray[np.float64]


class Prior(NamedTuple):
    """Draws from what is assumed of officials.

    Attributes:
        records: Conditions as the rules read them: weights and slope are drawn.
        passing: Which share of reference requests they want.
        lapse: Share of answers that are given at random.
        spread: Standard deviation of the threshold between officials.
    """

    records: Any
    passing: Numbers
    lapse: Numbers
    spread: Numbers


def prior_draws(count: int, seed: int = 1) -> Prior:
    """Draw from the prior: weights and slope from their declared ranges."""
    chance = np.random.default_rng(seed)
    records = np.repeat(Conditions().to_records(), count)
    for name in (*WEIGHTS, "willingness_slope"):
        records[name] = chance.uniform(CONDITIONS[name].low, CONDITIONS[name].high, count)
    return Prior(
        records.view(np.recarray),
        chance.uniform(LEAST_PASS, MOST_PASS, count),
        chance.beta(*LAPSES, count),
        np.abs(chance.normal(0.0, SPREAD_OF_OFFICIALS, count)),
    )


@compiled
def fill_indices(
    records: Any, theory: Any, z: Any, driver: int, origin: float, slope: float, found: Any
) -> None:
    """Fill the levelled index of vignettes by draws; of one driver where that decides."""
    for draw in range(len(records)):
        for v in range(len(z)):
            row = z[v]
            drivers = (row[0], row[1], row[2], row[3], row[4], row[5], row[6])
            index = (
                row[driver] if driver >= 0 else willing.index(records[draw], theory, drivers, 0.0)
            )
            found[draw, v] = willing.levelled(index, origin, slope)


@compiled
def fill_chances(records: Any, theory: Any, indices: Any, shifts: Any, found: Any) -> None:
    """Fill the willingness at indices, draws x vignettes x shifts of the index."""
    for draw in range(len(records)):
        for v in range(indices.shape[1]):
            for k in range(shifts.shape[1]):
                found[draw, v, k] = willing.willingness(
                    records[draw], theory, indices[draw, v], 0.0, 0.0, shifts[draw, k]
                )


class Rule(NamedTuple):
    """A rule for a prior, ready to be asked.

    Attributes:
        name: Of ``RIVALS``.
        driver: The driver that decides, -1 for none.
        level: Origin and slope of its index.
        prior: The draws, their thresholds solved for this rule.
    """

    name: str
    driver: int
    level: tuple[float, float]
    prior: Prior

    def indices(self, z: Numbers) -> Numbers:
        """Return the levelled index of vignettes, draws x vignettes."""
        return _indices(self, self.prior.records, z)

    def chances(self, z: Numbers, nodes: bool = True) -> Numbers:
        """Return the probability of a yes, draws x vignettes x nodes (officials' thresholds).

        Args:
            z: Drivers of vignettes, vignettes x drivers.
            nodes: Whether over officials; else for the official in the middle alone.
        """
        prior, at = self.prior, _nodes()[0] if nodes else np.zeros(1)
        shifts = -prior.spread[:, None] * at
        indices = self.indices(z)
        found = np.empty((*indices.shape, len(at)))
        fill_chances(prior.records, _theory(self.name), indices, shifts, found)
        lapse = prior.lapse[:, None, None]
        return lapse / 2.0 + (1.0 - lapse) * found

    def expected(self, z: Numbers) -> Numbers:
        """Return the share of officials that say yes, draws x vignettes."""
        return np.asarray(self.chances(z) @ _nodes()[1], np.float64)


def rules_for(prior: Prior) -> tuple[Rule, ...]:
    """Return every rule for a prior, the rival once for each driver that may decide."""
    return tuple(
        rule_for(name, prior, driver)
        for name in RIVALS
        for driver in (range(len(DRIVERS)) if name == ONE else (-1,))
    )


def rule_for(name: str, prior: Prior, driver: int = -1) -> Rule:
    """Return a rule, its threshold solved so that the drawn share of reference requests passes."""
    rule = Rule(name, driver, level_of(name, driver), prior)
    at_references = rule.indices(references())
    records = prior.records.copy()
    records["willingness_threshold"] = _thresholds(at_references, prior)
    return rule._replace(prior=prior._replace(records=records.view(np.recarray)))


@lru_cache(maxsize=32)
def level_of(name: str, driver: int = -1) -> tuple[float, float]:
    """Return origin and slope of a rule's index: those of the model for who is asked.

    The rival gets the spread over reference requests that the sum has there.
    """
    if name != ONE:
        key = PLAIN_KEY._replace(drivers=name)
        level = standardised(standard_in(load_world()), key, True)
        return level.origin_provider, level.slope_provider
    z = references()
    of_sum = z @ np.array([CONDITIONS[weight].default for weight in WEIGHTS])
    of_sum /= sum(CONDITIONS[weight].default for weight in WEIGHTS)
    slope = float(of_sum.std() / z[:, driver].std())
    return float(of_sum.mean() - slope * z[:, driver].mean()), slope


@lru_cache(maxsize=1)
def references() -> Numbers:
    """Return the reference requests: mixes by lot from all that could be believed."""
    every = candidates()
    chosen = np.random.default_rng(REFERENCE_SEED).choice(len(every), REFERENCES, replace=False)
    return valued(every[chosen], nominal())


def log_likelihoods(
    rules: Sequence[Rule], zs: Sequence[Numbers], answers: npt.NDArray[np.float64]
) -> dict[str, Numbers]:
    """Return the log likelihood of a panel's answers under each rule, a number per draw.

    Args:
        rules: From ``rules_for``.
        zs: By official, the drivers of the vignettes, vignettes x drivers.
        answers: By official and vignette, 1 for yes and 0 for no; NaN where there is none.
    """
    total: dict[str, Numbers] = {}
    for z, said in zip(zs, answers, strict=True):
        known = np.isfinite(said)
        # One rule after the other: what each says to all draws is large.
        each = ((rule.name, judged_by(rule, z[known]).of(said[None, known])) for rule in rules)
        for name, own in _together(each).items():
            total[name] = total[name] + own if name in total else own
    return total


class Judged(NamedTuple):
    """What a rule says of the same requests to whoever answers them.

    Attributes:
        name: Of ``RIVALS``.
        yes: The logarithm of the probability of a yes, vignettes x (draws x nodes).
        no: The same of a no.
    """

    name: str
    yes: Numbers
    no: Numbers

    def of(self, answers: Numbers) -> Numbers:
        """Return the log likelihood of officials' answers over their thresholds.

        Args:
            answers: Officials x vignettes, 1 for yes and 0 for no.

        Returns:
            Officials x draws.
        """
        each = answers @ self.yes + (1.0 - answers) @ self.no
        by_node = each.reshape(len(answers), -1, NODES) + np.log(_nodes()[1])
        found: Numbers = np.logaddexp.reduce(by_node, axis=2)
        return found


def judged_by(rule: Rule, z: Numbers) -> Judged:
    """Return what a rule says of requests, vignettes x drivers."""
    chances = rule.chances(z).transpose(1, 0, 2).reshape(len(z), -1)
    return Judged(rule.name, np.log(chances), np.log1p(-chances))


def of_panel(judged: Sequence[Judged], answers: Numbers) -> dict[str, Numbers]:
    """Return the log likelihood of a panel's answers to the same requests, by rule and draw.

    Args:
        judged: From ``judged_by``, the rival once for each driver that may decide.
        answers: Officials x vignettes, 1 for yes and 0 for no.
    """
    return _together((each.name, each.of(answers)) for each in judged)


def _together(likelihoods: Iterable[tuple[str, Numbers]]) -> dict[str, Numbers]:
    """Return log likelihoods of a panel, by rule and draw, from those of officials x draws."""
    by_rule: dict[str, list[Numbers]] = {}
    for name, each in likelihoods:
        by_rule.setdefault(name, []).append(each)
    # Which driver decides is the official's own: each is as likely.
    return {
        name: (np.logaddexp.reduce(each, axis=0) - np.log(len(each))).sum(axis=0)
        for name, each in by_rule.items()
    }


def _indices(rule: Rule, records: Any, z: Numbers) -> Numbers:
    found = np.empty((len(records), len(z)))
    fill_indices(records, _theory(rule.name), z, rule.driver, *rule.level, found)
    return found


def _theory(name: str) -> Any:
    drivers = name if name in RULES else RULES[0]
    return Theory({"drivers": drivers, "trust": NO_TRUST}, {}).to_record()[0]


def _nodes() -> tuple[Numbers, Numbers]:
    """Return nodes and weights for a mean over a normal of sd 1 (Gauss and Hermite)."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(NODES)
    return nodes, weights / weights.sum()


def _thresholds(indices: Numbers, prior: Prior) -> Numbers:
    """Return the threshold of each draw at which its share of reference requests is wanted."""
    slope = prior.records["willingness_slope"][:, None]
    low, high = np.full(len(indices), -FURTHEST), np.full(len(indices), FURTHEST)
    for _ in range(HALVINGS):
        middle = (low + high) / 2.0
        share = (1.0 / (1.0 + np.exp(-slope * (indices - middle[:, None])))).mean(axis=1)
        too_many = share > prior.passing
        low, high = np.where(too_many, middle, low), np.where(too_many, high, middle)
    return np.asarray((low + high) / 2.0, np.float64)
