"""Small worlds for verification: files with neutral rows, read by the product's own loader.

Where no other organisations are given, one police region without any skill asks and units of
Defensie answer. Rows take their place in the files through the loader's own row types, so that a
new column is neutral or refused, never lost.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from sim.world.organisation import Organisation
from sim.world.schema import CapabilityFit, Desk, LegalBasis, RequestClass, Unit

Row = Mapping[str, Any]

REGION: Row = {
    "id": "region",
    "organisation": "politie",
    "service": "regional_unit",
    "name": "Region",
    "city": "Utrecht",
    "latitude": 52.1,
    "longitude": 5.1,
    "capability": "general",
    "persons": 1,
    "dedicated_share": 0,
    "rung": 0,
    "notice_days": 0,
    "grade": "J",
    "source": "verification",
}
UNIT: Row = {
    **REGION,
    "id": "unit",
    "organisation": "defensie",
    "service": "army",
    "name": "Unit",
    "capability": "skill",
    "rung": 2,
}
CLASS: Row = {
    "id": "need",
    "name_en": "Need",
    "name_nl": "Behoefte",
    "requester": "politie",
    "capability": "skill",
    "needs_per_year": 0,
    "needs_grade": "J",
    "size_unit": "persons",
    "size_median": 1,
    "size_sigma": 0,
    "duration_median_days": 1,
    "duration_sigma": 0,
    "deadline_median_days": 10_000,
    "deadline_sigma": 0,
    "severity": 0.5,
    "visible_force": 0,
    "information_sensitivity": 0,
    "complexity": 0,
    "core_task_fit": 0.5,
    "training_value": 0.5,
    "requester_own_share": 0,
    "legal_basis": "basis",
    "approval_chain": "at_once",
    "pre_authorised": 0,
    "rungs": 2,
    "planned": 0,
    "preparation_days": 0,
    "no_go_probability": 0,
    "extension_probability": 0,
    "intensity_level": 2,
    "evidence": "verification",
}
AT_ONCE: Row = {
    "id": "at_once",
    "name_en": "At once",
    "name_nl": "Meteen",
    "organisation": "both",
    "mean_days": 0,
    "officers": 0,
    "political": 0,
    "grade": "J",
    "source": "",
    "regional": 0,
}
BASIS: Row = {
    "id": "basis",
    "name_en": "Basis",
    "name_nl": "Grondslag",
    "article": "",
    "covers": "",
    "forces": "",
    "rung": 2,
    "subsidiarity_test": 0,
    "barrier_level": 0.5,
    "powers_of_military": "",
    "in_force_from": "",
    "verified": "",
    "note": "",
}
ORGANISATION: Row = {
    "id": "organisation",
    "name_en": "Organisation",
    "name_nl": "Organisatie",
    "side": "civil",
    "asks": "",
    "needs_in": "regional_unit",
    "or_needs_in": "",
    "colour": "#000000",
    "source": "verification",
}
FIT: Row = {"provider_capability": "skill", "request_capability": "skill", "fit": 1, "grade": "J"}


@dataclass(frozen=True)
class SmallWorld:
    """Rows of a world; each names only what differs from the neutral row.

    Attributes:
        units: Units beside the region (or regions, with ``regions``).
        classes: Kinds of need.
        desks: Desks beside the one that answers at once.
        bases: Legal bases.
        fits: Which capability answers which need.
        regions: Police regions.
        organisations: Organisations; none: those of the Netherlands.
    """

    units: Sequence[Row]
    classes: Sequence[Row]
    desks: Sequence[Row] = ()
    bases: Sequence[Row] = ({},)
    fits: Sequence[Row] = ({},)
    regions: Sequence[Row] = ({},)
    organisations: Sequence[Row] = ()

    def write(self, folder: Path) -> Path:
        """Write the files into a folder and return it."""
        units = [REGION | dict(row) for row in self.regions]
        units += [UNIT | dict(row) for row in self.units]
        _write(folder, Unit, units)
        _write(folder, RequestClass, [CLASS | dict(row) for row in self.classes])
        _write(folder, Desk, [AT_ONCE, *(AT_ONCE | dict(row) for row in self.desks)])
        _write(folder, LegalBasis, [BASIS | dict(row) for row in self.bases])
        _write(folder, CapabilityFit, [FIT | dict(row) for row in self.fits])
        if self.organisations:
            rows = [ORGANISATION | dict(row) for row in self.organisations]
            _write(folder, Organisation, rows)
        return folder


def _write(folder: Path, row_type: type[Any], rows: list[dict[str, Any]]) -> None:
    needed = [f.name for f in fields(row_type) if f.default is MISSING]
    names = needed + [name for name in rows[0] if name not in needed]
    with (folder / row_type.FILE).open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, names)
        writer.writeheader()
        writer.writerows(rows)
