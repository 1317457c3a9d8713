"""The claims of the source study: the verb, asked from Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.stored.answer import Answer
from bijstand.verbs import patterns as patterns_verb
from bijstand.words import words_of


def patterns(
    only: Sequence[str] | None = None,
    *,
    replications: int | None = None,
    draws: int | None = None,
    **options: Any,
) -> Answer:
    """Measure and judge the claims of the source study.

    Args:
        only: The claims, as ``["P03", "P09"]``; None for all.
        replications: Runs per setting; 30 by default.
        draws: Draws of conditions; 400 by default.
        options: Whatever else ``bijstand patterns --help`` names.

    Returns:
        The answer, with the tables "verdicts" (a row per claim) and "parts" (every number with its
        95 % interval, the region that was wanted and the verdict); the figure "patterns".

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    asked = {"only": only, "replications": replications, "draws": draws}
    return patterns_verb.VERB.ask(words_of("patterns", {**asked, **options}))
