"""Pictures of a study of sensitivity: ranks beside the dummy, convergence, theories."""

from __future__ import annotations

import math
from textwrap import fill, shorten

import numpy as np
import numpy.typing as npt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from analysis.sensitivity import SURROGATE
from analysis.sensitivity.estimation.estimators import MAIN_INDEX, OF_OUTCOME, OF_VARIANCE, rank
from analysis.sensitivity.estimation.fewest import FEWEST, FINE
from analysis.sensitivity.findings import Findings
from analysis.words.factors import DUMMIES, answer_in_words, factor_name, name_in_lines
from analysis.words.labels import label_of
from analysis.words.style import COLOURS, FAINT, INK, legend_below, new_figure, number_ticks
from experiments.design.factors import LUCK

SHOWN = 15
LINES = 5
LABEL_WIDTH = 52
LEGEND_WIDTH = 46
OTHER_INDEX = {
    "surrogate": "surrogate_main",
    "shapley": "total",
    "sobol": "first",
    "morris": "sigma",
    "ofat": "change",
}

TEXTS = {
    "ranks": ("What matters for: {outcome}", "Wat ertoe doet voor: {outcome}"),
    "convergence": ("Does the answer settle? {outcome}", "Staat het antwoord vast? {outcome}"),
    "theories": (
        "The same under every theory? {outcome}",
        "Bij elke theorie hetzelfde? {outcome}",
    ),
    "size": ("{of} of the design (N)", "{of} van het ontwerp (N)"),
    "dummy": (
        "the dummy, which enters nothing (upper end of its interval)",
        "de dummy, die nergens in voorkomt (bovenkant van het interval)",
    ),
    "luck": (
        "luck: another draw of who is willing (upper end of its interval)",
        "toeval: een andere trekking van wie bereid is (bovenkant van het interval)",
    ),
    "note": ("whisker: 95% interval", "streepje: 95%-interval"),
    "worst": (
        "line: at worst, were all that the surrogate misses due to this one factor",
        "lijn: in het ergste geval, als alles wat het surrogaat mist door deze ene factor komt",
    ),
    "band": ("band: 95% interval", "band: 95%-interval"),
    "held": (
        "rank under that answer (1: matters most); blank: held there, or too few runs",
        "rang bij dat antwoord (1: telt meest); leeg: daar vast, of te weinig runs",
    ),
}
INDEX_NAMES = {
    "swing": ("swing of the mean, one at a time", "uitslag van het gemiddelde, een voor een"),
    "change": ("last minus first level", "laatste min eerste stand"),
    "mu_star": ("mean absolute effect over the range", "gemiddeld absoluut effect over het bereik"),
    "sigma": ("spread of that effect (interactions)", "spreiding daarvan (interacties)"),
    "shapley": ("share of the variance (Shapley)", "aandeel in de variantie (Shapley)"),
    "surrogate": (
        "share of the surrogate's variance (Shapley)",
        "aandeel in de variantie van het surrogaat (Shapley)",
    ),
    "surrogate_main": (
        "the same by itself (main effect)",
        "hetzelfde op zichzelf (hoofdeffect)",
    ),
    "total": ("total share, interactions included", "totaal aandeel, met interacties"),
    "first": ("share by itself (first order)", "aandeel op zichzelf (eerste orde)"),
    "pawn": ("PAWN index (median distance)", "PAWN-index (mediane afstand)"),
    "delta": ("delta (shift of the distribution)", "delta (verschuiving van de verdeling)"),
}


def axis_label(factor: str, language: str) -> str:
    """Return a factor's name for an axis, on two lines at most."""
    return name_in_lines(factor, language, LABEL_WIDTH)


def short_label(factor: str, language: str) -> str:
    """Return a factor's name for a legend or a line, cut where it is long."""
    return shorten(factor_name(factor, language), LEGEND_WIDTH, placeholder="…")


