"""What the conditions that matter rest on: value, range, and whether somebody measured them."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.report.texts import TEXTS
from analysis.stored.grid import Grid
from analysis.stored.part import Part
from analysis.words.factors import factor_name
from analysis.words.phrases import phrase
from sim.conditions import CONDITIONS
from sim.conditions.dutch import source_in
from sim.setting.theories.theory import SWITCHES
from sim.words.numbers import shortest


def evidence_grid(parts: Sequence[Part], language: str) -> Grid | None:
    """Return value, range and source of every factor that a study says matters most."""
    rows = []
    for factor in dict.fromkeys(name for part in parts for name in part.factors):
        head, _, name = factor.partition(".")
        label = factor_name(factor, language)
        if head == "conditions" and name in CONDITIONS:
            c = CONDITIONS[name]
            numbers = [shortest(value, language) for value in (c.default, c.low, c.high)]
            rests, source = phrase(TEXTS, _grade(c.source), language), source_in(c.source, language)
            rows.append([label, numbers[0], f"{numbers[1]} – {numbers[2]}", rests, source])
        elif head == "theory" and name in SWITCHES:
            s = SWITCHES[name]
            rests, source = phrase(TEXTS, "open", language), source_in(s.source, language)
            first, *others = (s.answer(value, language) for value in s.values)
            rows.append([label, first, "; ".join([first, *others]), rests, source])
    keys = ("default", "range", "rests", "source")
    heading, *columns = (phrase(TEXTS, key, language) for key in ("condition", *keys))
    return Grid(heading, columns, rows) if rows else None


def _grade(source: str) -> str:
    """Return whether value and range are judged, only the range is, or neither."""
    if "prior" not in source:
        return "figure"
    return "figure_judged_range" if "value: figures" in source else "prior"
