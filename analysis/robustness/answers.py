"""Whether what comes first over all futures does so under every answer to an open question."""

from __future__ import annotations

import pandas as pd

from analysis.intervals.several import LEVEL, holm
from analysis.stored.summary import FEWEST_RESAMPLED, paired_difference
from sim.outcomes import LOWER_IS_BETTER

COLUMNS = ("question", "answer", "futures", "policy", "gain", "low", "high", "chance")


def answer_table(grid: pd.DataFrame, outcome: str, answers: pd.DataFrame) -> pd.DataFrame:
    """Hold the policy that is best on average against the best one under each answer.

    Args:
        grid: From ``robustness.outcome_grid``.
        outcome: The outcome's key.
        answers: By future, a column per open question (or "theory"), with its answer.

    Returns:
        question, answer, futures, policy (the best on average where this is the answer), gain (over
        the policy that is best over all futures; positive is better), low, high, chance (for as
        many policies as there are to choose the best of), told (by Holm over all answers). Answers
        with fewer than five futures are left out.
    """
    sign = -1.0 if outcome in LOWER_IS_BETTER else 1.0
    first = str((sign * grid.mean()).idxmax())
    rows = []
    for question in answers:
        given = answers[question].reindex(grid.index)
        for answer in dict.fromkeys(given.dropna()):
            part = grid[given == answer]
            if len(part) < FEWEST_RESAMPLED:
                continue
            best = str((sign * part.mean()).idxmax())
            found = paired_difference(sign * part[first], sign * part[best])
            chance = min(1.0, found.chance * (len(grid.columns) - 1))
            rows.append(
                (question, answer, len(part), best, found.mean, found.low, found.high, chance)
            )
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.assign(told=(holm(table["chance"]) <= LEVEL) & (table["policy"] != first))
