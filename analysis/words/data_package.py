"""What tables hold, for programs: a Data Package with a Table Schema per file (frictionless, v1).

It lies beside the tables as ``datapackage.json``. A field has its name in the file, what people
call it, its type, and its unit.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

FILE = "datapackage.json"
NOT_IN_NAMES = re.compile(r"[^a-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a file.

    Attributes:
        name: Its name in the file.
        kind: "integer", "number", "boolean" or "string".
        title: What people call it.
        unit: Its unit; empty where it has none.
    """

    name: str
    kind: str
    title: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """How numbers and cells of a CSV file are separated.

    Attributes:
        delimiter: What stands between cells.
        decimal: The mark of decimals.
        line_end: How a line ends.
    """

    delimiter: str = ","
    decimal: str = "."
    line_end: str = "\n"


COMMAS, DUTCH = Form(), Form(";", ",", "\r\n")


def kind_of(column: pd.Series) -> str:
    """Return the type of a column in a Table Schema."""
    if pd.api.types.is_bool_dtype(column):
        return "boolean"
    if pd.api.types.is_integer_dtype(column):
        return "integer"
    return "number" if pd.api.types.is_numeric_dtype(column) else "string"


def data_package(
    name: str, title: str, files: Mapping[str, tuple[str, Sequence[Field]]], form: Form = COMMAS
) -> str:
    """Return the text of a ``datapackage.json``.

    Args:
        name: What the package is called; letters that a name may not have become dashes.
        title: The same for people.
        files: Of each file its title and its columns, from left to right.
        form: How the files are written.
    """
    resources = [
        {
            "profile": "tabular-data-resource",
            "name": _name(file.removesuffix(".csv")),
            "path": file,
            "title": of_file,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {
                "delimiter": form.delimiter,
                "lineTerminator": form.line_end,
                "doubleQuote": True,
                "header": True,
            },
            "schema": {"fields": [_field(f, form) for f in fields], "missingValues": [""]},
        }
        for file, (of_file, fields) in files.items()
    ]
    package = {
        "profile": "tabular-data-package",
        "name": _name(name),
        "title": title,
        "resources": resources,
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def _name(text: str) -> str:
    return NOT_IN_NAMES.sub("-", text.lower()).strip("-") or "tables"


def _field(field: Field, form: Form) -> dict[str, Any]:
    described = {"name": field.name, "type": field.kind, "title": field.title}
    if field.unit:
        described["unit"] = field.unit
    if field.kind == "number" and form.decimal != ".":
        described["decimalChar"] = form.decimal
    return described
