"""The answer of a study of sensitivity: which conditions matter, and how sure that is."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd
from matplotlib.figure import Figure

from analysis.sensitivity import SURROGATE
from analysis.sensitivity.course_figures import directions_figure, screened_figure
from analysis.sensitivity.estimation.estimators import OF_OUTCOME
from analysis.sensitivity.estimation.estimators import OF_VARIANCE as VARIANCE
from analysis.sensitivity.estimation.fewest import FINE
from analysis.sensitivity.figures import convergence_figure, ranks_figure, theories_figure
from analysis.sensitivity.findings import Findings
from analysis.sensitivity.given.figures import terms_figure
from analysis.sensitivity.grid import grid_of
from analysis.sensitivity.material import Beside, Material, findings, stored_reader
from analysis.sensitivity.pair_figures import pairs_figure
from analysis.sensitivity.text import sentences
from analysis.sensitivity.unread import notes_of
from analysis.stored.answer import Answer
from analysis.stored.grid import Grid
from analysis.stored.stored import Stored
from analysis.words.columns import CHANGE, OF_EXPECTED, OF_SURROGATE, OF_VARIANCE
from analysis.words.factors import factor_name
from analysis.words.labels import PRIMARY
from analysis.words.titles import quoted

SHOWN = 12


def answer(stored: Stored, beside: Beside | None = None) -> Answer:
    """Work out what a finished study of ``bijstand sensitivity`` says.

    Args:
        stored: The study: a design and its runs.
        beside: Gives what is run beside it (replicates, other ranges, courses, points without what
            was screened out); None reads what the verb left there, estimates among it.

    Returns:
        The answer, with the table "indices" (the outcome's indices by factor, each with its
        interval, whether it is larger than luck or told from the dummy, and how it may be read), by
        a surrogate "effects" and "effects_by_answer" (what the outcome gains over a factor's
        range), and, where they were asked for, "convergence", "settled", "screened", "theories",
        "ranges", "directions" and "noise". Its part "found" has what was found about each outcome.

    Raises:
        UserError: Where an outcome does not exist in some of the runs, or runs beside the study
            are not there; it says which command makes them.
    """
    material = Material(stored, beside or stored_reader(stored), as_told=beside is None)
    outcomes = stored.option("outcomes", [PRIMARY])
    found = [findings(material, str(outcome)) for outcome in outcomes]

    def within(language: str) -> list[Findings]:
        return [each.under(quoted(stored.where(language))) for each in found]

    def grids(language: str, _narrow: bool) -> list[Grid]:
        return [grid_of(f, f.told(), SHOWN, language) for f in within(language) if len(f.readable)]

    return Answer(
        stored,
        lambda language: [line for each in within(language) for line in sentences(each, language)],
        tables_of(found),
        _figures(found, within),
        units=_units(material.method),
        parts={"found": within},
        grids=grids,
        notes=[note for each in found for note in notes_of(each)],
        drawn={
            f"{kind}{end}": [each.outcome]
            for each, end in zip(found, _ends(found), strict=True)
            for kind in figures_of(each)
        },
    )


def _units(method: str) -> dict[str, str]:
    """Return the units of the tables of a method's indices, and of what stands beside them."""
    if method == SURROGATE:
        shared = ("indices", "convergence", "ranges", "terms", "steerable")
        own = {"corrected": OF_EXPECTED, "noise": "share", "screened": "of the measure"}
        return {**dict.fromkeys((*shared, "theories"), OF_SURROGATE), **own}
    unit = OF_VARIANCE if method in VARIANCE else CHANGE if method in OF_OUTCOME else "number"
    indices = dict.fromkeys(("indices", "convergence", "ranges"), unit)
    return {**indices, "theories": "of the index", "noise": "share", "screened": "of the measure"}


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


def figures_of(found: Findings) -> dict[str, Callable[[Findings, str], Figure]]:
    """Return what draws each of the figures that there are of what was found on an outcome."""
    if found.readable.empty:
        return {}
    pairs = found.indices[found.indices["index"] == "second"]
    ranked = found.theories
    theories = len(ranked) > 0 and bool(ranked.loc[ranked["factor"] != "", "rank"].notna().any())
    kinds: dict[str, tuple[bool, Callable[[Findings, str], Figure]]] = {
        "terms": (len(found.terms) > 0, terms_figure),
        "ranks": (True, ranks_figure),
        "convergence": (len(found.convergence) > 0, convergence_figure),
        "theories": (theories, theories_figure),
        "pairs": (bool((pairs["flag"] == FINE).any()), pairs_figure),
        "screened": (len(found.distributions) > 0, screened_figure),
        "directions": (len(found.directions) > 0, directions_figure),
    }
    return {kind: draw for kind, (there, draw) in kinds.items() if there}


def _figures(
    found: Sequence[Findings], within: Callable[[str], Sequence[Findings]]
) -> dict[str, Callable[[str], Figure]]:
    """Return what draws each figure, by its kind and, where there are several, the outcome."""

    def drawn(draw: Callable[[Findings, str], Figure], place: int) -> Callable[[str], Figure]:
        return lambda language: draw(within(language)[place], language)

    return {
        f"{kind}{end}": drawn(draw, place)
        for place, (each, end) in enumerate(zip(found, _ends(found), strict=True))
        for kind, draw in figures_of(each).items()
    }


def _ends(found: Sequence[Findings]) -> list[str]:
    """Return what the names of the figures of each outcome end in."""
    return [f"_{each.outcome}" if len(found) > 1 else "" for each in found]
