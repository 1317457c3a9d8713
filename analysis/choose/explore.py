"""The search among more packages than can be tried: by pymoo, on fixed futures and seeds."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.choose.packages import Choosable, package_of

POPULATION = 60
MOST_EMPTY = 20
"""Generations in a row that bring no package that was not tried before: then the search ends."""
OUT = 1e9
SEED = 1

Steps = npt.NDArray[np.int64]
Tried = Callable[[Sequence[str]], Mapping[str, Sequence[float]]]
"""Gives what is to be little (one number per aim) of each package tried so far, new ones first
run."""


def beginning(space: Choosable, most: int) -> list[str]:
    """Return the packages with which a search begins: none, each lever, and some at random.

    Args:
        space: The packages.
        most: How many at most.
    """
    rng = np.random.default_rng(SEED)
    found = {package_of([]): None}
    for words in space.levers:
        if space.cost([words[-1]]) is not None:
            found.setdefault(package_of([words[-1]]))
    for _ in range(MOST_EMPTY * POPULATION):
        if len(found) >= min(most, POPULATION):
            break
        steps = [0] * len(space.levers)
        # As large as it happens to become: levers in an order by lot, as long as they fit.
        for place in rng.permutation(len(steps))[: rng.integers(2, len(steps) + 2)]:
            step = int(rng.integers(1, len(space.levers[place]) + 1))
            grown = [*steps[:place], step, *steps[place + 1 :]]
            steps = grown if space.cost(space.chosen(grown)) is not None else steps
        found.setdefault(package_of(space.chosen(steps)))
    return list(found)[:most]


def explore(space: Choosable, first: Sequence[str], most: int, tried: Tried) -> None:
    """Let NSGA-III look for packages that no other beats, until enough have been tried.

    It takes the futures for certain, as it must: they and their seeds are fixed here, and what it
    finds is run again on others.

    Args:
        space: The packages.
        first: Those with which it begins, from ``beginning``.
        most: How many may be tried.
        tried: Runs those that are new, and gives what all came to.
    """
    known = tried(first)
    algorithm = _algorithm(space, first, len(next(iter(known.values()))))
    empty = 0
    while len(known) < most and empty < MOST_EMPTY:
        asked = algorithm.ask()
        named = [_named(space, row) for row in asked.get("X").astype(np.int64)]
        new = list(dict.fromkeys(n for n in named if n is not None and n not in known))
        empty = 0 if new else empty + 1
        known = tried(new[: most - len(known)])
        aims = len(next(iter(known.values())))
        asked.set("F", np.array([known.get(n or "", [OUT] * aims) for n in named], np.float64))
        asked.set("G", np.array([[float(n is None or n not in known)] for n in named]))
        algorithm.tell(infills=asked)


def _named(space: Choosable, steps: Steps) -> str | None:
    """Return the package of a row of whole numbers; None for one that does not fit."""
    levers = space.chosen([int(step) for step in steps])
    return package_of(levers) if not levers or space.cost(levers) is not None else None


def _algorithm(space: Choosable, first: Sequence[str], aims: int) -> Any:
    # pymoo is an extra, and takes a second to import.
    from pymoo.algorithms.moo.nsga3 import NSGA3  # noqa: PLC0415
    from pymoo.core.problem import Problem  # noqa: PLC0415
    from pymoo.core.variable import Integer  # noqa: PLC0415
    from pymoo.operators.crossover.ux import UX  # noqa: PLC0415
    from pymoo.operators.mutation.rm import ChoiceRandomMutation  # noqa: PLC0415
    from pymoo.util.ref_dirs import get_reference_directions  # noqa: PLC0415

    most = np.array([len(words) for words in space.levers])
    problem = Problem(
        n_var=len(most),
        n_obj=aims,
        n_ieq_constr=1,
        xl=np.zeros(len(most)),
        xu=most,
        vtype=int,
        vars={place: Integer(bounds=(0, int(highest))) for place, highest in enumerate(most)},
    )
    algorithm = NSGA3(
        ref_dirs=get_reference_directions("energy", aims, POPULATION, seed=SEED),
        pop_size=POPULATION,
        sampling=np.array([space.steps(package) for package in first]),
        crossover=UX(),
        mutation=ChoiceRandomMutation(),
        eliminate_duplicates=True,
    )
    algorithm.setup(problem, termination=("n_gen", 10**6), seed=SEED, verbose=False)
    return algorithm
