"""The claims of the source study: the verb, asked from Python."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.stored.answer import Answer
from bijstand.verbs.study import patterns as patterns_verb
from bijstand.words import words_of


def patterns(
    only: Sequence[str] | None = None,
    *,
    replications: int | None = None,
    draws: int | None = None,
    theories: Sequence[str] | None = None,
    futures: int | None = None,
    **options: Any,
) -> Answer:
    """Measure and judge the claims of the source study.

    Args:
        only: The claims, as ``["P03", "P09"]``; None for all.
        replications: Runs per setting; 30 by default.
        draws: Draws of conditions; 400 by default.
        theories: Theories under which they are judged too.
        futures: In how many draws of all that is uncertain each is judged; by default 100 where a
            ``belief`` is given, else none.
        options: Whatever else ``bijstand patterns --help`` names.

    Returns:
        The answer, with the tables "verdicts" (a row per claim) and "parts" (every number with its
        95 % interval, the region that was wanted and the verdict); the figure "patterns". With
        theories or futures the tables "theories", "futures" and "answers" (the share of futures
        by answer to an open question), and the figure "elsewhere".

    Raises:
        UserError: For whatever the command line would refuse, in the same words.
    """
    asked = {
        "only": only,
        "replications": replications,
        "draws": draws,
        "theories": theories,
        "futures": futures,
    }
    return patterns_verb.VERB.ask(words_of("patterns", {**asked, **options}))
