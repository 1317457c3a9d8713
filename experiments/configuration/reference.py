"""What stands beside the setting of ``bijstand run``: the reference that it is held against."""

from __future__ import annotations

from dataclasses import replace

from experiments.design.point import Point
from experiments.keys.values import at_home_if_file
from sim.errors import UserError, unknown_name
from sim.setting.configuration import is_own_file, known_names, split_names
from sim.words import Message

WORST_CASE = "crisis_and_shortage"
AUTO, NOTHING, SAME, PLAIN = "auto", "none", "same", "plain"


def reference_points(point: Point, beside: str) -> tuple[Point, ...]:
    """Return a setting and what stands beside it, the reference first.

    Args:
        point: The setting.
        beside: "auto": the same setting without its policy; without one the plain baseline, and
            beside that itself the worst case. "none": nothing. "same": the same setting without
            its policy. "plain": the plain baseline. Or a scenario: the setting under that one; the
            setting's own scenario stands for that one by itself, with nothing else set.

    Returns:
        One setting or two. The plain baseline is always the reference.

    Raises:
        UserError: For a scenario that does not exist, or where both would be the same setting.
    """
    if beside == NOTHING:
        return (point,)
    other = _reference(point, beside)
    if other == point:
        allowed = Message("a scenario, or {nothing}", nothing=NOTHING)
        raise UserError(
            "beside={beside} is the setting itself; allowed: {allowed}",
            beside=beside,
            allowed=allowed,
        )
    return (point, other) if point.is_plain else (other, point)


def _reference(point: Point, beside: str) -> Point:
    plain = Point(world=point.world)
    if beside == AUTO and point.is_plain:
        return replace(plain, scenario=WORST_CASE)
    if beside == SAME or (beside == AUTO and point.policy != plain.policy):
        return replace(point, policy=plain.policy)
    if beside in (AUTO, PLAIN):
        return plain
    names = [at_home_if_file(name) for name in split_names(beside, "beside")]
    for name in names:
        if not is_own_file(name) and name not in known_names("scenario"):
            known = [AUTO, NOTHING, SAME, PLAIN, *known_names("scenario")]
            raise unknown_name("scenario", name, known, "beside")
    scenario = "+".join(names)
    return replace(plain if scenario == point.scenario else point, scenario=scenario)
