"""Answers that came back, as tables: read strictly, checked, every mistake told in one line."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

import pandas as pd

from analysis.elicitation.fit import Said
from analysis.elicitation.questions import Question
from experiments.running.telling import say
from sim.errors import UserError, did_you_mean, nearest, shown, unknown_name
from sim.reading import Table
from sim.reading.values import number_in
from sim.words import ByLanguage, Message, Text

FORM, CODE, ROUND, CONDITION = "form", "code", "round", "condition"
LOW, HIGH, BEST, SURE, REASON = "low", "high", "best", "sure", "reason"
NUMBERS = (LOW, HIGH, BEST, SURE)
COLUMNS = (FORM, CODE, ROUND, CONDITION, *NUMBERS, REASON)
ROUNDS = ("1", "2")
LEAST_SURE, MOST_SURE = 50.0, 100.0
LONGEST_REASON = 500
CODES = re.compile(r"(?=(?:[^0-9]*[0-9]){2})[A-Za-z0-9]{4,12}", re.ASCII)
"""What a respondent may choose: two digits at least, so that a name alone is none."""

MOST_MISTAKES = 50
SHEET = "answers"

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


def read_ranges(tables: Iterable[Table], questions: Sequence[Question], form: str) -> pd.DataFrame:
    """Return what experts say of ranges.

    Args:
        tables: The files.
        questions: What was asked.
        form: The digest of what was asked.

    Returns:
        code, round, condition, low, high, best, sure, reason, where; a row per answer, each once.

    Raises:
        UserError: For whatever is wrong; a line for every row.
    """
    asked = {question.condition: question for question in questions}

    def check(row: Row) -> dict[str, object] | None:
        condition = row[CONDITION]
        if condition not in asked:
            raise unknown_name("condition", condition, asked)
        if not any(row[name] for name in NUMBERS):
            return None
        refuse_form(row[FORM], form)
        code, round_ = checked_code(row[CODE]), row[ROUND]
        if round_ not in ROUNDS:
            raise UserError("'round' is {value}; allowed: 1 or 2", value=shown(round_))
        values = _numbers(row, asked[condition])
        return {
            CODE: code, ROUND: int(round_), CONDITION: condition, **values,
            REASON: checked_reason(row[REASON]),
        }  # fmt: skip

    found = rows_of(tables, COLUMNS, NUMBERS, check)
    if found.empty:
        raise UserError("no question is answered in these files; allowed: at least one answer")
    refuse_twice(found, [CODE, ROUND, CONDITION])
    _refuse_unlinked(found)
    return found


def said_by(row: Mapping[str, float]) -> Said:
    """Return what a row of answers says."""
    return Said(row[LOW], row[BEST], row[HIGH], row[SURE])


def latest(answers: pd.DataFrame) -> pd.DataFrame:
    """Return of each expert the last answer to each question: that of the second round, if any."""
    return answers.sort_values(ROUND, kind="stable").drop_duplicates([CODE, CONDITION], keep="last")


def refuse_form(given: str, form: str) -> None:
    """Refuse an answer to another form: the questions are others, or were worded otherwise."""
    if given != form:
        raise UserError(
            "'form' is {given}: this answers other questions than are asked now; allowed: {form}",
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


def checked_reason(text: str) -> str:
    """Return a reason, where it is not longer than it may be."""
    if len(text) > LONGEST_REASON:
        raise UserError(
            "'reason' has {length} characters; allowed: {most} at most",
            length=len(text),
            most=LONGEST_REASON,
        )
    return text


def number_of(row: Row, name: str, low: float, high: float, unit: Text) -> float:
    """Return the number in a cell.

    Raises:
        UserError: Where there is none, or it lies outside what is possible.
    """
    try:
        value = number_in(row[name])
    except ValueError:
        value = float("nan")
    if not low <= value <= high:
        raise UserError(
            "{condition}: '{name}' is {value}; allowed: a number from {low:g} to {high:g} ({unit})",
            condition=row[CONDITION],
            name=name,
            value=shown(row[name]) if row[name] else Message("empty"),
            low=low,
            high=high,
            unit=unit,
        )
    return value


def _numbers(row: Row, question: Question) -> dict[str, float]:
    """Return the four numbers of an answer, once they fit each other."""
    unit = ByLanguage(question.unit_en, question.unit_nl)
    ends = (question.low, question.high, unit)
    values = {name: number_of(row, name, *ends) for name in (LOW, HIGH, BEST)}
    values[SURE] = number_of(row, SURE, LEAST_SURE, MOST_SURE, "%")
    if not (values[LOW] <= values[BEST] <= values[HIGH] and values[LOW] < values[HIGH]):
        raise UserError(
            "{condition}: lowest {low:g}, best {best:g}, highest {high:g} are not in order; "
            "allowed: lowest at most best, best at most highest, lowest below highest",
            condition=row[CONDITION],
            low=values[LOW],
            best=values[BEST],
            high=values[HIGH],
        )
    return values


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


def _refuse_unlinked(answers: pd.DataFrame) -> None:
    """Refuse a second round of a code that has no first one, if there is a first round at all."""
    known = sorted(set(answers.loc[answers[ROUND] == 1, CODE]))
    mistakes = Mistakes()
    second = answers[answers[ROUND] == 2]
    for row in second[~second[CODE].isin(known)].drop_duplicates(CODE).to_dict("records"):
        mistakes.add(
            UserError(
                "{where}: code {code} has a second round and no first; allowed: the code of the "
                "first round, with its file among the answers{hint}",
                where=row["where"],
                code=shown(row[CODE])[1:-1],
                hint=did_you_mean(nearest(row[CODE], known)),
            )
        )
    mistakes.refuse()
