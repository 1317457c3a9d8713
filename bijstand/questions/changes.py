"""What changed between two stored studies, asked from Python."""

from __future__ import annotations

from pathlib import Path

from analysis.changes.changes import Changes, changes_between


def changes(old: str | Path, new: str | Path) -> Changes:
    """Hold two finished studies of one question against each other.

    Args:
        old: The folder of the earlier one; another version of the model may have made it.
        new: The folder of the later one.

    Returns:
        What differs: ``sentences("nl")``, and the frames ``settings``, ``made_by``, ``outcomes``
        and ``verdicts``.

    Raises:
        UserError: Where one is no finished study, or they have no question or setting in common.

    Example:
        >>> changes("outputs/compare/march", "outputs/compare/june").sentences()  # doctest: +SKIP
    """
    return changes_between(old, new)
