"""Pictures of robustness: regret by scenario and theory, and what policies add at what cost."""

from __future__ import annotations

from textwrap import fill

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.path import Path
from matplotlib.ticker import FuncFormatter
from matplotlib.transforms import Bbox

from analysis.robustness.found import Robustness
from analysis.robustness.robustness import METRICS
from analysis.robustness.words import METRIC_NAMES, cost_unit
from analysis.words.labels import label_of, number
from analysis.words.style import (
    COLOURS,
    FAINT,
    INK,
    MUTED,
    legend_below,
    new_figure,
    number_ticks,
)

# Where a name may stand beside its point, in points of print; further off a line leads to it.
NAME_PLACES = (
    ((5, 4), "left"),
    ((5, -9), "left"),
    ((-5, 4), "right"),
    ((-5, -9), "right"),
    *(
        ((8 if side == "left" else -8, sign * off), side)
        for side in ("left", "right")
        for off in range(14, 74, 6)
        for sign in (1, -1)
    ),
)
FURTHER = 10
WIDER = 0.1
TEXTS = {
    "regret": (
        "Regret: what a policy leaves behind the best one ({unit})",
        "Spijt: wat een beleid achterblijft bij het beste ({unit})",
    ),
    "mean": (
        "mean over the futures of a scenario and theory",
        "gemiddeld over de toekomsten van een scenario en theorie",
    ),
    "frontier": (
        "What policies add, against what they cost\n{outcome}",
        "Wat beleid toevoegt, naast wat het kost\n{outcome}",
    ),
    "gain": ("gain over no policy ({unit})", "winst boven geen beleid ({unit})"),
    "ahead": ("beaten by no other", "door geen ander verslagen"),
    "beaten": (
        "beaten: another adds more for less",
        "verslagen: een ander voegt meer toe voor minder",
    ),
    "note": (
        "whisker: 95% interval over futures; names that would cover something are left out",
        "streepje: 95%-interval over toekomsten; namen die iets zouden bedekken ontbreken",
    ),
    "ranks": (
        "Rank of each policy by each metric (1 is best)",
        "Rang van elk beleid per maat (1 is het beste)",
    ),
}


def regret_figure(found: Robustness, language: str) -> Figure:
    """Draw the mean regret of each policy in each scenario and theory as a heat map."""
    place = int(language == "nl")
    table = found.regrets.pivot(index="policy", columns="group", values="mean_regret")
    order = found.metrics[found.metrics["metric"] == "mean_regret"].sort_values("value")["policy"]
    groups = list(dict.fromkeys(found.regrets["group"]))
    table = table.loc[list(order), groups]
    unit = label_of(found.outcome).unit
    values = table.to_numpy(np.float64)
    figure = new_figure(3.0 + 0.26 * len(table))
    title = TEXTS["regret"][place].format(unit=label_of(found.outcome).unit_of_change(language))
    figure.suptitle(title, fontsize=11, fontweight="bold")
    axes = figure.subplots()

    def in_unit(value: float, _: int) -> str:
        return number(value, unit, language)

    image = axes.imshow(values, cmap="cividis_r", vmin=0, aspect="auto")
    largest = max(float(values.max()), 1e-9)
    for row, column in np.ndindex(values.shape):
        text = number(float(values[row, column]), unit, language)
        axes.text(
            column,
            row,
            text,
            ha="center",
            va="center",
            fontsize=7,
            color="white" if values[row, column] > 0.55 * largest else INK,
        )
    labels = [fill(str(group), 34) for group in groups]
    axes.set_xticks(range(len(groups)), labels, rotation=90)
    axes.set_yticks(range(len(table)), list(table.index))
    axes.tick_params(length=0, labelsize=7.5)
    axes.set_xlabel(TEXTS["mean"][place])
    figure.colorbar(image, ax=axes, shrink=0.8, pad=0.02, format=FuncFormatter(in_unit))
    return figure


def frontier_figure(found: Robustness, language: str) -> Figure:
    """Draw each policy's gain against its cost, with the frontier as a line."""
    place = int(language == "nl")
    scale = 100.0 if label_of(found.outcome).unit == "share" else 1.0
    figure = new_figure(5.2)
    label = label_of(found.outcome)
    title = TEXTS["frontier"][place].format(outcome=label.name(language))
    figure.suptitle(title, fontsize=11, fontweight="bold")
    axes = figure.subplots()
    ahead = found.frontier[found.frontier["on_frontier"]].sort_values("cost")
    axes.plot(ahead["cost"], ahead["gain"] * scale, color=COLOURS[0], lw=1.0, zorder=1)
    for row in found.frontier.to_dict("records"):
        colour = COLOURS[0] if row["on_frontier"] else MUTED
        errors = np.abs([[row["gain"] - row["low"]], [row["high"] - row["gain"]]]) * scale
        axes.errorbar(
            row["cost"],
            row["gain"] * scale,
            yerr=errors,
            fmt="o" if row["on_frontier"] else "x",
            color=colour,
            ecolor=colour,
            elinewidth=0.9,
            capsize=2,
            markersize=5,
        )
    axes.axhline(0.0, color=INK, lw=0.8)
    axes.set_xlabel(cost_unit(language))
    axes.set_ylabel(TEXTS["gain"][place].format(unit=label.unit_of_change(language)))
    axes.grid(color=FAINT, linewidth=0.5)
    axes.margins(x=0.12, y=0.12)
    number_ticks(axes, language)
    handles = [
        Line2D([], [], color=COLOURS[0], marker="o", label=TEXTS["ahead"][place]),
        Line2D([], [], color=MUTED, marker="x", lw=0, label=TEXTS["beaten"][place]),
    ]
    legend_below(figure, handles, TEXTS["note"][place])
    ends = {end: found.frontier[end] * scale for end in ("gain", "low", "high")}
    _name_points(figure, axes, found.frontier.assign(**ends))
    return figure


