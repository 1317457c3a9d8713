"""Plain data held against a schema, the first thing that is wrong said in one line."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sim.errors import UserError, shown
from sim.words import Joined, Message, from_elsewhere

SAYS = ("Input should be ", "Value error, ")
TEMPLATES = {
    "value_error": "{error}",
    "literal_error": "{expected}",
    "greater_than": "greater than {gt}",
    "greater_than_equal": "greater than or equal to {ge}",
    "less_than": "less than {lt}",
    "less_than_equal": "less than or equal to {le}",
    "string_too_long": "String should have at most {max_length} characters",
    "string_pattern_mismatch": "String should match pattern '{pattern}'",
    "model_type": "a valid dictionary or instance of {class_name}",
}
"""What pydantic says of values that break a bound, by the type of its error."""


def held_against[Schema: BaseModel](schema: type[Schema], content: Any, where: str) -> Schema:
    """Return plain data as a schema declares them.

    Args:
        schema: The schema.
        content: What was read.
        where: What it is called in a message.

    Raises:
        UserError: For the first key that is missing, unknown, or holds something else.
    """
    try:
        return schema.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
    key = ".".join(str(part) for part in first["loc"])
    if first["type"] == "missing":
        raise UserError("{where}: '{key}' is missing", where=where, key=key)
    if first["type"] == "extra_forbidden":
        raise UserError("{where}: '{key}' is unknown", where=where, key=key)
    raise UserError(
        "{where}: {named} is {given}; allowed: {reason}",
        where=where,
        named=f"'{key}'" if key else Message("the whole"),
        given=shown(first["input"]),
        reason=_reason(first),
    )


def _reason(error: ErrorDetails) -> Message:
    """Return what pydantic allows, its values apart, to be told in any language."""
    text = error["msg"]
    for said in SAYS:
        text = text.removeprefix(said)
    values: dict[str, Any] = dict(error.get("ctx", {}))
    if "expected" in values:
        values["expected"] = _joined(str(values["expected"]))
    found = from_elsewhere(TEMPLATES.get(error["type"], ""), **values)
    return found if found == text else from_elsewhere(text)


def _joined(expected: str) -> Joined:
    """Return words that pydantic lists as a list that other languages can tell."""
    *first, last = expected.split(" or ")
    return Joined([*first, last], Message(" or "))
