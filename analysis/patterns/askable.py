"""Which patterns can be asked in a world: those that name nothing that it has not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from analysis.claims.declare import SPECIAL, Ask, Claim
from analysis.claims.measure import asks_of
from analysis.patterns.declared.read_off import CLASSES_READ
from analysis.patterns.declared.special import NAMES_READ, specials_of
from sim.setting.configuration import split_names
from sim.setting.offered import offered_in
from sim.world import load_world

NAMED = ("scenario", "policy")
CLASSES = "classes"


def told_apart_in(
    chosen: Sequence[Claim], world: str | None
) -> tuple[list[Claim], dict[str, list[str]]]:
    """Return the patterns that can be asked in a world, and what others miss there.

    A pattern of several numbers of which one cannot be read is not asked: its verdict is on all.

    Args:
        chosen: The patterns.
        world: As for ``sim.world.load_world``.

    Returns:
        Those that can be asked; by the id of each other one the names that the world has not.
    """
    there = {
        **{factor: offered_in(factor, world) for factor in NAMED},
        CLASSES: [one.id for one in load_world(world).classes],
        SPECIAL: [name for _, names in specials_of(world).values() for name in names],
    }
    missed = {
        claim.id: list(dict.fromkeys(n for ask in asks_of([claim]) for n in _missed(ask, there)))
        for claim in chosen
    }
    asked = [claim for claim in chosen if not missed[claim.id]]
    return asked, {name: names for name, names in missed.items() if names}


def _missed(ask: Ask, there: Mapping[str, Sequence[str]]) -> Iterator[str]:
    if ask.study == SPECIAL:
        known = ask.reading in there[SPECIAL]
        yield from () if known else (NAMES_READ.get(ask.reading, ask.reading),)
        return
    for factor, value in ask.arm if not isinstance(ask.arm, str) else ():
        if factor in NAMED:
            yield from (n for n in split_names(str(value), factor) if n not in there[factor])
    yield from (name for name in CLASSES_READ.get(ask.reading, ()) if name not in there[CLASSES])
