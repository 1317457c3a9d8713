"""Charts as SVG: lines over the days with their names at their ends, bars, and dots."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import Any

import numpy as np
import numpy.typing as npt

from bijstand.page.pictures.svg import FAINT, INK, MUTED, path, picture, tag, text
from bijstand.page.words.saying import say
from sim.words.numbers import number

WIDTH, HEIGHT = 460.0, 168.0
LEFT, TOP, BOTTOM = 38.0, 24.0, 22.0
POINTS_AT_MOST = 240
LETTER = 6.1
FEWEST_DAYS = 28.0
# Names at the ends of lines: letters of a line of theirs, where there are few; and its height.
NAME_LETTERS, BROKEN_AT_MOST, NAME_HEIGHT = 22, 4, 12.0


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its name, its values over the days, and how it looks."""

    name: str
    days: npt.NDArray[Any]
    values: npt.NDArray[Any]
    colour: str
    dash: str | None = None


class Axes:
    """From values to the picture of one chart."""

    def __init__(self, days: float, low: float, high: float, right: float, log: bool = False):
        """Take the ranges; ``right`` is the room for names at the ends of lines."""
        self.days, self.log = max(FEWEST_DAYS, days), log
        self.low, self.high = (math.log10(low), math.log10(high)) if log else (low, high)
        self.right = WIDTH - right

    def x(self, day: float) -> float:
        """Return where a day is."""
        return LEFT + (self.right - LEFT) * day / self.days

    def y(self, value: float) -> float:
        """Return where a value is; what lies outside is drawn at the edge."""
        level = math.log10(max(value, 1e-9)) if self.log else value
        share = (level - self.low) / (self.high - self.low)
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * min(max(share, 0.0), 1.0)


def line_chart(
    heading: str,
    series: Sequence[Series],
    days: float,
    language: str,
    *,
    low: float = 0.0,
    high: float | None = None,
    windows: Sequence[tuple[float, float]] = (),
) -> str:
    """Draw lines over the days.

    Args:
        heading: What is shown, with its unit.
        series: The lines; those without values are left out.
        days: The day up to which the axis runs.
        language: "en" or "nl".
        low: The lowest value of the axis, or where all values lie above it.
        high: The highest; None takes it from the values.
        windows: Stretches of days that are shaded.
    """
    there = [s for s in series if np.isfinite(s.values).any()]
    if not there:
        return empty_chart(heading, say("nothing_yet", language))
    top = nice(max(float(np.nanmax(s.values)) for s in there)) if high is None else high
    bottom = -nice(-min(float(np.nanmin(s.values)) for s in there)) if low < 0 else low
    named = {
        s.name: wrap(s.name, NAME_LETTERS) if len(there) <= BROKEN_AT_MOST else [s.name]
        for s in there
    }
    right = 14 + LETTER * max(len(part) for parts in named.values() for part in parts)
    axes = Axes(days, bottom, top if top > bottom else bottom + 1, right)
    lines = "".join(_line(axes, s) for s in there)
    ends = [(axes.y(_last(s.values)), s) for s in there]
    apart = NAME_HEIGHT * max(map(len, named.values()))
    names = "".join(
        text(
            axes.right + 6,
            max(y - NAME_HEIGHT * (len(named[s.name]) - 1), NAME_HEIGHT)
            + 3.5
            + NAME_HEIGHT * place,
            part,
            font_size=11,
            fill=s.colour,
        )
        for y, s in spread(ends, apart)
        for place, part in enumerate(named[s.name])
    )
    last = ", ".join(f"{s.name} {number(_last(s.values), 2, language)}" for s in there)
    content = frame(heading, axes, language, windows) + lines + names
    return picture(WIDTH, HEIGHT, content, f"{heading}: {last}", "chart")


def _last(values: npt.NDArray[Any]) -> float:
    finite = values[np.isfinite(values)]
    return float(finite[-1])