def ranks_figure(found: Findings, language: str) -> Figure:
    """Draw the largest indices with their intervals, the dummy or luck as a line."""
    place = int(language == "nl")
    ranked, shown = found.ranked, found.readable.head(SHOWN)
    figure = new_figure(1.5 + 0.36 * len(shown))
    draw_title(figure, TEXTS["ranks"][place], found, place)
    axes = figure.subplots()
    main, scale = MAIN_INDEX[found.method], scale_of(found)
    whole = _whole(found)
    draw_points(axes, shown, 0.0, COLOURS[0], "o", scale, whole)
    handles = [Line2D([], [], color=COLOURS[0], marker="o", lw=0, label=INDEX_NAMES[main][place])]
    other = OTHER_INDEX.get(found.method)
    if other and (found.indices["index"] == other).any():
        rows = rank(found.indices, other)
        rows = rows[rows["flag"] == FINE].set_index("factor").reindex(shown["factor"])
        draw_points(axes, rows.reset_index(), 0.24, COLOURS[1], "D", scale, whole)
        name = INDEX_NAMES[other][place]
        handles.append(Line2D([], [], color=COLOURS[1], marker="D", lw=0, label=name))
    dummy = ranked[ranked["factor"].isin(_yardstick(found))]
    # A surrogate's shares are judged by a test, and the worst that a dummy's could be says nothing.
    if len(dummy) and found.method != SURROGATE:
        axes.axvline(float(dummy["high"].iloc[0]) * scale, color=INK, lw=1.0, ls="--")
        name = TEXTS["dummy" if found.luck is None else "luck"][place]
        handles.append(Line2D([], [], color=INK, lw=1.0, ls="--", label=name))
    axes.set_yticks(range(len(shown)), [axis_label(f, language) for f in shown["factor"]])
    axes.tick_params(axis="y", length=0, labelsize=7)
    axes.set_ylim(len(shown) - 0.4, -0.6)
    axes.set_xlabel(index_name(found, language))
    axis_grid(axes, "x", language)
    note = "worst" if found.method == SURROGATE else "note"
    legend_below(figure, handles, TEXTS[note][place])
    return figure


def draw_points(
    axes: Axes,
    rows: pd.DataFrame,
    offset: float,
    colour: str,
    marker: str,
    scale: float,
    whole: float = math.inf,
) -> None:
    """Draw estimates with their intervals, a line per row; of shares as far as a share can be."""
    lines = np.arange(len(rows)) + offset
    low, middle, high = _within(rows, scale, whole)
    axes.errorbar(
        middle,
        lines,
        xerr=np.abs([middle - low, high - middle]),
        fmt=marker,
        color=colour,
        ecolor=colour,
        lw=0,
        elinewidth=1.1,
        markersize=4,
    )


def _whole(found: Findings) -> float:
    """Return the most that the main index can be in its unit."""
    return 100.0 if found.method in OF_VARIANCE else math.inf


def _within(rows: pd.DataFrame, scale: float, whole: float) -> npt.NDArray[np.float64]:
    """Return the lower ends, estimates and upper ends, within what a share can be."""
    drawn = rows[["low", "estimate", "high"]].to_numpy(np.float64).T * scale
    return drawn if math.isinf(whole) else np.clip(drawn, 0.0, whole)


