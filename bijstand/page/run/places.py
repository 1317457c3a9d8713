"""Where things stand on the map: the outline, the units at their home cities, fanned out.

Longitude is shortened by the cosine of the middle latitude, so that distances look right; at this
size no other projection would look much different.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from sim.world import World

WIDTH, HEIGHT = 620.0, 735.0
MARGIN = 10.0
SMALLEST, PER_ROOT_PERSON = 4.5, 0.72
# What units cover of the picture at most, all together; beyond that all are drawn smaller.
MOST_COVERED = 0.06
GAP = 3.5
ROUNDS = 250
# Width of a letter and height of a line of a name on the map.
LETTER, TALL = 7.4, 15.0
NAMED_SERVICE = "regional_unit"

Point = tuple[float, float]
Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """A unit on the map, in units of the picture.

    Attributes:
        city: Its home city.
        x: Where it is drawn.
        y: Where it is drawn.
        radius: How large, by its people.
        name: Where its name starts, if it shows one.
    """

    city: Point
    x: float
    y: float
    radius: float
    name: Point | None


@dataclass(frozen=True, slots=True)
class Outline:
    """The land and the large lakes, as rings of points on the picture, and where they come from."""

    land: tuple[tuple[Point, ...], ...]
    water: tuple[tuple[Point, ...], ...]
    source: str


@dataclass(frozen=True, slots=True)
class Atlas:
    """Everything on the map that does not change."""

    places: tuple[Place, ...]
    outline: Outline | None


class Projection:
    """From degrees to the picture, for a box of degrees."""

    def __init__(self, box: tuple[float, float, float, float]) -> None:
        """Fit the box into the picture."""
        self.west, south, east, self.north = box
        self.shortened = math.cos(math.radians((south + self.north) / 2))
        across, down = (east - self.west) * self.shortened, self.north - south
        self.scale = min((WIDTH - 2 * MARGIN) / across, (HEIGHT - 2 * MARGIN) / down)
        self.left = (WIDTH - across * self.scale) / 2
        self.top = (HEIGHT - down * self.scale) / 2

    def __call__(self, longitude: float, latitude: float) -> Point:
        """Return the place of a point on the picture."""
        x = self.left + (longitude - self.west) * self.shortened * self.scale
        return x, self.top + (self.north - latitude) * self.scale


def atlas_of(world: World) -> Atlas:
    """Return the places of a world's units, with the outline in the box of which all lie."""
    homes = [(unit.longitude, unit.latitude) for unit in world.units]
    drawn = next((each for each in _read_outlines() if _inside(homes, each["box"])), None)
    project = Projection(_box_around(homes) if drawn is None else tuple(drawn["box"]))
    cities = [project(*home) for home in homes]
    persons = max(1, sum(unit.persons for unit in world.units))
    size = min(PER_ROOT_PERSON, math.sqrt(MOST_COVERED * WIDTH * HEIGHT / (math.pi * persons)))
    radii = [max(SMALLEST, size * math.sqrt(unit.persons)) for unit in world.units]
    spots = _apart(cities, radii)
    names = _name_spots(world, spots, radii)
    places = tuple(
        Place(city, x, y, radius, names.get(i))
        for i, (city, (x, y), radius) in enumerate(zip(cities, spots, radii, strict=True))
    )
    return Atlas(places, None if drawn is None else _outline(drawn, project))


def _inside(homes: list[Point], box: Box) -> bool:
    west, south, east, north = box
    return all(west <= x <= east and south <= y <= north for x, y in homes)


def _box_around(homes: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in homes], [y for _, y in homes]
    room = max(0.2, 0.08 * (max(xs) - min(xs)), 0.08 * (max(ys) - min(ys)))
    return min(xs) - room, min(ys) - room, max(xs) + room, max(ys) + room


def _outline(content: dict[str, Any], project: Projection) -> Outline:
    land, water = (
        tuple(tuple(project(x, y) for x, y in ring) for ring in content[kind])
        for kind in ("land", "water")
    )
    return Outline(land, water, content["source"])


@lru_cache(maxsize=1)
def _read_outlines() -> list[dict[str, Any]]:
    """Return the outlines of countries, each with its box: west, south, east and north."""
    file = Path(__file__).with_name("outline.json")
    return list(json.loads(file.read_text(encoding="utf-8")).values())


def _apart(cities: list[Point], radii: list[float]) -> list[Point]:
    """Move units that would cover each other apart, as little as it takes.

    Pairs that overlap push each other away, and each is drawn gently to its city; the same world
    always gives the same picture.
    """
    spots = [
        [x + 0.6 * math.cos(2.4 * i), y + 0.6 * math.sin(2.4 * i)]
        for i, (x, y) in enumerate(cities)
    ]
    for step in range(ROUNDS):
        pull = 0.04 * (1 - step / ROUNDS)
        for spot, city in zip(spots, cities, strict=True):
            spot[0] += pull * (city[0] - spot[0])
            spot[1] += pull * (city[1] - spot[1])
        for i, one in enumerate(spots):
            for j in range(i):
                _push(one, spots[j], radii[i] + radii[j] + GAP)
        for spot, radius in zip(spots, radii, strict=True):
            spot[0] = min(max(spot[0], radius + GAP), WIDTH - radius - GAP)
            spot[1] = min(max(spot[1], radius + GAP), HEIGHT - radius - GAP)
    return [(x, y) for x, y in spots]


def _name_spots(world: World, spots: list[Point], radii: list[float]) -> dict[int, Point]:
    """Return where the names of the police regions start, each where it covers least.

    The longest come first; to the right of the unit is as good as to the left, above or below are
    taken where both sides are full.
    """
    named = [i for i, unit in enumerate(world.units) if unit.service == NAMED_SERVICE]
    covered = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(spots, radii, strict=True)]
    found = {}
    for i in sorted(named, key=lambda i: -len(world.units[i].name)):
        (x, y), r = spots[i], radii[i] + 6.0
        wide = LETTER * len(world.units[i].name)
        places = (
            (x + r, y - TALL / 2),
            (x - r - wide, y - TALL / 2),
            (x - wide / 2, y - r - TALL),
            (x - wide / 2, y + r),
        )
        boxes = [(a, b, a + wide, b + TALL) for a, b in places]
        best = min(range(len(boxes)), key=lambda k: _covers(boxes[k], covered) + 0.1 * k)
        covered.append(boxes[best])
        found[i] = (boxes[best][0], boxes[best][1] + TALL - 4.0)
    return found


def _covers(box: Box, covered: list[Box]) -> float:
    """Return how many boxes a box covers; to stick out of the picture counts for three."""
    left, top, right, bottom = box
    out = left < 0 or right > WIDTH or top < 0 or bottom > HEIGHT
    return 3.0 * out + sum(
        left < x1 and right > x0 and top < y1 and bottom > y0 for x0, y0, x1, y1 in covered
    )


def _push(one: list[float], other: list[float], needed: float) -> None:
    dx, dy = one[0] - other[0], one[1] - other[1]
    distance = math.hypot(dx, dy)
    if distance >= needed or distance == 0.0:
        return
    move = (needed - distance) / distance / 2
    one[0] += dx * move
    one[1] += dy * move
    other[0] -= dx * move
    other[1] -= dy * move
