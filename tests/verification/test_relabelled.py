"""Relabelled units: the order of the rows in units.csv carries no meaning.

Luck is keyed by a unit's place in the file, so that two orders are two draws of the same model.
Where no luck is keyed by unit, and no two units are alike, another order gives the same run.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sim import Conditions, simulate
from sim.run import Run, run_setting
from sim.setting.setting import resolve
from tests.verification.limits.limit import STANDARD_ERRORS
from tests.verification.metamorphic import Rows, assert_same, log_of, netherlands

# No own load or notice by luck, nobody misjudged, nobody met outside requests.
NO_LUCK_OF_UNITS = {
    "load_spread_police": 0.0,
    "load_spread_defence": 0.0,
    "quick_reaction_share": 0.0,
    "understanding_start": 1.0,
    "understanding_decay": 0.0,
    "exercise_rate": 0.0,
    "own_load_defence": 0.2,
    "informal_tendency": 0.0,
}


def in_other_order(rows: Rows, seed: int, whose: str | None = None) -> Rows:
    """Shuffle the rows of one organisation, or all rows; the others stay in their places."""
    rng = np.random.default_rng(seed)
    places = [i for i, row in enumerate(rows) if whose in (None, row["organisation"])]
    shuffled = list(rows)
    for place, source in zip(places, rng.permutation(places), strict=True):
        shuffled[place] = rows[source]
    return shuffled


def all_different(rows: Rows) -> Rows:
    """Give each unit of Defence its own dedicated share, so that no two look alike."""
    return [
        {**row, "dedicated_share": repr(float(row["dedicated_share"]) * 0.8 + 0.1 + i / 700.0)}
        if row["organisation"] == "defensie"
        else row
        for i, row in enumerate(rows)
    ]


def only_police_asks(rows: Rows) -> Rows:
    """Leave out the needs of Defence: luck says in which of its units they arise."""
    return [
        {**row, "needs_per_year": "0"} if row["requester"] == "defensie" else row for row in rows
    ]


def providers(run: Run) -> np.ndarray:
    """Return the id of the leading unit of each need."""
    names = np.array([unit.id for unit in run.setting.world.units] + [""])
    return names[log_of(run)["provider"]]


@pytest.mark.parametrize("seed", range(1, 5))
def test_the_order_of_units_does_not_matter(seed: int, tmp_path: Path) -> None:
    """Where no luck is keyed by unit and no two units are alike, the units of Defence in another
    order give the same run: each need finds people in the same units, with the same end. (Where
    nobody has anyone free, the first of equals in the file is asked; there only the lack of people
    must be the same, and trust, which it burdens, is unused.)"""
    runs = []
    for name, order in (("file", lambda rows: rows), ("other", None)):
        changed = order or (lambda rows: in_other_order(rows, seed, "defensie"))
        files = {
            "units.csv": lambda rows, changed=changed: changed(all_different(rows)),
            "request_classes.csv": only_police_asks,
        }
        runs.append(
            simulate(
                conditions=Conditions(NO_LUCK_OF_UNITS, limits="possible"),
                theory={"information": "benefit"},
                world=netherlands(tmp_path / name, files),
                seed=seed,
                days=500,
                warm_up_days=0,
                daily=False,
            )
        )
    first, second = (log_of(run) for run in runs)
    assert (runs[0].setting.world.units) != (runs[1].setting.world.units)
    np.testing.assert_array_equal(first["can"], second["can"])
    able = first["can"] == 1
    # Nearly all, so that much is compared; not all, or nobody would ever lack people.
    assert 0.98 < able.mean() < 1.0
    np.testing.assert_array_equal(*(providers(run)[able] for run in runs))
    for name in ("requester", "end_state", "persons", "want", "may", "true_reason"):
        np.testing.assert_array_equal(first[name][able], second[name][able], err_msg=name)
    for name in ("y0", "y1", "lead_time", "shared_information"):
        np.testing.assert_allclose(first[name], second[name], rtol=1e-9, err_msg=name)


OTHER_NAMES = {
    "politie": "guards",
    "defensie": "troops",
    "politiewet_57": "act_near",
    "politiewet_58": "act_far",
    "politiewet": "act",
}


@pytest.mark.parametrize("trust", ["pair", "organisation"])
def test_names_of_organisations_and_laws_carry_no_meaning(trust: str, tmp_path: Path) -> None:
    """The Netherlands with other names of its organisations, of the bases on its ladder, and of the
    ladder: the same log to the last bit."""
    columns = ("id", "organisation", "asks", "requester", "legal_basis", "ladder")

    def renamed(rows: Rows) -> Rows:
        return [
            {k: OTHER_NAMES.get(v, v) if k in columns else v for k, v in row.items()}
            for row in rows
        ]

    files = ("organisations", "units", "request_classes", "legal_bases")
    world = netherlands(tmp_path / "other", {f"{name}.csv": renamed for name in files})
    theory = {"trust": "driver", "trust_level": trust, "level": "raw"}
    given: dict[str, Any] = {"theory": theory, "seed": 4, "days": 300, "daily": False}
    given["conditions"] = {"recruit_competition": 0.5, "shortage_police": 0.05}
    one, other = simulate(**given), simulate(world=world, **given)
    assert {unit.organisation for unit in other.setting.world.units} >= {"guards", "troops"}
    assert_same(one, other)


OUTCOMES = ("gap_closed", "share_supported", "share_no_capacity", "lead_time_median_days")


def test_another_order_of_all_units_gives_the_same_on_average(tmp_path: Path) -> None:
    """All rows of units.csv in another order, at the defaults: the same outcomes on average."""
    worlds = [
        netherlands(tmp_path / "file", {}),
        netherlands(tmp_path / "other", {"units.csv": lambda rows: in_other_order(rows, 7)}),
    ]
    found = []
    for world in worlds:
        setting = resolve(world=world, days=500)
        runs = [run_setting(setting, seed).outcomes for seed in range(1, 61)]
        found.append(np.array([[outcomes[key] for key in OUTCOMES] for outcomes in runs]))
    difference = found[1] - found[0]
    error = difference.std(axis=0, ddof=1) / math.sqrt(len(difference))
    for key, distance in zip(OUTCOMES, difference.mean(axis=0) / error, strict=True):
        assert abs(distance) <= STANDARD_ERRORS, key
    # Paired runs see a difference of 1 point in Y; unequal ones, or it would be 0.
    assert 0.0 < error[0] < 0.0025
