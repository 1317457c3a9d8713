"""E25: both sides recruit the same people, and who is kept is there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from sim.setting.setting import Setting, resolve
from sim.setting.stages.strengths import shortages
from tests.verification.small_worlds import SmallWorld

# Three times as many people at Defensie as at Politie; the partnership recruits nobody.
WORLD = SmallWorld(
    units=[
        {"id": "army", "persons": 300},
        {"id": "joint", "organisation": "partnership", "persons": 500, "capability": "other"},
    ],
    classes=[{}],
    regions=[{"persons": 100}],
)


def setting_of(folder: Path, scenario: str = "baseline", **conditions: float) -> Setting:
    return resolve(
        scenario, world=WORLD.write(folder), conditions=conditions, days=365, warm_up_days=365
    )


def sides(setting: Setting) -> tuple[np.ndarray, np.ndarray]:
    days = setting.environment.days
    kept = setting.conditions["retention"] * (np.arange(len(days)) / 365.0)
    found = shortages(setting.world, kept, days)
    return found[0], found[1]


@pytest.mark.parametrize(
    ("police", "defence", "competition", "expected"),
    [
        (0.16, 0.16, 1.0, (0.16, 0.16)),
        (0.06, 0.16, 0.5, (0.06, 0.16 + 0.5 * 0.10 / 3)),
        (0.16, 0.12, 0.5, (0.16 + 0.5 * 0.04 * 3, 0.12)),
        (0.30, 0.20, 1.0, (0.30, 0.20)),
        # Both fill their posts: each takes by what it fills before the other takes from it.
        (0.10, 0.12, 0.5, (0.10 + 0.5 * 0.04 * 3, 0.12 + 0.5 * 0.06 / 3)),
        (0.40, 0.00, 1.0, (0.88, 0.00)),
        (0.06, 0.16, 0.0, (0.06, 0.16)),
    ],
)
def test_posts_that_one_side_fills_are_taken_from_the_other(
    police: float, defence: float, competition: float, expected: tuple[float, float], tmp_path: Path
) -> None:
    given = {"shortage_police": police, "shortage_defence": defence}
    found = np.array(sides(setting_of(tmp_path, recruit_competition=competition, **given)))
    assert found == pytest.approx(np.repeat(np.array(expected)[:, None], 730, axis=1))


def test_who_is_kept_fills_posts_year_by_year_and_is_taken_from_nobody(tmp_path: Path) -> None:
    police, defence = sides(
        setting_of(tmp_path, retention=0.04, recruit_competition=1.0, shortage_police=0.07)
    )
    assert police[0] == pytest.approx(0.07) and police[365] == pytest.approx(0.03)
    assert police[730 - 1] == 0.0, "no more posts than there are"
    assert defence[365] == pytest.approx(0.16 + 0.09 / 3 - 0.04)


def test_people_of_both_sides_follow(tmp_path: Path) -> None:
    setting = setting_of(tmp_path, recruit_competition=1.0, shortage_police=0.04)
    region, army, joint = setting.strengths[0]
    assert region == pytest.approx(96.0)
    # Twelve posts of a hundred are filled, with people of the other side.
    assert army == pytest.approx(300 * (1 - 0.16) - 12.0)
    assert joint == pytest.approx(500 * (1 - (0.04 + 0.16 + 0.04) / 2))


def test_off_it_is_the_path_of_the_scenario_to_the_last_bit(tmp_path: Path) -> None:
    setting = setting_of(tmp_path, "budget_cuts", shortage_police=0.03)
    police, defence = sides(setting)
    assert np.array_equal(police, setting.environment.days["shortage_police"])
    assert np.array_equal(defence, setting.environment.days["shortage_defence"])


def test_careers_together_keep_people() -> None:
    plain, exchange = resolve(policy="none"), resolve(policy="exchange")
    assert plain.conditions["retention"] == 0.0 < exchange.conditions["retention"]
    last = exchange.strengths[-1].sum() / exchange.strengths[0].sum()
    assert last > plain.strengths[-1].sum() / plain.strengths[0].sum() + 0.005
