"""What a world consists of: a row type for each of its files, and the world itself.

An attribute is a column of the file, with its type and the rule for its cells. A field with a
default is a column that a file may leave out. Units of measure: persons are whole persons at full
strength; times are days; sizes, durations and deadlines are medians of a lognormal distribution
of which the sigma column gives the spread; shares and scores lie in [0, 1]; coordinates are
degrees (WGS84). Rungs of the ladder rise: units on a lower one are asked first (thesis §1.2).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, ClassVar

from sim.errors import unknown_name
from sim.state.codes import CIVIL, MILITARY, SIDES
from sim.world import columns
from sim.world.organisation import Name, NameOrNothing, Note, Organisation, Words

GRADES = ("A", "B", "C", "D", "I", "J")
HIGHEST_RUNG = 9

Names = Annotated[tuple[str, ...], columns.names()]
Grade = Annotated[str, columns.one_of(*GRADES)]
SizeUnit = Annotated[str, columns.one_of("persons")]
Flag = Annotated[bool, columns.flag()]
Count = Annotated[int, columns.whole(0)]
Rung = Annotated[int, columns.whole(0, HIGHEST_RUNG)]
Rungs = Annotated[tuple[int, ...], columns.wholes(0, HIGHEST_RUNG)]
Level = Annotated[int, columns.whole(1, 3)]
Share = Annotated[float, columns.number(0, 1)]
ShareBelowOne = Annotated[float, columns.number(0, below=1)]
NotNegative = Annotated[float, columns.number(0)]
NotNegativeOrNothing = Annotated[float | None, columns.number_or_nothing(0)]
Positive = Annotated[float, columns.number(above=0)]
OneOrMore = Annotated[float, columns.number(1)]
Latitude = Annotated[float, columns.number(-90, 90)]
Longitude = Annotated[float, columns.number(-180, 180)]
Day = Annotated[date | None, columns.day()]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that can answer needs, or in which they arise (``Organisation.needs_in``).

    ``persons`` are deployable for such work; ``dedicated_share`` of them stands ready whatever
    the unit's other tasks; ``notice_days`` runs from decision to start of a planned call. Needs
    arise in proportion to ``need_weight``; empty: to persons.
    """

    FILE: ClassVar[str] = "units.csv"
    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: Name
    organisation: Name
    service: Name
    name: Words
    city: Words
    latitude: Latitude
    longitude: Longitude
    capability: Name
    persons: Count
    dedicated_share: Share
    rung: Rung
    notice_days: NotNegative
    grade: Grade
    source: Note
    need_weight: NotNegativeOrNothing = field(default=None, repr=False)

    @property
    def weight(self) -> float:
        """In proportion to what needs arise in it."""
        return float(self.persons) if self.need_weight is None else self.need_weight


@dataclass(frozen=True, slots=True)
class RequestClass:
    """A kind of need: how often, how large, how long, how urgent, and of what character.

    ``needs_per_year`` counts needs that arise, not requests. ``requester_own_share`` is the
    largest share that the requester's own people can meet. ``approval_chain`` keeps its order;
    ``rungs`` rise. ``intensity_level``: 1 joint training, 2 support on request, 3 equal partners.
    """

    FILE: ClassVar[str] = "request_classes.csv"
    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: Name
    name_en: Words
    name_nl: Words
    requester: Name
    capability: Name
    needs_per_year: NotNegative
    needs_grade: Grade
    size_unit: SizeUnit
    size_median: OneOrMore
    size_sigma: NotNegative
    duration_median_days: Positive
    duration_sigma: NotNegative
    deadline_median_days: Positive
    deadline_sigma: NotNegative
    severity: Share
    visible_force: Share
    information_sensitivity: Share
    complexity: Share
    core_task_fit: Share
    training_value: Share
    requester_own_share: Share
    legal_basis: Name
    approval_chain: Names
    pre_authorised: Flag
    rungs: Rungs
    planned: Flag
    preparation_days: NotNegative
    no_go_probability: Share
    extension_probability: ShareBelowOne
    intensity_level: Level
    evidence: Note


@dataclass(frozen=True, slots=True)
class CapabilityFit:
    """How well a unit of one capability answers a need for another, from 0 to 1."""

    FILE: ClassVar[str] = "capability_fit.csv"
    KEY: ClassVar[tuple[str, ...]] = ("provider_capability", "request_capability")

    provider_capability: Name
    request_capability: Name
    fit: Share
    grade: Grade


@dataclass(frozen=True, slots=True)
class Desk:
    """An approval body: mean service time in days and officers (0 officers: no queue).

    ``regional`` desks exist once in every region, each with one officer.
    """

    FILE: ClassVar[str] = "desks.csv"
    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: Name
    name_en: Words
    name_nl: Words
    organisation: Name
    mean_days: NotNegative
    officers: Count
    political: Flag
    grade: Grade
    source: Note
    regional: Flag = False


