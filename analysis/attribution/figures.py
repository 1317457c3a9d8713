"""Pictures of an attribution: who says no beside what it would bring, causes, classes."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from analysis.attribution.local import CAUSES, GATES
from analysis.attribution.words import Attribution
from analysis.words.labels import GATE_NAMES, REASON_NAMES, label_of, number
from analysis.words.style import (
    COLOURS,
    FAINT,
    INK,
    MUTED,
    TINTS,
    columns_that_fit,
    new_figure,
    number_ticks,
)
from analysis.words.titles import unquoted

BAR = 0.6
LETTERS_IN_A_LEGEND = 125
MOST_CLASSES = 18
# One hue per gate and a step of lightness per cause, told apart in print without colour.
HUES = {
    "want": ("#08306B", "#4292C6"),
    "can": ("#7F2704", "#D94801", "#FD8D3C", "#FDD0A2"),
    "may": ("#00441B", "#238B45", "#74C476", "#C7E9C0"),
    "none": (MUTED,),
}
TEXTS = {
    "title": ("Who says no, and what it would bring", "Wie nee zegt, en wat het zou opleveren"),
    "no": (
        "who says no: share of the loss (%)",
        "wie nee zegt: aandeel van het verlies (%)",
    ),
    "worth": (
        "what opening it would bring:\n{outcome}",
        "wat openen zou opleveren:\n{outcome}",
    ),
    "note": (
        "dark: the only shut gate; light: split with other shut gates; whisker: 95% interval",
        "donker: de enige dichte poort; licht: gedeeld met andere; streepje: 95%-interval",
    ),
    "causes": ("Why no support came", "Waarom geen steun kwam"),
    "causes_axis": (
        "share of the severity-weighted loss (%); needs without consent in advance",
        "aandeel van het naar ernst gewogen verlies (%); behoeften zonder toestemming vooraf",
    ),
    "classes": ("By class of needs: {setting}", "Per soort behoefte: {setting}"),
    "class_no": ("who says no\n(% of the class's loss)", "wie nee zegt\n(% van het verlies)"),
    "class_worth": (
        "what it would bring\n(points of the class's gap)",
        "wat het zou opleveren\n(punten van het tekort)",
    ),
}


def gates_and_worth_figure(found: Attribution, language: str) -> Figure:
    """Draw each gate's local share beside its worth, a row of panels per setting."""
    place, titles = int(language == "nl"), list(map(unquoted, found.settings))
    figure = new_figure(1.0 + 1.35 * len(titles))
    figure.suptitle(TEXTS["title"][place], fontsize=11, fontweight="bold")
    panels = figure.subplots(len(titles), 2, squeeze=False, sharex="col")
    scale = 100.0 if label_of(found.outcome).unit == "share" else 1.0
    for (left, right), setting, title in zip(panels, found.settings, titles, strict=True):
        _bars(left, found.gates[found.gates["setting"] == setting], language)
        left.set_title(title, loc="left", fontweight="bold")
        rows = found.worth[found.worth["setting"] == setting].set_index("gate").loc[list(GATES)]
        _worths(right, rows, scale)
    for axes in panels[-1]:
        number_ticks(axes, language, ("x",))
    panels[-1][0].set_xlabel(TEXTS["no"][place])
    unit = "pp" if scale == 100.0 else label_of(found.outcome).unit_en
    outcome = f"{label_of(found.outcome).name(language).lower()} ({unit})"
    panels[-1][1].set_xlabel(TEXTS["worth"][place].format(outcome=outcome))
    figure.supxlabel(TEXTS["note"][place], fontsize=8)
    return figure


def _bars(axes: Axes, rows: pd.DataFrame, language: str) -> None:
    by_gate = rows.set_index("gate").reindex(list(GATES))[["share", "sole", "low", "high"]]
    share, sole = (by_gate[name].fillna(0.0).to_numpy() * 100 for name in ("share", "sole"))
    lines = np.arange(len(GATES))
    axes.barh(lines, sole, height=BAR, color=COLOURS[0])
    axes.barh(lines, share - sole, left=sole, height=BAR, color=TINTS[0])
    _whiskers(axes, by_gate["share"], by_gate["low"], by_gate["high"], 100.0)
    names = [GATE_NAMES[gate][language == "nl"] for gate in GATES]
    axes.set_yticks(lines, names)
    _finish(axes)


def _worths(axes: Axes, rows: pd.DataFrame, scale: float) -> None:
    axes.barh(np.arange(len(GATES)), rows["worth"] * scale, height=BAR, color=COLOURS[1])
    _whiskers(axes, rows["worth"], rows["low"], rows["high"], scale)
    axes.axvline(0.0, color=INK, lw=0.8)
    axes.set_yticks(np.arange(len(GATES)), [""] * len(GATES))
    _finish(axes)


