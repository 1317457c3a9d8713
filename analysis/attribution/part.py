"""Who says no, and what it would bring: the part of a report that a study of attribution makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.attribution.first import first_by_share, first_by_worth
from analysis.attribution.local import GATES
from analysis.attribution.words import Attribution
from analysis.stored.answer import Answer
from analysis.stored.part import Part, part_from
from analysis.words.labels import GATE_NAMES, label_of, number
from analysis.words.phrases import change, either, floats, listed, listed_apart, percent, phrase
from analysis.words.titles import unquoted

TEXTS: dict[str, tuple[str, str]] = {
    "lead": (
        "Of what is lost where no support comes, most is lost to {who}; what opening a gate would"
        " bring most ({outcome}): {worths}.",
        "Van wat verloren gaat waar geen steun komt, gaat het meeste verloren aan {who}; wat het"
        " openen van een poort het meest zou opleveren ({outcome}): {worths}.",
    ),
    "who": ("{gate} under {settings}", "{gate} bij {settings}"),
    "part": ("{setting} ({share}%{interval})", "{setting} ({share}%{interval})"),
    "interval": (", {low} to {high}", ", {low} tot {high}"),
    "worth": ("{setting}, {size}", "{setting}, {size}"),
    "tie": (
        "{gates} under {setting}, which these runs do not tell apart",
        "{gates} bij {setting}, wat deze runs niet onderscheiden",
    ),
    "zero": (
        "under {setting} no gate whose worth can be told from 0",
        "bij {setting} geen poort waarvan de waarde van 0 te onderscheiden is",
    ),
    "differ": (
        "Who says no and what opening a gate would bring are different questions: a gate can be"
        " shut often without being the one that is worth opening. Opening a gate here is an ideal,"
        " not a measure that can be taken.",
        "Wie nee zegt en wat het openen van een poort zou opleveren zijn verschillende vragen: een"
        " poort kan vaak dicht zijn zonder dat openen loont. Een poort openen is hier een ideaal,"
        " geen maatregel die men kan nemen.",
    ),
}


def part_of(answer: Answer, language: str) -> Part:
    """Return the part of a study of attribution."""
    found: Attribution = answer.parts["found"].in_titles(language)
    return part_from(
        answer,
        language,
        "gates_and_worth",
        "causes",
        where=listed_apart(map(unquoted, found.settings), language),
        leads=_lead(found, language),
        doubts=[phrase(TEXTS, "differ", language)],
    )


def _lead(found: Attribution, language: str) -> list[str]:
    who: dict[str, list[str]] = {}
    worths: dict[str, list[str]] = {}
    alike, unclear = [], []
    for setting in found.settings:
        gates = found.gates[(found.gates["setting"] == setting) & found.gates["gate"].isin(GATES)]
        worth = found.worth[(found.worth["setting"] == setting) & found.worth["gate"].isin(GATES)]
        if gates["share"].isna().all() or worth["worth"].isna().any():
            continue
        first = first_by_share(gates)
        if len(first) > 1:
            sizes = [_part(gates, gate, _gate(gate, language), language) for gate in first]
            alike.append(_tie(sizes, setting, language))
        else:
            who.setdefault(first[0], []).append(_part(gates, first[0], setting, language))
        best, text = most(worth, setting, found.outcome, language)
        if best:
            worths.setdefault(best, []).append(text)
        else:
            unclear.append(text)
    if not who and not alike:
        return []
    parts = {
        "who": "; ".join([*_by_gate(who, language), *alike]),
        "worths": "; ".join([*_by_gate(worths, language), *unclear]),
        "outcome": label_of(found.outcome).name(language).lower(),
    }
    return [phrase(TEXTS, "lead", language, **parts)]


def _by_gate(parts: Mapping[str, Sequence[str]], language: str) -> list[str]:
    return [
        phrase(TEXTS, "who", language, gate=_gate(gate, language), settings=listed(said, language))
        for gate, said in parts.items()
    ]


def most(worth: pd.DataFrame, setting: str, outcome: str, language: str) -> tuple[str | None, str]:
    """Return which gate would bring most and what; no gate where the runs do not tell.

    Args:
        worth: gate, worth, low and high of each gate.
        setting: What the setting is called.
        outcome: The outcome that worths are of.
        language: "en" or "nl".
    """
    first = first_by_worth(worth, outcome)
    if not first:
        return None, phrase(TEXTS, "zero", language, setting=setting)
    sizes = [_size(_row(worth, gate), outcome, language) for gate in first]
    if len(first) == 1:
        return first[0], phrase(TEXTS, "worth", language, setting=setting, size=sizes[0])
    named = [
        phrase(TEXTS, "worth", language, setting=_gate(gate, language), size=size)
        for gate, size in zip(first, sizes, strict=True)
    ]
    return None, _tie(named, setting, language)


def _tie(gates: Sequence[str], setting: str, language: str) -> str:
    return phrase(TEXTS, "tie", language, gates=either(gates, language), setting=setting)


def _part(gates: pd.DataFrame, gate: str, name: str, language: str) -> str:
    row = _row(gates, gate)
    share = percent(float(row["share"]), language)
    said = {"setting": name, "share": share, "interval": _interval(row, language)}
    return phrase(TEXTS, "part", language, **said)


def _row(table: pd.DataFrame, gate: str) -> pd.Series:
    return table[table["gate"] == gate].iloc[0]


def _interval(row: pd.Series, language: str) -> str:
    if pd.isna(row["low"]):
        return ""
    low, high = (number(float(row[end]), "share", language) for end in ("low", "high"))
    return phrase(TEXTS, "interval", language, low=low, high=high)


def _size(row: pd.Series, outcome: str, language: str) -> str:
    return change(label_of(outcome).unit, language, *floats(row, "worth", "low", "high"))


def _gate(gate: object, language: str) -> str:
    return GATE_NAMES[str(gate)][language == "nl"]
