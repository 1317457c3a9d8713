"""The map: units at their home cities, and a line for each request on its way."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from bijstand.page.pictures.svg import (
    INK,
    LAND,
    MUTED,
    NO,
    PAPER,
    WAITING,
    WATER,
    path,
    picture,
    tag,
    text,
    title,
)
from bijstand.page.run.places import HEIGHT, WIDTH, Atlas, Place
from bijstand.page.run.traffic import Trip, desk_now, log_of, taken_shares, trips
from bijstand.page.run.watched import WatchedModel
from bijstand.page.words.saying import class_name, gate_letter, name_of_state, named, say
from sim.state.codes import CIVIL, JOINT
from sim.words.numbers import number

LINE_OF_STAGE: dict[str, dict[str, Any]] = {
    "waiting": {"stroke": WAITING, "stroke_dasharray": "5 4", "stroke_width": 1.8},
    "granted": {"stroke": INK, "stroke_dasharray": "1.5 4", "stroke_width": 2.4},
    "deployed": {"stroke": INK, "stroke_width": 2.2},
    "ended": {"stroke": NO, "stroke_width": 1.4},
}
BEND = 0.16


def map_picture(
    model: WatchedModel,
    atlas: Atlas,
    language: str,
    *,
    consented: bool = False,
    chosen_unit: int | None = None,
    words: str = "",
) -> str:
    """Draw the map as it stands now.

    Args:
        model: The model at its present time.
        atlas: Where things stand.
        language: "en" or "nl".
        consented: Whether requests under consent in advance get a line too.
        chosen_unit: The unit that the reader chose, which is marked.
        words: What the picture shows, for those who cannot see it.
    """
    on_their_way = trips(model, consented)
    shares = taken_shares(model)
    units = [
        _unit(model, atlas.places[i], i, shares[i], language, i == chosen_unit)
        for i in sorted(range(len(model.units)), key=lambda i: -atlas.places[i].radius)
    ]
    parts = [
        tag("g", _ground(atlas), class_="ground"),
        tag("g", "".join(_tether(place) for place in atlas.places), stroke=MUTED, stroke_width=0.7),
        tag("g", "".join(_trip(model, atlas, trip, language) for trip in on_their_way)),
        tag("g", "".join(units)),
        tag("g", "".join(_city_names(model, atlas)), font_size=13, fill=INK),
    ]
    said = words or say("map_words", language)
    return picture(WIDTH, HEIGHT, "".join(parts), said, "map", role="group")


def _ground(atlas: Atlas) -> str:
    if atlas.outline is None:
        return ""
    land = "".join(path(ring, closed=True) for ring in atlas.outline.land)
    water = "".join(path(ring, closed=True) for ring in atlas.outline.water)
    edge: dict[str, Any] = {"stroke": "#b6c2c9", "stroke_width": 1}
    return tag("path", d=land, fill=LAND, **edge) + tag("path", d=water, fill=WATER, **edge)


def _tether(place: Place) -> str:
    """A thin line from a unit that was moved aside to its home city."""
    if math.dist((place.x, place.y), place.city) < place.radius + 1:
        return ""
    return tag("line", x1=place.city[0], y1=place.city[1], x2=place.x, y2=place.y)


def shape(of: int, x: float, y: float, radius: float, **attributes: Any) -> str:
    """Draw the shape of a side: round, square, or standing on its point."""
    if of == CIVIL:
        return tag("circle", cx=x, cy=y, r=radius, **attributes)
    side = radius * 0.9
    turned = f"rotate(45 {x:.1f} {y:.1f})" if of == JOINT else None
    return tag(
        "rect",
        x=x - side,
        y=y - side,
        width=2 * side,
        height=2 * side,
        rx=radius * 0.18,
        transform=turned,
        **attributes,
    )


def ring(x: float, y: float, radius: float, busy: float, own: float) -> str:
    """Draw how many of a unit's people are taken: dark for needs, light for own tasks."""
    round_ = 2 * math.pi * radius
    parts = [tag("circle", cx=x, cy=y, r=radius, fill="none", stroke="#ffffff", stroke_width=3.2)]
    for start, share, colour in ((0.0, busy, INK), (busy, own, "#aeb8c1")):
        if share > 0.005:
            parts.append(
                tag(
                    "circle",
                    cx=x,
                    cy=y,
                    r=radius,
                    fill="none",
                    stroke=colour,
                    stroke_width=3.2,
                    stroke_dasharray=f"{share * round_:.1f} {round_:.1f}",
                    transform=f"rotate({-90 + 360 * start:.0f} {x:.1f} {y:.1f})",
                )
            )
    return "".join(parts)


