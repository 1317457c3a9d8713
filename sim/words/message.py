"""Texts that know themselves in every language.

A message is an English template with named values: ``Message("{key} is {value}", key=…)``. It is
the English text, a ``str`` like any other, and can be told in another language, for which its
template is looked up in the catalogue of that language: ``nl/*.yaml`` beside this file, a file per
package and one of what ``--help`` says, read when the first message is told in it. A value may be a
message too.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from numbers import Real
from pathlib import Path
from string import Formatter
from typing import Any, Self

from sim.words.numbers import AS_READ, formatted

LANGUAGES = ("en", "nl")
CATALOGUES = Path(__file__).parent


class Text(str):
    """An English text that can be told in other languages."""

    __slots__ = ()

    def in_language(self, language: str) -> str:
        """Return the text in a language."""
        raise NotImplementedError


class Message(Text):
    """A template with its values.

    In a template ``{count:,}`` groups thousands and ``{share:n}`` is a number as it is read, both
    as the language writes them; ``{low:g}`` is a number as it is typed, with a point everywhere.

    Args:
        template: The English, with the names of its values in braces; taken as it is where there
            are no values.
        values: Texts, messages, numbers, errors; of anything else its ``str``.
    """

    __slots__ = ("template", "values")
    template: str
    values: Mapping[str, Any]

    def __new__(cls, template: str, /, **values: object) -> Self:
        """Fill the template in English."""
        plain = {name: _plain(value) for name, value in values.items()}
        made = super().__new__(cls, _filled(template, plain, LANGUAGES[0]))
        made.template, made.values = str(template), plain
        return made

    def in_language(self, language: str) -> str:
        """Return the text in a language; in English where the catalogue does not have it."""
        if language == LANGUAGES[0]:
            return str(self)
        template = catalogue(language).get(self.template, self.template)
        values = {name: in_language(value, language) for name, value in self.values.items()}
        return _filled(template, values, language)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as what it is made of."""
        return _made, (self.template, dict(self.values))


class ByLanguage(Text):
    """A text that is declared in every language, in the order of ``LANGUAGES``."""

    __slots__ = ("texts",)
    texts: tuple[str, ...]

    def __new__(cls, *texts: str) -> Self:
        """Be the English one."""
        made = super().__new__(cls, texts[0])
        made.texts = texts
        return made

    def in_language(self, language: str) -> str:
        """Return the text in a language."""
        return self.texts[LANGUAGES.index(language)]

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as what it is made of."""
        return ByLanguage, self.texts


class Joined(Text):
    """Texts one after another, as a list reads.

    Args:
        parts: The texts; messages among them are told in the language.
        mark: What stands between two of them.
    """

    __slots__ = ("mark", "parts")
    parts: tuple[str, ...]
    mark: str

    def __new__(cls, parts: Iterable[str], mark: str = ", ") -> Self:
        """Join the English."""
        texts = tuple(parts)
        made = super().__new__(cls, mark.join(texts))
        made.parts, made.mark = texts, mark
        return made

    def in_language(self, language: str) -> str:
        """Return the list in a language."""
        mark = str(in_language(self.mark, language))
        return mark.join(str(in_language(part, language)) for part in self.parts)

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel between processes as what it is made of."""
        return Joined, (self.parts, self.mark)


def from_elsewhere(template: str, **values: object) -> Message:
    """Return what the system or a library says, which some languages have words for too."""
    return Message(template, **values)


def in_language(value: Any, language: str) -> Any:
    """Return a value as a language tells it: a text by itself, anything else as it is."""
    return value.in_language(language) if isinstance(value, Text) else value


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return the templates of a language by their English."""
    told: dict[str, str] = {}
    for file in sorted((CATALOGUES / language).glob("*.yaml")):
        told |= phrases(language, file.stem)
    return told


def phrases(language: str, file: str) -> dict[str, str]:
    """Return what one file of a language's catalogue says, by its English."""
    import yaml  # noqa: PLC0415 - read only where something is told in another language

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = (CATALOGUES / language / f"{file}.yaml").read_text(encoding="utf-8")
    found: dict[str, str] = yaml.load(text, Loader=loader)
    return found


def _made(template: str, values: Mapping[str, Any]) -> Message:
    return Message(template, **values)


def _plain(value: object) -> Any:
    """Return a value as something that can be kept, sent and told."""
    if isinstance(value, Exception):
        said = getattr(value, "message", value.args[0] if value.args else None)
        return said if isinstance(said, Text) else str(value)
    return value if isinstance(value, str | Real) else str(value)


def _filled(template: str, values: Mapping[str, Any], language: str) -> str:
    if not values:
        return str(template)
    if language == LANGUAGES[0] and f"{AS_READ}}}" not in template:
        return template.format(**values)
    return _InLanguage(language).vformat(template, (), values)


class _InLanguage(Formatter):
    """Fills a template, with numbers as a language writes them."""

    def __init__(self, language: str) -> None:
        self.language = language

    def format_field(self, value: Any, format_spec: str) -> str:
        """Write one value."""
        if isinstance(value, Real) and not isinstance(value, bool):
            return formatted(value, format_spec, self.language)
        return str(super().format_field(value, format_spec))
