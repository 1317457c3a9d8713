"""All that a study of sensitivity found about one outcome, worked out from its stored runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from analysis.sensitivity.estimation.bounds import ENDS, SMALLEST_EFFECT
from analysis.sensitivity.estimation.checks import above_dummy, conditional, convergence, settled
from analysis.sensitivity.estimation.estimators import GIVEN_DATA, MAIN_INDEX, indices, rank
from analysis.sensitivity.estimation.fewest import FINE, flags_of
from analysis.sensitivity.estimation.noise import Noise
from analysis.sensitivity.estimation.sample import TRAJECTORIES, Sample, draws_of
from analysis.sensitivity.estimation.steps import PAIRED
from analysis.words.factors import DUMMIES
from analysis.words.labels import label_of
from experiments.design.factors import LUCK


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found about one outcome.

    Attributes:
        method: "surrogate", "ofat", "morris", "shapley", "sobol", "pawn" or "delta".
        outcome: The outcome's key.
        indices: factor, index, estimate, low, high, told_from_dummy (in designs with the control
            of luck: whether it is larger than luck, and of effects large enough to be of interest;
            elsewhere whether it is told from the dummy), flag (how the index may be
            read, see ``fewest``) and size (base rows, trajectories, points or seeds behind it).
        noise: The noise share; None where no replicates were run.
        convergence: From ``checks.convergence``; empty for OFAT.
        theories: From ``checks.conditional``; empty without switches.
        settled: From ``checks.settled``; empty for OFAT and for small designs.
        left: From ``screened.what_is_left``; empty where nothing was screened out.
        ranges: From ``checks.rank_changes``; empty where only the full ranges were run.
        distributions: The runs that it was worked out from: value, held (of either kind).
        directions: Courses of the outcome over single factors (ICE or OFAT):
            factor, base, value, mean, low, high.
        quality: Of a surrogate: q2, boosted, noise, missed (shares of the variance), points.
        effects: Of a surrogate: what the outcome gains from the tenth to the ninetieth part of a
            factor's range: factor, estimate, low, high, matters.
        by_answer: From ``given.found.effects_by_answer``: the same effects under each answer to
            each open question.
        checks: Main shares by the surrogate, boosted trees and RBD-FAST.
        terms: From ``given.terms.by_term``: shares in the source study's terms.
        steerable: From ``given.terms.steerable``: what somebody could change, by which levers.
        corrected: From ``given.corrected``: main shares that are unbiased, of the first factors.
        where: What was run, in words: scenario, policy, theory.
    """

    method: str
    outcome: str
    indices: pd.DataFrame
    noise: Noise | None = None
    convergence: pd.DataFrame = field(default_factory=pd.DataFrame)
    settled: pd.DataFrame = field(default_factory=pd.DataFrame)
    theories: pd.DataFrame = field(default_factory=pd.DataFrame)
    ranges: pd.DataFrame = field(default_factory=pd.DataFrame)
    directions: pd.DataFrame = field(default_factory=pd.DataFrame)
    left: pd.DataFrame = field(default_factory=pd.DataFrame)
    distributions: pd.DataFrame = field(default_factory=pd.DataFrame)
    quality: pd.DataFrame = field(default_factory=pd.DataFrame)
    effects: pd.DataFrame = field(default_factory=pd.DataFrame)
    by_answer: pd.DataFrame = field(default_factory=pd.DataFrame)
    checks: pd.DataFrame = field(default_factory=pd.DataFrame)
    terms: pd.DataFrame = field(default_factory=pd.DataFrame)
    steerable: pd.DataFrame = field(default_factory=pd.DataFrame)
    corrected: pd.DataFrame = field(default_factory=pd.DataFrame)
    where: str = ""

    def under(self, where: str) -> Findings:
        """Return the same findings for somebody to whom what was run is called so."""
        return replace(self, where=where)

    def with_noise(self, noise: Noise | None) -> Findings:
        """Return the same findings with the share of chance."""
        return replace(self, noise=noise)

    def with_ranges(self, ranges: pd.DataFrame) -> Findings:
        """Return the same findings with what other ranges change."""
        return replace(self, ranges=ranges)

    def with_corrected(self, corrected: pd.DataFrame) -> Findings:
        """Return the same findings with corrected main shares of the first factors."""
        return replace(self, corrected=corrected)

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
    def size(self) -> int:
        """How many base rows, trajectories, points or seeds the indices rest on."""
        return int(self.indices["size"].max())

    @property
    def readable(self) -> pd.DataFrame:
        """The rows of ``ranked`` that may be read, without the dummy."""
        ranked = self.ranked
        return ranked[(ranked["flag"] == FINE) & ~ranked["factor"].isin(DUMMIES)]

    @property
    def luck(self) -> pd.Series | None:
        """The row of the control of luck, where that is the yardstick; else the dummy is."""
        rows = self.ranked[self.ranked["factor"] == LUCK]
        return rows.iloc[0] if self.method in PAIRED and len(rows) else None

    def by(self, key: str) -> str:
        """Return the key of a text that has another one where luck is the yardstick."""
        return key if self.luck is None else f"{key}_luck"

    def all_flagged(self, flag: str) -> bool:
        """Return whether no index may be read, for one reason."""
        return bool((self.indices["flag"] == flag).all())

    def told(self, index: str | None = None) -> list[str]:
        """Return the factors whose index is told from the dummy or luck, the largest first.

        Args:
            index: Which index; None for the main one. What is said of a number is judged by the
                index that the number is.
        """
        rows = rank(self.indices, index or MAIN_INDEX[self.method])
        told = rows["told_from_dummy"].astype(bool) & ~rows["factor"].isin(DUMMIES)
        return [str(factor) for factor in rows.loc[told, "factor"]]

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables that hold something, by the name of their file."""
        tables = {
            "indices": self.indices,
            "quality": self.quality,
            "terms": self.terms,
            "steerable": self.steerable,
            "corrected": self.corrected,
            "effects": self.effects,
            "effects_by_answer": self.by_answer,
            "convergence": self.convergence,
            "settled": self.settled,
            "screened": self.left,
            "theories": self.theories,
            "ranges": self.ranges,
            "directions": self.directions,
            "checks": self.checks,
        }
        if self.noise is not None:
            names = ("share", "low", "high", "within", "between", "points", "seeds")
            tables["noise"] = pd.DataFrame([{n: getattr(self.noise, n) for n in names}])
        return {
            name: table.assign(outcome=self.outcome) for name, table in tables.items() if len(table)
        }


def judged(
    table: pd.DataFrame, method: str, size: int, constant: bool | None = None
) -> pd.DataFrame:
    """Add to each index whether it may be read, and whether it lies above that of the dummy.

    Args:
        table: factor, index, estimate, low, high.
        method: The method.
        size: How many base rows, trajectories, points or seeds it rests on.
        constant: Whether the outcome is the same in every run; None where that has to be read
            off the table itself.
    """
    if constant is None:
        constant = method not in GIVEN_DATA and bool(table["estimate"].isna().all())
    told = table.get("told_from_dummy")
    if told is None:
        told = pd.Series(False, index=table.index)
        for index in table["index"].unique():
            rows = table["index"] == index
            told[rows] = table.loc[rows, "factor"].map(above_dummy(table, index)).astype(bool)
    flag = flags_of(table, method, size, constant)
    return table.assign(told_from_dummy=told.astype(bool) & (flag == FINE), flag=flag, size=size)


def of_interest(table: pd.DataFrame, method: str, outcome: str) -> pd.DataFrame:
    """Take back what is larger than luck, but of no interest: effects below the smallest.

    Only Morris's method has effects in the unit of the outcome. They are over the whole range, and
    the smallest effect of interest is over that between two places of it.

    Args:
        table: From ``judged``.
        method: The method.
        outcome: The outcome's key; only of a share the smallest effect of interest is known.
    """
    luck = bool((table["factor"] == LUCK).any())
    if method != "morris" or not luck or label_of(outcome).unit != "share":
        return table
    effects = table[table["index"] == MAIN_INDEX[method]].set_index("factor")["estimate"]
    large = table["factor"].map(effects * float(np.diff(ENDS)[0]) >= SMALLEST_EFFECT).astype(bool)
    return table.assign(told_from_dummy=table["told_from_dummy"] & large)


def findings_of(
    sample: Sample,
    method: str,
    outcome: str,
    switches: Mapping[str, Sequence[str]],
    noise: Noise | None = None,
    ranges: pd.DataFrame | None = None,
    whole: pd.DataFrame | None = None,
) -> Findings:
    """Estimate, judge and check.

    Args:
        sample: The design with the outcome's values.
        method: Any method but "ofat", which has ``sensitivity.ofat``.
        outcome: The outcome's key.
        switches: The words of each categorical factor of the design, by its name.
        noise: The noise share, from replicates.
        ranges: From ``checks.rank_changes``.
        whole: The indices of the sample, where they are known already.
    """
    if method in GIVEN_DATA and sample.kind not in TRAJECTORIES:
        sample = draws_of(sample)
    found = indices(sample, method) if whole is None else whole
    constant = len(sample.values) > 1 and bool(np.ptp(sample.values) == 0.0)
    size = len(sample.independent()) if method in GIVEN_DATA else sample.size
    return Findings(
        method=method,
        outcome=outcome,
        indices=of_interest(judged(found, method, size, constant), method, outcome),
        noise=noise,
        convergence=convergence(sample, method, whole=found),
        settled=settled(sample, method, whole=found),
        theories=conditional(sample, switches),
        ranges=pd.DataFrame() if ranges is None else ranges,
    )
