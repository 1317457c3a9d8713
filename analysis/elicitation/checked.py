"""Rows of answers, whatever was asked: each is checked, and every mistake told in one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import pandas as pd

from experiments.running.telling import say
from sim.errors import UserError, shown, unknown_name
from sim.reading import Table
from sim.reading.values import number_in
from sim.words import Message

FORM, CODE = "form", "code"
SHEET = "answers"
"""The sheet that is read of a workbook with several."""

CODES = re.compile(r"(?=(?:[^0-9]*[0-9]){2})[A-Za-z0-9]{4,12}", re.ASCII)
"""What a respondent may choose: two digits at least, so that a name alone is none."""

MOST_MISTAKES = 50

Row = Mapping[str, str]
Check = Callable[[Row], dict[str, object] | None]
"""Returns what a row says; None where it says nothing."""


class Mistakes:
    """What is wrong with answers, gathered so that whoever made them hears all of it at once."""

    def __init__(self) -> None:
        self.found: list[UserError] = []

    def add(self, error: UserError) -> None:
        """Take up one more."""
        self.found.append(error)

    def refuse(self) -> None:
        """Raise where there are any: the only one, or a count after a line for each.

        Raises:
            UserError: Where there are any.
        """
        if len(self.found) == 1:
            raise self.found[0]
        for error in self.found[:MOST_MISTAKES]:
            say(error.message)
        if self.found:
            raise UserError(
                "{count} mistakes in the answers, each told above (at most {most}); nothing was "
                "made of them; allowed: answers without mistakes",
                count=len(self.found),
                most=MOST_MISTAKES,
            )


def rows_of(
    tables: Iterable[Table], columns: Sequence[str], numbers: Sequence[str], check: Check
) -> pd.DataFrame:
    """Return what the rows of all tables say, each row checked.

    Args:
        tables: The files.
        columns: What each must have, in any order.
        numbers: Those of them that hold numbers.
        check: Returns what a row says; raises for the first thing that is wrong with it.

    Returns:
        A row per answer: what ``check`` returned, and ``where``: file and row.

    Raises:
        UserError: For whatever is wrong; a line for every row.
    """
    mistakes, found = Mistakes(), []
    for table in tables:
        _refuse_columns(table, columns)
        for number, row in _rows(table.with_points(numbers)):
            where = Message("{file}, row {row}", file=table.where, row=number)
            try:
                said = check(row)
            except UserError as error:
                mistakes.add(UserError("{where}: {error}", where=where, error=error))
                continue
            if said is not None:
                found.append({**said, "where": where})
    mistakes.refuse()
    return pd.DataFrame(found)


def refuse_form(given: str, form: str) -> None:
    """Refuse an answer to another form: the questions are others, or were worded otherwise."""
    if given != form:
        raise UserError(
            "'form' is {given}: this answers other questions than are asked now; allowed: {form}, "
            "or the elicit.kind and elicit.factors that the form was made with",
            given=shown(given),
            form=form,
        )


def checked_code(code: str) -> str:
    """Return the code that a respondent chose, in capitals.

    Raises:
        UserError: Where it is none, or may be a name.
    """
    if not CODES.fullmatch(code):
        raise UserError(
            "'code' is {code}; allowed: 4 to 12 letters and digits, two digits at least, and no "
            "name",
            code=shown(code),
        )
    return code.upper()


def number_of(row: Row, of: str, name: str, low: float, high: float, unit: str) -> float:
    """Return the number in a cell.

    Args:
        row: The row.
        of: What it is about.
        name: The column.
        low: The lowest that is possible.
        high: The highest.
        unit: In which unit.

    Raises:
        UserError: Where there is none, or it lies outside what is possible.
    """
    try:
        value = number_in(row[name])
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise UserError(
            "{of}: '{name}' is {value}; allowed: a number from {low:g} to {high:g} ({unit})",
            of=of,
            name=name,
            value=shown(row[name]) if row[name] else Message("empty"),
            low=low,
            high=high,
            unit=unit,
        )
    return value


def _refuse_columns(table: Table, columns: Sequence[str]) -> None:
    for name in columns:
        if name not in table.header:
            raise UserError(
                "{where} has no column '{name}'; allowed: {columns}, all of them",
                where=table.where,
                name=name,
                columns=", ".join(columns),
            )
    for name in table.header:
        if name not in columns:
            raise unknown_name("column", name, columns, table.where)


def _rows(table: Table) -> Iterator[tuple[int, Row]]:
    for number, cells in enumerate(table.rows, start=1):
        yield number, dict(zip(table.header, cells, strict=True))


def refuse_twice(answers: pd.DataFrame, keys: Sequence[str]) -> None:
    """Refuse an answer that is there twice.

    Raises:
        UserError: A line for each.
    """
    mistakes = Mistakes()
    first = answers.drop_duplicates(keys).set_index(list(keys))["where"]
    for row in answers[answers.duplicated(list(keys))].to_dict("records"):
        key = tuple(row[name] for name in keys)
        mistakes.add(
            UserError(
                "{where}: code {code} answered this before ({first}); allowed: each answer once, "
                "and a code that nobody else chose",
                where=row["where"],
                code=shown(row[CODE])[1:-1],
                first=first.loc[key],
            )
        )
    mistakes.refuse()
