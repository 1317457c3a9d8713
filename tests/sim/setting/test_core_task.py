"""E27: how the top of Defensie reads its core tasks moves the fit of what it is asked for."""

from __future__ import annotations

import numpy as np
import pytest
from pytest import approx

from sim import simulate
from sim.setting.setting import resolve
from sim.world import load_world

FIT = {kind.id: kind.core_task_fit for kind in load_world().classes}
OF_POLICE = {kind.id for kind in load_world().classes if kind.requester == "politie"}


def read(reading: float) -> dict[str, float]:
    setting = resolve(conditions={"core_task_reading": reading})
    return dict(zip(FIT, setting.tables.classes["core_fit"].tolist(), strict=True))


def test_as_it_is_nothing_moves_to_the_last_bit() -> None:
    assert read(0.0) == FIT


@pytest.mark.parametrize(("reading", "undermining", "search"), [(0.2, 0.5, 0.7), (-0.3, 0.0, 0.2)])
def test_needs_that_are_no_core_work_move(
    reading: float, undermining: float, search: float
) -> None:
    found = read(reading)
    assert found["undermining_operation"] == approx(undermining)
    assert found["search_property"] == approx(search)


def test_core_work_and_what_the_police_are_asked_for_stay() -> None:
    """From .8 on it is core work; the top of Defensie reads nothing into the tasks of Politie."""
    for reading in (-0.3, 0.3):
        found = read(reading)
        still = {name for name, fit in FIT.items() if fit >= 0.8 or name not in OF_POLICE}
        assert {"flood", "intervention", "convoy_escort", "realistic_training"} <= still
        assert {name for name in FIT if found[name] == FIT[name]} == still
        assert all(0.0 <= fit <= 1.0 for fit in found.values())


def test_generic_work_that_is_read_as_a_core_task_is_no_misuse() -> None:
    """Esteem of the provider is lost below .45 only (E18): riots have .40, and .60 when read so."""
    rough = {"misuse_effect": 0.1, "expertise_gain": 0.02}
    esteem = []
    for reading in (0.0, 0.2):
        conditions = rough | {"core_task_reading": reading}
        run = simulate("riots", conditions=conditions, days=400, warm_up_days=0)
        pairs = np.asarray(run.state.pairs)
        esteem.append(float(pairs["expertise_provider"][pairs["deployed"] == 1].min()))
    assert esteem[0] < esteem[1] - 0.05
