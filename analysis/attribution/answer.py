"""From the stored replays of a study to the tables and sentences of its attribution."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.attribution.kept import losses_from, values_from
from analysis.attribution.local import GATES
from analysis.attribution.losses import share_table
from analysis.attribution.replays import class_worth_table, worth_table
from analysis.labels import GATE_NAMES, label_of, number
from analysis.phrases import floats, listed, percent, phrase, points
from experiments.factors import NO_IDEAL

ENDS = ("low", "high")
TEXTS: dict[str, tuple[str, str]] = {
    "who": (
        "{setting}: who says no: of what was lost where no support came, {shares}; {several}% of it"
        " had more than one shut gate, and is split equally over them.",
        "{setting}: wie nee zegt: van wat verloren ging waar geen steun kwam, {shares}; bij"
        " {several}% daarvan was meer dan een poort dicht, en dat deel is gelijk verdeeld.",
    ),
    "share": ("{gate} {share}%", "{gate} {share}%"),
    "worth": (
        "What it would bring: opened in every order, the gates are worth {worths}, together"
        " {all} ({outcome}: from {actual} to {ideal}).",
        "Wat het zou opleveren: in elke volgorde geopend zijn de poorten {worths} waard, samen"
        " {all} ({outcome}: van {actual} naar {ideal}).",
    ),
    "worth_of": ("{gate} {worth}", "{gate} {worth}"),
    "differ": (
        "The two differ: {first} says no most, but {other} would bring most.",
        "De twee verschillen: {first} zegt het meest nee, maar {other} zou het meest opleveren.",
    ),
    "agree": (
        "Both point to {first}.",
        "Beide wijzen naar {first}.",
    ),
    "unsure": (
        "Which gate would bring most is not clear: the intervals of {names} overlap.",
        "Welke poort het meest zou opleveren is niet duidelijk: de intervallen van {names}"
        " overlappen.",
    ),
    "zero": (
        "No gate's worth can be told from 0.",
        "Van geen enkele poort is de waarde van 0 te onderscheiden.",
    ),
    "unsure_who": (
        "Which gate says no most is not clear: the intervals of {names} overlap; {other} would"
        " bring most.",
        "Welke poort het meest nee zegt is niet duidelijk: de intervallen van {names} overlappen;"
        " {other} zou het meest opleveren.",
    ),
    "one_seed": (
        "One seed gives no interval: which gate would bring most may be luck.",
        "Een seed geeft geen interval: welke poort het meest zou opleveren, kan toeval zijn.",
    ),
    "nothing": ("{setting}: nothing was lost.", "{setting}: er ging niets verloren."),
}


@dataclass(frozen=True, slots=True)
class Attribution:
    """All tables of one study.

    Attributes:
        outcome: The outcome that worths are of.
        gates: Local shares by setting and gate.
        causes: Local shares by setting, gate and cause.
        classes: Local shares by setting, class and gate.
        worth: What each gate would bring, by setting.
        class_worth: The same by class, of the share of its own gap that is closed.
        settings: The settings' labels, in order.
    """

    outcome: str
    gates: pd.DataFrame
    causes: pd.DataFrame
    classes: pd.DataFrame
    worth: pd.DataFrame
    class_worth: pd.DataFrame
    settings: Sequence[str]

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by the name of their file."""
        return {
            "who_says_no": self.gates,
            "causes": self.causes,
            "who_says_no_by_class": self.classes,
            "worth": self.worth,
            "worth_by_class": self.class_worth,
        }


def attribution_of(
    runs: pd.DataFrame, kept: pd.DataFrame, classes: Sequence[str], outcome: str
) -> Attribution:
    """Work out all tables.

    Args:
        runs: A row per run: setting, ideal ("none" or names joined with ``+``), seed, outcomes.
        kept: What ``keep_gates`` gave, with setting, ideal and seed.
        classes: The classes of the world, in its order.
        outcome: The outcome that worths are of.
    """
    replayed = runs.assign(ideal=runs["ideal"].replace(NO_IDEAL, ""))
    stored = kept.assign(ideal=kept["ideal"].replace(NO_IDEAL, ""))
    losses = losses_from(stored[stored["ideal"] == ""], classes)
    return Attribution(
        outcome=outcome,
        gates=share_table(losses, "gate"),
        causes=share_table(losses, "cause"),
        classes=share_table(losses, "class"),
        worth=worth_table(replayed, outcome),
        class_worth=class_worth_table(values_from(stored, classes)),
        settings=list(dict.fromkeys(runs["setting"])),
    )


