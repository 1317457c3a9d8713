"""Made-up runs of packages of levers, of which it is known what each gains."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from analysis.choose.packages import levers_in, spent_on
from experiments.design.frame import Frame
from tests.made.planted import Values

FRAME = Frame()
# What each lever adds to the gap closed; two of them do the same work.
WORTH = {
    "liaisons": 0.05,
    "joint_framework": 0.03,
    "powers_briefing": 0.02,
    "core_task": 0.0,
    "mit": 0.012,
    "official_explanation": 0.03,
}
SAME_WORK = {"joint_framework", "official_explanation"}
LEVERS = f"choose.levers=[{','.join(WORTH)}]"
WORDS = (
    LEVERS,
    "choose.futures=30",
    "choose.fresh=100",
    "choose.scenarios=[baseline,flood]",
    "choose.survivors=10",
)


def truth(package: str) -> float:
    levers = set(levers_in(package))
    return sum(WORTH[each] for each in levers) - (0.03 if levers >= SAME_WORK else 0.0)


def made(values: Values, seed: int) -> dict[str, float]:
    """What a package gains, the luck of the future, and a little luck of its own."""
    own = sum(map(ord, values["policy"]))
    luck = np.sin(37.0 * seed) / 10 + np.sin(11.0 * seed + 7.0 * own) / 400
    lost = 0.01 * len(levers_in(values["policy"]))
    found = {"gap_closed": 0.4 + truth(values["policy"]) + luck, "vetoes": 3.0}
    return {**found, "own_task_loss": lost} if values.get("references") else found


def exhaustive(persons: float, euro: float = np.inf) -> str:
    """Return the best package within a budget, by what the levers are known to add."""
    every = [c for size in range(7) for c in combinations(WORTH, size)]
    names = ["+".join(each) or "none" for each in every]
    # What adds up to the budget fits it, whatever the last bit of the sum.
    fits = [
        n
        for n in names
        if (s := spent_on(n, FRAME)).persons <= persons + 1e-9 and s.money <= euro + 1e-6
    ]
    return max(fits, key=lambda name: (round(truth(name), 9), -spent_on(name, FRAME).persons))
