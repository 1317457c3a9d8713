"""Maps and charts: what is drawn is where it should be, and is well-formed."""

import math
import re
from dataclasses import replace
from itertools import pairwise
from xml.etree import ElementTree

import numpy as np
import pytest

from bijstand.page.pictures import charts
from bijstand.page.pictures.bars import funnel_chart, gates_chart
from bijstand.page.pictures.charts import Series, line_chart, nice, spread, x_ticks
from bijstand.page.pictures.course_charts import course_charts
from bijstand.page.pictures.legend import legend
from bijstand.page.pictures.map import counts_of, map_picture
from bijstand.page.run import course
from bijstand.page.run.places import HEIGHT, WIDTH, atlas_of
from bijstand.page.run.traffic import trips
from bijstand.page.run.watched import WatchedModel
from sim.world import World, load_world
from sim.world.folders import BUILT_IN, built_in_worlds


@pytest.fixture(scope="module")
def model() -> WatchedModel:
    model = WatchedModel(rng=4, days=60, warm_up_days=30, scenario="personnel_shortage")
    model.run_until(60.0)
    return model


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def test_units_do_not_cover_each_other_and_stay_near_home(world: World) -> None:
    places = atlas_of(world).places
    assert len(places) > 1
    for i, one in enumerate(places):
        for other in places[:i]:
            assert math.dist((one.x, one.y), (other.x, other.y)) >= one.radius + other.radius - 0.5
        assert math.dist((one.x, one.y), one.city) < 70
        assert one.radius < one.x < WIDTH - one.radius
        assert one.radius < one.y < HEIGHT - one.radius


def test_the_map_is_the_right_way_up(world: World) -> None:
    at = dict(zip((unit.city for unit in world.units), atlas_of(world).places, strict=True))
    assert at["Groningen"].city[1] < at["Utrecht"].city[1] < at["Maastricht"].city[1]
    assert at["Den Haag"].city[0] < at["Utrecht"].city[0] < at["Apeldoorn"].city[0]


@pytest.mark.parametrize("name", built_in_worlds())
def test_home_cities_lie_on_the_land_and_not_in_the_lake(name: str) -> None:
    world = load_world(BUILT_IN + name)
    atlas = atlas_of(world)
    assert atlas.outline is not None and name.capitalize() in atlas.outline.source
    for place, unit in zip(atlas.places, world.units, strict=True):
        assert any(_inside(place.city, ring) for ring in atlas.outline.land), unit.city
        assert not any(_inside(place.city, ring) for ring in atlas.outline.water), unit.city


