"""YAML from outside, as plain data: what stands there is what is read.

PyYAML splits the text; the data are built here from its events, because YAML 1.1 reads much
otherwise than a writer means it: ``1:30`` is 90, ``010`` is 8, ``1_000`` is 1000, ``no`` is false,
of two equal keys the last wins in silence, and nine lines of aliases make a billion values. Here a
number is what the rest of the product calls one, ``true`` and ``false`` are the only truth values,
and every other plain word is the text that it is. Nothing is filled in: not from an environment,
not from another file, and no tag makes an object.
"""

from __future__ import annotations

import copy
import math
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from sim.errors import UserError, shown
from sim.reading.depth import depth_of
from sim.reading.regular import read_bytes
from sim.reading.text import text_from
from sim.words import Message, from_elsewhere

MOST_BYTES, MOST_VALUES, MOST_DEPTH, MOST_DIGITS = 200_000, 20_000, 20, 18
ALLOWED = Message("a YAML file")

WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
WHOLE = re.compile(r"[+-]?(?:0|[1-9][0-9]*)")
DECIMAL = re.compile(
    r"[+-]?(?:(?:0|[1-9][0-9]*)?\.[0-9]+|(?:0|[1-9][0-9]*)\.?)(?:[eE][+-]?[0-9]+)?"
)
# A decimal number has no need of a third decimal that is 0; a thousand has.
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}\.[0-9][0-9]0")


def read_yaml(path: str | Path, where: str | None = None, allowed: str = ALLOWED) -> dict[str, Any]:
    """Read a file of keys with values.

    Args:
        path: The file.
        where: What it is called in a message; its path by itself.
        allowed: What is allowed in its place, in words that complete "allowed: …".

    Raises:
        UserError: Where it cannot be read, or as ``mapping_from``.
    """
    named = where or str(path)
    return mapping_from(read_bytes(path, named, allowed, MOST_BYTES), named)


def mapping_from(content: bytes | str, where: str) -> dict[str, Any]:
    """Read keys with values from the content of a file, an upload or a message.

    Args:
        content: The content, as it came.
        where: What it is called in a message.

    Returns:
        Plain data: dictionaries with texts as keys, lists, texts, numbers, truth values, None.

    Raises:
        UserError: For what is not YAML, not keys with values, larger or deeper than it may be, or
            could be read in more than one way; the message names the line.
    """
    if len(content) > MOST_BYTES:
        raise UserError(
            "{where} is longer than {most:,} characters; allowed: up to that",
            where=where,
            most=MOST_BYTES,
        )
    found = _Document(text_from(content, where), where).content()
    if not isinstance(found, dict):
        raise UserError(
            "{where}: not keys with values; allowed: lines such as 'key: value'", where=where
        )
    return found