def _name_points(figure: Figure, axes: Axes, points: pd.DataFrame) -> None:
    """Name points, those on the frontier first, where a name covers no other and no point."""
    order = points.assign(size=points["gain"].abs()).sort_values(
        ["on_frontier", "size"], ascending=False
    )
    figure.draw_without_rendering()
    lowest, highest = (
        axes.transData.transform(points[["cost", end]].to_numpy(np.float64))
        for end in ("low", "high")
    )
    taken = [
        Bbox.from_extents(x - 3.0, low - 3.0, x + 3.0, high + 3.0)
        for (x, low), (_, high) in zip(lowest, highest, strict=True)
    ]
    _, zero = axes.transData.transform((0.0, 0.0))
    taken.append(Bbox.from_extents(axes.bbox.x0, zero - 1.0, axes.bbox.x1, zero + 1.0))
    ahead = points[points["on_frontier"]].sort_values("cost")[["cost", "gain"]]
    frontier = Path(axes.transData.transform(ahead.to_numpy(np.float64)))
    for row in order.to_dict("records"):
        point = row["cost"], row["gain"]
        for place, side in NAME_PLACES:
            name = axes.annotate(
                row["policy"],
                point,
                xytext=place,
                ha=side,
                textcoords="offset points",
                fontsize=7,
                color=INK,
            )
            box = _at_its_widest(name.get_window_extent().padded(0.5), side)
            inside = axes.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1
            inside = inside and axes.bbox.y0 <= box.y0 and box.y1 <= axes.bbox.y1
            covers = any(box.overlaps(other) for other in taken)
            if inside and not covers and not frontier.intersects_bbox(box, filled=False):
                taken.append(box)
                if abs(place[1]) > FURTHER:
                    lead = {"arrowstyle": "-", "color": MUTED, "lw": 0.5}
                    axes.annotate("", point, place, textcoords="offset points", arrowprops=lead)
                break
            name.remove()


def _at_its_widest(box: Bbox, side: str) -> Bbox:
    """Return the room that a name may take: at another resolution letters are wider."""
    wider = WIDER * box.width
    left, right = (0.0, wider) if side == "left" else (wider, 0.0)
    return Bbox.from_extents(box.x0 - left, box.y0, box.x1 + right, box.y1)


def ranks_figure(found: Robustness, language: str) -> Figure:
    """Draw how the ranks of policies change from metric to metric, a line per policy."""
    place = int(language == "nl")
    table = found.metrics.pivot(index="policy", columns="metric", values="rank")[list(METRICS)]
    # Policies that share a rank stand below each other, in the order of their means.
    table = table.sort_values("mean").rank(method="first")
    figure = new_figure(1.5 + 0.26 * len(table))
    figure.suptitle(TEXTS["ranks"][place], fontsize=11, fontweight="bold")
    axes = figure.subplots()
    firsts = set(found.metrics.loc[found.metrics["rank"] == 1, "policy"])
    for policy, row in table.iterrows():
        leads = policy in firsts
        axes.plot(
            range(len(METRICS)),
            row,
            color=COLOURS[0] if leads else MUTED,
            lw=2.0 if leads else 0.8,
            marker="o",
            ms=4,
        )
        axes.text(-0.08, float(row.iloc[0]), str(policy), ha="right", va="center", fontsize=7.5)
        axes.text(len(METRICS) - 0.92, float(row.iloc[-1]), str(policy), va="center", fontsize=7.5)
    # Upright: long names of policies leave the metrics little room beside each other.
    names = [fill(METRIC_NAMES[metric][place], 20) for metric in METRICS]
    axes.set_xticks(range(len(METRICS)), names, rotation=90)
    axes.set_xlim(-1.6, len(METRICS) + 0.6)
    axes.set_yticks([])
    axes.invert_yaxis()
    axes.spines["left"].set_visible(False)
    axes.tick_params(length=0, labelsize=7.5)
    return figure
