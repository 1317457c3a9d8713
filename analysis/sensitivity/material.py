"""What a study of sensitivity finds, from its design and what is run beside that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import numpy as np
import pandas as pd

from analysis.sensitivity import CORRECTED, SURROGATE, method_for
from analysis.sensitivity.designs import course_design, levels_of, noise_design, ranged
from analysis.sensitivity.estimation.checks import rank_changes
from analysis.sensitivity.estimation.courses import course_table
from analysis.sensitivity.estimation.estimators import GIVEN_DATA, MAIN_INDEX, indices
from analysis.sensitivity.estimation.fewest import FEWEST
from analysis.sensitivity.estimation.noise import Noise, noise_share
from analysis.sensitivity.estimation.ofat import courses, swings
from analysis.sensitivity.estimation.sample import Sample, draws_of, outcome_values, sample_of
from analysis.sensitivity.estimation.screened import what_is_left
from analysis.sensitivity.findings import Findings, findings_of, judged
from analysis.sensitivity.given.basis import basis_of
from analysis.sensitivity.given.corrected import as_of, corrected, pairs_design
from analysis.sensitivity.given.crossed import best_penalty
from analysis.sensitivity.given.fitting import fitted
from analysis.sensitivity.given.found import by_surrogate, share_table
from analysis.sensitivity.stored import stored_findings
from analysis.stored.stored import Stored
from experiments.design import Design, list_design, make_design
from experiments.design.factors import DUMMY, LUCK, Factor
from experiments.design.seeds import Seeds, seeds_for
from experiments.study.companion import open_companion

Beside = Callable[[str, Design, Seeds], pd.DataFrame]
"""Given a name, a further design and its seeds, returns the runs of it beside a study's own."""


@dataclass(frozen=True, eq=False)
class Material:
    """A study of sensitivity: its design, its runs, and what is run beside it.

    Attributes:
        stored: The study of the design itself, finished.
        beside: Gives the runs of further designs.
        as_told: Whether estimates are read where the verb has stored them.
    """

    stored: Stored
    beside: Beside
    as_told: bool = False

    @cached_property
    def design(self) -> Design:
        """The design."""
        return self.stored.study.design()

    @cached_property
    def runs(self) -> pd.DataFrame:
        """Its runs."""
        return self.stored.study.runs()

    @property
    def method(self) -> str:
        """How it is analysed; older studies do not name what was their default."""
        return str(self.stored.option("method", method_for(self.design.kind)))

    @property
    def factors(self) -> list[Factor]:
        """What is varied, here and in further runs; luck is one only within pairs of runs."""
        return [factor for factor in self.design.factors if factor.name != LUCK]

    @property
    def seed(self) -> int:
        """The seed of the design, from which those of the further designs follow."""
        return int(self.design.options.get("seed", 1))

    @property
    def is_within(self) -> bool:
        """Whether its points are draws of a plausible set or a belief: it has no ranges."""
        return any(self.stored.configuration.get(key) is not None for key in ("within", "belief"))

    def whole(self, key: str) -> int:
        """Return a whole number that was asked; 0 for what an older version did not ask."""
        return int(self.stored.option(key, 0))

    def run(self, name: str, design: Design, replications: int = 1) -> pd.DataFrame:
        """Return the runs of a further design, on seeds from the first one of the study."""
        first = int(self.stored.manifest["seeds"]["first"])
        return self.beside(name, design, seeds_for(design.kind, replications, first, "base_row"))

    def sample(self, outcome: str) -> Sample:
        """Return the design with the values of an outcome."""
        return _sample(self.design, self.runs, outcome)


def stored_reader(stored: Stored) -> Beside:
    """Return what reads the runs beside a study where its verb put them.

    Raises:
        UserError: When it is asked for some that are not there.
    """

    def read(name: str, design: Design, seeds: Seeds) -> pd.DataFrame:
        return open_companion(stored.study, name, design, seeds).runs()

    return read


def findings(of: Material, outcome: str) -> Findings:
    """Work out what a study found about one outcome.

    Args:
        of: The study, and what is run beside it.
        outcome: The outcome.

    Raises:
        UserError: Where the outcome does not exist in some of the runs.
    """
    if of.method == "ofat":
        return _one_at_a_time(of, outcome)
    told = stored_findings(of.stored, of.method, outcome) if of.as_told else None
    found = told.with_noise(_noise(of, outcome)) if told else _estimated(of, outcome)
    found = found.with_directions(_courses(of, found, outcome))
    return found.with_left(*_left(of, found, outcome))


