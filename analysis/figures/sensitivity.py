"""Pictures of a study of sensitivity: ranks beside the dummy, convergence, theories, directions."""

from __future__ import annotations

from textwrap import shorten

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch

from analysis.factor_labels import factor_name, short_name
from analysis.figures.style import (
    COLOURS,
    FAINT,
    INK,
    MUTED,
    TINTS,
    legend_below,
    new_figure,
    number_ticks,
)
from analysis.labels import label_of
from analysis.sensitivity.estimators import MAIN_INDEX, rank
from analysis.sensitivity.findings import Findings
from analysis.sensitivity.sample import DUMMIES

SHOWN = 15
LINES = 5
PANELS = 6
LABEL_WIDTH = 52
OTHER_INDEX = {"shapley": "total", "sobol": "first", "morris": "sigma", "ofat": "change"}

TEXTS = {
    "ranks": ("What matters for: {outcome}", "Wat ertoe doet voor: {outcome}"),
    "convergence": ("Does the answer settle? {outcome}", "Staat het antwoord vast? {outcome}"),
    "theories": (
        "The same under every theory? {outcome}",
        "Bij elke theorie hetzelfde? {outcome}",
    ),
    "directions": ("Which way it works: {outcome}", "Welke kant het op werkt: {outcome}"),
    "size": ("base rows of the design (N)", "basisrijen van het ontwerp (N)"),
    "rank": ("rank under that answer (1: matters most)", "rang bij dat antwoord (1: telt meest)"),
    "dummy": (
        "the dummy, which enters nothing (upper end of its interval)",
        "de dummy, die nergens in voorkomt (bovenkant van het interval)",
    ),
    "note": ("whisker: 95% interval", "streepje: 95%-interval"),
    "course_note": (
        "thin: single base points, on the same luck; thick: their mean",
        "dun: losse basispunten, bij hetzelfde geluk; dik: hun gemiddelde",
    ),
    "ofat_note": (
        "line: mean; band: 95% interval over seeds; the rest of the model stays at its value",
        "lijn: gemiddelde; band: 95%-interval over seeds; de rest van het model blijft gelijk",
    ),
}
INDEX_NAMES = {
    "swing": ("swing of the mean, one at a time", "uitslag van het gemiddelde, een voor een"),
    "change": ("highest minus lowest level", "hoogste min laagste stand"),
    "mu_star": ("mean absolute effect over the range", "gemiddeld absoluut effect over het bereik"),
    "sigma": ("spread of that effect (interactions)", "spreiding daarvan (interacties)"),
    "shapley": ("share of the variance (Shapley)", "aandeel in de variantie (Shapley)"),
    "total": ("total share, interactions included", "totaal aandeel, met interacties"),
    "first": ("share by itself (first order)", "aandeel op zichzelf (eerste orde)"),
    "pawn": ("PAWN index (median distance)", "PAWN-index (mediane afstand)"),
    "delta": ("delta (shift of the distribution)", "delta (verschuiving van de verdeling)"),
}


def axis_label(factor: str, language: str) -> str:
    """Return a factor's name for an axis: its meaning, cut where it is long, and its key."""
    name, key = factor_name(factor, language), short_name(factor)
    return key if name == key else f"{shorten(name, LABEL_WIDTH, placeholder='…')}\n{key}"


