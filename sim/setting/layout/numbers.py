"""The numbers of a world's tables, written into records that are laid out already."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from sim.world import World

NUMBERS = {
    "size_median": "size_median",
    "duration_median": "duration_median_days",
    "deadline_median": "deadline_median_days",
    "severity": "severity",
    "force": "visible_force",
    "sensitivity": "information_sensitivity",
    "complexity": "complexity",
    "core_fit": "core_task_fit",
    "training_value": "training_value",
    "own_share": "requester_own_share",
    "preparation": "preparation_days",
    "no_go": "no_go_probability",
    "extension": "extension_probability",
}
"""Fields of the record of a class, and the column that each is written from."""


def write_fits(world: World, of_class: npt.NDArray[np.int64], fitting: Any) -> None:
    """Write how well units answer classes into records that list them.

    Args:
        world: With the fits.
        of_class: The class that each record is for; -1 for a record of nobody.
        fitting: The records.
    """
    asked = [kind.capability for kind in world.classes]
    provided = [unit.capability for unit in world.units]
    records = np.asarray(fitting)
    for row, (kind, unit) in enumerate(
        zip(of_class.tolist(), records["unit"].tolist(), strict=False)
    ):
        if kind >= 0:
            records["fit"][row] = world.fit[provided[unit], asked[kind]]


def spreads(world: World) -> npt.NDArray[np.float64]:
    """Return the sigmas of size, duration and deadline, classes x 3."""
    return np.array(
        [(c.size_sigma, c.duration_sigma, c.deadline_sigma) for c in world.classes], np.float64
    )


def write_people(world: World, units: Any) -> None:
    """Write the numbers of a world's units into their records."""
    units["persons"] = [unit.persons for unit in world.units]
    units["dedicated"] = [unit.dedicated_share for unit in world.units]
    units["notice"] = [unit.notice_days for unit in world.units]


def write_numbers(world: World, classes: Any) -> None:
    """Write the numbers of a world's classes into their records, all but how often they arise."""
    for field, column in NUMBERS.items():
        classes[field] = [getattr(kind, column) for kind in world.classes]
