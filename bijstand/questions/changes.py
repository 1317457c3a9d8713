"""What changed between two stored studies, asked from Python."""

from __future__ import annotations

from pathlib import Path

from analysis.answers import folder_of
from analysis.changes.changes import Changes, changes_between
from analysis.stored.answer import Answer


def changes(old: Answer | str | Path, new: Answer | str | Path) -> Changes:
    """Hold two finished studies of one question against each other.

    Args:
        old: The earlier one, or its folder; another version of the model may have made it.
        new: The later one, or its folder.

    Returns:
        What differs: ``sentences("nl")``, and the frames ``settings``, ``made_by``, ``outcomes``
        and ``verdicts``.

    Raises:
        UserError: Where one is no finished study, or they have no question or setting in common.

    Example:
        >>> changes("outputs/compare/march", "outputs/compare/june").sentences()  # doctest: +SKIP
    """
    return changes_between(folder_of(old), folder_of(new))