def ranks_figure(found: Findings, language: str) -> Figure:
    """Draw the largest indices with their intervals, the dummy as a line."""
    place = int(language == "nl")
    ranked = found.ranked
    shown = ranked[~ranked["factor"].isin(DUMMIES)].head(SHOWN)
    figure = new_figure(1.5 + 0.36 * len(shown))
    _title(figure, "ranks", found, place)
    axes = figure.subplots()
    main = MAIN_INDEX[found.method]
    _points(axes, shown, 0.0, COLOURS[0], "o")
    handles = [Line2D([], [], color=COLOURS[0], marker="o", lw=0, label=INDEX_NAMES[main][place])]
    other = OTHER_INDEX.get(found.method)
    if other and (found.indices["index"] == other).any():
        rows = rank(found.indices, other).set_index("factor").reindex(shown["factor"])
        _points(axes, rows.reset_index(), 0.24, COLOURS[1], "D")
        name = INDEX_NAMES[other][place]
        handles.append(Line2D([], [], color=COLOURS[1], marker="D", lw=0, label=name))
    dummy = ranked[ranked["factor"].isin(DUMMIES)]
    if len(dummy):
        axes.axvline(float(dummy["high"].iloc[0]), color=INK, lw=1.0, ls="--")
        handles.append(Line2D([], [], color=INK, lw=1.0, ls="--", label=TEXTS["dummy"][place]))
    axes.set_yticks(range(len(shown)), [axis_label(f, language) for f in shown["factor"]])
    axes.tick_params(axis="y", length=0, labelsize=7)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    unit = "" if main in ("shapley", "total", "pawn", "delta") else f" ({_unit(found, place)})"
    axes.set_xlabel(INDEX_NAMES[main][place] + unit)
    _grid(axes, "x", language)
    legend_below(figure, handles, TEXTS["note"][place])
    return figure


def _points(axes: Axes, rows: pd.DataFrame, offset: float, colour: str, marker: str) -> None:
    lines = np.arange(len(rows)) + offset
    middle = rows["estimate"].to_numpy(np.float64)
    spread = np.abs([middle - rows["low"], rows["high"] - middle])
    axes.errorbar(
        middle, lines, xerr=spread, fmt=marker, color=colour, ecolor=colour, lw=0, elinewidth=1.1,
        markersize=4,
    )  # fmt: skip


