"""The tables of a calibration as people read them, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from analysis.calibration.texts import TEXTS
from analysis.calibration.words import rows_of, title_of
from analysis.stored.grid import Grid
from analysis.words.factors import DUMMIES, answer_name, name_and_key
from analysis.words.labels import number
from analysis.words.phrases import percent, phrase

if TYPE_CHECKING:
    from analysis.calibration.findings import Findings

SHOWN = 12
Z = 1.96


def grids(found: Findings, language: str) -> list[Grid]:
    """Return answers, figures and what moved, as people read them."""
    if not found.posterior.tells:
        return []
    return [
        _theory_grid(found, language),
        _figure_grid(found, language),
        _moved_grid(found, language),
    ]


def _with_luck(row: Mapping[str, object], language: str) -> str:
    """Write the weight of an answer with the luck of the draws, 95 %."""
    weight, error = (float(str(row[key])) for key in ("weight", "error"))
    return phrase(
        TEXTS,
        "with_luck",
        language,
        weight=percent(weight, language),
        luck=percent(Z * error, language),
    )


def _texts(language: str, *keys: str) -> list[str]:
    return [phrase(TEXTS, key, language) for key in keys]


def _theory_grid(found: Findings, language: str) -> Grid:
    rows = []
    for row in rows_of(found.posterior.theories):
        factor = str(row["factor"])
        ends = {key: percent(float(str(row[key])), language) for key in ("least", "most")}
        there = bool(row["hangs_on"])
        spread = phrase(TEXTS, "to", language, **ends) if there else ends["least"]
        rows.append(
            [
                answer_name(factor, str(row["answer"]), language),
                percent(float(str(row["prior"])), language),
                _with_luck(row, language),
                spread,
            ]
        )
    return Grid(
        phrase(TEXTS, "question", language),
        _texts(language, "before", "after", "left_out"),
        rows,
        title=phrase(TEXTS, "theories_title", language),
        note=phrase(TEXTS, "theories_note", language),
    )


def _figure_grid(found: Findings, language: str) -> Grid:
    table = found.posterior.figures.merge(found.beside.distances, on="target")
    rows = []
    for row in rows_of(table):

        def value(key: str, row: Mapping[str, object] = row) -> str:
            size = float(str(row[key]))
            return number(size, "number", language, decimals=_decimals(size))

        rows.append(
            [
                f"{title_of(found, str(row['target']), language)} ({row['grade']})",
                value("seen"),
                *(
                    phrase(
                        TEXTS,
                        "middle",
                        language,
                        middle=value(f"{of}middle"),
                        low=value(f"{of}low"),
                        high=value(f"{of}high"),
                    )
                    for of in ("prior_", "")
                ),
                number(float(str(row["default"])), "days", language, signed=True),
            ]
        )
    return Grid(
        phrase(TEXTS, "figure", language),
        _texts(language, "seen", "before", "after", "default_far"),
        rows,
        title=phrase(TEXTS, "figures_title", language),
        note=phrase(TEXTS, "figures_note", language),
    )


def _decimals(size: float) -> int:
    return 0 if abs(size) >= 100 else 1 if abs(size) >= 10 else 2 if abs(size) >= 0.1 else 4


def _spanned(row: Mapping[str, object], of: str, language: str) -> str:
    """Write the mean of a condition with its ends, before or after."""
    middle, low, high = (
        number(float(str(row[f"{of}{key}"])), "number", language, decimals=2)
        for key in ("mean", "low", "high")
    )
    return phrase(TEXTS, "middle", language, middle=middle, low=low, high=high)


def _moved_grid(found: Findings, language: str) -> Grid:
    table = found.posterior.moved
    told = table[table["told"] & ~table["factor"].isin(DUMMIES)].head(SHOWN)
    rows = []
    for row in rows_of(told):
        cells = [_spanned(row, of, language) for of in ("prior_", "")]
        rows.append([name_and_key(str(row["factor"]), language), *cells])
    return Grid(
        phrase(TEXTS, "condition", language),
        _texts(language, "before", "after"),
        rows,
        title=phrase(TEXTS, "moved_title", language),
        note=phrase(TEXTS, "moved_note", language),
    )
