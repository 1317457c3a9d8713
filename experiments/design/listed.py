"""Designs from files: a list of points that a user brings, or a table that a study wrote."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from contextlib import suppress
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa

from experiments.design.factors import (
    NAMED,
    WORLD,
    Factor,
    condition_factor,
    condition_named,
    named_factor,
    switch_factor,
    world_factor,
)
from experiments.design.stored import design_from_arrow
from experiments.design.table import BASE_ROW, POINT, RAW, Design, design_of
from sim.conditions import CONDITIONS
from sim.conditions.values import checked
from sim.errors import UserError, shown, unknown_name
from sim.reading import TABLE_ENDINGS, read_table
from sim.reading.parquet_file import frame_of_table, read_parquet
from sim.reading.values import DOUBTFUL, doubt, finite_number, number_in
from sim.setting.theories.theory import QUESTIONS
from sim.words import Message
from sim.world.spread import COLUMNS

PARQUET = ".parquet"
SHEET = "design"
MOST_BASE_ROW = 2**32 - 1
PLAIN = (
    pa.types.is_integer,
    pa.types.is_floating,
    pa.types.is_string,
    pa.types.is_large_string,
    pa.types.is_string_view,
    pa.types.is_null,
)


def read_design(path: str | Path) -> Design:
    """Read a design from a file.

    A ``design.parquet`` that a study wrote is that design again, with its kind and its digest.
    Anything else is a list: a column per factor (``conditions.trust_start`` or ``trust_start``,
    ``theory.trust``, ``scenario``, ``policy``, ``theory``), a row per point. A point that stands
    in several rows, as in the samples of SALib and of optimisers, is run for each of them, every
    repeat on seeds of its own; the other points share theirs. A column ``base_row`` says instead
    which points share their seeds.

    Args:
        path: A CSV file with a header, a workbook (its only sheet, or the one called "design"), or
            a Parquet file; see ``sim.reading.csv_table`` for what spreadsheets make of CSV.

    Raises:
        UserError: For a file that cannot be read, an unknown column, a value out of range, or no
            points; the message says where.
    """
    file, where = Path(path), f"design.file={path}"
    if file.suffix not in (*TABLE_ENDINGS, PARQUET):
        raise UserError(
            "{where}: allowed: a file that ends in .csv, .xlsx or .parquet", where=where
        )
    if file.suffix == PARQUET:
        table = read_parquet(file, where)
        known = design_from_arrow(table, where)
        return known or list_design(_plain_frame(table, where), where)
    listed = read_table(file, where, SHEET)
    if not listed.header:
        raise UserError("{where} is empty; allowed: a header and points", where=where)
    numbers = [name for name in listed.header if _is_number(_factor_name(name, where))]
    listed = listed.with_points(numbers)
    return list_design(pd.DataFrame(listed.rows, columns=list(listed.header), dtype=object), where)


def _plain_frame(table: pa.Table, where: str) -> pd.DataFrame:
    """Return a table of numbers and texts as a data frame; refuse columns of anything else."""
    for field in table.schema:
        kind = field.type.value_type if pa.types.is_dictionary(field.type) else field.type
        if not any(is_kind(kind) for is_kind in PLAIN):
            raise UserError(
                "{where}: column {column} holds {kind}; allowed: numbers or texts",
                where=where,
                column=shown(field.name),
                kind=field.type,
            )
    return frame_of_table(table, where)


def _is_number(name: str) -> bool:
    return name == BASE_ROW or name.startswith(("conditions.", f"{WORLD}."))


def list_design(rows: pd.DataFrame, where: str = Message("list of points")) -> Design:
    """Build a design from a table of points.

    Args:
        rows: A column per factor, a row per point; see ``read_design``.
        where: What the table is called in a message.

    Raises:
        UserError: As ``read_design``.
    """
    rows = rows.rename(columns=str)
    names = {column: _factor_name(column, where) for column in rows.columns}
    factor_columns = [c for c, n in names.items() if n and n not in (POINT, BASE_ROW)]
    chosen = [names[column] for column in factor_columns]
    if not rows.columns.is_unique:
        double = next(str(name) for name in rows.columns[rows.columns.duplicated()])
        raise UserError(
            "{where}: column {column} stands there twice; allowed: once",
            where=where,
            column=shown(double),
        )
    if len(set(chosen)) != len(chosen):
        double = next(name for name in chosen if chosen.count(name) > 1)
        raise UserError(
            "{where}: two columns stand for '{factor}'; allowed: one", where=where, factor=double
        )
    if rows.empty:
        raise UserError("{where} has no rows; allowed: a row per point", where=where)
    if not chosen:
        raise UserError(
            "{where} has no column of a factor; allowed: names as trust_start", where=where
        )
    factors, raws = [], []
    for column in factor_columns:
        factor, raw = _column(names[column], rows[column], where)
        factors.append(factor)
        raws.append(raw)
    sample = np.stack(raws, axis=1)
    base = next((c for c, name in names.items() if name == BASE_ROW), None)
    base_rows = _repeats(sample) if base is None else _whole(rows[base], where)
    by_base_row = base is not None or bool(base_rows.any())
    return design_of("list", factors, sample, base_rows, {"seeds_by_base_row": by_base_row})


def _factor_name(column: str, where: str) -> str:
    """Return the factor that a column stands for; empty for one that is worked out anew."""
    head, _, name = column.partition(".")
    if column.startswith(RAW):
        return ""
    if column in (POINT, BASE_ROW, *NAMED):
        return column
    condition = condition_named(column)
    if condition in CONDITIONS:
        return f"conditions.{condition}"
    of: dict[str, Collection[str]] = {
        "theory": QUESTIONS,
        WORLD: COLUMNS,
    }
    if (name.partition(".")[0] if head == WORLD else name) in of.get(head, ()):
        return column
    named = (f"{group}.{each}" for group in ("theory", WORLD) for each in of[group])
    allowed = [POINT, BASE_ROW, *NAMED, *named, *CONDITIONS]
    raise unknown_name("column", column.removeprefix("conditions."), allowed, where)


def _column(name: str, given: pd.Series, where: str) -> tuple[Factor, npt.NDArray[np.float64]]:
    """Return a column's factor and its raw values, each value checked."""
    head, _, rest = name.partition(".")
    if head == "conditions":
        return condition_factor(rest), _numbers(given, where, rest)
    if head == WORLD:
        factor = world_factor(rest)
        places = [_place(value, factor, where, row) for row, value in enumerate(given, start=1)]
        return factor, np.array(places, np.float64)
    texts = ["" if pd.isna(value) else str(value).strip() for value in given]
    allowed = QUESTIONS[rest].values if rest else ()
    for row, text in enumerate(texts, start=1):
        if not text:
            raise UserError(
                "{where}, row {row}: '{name}' has no value", where=where, row=row, name=name
            )
        if allowed and text not in allowed:
            raise unknown_name(
                Message("value of {name}", name=name),
                text,
                allowed,
                Message("{where}, row {row}", where=where, row=row),
            )
    if rest:
        factor = switch_factor(rest)
    else:
        try:
            factor = named_factor(head, list(dict.fromkeys(texts)))
        except UserError as error:
            raise UserError("{where}: {error}", where=where, error=error) from error
    return factor, factor.raw(texts)


