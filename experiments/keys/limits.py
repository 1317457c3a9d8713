"""How much one command may ask for: every limit once, refused before memory is taken.

The limits lie far above what a study needs and below what a machine of this time can hold, so that
a zero too many is one line at once, and not an hour of waiting for the end of the memory.
"""

from __future__ import annotations

from sim.errors import UserError
from sim.words import Message

LONGEST_RUN_DAYS = 36_525
MOST_SEEDS = 1_000_000
LARGEST_SEED = 2**32 - 1  # what the samplers' generators take
MOST_RUNS = 50_000_000
"""Runs of one study: points x replications."""
MOST_POINTS = MOST_RUNS
MOST_VALUES = 100_000_000
"""Values of one sample, points x factors; while it is made each takes some 50 bytes."""
MOST_LEVELS = 1_000
MOST_DRAWS = 100_000
"""Draws of all conditions, where a verb makes them beside or instead of a design."""
MOST_STEPS = 1_000
"""What is gone through one by one: waves, factors whose course is shown, values of a course."""
MOST_BUDGETS = 8
"""Budgets of one kind (persons, euro) in one question of which package to choose."""
MOST_WORKERS = 1_000
MOST_JOBS = 1_000
"""Jobs of one --multirun."""
LONGEST_COUNT = 15
LONGEST_WORD = 20_000
"""Characters of a word of the command line that Hydra is to read."""
MOST_BRACKETS = 100
"""Of one kind, in such a word."""
LONGEST_WAIT_SECONDS = 7 * 86_400
LARGEST_NUMBER = 1e12
"""Of any number that is no count: further on, differences drown in rounding."""
LONGEST_NAME = 200
"""Bytes of a name of results; a file system holds 255, and a draft's name is longer."""
LONGEST_LIST = 10_000
"""Names in one list of the configuration."""


def refuse_too_large(points: int, factors: int, where: str) -> None:
    """Refuse a sample that would not fit into memory, before it is made.

    Args:
        points: The points that it would have.
        factors: The factors that each has.
        where: What asks for it: a key, or a kind of design.

    Raises:
        UserError: Where it is too large.
    """
    if points > MOST_POINTS or points * factors > MOST_VALUES:
        most = min(MOST_POINTS, MOST_VALUES // max(factors, 1))
        raise UserError(
            "{where} has {points} points; allowed: {most} at most over {factors} factors "
            "(fewer points, or fewer factors)",
            where=where,
            points=_count(points),
            most=most,
            factors=factors,
        )


def refuse_too_many_runs(points: int, replications: int, where: str) -> None:
    """Refuse a study of more runs than one study may have.

    Args:
        points: Its points, all settings together.
        replications: Runs per point.
        where: What asks for it.

    Raises:
        UserError: Where there are too many.
    """
    if points * replications > MOST_RUNS:
        raise UserError(
            "{where} has {runs} runs ({points} points on {replications} seeds each); "
            "allowed: {most} at most",
            where=where,
            runs=_count(points * replications),
            points=_count(points),
            replications=replications,
            most=MOST_RUNS,
        )


def _count(number: int) -> str:
    """Return a number as a message shows it; every combination of many factors has many digits."""
    digits = len(str(number))
    return str(number) if digits <= LONGEST_COUNT else Message("some 10^{power}", power=digits - 1)
