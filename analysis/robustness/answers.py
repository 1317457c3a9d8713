"""What holds under every answer to an open question: what comes first, what a lever brings."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from scipy.stats import ttest_ind

from analysis.intervals.several import LEVEL, benjamini_hochberg, holm
from analysis.stored.summary import FEWEST_RESAMPLED, estimate, paired_difference
from experiments.design.point import NO_POLICY
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
    for question, answer, part, _ in _by_answer(grid, answers):
        best = str((sign * part.mean()).idxmax())
        found = paired_difference(sign * part[first], sign * part[best])
        chance = min(1.0, found.chance * (len(grid.columns) - 1))
        rows.append((question, answer, len(part), best, found.mean, found.low, found.high, chance))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.assign(told=(holm(table["chance"]) <= LEVEL) & (table["policy"] != first))


def gains_by_answer(grid: pd.DataFrame, outcome: str, answers: pd.DataFrame) -> pd.DataFrame:
    """Estimate what each policy gains over none in the futures of each answer.

    Args:
        grid: From ``robustness.outcome_grid``.
        outcome: The outcome's key.
        answers: By future, a column per open question (or "theory"), with its answer.

    Returns:
        question, answer, futures, policy, gain (positive is better), low, high, chance (that it
        differs so much from the gain under the question's other answers by luck: Welch), apart
        (told from it, by Benjamini-Hochberg over all policies and answers). Answers with fewer than
        five futures, or all but fewer, are left out.
    """
    sign = -1.0 if outcome in LOWER_IS_BETTER else 1.0
    gains = sign * grid.sub(grid[NO_POLICY], axis=0).drop(columns=NO_POLICY)
    rows = []
    for question, answer, own, others in _by_answer(gains, answers):
        if len(others) < FEWEST_RESAMPLED:
            continue
        for policy in gains:
            found = estimate(own[policy])
            chance = _chance_of_gap(own[policy], others[policy])
            rows.append(
                (question, answer, len(own), policy, found.mean, found.low, found.high, chance)
            )
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    if table.empty:
        return table.assign(apart=False)
    return table.assign(apart=benjamini_hochberg(table["chance"]) <= LEVEL)


def _by_answer(
    table: pd.DataFrame, answers: pd.DataFrame
) -> Iterator[tuple[str, str, pd.DataFrame, pd.DataFrame]]:
    """Yield each answer to each question with its futures, five at least, and all the others."""
    for question in answers:
        given = answers[question].reindex(table.index)
        for answer in dict.fromkeys(given.dropna()):
            own = table[given == answer]
            if len(own) >= FEWEST_RESAMPLED:
                yield str(question), answer, own, table[given != answer]


def _chance_of_gap(own: pd.Series, others: pd.Series) -> float:
    if own.var() + others.var() == 0.0:
        return 1.0 if own.mean() == others.mean() else 0.0
    return float(ttest_ind(own, others, equal_var=False).pvalue)
