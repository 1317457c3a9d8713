"""Who is asked when, on which basis, and where needs arise, in a world of other organisations."""

from __future__ import annotations

import numpy as np
import pytest

from sim.setting.layout.layout import layout
from sim.setting.layout.pairs import asking, basis_for, contact_pairs, step_of
from sim.world import World, load_world
from tests.sim.test_other_organisations import WORLD


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return load_world(WORLD.write(tmp_path_factory.mktemp("lands")))


def steps(world: World, name: str) -> dict[str, int | None]:
    kind = world.classes[world.class_index(name)]
    return {unit.id: step_of(world, kind, unit) for unit in world.units}


def test_the_ladder_comes_first_then_the_order_in_which_an_asker_turns(world: World) -> None:
    """The watch turns to Länder, then the relief, then the army; its class allows rungs 0 and 2."""
    assert steps(world, "watch") == {
        "kiel": 0,
        "ulm": 0,
        "bonn": 0,
        "jena": 0,
        "watch_north": None,
        "watch_south": None,
        "relief": None,
        "army_hands": 2 * 3 + 2,
        "army_skill": None,
    }
    # Länder turn to each other first, then to relief and army together: two turns on each rung.
    found = steps(world, "hands")
    assert [found[u] for u in ("kiel", "relief", "army_skill", "army_hands")] == [0, 3, 3, 5]
    assert found["watch_north"] is None


def test_the_basis_is_that_of_the_rung_on_a_ladder_alone(world: World) -> None:
    laws = [basis.id for basis in world.bases]

    def law(kind: str, unit: str) -> str:
        given = world.classes[world.class_index(kind)]
        return laws[basis_for(world, given, world.units[world.unit_index(unit)])]

    assert [law("hands", u) for u in ("kiel", "relief", "army_hands")] == [
        "second",
        "first",
        "second",
    ]
    assert {law("skill", u) for u in ("kiel", "relief", "army_hands")} == {"alone"}


def test_needs_arise_by_weight_and_else_by_people(world: World) -> None:
    def shares(kind: str) -> dict[str, float]:
        found = asking(world, world.classes[world.class_index(kind)])
        parts = np.diff([share for share, _ in found], prepend=0.0)
        return {world.units[unit].id: part for (_, unit), part in zip(found, parts, strict=True)}

    assert shares("hands") == pytest.approx({"kiel": 0.4, "ulm": 0.3, "bonn": 0.2, "jena": 0.1})
    assert shares("watch") == pytest.approx({"watch_north": 1 / 3, "watch_south": 2 / 3})
    assert shares("reverse") == pytest.approx({"army_skill": 1.0})


def test_own_people_are_all_units_of_who_does_not_ask_itself(world: World) -> None:
    kinds = [kind.id for kind in world.classes]
    own = dict(zip(kinds, layout(world).own_people.tolist(), strict=True))
    assert own == {
        "hands": False,
        "skill": False,
        "watch": True,
        "reverse": True,
        "planned": False,
    }


def test_no_unit_is_its_own_partner(world: World) -> None:
    pairs = {tuple(pair) for pair in contact_pairs(world).tolist()}
    kiel, ulm = world.unit_index("kiel"), world.unit_index("ulm")
    assert (kiel, ulm) in pairs and (ulm, kiel) in pairs
    assert all(one != other for one, other in pairs)


def test_who_asks_without_region_has_a_queue_of_its_own(world: World) -> None:
    """Six regions and one more queue; the desk of the ministry has one."""
    assert len(world.regions) == 6
    desks = layout(world).desks
    assert desks["queues"].tolist() == [1, 7, 1]