@dataclass(frozen=True, slots=True)
class LegalBasis:
    """A legal basis: article, forces, rung, and the level of the barrier that it poses.

    Of bases on the same ``ladder`` that of the leading unit's rung is the one of a request (rung
    0: that of the class); empty: it stands alone. In force from a date on, and up to another;
    empty: always. Both count where a run has a date.
    """

    FILE: ClassVar[str] = "legal_bases.csv"
    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: Name
    name_en: Words
    name_nl: Words
    article: Note
    covers: Note
    forces: Note
    rung: Rung
    subsidiarity_test: Flag
    barrier_level: Share
    powers_of_military: Note
    in_force_from: Day
    verified: Note
    note: Note
    # No part of what constants are kept for (``sim.levels``), which know no dates.
    in_force_until: Day = field(default=None, repr=False)
    ladder: NameOrNothing = field(default="", repr=False)


@dataclass(frozen=True, eq=False)
class World:
    """Organisations, units, kinds of need, approval desks and law, loaded and checked.

    Two worlds are equal only if they are the same object, so a world can be the key of a cache.

    Attributes:
        name: Name of the folder.
        path: The folder itself.
        organisations: In the order of organisations.csv; the last one is that of joint units.
        units: In the order of units.csv; an index of a unit is its place here.
        classes: In the order of request_classes.csv.
        desks: In the order of desks.csv.
        bases: In the order of legal_bases.csv.
        fit: (provider capability, request capability) -> fit; a pair that is absent cannot answer.
        fit_grades: The same keys -> grade of that fit.
        drawn_from: The world whose tables these are a draw of; None for one as it stands.
    """

    name: str
    path: Path
    organisations: tuple[Organisation, ...]
    units: tuple[Unit, ...]
    classes: tuple[RequestClass, ...]
    desks: tuple[Desk, ...]
    bases: tuple[LegalBasis, ...]
    fit: dict[tuple[str, str], float]
    fit_grades: dict[tuple[str, str], str] = field(default_factory=dict)
    drawn_from: World | None = None

    @property
    def as_it_stands(self) -> World:
        """The world that this one is a draw of, or itself."""
        return self.drawn_from or self

    @cached_property
    def needs_scales(self) -> tuple[float, ...] | None:
        """By how much more needs of each class arise than as the tables stand; None for a table."""
        before = self.as_it_stands.classes
        if self.classes is before:
            return None
        return tuple(
            kind.needs_per_year / was.needs_per_year if was.needs_per_year else 1.0
            for kind, was in zip(self.classes, before, strict=True)
        )

    @cached_property
    def people_scales(self) -> tuple[float, ...]:
        """By how much each unit has more people than as the tables stand."""
        before = self.as_it_stands.units
        return tuple(
            unit.persons / was.persons if was.persons else 1.0
            for unit, was in zip(self.units, before, strict=False)
        )

    def unit_index(self, unit_id: str) -> int:
        """Return the place of a unit in ``units``; UserError for a name that does not exist."""
        return _place("unit", unit_id, self._unit_places)

    def class_index(self, class_id: str) -> int:
        """Return the place of a class in ``classes``; UserError for an unknown name."""
        return _place("class", class_id, self._class_places)

    def organisation(self, name: str) -> Organisation:
        """Return an organisation; UserError for a name that does not exist."""
        return self.organisations[self.organisation_index(name)]

    def organisation_index(self, name: str) -> int:
        """Return the place of an organisation; UserError for a name that does not exist."""
        return _place("organisation", name, self._organisation_places)

    def side_of(self, name: str) -> int:
        """Return the side of an organisation, a code of ``SIDES``."""
        return SIDES.index(self.organisation(name).side)

    @cached_property
    def persons_of_sides(self) -> tuple[int, ...]:
        """The people of all units of the civil and of the military side."""
        sides = [self.side_of(unit.organisation) for unit in self.units]
        return tuple(
            sum(unit.persons for unit, own in zip(self.units, sides, strict=True) if own == side)
            for side in (CIVIL, MILITARY)
        )

    @cached_property
    def regions(self) -> tuple[int, ...]:
        """Indices of the units of the services in which organisations have their needs."""
        services = {(own.id, own.needs_in) for own in self.organisations if own.needs_in}
        return tuple(
            index
            for index, unit in enumerate(self.units)
            if (unit.organisation, unit.service) in services
        )

    @cached_property
    def _organisation_places(self) -> dict[str, int]:
        return {own.id: index for index, own in enumerate(self.organisations)}

    @cached_property
    def _unit_places(self) -> dict[str, int]:
        return {unit.id: index for index, unit in enumerate(self.units)}

    @cached_property
    def _class_places(self) -> dict[str, int]:
        return {kind.id: index for index, kind in enumerate(self.classes)}


def _place(kind: str, name: str, places: dict[str, int]) -> int:
    if name not in places:
        raise unknown_name(kind, name, places)
    return places[name]