def _place(value: object, factor: Factor, where: str, row: int) -> float:
    """Return the standardised number of a cell, or the one that picks a draw of a column."""
    found = None
    with suppress(ValueError):
        found = number_in(value) if isinstance(value, str) else finite_number(value)
    if found is None or not factor.low <= found <= factor.high:
        raise UserError(
            "{where}, row {row}: {factor} is {value}; allowed: {allowed}",
            where=where,
            row=row,
            factor=shown(factor.name),
            value=shown(value),
            allowed=Message("a number from {low:g} to {high:g}", low=factor.low, high=factor.high),
        )
    return found


def _numbers(given: pd.Series, where: str, name: str) -> npt.NDArray[np.float64]:
    """Return the numbers of a column, each value checked."""
    if given.dtype.kind in "fi":
        # Packages meet the same futures: a number that stands there often is checked once.
        places, _ = pd.factorize(given, use_na_sentinel=False)
        first, values = np.flatnonzero(~given.duplicated()), given.to_numpy()
        return np.array([_number(values[r], where, int(r) + 1, name) for r in first])[places]
    return np.array([_number(v, where, row, name) for row, v in enumerate(given, start=1)])


def _number(value: object, where: str, row: int, name: str) -> float:
    try:
        return checked(name, _of_text(value, name) if isinstance(value, str) else value)
    except UserError as error:
        raise UserError("{where}, row {row}: {error}", where=where, row=row, error=error) from error


def _of_text(text: str, name: str) -> float | None:
    """Return the number in a cell, None where it is empty."""
    declared = CONDITIONS[name]
    whole = declared.distribution == "integer"
    if whole and DOUBTFUL.fullmatch(text):
        raise UserError("condition '{name}': {doubt}", name=name, doubt=doubt(text))
    try:
        return number_in(text) if text.strip() else None
    except ValueError:
        kind = Message("a whole number") if whole else Message("a number")
        raise UserError(
            "condition '{name}' is {text}; allowed: {kind} from {low:g} to {high:g}, as "
            "0.5 (or as 0,5 where semicolons separate the columns)",
            name=name,
            text=shown(text),
            kind=kind,
            low=declared.low,
            high=declared.high,
        ) from None


def _whole(given: Iterable[object], where: str) -> npt.NDArray[np.int64]:
    found = []
    for row, value in enumerate(given, start=1):
        text = str(value).strip()
        if DOUBTFUL.fullmatch(text) and isinstance(value, str):
            raise UserError(
                "{where}, row {row}: '{column}' {doubt}",
                where=where,
                row=row,
                column=BASE_ROW,
                doubt=doubt(text),
            )
        try:
            number = number_in(text)
        except ValueError:
            number = -1.0
        if not number.is_integer() or not 0 <= number <= MOST_BASE_ROW:
            raise UserError(
                "{where}, row {row}: '{column}' is {value}; allowed: whole numbers from 0 to "
                "{most}",
                where=where,
                row=row,
                column=BASE_ROW,
                value=shown(value),
                most=MOST_BASE_ROW,
            )
        found.append(int(number))
    return np.array(found, np.int64)


def _repeats(sample: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
    """Return of each point how often it stands above already; 0 everywhere where none repeats."""
    counted = pd.DataFrame(sample).groupby(list(range(sample.shape[1])), sort=False).cumcount()
    return np.asarray(counted, np.int64)
