"""Notes beside an answer, made of what says them in each language."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from experiments.study.notes import ABOUT, Note
from sim.words import LANGUAGES


def note_of(say: Callable[[str], str], about: Sequence[str] = ()) -> Note:
    """Return a note.

    Args:
        say: Says it in a language, such as a message does.
        about: The outcomes or tables that it is about; all where there are none.
    """
    texts = {language: say(language) for language in LANGUAGES}
    return {**texts, ABOUT: list(about)} if about else texts
