"""Designs from files: a list of points that a user brings, or a table that a study wrote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from experiments.design.table import BASE_ROW, POINT, RAW, Design, design_from_arrow, design_of
from experiments.factors import NAMED, Factor, condition_factor, named_factor, switch_factor
from sim.conditions import CONDITIONS
from sim.conditions.values import checked
from sim.errors import UserError, unknown_name
from sim.theory import SWITCHES

ENDINGS = (".csv", ".parquet")


def read_design(path: str | Path) -> Design:
    """Read a design from a file.

    A ``design.parquet`` that a study wrote is that design again, with its kind and its digest.
    Anything else is a list: a column per factor (``conditions.trust_start`` or ``trust_start``,
    ``theory.trust``, ``scenario``, ``policy``, ``theory``), a row per point; a column
    ``base_row`` says which points share their seeds.

    Args:
        path: A CSV file with a header, or a Parquet file.

    Raises:
        UserError: For a file that cannot be read, an unknown column, a value out of range, a
            point that stands twice, or no points; the message says where.
    """
    file = Path(path)
    if file.suffix not in ENDINGS:
        raise UserError(f"design.file={path}: allowed: a file that ends in .csv or .parquet")
    try:
        if file.suffix == ".parquet":
            table = pq.read_table(file)
            known = design_from_arrow(table)
            if known is not None:
                return known
            rows = table.to_pandas()
        else:
            # As text: "none" is a policy, not a missing value.
            rows = pd.read_csv(file, dtype=str, keep_default_na=False, skipinitialspace=True)
    except (OSError, pa.ArrowException, pd.errors.ParserError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise UserError(f"design.file={path} cannot be read ({reason})") from error
    except pd.errors.EmptyDataError as error:
        raise UserError(f"design.file={path} is empty; allowed: a header and points") from error
    return list_design(rows, f"design.file={path}")


def list_design(rows: pd.DataFrame, where: str = "list of points") -> Design:
    """Build a design from a table of points.

    Args:
        rows: A column per factor, a row per point; see ``read_design``.
        where: What the table is called in a message.

    Raises:
        UserError: As ``read_design``.
    """
    names = {str(column): _factor_name(str(column), where) for column in rows.columns}
    factor_columns = [c for c, n in names.items() if n and n not in (POINT, BASE_ROW)]
    chosen = [names[column] for column in factor_columns]
    if len(set(chosen)) != len(chosen):
        double = next(name for name in chosen if chosen.count(name) > 1)
        raise UserError(f"{where}: two columns stand for '{double}'; allowed: one")
    if rows.empty:
        raise UserError(f"{where} has no rows; allowed: a row per point")
    if not chosen:
        raise UserError(f"{where} has no column of a factor; allowed: names as trust_start")
    factors, raws = [], []
    for column in factor_columns:
        factor, raw = _column(names[column], rows[column], where)
        factors.append(factor)
        raws.append(raw)
    sample = np.stack(raws, axis=1)
    base = next((c for c, name in names.items() if name == BASE_ROW), None)
    if base is None:
        _refuse_doubles(sample, where)
        base_rows = np.zeros(len(rows), np.int64)
    else:
        base_rows = _whole(rows[base], where)
    return design_of("list", factors, sample, base_rows, {"seeds_by_base_row": base is not None})


def _factor_name(column: str, where: str) -> str:
    """Return the factor that a column stands for; empty for one that is worked out anew."""
    head, _, name = column.partition(".")
    if column.startswith(RAW):
        return ""
    if column in (POINT, BASE_ROW, *NAMED):
        return column
    if column in CONDITIONS:
        return f"conditions.{column}"
    if (head == "conditions" and name in CONDITIONS) or (head == "theory" and name in SWITCHES):
        return column
    switches = (f"theory.{switch}" for switch in SWITCHES)
    allowed = [POINT, BASE_ROW, *NAMED, *switches, *CONDITIONS]
    raise unknown_name("column", column.removeprefix("conditions."), allowed, where)


def _column(name: str, given: pd.Series, where: str) -> tuple[Factor, npt.NDArray[np.float64]]:
    """Return a column's factor and its raw values, each value checked."""
    head, _, rest = name.partition(".")
    if head == "conditions":
        numbers = [
            _number(value, f"{where}, row {row}", rest) for row, value in enumerate(given, start=1)
        ]
        return condition_factor(rest), np.array(numbers, np.float64)
    texts = ["" if pd.isna(value) else str(value).strip() for value in given]
    allowed = SWITCHES[rest].values if rest else ()
    for row, text in enumerate(texts, start=1):
        if not text:
            raise UserError(f"{where}, row {row}: '{name}' has no value")
        if allowed and text not in allowed:
            raise unknown_name(f"value of {name}", text, allowed, f"{where}, row {row}")
    if rest:
        factor = switch_factor(rest)
    else:
        try:
            factor = named_factor(head, list(dict.fromkeys(texts)))
        except UserError as error:
            raise UserError(f"{where}: {error}") from error
    return factor, factor.raw(texts)


def _number(value: object, where: str, name: str) -> float:
    try:
        number: object = float(value) if isinstance(value, str) else value
    except ValueError:
        number = value if str(value).strip() else None
    try:
        return checked(name, number)
    except UserError as error:
        raise UserError(f"{where}: {error}") from error


def _whole(given: Iterable[object], where: str) -> npt.NDArray[np.int64]:
    try:
        numbers = np.array([float(str(value)) for value in given])
        whole = numbers.astype(np.int64)
    except ValueError:
        whole, numbers = np.zeros(1, np.int64), np.ones(1)
    if (whole != numbers).any() or (whole < 0).any():
        raise UserError(f"{where}: '{BASE_ROW}' holds something else than whole numbers from 0")
    return whole


def _refuse_doubles(sample: npt.NDArray[np.float64], where: str) -> None:
    first: dict[Sequence[float], int] = {}
    for row, values in enumerate(map(tuple, sample.tolist()), start=1):
        if values in first:
            raise UserError(
                f"{where}: rows {first[values]} and {row} are the same point; allowed: each once"
            )
        first[values] = row
