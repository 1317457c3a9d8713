"""What a world consists of: a row type for each of the five files, and the world itself.

An attribute is a column of the file, with its type and the rule for its cells. A field with a
default is a column that a file may leave out. Units of measure: persons are whole persons at full
strength; times are days; sizes, durations and deadlines are medians of a lognormal distribution
of which the sigma column gives the spread; shares and scores lie in [0, 1]; coordinates are
degrees (WGS84). Rungs of the ladder: 0 police, 1 marechaussee, 2 other forces (thesis §1.2).
"""

from __future__ import annotations

from dataclasses import MISSING, dataclass, field, fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, ClassVar, get_type_hints

from sim.errors import unknown_name
from sim.world import columns

ORGANISATIONS = ("politie", "defensie", "partnership")
REQUESTERS = ("politie", "defensie")
GRADES = ("A", "B", "C", "D", "I", "J")
REGIONAL_SERVICE = "regional_unit"

Name = Annotated[str, columns.name()]
Names = Annotated[tuple[str, ...], columns.names()]
Words = Annotated[str, columns.words()]
Note = Annotated[str, columns.note()]
Organisation = Annotated[str, columns.one_of(*ORGANISATIONS)]
Requester = Annotated[str, columns.one_of(*REQUESTERS)]
Grade = Annotated[str, columns.one_of(*GRADES)]
SizeUnit = Annotated[str, columns.one_of("persons")]
Flag = Annotated[bool, columns.flag()]
Count = Annotated[int, columns.whole(0)]
Rung = Annotated[int, columns.whole(0, 2)]
Rungs = Annotated[tuple[int, ...], columns.wholes(0, 2)]
Level = Annotated[int, columns.whole(1, 3)]
Share = Annotated[float, columns.number(0, 1)]
ShareBelowOne = Annotated[float, columns.number(0, below=1)]
NotNegative = Annotated[float, columns.number(0)]
Positive = Annotated[float, columns.number(above=0)]
OneOrMore = Annotated[float, columns.number(1)]
Latitude = Annotated[float, columns.number(-90, 90)]
Longitude = Annotated[float, columns.number(-180, 180)]
Day = Annotated[date | None, columns.day()]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that can answer needs; regional police units are also where needs arise.

    ``persons`` are deployable for such work; ``dedicated_share`` of them stands ready whatever
    the unit's other tasks; ``notice_days`` runs from decision to start of a planned call.
    """

    FILE: ClassVar[str] = "units.csv"
    KEY: ClassVar[tuple[str, ...]] = ("id",)

    id: Name
    organisation: Organisation
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
    requester: Requester
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

    In force from a date on, and up to another; empty: always. Both count where a run has a date.
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


@dataclass(frozen=True, eq=False)
class World:
    """Units, kinds of need, approval desks and law, loaded and checked.

    Two worlds are equal only if they are the same object, so a world can be the key of a cache.

    Attributes:
        name: Name of the folder.
        path: The folder itself.
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

    @cached_property
    def regions(self) -> tuple[int, ...]:
        """Indices of the regional police units, where needs arise in proportion to persons."""
        return tuple(
            index
            for index, unit in enumerate(self.units)
            if unit.organisation == "politie" and unit.service == REGIONAL_SERVICE
        )

    @cached_property
    def _unit_places(self) -> dict[str, int]:
        return {unit.id: index for index, unit in enumerate(self.units)}

    @cached_property
    def _class_places(self) -> dict[str, int]:
        return {kind.id: index for index, kind in enumerate(self.classes)}


def column_rules(row_type: type[Any]) -> dict[str, columns.Rule]:
    """Return the rule of every column of a row type, in the order of declaration."""
    hints = get_type_hints(row_type, include_extras=True)
    return {column.name: hints[column.name].__metadata__[0] for column in fields(row_type)}


def optional_columns(row_type: type[Any]) -> frozenset[str]:
    """Return the columns that a file may leave out."""
    return frozenset(column.name for column in fields(row_type) if column.default is not MISSING)


def _place(kind: str, name: str, places: dict[str, int]) -> int:
    if name not in places:
        raise unknown_name(kind, name, places)
    return places[name]
