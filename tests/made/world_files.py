"""Helpers of the tests of world files: copy a world, change a cell, catch the refusal."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from sim.errors import UserError
from sim.world import load_world
from sim.world.load import ALL_ROW_TYPES, NETHERLANDS

Table = list[list[str]]


def read(folder: Path, file: str) -> Table:
    with (folder / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def write(folder: Path, file: str, table: Table) -> None:
    with (folder / file).open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(table)


def place(table: Table, row: str | int, column: str) -> tuple[int, int]:
    number = row if isinstance(row, int) else [line[0] for line in table].index(row)
    return number, table[0].index(column)


def put(folder: Path, file: str, row: str | int, column: str, value: str) -> None:
    """Change one cell; ``row`` is the id in the first column or the number of the data row."""
    table = read(folder, file)
    line, cell = place(table, row, column)
    table[line][cell] = value
    write(folder, file, table)


def copy_world(folder: Path) -> Path:
    for row_type in ALL_ROW_TYPES:
        shutil.copy(NETHERLANDS / row_type.FILE, folder)
    return folder


def refusal(folder: Path) -> str:
    """Return the message with which a world is refused; it must be one line."""
    with pytest.raises(UserError) as caught:
        load_world(folder)
    message = str(caught.value)
    assert message.splitlines() == [message]
    return message
