"""A lever that is pulled less, or more, than its file says.

Each value goes a part of the way from its default, and as large a part of the persons and of the
money is needed. What is there or not has no halves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sim.conditions import CONDITIONS
from sim.errors import UserError
from sim.setting.policies.lever import Lever, checked_values
from sim.words import Message

# Arranged by the top, or not.
WHOLE = ("top_priority",)


def scaled(lever: Lever, strength: float, place: str) -> Lever:
    """Return a lever at another strength.

    Args:
        lever: As its file says.
        strength: Which part of the way; 1: as it is.
        place: Whose it is, for messages.

    Raises:
        UserError: Where something of it is there or not, or a value would leave its range.
    """
    if strength == 1.0:
        return lever
    whole = next(_without_halves(lever), None)
    if whole is not None:
        raise UserError(
            "{place}: its lever {brings}, which is there or not; allowed: a strength of 1",
            place=place,
            brings=whole,
        )
    return replace(
        lever,
        conditions=_values(lever.conditions, strength, place),
        classes=tuple(
            replace(effect, values=_values(effect.values, strength, place))
            for effect in lever.classes
        ),
        people=tuple(
            replace(held, persons=held.persons * strength, share=held.share * strength)
            for held in lever.people
        ),
        money=lever.money * strength,
    )


def _without_halves(lever: Lever) -> Iterator[Message]:
    for name, answer in lever.theory.items():
        yield Message("sets theory.{name}={answer}", name=name, answer=answer)
    for partnership in lever.partnerships:
        yield Message("brings in partnership '{name}'", name=partnership.name)
    for values in (lever.conditions, *(effect.values for effect in lever.classes)):
        for name in WHOLE:
            if name in values:
                yield Message("sets {name}", name=name)


def _values(values: Mapping[str, float], strength: float, place: str) -> dict[str, float]:
    moved = {}
    for name, value in values.items():
        default = CONDITIONS[name].default
        moved[name] = default + strength * (value - default)
    return checked_values(moved, place)
