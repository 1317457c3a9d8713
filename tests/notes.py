"""Helper of the tests of what is noted beside a study: what is said of intervals, and the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

ON_INTERVALS = "intervals"


def but_on_intervals(notes: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    """Return the notes but those on intervals, which short runs without stored shapes have."""
    return [note for note in notes if ON_INTERVALS not in note["en"]]
