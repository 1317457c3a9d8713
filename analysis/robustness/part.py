"""Which levers hold up, and at what cost: the part of a report that a study of policies makes."""

from __future__ import annotations

import math

import pandas as pd

from analysis.robustness.found import Robustness, in_titles
from analysis.robustness.words import FOUND
from analysis.stored.answer import Answer
from analysis.stored.grid import Grid
from analysis.stored.part import Part, part_from
from analysis.words.labels import Unit, label_of, number
from analysis.words.phrases import change, floats, listed, phrase, spanned
from analysis.words.titles import quoted, unquoted

LEADING = 3
REGRETS = ("mean_regret", "p90_regret", "max_regret")
EFFICIENCIES = ("per_ten_persons", "per_million")
TEXTS: dict[str, tuple[str, str]] = {
    "lead": (
        "Over {futures} futures the levers whose gain ({outcome}) is beaten by no other of their"
        " cost, and can be told from 0, are {names}.",
        "Over {futures} toekomsten, met een winst ({outcome}) die door geen andere maatregel voor"
        " die kosten wordt verslagen en van 0 te onderscheiden is: {names}.",
    ),
    "none": (
        "Over {futures} futures no lever has a gain ({outcome}) that can be told from 0.",
        "Over {futures} toekomsten heeft geen enkele maatregel een winst ({outcome}) die van 0 te"
        " onderscheiden is.",
    ),
    "gain": (
        "{policy}: {gain} for {cost} persons away from their units",
        "{policy}: {gain} voor {cost} personen weg van hun eenheid",
    ),
    "believed": ("{where}; from a belief", "{where}; uit een overtuiging"),
    "heading": ("Lever", "Maatregel"),
    "cost": ("cost (persons)", "kosten (personen)"),
    "money": ("money (million euro a year)", "geld (miljoen euro per jaar)"),
    "unknown": ("unknown", "onbekend"),
    "none_spent": ("–", "–"),
    "p90_regret": ("regret, 90th percentile{unit}", "spijt, 90e percen\u00adtiel{unit}"),
    "per_ten_persons": ("gain for each 10 persons{unit}", "winst per 10 personen{unit}"),
    "per_million": ("gain for each million euro{unit}", "winst per miljoen euro{unit}"),
    "won": ("gain over no policy{unit}", "winst boven geen beleid{unit}"),
    "points": (" (pp)", " (pp)"),
    "told": ("told from 0", "te onder\u00adscheiden van 0"),
    "beaten": ("beaten by none at its cost", "niet verslagen bij die kosten"),
    "mean_regret": ("mean regret{unit}", "gemid\u00addelde spijt{unit}"),
    "max_regret": ("largest regret{unit}", "grootste spijt{unit}"),
    "good_enough": ("good enough (%)", "goed genoeg (%)"),
    "yes": ("yes", "ja"),
    "no": ("no", "nee"),
    "doubt": (
        "Another weighing of futures: they are drawn evenly from ranges, so a share of futures is"
        " no probability. Costs in people are declared with the levers; costs in money without a"
        " figure are unknown, not zero.",
        "Een andere weging van toekomsten: ze zijn gelijk uit bereiken getrokken, dus een aandeel"
        " toekomsten is geen kans. Kosten in mensen zijn bij de maatregelen opgegeven; kosten in"
        " geld waarvoor geen cijfer is gevonden zijn onbekend, niet nul.",
    ),
}


def part_of(answer: Answer, language: str) -> Part:
    """Return the part of a study of robustness."""
    found = in_titles(answer.parts[FOUND], language, unquoted)
    said = answer.sentences(language)
    where = listed(dict.fromkeys(map(str, found.regrets["group"])), language)
    if answer.question.get("belief") is not None:
        where = phrase(TEXTS, "believed", language, where=where)
    return part_from(
        answer,
        language,
        "frontier",
        "regret",
        where=where,
        leads=[_lead(found, language) if found.enough else said[0]],
        doubts=[phrase(TEXTS, "doubt", language)],
    )


def _gain(row: pd.Series, outcome: str, language: str) -> str:
    return change(label_of(outcome).unit, language, *floats(row, "gain", "low", "high"))


def _won(row: pd.Series, outcome: str, language: str) -> str:
    if label_of(outcome).unit != "share":
        return _gain(row, outcome, language)
    gain, low, high = floats(row, "gain", "low", "high")
    return spanned(gain, language, low, high)


def _cost(row: pd.Series, language: str) -> str:
    return number(float(row["cost"]), "count", language)


def _money(row: pd.Series, language: str) -> str:
    money = float(row["money"])
    if math.isnan(money):
        return phrase(TEXTS, "unknown", language)
    return number(money, "count", language)


def _for_each(gain: float, unit: Unit, language: str) -> str:
    """Write a gain for each of something; where nothing is spent, or it is not known, a dash."""
    if math.isnan(gain):
        return phrase(TEXTS, "none_spent", language)
    return number(gain, unit, language, signed=True, decimals=2 if unit == "share" else None)


def _lead(found: Robustness, language: str) -> str:
    table = found.frontier
    said = {
        "futures": int(found.metrics["futures"].iloc[0]),
        "outcome": label_of(found.outcome).name(language).lower(),
    }
    sure = table[table["on_frontier"].astype(bool) & table["told"].astype(bool)]
    sure = sure[sure["gain"] > 0]
    if sure.empty:
        return phrase(TEXTS, "none", language, **said)
    names = [
        phrase(
            TEXTS,
            "gain",
            language,
            policy=quoted(str(row["policy"])),
            gain=_gain(row, found.outcome, language),
            cost=_cost(row, language),
        )
        for _, row in sure.sort_values("gain", ascending=False)[:LEADING].iterrows()
    ]
    return phrase(TEXTS, "lead", language, names="; ".join(names), **said)


def grid_of(found: Robustness, language: str) -> Grid:
    """Return gain, cost and regret of every policy as people read them."""
    metrics = found.metrics.pivot(index="policy", columns="metric", values="value")
    unit = label_of(found.outcome).unit
    rows = []
    for _, row in found.frontier.sort_values("gain", ascending=False).iterrows():
        own = metrics.loc[row["policy"]]
        told = bool(row["told"])
        rows.append(
            [
                str(row["policy"]),
                _cost(row, language),
                _money(row, language),
                _won(row, found.outcome, language),
                phrase(TEXTS, "yes" if told else "no", language),
                phrase(TEXTS, "yes" if row["on_frontier"] else "no", language),
                *(number(float(own[name]), unit, language) for name in REGRETS),
                number(float(own["good_enough"]), "share", language),
                *(_for_each(float(row[name]), unit, language) for name in EFFICIENCIES),
            ]
        )
    mark = phrase(TEXTS, "points", language) if unit == "share" else ""
    keys = ("cost", "money", "won", "told", "beaten", *REGRETS, "good_enough", *EFFICIENCIES)
    columns = [phrase(TEXTS, key, language, unit=mark) for key in keys]
    return Grid(phrase(TEXTS, "heading", language), columns, rows)
