"""Units in the fields of Parquet files: what a column is, for whoever opens it elsewhere."""

from __future__ import annotations

import pyarrow as pa

from sim.conditions import CONDITIONS
from sim.outcomes import DECLARED

CONDITION = "conditions."


def with_units(schema: pa.Schema) -> pa.Schema:
    """Return a schema with unit and title in the metadata of every field that has a declared one.

    Conditions and outcomes have; a share is a fraction, as it is stored.
    """
    return pa.schema([_described(field) for field in schema], metadata=schema.metadata)


def _described(field: pa.Field) -> pa.Field:
    name = field.name.removeprefix(CONDITION)
    if name != field.name and name in CONDITIONS:
        found = CONDITIONS[name]
        return field.with_metadata({"unit": found.unit, "title": found.meaning_en})
    if field.name in DECLARED:
        outcome = DECLARED[field.name]
        return field.with_metadata({"unit": outcome.unit, "title": outcome.title_en})
    return field
