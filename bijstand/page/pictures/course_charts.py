"""The courses over time of one model, as charts."""

from __future__ import annotations

from typing import Any

import numpy as np

from bijstand.page.pictures.charts import Series, dot_chart, empty_chart, line_chart
from bijstand.page.pictures.svg import FIRST, INK, LINES, SECOND, THIRD
from bijstand.page.run import course
from bijstand.page.run.watched import WatchedModel
from bijstand.page.words.saying import named, of_sides, say
from sim.state.codes import CIVIL, JOINT, MILITARY
from sim.words.numbers import span


def course_charts(model: WatchedModel, needs: Any, language: str) -> list[str]:
    """Return the charts of needs and support, lead time, relations, people and queues."""
    days = float(model.time) - model.setting.warm_up_days
    windows = course.crisis_days(model)
    middle, counts = course.weekly(model, needs)
    colours = dict(zip(("needs", "filed", "supported"), (INK, SECOND, FIRST), strict=True))
    dashes = {"filed": "5 3"}
    weekly = [
        Series(say(f"series_{k}", language), middle, v, colours[k], dashes.get(k))
        for k, v in counts.items()
    ]
    seen = course.daily(model)
    day = np.arange(len(seen)) + 1.0
    relations = [
        Series(say(f"series_{name}", language), day, seen[name], colour, dash)
        for name, colour, dash in (
            ("trust", FIRST, None),
            ("understanding", THIRD, "6 3"),
            ("aversion", SECOND, "2 3"),
        )
    ]
    world = model.setting.world
    busy = [
        Series(of_sides(world, (CIVIL,), language), day, seen["busy_police"], FIRST),
        Series(
            of_sides(world, (MILITARY, JOINT), language), day, seen["busy_defence"], THIRD, "6 3"
        ),
    ]
    started, lead = course.lead_times(model, needs)
    median = span(float(np.median(lead)), language) if len(lead) else ""
    shown: dict[str, Any] = {"days": days, "language": language, "windows": windows}
    return [
        line_chart(say("needs_chart", language), weekly, **shown),
        dot_chart(
            say("lead_chart", language),
            started,
            lead,
            days,
            language,
            say("median_so_far", language, value=median),
        ),
        line_chart(say("relations_chart", language), relations, high=1.0, **shown),
        line_chart(say("busy_chart", language), busy, **shown),
        queues_chart(model, language),
    ]


def queues_chart(model: WatchedModel, language: str) -> str:
    """Draw how many requests waited at each desk that ever had a queue."""
    waiting = course.queues(model)
    heading = say("queues_chart", language)
    used = [i for i in range(waiting.shape[1]) if waiting[:, i].any()]
    if not used:
        words = "queues_none" if len(waiting) else "nothing_yet"
        return empty_chart(heading, say(words, language))
    day = np.arange(len(waiting)) + 1.0
    series = [
        Series(
            _short_name(model, int(desk), language), day, waiting[:, desk], LINES[i % len(LINES)]
        )
        for i, desk in enumerate(used)
    ]
    return line_chart(
        heading, series, float(len(waiting)), language, windows=course.crisis_days(model)
    )


def _short_name(model: WatchedModel, desk: int, language: str) -> str:
    """The name of a desk up to its first comma: LOCC, Defence Operations Centre."""
    return named(model.setting.world.desks[desk], language).split(",")[0]


def gap_line(model: WatchedModel, name: str, colour: str, dash: str | None = None) -> Series:
    """Return the course of the gap closed so far, in per cent."""
    days, values = course.gap_closed_course(model, course.needs_so_far(model))
    return Series(name, days, 100.0 * values, colour, dash)
