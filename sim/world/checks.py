"""Checks of a world: the wording of a refused cell, and the rules that cross the tables.

The rules of single columns are declared with the columns in ``sim.world.schema``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sim.errors import (
    LONGEST_VALUE,
    UserError,
    did_you_mean,
    listed,
    nearest,
    shown,
)
from sim.words import Message
from sim.world.columns import LIST_SEPARATOR
from sim.world.organisation import PARTNERSHIP, Organisation
from sim.world.schema import (
    CapabilityFit,
    Desk,
    LegalBasis,
    RequestClass,
    Unit,
    World,
)


def cell_error(
    row_type: type[Any],
    row: int,
    key: Sequence[str],
    column: str,
    value: str,
    *,
    allowed: str,
    choices: Iterable[str] = (),
) -> UserError:
    """Build the error for a cell that is not allowed.

    Args:
        row_type: Type of the row, which knows its file.
        row: Number of the data row, counted from 1 below the header.
        key: The cells that identify the row; empty ones are left out.
        column: Name of the column.
        value: The cell as it stands in the file.
        allowed: What is allowed instead.
        choices: The right names, to suggest the nearest one.

    Returns:
        The error, to be raised by the caller.
    """
    ids = ", ".join(shown(part)[1:-1] for part in key if part)
    who = f" ({ids})" if ids else ""
    near = nearest(value[:LONGEST_VALUE], choices) if value else None
    hint = did_you_mean(near)
    place = Message("{file} row {row}{who}", file=row_type.FILE, row=row, who=who)
    return UserError(
        "{place}: {column} is {value}; allowed: {allowed}{hint}",
        place=place,
        column=column,
        value=shown(value),
        allowed=allowed,
        hint=hint,
    )


def check_unique(row_type: type[Any], rows: Sequence[Any]) -> None:
    """Refuse a second row with the same key; raises UserError."""
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows, start=1):
        key = tuple(getattr(row, column) for column in row_type.KEY)
        if key in seen:
            allowed = Message("each only once, and row {seen} has it already", seen=seen[key])
            columns = ", ".join(row_type.KEY)
            raise cell_error(row_type, number, key, columns, ", ".join(key), allowed=allowed)
        seen[key] = number


def check_world(world: World) -> None:
    """Check what crosses the tables; raises UserError for the first problem."""
    _check_organisations(world)
    _check_where_needs_arise(world)
    _check_skills_of_needs(world)
    _check_ladders(world)
    _check_fit(world)
    _check_classes(world)


def _check_organisations(world: World) -> None:
    known = [own.id for own in world.organisations]
    for row, own in enumerate(world.organisations, start=1):
        if (own.side == PARTNERSHIP.side) != (own.id == PARTNERSHIP.id):
            raise cell_error(
                Organisation,
                row,
                (own.id,),
                "side",
                own.side,
                allowed=Message("joint for {id}, and for nobody else", id=PARTNERSHIP.id),
            )
        for name in (name for together in own.asks for name in together):
            if name not in known:
                allowed = Message("ids in {file}: {names}", file=own.FILE, names=listed(known))
                raise cell_error(
                    Organisation, row, (own.id,), "asks", name, allowed=allowed, choices=known
                )
    for row, unit in enumerate(world.units, start=1):
        if unit.organisation not in known:
            raise cell_error(
                Unit,
                row,
                (unit.id,),
                "organisation",
                unit.organisation,
                allowed=_one_of(known),
                choices=known,
            )
    asking = [own.id for own in world.organisations if own.asks]
    for row, kind in enumerate(world.classes, start=1):
        if kind.requester not in asking:
            raise _class_error(
                row, kind, "requester", kind.requester, allowed=_one_of(asking), choices=asking
            )


def _one_of(names: Sequence[str]) -> str:
    return Message("one of {choices}", choices=", ".join(names)) if len(names) > 1 else names[0]


def _check_where_needs_arise(world: World) -> None:
    requesters = {kind.requester for kind in world.classes}
    for own in world.organisations:
        if own.id not in requesters or not own.needs_in:
            continue
        regions = (world.units[index] for index in world.regions)
        if not sum(unit.weight for unit in regions if unit.organisation == own.id):
            raise UserError(
                "{file}: no unit has organisation '{organisation}', service '{service}' and "
                "1 or more persons; allowed: at least one, for needs arise there",
                file=Unit.FILE,
                organisation=own.id,
                service=own.needs_in,
            )


def _check_skills_of_needs(world: World) -> None:
    for kind in world.classes:
        own = world.organisation(kind.requester)
        skills = {unit.capability for unit in world.units if unit.organisation == own.id}
        if own.needs_in or not kind.needs_per_year or {kind.capability, own.or_needs_in} & skills:
            continue
        raise UserError(
            "{file}: no unit of organisation '{organisation}' has the capability '{capability}' "
            "of '{id}', nor '{other}'; allowed: at least one, for needs arise there",
            file=Unit.FILE,
            organisation=own.id,
            capability=kind.capability,
            id=kind.id,
            other=own.or_needs_in,
        )


def _check_ladders(world: World) -> None:
    seen: dict[tuple[str, int], str] = {}
    for row, basis in enumerate(world.bases, start=1):
        place = (basis.ladder, basis.rung)
        if basis.ladder and place in seen:
            raise cell_error(
                LegalBasis,
                row,
                (basis.id,),
                "rung",
                str(basis.rung),
                allowed=Message(
                    "one basis a rung on ladder '{ladder}', and '{other}' is on this one",
                    ladder=basis.ladder,
                    other=seen[place],
                ),
            )
        seen[place] = basis.id


def _check_fit(world: World) -> None:
    provided = sorted({unit.capability for unit in world.units})
    asked = sorted({kind.capability for kind in world.classes} | set(provided))
    known = {
        "provider_capability": (provided, Message("a capability in {file}", file=Unit.FILE)),
        "request_capability": (
            asked,
            Message("a capability in {file} or {other}", file=RequestClass.FILE, other=Unit.FILE),
        ),
    }
    for row, key in enumerate(world.fit, start=1):
        for value, (column, (names, kind)) in zip(key, known.items(), strict=True):
            if value not in names:
                allowed = Message("{kind}: {names}", kind=kind, names=listed(names))
                raise cell_error(
                    CapabilityFit, row, key, column, value, allowed=allowed, choices=names
                )


def _check_classes(world: World) -> None:
    answered = sorted({asked for (_, asked), fit in world.fit.items() if fit > 0})
    bases = [basis.id for basis in world.bases]
    desks = [desk.id for desk in world.desks]
    for row, kind in enumerate(world.classes, start=1):
        if kind.capability not in answered:
            allowed = Message(
                "a request_capability with a fit above 0 in {file}: {names}",
                file=CapabilityFit.FILE,
                names=listed(answered),
            )
            raise _class_error(
                row, kind, "capability", kind.capability, allowed=allowed, choices=answered
            )
        if kind.legal_basis not in bases:
            allowed = Message("an id in {file}: {names}", file=LegalBasis.FILE, names=listed(bases))
            raise _class_error(
                row, kind, "legal_basis", kind.legal_basis, allowed=allowed, choices=bases
            )
        for desk in kind.approval_chain:
            if desk not in desks:
                allowed = Message(
                    "ids in {file} separated by '{separator}': {names}",
                    file=Desk.FILE,
                    separator=LIST_SEPARATOR,
                    names=listed(desks),
                )
                raise _class_error(
                    row, kind, "approval_chain", desk, allowed=allowed, choices=desks
                )


def _class_error(
    row: int, kind: RequestClass, column: str, value: str, *, allowed: str, choices: list[str]
) -> UserError:
    return cell_error(
        RequestClass, row, (kind.id,), column, value, allowed=allowed, choices=choices
    )
