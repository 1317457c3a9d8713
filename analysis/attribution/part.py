"""Who says no, and what it would bring: the part of a report that a study of attribution makes."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace

import pandas as pd

from analysis.attribution.answer import Attribution, sentences
from analysis.attribution.figures import causes_figure, gates_and_worth_figure
from analysis.attribution.first import first_by_share, first_by_worth
from analysis.attribution.local import GATES
from analysis.stored.part import Grid, Part, picture
from analysis.stored.stored import Stored
from analysis.words.labels import GATE_NAMES, label_of, number
from analysis.words.phrases import change, either, floats, listed, percent, phrase, spanned
from analysis.words.titles import entitled, unquoted

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
    "heading": ("Setting", "Situatie"),
    "share": ("lost to {gate} (%)", "verloren aan {gate} (%)"),
    "would": ("opening {gate} would bring{unit}", "{gate} openen zou opleveren{unit}"),
    "unit": (" (percentage points)", " (procentpunt)"),
    "differ": (
        "Who says no and what opening a gate would bring are different questions: a gate can be"
        " shut often without being the one that is worth opening. Opening a gate here is an ideal,"
        " not a measure that can be taken.",
        "Wie nee zegt en wat het openen van een poort zou opleveren zijn verschillende vragen: een"
        " poort kan vaak dicht zijn zonder dat openen loont. Een poort openen is hier een ideaal,"
        " geen maatregel die men kan nemen.",
    ),
}  # fmt: skip


def part_of(stored: Stored, language: str) -> Part:
    """Return the part of a study of attribution."""
    found = attribution_in(stored, language)
    titles = [unquoted(name) for name in found.settings]
    return Part(
        verb="attribute",
        where=listed(titles, language),
        leads=_lead(found, language),
        said=sentences(found, language),
        grids=[_grid(found, language)],
        pictures=[
            picture("gates_and_worth", lambda: gates_and_worth_figure(found, titles, language)),
            picture("causes", lambda: causes_figure(found, titles, language)),
        ],
        command=stored.command,
        doubts=[phrase(TEXTS, "differ", language)],
    )


def attribution_in(stored: Stored, language: str) -> Attribution:
    """Read what a study found, its settings in words."""
    gates, causes, classes, worth, class_worth = (
        stored.table(name)
        for name in ("who_says_no", "causes", "who_says_no_by_class", "worth", "worth_by_class")
    )
    outcome = str(stored.asked("outcome", "gap_closed"))
    settings = list(dict.fromkeys(worth["setting"]))
    found = Attribution(outcome, gates, causes, classes, worth, class_worth, settings)
    return in_titles(found, language)


def in_titles(found: Attribution, language: str) -> Attribution:
    """Return what was found with its settings in words, quoted."""
    worth = entitled(found.worth, language)
    return replace(
        found,
        gates=entitled(found.gates, language),
        causes=entitled(found.causes, language),
        classes=entitled(found.classes, language),
        worth=worth,
        class_worth=entitled(found.class_worth, language),
        settings=list(dict.fromkeys(worth["setting"])),
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


def _grid(found: Attribution, language: str) -> Grid:
    names = [_gate(gate, language) for gate in GATES]
    unit = phrase(TEXTS, "unit", language) if label_of(found.outcome).unit == "share" else ""
    said = [{"gate": name, "unit": unit} for name in names]
    columns = [phrase(TEXTS, key, language, **n) for key in ("share", "would") for n in said]
    rows: list[Sequence[str]] = []
    for setting in found.settings:
        gates = found.gates[found.gates["setting"] == setting].set_index("gate").reindex(GATES)
        worth = found.worth[found.worth["setting"] == setting].set_index("gate").reindex(GATES)
        shares = [_share(row, language) for _, row in gates.iterrows()]
        sizes = [_worth(row, found.outcome, language) for _, row in worth.iterrows()]
        rows.append([unquoted(setting), *shares, *sizes])
    return Grid(phrase(TEXTS, "heading", language), columns, rows)


def _share(row: pd.Series, language: str) -> str:
    share, low, high = (float(row[name]) for name in ("share", "low", "high"))
    if math.isnan(low):
        return number(share, "share", language)
    return spanned(share, language, low, high, signed=False)


def _worth(row: pd.Series, outcome: str, language: str) -> str:
    if label_of(outcome).unit != "share":
        return _size(row, outcome, language)
    size, low, high = floats(row, "worth", "low", "high")
    return spanned(size, language, low, high)


def _gate(gate: object, language: str) -> str:
    return GATE_NAMES[str(gate)][language == "nl"]