def _whiskers(axes: Axes, middle: pd.Series, low: pd.Series, high: pd.Series, scale: float) -> None:
    errors = np.abs(np.array([middle - low, high - middle], np.float64)) * scale
    lines = np.arange(len(middle))
    axes.errorbar(middle * scale, lines, xerr=errors, fmt="none", ecolor=INK, lw=0.9, capsize=2)


def _finish(axes: Axes) -> None:
    axes.invert_yaxis()
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="x", color=FAINT, linewidth=0.5)
    axes.set_axisbelow(True)


def causes_figure(found: Attribution, language: str) -> Figure:
    """Draw what was lost by cause, a stacked bar per setting."""
    place, titles = int(language == "nl"), list(map(unquoted, found.settings))
    figure = new_figure(1.9 + 0.5 * len(titles))
    figure.suptitle(TEXTS["causes"][place], fontsize=11, fontweight="bold")
    axes = figure.subplots()
    shares = found.causes.set_index(["setting", "cause"])["share"].to_dict()
    handles = []
    left = np.zeros(len(titles))
    for gate, causes in CAUSES.items():
        for cause, colour in zip(causes, HUES[gate], strict=True):
            widths = np.array([shares.get((s, cause), 0.0) * 100 for s in found.settings])
            widths = np.nan_to_num(widths)
            axes.barh(
                range(len(titles)),
                widths,
                left=left,
                color=colour,
                height=BAR,
                edgecolor="white",
                linewidth=0.5,
            )
            left += widths
            if widths.max() > 0:
                name = f"{GATE_NAMES[gate][place].split(' (')[0]}: {REASON_NAMES[cause][place]}"
                handles.append(Patch(color=colour, label=name))
    axes.set_yticks(range(len(titles)), titles)
    axes.invert_yaxis()
    axes.set_xlim(0, 100)
    axes.set_xlabel(TEXTS["causes_axis"][place])
    axes.tick_params(axis="y", length=0)
    names = [str(handle.get_label()) for handle in handles]
    columns = columns_that_fit(names, LETTERS_IN_A_LEGEND)
    figure.legend(handles=handles, loc="outside lower center", ncols=columns, fontsize=7.5)
    return figure


def classes_figure(found: Attribution, names: dict[str, str], language: str) -> Figure:
    """Draw, per class, who says no beside what each gate would bring, as two tables of colour.

    Args:
        found: The attribution; its first setting is drawn.
        names: What the classes are called.
        language: "en" or "nl".
    """
    place, setting = int(language == "nl"), found.settings[0]
    title = unquoted(setting)
    no = found.classes[found.classes["setting"] == setting]
    no = no.pivot(index="class", columns="gate", values="share").reindex(columns=list(GATES))
    worth = found.class_worth[found.class_worth["setting"] == setting]
    worth = worth.pivot(index="class", columns="gate", values="worth")
    order = worth["recoverable"].sort_values(ascending=False).index[:MOST_CLASSES]
    figure = new_figure(1.4 + 0.27 * len(order))
    figure.suptitle(TEXTS["classes"][place].format(setting=title), fontsize=11, fontweight="bold")
    left, right = figure.subplots(1, 2, sharey=True)
    _grid(left, no.reindex(order), "Blues", language)
    _grid(right, worth.reindex(order)[list(GATES)], "Oranges", language)
    left.set_yticks(range(len(order)), [names.get(str(name), str(name)) for name in order])
    left.set_xlabel(TEXTS["class_no"][place])
    right.set_xlabel(TEXTS["class_worth"][place])
    return figure


def _grid(axes: Axes, table: pd.DataFrame, colours: str, language: str) -> None:
    values = table.to_numpy(np.float64) * 100
    largest = max(float(np.nanmax(np.abs(values), initial=0.0)), 1e-9)
    axes.imshow(values, cmap=colours, vmin=0, vmax=largest * 1.15, aspect="auto")
    for row, column in np.ndindex(values.shape):
        value = float(values[row, column])
        if np.isfinite(value):
            dark = value > 0.6 * largest
            text = number(value / 100, "share", language)
            axes.text(
                column,
                row,
                text,
                ha="center",
                va="center",
                fontsize=7.5,
                color="white" if dark else INK,
            )
    axes.set_xticks(range(len(GATES)), [GATE_NAMES[g][language == "nl"] for g in GATES])
    axes.xaxis.tick_top()
    axes.tick_params(length=0, labelsize=7.5)
    for spine in axes.spines.values():
        spine.set_visible(False)
