"""What officials answered to vignettes: read, checked, and weighed against every rule."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.elicitation.checked import (
    CODE,
    FORM,
    Row,
    checked_code,
    number_of,
    refuse_form,
    refuse_twice,
    rows_of,
)
from analysis.elicitation.weighing.designed import posterior
from analysis.elicitation.weighing.rules import (
    RIVALS,
    Numbers,
    log_likelihoods,
    prior_draws,
    rules_for,
)
from analysis.elicitation.weighing.vignettes import (
    DRIVERS,
    WEIGHTS,
    Vignette,
    nominal,
    places_of,
    read_vignettes,
    valued,
    wordings,
)
from experiments.design.belief import FEWEST_EFFECTIVE, Belief
from sim.errors import UserError, shown, unknown_name
from sim.levels.standard import RULES
from sim.reading import Table

ITEM, PLACE, ANSWER = "item", "place", "answer"
COLUMNS = (FORM, CODE, ITEM, PLACE, ANSWER)
YES, NO = ("yes", "ja"), ("no", "nee")
MOST_PLACED = 100.0
KEPT_WEIGHT = 0.999
"""How much of the weight of the draws a belief keeps: the many that are worth nothing are left."""


def read_weighing(tables: Iterable[Table], form: str) -> pd.DataFrame:
    """Return what officials answered.

    Args:
        tables: The files.
        form: The digest of what was asked.

    Returns:
        code, item, place, answer (where a wording was placed, 0 to 1; or 1 for yes, 0 for no),
        where; a row per answer, each once.

    Raises:
        UserError: For whatever is wrong; a line for every row.
    """
    placed = {wording.item for of_driver in wordings() for wording in of_driver}
    judged = {vignette.item for vignette in read_vignettes()}

    def check(row: Row) -> dict[str, object] | None:
        item = row[ITEM]
        if item not in placed | judged:
            raise unknown_name("item", item, [*sorted(judged), *sorted(placed)])
        if not row[ANSWER]:
            return None
        refuse_form(row[FORM], form)
        found: dict[str, object] = {CODE: checked_code(row[CODE]), ITEM: item, PLACE: row[PLACE]}
        if item in placed:
            return {
                **found,
                ANSWER: number_of(row, item, ANSWER, 0.0, MOST_PLACED, "0–100") / 100.0,
            }
        word = row[ANSWER].casefold()
        if word not in (*YES, *NO):
            raise UserError(
                "{item}: 'answer' is {value}; allowed: yes or no",
                item=item,
                value=shown(row[ANSWER]),
            )
        return {**found, ANSWER: float(word in YES)}

    found = rows_of(tables, COLUMNS, (ANSWER,), check)
    if found.empty or not found[ITEM].isin(judged).any():
        raise UserError("no request is judged in these files; allowed: at least one yes or no")
    refuse_twice(found, [CODE, ITEM])
    return found


def as_typed(row: pd.Series) -> str:
    """Return an answer as its file has it."""
    if row[ITEM] in {vignette.item for vignette in read_vignettes()}:
        return YES[0] if row[ANSWER] else NO[0]
    return f"{row[ANSWER] * MOST_PLACED:g}"


class Panel(NamedTuple):
    """The officials of a panel.

    Attributes:
        zs: By official, the drivers of the main vignettes as that official reads the wordings.
        answers: Officials x main vignettes: 1 yes, 0 no, NaN none.
        repeated: Pairs of answers to a request and its repeat, shape (pairs, 2).
        reversed: How many officials place a weaker wording of a driver above the strongest.
    """

    zs: list[Numbers]
    answers: Numbers
    repeated: Numbers
    reversed: int


def panel_of(rows: pd.DataFrame, vignettes: Sequence[Vignette] | None = None) -> Panel:
    """Return a panel from its answers; warm-ups do not count, repeats only tell how steady.

    Args:
        rows: From ``read_weighing``.
        vignettes: What was asked; None for the vignettes that ship.
    """
    asked = tuple(vignettes or read_vignettes())
    main = tuple(each for each in asked if each.part == "main")
    repeats = [
        (next(m.item for m in main if m.places == each.places), each.item)
        for each in asked
        if each.part == "repeat"
    ]
    table = rows.pivot(index=CODE, columns=ITEM, values=ANSWER)
    wanted = [each.item for each in (*main, *(v for v in asked if v.part == "repeat"))]
    table = table.reindex(columns=[*table.columns, *(w for w in wanted if w not in table)])
    table = table[table[[each.item for each in main]].notna().any(axis=1)]
    zs, turned = [], 0
    for _, said in table.iterrows():
        values = nominal()
        for of_driver in wordings():
            for number, wording in enumerate(of_driver):
                own = said.get(wording.item, np.nan)
                if np.isfinite(own):
                    values[wording.driver, number] = own
        turned += bool((values[:, 0] > values[:, -1]).any())
        zs.append(valued(places_of(main), values))
    both = [table[list(pair)].to_numpy(np.float64) for pair in repeats]
    pairs = np.concatenate(both) if both else np.empty((0, 2))
    answers = table[[each.item for each in main]].to_numpy(np.float64)
    return Panel(zs, answers, pairs[np.isfinite(pairs).all(axis=1)], turned)


class Weighed(NamedTuple):
    """What a panel says of the rules.

    Attributes:
        rules: The weight of each rule, the rival among them; all as likely before.
        draws: Draws of weights and rules of the model.
        weights: The weight of each draw.
        drivers: factor, prior_mean, prior_sd, mean, sd: of the weight of each driver.
        predicted: Share of yes to each main vignette as the panel's posterior gives it.
        answered: The same as was answered.
        effective: How many draws of equal weight the draws are worth.
    """

    rules: dict[str, float]
    draws: pd.DataFrame
    weights: Numbers
    drivers: pd.DataFrame
    predicted: Numbers
    answered: Numbers
    effective: float

    @property
    def best(self) -> str:
        """The rule with most weight."""
        return max(self.rules, key=lambda name: self.rules[name])

    @property
    def holds(self) -> bool:
        """Whether a belief can be made: of rules that the model has, from draws enough."""
        among = sum(self.rules[name] for name in RULES)
        return among >= 0.5 and self.effective >= FEWEST_EFFECTIVE


def weighed(panel: Panel, draws: int, seed: int = 1) -> Weighed:
    """Weigh every rule by a panel's answers: importance sampling over the prior.

    Args:
        panel: From ``panel_of``.
        draws: Draws of each rule.
        seed: Of the draws.
    """
    prior = prior_draws(draws, seed)
    rules = rules_for(prior)
    likelihoods = log_likelihoods(rules, panel.zs, panel.answers)
    largest = max(float(likelihoods[name].max()) for name in RULES)
    # Every rule has as many draws, so that their likelihoods side by side are the posterior.
    weights = np.concatenate([np.exp(likelihoods[name] - largest) for name in RULES])
    weights /= weights.sum()
    table = pd.DataFrame(
        {f"conditions.{name}": np.tile(prior.records[name], len(RULES)) for name in WEIGHTS}
    )
    table["theory.drivers"] = np.repeat(RULES, draws)
    predicted = np.zeros(panel.answers.shape[1])
    middle = np.mean(panel.zs, axis=0)
    for place, name in enumerate(RULES):
        own = weights[place * draws : (place + 1) * draws]
        rule = next(each for each in rules if each.name == name)
        predicted += own @ rule.expected(middle)
    kept = _worth_keeping(weights)
    return Weighed(
        posterior(likelihoods),
        table.iloc[kept].reset_index(drop=True),
        weights[kept],
        _drivers(table, weights),
        predicted,
        np.nanmean(panel.answers, axis=0),
        float(1.0 / (weights**2).sum()),
    )


def belief_of_rules(found: Weighed, provenance: Mapping[str, Any]) -> Belief:
    """Return the belief of a panel on how officials weigh: rules and weights together."""
    return Belief(draws=found.draws, weights=found.weights, provenance=provenance)


def rules_table(found: Weighed) -> pd.DataFrame:
    """Return the weight of each rule beside what it was before the answers."""
    rows = [(name, 1.0 / len(RIVALS), found.rules[name], name in RULES) for name in RIVALS]
    return pd.DataFrame(rows, columns=["rule", "prior", "weight", "in_model"])


def _worth_keeping(weights: Numbers) -> Any:
    """Return the places of the draws that have nearly all the weight, in their order."""
    order = np.argsort(-weights)
    count = int(np.searchsorted(np.cumsum(weights[order]), KEPT_WEIGHT)) + 1
    return np.sort(order[:count])


def _drivers(table: pd.DataFrame, weights: Numbers) -> pd.DataFrame:
    rows = []
    for driver, name in zip(DRIVERS, WEIGHTS, strict=True):
        values = table[f"conditions.{name}"].to_numpy(np.float64)
        mean = float(weights @ values)
        spread = float(np.sqrt(weights @ (values - mean) ** 2))
        rows.append((f"conditions.{name}", driver, values.mean(), values.std(), mean, spread))
    columns = ["factor", "driver", "prior_mean", "prior_sd", "mean", "sd"]
    return pd.DataFrame(rows, columns=columns)
