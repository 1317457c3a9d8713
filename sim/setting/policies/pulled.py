"""How a lever is pulled, in words: ``lever[@class][*strength][@start..end]``.

The same words everywhere: on the command line, in files, on the page and in Python.
``working_groups@armed_guard*0.5@180..540`` is the working group for the armed guard, half as
strong as its file says, from day 180 after the warm-up up to day 540. What is left out is as the
lever's file has it, at full strength, from the start of the warm-up to the end of the run.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from sim.errors import UserError, shown
from sim.setting.configuration import FOR_CLASS, TIMES, file_name
from sim.setting.span import ALWAYS, Span, is_time, read_span
from sim.words import Message

STRONGEST = 2.0
"""The greatest strength: beyond it a lever would be another one, which has a file of its own."""

FORM = "lever[@class][*strength][@start..end]"
_PARTS = re.compile(f"([{FOR_CLASS}{TIMES}])([^{FOR_CLASS}{TIMES}]*)")
_NUMBER = re.compile(r"\d{0,3}\.?\d{1,12}")
_CLASS, _STRENGTH, _SPAN = range(3)


class Pulled(NamedTuple):
    """A lever, and how it is pulled.

    Attributes:
        word: As the user wrote it.
        lever: The name or the path of its file.
        request_class: The class of needs that it is pulled for; empty: its file's own.
        strength: Which part of the way from its default each value goes, and which part of the
            persons and the money that takes.
        span: When it holds.
    """

    word: str
    lever: str
    request_class: str = ""
    strength: float = 1.0
    span: Span = ALWAYS

    @property
    def as_it_is(self) -> bool:
        """Whether it is pulled as its file says, all the time."""
        return self.strength == 1.0 and self.span == ALWAYS

    def in_words(self) -> list[str]:
        """Return what is otherwise than in its file, in words, for a title."""
        said = [self.request_class] if self.request_class else []
        if self.strength != 1.0:
            said.append(Message("strength {strength:n}", strength=self.strength))
        if self.span != ALWAYS:
            said.append(self.span.in_words())
        return said


def read_pulled(word: str) -> Pulled:
    """Read how a lever is pulled.

    Args:
        word: As ``"liaisons*0.5@180..540"``.

    Raises:
        UserError: For anything that is not of that form.
    """
    lever = file_name("policy", word)
    place = Message("policy '{name}'", name=word)
    found, before = Pulled(word, lever), -1
    for mark, text in _PARTS.findall(word[len(lever) :]):
        part = _STRENGTH if mark == TIMES else _SPAN if is_time(text) else _CLASS
        if part <= before or not text:
            raise UserError(
                "policy {word} is not of the form of a pulled lever; allowed: {form}",
                word=shown(word),
                form=FORM,
            )
        before = part
        if part == _CLASS:
            found = found._replace(request_class=text)
        elif part == _STRENGTH:
            found = found._replace(strength=_strength(text, place))
        else:
            found = found._replace(span=read_span(text, place))
    return found


def _strength(text: str, place: str) -> float:
    strength = float(text) if _NUMBER.fullmatch(text) else 0.0
    if not 0.0 < strength <= STRONGEST:
        raise UserError(
            "{place}: strength is {value}; allowed: a number above 0, at most {most:g}, with a "
            "point, as 0.5 for half as much",
            place=place,
            value=shown(text),
            most=STRONGEST,
        )
    return strength