def convergence_figure(found: Findings, language: str) -> Figure:
    """Draw how the largest indices move with the number of base rows."""
    place = int(language == "nl")
    table = found.convergence
    largest = table[table["size"] == table["size"].max()]
    shown = largest[~largest["factor"].isin(DUMMIES)].nsmallest(LINES, "rank")["factor"]
    figure = new_figure(4.6)
    draw_title(figure, TEXTS["convergence"][place], found, place)
    axes = figure.subplots()
    handles: list[Line2D] = []
    scale = scale_of(found)
    for number_of, factor in enumerate([*shown, *_yardstick(found)]):
        line = table[table["factor"] == factor].sort_values("size")
        if line.empty:
            continue
        colour = INK if factor in DUMMIES else COLOURS[number_of % 2]
        style = ("-", "--", "-.", ":")[number_of // 2] if factor not in DUMMIES else (0, (1, 1))
        low, middle, high = _within(line, scale, _whole(found))
        axes.fill_between(line["size"], low, high, color=colour, alpha=0.12, lw=0)
        (drawn,) = axes.plot(
            line["size"],
            middle,
            color=colour,
            ls=style,
            marker="o",
            markersize=3,
            lw=1.3,
            label=_control(factor, language) or short_label(factor, language),
        )
        handles.append(drawn)
    axes.set_xscale("log", base=2)
    sizes = sorted(table["size"].unique())
    axes.set_xticks(sizes, [str(int(size)) for size in sizes])
    axes.minorticks_off()
    axes.set_xlabel(TEXTS["size"][place].format(of=FEWEST[found.method].of[place]))
    axes.set_ylabel(fill(index_name(found, language), 36))
    axes.grid(color=FAINT, linewidth=0.5)
    number_ticks(axes, language, ("y",))
    legend_below(figure, handles, "" if found.method == SURROGATE else TEXTS["band"][place])
    return figure


def _yardstick(found: Findings) -> tuple[str, ...]:
    """Return what the yardstick is called; beside luck the dummy would lie on the axis."""
    return DUMMIES if found.luck is None else (LUCK,)


def _control(factor: str, language: str) -> str:
    """Return what a control is called in a legend; empty for what is none."""
    if factor == LUCK:
        return factor_name(factor, language).partition(":")[0]
    return "dummy" if factor in DUMMIES else ""


def theories_figure(found: Findings, language: str) -> Figure:
    """Draw the rank of the largest factors under every answer to every open question."""
    place = int(language == "nl")
    factors = list(found.readable["factor"].head(8))
    table = found.theories[found.theories["factor"].isin(factors)]
    cases = table[["switch", "value"]].drop_duplicates().itertuples(index=False)
    labels = [(str(case.switch), str(case.value)) for case in cases]
    figure = new_figure(2.4 + 0.2 * len(labels))
    draw_title(figure, TEXTS["theories"][place], found, place)
    axes = figure.subplots()
    ranks = table.set_index(["switch", "value", "factor"])["rank"].to_dict()
    grid = np.array([[ranks.get((*case, f), np.nan) for f in factors] for case in labels])
    axes.imshow(np.minimum(grid, SHOWN), cmap="Blues_r", vmin=1, vmax=SHOWN + 5, aspect="auto")
    for row, column in np.ndindex(grid.shape):
        if np.isfinite(grid[row, column]):
            value = int(grid[row, column])
            axes.text(
                column,
                row,
                str(value),
                ha="center",
                va="center",
                fontsize=7,
                color="white" if value <= 6 else INK,
            )
    columns = [fill(shorten(factor_name(f, language), 44, placeholder="…"), 24) for f in factors]
    axes.set_xticks(range(len(factors)), columns, rotation=50, ha="right", rotation_mode="anchor")
    axes.set_yticks(range(len(labels)), [_answer(*case, language) for case in labels])
    axes.tick_params(length=0, labelsize=7)
    figure.supxlabel(TEXTS["held"][place], fontsize=8)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return figure


def _answer(question: str, answer: str, language: str) -> str:
    """Return an open question with an answer to it, cut where it is long."""
    said = answer_in_words(question, answer, language)
    return f"{short_label(question, language)} {shorten(said, LEGEND_WIDTH, placeholder='…')}"


def draw_title(figure: Figure, text: str, found: Findings, place: int) -> None:
    """Write what a figure asks of which outcome, and where it was run."""
    outcome = label_of(found.outcome).name(("en", "nl")[place]).lower()
    figure.suptitle(
        f"{text.format(outcome=outcome)}\n{found.where}", fontsize=10, fontweight="bold"
    )


def index_name(found: Findings, language: str) -> str:
    """Return what the main index is called, with its unit where it has one."""
    unit = "%" if found.method in OF_VARIANCE else ""
    if found.method in OF_OUTCOME:
        unit = label_of(found.outcome).unit_of_change(language)
    name = INDEX_NAMES[MAIN_INDEX[found.method]][language == "nl"]
    return f"{name} ({unit})" if unit else name


def scale_of(found: Findings) -> float:
    """Return by what the main index is multiplied to be shown in its unit."""
    share = found.method in OF_OUTCOME and label_of(found.outcome).unit == "share"
    return 100.0 if share or found.method in OF_VARIANCE else 1.0


def axis_grid(axes: Axes, which: str, language: str) -> None:
    """Draw a faint grid along an axis, with numbers as the language writes them."""
    axes.grid(axis="x" if which == "x" else "y", color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)
    number_ticks(axes, language, (which,))
