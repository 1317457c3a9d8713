"""The tables of a sweep as people read them: the spread of outcomes, and the factors by reach."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pandas as pd

from analysis.stored.grid import Grid
from analysis.words.factors import factor_name, short_name
from analysis.words.labels import LABELS, PRIMARY, label_of, number
from analysis.words.phrases import phrase
from sim.words.numbers import percent

SHOWN_FACTORS = 12
TEXTS: dict[str, tuple[str, str]] = {
    "spread": ("Outcome", "Uitkomst"),
    "mean": ("mean", "gemiddelde"),
    "range": ("5% to 95% of points", "5% tot 95% van de punten"),
    "noise": ("luck", "toeval"),
    "factor": ("Factor", "Factor"),
    "lowest": ("lowest", "laagste"),
    "highest": ("highest", "hoogste"),
    "reach": ("apart", "verschil"),
    "told": ("more than luck", "meer dan toeval"),
    "yes": ("yes", "ja"),
    "no": ("not told", "niet aangetoond"),
    "title": ("{outcome}: means at the levels of each factor", "{outcome}: gemiddelden per niveau"),
    "count": ("points ({kind}): {points}; runs: {runs}", "punten ({kind}): {points}; runs: {runs}"),
    "luck": (
        "; luck: the share of the variance of single runs",
        "; toeval: het aandeel in de variantie van losse runs",
    ),
}


def grids_of(
    spread: pd.DataFrame, ranked: pd.DataFrame, counts: Mapping[str, object], language: str
) -> list[Grid]:
    """Return both tables.

    Args:
        spread: From ``analysis.sweep.sweep.spread_table``.
        ranked: From ``analysis.sweep.sweep.ranked_factors``.
        counts: points, kind (of the design) and runs.
        language: "en" or "nl".
    """
    return [_spread(spread, counts, language), _ranked(ranked, language)]


def _spread(spread: pd.DataFrame, counts: Mapping[str, object], language: str) -> Grid:
    known, rows = bool(spread["noise"].notna().any()), []
    for row in spread.to_dict("records"):
        label = LABELS.get(row["outcome"])
        if label is not None and label.in_table:
            mean, low, high = (number(row[k], label.unit, language) for k in ("mean", "p05", "p95"))
            noise = ["" if math.isnan(row["noise"]) else percent(row["noise"], language)] * known
            rows.append([label.text(language), mean, f"{low} – {high}", *noise])
    heading, *columns = (
        phrase(TEXTS, key, language) for key in ("spread", "mean", "range", "noise")
    )
    luck = phrase(TEXTS, "luck", language) if known else ""
    return Grid(
        heading,
        columns if known else columns[:-1],
        rows,
        note=phrase(TEXTS, "count", language, **counts) + luck,
        strong=LABELS[PRIMARY].text(language),
    )


def _ranked(ranked: pd.DataFrame, language: str) -> Grid:
    unit, rows = label_of(PRIMARY).unit, []
    for row in ranked.head(SHOWN_FACTORS).to_dict("records"):
        cells = [number(row[key], unit, language) for key in ("lowest", "highest", "reach")]
        name = f"{factor_name(row['factor'], language)} [{short_name(row['factor'])}]"
        rows.append([name, *cells, phrase(TEXTS, "yes" if row["told"] else "no", language)])
    keys = ("factor", "lowest", "highest", "reach", "told")
    heading, *columns = (phrase(TEXTS, key, language) for key in keys)
    outcome = label_of(PRIMARY).text(language)
    return Grid(heading, columns, rows, title=phrase(TEXTS, "title", language, outcome=outcome))
