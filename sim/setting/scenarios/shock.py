"""Shocks that may found a partnership, as the files of scenarios declare them (E23)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sim.errors import UserError, a_list, a_mapping, inside, shown, unknown_name
from sim.reading.values import finite_number
from sim.setting.configuration import beside
from sim.setting.partnerships.partnership import Partnership
from sim.setting.partnerships.partnership_file import load_partnership
from sim.words import Message

SHOCKS = "shocks"
SHOCK_KEYS = ("day", "founds")


@dataclass(frozen=True, slots=True)
class Shock:
    """A shock that may found a partnership.

    Attributes:
        day: When, in days after the warm-up.
        founds: The partnership.
    """

    day: float
    founds: Partnership


def shocks_from(name: str, content: Mapping[str, Any]) -> tuple[Shock, ...]:
    """Read the shocks of a scenario.

    Args:
        name: Of the scenario, or its file.
        content: Of its file.

    Raises:
        UserError: For a key, day or partnership that is not right.
    """
    place = Message("scenario '{name}'", name=name)
    entries = a_list(content.get(SHOCKS), inside(place, SHOCKS))
    return tuple(
        _shock(name, entry, Message("scenario '{name}', shock {number}", name=name, number=number))
        for number, entry in enumerate(entries, start=1)
    )


def _shock(name: str, entry: Any, place: Message) -> Shock:
    given = a_mapping(entry, place)
    for key in given:
        if key not in SHOCK_KEYS:
            raise unknown_name("key", key, SHOCK_KEYS, place)
    for key in SHOCK_KEYS:
        if key not in given:
            raise UserError("{place}: '{missing}' is missing", place=place, missing=key)
    day = finite_number(given["day"])
    if day is None:
        raise UserError(
            "{place} is {value}; a number is needed",
            place=inside(place, "day"),
            value=shown(given["day"]),
        )
    founds = load_partnership(beside(name, given["founds"]), place)
    if founds.unit is not None:
        raise UserError(
            "partnership '{name}' is unit '{unit}' of a world; allowed in a scenario: "
            "one without 'unit'",
            name=founds.name,
            unit=founds.unit,
        )
    return Shock(day, founds)
