"""The legend of the map, drawn with the very shapes and lines of the map."""

from __future__ import annotations

from html import escape

from bijstand.page.pictures.map import LINE_OF_STAGE, ring, shape
from bijstand.page.pictures.svg import NO, PAPER, tag, text
from bijstand.page.run.traffic import GATES, STAGES
from bijstand.page.words.saying import capitalised, gate_letter, gate_name, named, say
from sim.world import World

_SIZE = "16"


def legend(language: str, counts: dict[str, int], source: str, world: World) -> str:
    """Return the legend as HTML, to be laid over the sea and the land beyond the border.

    Args:
        language: "en" or "nl".
        counts: How many requests are on the map now, by stage.
        source: Where the outline comes from; "" where there is none.
        world: Whose organisations are on the map.
    """
    there = {unit.organisation for unit in world.units}
    organisations = [
        (
            _icon(shape(world.side_of(own.id), 8, 8, 6, fill=own.colour)),
            capitalised(named(own, language)),
        )
        for own in world.organisations
        if own.id in there
    ]
    rings = [
        (_icon(ring(8, 8, 6, 0.6, 0.0)), say("ring_busy", language)),
        (_icon(ring(8, 8, 6, 0.0, 0.6)), say("ring_own", language)),
    ]
    lines = [
        (_line(stage), f"{say(f'stage_{stage}', language)}: {counts[stage]}") for stage in STAGES
    ]
    gates = [(_mark(gate_letter(gate, language)), gate_name(gate, language)) for gate in GATES]
    gates.append((_mark("×"), say("legend_broken", language)))
    corners = {
        "north-west": _group(say("legend_lines", language), lines),
        "south-east": _group(say("legend_gates", language), gates),
        "south-west": _group(say("legend_units", language), organisations)
        + _group(say("legend_ring", language), rings),
    }
    laid = "".join(f'<div class="legend {k}">{content}</div>' for k, content in corners.items())
    hint = f"{say('legend_hint', language)} {source}"
    return f'{laid}<p class="hint"><small>{escape(hint)}</small></p>'


def _group(heading: str, entries: list[tuple[str, str]]) -> str:
    items = "".join(f"<li>{icon} {escape(words)}</li>" for icon, words in entries)
    return f"<div><h4>{escape(heading)}</h4><ul>{items}</ul></div>"


def _icon(content: str, width: str = _SIZE) -> str:
    return tag(
        "svg",
        content,
        viewBox=f"0 0 {width} {_SIZE}",
        width=width,
        height=_SIZE,
        aria_hidden="true",
    )


def _line(stage: str) -> str:
    return _icon(tag("line", x1=1, y1=8, x2=25, y2=8, **LINE_OF_STAGE[stage]), "26")


def _mark(letter: str) -> str:
    return _icon(
        tag("circle", cx=8, cy=8, r=7, fill=PAPER, stroke=NO)
        + text(8, 11.6, letter, text_anchor="middle", font_size=10, font_weight="bold", fill=NO)
    )
