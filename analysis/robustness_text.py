"""Which policy holds up over the futures, in words."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from analysis.labels import label_of, number
from analysis.phrases import change, listed, percent, phrase
from analysis.robustness import METRICS
from analysis.summary import paired_difference

TEXTS: dict[str, tuple[str, str]] = {
    "agree": (
        "Over {futures} futures {policy} comes first on every metric of robustness ({outcome}).",
        "Over {futures} toekomsten staat {policy} op elke maat van robuustheid eerste ({outcome}).",
    ),
    "agree_several": (
        "Over {futures} futures {policy} share the first place on every metric of robustness"
        " ({outcome}).",
        "Over {futures} toekomsten delen {policy} op elke maat van robuustheid de eerste plaats"
        " ({outcome}).",
    ),
    "not_told": (
        "On the mean {policy} cannot be told from {names}.",
        "Op het gemiddelde is {policy} niet te onderscheiden van {names}.",
    ),
    "differ": (
        "Over {futures} futures no policy comes first on every metric ({outcome}): {firsts}. Which"
        " to prefer depends on how much risk is accepted.",
        "Over {futures} toekomsten staat geen beleid op elke maat eerste ({outcome}): {firsts}."
        " Welk beleid de voorkeur heeft, hangt af van hoeveel risico men aanvaardt.",
    ),
    "first": ("{policy} on {metrics}", "{policy} op {metrics}"),
    "sizes": (
        "{policy} misses the best policy of a future by {mean} on average and by {most} at worst,"
        " and is good enough ({enough}) in {share}% of the futures.",
        "{policy} blijft gemiddeld {mean} achter bij het beste beleid van een toekomst en op zijn"
        " slechtst {most}, en is goed genoeg ({enough}) in {share}% van de toekomsten.",
    ),
    "reversals": (
        "{count} pairs of policies change places between two metrics.",
        "{count} paren van beleid wisselen van plaats tussen twee maten.",
    ),
    "frontier": (
        "Against what they cost ({unit}), these are beaten by no other: {names}.",
        "Naast wat het kost ({unit}) wordt dit door geen ander beleid verslagen: {names}.",
    ),
    "gain": ("{policy}, {gain} for {cost}", "{policy}, {gain} voor {cost}"),
    "unsure": (
        "Gains that cannot be told from 0: {names}.",
        "Winst die niet van 0 te onderscheiden is: {names}.",
    ),
    "caution": (
        "Futures are weighted equally and drawn from priors: a share of futures is no probability.",
        "Toekomsten tellen even zwaar en komen uit priors: een aandeel toekomsten is geen kans.",
    ),
}
METRIC_NAMES: dict[str, tuple[str, str]] = {
    "mean": ("the mean", "het gemiddelde"),
    "mean_regret": ("mean regret", "gemiddelde spijt"),
    "max_regret": ("largest regret", "grootste spijt"),
    "p90_regret": ("the 90th percentile of regret", "het 90e percentiel van de spijt"),
    "good_enough": ("the share that is good enough", "het aandeel dat goed genoeg is"),
}


@dataclass(frozen=True, slots=True)
class Robustness:
    """All tables of a study.

    Attributes:
        outcome: The outcome.
        good_enough: The threshold of the satisficing share.
        cost_unit: What the costs are in, in words: English and Dutch.
        metrics: From ``robustness_table``.
        reversals: From ``rank_reversals``.
        frontier: From ``frontier``.
        regrets: group (scenario, theory), policy, mean_regret, max_regret, mean.
        grid: From ``outcome_grid``.
    """

    outcome: str
    good_enough: float
    cost_unit: tuple[str, str]
    metrics: pd.DataFrame
    reversals: pd.DataFrame
    frontier: pd.DataFrame
    regrets: pd.DataFrame
    grid: pd.DataFrame

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by the name of their file."""
        return {
            "robustness": self.metrics,
            "reversals": self.reversals,
            "frontier": self.frontier,
            "regret_by_scenario_and_theory": self.regrets,
            "futures": self.grid.reset_index(),
        }


