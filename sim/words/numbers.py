"""How a language writes numbers: the marks of decimals and thousands."""

from __future__ import annotations

from typing import Any

# What English has as a point and a comma is the other way round in Dutch.
MARKS = {"en": str.maketrans({}), "nl": str.maketrans(".,", ",.")}
AS_READ = "n"
"""The end of a format that writes a number as it is read, where ``g`` writes it as it is typed."""


def with_marks(text: str, language: str) -> str:
    """Return a number that was written with English marks with those of a language."""
    return text.translate(MARKS[language])


def formatted(value: Any, form: str, language: str) -> str:
    """Write a number in a format of Python's, as a language writes it.

    Args:
        value: The number.
        form: The format; ``g`` and none write it as it is typed on a command line, with a point.
        language: The language.
    """
    if form.endswith(AS_READ):
        return with_marks(format(value, f"{form[:-1]}g"), language)
    written = format(value, form)
    return with_marks(written, language) if "," in form else written
