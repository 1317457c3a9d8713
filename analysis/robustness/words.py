"""Which policy holds up over the futures, in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from analysis.robustness.apart import distinct_pairs, firsts
from analysis.robustness.found import Robustness
from analysis.robustness.robustness import FEWEST_BEHIND, seldom_behind
from analysis.robustness.texts import TEXTS
from analysis.stored.summary import FEWEST_RESAMPLED
from analysis.words.factors import answer_in_words, factor_name
from analysis.words.labels import POINTS, label_of, number
from analysis.words.noted import note_of
from analysis.words.phrases import change, either, listed, percent, phrase
from analysis.words.titles import in_title, unquoted
from experiments.study.notes import Note

FOUND = "robustness"
SHOWN = 4
"""Of how many policies sizes are told in sentences; the table has all."""
METRIC_NAMES: dict[str, tuple[str, str]] = {
    "mean": ("the mean", "het gemiddelde"),
    "mean_regret": ("mean regret", "gemiddelde spijt"),
    "max_regret": ("largest regret", "grootste spijt"),
    "p90_regret": ("the 90th percentile of regret", "het 90e percentiel van de spijt"),
    "good_enough": ("the share that is good enough", "het aandeel dat goed genoeg is"),
}


def notes_on_regret(found: Robustness) -> list[Note]:
    """Return what must be known of mean regrets that hang on a handful of futures.

    Args:
        found: With policies by the names of their files.
    """
    seldom = seldom_behind(found.grid, found.outcome)
    if not found.enough or not seldom:
        return []

    def said(language: str) -> str:
        names = [
            phrase(TEXTS, "in", language, policy=unquoted(in_title(name, language)), count=count)
            for name, count in seldom.items()
        ]
        return phrase(
            TEXTS,
            "seldom",
            language,
            fewest=FEWEST_BEHIND,
            futures=len(found.grid),
            names=listed(names, language),
        )

    # Of the figures these draw mean regrets.
    return [note_of(said, ["regret", "ranks"])]


def sentences(found: Robustness, language: str) -> list[str]:
    """Say which policies hold up, at what cost, and where metrics disagree."""
    outcome = label_of(found.outcome).name(language).lower()
    words = {"futures": len(found.grid), "fewest": FEWEST_RESAMPLED, "outcome": outcome}
    caution = phrase(TEXTS, "caution", language)
    if not found.enough:
        return [phrase(TEXTS, "few", language, **words), caution]
    if len(found.grid.columns) == 1:
        return [phrase(TEXTS, "by_itself", language, **words), caution]
    if (found.grid.nunique(axis=1) == 1).all():
        return [phrase(TEXTS, "same", language, **words), caution]
    first = firsts(found.metrics, found.apart)
    telling = {m: names for m, names in first.items() if len(names) < len(found.grid.columns)}
    shown = list(dict.fromkeys(policies[0] for policies in telling.values()))
    if not telling:
        said = [phrase(TEXTS, "nothing", language, **words)]
    elif len(shown) == 1 and all(len(names) == 1 for names in telling.values()):
        metrics = _metrics(telling, language)
        said = [phrase(TEXTS, "agree", language, policy=shown[0], metrics=metrics, **words)]
    else:
        said = [_by_metric(telling, words, language)]
    if telling and len(telling) < len(first):
        silent = _metrics([metric for metric in first if metric not in telling], language)
        said.append(phrase(TEXTS, "silent", language, metrics=silent))
    said += _under_answers(found, first["mean"], language)
    said += [_sizes(found, policy, language) for policy in shown[:SHOWN]]
    sure = found.reversals[found.reversals["told"].astype(bool)]
    if len(sure):
        ends = (sure[name] for name in ("policy", "other_policy"))
        pairs = {frozenset(pair) for pair in zip(*ends, strict=True)}
        said.append(phrase(TEXTS, "reversals", language, count=len(pairs)))
    return [*said, *_frontier(found, language), caution]


def _by_metric(
    first: Mapping[str, Sequence[str]], words: Mapping[str, object], language: str
) -> str:
    """Say who comes first on each metric; metrics with the same ones share a clause."""
    ahead: dict[tuple[str, ...], list[str]] = {}
    for metric, policies in first.items():
        name = METRIC_NAMES[metric][language == "nl"]
        ahead.setdefault(tuple(sorted(policies)), []).append(name)
    parts = [
        phrase(
            TEXTS,
            "first" if len(policies) == 1 else "tie",
            language,
            policy=either(policies, language),
            metrics=listed(metrics, language),
        )
        for policies, metrics in ahead.items()
    ]
    return phrase(TEXTS, "differ", language, firsts="; ".join(parts), **words)


def _under_answers(found: Robustness, first: Sequence[str], language: str) -> list[str]:
    """Say whether the one that is best on average is so whatever the theory, as far as is told."""
    rows = found.answers
    if rows.empty or len(first) > 1:
        return []
    named = {"policy": first[0], "count": len(rows)}
    other = rows[rows["told"].astype(bool)]
    if other.empty:
        return [phrase(TEXTS, "whatever", language, **named)]
    where = [
        phrase(
            TEXTS,
            "under",
            language,
            policy=row["policy"],
            answer=answer_in_words(str(row["question"]), str(row["answer"]), language),
            question=factor_name(str(row["question"]), language),
        )
        for row in other.to_dict("records")
    ]
    return [phrase(TEXTS, "depends", language, where="; ".join(where), **named)]


def _metrics(metrics: Iterable[str], language: str) -> str:
    return listed((METRIC_NAMES[metric][language == "nl"] for metric in metrics), language)


def cost_unit(language: str) -> str:
    """Say what costs are in."""
    return phrase(TEXTS, "cost_unit", language)


def _sizes(found: Robustness, policy: str, language: str) -> str:
    rows = found.metrics[found.metrics["policy"] == policy].set_index("metric")["value"]
    unit = label_of(found.outcome).unit
    mark = ("%", f" {POINTS[language == 'nl']}") if unit == "share" else ("", "")
    mean, most = (
        number(float(rows[m]), unit, language) + mark[1] for m in ("mean_regret", "max_regret")
    )
    enough = number(found.good_enough, unit, language) + mark[0]
    share = percent(float(rows["good_enough"]), language)
    return phrase(
        TEXTS, "sizes", language, policy=policy, mean=mean, most=most, enough=enough, share=share
    )


def _frontier(found: Robustness, language: str) -> list[str]:
    table = found.frontier
    unit = label_of(found.outcome).unit
    names = []
    ahead = table[table["on_frontier"]]
    columns = (ahead[name] for name in ("policy", "cost", "money", "gain", "low", "high"))
    for policy, cost, money, gain, low, high in zip(*columns, strict=True):
        size = change(unit, language, gain, low, high)
        people = number(cost, "count", language)
        euro = phrase(TEXTS, "unknown", language)
        if not math.isnan(money):
            euro = phrase(TEXTS, "million", language, money=number(money, "count", language))
        words = {"policy": policy, "cost": people, "gain": size, "money": euro}
        names.append(phrase(TEXTS, "gain", language, **words))
    said = [
        phrase(
            TEXTS,
            "frontier",
            language,
            unit=cost_unit(language),
            names="; ".join(names),
        )
    ]
    unsure = table[~table["told"].astype(bool) & (table["gain"] != 0)]
    if len(unsure):
        policies = listed(unsure["policy"].astype(str), language)
        said.append(phrase(TEXTS, "unsure", language, names=policies))
    alone = unsure[(unsure["low"] > 0) | (unsure["high"] < 0)]
    if len(alone):
        words = {"names": listed(alone["policy"].astype(str), language), "count": len(table) - 1}
        said.append(phrase(TEXTS, "alone", language, **words))
    return [*said, *_dearer(found, language)]


def _dearer(found: Robustness, language: str) -> list[str]:
    """Name what costs more than another on the frontier, and is not told to add more."""
    ahead = found.frontier[found.frontier["on_frontier"].astype(bool)]
    policies, told = list(map(str, ahead["policy"])), distinct_pairs(found.apart, "mean")
    pairs = [
        phrase(TEXTS, "no_more", language, dear=dear, cheap=cheap)
        for cheap, dear in pairwise(policies)
        if frozenset((cheap, dear)) not in told
    ]
    return [phrase(TEXTS, "dearer", language, pairs="; ".join(pairs))] if pairs else []