def _estimated(of: Material, outcome: str) -> Findings:
    sample = of.sample(outcome)
    switches = {factor.name: factor.words for factor in of.factors if factor.words}
    if of.method == SURROGATE:
        noise = _noise(of, outcome)
        found = by_surrogate(sample, outcome, switches, noise, of.stored.frame.world)
        found = found.with_corrected(_corrected(of, sample, found, outcome))
        return found.with_ranges(_ranges(of, sample, None, outcome))
    # Of a method for any sample the indices are those of its independent draws.
    whole = None if of.method in GIVEN_DATA else indices(sample, of.method)
    ranges = _ranges(of, sample, whole, outcome)
    return findings_of(sample, of.method, outcome, switches, _noise(of, outcome), ranges, whole)


def _sample(design: Design, runs: pd.DataFrame, outcome: str) -> Sample:
    return sample_of(design, outcome_values(runs, outcome, design.table["point"].to_numpy()))


def _one_at_a_time(of: Material, outcome: str) -> Findings:
    levels, seeds = levels_of(of.design), of.runs["seed"].nunique()
    table = judged(swings(of.runs, levels, outcome), "ofat", seeds)
    return Findings("ofat", outcome, table, directions=courses(of.runs, levels, outcome))


def _noise(of: Material, outcome: str) -> Noise | None:
    points = of.whole("noise_points")
    if points == 0:
        return None
    design = noise_design(of.factors, points, of.seed)
    return noise_share(of.run("noise", design, of.whole("noise_seeds")), outcome)


def _ranges(
    of: Material,
    sample: Sample,
    whole: pd.DataFrame | None,
    outcome: str,
) -> pd.DataFrame:
    names, fewest = list(of.stored.option("ranges", [])), FEWEST[of.method].size
    if not names or of.is_within or sample.size < fewest:
        return pd.DataFrame()
    size = int(of.stored.option("range_points", max(fewest, sample.size // 2)))
    options = {k: v for k, v in of.design.options.items() if k not in ("points", "seed")}
    estimate = share_table if of.method == SURROGATE else partial(indices, method=of.method)
    tables = {"full": estimate(sample) if whole is None else whole}
    for name in names:
        factors = ranged(of.design.factors, name)
        design = make_design(of.design.kind, factors, size, of.seed, **options)
        runs = of.run(f"ranges_{name}", design)
        tables[name] = estimate(_sample(design, runs, outcome))
    return rank_changes(tables, MAIN_INDEX[of.method])


def _corrected(of: Material, sample: Sample, found: Findings, outcome: str) -> pd.DataFrame:
    """Run pairs that share one of the first factors, where they were asked for."""
    names = {factor.name for factor in of.factors}
    chosen = [name for name in found.told() if name in names][:CORRECTED]
    points = of.whole("corrected_points")
    if points == 0 or not chosen:
        return pd.DataFrame()
    design = pairs_design(of.factors, chosen, points, of.seed + 3)
    runs = of.run(f"corrected_{outcome}", design)
    draws = draws_of(sample)
    values = outcome_values(runs, outcome, design.table["point"].to_numpy())
    basis = basis_of(draws)
    surrogate = fitted(basis, draws.values, best_penalty(basis, draws.values))
    chance = found.noise.share if found.noise and np.isfinite(found.noise.share) else 0.0
    variance = float(np.var(draws.values)) * (1.0 - chance)
    pairs = as_of(draws, design, values)
    return corrected(surrogate, pairs, chosen, basis.degree, variance)


def _left(of: Material, found: Findings, outcome: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return points with all factors varied, and again with the screened-out ones held."""
    points, kept = of.whole("screened_points"), found.told()
    out = [name for name in found.readable["factor"] if name not in kept]
    grouped = bool(of.design.options.get("groups"))
    varying = [f.name for f in of.factors if f.name in kept or (grouped and f.group in kept)]
    if points == 0 or not varying or not out or of.is_within:
        return pd.DataFrame(), pd.DataFrame()
    varied = noise_design(of.factors, points, of.seed)
    held = list_design(varied.table[[*varying, "base_row"]], "screened")
    runs = {
        False: of.run("screened_varied", varied),
        True: of.run(f"screened_{outcome}", held),
    }
    values = pd.concat(
        [
            table[[outcome]].set_axis(["value"], axis=1).assign(held=kind)
            for kind, table in runs.items()
        ],
        ignore_index=True,
    )
    counts: dict[str, Any] = {"kept": len(kept), "out": len(out), "points": points}
    return what_is_left(runs[False], runs[True], outcome).assign(**counts), values


def _courses(of: Material, found: Findings, outcome: str) -> pd.DataFrame:
    """Move base points along the first factors: which way they work, and whether everywhere."""
    names = {factor.name for factor in of.factors} - {DUMMY}
    chosen = [name for name in found.told() if name in names][: of.whole("course_factors")]
    if not chosen:
        return course_table(None, None, outcome)
    design, places = course_design(
        of.factors, chosen, of.whole("course_bases"), of.whole("course_levels"), of.seed
    )
    return course_table(of.run(f"courses_{outcome}", design), places, outcome)
