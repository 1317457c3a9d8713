"""What every figure must be: something is drawn in it, words keep apart, shares stay shares."""

from __future__ import annotations

import re
from functools import cache
from itertools import combinations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from sim.conditions import CONDITIONS
from sim.outcomes import DECLARED
from sim.setting.configuration import names_in
from sim.setting.theories.theory import QUESTIONS
from sim.world import load_world

SAID_SO = {"dummy"}
"""What is called so among people as well."""
_WORD = re.compile(r"[a-z][a-z0-9]*(?:[_.][a-z0-9]+)+")

TOUCHING = 1.5
"""By how many points boxes of words may overlap: their margins, and no letter."""


def faults_of(figure: Figure) -> list[str]:
    """Return what is wrong with a figure, in words; nothing where it is sound."""
    figure.draw_without_rendering()
    shown = [axes for axes in figure.axes if axes.get_visible() and axes.axison]
    found = [] if shown else ["no axes"]
    found += [f"nothing is drawn in axes {place}" for place, a in enumerate(shown) if not _marks(a)]
    for axes in shown:
        found += _beyond(axes)
    return [*found, *_on_each_other(figure), *ids_in(figure)]


def ids_in(figure: Figure) -> list[str]:
    """Name what is written in a figure that only a file or a program calls so.

    A key of several words is one wherever it stands; one that is a word of the language as well
    (``crisis``) only where a line is nothing else.
    """
    found = []
    for text in figure.findobj(Text):
        said = str(text.get_text())
        if text.get_visible() and said:
            found += [f"{word!r} in {said!r}" for word in _WORD.findall(said) if _is_id(word)]
            found += [f"{line!r} alone" for line in said.split("\n") if line.strip() in _alone()]
    return found


def _is_id(word: str) -> bool:
    return "_" in word and bool({word, word.rpartition(".")[2]} & keys())


@cache
def keys() -> frozenset[str]:
    """Return what files and programs call conditions, questions, outcomes, rows and files."""
    world = load_world()
    rows = [row.id for rows in (world.classes, world.units, world.desks) for row in rows]
    files = [name for group in ("policy", "scenario", "theory") for name in names_in(group)]
    return frozenset([*CONDITIONS, *DECLARED, *QUESTIONS, *rows, *files])


@cache
def _alone() -> frozenset[str]:
    """Return the keys that are no title as well."""
    kinds, conditions = load_world().classes, CONDITIONS.values()
    titles = {title for kind in kinds for title in (kind.name_en, kind.name_nl)}
    return (
        keys()
        - titles
        - SAID_SO
        - {text for c in conditions for text in (c.meaning_en, c.meaning_nl)}
    )


def _marks(axes: Axes) -> int:
    """Count what is drawn from data: finite points, areas that are not empty, cells."""
    lines = sum(
        int(np.isfinite(np.asarray(line.get_xydata(), np.float64)).all(axis=1).sum())
        for line in axes.lines
    )
    areas = sum(bool(np.ptp(p.get_path().vertices, axis=0).any()) for p in axes.patches)
    cells = sum(int(np.isfinite(np.ma.filled(i.get_array(), np.nan)).sum()) for i in axes.images)
    return lines + areas + cells + sum(len(each.get_paths()) for each in axes.collections)


def _beyond(axes: Axes) -> list[str]:
    """Name axes of shares on which something is drawn below 0 or above 100 %."""
    found = []
    for place, label in enumerate((axes.get_xlabel(), axes.get_ylabel())):
        if "%" not in label.partition("\n")[0]:
            continue
        ends = [
            np.asarray(line.get_xydata(), np.float64)[:, place]
            for line in axes.lines
            if line.get_transform().contains_branch(axes.transData)
        ]
        ends += [
            np.asarray(segment, np.float64)[:, place]
            for each in axes.collections
            if isinstance(each, LineCollection)
            for segment in each.get_segments()
            if len(segment)
        ]
        values = np.concatenate(ends) if ends else np.zeros(1)
        if np.nanmin(values) < -1e-9 or np.nanmax(values) > 100 + 1e-9:
            found.append(f"{label!r}: {np.nanmin(values):.1f} to {np.nanmax(values):.1f}")
    return found


def _words(figure: Figure) -> list[tuple[str, Bbox]]:
    found = []
    for text in figure.findobj(Text):
        if text.get_visible() and text.get_text().strip() and not text.get_rotation() % 90:
            box = text.get_window_extent()
            if box.width > 0 and box.height > 0 and _is_drawn(text, figure):
                found.append((text.get_text(), box))
    return found


def _is_drawn(text: Text, figure: Figure) -> bool:
    """Return whether words are on the page: ticks outside the axes exist, and are not drawn."""
    for axes in figure.axes:
        for axis in (axes.xaxis, axes.yaxis):
            for tick in (*axis.majorTicks, *axis.minorTicks):
                if text in (tick.label1, tick.label2):
                    low, high = sorted(axis.get_view_interval())
                    return axes.axison and low - 1e-9 <= tick.get_loc() <= high + 1e-9
    return True


def _on_each_other(figure: Figure) -> list[str]:
    """Name the pairs of words that lie on each other."""
    slack = TOUCHING * figure.dpi / 72.0
    found = []
    for (one, first), (other, second) in combinations(_words(figure), 2):
        common = Bbox.intersection(first, second)
        if common is not None and min(common.width, common.height) > slack:
            found.append(f"{one!r} lies on {other!r}")
    return found
