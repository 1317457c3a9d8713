"""Answers that came back, as tables: read strictly, checked, every mistake told in one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.elicitation.checked import (
    CODE,
    FORM,
    Mistakes,
    Row,
    checked_code,
    number_of,
    refuse_form,
    refuse_twice,
    rows_of,
)
from analysis.elicitation.fit import Said
from analysis.elicitation.questions import Question
from experiments.design.belief import MADE_BY_RULE
from sim.errors import UserError, did_you_mean, nearest, shown, unknown_name
from sim.reading import Table
from sim.words import ByLanguage

ROUND, CONDITION = "round", "condition"
LOW, HIGH, BEST, SURE, REASON = "low", "high", "best", "sure", "reason"
NUMBERS = (LOW, HIGH, BEST, SURE)
COLUMNS = (FORM, CODE, ROUND, CONDITION, *NUMBERS, REASON)
ROUNDS = ("1", "2")
LEAST_SURE, MOST_SURE = 50.0, 100.0
LONGEST_REASON = 500
MADE = "MADE"
"""How the codes of respondents begin that are none: they were made by a rule, to try the way."""


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
            CODE: code,
            ROUND: int(round_),
            CONDITION: condition,
            **values,
            REASON: checked_reason(row[REASON]),
        }

    found = rows_of(tables, COLUMNS, NUMBERS, check)
    if found.empty:
        raise UserError("no question is answered in these files; allowed: at least one answer")
    refuse_twice(found, [CODE, ROUND, CONDITION])
    _refuse_unlinked(found)
    return found


def made_by_rule(answers: pd.DataFrame) -> int:
    """Return how many of the respondents were made by a rule, and are nobody."""
    codes = answers[CODE].drop_duplicates()
    return int(codes.str.startswith(MADE).sum())


def provenance_of(answers: pd.DataFrame, kind: str, form: str) -> dict[str, object]:
    """Return how a belief came about, without persons."""
    return {
        "made_by": "bijstand elicit",
        "kind": kind,
        "form": form,
        "respondents": int(answers[CODE].nunique()),
        MADE_BY_RULE: made_by_rule(answers),
    }


def said_by(row: Mapping[Any, Any]) -> Said:
    """Return what a row of answers says."""
    return Said(row[LOW], row[BEST], row[HIGH], row[SURE])


def latest(answers: pd.DataFrame) -> pd.DataFrame:
    """Return of each expert the last answer to each question: that of the second round, if any."""
    return answers.sort_values(ROUND, kind="stable").drop_duplicates([CODE, CONDITION], keep="last")


def checked_reason(text: str) -> str:
    """Return a reason, where it is not longer than it may be."""
    if len(text) > LONGEST_REASON:
        raise UserError(
            "'reason' has {length} characters; allowed: {most} at most",
            length=len(text),
            most=LONGEST_REASON,
        )
    return text


def _numbers(row: Row, question: Question) -> dict[str, float]:
    """Return the four numbers of an answer, once they fit each other."""
    unit = ByLanguage(question.unit_en, question.unit_nl)
    ends = (question.low, question.high, unit)
    values = {name: number_of(row, question.condition, name, *ends) for name in (LOW, HIGH, BEST)}
    values[SURE] = number_of(row, question.condition, SURE, LEAST_SURE, MOST_SURE, "%")
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