def _unit(
    model: WatchedModel,
    place: Place,
    index: int,
    shares: tuple[float, float],
    language: str,
    chosen: bool,
) -> str:
    agent = model.units[index]
    unit = agent.unit
    busy, own = shares
    words = say(
        "unit_words",
        language,
        name=unit.name,
        city=unit.city,
        persons=unit.persons,
        busy=number(agent.busy, 0, language),
        own=number(100 * own, 0, language),
        free=number(agent.free, 0, language),
    )
    world = model.setting.world
    colour = world.organisation(unit.organisation).colour
    drawn = ring(place.x, place.y, place.radius + 2.2, busy, own)
    drawn += shape(
        world.side_of(unit.organisation),
        place.x,
        place.y,
        place.radius * 0.86,
        fill=colour,
        stroke=PAPER,
        stroke_width=1,
    )
    if chosen:
        drawn += tag(
            "circle",
            cx=place.x,
            cy=place.y,
            r=place.radius + 7,
            fill="none",
            stroke="#000000",
            stroke_width=2,
            stroke_dasharray="3 3",
        )
    return tag(
        "g",
        title(words) + drawn,
        data_pick=f"unit:{index}",
        tabindex=0,
        role="button",
        aria_label=words,
        class_="pick",
    )


def _trip(model: WatchedModel, atlas: Atlas, trip: Trip, language: str) -> str:
    look = dict(LINE_OF_STAGE[trip.stage])
    fades = max(0.25, 1.0 - trip.age / 4.0) if trip.stage == "ended" else 1.0
    words = trip_words(model, trip, language)
    there = atlas.places[trip.requester]
    drawn = ""
    for provider in trip.providers:
        here = atlas.places[provider]
        mx, my = _bend(here, there)
        d = f"M{here.x:.1f} {here.y:.1f}Q{mx:.1f} {my:.1f} {there.x:.1f} {there.y:.1f}"
        drawn += tag("path", d=d, fill="none", stroke="transparent", stroke_width=9)
        moves = "moves" if trip.stage == "deployed" else None
        drawn += tag("path", d=d, fill="none", stroke_opacity=fades, class_=moves, **look)
    mark = _mark_of(model, trip, language)
    if mark:
        here = atlas.places[trip.providers[0]]
        mx, my = _bend(here, there)
        x, y = (here.x + 2 * mx + there.x) / 4, (here.y + 2 * my + there.y) / 4
        colour = str(look["stroke"])
        drawn += tag(
            "circle", cx=x, cy=y, r=7.2, fill=PAPER, stroke=colour, stroke_width=1.4, opacity=fades
        )
        drawn += text(
            x,
            y + 3.6,
            mark,
            text_anchor="middle",
            font_size=10,
            font_weight="bold",
            fill=colour,
            opacity=fades,
        )
    return tag(
        "g",
        title(words) + drawn,
        data_pick=f"request:{trip.incident}",
        tabindex=0,
        role="button",
        aria_label=words,
        class_="pick",
        data_stage=trip.stage,
    )


def _mark_of(model: WatchedModel, trip: Trip, language: str) -> str:
    if trip.stage == "ended":
        return gate_letter(trip.gate, language) if trip.gate else "×"
    return ""


def _bend(here: Place, there: Place) -> tuple[float, float]:
    dx, dy = there.x - here.x, there.y - here.y
    if here is there:
        return here.x + 26, here.y - 26
    return (here.x + there.x) / 2 - BEND * dy, (here.y + there.y) / 2 + BEND * dx


def trip_words(model: WatchedModel, trip: Trip, language: str) -> str:
    """Say in a line what a request on the map is and how it stands."""
    request = model.state.requests[trip.incident]
    world = model.setting.world
    what = class_name(world.classes[int(request.request_class)], language)
    where = world.units[trip.requester].name
    units = ", ".join(world.units[i].name for i in trip.providers)
    if trip.stage == "ended":
        how = name_of_state(trip.end_state, language)
    elif trip.stage == "waiting":
        at = desk_now(model, trip.incident)
        desk = named(world.desks[at[0]], language) if at else ""
        how = say("waits_at" if at and at[1] else "handled_at", language, desk=desk)
    else:
        how = say(f"stage_{trip.stage}", language)
    return say("trip_words", language, what=what, where=where, units=units, how=how)


def _city_names(model: WatchedModel, atlas: Atlas) -> Sequence[str]:
    """The names of the police regions; other units say theirs when pointed at."""
    return [
        text(
            *place.name,
            agent.unit.name,
            paint_order="stroke",
            stroke="#ffffff",
            stroke_width=3.5,
            stroke_opacity=0.9,
        )
        for place, agent in zip(atlas.places, model.units, strict=True)
        if place.name is not None
    ]


def counts_of(model: WatchedModel) -> dict[str, int]:
    """Return how many requests without consent in advance are on the map, by stage."""
    found = trips(model, False)
    return {
        stage: sum(trip.stage == stage for trip in found)
        for stage in ("waiting", "granted", "deployed", "ended")
    }


def arisen(model: WatchedModel) -> int:
    """Return the number of needs that have arisen since the end of the warm-up."""
    return int((log_of(model)["time"] >= model.setting.warm_up_days).sum())
