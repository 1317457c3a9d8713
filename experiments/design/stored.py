"""Designs that a study wrote: held against what they must be before anything is made of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated, Any, Literal, get_args

import numpy as np
import pandas as pd
import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, field_validator

from experiments.design.factors import NAMED, WORLD, Factor
from experiments.design.table import BASE_ROW, METADATA, POINT, RAW, Design
from sim.conditions import CONDITIONS
from sim.errors import UserError, shown
from sim.reading import json_from
from sim.reading.parquet_file import frame_of_table
from sim.reading.schema import held_against
from sim.setting.theories.theory import QUESTIONS
from sim.words import Message
from sim.world.spread import COLUMNS

Kind = Literal["list", "factorial", "lhs", "sobol", "sobol_points", "morris", "shapley", "ofat"]
KINDS: tuple[str, ...] = get_args(Kind)
Text = Annotated[str, Field(max_length=1_000)]


class _Factor(BaseModel):
    """What the metadata say of a factor."""

    model_config = ConfigDict(extra="forbid", strict=True)
    name: Text
    low: FiniteFloat
    high: FiniteFloat
    words: list[Text]
    whole: bool

    @field_validator("name")
    @classmethod
    def _known(cls, name: str) -> str:
        head, _, rest = name.partition(".")
        of: dict[str, Collection[str]] = {
            "conditions": CONDITIONS,
            "theory": QUESTIONS,
            WORLD: COLUMNS,
        }
        rest = rest.partition(".")[0] if head == WORLD else rest
        if name not in NAMED and rest not in of.get(head, ()):
            raise ValueError(
                Message(
                    "{names}, conditions.<name>, theory.<switch> or world.<column>",
                    names=", ".join(NAMED),
                )
            )
        return name


class _Described(BaseModel):
    """The metadata of a design."""

    model_config = ConfigDict(extra="forbid", strict=True)
    kind: Kind
    factors: Annotated[list[_Factor], Field(min_length=1)]
    options: dict[str, Any]


def design_from_arrow(table: pa.Table, where: str) -> Design | None:
    """Return the design that ``Design.to_arrow`` wrote; None for any other table.

    Args:
        table: The table.
        where: What it is called in a message.

    Raises:
        UserError: Where the metadata or the columns are not as they were written.
    """
    metadata = (table.schema.metadata or {}).get(METADATA)
    if metadata is None:
        return None
    within = Message("{where}, metadata", where=where)
    content = json_from(metadata, within)
    described = held_against(_Described, content, within)
    try:
        factors = tuple(
            Factor(each.name, each.low, each.high, tuple(each.words), each.whole)
            for each in described.factors
        )
    except UserError as error:
        raise UserError("{where}, metadata: {error}", where=where, error=error) from error
    frame = frame_of_table(table, where)
    _check_columns(frame, factors, where)
    return Design(described.kind, factors, frame, described.options)


def _check_columns(frame: pd.DataFrame, factors: Sequence[Factor], where: str) -> None:
    names = [factor.name for factor in factors]
    needed = [POINT, BASE_ROW, *names, *(RAW + name for name in names)]
    if len(set(names)) < len(names):
        raise UserError("{where}: a factor stands there twice; allowed: each once", where=where)
    for column in needed:
        if column not in frame:
            raise UserError(
                "{where}: column {column} is missing", where=where, column=shown(column)
            )
    for found in frame.columns:
        if found not in needed:
            raise UserError("{where}: column {column} is unknown", where=where, column=shown(found))
    if frame.empty:
        raise UserError("{where} has no rows; allowed: a row per point", where=where)
    if not _whole(frame[POINT]) or (frame[POINT] != np.arange(len(frame))).any():
        raise UserError(
            "{where}: column '{column}' is not 0, 1, 2, … in the order of the rows",
            where=where,
            column=POINT,
        )
    if not _whole(frame[BASE_ROW]) or (frame[BASE_ROW] < 0).any():
        raise UserError(
            "{where}: column '{column}' holds other things than 0, 1, 2, …",
            where=where,
            column=BASE_ROW,
        )
    columns = dict(frame.items())
    for factor in factors:
        _check_values(columns[factor.name], factor, where)
        raw = columns[RAW + factor.name]
        if raw.dtype != np.float64 or not np.isfinite(raw.to_numpy()).all():
            raise UserError(
                "{where}: column {column} holds more than numbers",
                where=where,
                column=shown(RAW + factor.name),
            )


def _check_values(values: pd.Series, factor: Factor, where: str) -> None:
    """Refuse values that no run of the factor has."""
    if factor.words:
        fits = values.isin(factor.words).to_numpy()
        allowed = Message("one of {choices}", choices=", ".join(factor.words[:12]))
    elif values.dtype == np.float64:
        numbers = values.to_numpy()
        fits = (factor.low <= numbers) & (numbers <= factor.high)
        allowed = Message("a number from {low:g} to {high:g}", low=factor.low, high=factor.high)
    else:
        raise UserError(
            "{where}: column {column} holds more than numbers",
            where=where,
            column=shown(factor.name),
        )
    if not fits.all():
        row = int(np.argmin(fits))
        raise UserError(
            "{where}, row {row}: {factor} is {value}; allowed: {allowed}",
            where=where,
            row=row + 1,
            factor=shown(factor.name),
            value=shown(values.iloc[row]),
            allowed=allowed,
        )


def _whole(values: pd.Series) -> bool:
    return values.dtype == np.int64
