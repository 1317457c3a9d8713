"""Kinds of values of the configuration: what each key may be, read strictly and in one way.

A word that is no number is not a number, and a text that is not empty is not "yes": whatever is not
of the kind is refused with what is allowed. ``declared`` says which key is of which.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal

from experiments.keys.limits import LARGEST_NUMBER, LONGEST_LIST
from experiments.keys.standing import Declared
from sim.errors import UserError, shown, unknown_name
from sim.setting.configuration import is_own_file
from sim.words import Joined, Message, Text

Form = Literal["whole", "number", "numbers", "yes or no", "word", "text", "file", "names"]
_REFUSED = object()
# Control characters, halves of characters (bytes that were no UTF-8), and further ends of lines.
UNWRITABLE = ("Cc", "Cs", "Zl", "Zp")
LARGEST_AS_TEXT = 10**18


@dataclass(frozen=True, slots=True)
class Kind(Declared):
    """What a key of the configuration may be.

    Attributes:
        form: Which sort of value.
        allowed: What is allowed, in words, for a message.
        reads: Returns the value as it is used, or ``_REFUSED``.
        also: Single values that are allowed beside: None, "auto".
        words: The words, where one of a few is meant.
    """

    form: Form
    allowed: str
    reads: Callable[[Any], Any]
    also: tuple[str | None, ...] = ()
    words: tuple[str, ...] = ()

    def read(self, value: object, key: str) -> Any:
        """Return a value as it is used.

        Raises:
            UserError: For a value of another kind.
        """
        if value is None or isinstance(value, str):
            if value in self.also:
                return value
            if self.words and isinstance(value, str) and value not in self.words:
                raise unknown_name(
                    Message("value of {key}", key=key), value, (*self.words, *self._beside)
                )
        found = self.reads(value)
        if found is _REFUSED:
            raise UserError(
                "{key} is {value}; allowed: {allowed}",
                key=key,
                value=shown(value),
                allowed=self.in_words,
            )
        return found

    def or_else(self, *values: str | None) -> Kind:
        """Return the kind with single values that are allowed beside."""
        return replace(self, also=(*self.also, *values))

    @property
    def _beside(self) -> list[str]:
        return ["null" if each is None else each for each in self.also]

    @property
    def in_words(self) -> Text:
        """What is allowed, for a message."""
        return Joined([self.allowed, *self._beside], Message(", or "))

    def __str__(self) -> str:
        """Say what is allowed."""
        return str(self.in_words)


def whole(low: int, high: int, even: bool = False) -> Kind:
    """Return the kind of whole numbers within limits."""

    def reads(value: Any) -> Any:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        sound = isinstance(value, int) and not isinstance(value, bool) and low <= value <= high
        return value if sound and not (even and value % 2) else _REFUSED

    kind = Message("an even number") if even else Message("a whole number")
    return Kind(
        "whole", Message("{kind} from {low} to {high}", kind=kind, low=low, high=high), reads
    )


def number(allowed: str, sound: Callable[[float], bool] = lambda _: True) -> Kind:
    """Return the kind of numbers of a size that can be, and for which ``sound`` holds."""

    def reads(value: Any) -> Any:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        inside = is_number and -LARGEST_NUMBER <= value <= LARGEST_NUMBER  # not so for nan
        return value if inside and sound(value) else _REFUSED

    return Kind("number", allowed, reads)


def numbers(allowed: str, most: int, sound: Callable[[float], bool]) -> Kind:
    """Return the kind of one number for which ``sound`` holds, or of several, each another one."""
    one = number(allowed, sound)

    def reads(value: Any) -> Any:
        given = list(value) if isinstance(value, list | tuple) else [value]
        found = [one.reads(each) for each in given]
        if not 0 < len(found) <= most or any(each is _REFUSED for each in found):
            return _REFUSED
        return value if len(set(found)) == len(found) else _REFUSED

    return Kind("numbers", allowed, reads)


def seconds(most: float) -> Kind:
    """Return the kind of durations above 0."""
    return number(
        Message("seconds above 0, {most:g} at most", most=most), lambda value: 0 < value <= most
    )


YES_OR_NO = Kind("yes or no", "true, false", lambda v: v if isinstance(v, bool) else _REFUSED)


def word(*words: str) -> Kind:
    """Return the kind of one of a few words."""
    return Kind(
        "word",
        ", ".join(words),
        lambda v: v if isinstance(v, str) and v in words else _REFUSED,
        words=words,
    )


def _text(value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < LARGEST_AS_TEXT:
        value = str(value)  # an account of numbers only
    sound = isinstance(value, str) and value.strip() and is_one_line(value)
    return value if sound else _REFUSED


def is_one_line(text: str) -> bool:
    """Return whether a text is one line of characters that files and terminals can hold."""
    return not any(unicodedata.category(character) in UNWRITABLE for character in text)


TEXT = Kind("text", Message("a text of one line"), _text)


def at_home(path: str) -> str:
    """Return a path with ``~`` replaced by the home folder, which no shell does after a ``=``.

    Raises:
        UserError: For ``~name`` where nobody has that name.
    """
    expanded = os.path.expanduser(path)
    if expanded.startswith("~"):
        raise UserError(
            "{path}: there is no such home folder; allowed: a path, as ./…", path=shown(path)
        )
    return expanded


def _file(value: Any) -> Any:
    found = _text(value)
    return found if found is _REFUSED else at_home(found)


FILE = Kind("file", Message("a path"), _file)


def at_home_if_file(name: str) -> str:
    """Return a name as it is, and the path of a file of the user's with ``~`` replaced."""
    return at_home(name) if is_own_file(name) else name


def names(example: str, empty: bool = False) -> Kind:
    """Return the kind of lists of names, the paths of files of the user's among them."""

    def reads(value: Any) -> Any:
        if not isinstance(value, list | tuple) or not (value or empty):
            return _REFUSED
        if len(value) > LONGEST_LIST or not all(_text(name) is name for name in value):
            return _REFUSED
        return [at_home_if_file(name) for name in value]

    return Kind("names", Message("names in brackets, as [{example}]", example=example), reads)
