"""Stages as the records that a run puts in place when one begins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.conditions import Conditions
from sim.setting.stages.stage import Stage
from sim.setting.tables import core_fits
from sim.setting.theories.level import Level
from sim.setting.theories.theory import load_theory
from sim.world import World

# Of a run of one stage; a sweep makes a setting of every point.
FIRST_DAY = np.zeros(1)


def starts_of(stages: Sequence[Stage]) -> npt.NDArray[np.float64]:
    """Return the first day of each stage, from the start of the warm-up; of one: 0."""
    return np.array([stage.start for stage in stages], np.float64) if stages else FIRST_DAY


def given_by_stage(stages: Sequence[Stage], world: World, level: Level) -> Mapping[str, Any]:
    """Return conditions, theory, first day and fits with core tasks of each stage.

    Args:
        stages: None where there is but one: then there are no rows.
        world: With the classes of needs, whose fits stand in a row for each stage.
        level: What the theory's answers are run with.
    """
    if not stages:
        return _nothing()
    conditions = [stage.conditions.to_records() for stage in stages]
    theories = [stage.theory.to_record(level) for stage in stages]
    return {
        "stages": np.concatenate(conditions).view(np.recarray),
        "stage_theories": np.concatenate(theories).view(np.recarray),
        "stage_starts": starts_of(stages),
        "core_fits": np.concatenate([core_fits(world, stage.conditions) for stage in stages]),
    }


@cache
def _nothing() -> Mapping[str, Any]:
    return {
        "stages": Conditions().to_records()[:0],
        "stage_theories": load_theory().to_record()[:0],
        "stage_starts": np.empty(0),
        "core_fits": np.empty(0),
    }
