"""JSON from outside, as plain data: bounded, each key once, and no number that is none."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from sim.errors import UserError, shown
from sim.reading.depth import depth_of
from sim.reading.regular import read_bytes
from sim.reading.text import text_from
from sim.words import Message, from_elsewhere

MOST_BYTES, MOST_DEPTH, MOST_DIGITS = 20_000_000, 50, 18
ALLOWED = Message("a JSON file")


def read_json(path: str | Path, where: str | None = None, allowed: str = ALLOWED) -> Any:
    """Read a JSON file; its arguments are those of ``sim.reading.yaml_text.read_yaml``.

    Raises:
        UserError: Where it cannot be read, or as ``json_from``.
    """
    named = where or str(path)
    return json_from(read_bytes(path, named, allowed, MOST_BYTES), named)


def json_from(content: bytes | str, where: str) -> Any:
    """Read JSON from the content of a file or a message.

    Raises:
        UserError: For what is not JSON, is deeper than it may be, holds a key twice, or a number
            that is too long or no finite one.
    """
    if len(content) > MOST_BYTES:
        raise UserError(
            "{where} is longer than {most:,} characters; allowed: up to that",
            where=where,
            most=MOST_BYTES,
        )
    try:
        found = json.loads(
            text_from(content, where),
            object_pairs_hook=_each_once,
            parse_int=_whole,
            parse_float=_finite,
            parse_constant=_finite,
        )
    except json.JSONDecodeError as error:
        raise UserError(
            "{where}, line {line}: not valid JSON ({reason})",
            where=where,
            line=error.lineno,
            reason=from_elsewhere(error.msg),
        ) from None
    except _RefusedError as error:
        raise UserError("{where}: {error}", where=where, error=error) from None
    except RecursionError:
        raise UserError(
            "{where}: deeper than {levels} levels", where=where, levels=MOST_DEPTH
        ) from None
    if depth_of(found) > MOST_DEPTH:
        raise UserError("{where}: deeper than {levels} levels", where=where, levels=MOST_DEPTH)
    return found


class _RefusedError(UserError):
    """A part of a content that is not allowed."""


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise _RefusedError("{key} stands there twice; allowed: each key once", key=shown(key))
        found[key] = value
    return found


def _whole(text: str) -> int:
    digits = len(text.lstrip("-"))
    if digits > MOST_DIGITS:
        raise _RefusedError(
            "a whole number of {digits} digits; allowed: {most} at most",
            digits=digits,
            most=MOST_DIGITS,
        )
    return int(text)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise _RefusedError("{text} is no finite number", text=shown(text))
    return number