def _inside(point: tuple[float, float], ring: tuple[tuple[float, float], ...]) -> bool:
    """Whether a ray from a point crosses a ring an odd number of times."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def test_a_world_elsewhere_is_drawn_without_the_outline(world: World) -> None:
    units = tuple(replace(unit, latitude=unit.latitude - 10) for unit in world.units)
    atlas = atlas_of(replace(world, units=units))
    assert atlas.outline is None
    assert all(0 < place.x < WIDTH and 0 < place.y < HEIGHT for place in atlas.places)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_map_shows_every_unit_and_every_request(model: WatchedModel, language: str) -> None:
    drawn = ElementTree.fromstring(map_picture(model, atlas_of(model.setting.world), language))
    picks = [element.get("data-pick") for element in drawn.iter() if element.get("data-pick")]
    assert sum(pick.startswith("unit:") for pick in picks) == len(model.units)
    on_their_way = {f"request:{trip.incident}" for trip in trips(model, False)}
    assert {pick for pick in picks if pick.startswith("request:")} == on_their_way
    for element in drawn.iter():
        if element.get("data-pick"):
            assert element.get("tabindex") == "0"
            assert element.get("aria-label")


def test_the_map_of_another_world_has_its_organisations() -> None:
    """Each in its own colour and the shape of its side, by its own names, on map, legend, chart."""
    model = WatchedModel(rng=4, days=60, warm_up_days=10, world="built-in:germany")
    model.run_until(60.0)
    world, atlas = model.setting.world, atlas_of(model.setting.world)
    drawn = map_picture(model, atlas, "en")
    for name in ("land", "polizei", "bund", "bundeswehr"):
        assert drawn.count(world.organisation(name).colour) >= sum(
            unit.organisation == name for unit in world.units
        )
    text = legend("nl", counts_of(model), "", world)
    assert "Deelstaten met hun districten" in text and "De Bundeswehr" in text
    assert "Politie<" not in text and "Verband<" not in text
    busy = course_charts(model, course.needs_so_far(model), "en")[3]
    assert "Police forces" in busy and "The Bundeswehr" in busy


def test_the_legend_counts_what_the_map_shows(model: WatchedModel) -> None:
    counts = counts_of(model)
    text = legend("en", counts, "source", model.setting.world)
    ElementTree.fromstring(f"<div>{text}</div>")
    for stage, count in counts.items():
        assert sum(trip.stage == stage for trip in trips(model, False)) == count
    assert f"deployed: {counts['deployed']}" in text


@pytest.mark.parametrize("language", ["en", "nl"])
def test_all_charts_are_drawn(model: WatchedModel, language: str) -> None:
    needs = course.needs_so_far(model)
    charts = [
        *course_charts(model, needs, language),
        funnel_chart(course.funnel(needs), language),
        gates_chart(course.gates(needs), language),
    ]
    for chart in charts:
        drawn = ElementTree.fromstring(chart)
        assert drawn.get("aria-label")
        assert "nan" not in chart


def test_charts_of_a_run_that_has_not_begun_say_so() -> None:
    model = WatchedModel(rng=4, days=10, warm_up_days=0)
    needs = course.needs_so_far(model)
    assert len(course_charts(model, needs, "en")) > 1
    for chart in course_charts(model, needs, "en"):
        assert "Nothing yet" in chart


def test_a_line_ends_where_its_last_value_is() -> None:
    series = Series("x", np.array([1.0, 2.0, 3.0]), np.array([1.0, np.nan, 4.0]), "#000000")
    chart = line_chart("heading", [series], 3.0, "en")
    assert "x 4.00" in chart
    assert chart.count("L") == 1


@pytest.mark.parametrize(("value", "above"), [(0, 0), (0.31, 0.4), (1, 1), (17, 20), (450, 500)])
def test_axes_end_at_round_numbers(value: float, above: float) -> None:
    assert nice(value) == pytest.approx(above)


def test_names_at_the_ends_of_lines_do_not_cover_each_other() -> None:
    series = [Series(str(i), np.zeros(1), np.zeros(1), "#000000") for i in range(6)]
    ys = [y for y, _ in spread([(140.0, s) for s in series], 12.0)]
    assert all(b - a >= 12.0 - 1e-9 for a, b in pairwise(ys))
    assert max(ys) <= 146.0 + 1e-9


@pytest.mark.parametrize("days", [28, 100, 365, 730, 3650])
def test_few_days_are_named(days: float) -> None:
    assert 2 <= len(x_ticks(days)) <= 7


def test_a_long_name_at_the_end_of_a_line_leaves_room_for_the_line() -> None:
    days = np.arange(1.0, 41.0)
    long = "Minister van Justitie en Veiligheid"
    chart = line_chart("queues", [Series(long, days, days, "#000")], 40.0, "nl")
    right = max(float(x) for x in re.findall(r'<line x1="38" x2="([\d.]+)"', chart))
    assert right > 0.6 * charts.WIDTH
    parts = re.findall(r'y="([\d.]+)" font-size="11"[^>]*>([^<]+)<', chart)
    assert " ".join(part for _, part in parts) == long and len(parts) == 2
    assert all(float(y) > 10 for y, _ in parts), "cut off at the top"
