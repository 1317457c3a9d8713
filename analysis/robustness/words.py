"""Which policy holds up over the futures, in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pandas as pd

from analysis.robustness.robustness import METRICS, not_told_from
from analysis.stored.summary import FEWEST_RESAMPLED
from analysis.words.labels import label_of, number
from analysis.words.phrases import change, listed, percent, phrase
from analysis.words.titles import entitled, unquoted
from experiments.design.point import name_in_words

TEXTS: dict[str, tuple[str, str]] = {
    "agree": (
        "Over {futures} futures {policy} comes first on every metric of robustness ({outcome}).",
        "Over {futures} toekomsten staat {policy} op elke maat van robuustheid eerste ({outcome}).",
    ),
    "few": (
        "{futures} futures are too few to say which policy holds up: at least {fewest} are needed,"
        " with robust.draws=, robust.scenarios= or robust.theories= ({outcome}).",
        "{futures} toekomsten zijn te weinig om te zeggen welk beleid standhoudt: er zijn er"
        " minstens {fewest} nodig, met robust.draws=, robust.scenarios= of robust.theories="
        " ({outcome}).",
    ),
    "same": (
        "Over {futures} futures every policy does the same ({outcome}).",
        "Over {futures} toekomsten doet elk beleid hetzelfde ({outcome}).",
    ),
    "together": (
        "Over {futures} futures {policy} come first together on every metric of robustness"
        " ({outcome}).",
        "Over {futures} toekomsten staan {policy} op elke maat van robuustheid samen eerste"
        " ({outcome}).",
    ),
    "not_told": (
        "On average {policy} cannot be told from {names} by these futures.",
        "Gemiddeld is {policy} met deze toekomsten niet te onderscheiden van {names}.",
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
    "cost_unit": (
        "cost: persons away from their units, on average over the year",
        "kosten: personen weg van hun eenheid, gemiddeld over het jaar",
    ),
    "gain": ("{policy}, {gain} for {cost}", "{policy}, {gain} voor {cost}"),
    "unsure": (
        "Gains that cannot be told from 0: {names}.",
        "Winst die niet van 0 te onderscheiden is: {names}.",
    ),
    "caution": (
        "Futures are weighted equally, and drawn from what is assumed or held: a share of futures"
        " is no probability.",
        "Toekomsten tellen even zwaar, en komen uit wat is aangenomen of wordt gevonden: een"
        " aandeel toekomsten is geen kans.",
    ),
}
FOUND = "robustness"
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
        metrics: From ``robustness_table``.
        reversals: From ``rank_reversals``.
        frontier: From ``frontier``.
        regrets: group (scenario, theory), policy, mean_regret, max_regret, mean.
        grid: From ``outcome_grid``.
    """

    outcome: str
    good_enough: float
    metrics: pd.DataFrame
    reversals: pd.DataFrame
    frontier: pd.DataFrame
    regrets: pd.DataFrame
    grid: pd.DataFrame

    @property
    def enough(self) -> bool:
        """Whether there are enough futures to say anything."""
        return len(self.grid) >= FEWEST_RESAMPLED

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


def in_titles(found: Robustness, language: str, mark: Callable[[str], str]) -> Robustness:
    """Return what was found with policies, scenarios and theories in words.

    Args:
        found: With all of them by the names of their files.
        language: "en" or "nl".
        mark: Puts the title of a policy in quotes, or not.
    """
    names = {policy: mark(_policy(str(policy), language)) for policy in found.grid.columns}

    def named(table: pd.DataFrame) -> pd.DataFrame:
        columns = [c for c in ("policy", "other_policy") if c in table]
        return table.assign(**{column: table[column].map(names) for column in columns})

    return replace(
        found,
        metrics=named(found.metrics),
        reversals=named(found.reversals),
        frontier=named(found.frontier),
        regrets=_grouped(named(found.regrets), language),
        grid=found.grid.rename(columns=names),
    )


def _grouped(table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Return regrets with their scenario and theory in words, unquoted."""
    return table.assign(group=entitled(table, language, "group")["group"].map(unquoted))


def _policy(policy: str, language: str) -> str:
    try:
        return name_in_words("policy", policy, language)
    except (KeyError, ValueError):
        return policy


def sentences(found: Robustness, language: str) -> list[str]:
    """Say which policies hold up, at what cost, and where metrics disagree."""
    firsts = _firsts(found.metrics)
    shared = set.intersection(*firsts.values())
    outcome = label_of(found.outcome).name(language).lower()
    futures = int(found.metrics["futures"].iloc[0])
    if futures < FEWEST_RESAMPLED:
        words = {"futures": futures, "fewest": FEWEST_RESAMPLED, "outcome": outcome}
        return [phrase(TEXTS, "few", language, **words), phrase(TEXTS, "caution", language)]
    if shared == set(map(str, found.grid.columns)):
        said = [phrase(TEXTS, "same", language, futures=futures, outcome=outcome)]
        return [*said, phrase(TEXTS, "caution", language)]
    if shared:
        shown = sorted(shared)
        words = {"futures": futures, "policy": listed(shown, language), "outcome": outcome}
        said = [phrase(TEXTS, "agree" if len(shown) == 1 else "together", language, **words)]
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
    said += _not_told(found, sorted(firsts["mean"]), language)
    if len(found.reversals):
        ends = (found.reversals[name] for name in ("policy", "other_policy"))
        pairs = {frozenset(pair) for pair in zip(*ends, strict=True)}
        said.append(phrase(TEXTS, "reversals", language, count=len(pairs)))
    return [*said, *_frontier(found, language), phrase(TEXTS, "caution", language)]


def cost_unit(language: str) -> str:
    """Say what costs are in."""
    return phrase(TEXTS, "cost_unit", language)


def _firsts(metrics: pd.DataFrame) -> dict[str, set[str]]:
    ahead = metrics[metrics["rank"] == 1]
    return {m: set(ahead.loc[ahead["metric"] == m, "policy"].astype(str)) for m in METRICS}


def _not_told(found: Robustness, best: list[str], language: str) -> list[str]:
    """Name the policies whose mean the futures do not tell from that of the best ones."""
    others = [name for name in not_told_from(found.grid, best[0]) if name not in best]
    if not others:
        return []
    names = {"policy": listed(best, language), "names": listed(others, language)}
    return [phrase(TEXTS, "not_told", language, **names)]


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
            TEXTS, "frontier", language, unit=cost_unit(language), names="; ".join(names),
        )
    ]  # fmt: skip
    unsure = table[(table["low"] <= 0) & (table["high"] >= 0) & (table["gain"] != 0)]
    if len(unsure):
        policies = listed(unsure["policy"].astype(str), language)
        said.append(phrase(TEXTS, "unsure", language, names=policies))
    return said
