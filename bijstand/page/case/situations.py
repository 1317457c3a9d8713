"""Situations and packages as an address or a control names them, read strictly."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from analysis.brief.weights import HIGHEST_WEIGHT, LIKELIHOODS, Weight
from bijstand.page.case.choices import PLAIN, names_of
from sim.errors import UserError, shown, unknown_name
from sim.reading.numbers import refuse_two_readings
from sim.setting.configuration import split_names
from sim.words import Message

OWN = "own"
MOST_SITUATIONS, MOST_PACKAGES, MOST_LEVERS = 4, 8, 4
Situation = Weight
"""How likely a scenario is."""


def written_weights(situations: Mapping[str, Situation]) -> str:
    """Return weights as ``bijstand brief`` takes them; none for a single situation."""
    if len(situations) < 2 or not sum(each.weight for each in situations.values()) > 0.0:
        return ""
    return ",".join(each.likelihood + _given(each) for each in situations.values())


def _given(each: Situation) -> str:
    return "" if each.given is None else f":{written_number(each.given)}"


def written_situations(situations: Mapping[str, Situation]) -> Iterable[str]:
    """Yield situations as the address holds them."""
    for name, each in situations.items():
        yield f"{name}:{each.likelihood}{_given(each)}"


def read_packages(text: str) -> tuple[str, ...]:
    """Return packages of levers, as an address names them.

    Raises:
        UserError: For a lever that is not there, or more than are allowed.
    """
    found = []
    for word in filter(None, text.split(",")):
        names = names_of("policy", word)
        levers = split_names(names, "policy")
        if len(levers) > MOST_LEVERS:
            raise UserError(
                "packages: {package} joins {count} levers; allowed: up to {most}",
                package=shown(names),
                count=len(levers),
                most=MOST_LEVERS,
            )
        if names != PLAIN["policy"]:
            found.append(names)
    once = tuple(dict.fromkeys(found))
    refuse_many("packages", len(once), MOST_PACKAGES)
    return once


def read_situations(text: str) -> dict[str, Situation]:
    """Return how likely each scenario is, as an address says it.

    Raises:
        UserError: For a scenario or a likelihood that is not there, or more than are allowed.
    """
    found: dict[str, Situation] = {}
    for word in filter(None, text.split(",")):
        name, _, rest = word.partition(":")
        likelihood, _, weight = rest.partition(":")
        if name != OWN:
            names_of("scenario", name)
        if likelihood not in LIKELIHOODS:
            raise unknown_name(
                Message("likelihood of {name}", name=shown(name)), likelihood, LIKELIHOODS
            )
        given = read_number("situations", weight, 0.0, HIGHEST_WEIGHT) if weight else None
        found[name] = Situation(likelihood, given)
    refuse_many("situations", len(found), MOST_SITUATIONS)
    if not found:
        raise none_left()
    return found


def none_left() -> UserError:
    """Return the refusal of a case without a situation."""
    return UserError("situations: none is left; allowed: 1 to {most}", most=MOST_SITUATIONS)


def refuse_many(what: str, count: int, most: int) -> None:
    """Refuse more of something than are allowed.

    Raises:
        UserError: Then.
    """
    if count > most:
        raise UserError(
            "{what}: {count} are too many; allowed: {most}", what=what, count=count, most=most
        )


def written_number(value: float) -> str:
    """Return a number as an address holds it, no digit of it lost."""
    return f"{value:.15g}"


def parsed(key: str, text: str) -> float:
    """Return the number that a text is, with a decimal comma or point; NaN where it is none.

    Raises:
        UserError: Where it can be read as two.
    """
    refuse_two_readings(text, key, whole=False)
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return math.nan


def read_number(key: str, text: str, low: float, high: float) -> float:
    """Read a number inside its limits.

    Raises:
        UserError: For anything else.
    """
    number = parsed(key, text)
    if not low <= number <= high:
        raise UserError(
            "{key} is {value}; allowed: a number from {low:g} to {high:g}",
            key=key,
            value=shown(text),
            low=low,
            high=high,
        )
    return number
