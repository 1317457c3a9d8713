"""Plain data held against a schema, the first thing that is wrong said in one line."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails, list_all_errors

from sim.errors import UserError, shown
from sim.words import Message, from_elsewhere

SAYS = ("Input should be ", "Value error, ")


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
    """Return what pydantic allows, from its own template so that it can be told in any language."""
    template = next(
        (known["message_template_python"] for known in list_all_errors()
         if known["type"] == error["type"]), ""
    )  # fmt: skip
    values = error.get("ctx", {})
    text = error["msg"]
    for said in SAYS:
        text, template = text.removeprefix(said), template.removeprefix(said)
    found = from_elsewhere(template, **values)
    return found if found == text else from_elsewhere(text)
