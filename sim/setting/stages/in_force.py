"""When legal bases are in force, in the days of a run that has a date."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np

from sim.world import World


def in_force(bases: Any, world: World, start_date: date, warm_up_days: int) -> Any:
    """Return legal bases with the moments from and up to which they are in force.

    Args:
        bases: Their records.
        world: With their dates.
        start_date: The date of the first measured day.
        warm_up_days: Days before it.
    """
    found = bases.copy()
    for record, basis in zip(found, world.bases, strict=True):
        if basis.in_force_from is not None:
            record.begins = (basis.in_force_from - start_date).days + warm_up_days
        if basis.in_force_until is not None:
            record.ends = (basis.in_force_until - start_date).days + warm_up_days
    return found.view(np.recarray)
