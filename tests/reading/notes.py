"""Helper of the tests of what is noted beside a study: what is said of intervals, and the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from analysis.intervals.notes import TEXTS, WITHOUT_SHAPE

ON_INTERVALS = (*(en.partition("{")[0] for en, _ in TEXTS.values()), WITHOUT_SHAPE["en"])


def but_on_intervals(notes: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Return the notes but those on intervals, which short runs without stored shapes have."""
    return [note for note in notes if not note["en"].startswith(ON_INTERVALS)]
