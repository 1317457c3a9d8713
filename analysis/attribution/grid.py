"""The table of an attribution: what is lost to each gate, and what opening it would bring."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from analysis.attribution.local import GATES
from analysis.attribution.words import Attribution
from analysis.stored.grid import Grid
from analysis.words.labels import GATE_NAMES, label_of, number
from analysis.words.phrases import change, floats, phrase, spanned
from analysis.words.titles import unquoted

TEXTS: dict[str, tuple[str, str]] = {
    "heading": ("Setting", "Situatie"),
    "share": ("lost to {gate} (%)", "verloren aan {gate} (%)"),
    "would": ("opening {gate} would bring{unit}", "{gate} openen zou opleveren{unit}"),
    "unit": (" (percentage points)", " (procentpunt)"),
}


def grid_of(found: Attribution, language: str) -> Grid:
    """Return, per setting, what is lost to each gate and what opening it would bring.

    Args:
        found: What was found, its settings in words.
        language: "en" or "nl".
    """
    names = [GATE_NAMES[gate][language == "nl"] for gate in GATES]
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
    size, low, high = floats(row, "worth", "low", "high")
    if label_of(outcome).unit != "share":
        return change(label_of(outcome).unit, language, size, low, high)
    return spanned(size, language, low, high)
