"""Which policy holds up over the futures, in words."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from analysis.robustness.apart import firsts, told_pairs
from analysis.robustness.found import Robustness
from analysis.robustness.robustness import FEWEST_BEHIND, seldom_behind
from analysis.stored.summary import FEWEST_RESAMPLED
from analysis.words.factors import answer_in_words, factor_name
from analysis.words.labels import label_of, number
from analysis.words.phrases import change, either, listed, percent, phrase
from analysis.words.titles import in_title, unquoted
from experiments.study.notes import ABOUT, Note

TEXTS: dict[str, tuple[str, str]] = {
    "agree": (
        "Over {futures} futures {policy} comes first on {metrics}, and is told from every other"
        " policy on each ({outcome}).",
        "Over {futures} toekomsten staat {policy} eerste op {metrics}, en is op elk daarvan van elk"
        " ander beleid te onderscheiden ({outcome}).",
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
    "silent": (
        "By {metrics} no policy is told from the first.",
        "Op {metrics} is geen beleid van het eerste te onderscheiden.",
    ),
    "nothing": (
        "Over {futures} futures no policy is told from any other on any metric of robustness"
        " ({outcome}).",
        "Over {futures} toekomsten is geen beleid op enige maat van robuustheid van een ander te"
        " onderscheiden ({outcome}).",
    ),
    "differ": (
        "Over {futures} futures no policy comes first by itself on every metric ({outcome}):"
        " {firsts}. Where metrics have other firsts, which to prefer depends on how much risk is"
        " accepted.",
        "Over {futures} toekomsten staat geen beleid alleen op elke maat eerste ({outcome}):"
        " {firsts}. Waar maten een andere eerste hebben, hangt de voorkeur af van hoeveel risico"
        " men aanvaardt.",
    ),
    "first": ("{policy} on {metrics}", "{policy} op {metrics}"),
    "tie": (
        "on {metrics} {policy}, which these futures do not tell apart from the first",
        "op {metrics} {policy}, die deze toekomsten niet van de eerste onderscheiden",
    ),
    "whatever": (
        "Under none of {count} answers to open questions of theory is another policy told to be"
        " better on average than {policy}.",
        "Bij geen van {count} antwoorden op open theoretische vragen is een ander beleid gemiddeld"
        " aantoonbaar beter dan {policy}.",
    ),
    "depends": (
        "It depends on theory: on average others are told to be better than {policy} under these"
        " answers to open questions: {where}.",
        "Het hangt van de theorie af: gemiddeld is ander beleid aantoonbaar beter dan {policy} bij"
        " deze antwoorden op open vragen: {where}.",
    ),
    "seldom": (
        "these have regret in fewer than {fewest} of the {futures} futures, so that the interval of"
        " their mean regret misses what is rare, and holds the truth less often than 95%: {names}",
        "deze hebben in minder dan {fewest} van de {futures} toekomsten spijt, zodat het interval"
        " van hun gemiddelde spijt mist wat zeldzaam is, en de waarheid minder vaak dan 95% bevat:"
        " {names}",
    ),
    "in": ("{policy} ({count})", "{policy} ({count})"),
    "under": ("{policy} ({question}: {answer})", "{policy} ({question}: {answer})"),
    "sizes": (
        "{policy} misses the best policy of a future by {mean} on average and by {most} at worst,"
        " and is good enough ({enough}) in {share}% of the futures.",
        "{policy} blijft gemiddeld {mean} achter bij het beste beleid van een toekomst en op zijn"
        " slechtst {most}, en is goed genoeg ({enough}) in {share}% van de toekomsten.",
    ),
    "reversals": (
        "Pairs of policies that change places between two metrics, where both tell them apart:"
        " {count}.",
        "Paren van beleid die tussen twee maten van plaats wisselen, waar beide ze onderscheiden:"
        " {count}.",
    ),
    "frontier": (
        "Against what they cost ({unit}, and million euro a year beside their pay), these are"
        " beaten by no other on both: {names}.",
        "Naast wat het kost ({unit}, en miljoen euro per jaar naast hun loon) wordt dit door geen"
        " ander beleid op beide verslagen: {names}.",
    ),
    "cost_unit": (
        "cost: persons away from their units, on average over the year",
        "kosten: personen weg van hun eenheid, gemiddeld over het jaar",
    ),
    "gain": (
        "{policy}, {gain} for {cost} persons and {money}",
        "{policy}, {gain} voor {cost} personen en {money}",
    ),
    "million": ("{money} million euro", "{money} miljoen euro"),
    "unknown": ("unknown money", "onbekend geld"),
    "unsure": (
        "Gains that cannot be told from 0: {names}.",
        "Winst die niet van 0 te onderscheiden is: {names}.",
    ),
    "alone": (
        "Of these the interval by itself does not cover 0, but corrected for {count} policies"
        " (Holm) they are not told from it: {names}.",
        "Hiervan ligt 0 niet in het interval op zich, maar gecorrigeerd voor {count} keer beleid"
        " (Holm) zijn ze er niet van te onderscheiden: {names}.",
    ),
    "dearer": (
        "Costs more, and is not told to add more on average: {pairs}.",
        "Kost meer, en voegt gemiddeld niet aantoonbaar meer toe: {pairs}.",
    ),
    "no_more": ("{dear} than {cheap}", "{dear} dan {cheap}"),
    "caution": (
        "Futures are weighted equally, and drawn from what is assumed or held: a share of futures"
        " is no probability.",
        "Toekomsten tellen even zwaar, en komen uit wat is aangenomen of wordt gevonden: een"
        " aandeel toekomsten is geen kans.",
    ),
}
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
            TEXTS, "seldom", language, fewest=FEWEST_BEHIND, futures=len(found.grid),
            names=listed(names, language),
        )  # fmt: skip

    # Of the figures these draw mean regrets.
    return [{"en": said("en"), "nl": said("nl"), ABOUT: ["regret", "ranks"]}]


def sentences(found: Robustness, language: str) -> list[str]:
    """Say which policies hold up, at what cost, and where metrics disagree."""
    outcome = label_of(found.outcome).name(language).lower()
    words = {"futures": len(found.grid), "fewest": FEWEST_RESAMPLED, "outcome": outcome}
    caution = phrase(TEXTS, "caution", language)
    if not found.enough:
        return [phrase(TEXTS, "few", language, **words), caution]
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
        phrase(TEXTS, "first" if len(policies) == 1 else "tie", language,
               policy=either(policies, language), metrics=listed(metrics, language))
        for policies, metrics in ahead.items()
    ]  # fmt: skip
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
            TEXTS, "under", language, policy=row["policy"],
            answer=answer_in_words(str(row["question"]), str(row["answer"]), language),
            question=factor_name(str(row["question"]), language),
        )
        for row in other.to_dict("records")
    ]  # fmt: skip
    return [phrase(TEXTS, "depends", language, where="; ".join(where), **named)]


def _metrics(metrics: Iterable[str], language: str) -> str:
    return listed((METRIC_NAMES[metric][language == "nl"] for metric in metrics), language)


def cost_unit(language: str) -> str:
    """Say what costs are in."""
    return phrase(TEXTS, "cost_unit", language)


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
            TEXTS, "frontier", language, unit=cost_unit(language), names="; ".join(names),
        )
    ]  # fmt: skip
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
    policies, told = list(map(str, ahead["policy"])), told_pairs(found.apart, "mean")
    pairs = [
        phrase(TEXTS, "no_more", language, dear=dear, cheap=cheap)
        for cheap, dear in pairwise(policies)
        if frozenset((cheap, dear)) not in told
    ]
    return [phrase(TEXTS, "dearer", language, pairs="; ".join(pairs))] if pairs else []