def convergence_figure(found: Findings, language: str) -> Figure:
    """Draw how the largest indices move with the number of base rows."""
    place = int(language == "nl")
    table = found.convergence
    largest = table[table["size"] == table["size"].max()]
    shown = largest[~largest["factor"].isin(DUMMIES)].nsmallest(LINES, "rank")["factor"]
    figure = new_figure(3.6)
    _title(figure, "convergence", found, place)
    axes = figure.subplots()
    handles: list[Line2D] = []
    for number_of, factor in enumerate([*shown, *DUMMIES]):
        line = table[table["factor"] == factor].sort_values("size")
        if line.empty:
            continue
        colour = INK if factor in DUMMIES else COLOURS[number_of % 2]
        style = ("-", "--", "-.", ":")[number_of // 2] if factor not in DUMMIES else (0, (1, 1))
        axes.fill_between(line["size"], line["low"], line["high"], color=colour, alpha=0.12, lw=0)
        (drawn,) = axes.plot(
            line["size"], line["estimate"], color=colour, ls=style, marker="o", markersize=3,
            lw=1.3, label=short_name(factor),
        )  # fmt: skip
        handles.append(drawn)
    axes.set_xscale("log", base=2)
    sizes = sorted(table["size"].unique())
    axes.set_xticks(sizes, [str(int(size)) for size in sizes])
    axes.minorticks_off()
    axes.set_xlabel(TEXTS["size"][place])
    axes.set_ylabel(INDEX_NAMES[MAIN_INDEX[found.method]][place])
    axes.grid(color=FAINT, linewidth=0.5)
    number_ticks(axes, language, ("y",))
    legend_below(figure, handles, TEXTS["note"][place])
    return figure


def theories_figure(found: Findings, language: str) -> Figure:
    """Draw the rank of the largest factors under every answer to every open question."""
    place = int(language == "nl")
    ranked = found.ranked
    factors = list(ranked.loc[~ranked["factor"].isin(DUMMIES), "factor"].head(8))
    table = found.theories[found.theories["factor"].isin(factors)]
    cases = table[["switch", "value"]].drop_duplicates().itertuples(index=False)
    labels = [(str(case.switch), str(case.value)) for case in cases]
    figure = new_figure(1.6 + 0.2 * len(labels))
    _title(figure, "theories", found, place)
    axes = figure.subplots()
    ranks = table.set_index(["switch", "value", "factor"])["rank"].to_dict()
    grid = np.array([[ranks.get((*case, f), np.nan) for f in factors] for case in labels])
    axes.imshow(np.minimum(grid, SHOWN), cmap="Blues_r", vmin=1, vmax=SHOWN + 5, aspect="auto")
    for row, column in np.ndindex(grid.shape):
        if np.isfinite(grid[row, column]):
            value = int(grid[row, column])
            axes.text(
                column, row, str(value), ha="center", va="center", fontsize=7,
                color="white" if value <= 6 else INK,
            )  # fmt: skip
    axes.set_xticks(range(len(factors)), [short_name(f) for f in factors], rotation=35, ha="right")
    axes.set_yticks(range(len(labels)), [f"{short_name(s)} = {v}" for s, v in labels])
    axes.tick_params(length=0, labelsize=7)
    axes.set_xlabel(TEXTS["rank"][place])
    for spine in axes.spines.values():
        spine.set_visible(False)
    return figure


def directions_figure(found: Findings, language: str) -> Figure:
    """Draw the outcome's course over the range of the factors that matter most."""
    place = int(language == "nl")
    table = found.directions
    order = [f for f in found.ranked["factor"] if f in set(table["factor"]) and f not in DUMMIES]
    factors = order[:PANELS]
    rows = (len(factors) + 2) // 3
    figure = new_figure(1.1 + 2.0 * rows)
    _title(figure, "directions", found, place)
    panels = figure.subplots(rows, 3, sharey=True, squeeze=False).ravel()
    scale = 100.0 if label_of(found.outcome).unit == "share" else 1.0
    for axes, factor in zip(panels, factors, strict=False):
        _course(axes, table[table["factor"] == factor], scale)
        axes.set_title(short_name(factor), loc="left", fontsize=8)
        axes.grid(color=FAINT, linewidth=0.5)
        words = table.loc[table["factor"] == factor, "value"].map(type).eq(str).any()
        number_ticks(axes, language, ("y",) if words else ("x", "y"))
    for axes in panels[len(factors) :]:
        axes.set_visible(False)
    figure.supylabel(label_of(found.outcome).text(language), fontsize=8)
    single = (table["base"] == "default").all()
    patch = Patch(color=COLOURS[0], label=label_of(found.outcome).name(language))
    legend_below(figure, [patch], TEXTS["ofat_note" if single else "course_note"][place])
    return figure


def _course(axes: Axes, rows: pd.DataFrame, scale: float) -> None:
    words = rows["value"].map(lambda value: isinstance(value, str)).any()
    for base, line in rows.groupby("base", sort=False):
        # Values of all factors stand in one column, words among them.
        ordered = line if words else line.assign(value=line["value"].astype(float))
        ordered = ordered if words else ordered.sort_values("value")
        course = ordered["mean"] * scale
        thick = base in ("mean", "default")
        axes.plot(
            ordered["value"], course, color=COLOURS[0] if thick else MUTED,
            lw=1.8 if thick else 0.6, alpha=1.0 if thick else 0.5, zorder=3 if thick else 1,
        )  # fmt: skip
        if base == "default" and not words:
            low, high = ordered["low"] * scale, ordered["high"] * scale
            axes.fill_between(ordered["value"], low, high, color=TINTS[0], alpha=0.7, lw=0)
    axes.tick_params(axis="x", labelsize=7, rotation=20 if words else 0)


def _title(figure: Figure, key: str, found: Findings, place: int) -> None:
    outcome = label_of(found.outcome).name(("en", "nl")[place]).lower()
    text = TEXTS[key][place].format(outcome=outcome)
    figure.suptitle(f"{text}\n{found.where}", fontsize=10, fontweight="bold")


def _unit(found: Findings, place: int) -> str:
    label = label_of(found.outcome)
    if label.unit == "share":
        return ("1 is 100 percentage points", "1 is 100 procentpunt")[place]
    return label.unit_nl if place else label.unit_en


def _grid(axes: Axes, which: str, language: str) -> None:
    axes.grid(axis="x" if which == "x" else "y", color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    number_ticks(axes, language, (which,))
