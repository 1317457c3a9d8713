"""The virtual interview in words: the two tables for readers and the sentences below them."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import Any

import pandas as pd

from analysis.interview.interview import candour, first_gates
from analysis.stored.grid import Grid
from analysis.words.labels import GATE_NAMES, REASON_NAMES, number
from analysis.words.phrases import either
from sim.setting.setting import Setting
from sim.words.numbers import number as plain

Texts = dict[str, tuple[str, str]]

TEXTS: Texts = {
    "officials": (
        "The {count} officials of seed {seed}",
        "De {count} functionarissen van seed {seed}",
    ),
    "reasons": ("What stood in the way", "Wat in de weg stond"),
    "official": ("official", "functionaris"),
    "role": ("role", "rol"),
    "asks": ("asks", "vraagt"),
    "answers": ("answers", "antwoordt"),
    "requests": ("needs", "behoeften"),
    "most_stated": ("named most", "meest genoemd"),
    "most_true": ("truly most", "werkelijk meest"),
    "otherwise": ("named otherwise (%)", "anders genoemd (%)"),
    "reason": ("reason", "reden"),
    "stated": ("stated (%)", "genoemd (%)"),
    "true": ("true (%)", "werkelijk (%)"),
    "rank": ("rank stated / true", "rang genoemd / werkelijk"),
    "nothing": ("-", "-"),
    "nobody": (
        "None of the officials met a need that got no support.",
        "Geen van de functionarissen had te maken met een behoefte zonder steun.",
    ),
    "first_same": (
        "Of requests that were made, officials name {stated} most, and that is also what most"
        " stood in the way.",
        "Van gedane verzoeken noemen functionarissen {stated} het meest, en dat stond ook het meest"
        " in de weg.",
    ),
    "first_other": (
        "Of requests that were made, officials name {stated} most, while {true} most stood in the"
        " way.",
        "Van gedane verzoeken noemen functionarissen {stated} het meest, terwijl {true} het meest"
        " in de weg stond.",
    ),
    "first_unsure": (
        "These runs do not tell which gate comes first: of requests that were made, officials name"
        " {stated} most, and what most stood in the way is {true}.",
        "Deze runs zeggen niet welke poort eerste is: van gedane verzoeken noemen functionarissen"
        " {stated} het meest, en in de weg stond het meest {true}.",
    ),
    "candour": (
        "For every 100 times that a provider was unwilling, {said} were named as such"
        " ({expected} is what the pretext of {pretext} would give).",
        "Van elke 100 keer dat een gever niet bereid was, werd dat {said} keer gezegd ({expected}"
        " volgt uit een voorwendsel van {pretext}).",
    ),
    "candour_none": (
        "No provider was unwilling, so there was nothing to hide.",
        "Geen gever was onwillig, dus er viel niets te verbergen.",
    ),
    "trust": (
        "Lack of trust was the true reason in {share}% of what they met, and nobody named it.",
        "Gebrek aan vertrouwen was de werkelijke reden in {share}% van wat zij meemaakten, en"
        " niemand noemde het.",
    ),
    "no_trust": (
        "In this theory trust plays no part in wanting (theory.trust=none), so it is no hidden"
        " reason.",
        "In deze theorie speelt vertrouwen geen rol bij het willen (theory.trust=none); het is dus"
        " geen verborgen reden.",
    ),
}


def say(key: str, language: str, **values: object) -> str:
    """Return a text in a language, its places filled."""
    return TEXTS[key][1 if language == "nl" else 0].format(**values)


def reason_name(reason: str, language: str) -> str:
    """Return what a reason is called; a dash where none was met."""
    if not reason:
        return say("nothing", language)
    return REASON_NAMES[reason][1 if language == "nl" else 0]


def officials_grid(table: pd.DataFrame, setting: Setting, seed: int, language: str) -> Grid:
    """Return the officials of one run as people read them, from ``official_table``."""
    names = {unit.id: unit.name for unit in setting.world.units}
    columns = ("role", "requests", "most_stated", "most_true", "otherwise")
    rows = [
        [
            f"{row['official']}. {names[row['unit']]}",
            say(row["role"], language),
            str(row["requests"]),
            reason_name(row["stated"], language),
            reason_name(row["true"], language),
            number(row["otherwise"], "share", language),
        ]
        for row in table.to_dict("records")
    ]
    return Grid(
        say("official", language),
        [say(key, language) for key in columns],
        rows,
        title=say("officials", language, count=len(table), seed=seed),
    )


def reasons_grid(table: pd.DataFrame, language: str) -> Grid:
    """Return the reasons over all runs as people read them, from ``reason_table``."""
    rows = [
        [
            reason_name(row["reason"], language),
            *(_with_interval(row, kind, language) for kind in ("stated", "true")),
            " / ".join(plain(row[f"{kind}_rank"], 0, language) for kind in ("stated", "true")),
        ]
        for row in table.sort_values("true", ascending=False).to_dict("records")
        if row["stated"] > 0 or row["true"] > 0
    ]
    columns = [say(key, language) for key in ("stated", "true", "rank")]
    return Grid(say("reason", language), columns, rows, title=say("reasons", language))


def _with_interval(row: dict[Hashable, Any], kind: str, language: str) -> str:
    mean = number(row[kind], "share", language)
    if math.isnan(row[f"{kind}_high"]):
        return mean
    return f"{mean} ±{number(row[f'{kind}_high'] - row[kind], 'share', language)}"


def sentences(
    heard: pd.DataFrame, reasons: pd.DataFrame, gates: pd.DataFrame, setting: Setting, language: str
) -> list[str]:
    """Say what the interviews show.

    Args:
        heard: All that was told, over all runs.
        reasons: From ``analysis.interview.interview.reason_table``.
        gates: From ``analysis.interview.interview.gate_table``.
        setting: What was run.
        language: "en" or "nl".
    """
    if heard.empty:
        return [say("nobody", language)]
    place = 1 if language == "nl" else 0
    said = []
    first = {kind: first_gates(gates, kind) for kind in ("stated", "true")}
    if all(first.values()):
        key = "first_same" if first["stated"] == first["true"] else "first_other"
        key = key if all(len(alike) == 1 for alike in first.values()) else "first_unsure"
        names = {
            kind: either((GATE_NAMES[gate][place] for gate in alike), language)
            for kind, alike in first.items()
        }
        said.append(say(key, language, **names))
    ratio, pretext = candour(heard), setting.conditions["pretext"]
    if math.isnan(ratio):
        said.append(say("candour_none", language))
    else:
        expected = plain(100 * (1 - pretext), 0, language)
        given = number(pretext, "number", language)
        say_so = {"said": plain(100 * ratio, 0, language), "expected": expected, "pretext": given}
        said.append(say("candour", language, **say_so))
    if setting.theory.choices["trust"] == "none":
        said.append(say("no_trust", language))
    else:
        share = float(reasons.loc[reasons["reason"] == "distrust", "true"].sum())
        said.append(say("trust", language, share=number(share, "share", language)))
    return said
