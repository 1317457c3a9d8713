"""From ``belief=`` to draws: what a study draws from, where that is not the declared ranges."""

from __future__ import annotations

from collections.abc import Sequence

from experiments.configuration.compose import Composed
from experiments.design import Design
from experiments.design.belief import Belief, read_belief
from experiments.design.believed import believed_design
from experiments.design.factors import Factor
from experiments.design.frame import Frame
from experiments.design.point import Point
from sim.conditions import in_any_words
from sim.errors import UserError
from sim.setting.theories.theory import load_theory
from sim.world import load_world


def belief_in(composed: Composed) -> Belief | None:
    """Return the belief that a configuration asks to draw from; None for the declared ranges.

    Raises:
        UserError: For a file that is none, or another answer to the same question beside it.
    """
    path = composed.content["belief"]
    if path is None:
        return None
    refuse_two(composed)
    folder = composed.content["world"]["path"]
    return read_belief(path, None if folder is None else load_world(folder))


def refuse_two(composed: Composed) -> None:
    """Refuse two sources of draws.

    Raises:
        UserError: Where both are given.
    """
    if composed.content["belief"] is not None and composed.content["within"] is not None:
        raise UserError(
            "belief= and within= both say what conditions are drawn from; allowed: one of them"
        )


def believed(
    belief: Belief, frame: Frame, factors: Sequence[Factor], kind: str, points: int, seed: int
) -> Design:
    """Return the design of a study that draws from a belief; what the setting fixes stands.

    Args:
        belief: What is held.
        frame: What is fixed.
        factors: What is varied beside all that the belief says something of.
        kind: The kind of design that was asked for.
        points: How many draws.
        seed: The seed of the sample.
    """
    return believed_design(belief, factors, points, kind, seed, fixed_by(frame.point({})))


def fixed_by(point: Point) -> set[str]:
    """Return the conditions and open questions that a setting fixes, whatever is held of them."""
    named = load_theory(point.theory.name)
    conditions = in_any_words((*named.conditions, *point.conditions))
    return {
        *(f"conditions.{name}" for name in conditions),
        *(f"theory.{name}" for name in point.theory.answers_unlike(named)),
    }