def sentences(found: Attribution, language: str) -> list[str]:
    """Say, per setting, who says no and what each gate would bring."""
    said = []
    for setting in found.settings:
        gates = found.gates[found.gates["setting"] == setting]
        if gates.empty or gates["share"].isna().all():
            said.append(phrase(TEXTS, "nothing", language, setting=setting))
            continue
        said.append(_who(gates, setting, language))
        said += _worth(found, setting, _first(gates), language)
    return said


def _first(gates: pd.DataFrame) -> list[str]:
    """Return the gate that says no most, with those that these runs do not tell from it."""
    ordered = gates[gates["gate"].isin(GATES)].sort_values("share", ascending=False)
    best = ordered.iloc[0]
    return [str(g) for g, high in zip(ordered["gate"], ordered["high"], strict=True)
            if g == best["gate"] or not best["low"] > high]  # fmt: skip


def _who(gates: pd.DataFrame, setting: str, language: str) -> str:
    ordered = gates.sort_values("share", ascending=False, kind="stable")
    shares = [
        phrase(TEXTS, "share", language, gate=_gate(g, language), share=percent(s, language))
        for g, s in zip(ordered["gate"], ordered["share"], strict=True)
    ]
    several = percent(float((gates["share"] - gates["sole"]).sum()), language)
    return phrase(
        TEXTS, "who", language, setting=setting, shares=listed(shares, language), several=several
    )


def _worth(found: Attribution, setting: str, firsts: list[str], language: str) -> list[str]:
    rows = found.worth[found.worth["setting"] == setting].set_index("gate")
    if rows.loc[list(GATES), "worth"].isna().any():
        return []
    ordered = rows.loc[list(GATES)].sort_values("worth", ascending=False)
    unit = label_of(found.outcome).unit

    def written(gate: str) -> str:
        worth, low, high = floats(rows.loc[gate], "worth", *ENDS)
        if unit == "share":
            return points(worth, language, low, high)
        return number(worth, unit, language, signed=True)

    worths = [
        phrase(TEXTS, "worth_of", language, gate=_gate(gate, language), worth=written(gate))
        for gate in map(str, ordered.index)
    ]
    worth_of = dict(zip(rows.index, rows["worth"].astype(float), strict=True))
    mark = "%" if unit == "share" else ""
    said = phrase(
        TEXTS,
        "worth",
        language,
        worths=listed(worths, language),
        all=written("recoverable"),
        outcome=label_of(found.outcome).name(language).lower(),
        actual=number(worth_of["actual"], unit, language) + mark,
        ideal=number(worth_of["all"], unit, language) + mark,
    )
    best, second = (str(gate) for gate in ordered.index[:2])
    low, high = (dict(zip(rows.index, rows[end].astype(float), strict=True)) for end in ENDS)
    if math.isnan(low[best]):
        return [said, phrase(TEXTS, "one_seed", language)]
    if not low[best] > 0:
        return [said, phrase(TEXTS, "zero", language)]
    if not low[best] > high[second]:
        names = listed((_gate(gate, language) for gate in (best, second)), language)
        return [said, phrase(TEXTS, "unsure", language, names=names)]
    key = "unsure_who" if len(firsts) > 1 else "agree" if [best] == firsts else "differ"
    names = listed((_gate(gate, language) for gate in firsts), language)
    named = {"first": names, "names": names, "other": _gate(best, language)}
    return [said, phrase(TEXTS, key, language, **named)]


def _gate(gate: str, language: str) -> str:
    return GATE_NAMES[gate][language == "nl"]