class _Document:
    """One document, built from events."""

    def __init__(self, text: str, where: str) -> None:
        self._events: Iterator[Event] = yaml.parse(text, Loader=yaml.SafeLoader)
        self._where = where
        self._named: dict[str, tuple[Any, int]] = {}
        self._values = 0

    def content(self) -> Any:
        """Return what the document holds; an empty one holds no keys."""
        try:
            if isinstance(self._after_start(), StreamEndEvent):
                return {}
            found = self._value(next(self._events), 0)
            next(self._events)  # the end of the document
            extra = next(self._events)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = Message(", line {line}", line=mark.line + 1) if mark else ""
            reason = from_elsewhere(error.problem or error.context or "")
            raise UserError(
                "{where}{line}: not valid YAML ({reason})",
                where=self._where,
                line=line,
                reason=reason,
            ) from None
        except yaml.YAMLError as error:
            reason = from_elsewhere(str(error).splitlines()[0])
            raise UserError(
                "{where}: not valid YAML ({reason})", where=self._where, reason=reason
            ) from None
        if isinstance(extra, DocumentStartEvent):
            raise self._refused(extra, Message("a second document begins; allowed: one"))
        # Once more, for a chain of aliases is as deep as it is long.
        if depth_of(found) > MOST_DEPTH + 1:
            raise UserError(
                "{where}: deeper than {levels} levels", where=self._where, levels=MOST_DEPTH
            )
        return found

    def _after_start(self) -> Event:
        next(self._events)  # the start of the stream
        return next(self._events)

    def _refused(self, event: Event, reason: str) -> UserError:
        line = Message(", line {line}", line=event.start_mark.line + 1) if event.start_mark else ""
        return UserError("{where}{line}: {reason}", where=self._where, line=line, reason=reason)

    def _counted(self, event: Event, values: int) -> None:
        self._values += values
        if self._values > MOST_VALUES:
            raise self._refused(
                event,
                Message(
                    "more than {most:,} values, with what aliases repeat",
                    most=MOST_VALUES,
                ),
            )

    def _value(self, event: Event, depth: int) -> Any:
        """Return the value that begins with an event."""
        if isinstance(event, AliasEvent):
            return self._again(event)
        tag = getattr(event, "tag", None)
        if tag is not None:
            raise self._refused(
                event, Message("the tag {tag}; allowed: values without one", tag=shown(tag))
            )
        if depth > MOST_DEPTH:
            raise self._refused(event, Message("deeper than {levels} levels", levels=MOST_DEPTH))
        before = self._values
        self._counted(event, 1)
        if isinstance(event, ScalarEvent):
            found = self._scalar(event)
        elif isinstance(event, MappingStartEvent):
            found = self._mapping(depth)
        else:
            found = self._list(depth)
        anchor = event.anchor if isinstance(event, ScalarEvent | CollectionStartEvent) else None
        if anchor is not None:
            self._named[anchor] = (found, self._values - before)
        return found

    def _again(self, event: AliasEvent) -> Any:
        """Return what an alias repeats: a copy, and counted as one."""
        if event.anchor not in self._named:
            raise self._refused(
                event,
                Message(
                    "{alias} repeats nothing that is above it", alias=shown(f"*{event.anchor}")
                ),
            )
        found, values = self._named[event.anchor]
        self._counted(event, values)
        return copy.deepcopy(found)

    def _list(self, depth: int) -> list[Any]:
        found = []
        while not isinstance(event := next(self._events), SequenceEndEvent):
            found.append(self._value(event, depth + 1))
        return found

    def _mapping(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while not isinstance(event := next(self._events), MappingEndEvent):
            key = self._key(event)
            if key in found:
                raise self._refused(
                    event,
                    Message("{key} stands there twice; allowed: each key once", key=shown(key)),
                )
            found[key] = self._value(next(self._events), depth + 1)
        return found

    def _key(self, event: Event) -> str:
        """Return a key as the text that stands there, whatever YAML would make of it."""
        if not isinstance(event, ScalarEvent) or event.tag or event.anchor or not event.value:
            raise self._refused(
                event, Message("a key that is no plain word; allowed: as 'key: value'")
            )
        if event.value == "<<" and event.implicit[0]:
            raise self._refused(
                event, Message("'<<' takes keys from elsewhere; allowed: keys written out")
            )
        self._counted(event, 1)
        return str(event.value)

    def _scalar(self, event: ScalarEvent) -> Any:
        text = event.value
        if "${" in text:
            raise self._refused(
                event,
                Message(
                    "{text}: nothing is filled in; allowed: the value itself, without '${{'",
                    text=shown(text),
                ),
            )
        # In quotes, or as a block, it is a text whatever stands in it.
        if not event.implicit[0]:
            return text
        if text in WORDS:
            return WORDS[text]
        if WHOLE.fullmatch(text):
            if len(text.lstrip("+-")) > MOST_DIGITS:
                raise self._refused(
                    event,
                    Message(
                        "a whole number of {digits} digits; allowed: {most} at most",
                        digits=len(text),
                        most=MOST_DIGITS,
                    ),
                )
            return int(text)
        return self._decimal(event) if DECIMAL.fullmatch(text) else text

    def _decimal(self, event: ScalarEvent) -> float:
        text = event.value
        if THOUSANDS.fullmatch(text):
            short = text.rstrip("0").rstrip(".")
            raise self._refused(
                event,
                Message(
                    "{text} could be {decimal} or {thousands}; allowed: one of the two",
                    text=text,
                    decimal=short,
                    thousands=text.replace(".", ""),
                ),
            )
        number = float(text)
        if math.isinf(number):
            raise self._refused(
                event, Message("{text} is larger than a number can be", text=shown(text))
            )
        return number
