"""What a case asks the verbs: the studies of each screen, in the order they are wanted in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from bijstand.page.case.case import PLAIN_DAYS, Case
from bijstand.page.case.situations import written_number
from experiments.design.point import NO_POLICY

SEEDS = (5, 10, 20)
"""Seeds that a comparison is refined to by itself; each is a study of its own."""
MORE_SEEDS = (40, 80)
"""Those that it is refined to when a reader says so."""
LOSS_SEEDS = (5, 20)
HELD_FUTURES, HELD_SEEDS = 96, 2
FUTURES, FUTURE_SEEDS = 100, 3
CONDITION_RUNS = 3_600
"""About how many runs a study of conditions takes, with those that check it."""
GATE_SEEDS = 20
PAIRED = 5
"""Runs for one with paired references."""
LONG = 30.0
"""Seconds from which on a study waits until the reader has been told how long it takes."""


@dataclass(frozen=True, slots=True)
class Question:
    """A study that is asked of a verb.

    Attributes:
        verb: The verb.
        words: What it is asked with, ``key=value``.
        role: What it is for on the page: "compare", "losses", "holds", "gates", "conditions" or
            "voi".
        runs: About how many runs it takes.
        days: Days of a run, warm-up aside.
        size: Seeds or futures, the more the surer.
    """

    verb: str
    words: tuple[str, ...]
    role: str
    runs: int
    days: int
    size: int

    def seconds(self, per_run: float) -> float:
        """Return about how long it takes, given the seconds of a run of two years."""
        return self.runs * per_run * (self.days + 180) / (PLAIN_DAYS + 180)


def questions_of(case: Case, more: bool = False) -> list[Question]:
    """Return what the open screen asks, the quickest first.

    Args:
        case: The case.
        more: Whether a comparison is refined beyond what it is by itself.
    """
    if case.screen == "why":
        first = [voi(case)] if case.packages else []
        return [*gates(case), *first, conditions(case)]
    if not case.packages or case.screen not in ("consequences", "holds", "take"):
        return []
    asked = {
        "consequences": [*comparisons(case, more), *losses(case)],
        "holds": [holds(case)],
        "take": [*comparisons(case, more), holds(case)],
    }
    return asked[case.screen]


def comparisons(case: Case, more: bool = False) -> list[Question]:
    """Return the comparison of packages in situations, with ever more seeds."""
    sizes = (*SEEDS, *MORE_SEEDS) if more else SEEDS
    return [_comparison(case, "compare", seeds) for seeds in sizes]


def losses(case: Case) -> list[Question]:
    """Return the same with paired runs, which tell what own tasks lose."""
    return [_comparison(case, "losses", seeds) for seeds in LOSS_SEEDS]


def _comparison(case: Case, role: str, seeds: int) -> Question:
    paired = role == "losses"
    words = [
        _listed("scenario", case.scenarios),
        _listed("policy", [NO_POLICY, *case.packages]),
        f"replications={seeds}",
        *(["references=true"] if paired else []),
        *_days(case),
    ]
    settings = len(case.situations) * (len(case.packages) + 1)
    runs = settings * seeds * (PAIRED if paired else 1)
    return Question("compare", tuple(words), role, runs, case.days, seeds)


def holds(case: Case) -> Question:
    """Return whether packages hold up over futures: answers to open questions, all conditions."""
    draws = math.ceil(HELD_FUTURES / len(case.situations))
    words = [
        f"robust.policies=[{','.join([NO_POLICY, *case.packages])}]",
        f"robust.scenarios=[{','.join(case.scenarios)}]",
        f"robust.draws={draws}",
        f"robust.seeds={HELD_SEEDS}",
        *_days(case),
    ]
    futures = draws * len(case.situations)
    runs = futures * (len(case.packages) + 1) * HELD_SEEDS
    return Question("robust", tuple(words), "holds", runs, case.days, futures)


def gates(case: Case) -> list[Question]:
    """Return at which gates support fails today, in each situation."""
    return [
        Question(
            "run",
            (f"scenario={scenario}", "beside=none", f"run.seeds={GATE_SEEDS}", *_days(case)),
            "gates",
            GATE_SEEDS,
            case.days,
            GATE_SEEDS,
        )
        for scenario in case.scenarios
    ]


def conditions(case: Case) -> Question:
    """Return which conditions matter in the first situation, and which somebody can change."""
    words = [f"scenario={case.scenarios[0]}", *_days(case)]
    return Question(
        "sensitivity", tuple(words), "conditions", CONDITION_RUNS, case.days, CONDITION_RUNS
    )


def voi(case: Case) -> Question:
    """Return what is worth finding out before choosing, within the budget of the case."""
    limits = (("persons", case.persons), ("euro", case.euro))
    words = [
        f"voi.policies=[{','.join([NO_POLICY, *case.packages])}]",
        f"voi.scenarios=[{','.join(case.scenarios)}]",
        f"voi.futures={FUTURES}",
        f"voi.seeds={FUTURE_SEEDS}",
        *(f"voi.{key}={written_number(limit)}" for key, limit in limits if limit is not None),
        *_days(case),
    ]
    runs = FUTURES * FUTURE_SEEDS * (len(case.packages) + 1)
    return Question("voi", tuple(words), "voi", runs, case.days, FUTURES)


def _listed(key: str, names: Sequence[str]) -> str:
    return f"{key}={','.join(names)}"


def _days(case: Case) -> list[str]:
    return [] if case.days == PLAIN_DAYS else [f"run.days={case.days}"]
