"""Bars as SVG: the funnel of needs, and the gates that were shut."""

from __future__ import annotations

from collections.abc import Mapping

from bijstand.page.pictures.svg import FAINT, FIRST, INK, MUTED, NO, picture, tag, text
from bijstand.page.run.course import Gate
from bijstand.page.words.saying import gate_name, name_of_state, say
from sim.words.numbers import percent

WIDTH = 460.0
NAMES = 172.0
ROW = 15.5
# About the width of a letter of the smallest size.
LETTER = 5.6
MET, LOST, REST = FIRST, NO, "#98a4ae"
_MET = ("supported",)
_REST = ("alone", "open")


def funnel_chart(counts: Mapping[str, int], language: str) -> str:
    """Draw where needs ended: each bar starts where the one above it left off.

    What remains on the last line is what was supported.
    """
    total = sum(counts.values())
    heading = say("funnel", language)
    height = 22 + ROW * (len(counts) + 1) + 4
    parts = [text(0, 12, heading, font_size=12.5, font_weight="600", fill=INK)]
    scale = (WIDTH - NAMES - 78) / max(1, total)
    parts.append(_row(0, say("all_needs", language), 0, total, scale, FAINT, str(total)))
    left = total
    for row, (state, count) in enumerate(counts.items(), start=1):
        left -= count
        colour = MET if state in _MET else REST if state in _REST else LOST
        said = f"{count} ({percent(count / total, language)})" if total and count else f"{count}"
        parts.append(_row(row, name_of_state(state, language), left, count, scale, colour, said))
    told = ", ".join(f"{name_of_state(s, language)} {n}" for s, n in counts.items() if n)
    words = say("funnel_words", language, total=total, parts=told)
    return picture(WIDTH, height, "".join(parts), f"{heading}. {words}", "chart")


def _row(
    row: int, name: str, start: float, count: float, scale: float, colour: str, said: str
) -> str:
    y = 22 + ROW * row
    x, width = NAMES + start * scale, max(count * scale, 0.6 if count else 0.0)
    return (
        text(NAMES - 8, y + 11, name, text_anchor="end", font_size=11.5, fill=INK)
        + tag("rect", x=float(x), y=y + 2, width=float(width), height=ROW - 4, fill=colour)
        + text(x + width + 5, y + 11, said, font_size=11, fill=INK if count else MUTED)
    )


def gates_chart(gates: Mapping[str, Gate], language: str) -> str:
    """Draw how many needs each gate stopped: alone in full colour, with another in a light one."""
    heading = say("gates", language)
    most = max((gate.alone + gate.together for gate in gates.values()), default=0)
    parts = [text(0, 12, heading, font_size=12.5, font_weight="600", fill=INK)]
    scale = (WIDTH - NAMES - 60) / max(1, most)
    told = []
    for row, (name, gate) in enumerate(gates.items()):
        y = 22 + 18 * row
        alone, both = gate.alone * scale, gate.together * scale
        said = str(gate.alone + gate.together)
        parts += [
            text(
                NAMES - 8,
                y + 12,
                gate_name(name, language),
                text_anchor="end",
                font_size=11.5,
                fill=INK,
            ),
            tag("rect", x=NAMES, y=y + 2, width=float(alone), height=13, fill=LOST),
            tag("rect", x=NAMES + alone, y=y + 2, width=float(both), height=13, fill="#f0b79c"),
            text(NAMES + alone + both + 5, y + 12, said, font_size=11, fill=INK),
        ]
        told.append(f"{gate_name(name, language)} {said}")
    y, alone_words = 22 + 18 * len(gates) + 4, say("gate_alone", language)
    second = NAMES + 30 + LETTER * len(alone_words)
    parts += [
        tag("rect", x=NAMES, y=y, width=10, height=9, fill=LOST),
        text(NAMES + 15, y + 9, alone_words, font_size=10.5, fill=MUTED),
        tag("rect", x=second, y=y, width=10, height=9, fill="#f0b79c"),
        text(second + 15, y + 9, say("gate_together", language), font_size=10.5, fill=MUTED),
    ]
    return picture(WIDTH, y + 14, "".join(parts), f"{heading}: {', '.join(told)}", "chart")
