"""Tables, figures and sentences of a study of sensitivity over all its outcomes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import pandas as pd

from analysis.sensitivity.fewest import FINE
from analysis.sensitivity.findings import Findings
from analysis.sensitivity.text import sentences
from analysis.words.factors import factor_name

if TYPE_CHECKING:
    from matplotlib.figure import Figure

__all__ = ["figures_of", "sentences", "tables_of"]


def tables_of(found: Sequence[Findings]) -> dict[str, pd.DataFrame]:
    """Return the tables of all outcomes below each other, by the name of their file."""
    parts: dict[str, list[pd.DataFrame]] = {}
    for each in found:
        for name, table in each.tables.items():
            parts.setdefault(name, []).append(table)
    return {name: _named(pd.concat(tables, ignore_index=True)) for name, tables in parts.items()}


def _named(table: pd.DataFrame) -> pd.DataFrame:
    """Put the outcome first and the names of factors in words last."""
    if "factor" in table:
        for language in ("en", "nl"):
            names = [factor_name(str(factor), language) for factor in table["factor"]]
            table = table.assign(**{f"factor_{language}": names})
    return table[["outcome", *[column for column in table.columns if column != "outcome"]]]


def _has_pairs(found: Findings) -> bool:
    rows = found.indices[found.indices["index"] == "second"]
    return bool((rows["flag"] == FINE).any())


def figures_of(found: Sequence[Findings], language: str) -> Mapping[str, Callable[[], Figure]]:
    """Return what draws each figure, by the name of its file."""
    # Matplotlib is slow to import.
    from analysis.sensitivity import course_figures as courses  # noqa: PLC0415
    from analysis.sensitivity import figures as draw  # noqa: PLC0415
    from analysis.sensitivity import pair_figures as interactions  # noqa: PLC0415

    figures: dict[str, Callable[[], Figure]] = {}
    for each in found:
        if each.readable.empty:
            continue
        kinds: dict[str, tuple[bool, Callable[[Findings, str], Figure]]] = {
            "ranks": (True, draw.ranks_figure),
            "convergence": (len(each.convergence) > 0, draw.convergence_figure),
            "theories": (
                len(each.theories) > 0 and not (each.theories["factor"] == "").all(),
                draw.theories_figure,
            ),
            "pairs": (_has_pairs(each), interactions.pairs_figure),
            "screened": (len(each.distributions) > 0, courses.screened_figure),
            "directions": (len(each.directions) > 0, courses.directions_figure),
        }
        end = "" if len(found) == 1 else f"_{each.outcome}"
        for kind, (there, drawn) in kinds.items():
            if there:
                figures[f"{kind}{end}"] = lambda drawn=drawn, each=each: drawn(each, language)  # type: ignore[misc]
    return figures
