"""Values of other libraries as plain ones: numbers of numpy, columns of pandas, paths."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from sim.errors import UserError, shown


def plain(value: Any) -> Any:
    """Return a value as Python's own: numbers, texts, lists and dicts of them.

    Args:
        value: Whatever was given; what has no such form is returned as it is.
    """
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    if isinstance(value, Mapping):
        return {plain(name): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    # Numbers, arrays and columns of numpy and pandas, which need not be imported to know them.
    return plain(value.tolist()) if hasattr(value, "tolist") else value


def by_name(what: str, value: Any) -> dict[str, Any]:
    """Return values by their names, of a dict or of a column with an index.

    Args:
        what: The argument.
        value: What was given for it.

    Raises:
        UserError: For what has no names.
    """
    if not isinstance(value, Mapping) and not (hasattr(value, "tolist") and hasattr(value, "keys")):
        raise UserError(
            "{what} is {value}; allowed: values by name, as {{'name': value}}",
            what=what,
            value=shown(value),
        )
    return {str(name): plain(value[name]) for name in value.keys()}  # noqa: SIM118 - a column's names


def rows(what: str, value: Any) -> list[dict[str, Any]]:
    """Return a list of dicts.

    Args:
        what: The argument.
        value: What was given for it.

    Raises:
        UserError: For anything else.
    """
    listed = list(value) if isinstance(value, Iterable) else [value]
    if isinstance(value, Mapping) or not all(isinstance(row, Mapping) for row in listed):
        raise UserError(
            "{what} is {value}; allowed: a list of dicts", what=what, value=shown(value)
        )
    return [plain(row) for row in listed]
