"""Which situations and levers fit the world of the page: in another world many name none of it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from bijstand.page.budgets import LONGEST_DAYS, LONGEST_WARM_UP
from bijstand.page.case.case import MOST_REMEMBERED, Case
from bijstand.page.case.choices import PLAIN
from bijstand.page.case.situations import OWN, Situation
from sim.errors import UserError
from sim.setting.configuration import (
    FOR_CLASS,
    file_name,
    known_names,
    read_named,
    split_names,
)
from sim.setting.offered import offered_in, refusal_of
from sim.world import World


@lru_cache(maxsize=MOST_REMEMBERED)
def _refusal(group: str, name: str, world: World) -> UserError | None:
    return refusal_of(world, **{group: name}, days=LONGEST_DAYS, warm_up_days=LONGEST_WARM_UP)


@lru_cache(maxsize=MOST_REMEMBERED)
def fitting(group: str, world: World) -> tuple[str, ...]:
    """Return the names of a group that fit a world: "scenario", "policy" or "theory"."""
    return tuple(offered_in(group, world.path))


def ticked(names: str, group: str, name: str, chosen: bool, of_class: str = "") -> str:
    """Return the names of a group with one of them chosen, or chosen no longer.

    Args:
        names: As they stand, joined with ``+``.
        group: "scenario" or "policy".
        name: The name of a file; the plain one stands alone.
        chosen: Whether it is chosen.
        of_class: The class of needs for which a lever is pulled; empty: as its file says.
    """
    there = [] if name == PLAIN[group] else split_names(names, group)
    known = set(known_names(group)) - {name, PLAIN[group]}
    rest = [word for word in there if file_name(group, word) in known]
    word = f"{name}{FOR_CLASS}{of_class}" if of_class else name
    return "+".join([*rest, word] if chosen else rest) or PLAIN[group]


def is_for_one_class(lever: str) -> bool:
    """Return whether a lever works on one class of needs, and so can be pulled for another one."""
    return len(read_named("policy", file_name("policy", lever)).get("classes") or {}) == 1


def fitted(case: Case, world: World) -> Case:
    """Return a case without what its world cannot have; where no package is left, with others."""
    packages = tuple(p for p in case.packages if _refusal("policy", p, world) is None)
    if case.packages and not packages:
        levers = [name for name in fitting("policy", world) if name != PLAIN["policy"]]
        packages = tuple(levers[: len(case.packages)])
    situations = {
        name: each
        for name, each in case.situations.items()
        if name == OWN or _refusal("scenario", name, world) is None
    }
    plain = {PLAIN["scenario"]: Situation()}
    return replace(case, packages=packages, situations=situations or plain)


def refuse_unfit(case: Case, world: World) -> None:
    """Refuse a case that asks for what its world cannot have.

    Raises:
        UserError: As the model refuses it.
    """
    asked = [("policy", package) for package in case.packages]
    asked += [("scenario", name) for name in case.situations if name != OWN]
    for group, name in asked:
        if error := _refusal(group, name, world):
            raise error
