"""What the conditions that matter rest on: value, range, and whether somebody measured them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.factor_labels import factor_name, short_name
from analysis.phrases import phrase
from analysis.report.part import Grid, Part
from analysis.report.texts import TEXTS
from sim.conditions import CONDITIONS
from sim.theory import SWITCHES

# What of a source is the same in Dutch but for these words; remarks in brackets are left out.
DUTCH = {
    "thesis": "scriptie",
    "evidence table": "bewijstabel",
    "value and range: prior": "waarde en bereik: prior",
    "value: ": "waarde: ",
    "range: prior": "bereik: prior",
    "figure 2": "figuur 2",
}


def evidence_grid(parts: Sequence[Part], language: str) -> Grid | None:
    """Return value, range and source of every factor that a study says matters most."""
    rows = []
    for factor in dict.fromkeys(name for part in parts for name in part.factors):
        head, _, name = factor.partition(".")
        label = f"{factor_name(factor, language)} [{short_name(factor)}]"
        if head == "conditions" and name in CONDITIONS:
            c = CONDITIONS[name]
            numbers = [_plain(value, language) for value in (c.default, c.low, c.high)]
            rests, source = phrase(TEXTS, _grade(c.source), language), _source(c.source, language)
            rows.append([label, numbers[0], f"{numbers[1]} – {numbers[2]}", rests, source])
        elif head == "theory" and name in SWITCHES:
            s = SWITCHES[name]
            rests, source = phrase(TEXTS, "open", language), _source(s.source, language)
            rows.append([label, s.values[0], ", ".join(s.values), rests, source])
    keys = ("default", "range", "rests", "source")
    heading, *columns = (phrase(TEXTS, key, language) for key in ("condition", *keys))
    return Grid(heading, columns, rows) if rows else None


def _grade(source: str) -> str:
    """Return whether value and range are judged, only the range is, or neither."""
    if "prior" not in source:
        return "figure"
    return "figure_judged_range" if "value: figures" in source else "prior"


def _plain(value: float, language: str) -> str:
    text = f"{value:g}".replace("-", "−")
    return text.replace(".", ",") if language == "nl" else text


def _source(source: str, language: str) -> str:
    if language != "nl":
        return source
    short = re.sub(r" \([^)]*\)", "", source)
    for english, dutch in DUTCH.items():
        short = short.replace(english, dutch)
    return short
