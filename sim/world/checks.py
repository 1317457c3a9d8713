"""Checks of a world: the wording of a refused cell, and the rules that cross the tables.

The rules of single columns are declared with the columns in ``sim.world.schema``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sim.errors import LISTED_AT_MOST, LONGEST_VALUE, UserError, nearest, shown
from sim.world.columns import LIST_SEPARATOR
from sim.world.schema import (
    REGIONAL_SERVICE,
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
    hint = f"; did you mean '{near}'?" if near else ""
    place = f"{row_type.FILE} row {row}{who}"
    return UserError(f"{place}: {column} is {shown(value)}; allowed: {allowed}{hint}")


def check_unique(row_type: type[Any], rows: Sequence[Any]) -> None:
    """Refuse a second row with the same key; raises UserError."""
    seen: dict[tuple[str, ...], int] = {}
    for number, row in enumerate(rows, start=1):
        key = tuple(getattr(row, column) for column in row_type.KEY)
        if key in seen:
            allowed = f"each only once, and row {seen[key]} has it already"
            columns = ", ".join(row_type.KEY)
            raise cell_error(row_type, number, key, columns, ", ".join(key), allowed=allowed)
        seen[key] = number


def check_world(world: World) -> None:
    """Check what crosses the tables; raises UserError for the first problem."""
    _check_regions(world)
    _check_fit(world)
    _check_classes(world)


def _check_regions(world: World) -> None:
    if not sum(world.units[index].persons for index in world.regions):
        raise UserError(
            f"{Unit.FILE}: no unit has organisation 'politie', service '{REGIONAL_SERVICE}' and "
            "1 or more persons; allowed: at least one, for needs arise there"
        )


def _check_fit(world: World) -> None:
    provided = sorted({unit.capability for unit in world.units})
    asked = sorted({kind.capability for kind in world.classes} | set(provided))
    known = {
        "provider_capability": (provided, f"a capability in {Unit.FILE}"),
        "request_capability": (asked, f"a capability in {RequestClass.FILE} or {Unit.FILE}"),
    }
    for row, key in enumerate(world.fit, start=1):
        for value, (column, (names, kind)) in zip(key, known.items(), strict=True):
            if value not in names:
                allowed = f"{kind}: {_listed(names)}"
                raise cell_error(
                    CapabilityFit, row, key, column, value, allowed=allowed, choices=names
                )


def _check_classes(world: World) -> None:
    answered = sorted({asked for (_, asked), fit in world.fit.items() if fit > 0})
    bases = [basis.id for basis in world.bases]
    desks = [desk.id for desk in world.desks]
    for row, kind in enumerate(world.classes, start=1):
        if kind.capability not in answered:
            allowed = (
                f"a request_capability with a fit above 0 in {CapabilityFit.FILE}: "
                f"{_listed(answered)}"
            )
            raise _class_error(
                row, kind, "capability", kind.capability, allowed=allowed, choices=answered
            )
        if kind.legal_basis not in bases:
            allowed = f"an id in {LegalBasis.FILE}: {_listed(bases)}"
            raise _class_error(
                row, kind, "legal_basis", kind.legal_basis, allowed=allowed, choices=bases
            )
        for desk in kind.approval_chain:
            if desk not in desks:
                allowed = f"ids in {Desk.FILE} separated by '{LIST_SEPARATOR}': {_listed(desks)}"
                raise _class_error(
                    row, kind, "approval_chain", desk, allowed=allowed, choices=desks
                )


def _class_error(
    row: int, kind: RequestClass, column: str, value: str, *, allowed: str, choices: list[str]
) -> UserError:
    return cell_error(
        RequestClass, row, (kind.id,), column, value, allowed=allowed, choices=choices
    )


def _listed(names: Sequence[str]) -> str:
    more = f", … ({len(names)} in all)" if len(names) > LISTED_AT_MOST else ""
    return ", ".join(names[:LISTED_AT_MOST]) + more
