"""Helper of the tests of rules: the records that the equations read."""

from __future__ import annotations

from typing import Any

from sim.conditions import Conditions
from sim.setting.theories.theory import Theory


def conditions(**values: float) -> Any:
    """Return the record of the defaults with some values otherwise, as far as mathematics goes."""
    return Conditions(values, limits="possible").to_record()


def theory(**choices: str) -> Any:
    """Return the record of switches of figure 2 with some switches otherwise."""
    return Theory(choices, {}).to_record()[0]