def _line(axes: Axes, series: Series) -> str:
    stride = max(1, len(series.days) // POINTS_AT_MOST)
    places = [*range(0, len(series.days), stride)]
    if places and places[-1] != len(series.days) - 1:
        places.append(len(series.days) - 1)
    points = [
        (axes.x(float(series.days[i])), axes.y(float(series.values[i])))
        for i in places
        if math.isfinite(series.values[i])
    ]
    return tag(
        "path",
        d=path(points),
        fill="none",
        stroke=series.colour,
        stroke_width=1.8,
        stroke_dasharray=series.dash,
        stroke_linejoin="round",
    )


def spread(ends: list[tuple[float, Series]], apart: float) -> list[tuple[float, Series]]:
    """Move names at the ends of lines apart so that they can be read."""
    ordered = sorted(ends, key=lambda end: end[0])
    ys: list[float] = []
    for y, _ in ordered:
        ys.append(max(y, ys[-1] + apart) if ys else y)
    over = ys[-1] - (HEIGHT - BOTTOM) if ys else 0.0
    for i in range(len(ys) - 1, -1, -1):
        limit = HEIGHT - BOTTOM if i == len(ys) - 1 else ys[i + 1] - apart
        ys[i] = min(ys[i], limit) if over > 0 else ys[i]
    return [(y, series) for y, (_, series) in zip(ys, ordered, strict=True)]


def frame(
    heading: str, axes: Axes, language: str, windows: Sequence[tuple[float, float]] = ()
) -> str:
    """Draw heading, axes, and what is shaded."""
    parts = [text(0, 12, heading, font_size=12.5, font_weight="600", fill=INK)]
    for start, end in windows:
        if start < axes.days:
            left, right = axes.x(start), axes.x(min(end, axes.days))
            parts.append(
                tag(
                    "rect",
                    x=left,
                    y=TOP,
                    width=right - left,
                    height=HEIGHT - TOP - BOTTOM,
                    fill="#f6e7d8",
                )
            )
            parts.append(
                text(left + 3, TOP + 10, say("crisis_now", language), font_size=9.5, fill="#8a5a20")
            )
    for value in y_ticks(axes):
        y = axes.y(value)
        parts.append(tag("line", x1=LEFT, x2=axes.right, y1=y, y2=y, stroke=FAINT))
        parts.append(
            text(
                LEFT - 5,
                y + 3.5,
                short(value, language),
                text_anchor="end",
                font_size=10.5,
                fill=MUTED,
            )
        )
    for day in x_ticks(axes.days):
        parts.append(
            text(
                axes.x(day),
                HEIGHT - 7,
                number(day, 0, language),
                text_anchor="middle",
                font_size=10.5,
                fill=MUTED,
            )
        )
    parts.append(
        text(
            LEFT - 12,
            HEIGHT - 7,
            say("axis_day", language),
            text_anchor="end",
            font_size=10.5,
            fill=MUTED,
        )
    )
    return "".join(parts)


def y_ticks(axes: Axes) -> list[float]:
    """Return the values that the axis names."""
    if axes.log:
        return [10.0**p for p in range(math.ceil(axes.low), math.floor(axes.high) + 1)]
    return [axes.low + (axes.high - axes.low) * i / 2 for i in range(3)]


def x_ticks(days: float) -> list[float]:
    """Return the days that the axis names: few, and round."""
    step = next(s for s in (7, 14, 30, 60, 90, 180, 365, 730, 3650) if days / s <= 6)
    return [float(step * i) for i in range(int(days // step) + 1)]


def nice(value: float) -> float:
    """Return the next round number above a value."""
    if value <= 0:
        return 0.0
    power = 10.0 ** math.floor(math.log10(value))
    return next(
        step * power for step in (1.0, 2.0, 4.0, 5.0, 10.0) if value <= step * power * 1.0001
    )


def short(value: float, language: str) -> str:
    """Write a value of an axis."""
    if value == 0:
        return "0"
    decimals = 0 if abs(value) >= 10 or float(value).is_integer() else 1 if abs(value) >= 1 else 2
    return number(value, decimals, language)


def empty_chart(heading: str, words: str) -> str:
    """Draw a chart that has nothing to show yet."""
    content = text(0, 12, heading, font_size=12.5, font_weight="600", fill=INK)
    content += text(0, 40, words, font_size=11.5, fill=MUTED)
    return picture(WIDTH, HEIGHT, content, f"{heading}: {words}", "chart")


def dot_chart(
    heading: str,
    days: npt.NDArray[Any],
    values: npt.NDArray[Any],
    until: float,
    language: str,
    note: str,
) -> str:
    """Draw a dot per value on a logarithmic axis, with the median as a line."""
    if len(values) == 0:
        return empty_chart(heading, say("nothing_yet", language))
    axes = Axes(until, 0.01, 1000.0, 16, log=True)
    stride = max(1, len(values) // 600)
    dots = "".join(
        tag("circle", cx=axes.x(float(d)), cy=axes.y(float(v)), r=2.1)
        for d, v in zip(days[::stride], values[::stride], strict=True)
    )
    middle = axes.y(float(np.median(values)))
    content = frame(heading, axes, language)
    content += tag("g", dots, fill=INK, fill_opacity=0.45)
    content += tag(
        "line", x1=LEFT, x2=axes.right, y1=middle, y2=middle, stroke="#C4450C", stroke_width=1.6
    )
    content += text(axes.right, 12, note, text_anchor="end", font_size=11, fill="#C4450C")
    return picture(WIDTH, HEIGHT, content, f"{heading}: {note}", "chart")
