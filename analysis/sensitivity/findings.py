"""All that a study of sensitivity found about one outcome, worked out from its stored runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from analysis.sensitivity.checks import above_dummy, conditional, convergence, settled
from analysis.sensitivity.estimators import MAIN_INDEX, indices, rank
from analysis.sensitivity.noise import Noise
from analysis.sensitivity.sample import Sample


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found about one outcome.

    Attributes:
        method: "ofat", "morris", "shapley", "sobol", "pawn" or "delta".
        outcome: The outcome's key.
        where: What was run, in words: scenario, policy, theory.
        indices: factor, index, estimate, low, high, told_from_dummy.
        noise: The noise share; None where no replicates were run.
        convergence: From ``checks.convergence``; empty for OFAT.
        theories: From ``checks.conditional``; empty without switches.
        settled: From ``checks.settled``; empty for OFAT and for small designs.
        left: From ``screened.what_is_left``; empty where nothing was screened out.
        ranges: From ``checks.rank_changes``; empty where only the full ranges were run.
        distributions: The runs that it was worked out from: value, held (of either kind).
        directions: Courses of the outcome over single factors (ICE or OFAT):
            factor, base, value, mean, low, high.
    """

    method: str
    outcome: str
    where: str
    indices: pd.DataFrame
    noise: Noise | None = None
    convergence: pd.DataFrame = field(default_factory=pd.DataFrame)
    settled: pd.DataFrame = field(default_factory=pd.DataFrame)
    theories: pd.DataFrame = field(default_factory=pd.DataFrame)
    ranges: pd.DataFrame = field(default_factory=pd.DataFrame)
    directions: pd.DataFrame = field(default_factory=pd.DataFrame)
    left: pd.DataFrame = field(default_factory=pd.DataFrame)
    distributions: pd.DataFrame = field(default_factory=pd.DataFrame)

    def with_left(self, left: pd.DataFrame, distributions: pd.DataFrame) -> Findings:
        """Return the same findings with what is left without the screened-out factors."""
        return replace(self, left=left, distributions=distributions)

    def with_directions(self, directions: pd.DataFrame) -> Findings:
        """Return the same findings with the courses of the first factors."""
        return replace(self, directions=directions)

    @property
    def ranked(self) -> pd.DataFrame:
        """The main index, the largest first, with its rank."""
        return rank(self.indices, MAIN_INDEX[self.method])

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables that hold something, by the name of their file."""
        tables = {
            "indices": self.indices,
            "convergence": self.convergence,
            "settled": self.settled,
            "screened": self.left,
            "theories": self.theories,
            "ranges": self.ranges,
            "directions": self.directions,
        }
        if self.noise is not None:
            names = ("share", "low", "high", "within", "between", "points", "seeds")
            tables["noise"] = pd.DataFrame([{n: getattr(self.noise, n) for n in names}])
        return {
            name: table.assign(outcome=self.outcome) for name, table in tables.items() if len(table)
        }


def judged(table: pd.DataFrame) -> pd.DataFrame:
    """Add to each index whether its interval lies above that of the dummy."""
    told = pd.Series(False, index=table.index)
    for index in table["index"].unique():
        rows = table["index"] == index
        told[rows] = table.loc[rows, "factor"].map(above_dummy(table, index)).astype(bool)
    return table.assign(told_from_dummy=told)


def findings_of(
    sample: Sample,
    method: str,
    outcome: str,
    where: str,
    switches: Mapping[str, Sequence[str]],
    noise: Noise | None = None,
    ranges: pd.DataFrame | None = None,
) -> Findings:
    """Estimate, judge and check.

    Args:
        sample: The design with the outcome's values.
        method: Any method but "ofat", which has ``sensitivity.ofat``.
        outcome: The outcome's key.
        where: What was run, in words.
        switches: The words of each categorical factor of the design, by its name.
        noise: The noise share, from replicates.
        ranges: From ``checks.rank_changes``.
    """
    found = indices(sample, method)
    return Findings(
        method=method,
        outcome=outcome,
        where=where,
        indices=judged(found),
        noise=noise,
        convergence=convergence(sample, method, whole=found),
        settled=settled(sample, method, whole=found),
        theories=conditional(sample, switches),
        ranges=pd.DataFrame() if ranges is None else ranges,
    )
