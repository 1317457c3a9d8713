"""Reading a world from a folder of six tables.

The table of organisations may be left out: then those of the Netherlands ask and help, and legal
bases of the same name stand on the same ladder.

The files are UTF-8 text with a header, separated by commas or as a spreadsheet of another country
has them (see ``sim.reading.csv_table``), or workbooks (``units.xlsx`` in the place of
``units.csv``). The first problem ends the loading with a ``UserError`` of one line.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from sim.errors import UserError, did_you_mean, nearest, reason_of, shown
from sim.reading import TABLE_ENDINGS, read_table
from sim.reading.values import DOUBTFUL, doubt
from sim.words import Joined, Message
from sim.world.checks import cell_error, check_unique, check_world
from sim.world.columns import Rule, column_rules, optional_columns
from sim.world.folders import DATA, NETHERLANDS, folder_of
from sim.world.organisation import Organisation, with_partnerships_too
from sim.world.schema import (
    CapabilityFit,
    Desk,
    LegalBasis,
    RequestClass,
    Unit,
    World,
)

MOST_BYTES = 10_000_000
ROW_TYPES: tuple[type[Any], ...] = (Unit, RequestClass, CapabilityFit, Desk, LegalBasis)
"""The tables that every world has."""
ALL_ROW_TYPES: tuple[type[Any], ...] = (Organisation, *ROW_TYPES)
"""With the one that may be left out."""


def load_world(path: str | Path | None = None) -> World:
    """Load and check a world.

    Args:
        path: A folder with the files of a world, or ``built-in:`` and the name of one that comes
            with the package; None for the Netherlands. A user's folder is read anew at every call,
            for its files may have changed; built-in ones are read once.

    Returns:
        The world.

    Raises:
        UserError: The folder, a file, a column or a cell is not as it must be.
    """
    folder = folder_of(path)
    return _built_in(folder) if folder.parent == DATA else _read_world(folder)


@cache
def _built_in(folder: Path) -> World:
    return _read_world(folder)


def _read_world(folder: Path) -> World:
    _check_folder(folder)
    fits = read_rows(folder, CapabilityFit)
    organisations, bases = _who_and_by_which_law(folder)
    pairs = [(row.provider_capability, row.request_capability) for row in fits]
    world = World(
        name=folder.resolve().name,
        path=folder.resolve(),
        organisations=organisations,
        units=read_rows(folder, Unit),
        classes=read_rows(folder, RequestClass),
        desks=read_rows(folder, Desk),
        bases=bases,
        fit={pair: row.fit for pair, row in zip(pairs, fits, strict=True)},
        fit_grades={pair: row.grade for pair, row in zip(pairs, fits, strict=True)},
    )
    check_world(world)
    return world


def _who_and_by_which_law(
    folder: Path,
) -> tuple[tuple[Organisation, ...], tuple[LegalBasis, ...]]:
    """Return organisations and legal bases; without a table of the former as in the Netherlands."""
    bases = read_rows(folder, LegalBasis)
    if _is_there(folder, Organisation):
        return with_partnerships_too(read_rows(folder, Organisation)), bases
    known = _built_in(NETHERLANDS)
    ladders = {basis.id: basis.ladder for basis in known.bases}
    if not any(basis.ladder for basis in bases):
        bases = tuple(replace(basis, ladder=ladders.get(basis.id, "")) for basis in bases)
    return known.organisations, bases


def _is_there(folder: Path, row_type: type[Any]) -> bool:
    return any((folder / name).exists() for name in _names_of(row_type))


def _check_folder(folder: Path) -> None:
    needed = ", ".join(row_type.FILE for row_type in ROW_TYPES)
    if not folder.is_dir():
        problem = Message("is not a folder") if folder.exists() else Message("does not exist")
        raise UserError(
            "world folder '{folder}' {problem}; allowed: a folder with {needed}",
            folder=folder,
            problem=problem,
            needed=needed,
        )
    try:
        present = {entry.name for entry in folder.iterdir()}
    except OSError as error:
        raise UserError(
            "world folder '{folder}' cannot be read ({reason}); allowed: a readable folder",
            folder=folder,
            reason=reason_of(error),
        ) from error
    for row_type in ROW_TYPES:
        if not present.intersection(_names_of(row_type)):
            near = nearest(row_type.FILE, sorted(present - {kind.FILE for kind in ROW_TYPES}))
            hint = Message("; is it '{near}'?", near=near) if near else ""
            raise UserError(
                "{file} is missing in world folder '{folder}'; allowed: a folder with "
                "{needed}{hint}",
                file=row_type.FILE,
                folder=folder,
                needed=needed,
                hint=hint,
            )


def _names_of(row_type: type[Any]) -> list[str]:
    """Return what the file of a table may be called."""
    return [Path(row_type.FILE).with_suffix(ending).name for ending in TABLE_ENDINGS]


def _file_of(folder: Path, row_type: type[Any]) -> str:
    """Return the file of a table: the CSV file, or the workbook that stands in its place."""
    there = [name for name in _names_of(row_type) if (folder / name).exists()]
    if len(there) > 1:
        raise UserError(
            "world folder '{folder}' has {files}; allowed: one of them",
            folder=folder,
            files=Joined(there, Message(" and ")),
        )
    return there[0] if there else str(row_type.FILE)


def read_rows[Row](folder: Path, row_type: type[Row]) -> tuple[Row, ...]:
    """Read one file of a world into typed rows.

    Args:
        folder: The world's folder.
        row_type: One of the row types of ``sim.world.schema``, which knows its file.

    Returns:
        The rows in the order of the file.

    Raises:
        UserError: The file cannot be read, or a column or cell is not allowed.
    """
    file, rules = _file_of(folder, row_type), column_rules(row_type)
    table = read_table(folder / file, file, Path(file).stem, MOST_BYTES)
    _check_header(row_type, table.header, tuple(rules))
    if not table.rows:
        raise UserError("{file} has a header but no rows; allowed: 1 or more rows", file=file)
    table = table.with_points([column for column, rule in rules.items() if rule.is_number])
    rows = tuple(
        _read_row(row_type, rules, number, dict(zip(table.header, line, strict=True)))
        for number, line in enumerate(table.rows, start=1)
    )
    check_unique(row_type, rows)
    return rows


def _check_header(row_type: type[Any], header: Sequence[str], known: Sequence[str]) -> None:
    file = str(row_type.FILE)
    if not header:
        raise UserError(
            "{file} is empty; allowed: a header ({known}) and rows",
            file=file,
            known=", ".join(known),
        )
    unknown = [column for column in header if column not in known]
    missing = [column for column in known if column not in header]
    for column in missing:
        if column not in optional_columns(row_type):
            near = nearest(column, unknown)
            hint = Message("; is it {near}?", near=shown(near)) if near else ""
            raise UserError(
                "{file}: column '{column}' is missing; allowed: columns {known}{hint}",
                file=file,
                column=column,
                known=", ".join(known),
                hint=hint,
            )
    for column in unknown:
        right = nearest(column, missing) or nearest(column, known)
        hint = did_you_mean(right)
        raise UserError(
            "{file}: column {column} is unknown; allowed: columns {known}{hint}",
            file=file,
            column=shown(column),
            known=", ".join(known),
            hint=hint,
        )


def _read_row[Row](
    row_type: type[Row],
    rules: dict[str, Rule],
    number: int,
    cells: Mapping[str, str],
) -> Row:
    key = tuple(cells.get(column, "") for column in row_type.KEY)  # type: ignore[attr-defined]  # every type of row has it
    values: dict[str, object] = {}
    for column, rule in rules.items():
        if column in cells:
            try:
                values[column] = rule.read(cells[column])
            except ValueError:
                raise cell_error(
                    row_type,
                    number,
                    key,
                    column,
                    cells[column],
                    allowed=_allowed(rule, cells[column]),
                    choices=rule.choices,
                ) from None
    return row_type(**values)


def _allowed(rule: Rule, cell: str) -> str:
    """Say what is allowed in a cell; of a doubtful number, which two it could be."""
    if rule.is_number and DOUBTFUL.fullmatch(cell):
        return f"{rule.allowed}; {doubt(cell)}"
    return rule.allowed
