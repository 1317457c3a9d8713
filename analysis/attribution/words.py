"""What an attribution found, and how it says so in English and Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from analysis.attribution.first import first_by_share, first_by_worth
from analysis.attribution.local import GATES
from analysis.attribution.losses import share_table
from analysis.attribution.replays import class_worth_table, worth_table
from analysis.attribution.stored import losses_from, values_from
from analysis.words.labels import GATE_NAMES, label_of, number
from analysis.words.phrases import change, floats, listed, percent, phrase
from analysis.words.titles import entitled, in_title, quoted
from experiments.design.factors import NO_IDEAL
from sim.outcomes import LOWER_IS_BETTER

TEXTS: dict[str, tuple[str, str]] = {
    "who": (
        "{setting}: who says no: of what was lost where no support came, {shares}; {several}% of it"
        " had more than one shut gate, and is split equally over them.",
        "{setting}: wie nee zegt: van wat verloren ging waar geen steun kwam, {shares}; bij"
        " {several}% daarvan was meer dan één poort dicht, en dat deel is gelijk verdeeld.",
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
    "none_worth": (
        "No gate is worth opening by more than the runs can tell from 0.",
        "Geen enkele poort levert bij openen meer op dan van 0 te onderscheiden is.",
    ),
    "unsure_who": (
        "Which gate says no most is not clear: these runs do not tell {names} apart.",
        "Welke poort het meest nee zegt is niet duidelijk: deze runs onderscheiden {names} niet.",
    ),
    "unsure": (
        "Which gate would bring most is not clear: these runs do not tell {names} apart.",
        "Welke poort het meest zou opleveren is niet duidelijk: deze runs onderscheiden {names}"
        " niet.",
    ),
    "one_seed": (
        "One seed gives no interval: which gate would bring most may be luck.",
        "Eén seed geeft geen interval: welke poort het meest zou opleveren, kan toeval zijn.",
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

    def in_titles(self, language: str) -> Attribution:
        """Return the same with its settings in words, quoted."""
        return replace(
            self,
            gates=entitled(self.gates, language),
            causes=entitled(self.causes, language),
            classes=entitled(self.classes, language),
            worth=entitled(self.worth, language),
            class_worth=entitled(self.class_worth, language),
            settings=[quoted(in_title(setting, language)) for setting in self.settings],
        )


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
        said += _worth(found, setting, first_by_share(gates), language)
    return said


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


def _worth(found: Attribution, setting: str, first: Sequence[str], language: str) -> list[str]:
    rows = found.worth[found.worth["setting"] == setting].set_index("gate")
    if rows.loc[list(GATES), "worth"].isna().any():
        return []
    ordered = rows.loc[list(GATES)].sort_values(
        "worth", ascending=found.outcome in LOWER_IS_BETTER, kind="stable"
    )
    unit = label_of(found.outcome).unit

    def written(gate: str) -> str:
        return change(unit, language, *floats(rows.loc[gate], "worth", "low", "high"))

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
    return [said, *_held_against(ordered.reset_index(), found.outcome, first, language)]


def _held_against(
    worth: pd.DataFrame, outcome: str, first: Sequence[str], language: str
) -> list[str]:
    """Say whether the gate that says no most is the one that would bring most.

    Args:
        worth: gate, worth, low and high of the three gates.
        outcome: The outcome that worths are of.
        first: The gates that may say no most.
        language: "en" or "nl".
    """
    if worth["low"].isna().any():
        return [phrase(TEXTS, "one_seed", language)]
    best = first_by_worth(worth, outcome)
    said = [] if best else [phrase(TEXTS, "none_worth", language)]
    for key, gates in (("unsure_who", first), ("unsure", best)):
        if len(gates) > 1:
            names = listed((_gate(gate, language) for gate in gates), language)
            said.append(phrase(TEXTS, key, language, names=names))
    if said:
        return said
    key = "agree" if best == first else "differ"
    named = {"first": _gate(first[0], language), "other": _gate(best[0], language)}
    return [phrase(TEXTS, key, language, **named)]


def _gate(gate: str, language: str) -> str:
    return GATE_NAMES[gate][language == "nl"]
