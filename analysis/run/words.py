"""Sentences made from the numbers, in English and Dutch: they say no more than the numbers do."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import pandas as pd

from analysis.stored.summary import CONFIDENCE, Estimate, estimate_in
from analysis.words.labels import GATE_NAMES, LABELS, PRIMARY, number
from analysis.words.phrases import listed, phrase
from analysis.words.titles import entitled, in_title, quoted
from sim.words.numbers import number as plain

TEXTS: dict[str, tuple[str, str]] = {
    "primary": (
        "Of the gap that own people leave, weighted by severity, collaboration closes {mean}%"
        " under {setting}{interval}",
        "Van het tekort dat eigen mensen laten, gewogen naar ernst, dicht samenwerking {mean}%"
        " bij {setting}{interval}",
    ),
    "no_primary": (
        "Under {setting} no need had a gap in any run, so there is nothing to close",
        "Bij {setting} had in geen enkele run een behoefte een tekort: er valt niets te dichten",
    ),
    "interval": (
        " ({percent}% interval {low} to {high})",
        " ({percent}%-interval {low} tot {high})",
    ),
    "difference": (
        "Under {setting} collaboration closes {mean} percentage points {direction} than under"
        " {first}{interval}.",
        "Bij {setting} dicht samenwerking {mean} procentpunt {direction} dan bij"
        " {first}{interval}.",
    ),
    "no_difference": (
        "The difference of {mean} percentage points between {setting} and {first}{interval} has an"
        " interval that covers 0: these runs do not tell the two apart.",
        "Het verschil van {mean} procentpunt tussen {setting} en {first}{interval} heeft een"
        " interval waar 0 in ligt: deze runs onderscheiden de twee niet.",
    ),
    "no_difference_at_all": (
        "No seed has a value under both {first} and {setting}, so there is no difference.",
        "Geen enkele seed heeft een waarde bij zowel {first} als {setting}: er is geen verschil.",
    ),
    "same": (
        "Collaboration closes exactly as much under {setting} as under {first}, run by run.",
        "Samenwerking dicht bij {setting} precies evenveel als bij {first}, run voor run.",
    ),
    "more": ("more", "meer"),
    "less": ("less", "minder"),
    "lost": (
        "What was lost where no support came, by the gate that was shut: {parts}.",
        "Wat verloren ging waar geen steun kwam, naar de poort die dicht zat: {parts}.",
    ),
    "lost_under": ("under {setting} {shares}", "bij {setting} {shares}"),
    "share": ("{gate} {share}%", "{gate} {share}%"),
    "nothing_lost": ("under {setting} nothing", "bij {setting} niets"),
    "unclear": (
        "The interval of the difference also covers 0 for: {names}.",
        "Ook bij deze uitkomsten ligt 0 in het interval van het verschil: {names}.",
    ),
    "unclear_alone": (
        "The interval of the difference covers 0 for: {names}.",
        "Bij deze uitkomsten ligt 0 in het interval van het verschil: {names}.",
    ),
    "all_shown": ("every other outcome in the table", "elke andere uitkomst in de tabel"),
    "beside": (
        "{setting} beside {first} (difference: {setting} less {first})",
        "{setting} naast {first} (verschil: {setting} min {first})",
    ),
    "one_seed": (
        "One seed gives no interval: read every number, and every difference, as an example.",
        "Met één seed is er geen interval: lees elk getal en elk verschil als een voorbeeld.",
    ),
    "intervals": (
        "In brackets, or after ±: {percent}% intervals over {runs} seeds.",
        "Tussen haken, of na ±: {percent}%-intervallen over {runs} seeds.",
    ),
    "footnote": (
        "Differences are paired by seed, of percentages in percentage points. n/a: the value does"
        " not exist in those runs. Shares and times are of needs without consent in advance.",
        "Verschillen zijn gepaard per seed, van percentages in procentpunten. n.v.t.: de waarde"
        " bestaat in die runs niet. Aandelen en tijden gaan over behoeften zonder toestemming"
        " vooraf.",
    ),
}


say = partial(phrase, TEXTS)


@dataclass(frozen=True, slots=True)
class Findings:
    """The tables of a run that its sentences are made from.

    Attributes:
        outcomes: From ``analysis.stored.summary.outcome_table``.
        differences: From ``analysis.stored.summary.difference_table``.
        gates: From ``analysis.run.portrait.gate_table``.
        settings: What the settings are called, in the order of the points.
    """

    outcomes: pd.DataFrame
    differences: pd.DataFrame
    gates: pd.DataFrame
    settings: Sequence[str]

    def titles(self, language: str) -> list[str]:
        """Return the settings' labels in words."""
        return [in_title(label, language) for label in self.settings]

    def in_titles(self, language: str) -> Findings:
        """Return the same findings with the settings in words, quoted."""
        names = list(map(quoted, self.titles(language)))
        return replace(self, gates=entitled(self.gates, language), settings=names)


