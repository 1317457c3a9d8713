"""The table of a study of sensitivity: the largest factors, how large, and which way they work."""

from __future__ import annotations

from collections.abc import Callable

from analysis.factor_labels import factor_name, short_name
from analysis.figures.sensitivity import index_name
from analysis.labels import label_of, number
from analysis.phrases import percent, phrase
from analysis.report.part import Grid
from analysis.sensitivity.estimators import MAIN_INDEX, OF_OUTCOME, OF_VARIANCE
from analysis.sensitivity.findings import Findings
from analysis.sensitivity.sample import DUMMIES

TEXTS: dict[str, tuple[str, str]] = {
    "heading": ("Condition or switch", "Voorwaarde of schakelaar"),
    "low": ("low", "laag"),
    "high": ("high", "hoog"),
    "way": ("more of it", "meer ervan"),
    "raises": ("raises", "verhoogt"),
    "lowers": ("lowers", "verlaagt"),
    "both": ("either way", "kan beide kanten op"),
    "told": ("told from the dummy", "te onderscheiden van de dummy"),
    "yes": ("yes", "ja"),
    "no": ("no", "nee"),
}


def told_in(found: Findings) -> list[str]:
    """Return the factors that are told from the dummy, the largest first."""
    rows = found.indices[found.indices["index"] == MAIN_INDEX[found.method]]
    told = set(rows.loc[rows["told_from_dummy"].astype(bool), "factor"])
    return [str(f) for f in found.ranked["factor"] if f in told and f not in DUMMIES]


def grid_of(found: Findings, told: list[str], shown: int, language: str) -> Grid:
    """Return the first factors with their main index; Morris's also with their direction."""
    write, ways = writer_of(found), _ways(found, language)
    if write is percent:
        # Below each other numbers have as many decimals.
        write = _share
    rows = [
        [
            f"{factor_name(row['factor'], language)} [{short_name(row['factor'])}]",
            *(write(float(row[name]), language) for name in ("estimate", "low", "high")),
            *([ways[row["factor"]]] if ways else []),
            phrase(TEXTS, "yes" if row["factor"] in told else "no", language),
        ]
        for _, row in found.ranked[:shown].iterrows()
    ]
    keys = ("low", "high", *(["way"] if ways else []), "told")
    ends = [phrase(TEXTS, key, language) for key in keys]
    heading = phrase(TEXTS, "heading", language)
    return Grid(heading, [index_name(found, language), *ends], rows)


def _ways(found: Findings, language: str) -> dict[str, str]:
    """Return, per factor, the sign of its mean effect where the interval tells it."""
    means = found.indices[found.indices["index"] == "mu"]
    keys = {
        str(factor): "raises" if low > 0 else "lowers" if high < 0 else "both"
        for factor, low, high in means[["factor", "low", "high"]].itertuples(index=False)
    }
    return {factor: phrase(TEXTS, key, language) for factor, key in keys.items()}


def key_of(found: Findings) -> str:
    """Return how a size is said: as a share of the variance, in percentage points, or bare."""
    if found.method in OF_VARIANCE:
        return "share"
    return "effect" if writer_of(found) is percent else "size"


def writer_of(found: Findings) -> Callable[[float, str], str]:
    """Return what writes an index: in per cent, in points of the outcome, or as it is."""
    in_outcome = found.method in OF_OUTCOME and label_of(found.outcome).unit == "share"
    return percent if found.method in OF_VARIANCE or in_outcome else _plain


def _share(value: float, language: str) -> str:
    return number(value, "share", language)


def _plain(value: float, language: str) -> str:
    return number(value, "number", language)