def sentences(found: Robustness, language: str) -> list[str]:
    """Say which policies hold up, at what cost, and where metrics disagree."""
    firsts = _firsts(found.metrics)
    shared = set.intersection(*firsts.values())
    outcome = label_of(found.outcome).name(language).lower()
    futures = int(found.metrics["futures"].iloc[0])
    if shared:
        shown = sorted(shared)
        key, names = "agree" if len(shown) == 1 else "agree_several", listed(shown, language)
        said = [phrase(TEXTS, key, language, futures=futures, policy=names, outcome=outcome)]
    else:
        ahead: dict[tuple[str, ...], list[str]] = {}
        for metric, policies in firsts.items():
            name = METRIC_NAMES[metric][language == "nl"]
            ahead.setdefault(tuple(sorted(policies)), []).append(name)
        parts = [
            phrase(TEXTS, "first", language, policy=listed(policies, language),
                   metrics=listed(metrics, language))
            for policies, metrics in ahead.items()
        ]  # fmt: skip
        said = [
            phrase(TEXTS, "differ", language, futures=futures, outcome=outcome,
                   firsts="; ".join(parts))
        ]  # fmt: skip
        shown = list(dict.fromkeys(policy for policies in ahead for policy in policies))
    said += [_sizes(found, policy, language) for policy in shown]
    said += _not_told(found, sorted(firsts["mean"])[0], language)
    if len(found.reversals):
        ends = (found.reversals[name] for name in ("policy", "other_policy"))
        pairs = {frozenset(pair) for pair in zip(*ends, strict=True)}
        said.append(phrase(TEXTS, "reversals", language, count=len(pairs)))
    return [*said, *_frontier(found, language), phrase(TEXTS, "caution", language)]


def _firsts(metrics: pd.DataFrame) -> dict[str, set[str]]:
    ahead = metrics[metrics["rank"] == 1]
    return {m: set(ahead.loc[ahead["metric"] == m, "policy"].astype(str)) for m in METRICS}


def _not_told(found: Robustness, best: str, language: str) -> list[str]:
    """Name the policies whose mean the futures, met by both, do not tell from the best one's."""
    alike = [
        policy
        for policy in map(str, found.grid.columns)
        if policy != best and paired_difference(found.grid[best], found.grid[policy]).covers_zero
    ]
    if not alike:
        return []
    return [phrase(TEXTS, "not_told", language, policy=best, names=listed(alike, language))]


def _sizes(found: Robustness, policy: str, language: str) -> str:
    rows = found.metrics[found.metrics["policy"] == policy].set_index("metric")["value"]
    unit = label_of(found.outcome).unit
    mark = ("%", " procentpunt" if language == "nl" else " percentage points")
    mean, most = (
        number(float(rows[m]), unit, language) + (mark[1] if unit == "share" else "")
        for m in ("mean_regret", "max_regret")
    )
    enough = number(found.good_enough, unit, language) + (mark[0] if unit == "share" else "")
    share = percent(float(rows["good_enough"]), language)
    return phrase(
        TEXTS, "sizes", language, policy=policy, mean=mean, most=most, enough=enough, share=share
    )


def _frontier(found: Robustness, language: str) -> list[str]:
    table = found.frontier
    unit = label_of(found.outcome).unit
    names = []
    ahead = table[table["on_frontier"]]
    columns = (ahead[name] for name in ("policy", "cost", "gain", "low", "high"))
    for policy, cost, gain, low, high in zip(*columns, strict=True):
        size = change(unit, language, gain, low, high)
        people = number(cost, "count", language)
        names.append(phrase(TEXTS, "gain", language, policy=policy, cost=people, gain=size))
    said = [
        phrase(
            TEXTS, "frontier", language, unit=found.cost_unit[language == "nl"],
            names="; ".join(names),
        )
    ]  # fmt: skip
    unsure = table[(table["low"] <= 0) & (table["high"] >= 0) & (table["gain"] != 0)]
    if len(unsure):
        policies = listed(unsure["policy"].astype(str), language)
        said.append(phrase(TEXTS, "unsure", language, names=policies))
    return said
