"""The table of a study of sensitivity: the largest factors, how large, and which way they work."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from analysis.sensitivity import SURROGATE
from analysis.sensitivity.estimation.bounds import within_bounds
from analysis.sensitivity.estimation.estimators import OF_OUTCOME, OF_VARIANCE
from analysis.sensitivity.estimation.fewest import FINE
from analysis.sensitivity.figures import index_name
from analysis.sensitivity.findings import Findings
from analysis.stored.grid import Grid
from analysis.words.factors import factor_name, short_name
from analysis.words.labels import label_of, number
from analysis.words.phrases import percent, phrase
from experiments.design.factors import LUCK

TEXTS: dict[str, tuple[str, str]] = {
    "heading": ("Condition or switch", "Voorwaarde of schakelaar"),
    "low": ("low", "laag"),
    "high": ("high", "hoog"),
    "way": ("more of it", "meer ervan"),
    "raises": ("raises", "verhoogt"),
    "lowers": ("lowers", "verlaagt"),
    "both": ("either way", "kan beide kanten op"),
    "few": ("too few runs to say", "te weinig runs om te zeggen"),
    "told": ("told from the dummy", "te onderscheiden van de dummy"),
    "told_luck": ("larger than luck", "groter dan toeval"),
    "yardstick": ("the yardstick", "de maatstaf"),
    "told_surrogate": ("more than chance", "meer dan toeval"),
    "low_surrogate": ("could be as low as", "kan zo laag zijn als"),
    "high_surrogate": ("could be as high as", "kan zo hoog zijn als"),
    "yes": ("yes", "ja"),
    "no": ("no", "nee"),
}


def grid_of(found: Findings, told: list[str], shown: int, language: str) -> Grid:
    """Return the first factors with their main index; Morris's also with their direction.

    Where luck is the yardstick it closes the table, however many factors are not shown.
    """
    write, ways = writer_of(found), _ways(found, language)
    if write is percent:
        # Below each other numbers have as many decimals.
        write = _share
    ranked, yardstick = found.ranked, {} if found.luck is None else {LUCK: "yardstick"}
    ends_with = ranked[ranked["factor"].isin(yardstick)]
    shown_rows = pd.concat([ranked.drop(ends_with.index)[:shown], ends_with])
    rows = [
        [
            f"{factor_name(row['factor'], language)} [{short_name(row['factor'])}]",
            *_sizes(row, write, found.method in OF_VARIANCE, language),
            *([ways.get(row["factor"], "")] if ways else []),
            phrase(
                TEXTS,
                yardstick.get(row["factor"], "yes" if row["factor"] in told else "no"),
                language,
            ),
        ]
        for _, row in shown_rows.iterrows()
    ]
    keys = ("low", "high", *(["way"] if ways else []), found.by("told"))
    of = "_surrogate" if found.method == SURROGATE else ""
    ends = [phrase(TEXTS, key if key == "way" else f"{key}{of}", language) for key in keys]
    heading = phrase(TEXTS, "heading", language)
    return Grid(heading, [index_name(found, language), *ends], rows)


def _sizes(
    row: pd.Series, write: Callable[[float, str], str], share: bool, language: str
) -> list[str]:
    """Return a number with its interval; where it cannot be read, that instead."""
    if row["flag"] != FINE:
        return [phrase(TEXTS, "few", language), "", ""]
    numbers = [float(row[name]) for name in ("estimate", "low", "high")]
    return [write(within_bounds(n) if share else n, language) for n in numbers]


def _ways(found: Findings, language: str) -> dict[str, str]:
    """Return, per factor, the sign of its mean effect where the interval tells it."""
    means = found.indices[(found.indices["index"] == "mu") & (found.indices["flag"] == FINE)]
    keys = {
        str(factor): "raises" if low > 0 else "lowers" if high < 0 else "both"
        for factor, low, high in means[["factor", "low", "high"]].itertuples(index=False)
    }
    return {factor: phrase(TEXTS, key, language) for factor, key in keys.items()}


def key_of(found: Findings) -> str:
    """Return how a size is said: as a share of the variance, in percentage points, or bare."""
    if found.method in OF_VARIANCE:
        return "share_surrogate" if found.method == SURROGATE else "share"
    return "effect" if writer_of(found) is percent else "size"


def writer_of(found: Findings) -> Callable[[float, str], str]:
    """Return what writes an index: in per cent, in points of the outcome, or as it is."""
    in_outcome = found.method in OF_OUTCOME and label_of(found.outcome).unit == "share"
    return percent if found.method in OF_VARIANCE or in_outcome else _plain


def _share(value: float, language: str) -> str:
    return number(value, "share", language)


def _plain(value: float, language: str) -> str:
    return number(value, "number", language)
