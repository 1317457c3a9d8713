"""What stored answers say of policies: what each changes, where, against what, at what cost."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.intervals.several import apart, holm_verdicts, ties_with
from analysis.intervals.shapes import Shapes, shapes_in
from analysis.intervals.ways import Shape
from analysis.robustness.words import FOUND as ROBUSTNESS
from analysis.stored.answer import Answer
from analysis.stored.summary import Estimate, complete_pairs, paired_difference
from analysis.words.labels import PRIMARY
from experiments.design.point import NO_POLICY
from sim.outcomes import DECLARED, LOWER_IS_BETTER
from sim.setting.policies.policy import Cost

Values = Mapping[str, npt.NDArray[np.float64]]
VARIED = ("scenario", "policy", "theory")
MOST_ROWS, MOST_GROUNDS = 9, 3
"""Policies and places at most, in the figure as in the table."""
FEWEST = 5
"""Runs, or futures, below which no policy is advised."""
ShapeOf = Callable[[str, str], Shape | None]
"""The shape of what a policy changes, given the policy that it is held against, and itself."""


def no_shape(_first: str, _second: str) -> None:
    """Say that a difference has no stored shape."""


@dataclass(frozen=True)
class Ground:
    """Where policies met each other on the same seeds, or in the same futures.

    Attributes:
        scenario: The scenario by its key; empty where there are several.
        theory: The theory by its key; empty where there are several.
        outcome: The outcome.
        reference: The policy that the others are held against.
        values: One value per seed or future, in the same order, by policy.
        futures: Whether the values are of futures.
        places: Among how many places like it it was picked; told is what holds in all of them.
        answer: The open question of theory, and the answer to it, that its futures share; empty
            they share none.
        shape: Of a difference between two policies, where such runs are stored.
    """

    scenario: str
    theory: str
    outcome: str
    reference: str
    values: Values
    futures: bool = False
    places: int = 1
    answer: tuple[str, str] | tuple[()] = ()
    shape: ShapeOf = no_shape

    @property
    def count(self) -> int:
        """The number of seeds or futures."""
        return len(self.values[self.reference])

    @property
    def pairs(self) -> int:
        """The seeds or futures that the difference with fewest of them rests on.

        Where the outcome does not exist there is no difference, however many were run.
        """
        return min(gain.runs - gain.missing for gain in self.gains.values())

    @property
    def policies(self) -> list[str]:
        """The policies that are held against the reference, in order."""
        return [policy for policy in self.values if policy != self.reference]

    @cached_property
    def gains(self) -> dict[str, Estimate]:
        """What each policy changes against the reference, in the unit of the outcome."""
        return {p: self._difference(self.reference, p) for p in self.policies}

    def good(self, policy: str) -> float:
        """Return what a policy changes, positive where that is better."""
        sign = -1.0 if self.outcome in LOWER_IS_BETTER else 1.0
        return sign * self.gains[policy].mean

    @cached_property
    def _told(self) -> dict[str, bool]:
        return holm_verdicts({p: self._chance(found) for p, found in self.gains.items()})

    @cached_property
    def _apart(self) -> dict[frozenset[str], bool]:
        return apart(self.policies, lambda one, other: self._chance(self._difference(one, other)))

    def told(self, policy: str) -> bool:
        """Return whether a policy is told from the reference, of all that are held against it."""
        return self._told[policy]

    def untold(self, policy: str) -> list[str]:
        """Return what is not told from a policy; not what does harm, where that one helps."""
        others = [p for p in self.policies if p != policy and not self.worse(p)]
        return [p for p in others if not self._apart[frozenset((policy, p))]]

    def leaders(self, among: Collection[str] | None = None) -> list[str]:
        """Return the best policy that is told better than the reference, and who ties with it.

        Empty where none is told better.

        Args:
            among: The policies of which it is the best; None for all.
        """
        policies = [p for p in self.policies if among is None or p in among]
        better = [p for p in policies if self.told(p) and self.good(p) > 0]
        better.sort(key=lambda policy: -self.good(policy))
        return ties_with(better[0], better, self._apart) if better else []

    def worse(self, policy: str) -> bool:
        """Return whether a policy is told worse than the reference."""
        return policy in self.values and self.told(policy) and self.good(policy) < 0

    def _difference(self, first: str, second: str) -> Estimate:
        shape = self.shape(first, second)
        return paired_difference(self.values[first], self.values[second], shape)

    def _chance(self, found: Estimate) -> float:
        """Return the chance of a difference, corrected for the places it was picked among."""
        return found.chance * self.places


@dataclass(frozen=True)
class Evidence:
    """What several answers say of policies together.

    Attributes:
        outcome: The outcome that they are of.
        grounds: Where policies met, in the order of the answers.
        parts: Parts of the futures of a study: a scenario under a theory each; where futures draw
            their answers to open questions, a scenario each, and each answer.
        costs: What each policy costs.
    """

    outcome: str
    grounds: Sequence[Ground]
    parts: Sequence[Ground]
    costs: Mapping[str, Cost]

    @property
    def policies(self) -> list[str]:
        """All policies that are held against a reference, in order."""
        return list(dict.fromkeys(p for ground in self.grounds for p in ground.policies))

    @property
    def is_neutral(self) -> bool:
        """Whether neither more nor less of the outcome is better."""
        return self.outcome in DECLARED and DECLARED[self.outcome].direction == "neutral"

    @property
    def answers(self) -> list[Ground]:
        """The parts that share an answer to an open question."""
        return [part for part in self.parts if part.answer]

    @property
    def best_first(self) -> list[str]:
        """All policies, the one with the largest good effect anywhere first."""
        tried = {p: [g.good(p) for g in self.grounds if p in g.gains] for p in self.policies}
        return sorted(self.policies, key=lambda policy: -max(tried[policy]))

    def tried_everywhere(self) -> list[str]:
        """Return the policies that were tried in every place; all, where no policy was."""
        found = [p for p in self.policies if all(p in ground.gains for ground in self.grounds)]
        return found or self.policies

    def better_where_tried(self, policy: str) -> list[str]:
        """Return what was not tried everywhere, and leads somewhere without a policy."""
        partly = [p for p in self.policies if p not in self.tried_everywhere()]
        return [
            p
            for p in partly
            if any(p in each and policy not in each for each in map(Ground.leaders, self.grounds))
        ]

    def shared(self) -> list[str]:
        """Return the policies that lead wherever one leads, in the order of the first place.

        Only such as were tried in every place can; the others tell nothing of some of them.
        """
        among = self.tried_everywhere()
        leading = [leaders for ground in self.grounds if (leaders := ground.leaders(among))]
        found = [p for p in leading[0] if all(p in each for each in leading)] if leading else []
        return [p for p in found if not any(ground.worse(p) for ground in self.grounds)]


def evidence_of(answers: Sequence[Answer]) -> Evidence:
    """Collect what answers say of policies; of one outcome, that of the first that says any."""
    found = [(answer, grounds) for answer in answers if (grounds := _grounds(answer))]
    outcome = found[0][1][0].outcome if found else PRIMARY
    grounds = [g for _, each in found for g in each if g.outcome == outcome]
    parts = [
        part
        for answer, each in found
        for part in _parts(answer)
        if each[0].outcome == outcome and part.count >= FEWEST
    ]
    costs: dict[str, Cost] = {}
    for answer, each in found:
        for policy in dict.fromkeys(name for ground in each for name in ground.values):
            costs.setdefault(policy, answer.stored.frame.cost(policy))
    several = [replace(part, places=len(parts)) for part in parts]
    return Evidence(outcome, grounds, several, costs)


def _grounds(answer: Answer) -> list[Ground]:
    if answer.stored.verb == "robust":
        grid = answer.parts[ROBUSTNESS].grid
        return _ground("", "", _outcome(answer), {p: grid[p].to_numpy() for p in grid}, True)
    if answer.stored.verb not in ("compare", "run"):
        return []
    found: list[Ground] = []
    shapes = shapes_in(answer.stored.frame, answer.stored.study.design())
    for (scenario, theory), rows in _joined(answer).groupby(["scenario", "theory"], sort=False):
        by_policy = {
            str(policy): of.sort_values("replication")[_outcome(answer)].to_numpy(np.float64)
            for policy, of in rows.groupby("policy", sort=False)
        }
        points = rows.groupby("policy", sort=False)["point"].first()
        for ground in _ground(str(scenario), str(theory), _outcome(answer), by_policy, False):
            found.append(replace(ground, shape=_shape_of(shapes, ground.outcome, points)))
    return found


def _shape_of(shapes: Shapes, outcome: str, points: pd.Series[int]) -> ShapeOf:
    return lambda first, second: shapes.of(outcome, int(points[second]), int(points[first]))


def _ground(
    scenario: str, theory: str, outcome: str, values: Values, futures: bool
) -> list[Ground]:
    """Return a ground; none where there is nothing to hold against something."""
    if len(values) < 2:
        return []
    reference = NO_POLICY if NO_POLICY in values else next(iter(values))
    return [Ground(scenario, theory, outcome, reference, values, futures)]


def _parts(answer: Answer) -> list[Ground]:
    """Return the futures of a study by scenario and theory, or by scenario and by answer."""
    if answer.stored.verb != "robust":
        return []
    grid, table = answer.parts[ROBUSTNESS].grid, answer.stored.study.design().table
    of_future = table.drop_duplicates("base_row").set_index("base_row").loc[grid.index]
    outcome = _outcome(answer)

    def parted(rows: pd.DataFrame, scenario: str, theory: str) -> list[Ground]:
        values = {policy: grid.loc[rows.index, policy].to_numpy() for policy in grid}
        return _ground(scenario, theory, outcome, values, True)

    found: list[Ground] = []
    whole = "theory" in of_future
    by = of_future if whole else of_future.assign(theory="")
    for (scenario, theory), rows in by.groupby(["scenario", "theory"], sort=False):
        found += parted(rows, str(scenario), str(theory))
    for question in [n for n in of_future if str(n).startswith("theory.") and not whole]:
        for said, rows in of_future.groupby(question, sort=False):
            if len(rows) < len(of_future):
                found += [
                    replace(part, answer=(str(question), str(said)))
                    for part in parted(rows, "", "")
                ]
    return found


def _joined(answer: Answer) -> pd.DataFrame:
    """Return the runs of a study with scenario, policy and theory, complete pairs only."""
    stored = answer.stored
    rows = complete_pairs(stored.study.joined(), len(stored.study.design()))
    choices = stored.configuration["choices"]
    return rows.assign(**{name: choices[name] for name in VARIED if name not in rows})


def _outcome(answer: Answer) -> str:
    return str(answer.stored.option("outcome", PRIMARY))