def sentences(findings: Findings, language: str) -> list[str]:
    """Say in a few sentences what a run found."""
    said = [_primary(findings, language)]
    if len(findings.settings) > 1:
        found = estimate_in(findings.differences, PRIMARY, 1)
        said.append(_difference(findings, found, language))
    parts = "; ".join(_lost(findings, setting, language) for setting in findings.settings)
    said.append(say("lost", language, parts=parts))
    if len(findings.settings) > 1 and findings.outcomes["runs"].max() > 1:
        said += _unclear(findings, language)
    return said


def heading(findings: Findings, language: str) -> str:
    """Say what stands beside what, and which way the difference is taken."""
    if len(findings.settings) == 1:
        return findings.settings[0]
    first, setting = findings.settings
    return say("beside", language, first=first, setting=setting)


def footnote(findings: Findings, language: str) -> str:
    """Say how the numbers of the table are to be read."""
    runs = int(findings.outcomes["runs"].max())
    key = "intervals" if runs > 1 else "one_seed"
    spread = say(key, language, percent=_confidence(language), runs=runs)
    return f"{spread} {say('footnote', language)}"


def _primary(findings: Findings, language: str) -> str:
    found = estimate_in(findings.outcomes, PRIMARY, 0)
    setting = findings.settings[0]
    if math.isnan(found.mean):
        return say("no_primary", language, setting=setting) + "."
    mean = number(found.mean, "share", language)
    interval = _interval(found, language)
    return say("primary", language, mean=mean, setting=setting, interval=interval) + "."


def _confidence(language: str) -> str:
    return plain(100 * CONFIDENCE, 0, language)


def _interval(found: Estimate, language: str, *, size: bool = False) -> str:
    """Write an interval; ``size`` writes that of a difference whose direction is in words."""
    if math.isnan(found.low):
        return ""
    ends = sorted((abs(found.low), abs(found.high))) if size else (found.low, found.high)
    low, high = (number(end, "share", language) for end in ends)
    return say("interval", language, percent=_confidence(language), low=low, high=high)


def _difference(findings: Findings, found: Estimate, language: str) -> str:
    first, setting = findings.settings[:2]
    names = {"first": first, "setting": setting}
    if math.isnan(found.mean):
        return say("no_difference_at_all", language, **names)
    if found.mean == 0 and (math.isnan(found.low) or found.low == found.high):
        return say("same", language, **names)
    sure = not found.covers_zero or math.isnan(found.low)
    size = abs(found.mean) if sure else found.mean
    return say(
        "difference" if sure else "no_difference",
        language,
        mean=number(size, "share", language, signed=not sure),
        direction=say("more" if found.mean > 0 else "less", language),
        interval=_interval(found, language, size=sure),
        **names,
    )


def _lost(findings: Findings, setting: str, language: str) -> str:
    rows = findings.gates[findings.gates["setting"] == setting]
    if rows["share"].isna().all():
        return say("nothing_lost", language, setting=setting)
    ordered = rows.sort_values("share", ascending=False, kind="stable")
    place = 1 if language == "nl" else 0
    by_gate = zip(ordered["gate"].astype(str), ordered["share"].astype(float), strict=True)
    shares = [
        say("share", language, gate=GATE_NAMES[gate][place], share=number(part, "share", language))
        for gate, part in by_gate
        if part > 0
    ]
    return say("lost_under", language, setting=setting, shares=listed(shares, language))


def _unclear(findings: Findings, language: str) -> list[str]:
    """Name the shown outcomes whose difference the runs do not tell from 0."""
    there = set(findings.differences["outcome"])
    shown = [o for o, label in LABELS.items() if label.in_table and o in there]
    found = {o: estimate_in(findings.differences, o, 1) for o in shown}
    existing = {o: difference for o, difference in found.items() if not math.isnan(difference.low)}
    unclear = [o for o, difference in existing.items() if difference.covers_zero]
    others = [o for o in unclear if o != PRIMARY]
    if not others:
        return []
    names = "; ".join(LABELS[o].name(language).lower() for o in others)
    if len(others) == len(existing) - 1:
        names = say("all_shown", language)
    key = "unclear" if PRIMARY in unclear else "unclear_alone"
    return [say(key, language, names=names)]
