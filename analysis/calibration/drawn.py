"""What a calibration draws: all that is uncertain, and that the setting does not fix."""

from __future__ import annotations

from experiments.configuration.belief import fixed_by
from experiments.design.factors import EVERY_COLUMN, Factor, declared_factors
from experiments.design.point import Point
from sim.world import World


def factors_drawn(point: Point, world: World) -> list[Factor]:
    """Return the factors of conditions, cells of the tables and open questions.

    Args:
        point: The setting: what it fixes is not drawn.
        world: The world whose tables are drawn.

    Returns:
        The factors, the dummy among them: no figure can move it, so that what it does is luck.
    """
    fixed = fixed_by(point)
    every = declared_factors(["conditions", "switches", EVERY_COLUMN], world=world)
    return [factor for factor in every if factor.name not in fixed]
