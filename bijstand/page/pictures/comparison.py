"""Two settings on one seed: what they have come to so far, and the paired difference."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

import numpy as np

from bijstand.page.pictures.charts import Series, line_chart
from bijstand.page.pictures.course_charts import gap_line
from bijstand.page.pictures.svg import FIRST, INK, SECOND
from bijstand.page.run import course
from bijstand.page.run.side import Side
from bijstand.page.run.take import so_far
from bijstand.page.words.saying import outcome_name, outcome_value, say
from sim.outcomes import DECLARED
from sim.state.codes import SUPPORTED

SAME = 1e-12


def outcomes_table(sides: Sequence[Side], language: str) -> str:
    """Return the outcomes of both so far with their difference, as an HTML table."""
    of_a, of_b = (so_far(side.model)[1] for side in sides)
    rows = []
    for key, outcome in DECLARED.items():
        if not outcome.in_table or key not in of_a:
            continue
        a, b = of_a[key], of_b[key]
        cells = [outcome_value(value, outcome, language) for value in (a, b)]
        cells.append(outcome_value(b - a, outcome, language, signed=True))
        same = math.isnan(b - a) or abs(b - a) < SAME
        kind = "same" if same else "more" if b > a else "less"
        rows.append(
            f'<tr class="{kind}" data-outcome="{key}">'
            f'<th scope="row">{escape(outcome_name(outcome, language))}</th>'
            + "".join(f"<td>{escape(cell)}</td>" for cell in cells)
            + "</tr>"
        )
    heads = (say("outcome", language), "A", "B", say("difference", language))
    head = "".join(f'<th scope="col">{escape(word)}</th>' for word in heads)
    return (
        f'<table class="outcomes"><thead><tr>{head}</tr></thead><tbody>{"".join(rows)}</tbody>'
        f'</table><p class="note">{escape(say("compare_note", language))}</p>'
    )


def matched(sides: Sequence[Side], language: str) -> str:
    """Say how many of the needs that arose in both stand otherwise in the second."""
    both = [course.needs_so_far(side.model) for side in sides]
    keys = [
        np.asarray(side.model.state.incidents)["key"][needs["incident"]]
        for side, needs in zip(sides, both, strict=True)
    ]
    _, in_a, in_b = np.intersect1d(*keys, return_indices=True)
    a, b = (n["end_state"][i] for n, i in zip(both, (in_a, in_b), strict=True))
    return say(
        "matched",
        language,
        count=len(in_a),
        differ=int((a != b).sum()),
        better=int(((b == SUPPORTED) & (a != SUPPORTED)).sum()),
        worse=int(((a == SUPPORTED) & (b != SUPPORTED)).sum()),
    )


def courses(sides: Sequence[Side], language: str) -> list[str]:
    """Return the course of the gap closed in both, and of the difference."""
    days = float(sides[0].model.time) - sides[0].choices.warm_up_days
    a = gap_line(sides[0].model, "A", FIRST)
    b = gap_line(sides[1].model, "B", SECOND, "6 3")
    until = np.arange(1.0, math.floor(days) + 1.0)
    ends = [_at(line, until) for line in (a, b)]
    difference = Series("B − A", until, ends[1] - ends[0], INK)
    return [
        line_chart(
            say("gap_course", language),
            [a, b],
            days,
            language,
            windows=sorted({w for side in sides for w in course.crisis_days(side.model)}),
        ),
        line_chart(say("difference_course", language), [difference], days, language, low=-1.0),
    ]


def _at(line: Series, days: np.ndarray) -> np.ndarray:
    """Return the value of a course at the end of each day; NaN before its first."""
    if len(line.days) == 0:
        return np.full(len(days), np.nan)
    place = np.searchsorted(line.days, days, side="right") - 1
    return np.where(place >= 0, line.values[np.maximum(place, 0)], np.nan)
