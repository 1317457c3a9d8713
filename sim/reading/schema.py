"""Plain data held against a schema, the first thing that is wrong said in one line."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ValidationError

from sim.errors import UserError, shown

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
        raise UserError(f"{where}: '{key}' is missing")
    if first["type"] == "extra_forbidden":
        raise UserError(f"{where}: '{key}' is unknown")
    reason = first["msg"]
    for said in SAYS:
        reason = reason.removeprefix(said)
    named = f"'{key}'" if key else "the whole"
    raise UserError(f"{where}: {named} is {shown(first['input'])}; allowed: {reason}")
