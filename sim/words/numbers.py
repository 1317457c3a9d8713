"""How a language writes numbers: the marks of decimals and thousands."""

from __future__ import annotations

from typing import Any

# What English has as a point and a comma is the other way round in Dutch.
MARKS = {"en": str.maketrans({}), "nl": str.maketrans(".,", ",.")}
AS_READ = "n"
"""The end of a format that writes a number as it is read, where ``g`` writes it as it is typed."""
AS_TYPED = ("g", "d")


def with_marks(text: str, language: str) -> str:
    """Return a number that was written with English marks with those of a language."""
    return text.translate(MARKS[language])


def formatted(value: Any, form: str, language: str) -> str:
    """Write a number in a format of Python's, as a language writes it.

    Args:
        value: The number.
        form: The format. None and ``g`` write it as it is typed on a command line, with a point;
            ``n`` is ``g`` as it is read.
        language: The language.
    """
    if form.endswith(AS_READ):
        return with_marks(format(value, f"{form[:-1]}g"), language)
    written = format(value, form)
    return written if not form or form.endswith(AS_TYPED) else with_marks(written, language)
