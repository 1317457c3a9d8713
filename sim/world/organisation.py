"""The organisations of a world: on which side they are, whom they ask and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, ClassVar

from sim.state.codes import CIVIL, JOINT, MILITARY, SIDES
from sim.words import LANGUAGES, Joined, Message
from sim.words.sides import Names
from sim.world import columns

Name = Annotated[str, columns.name()]
NameOrNothing = Annotated[str, columns.name_or_nothing()]
Words = Annotated[str, columns.words()]
Note = Annotated[str, columns.note()]
Side = Annotated[str, columns.one_of(*SIDES)]
Turns = Annotated[tuple[tuple[str, ...], ...], columns.turns()]
Colour = Annotated[str, columns.colour()]
ShareOrNothing = Annotated[float | None, columns.number_or_nothing(0, 1)]


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation: who it is, on which side, where its needs arise, whom it asks.

    ``side``: the civil side offers what it has free; the military side keeps a reserve, plans
    ahead and has commitments outside (E11). What conditions say of one side holds for all
    organisations on it. ``asks``: whom it turns to, in this order among units of the same rung;
    those joined by ``+`` together. Units of an organisation that lists itself are no own people
    of each other: they ask each other for support. ``needs_in``: the service of the units in which
    its needs arise; empty: in those of the need's capability, or else of the capability
    ``or_needs_in``. ``shortage`` and ``own_load``: what holds for it whatever the conditions of
    its side; empty: these hold.
    """

    FILE: ClassVar[str] = "organisations.csv"
    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: Name
    name_en: Words
    name_nl: Words
    side: Side
    asks: Turns
    needs_in: NameOrNothing
    or_needs_in: NameOrNothing
    colour: Colour
    source: Note
    shortage: ShareOrNothing = None
    own_load: ShareOrNothing = None

    @property
    def asks_itself(self) -> bool:
        """Whether its units ask each other for support."""
        return any(self.id in together for together in self.asks)

    def turn_of(self, other: str) -> int | None:
        """Return when it turns to another organisation, from 0 on; None: it never does.

        A partnership that it does not name is asked along with those whom it asks last.
        """
        for turn, together in enumerate(self.asks):
            if other in together:
                return turn
        return len(self.asks) - 1 if other == PARTNERSHIP.id and self.asks else None


PARTNERSHIP = Organisation(
    id="partnership",
    name_en="Partnership",
    name_nl="Verband",
    side=SIDES[JOINT],
    asks=(),
    needs_in="",
    or_needs_in="",
    colour="#CC79A7",
    source="",
)
"""The organisation of joint units: in every world, for a policy can bring one in."""


def names_of_sides(organisations: Sequence[Organisation]) -> Names:
    """Return what both sides are called, by language: the names of who is on them."""
    found: dict[str, dict[str, str]] = {}
    for language in LANGUAGES:
        found[language] = {}
        for side in (SIDES[CIVIL], SIDES[MILITARY]):
            own = [
                o.name_nl if language == "nl" else o.name_en
                for o in organisations
                if o.side == side
            ]
            most = Joined(own[:-1]).in_language(language)
            parts = [part for part in (most, own[-1] if own else "") if part]
            found[language][side] = Joined(parts, Message(" and ")).in_language(language)
    return found


def with_partnerships_too(organisations: Sequence[Organisation]) -> tuple[Organisation, ...]:
    """Return organisations with that of joint units behind them, where they lack it."""
    there = any(each.id == PARTNERSHIP.id for each in organisations)
    return tuple(organisations) if there else (*organisations, PARTNERSHIP)
