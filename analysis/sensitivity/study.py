"""What ``bijstand sensitivity`` runs and works out beside its design: noise, ranges, courses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from analysis.sensitivity.findings import Findings
    from analysis.sensitivity.job import SensitivityJob
    from analysis.sensitivity.noise import Noise
    from analysis.sensitivity.sample import Sample
    from experiments.design import Design
    from experiments.design.factors import Factor
    from experiments.study.study import Study


def findings(job: SensitivityJob, study: Study, outcome: str) -> Findings:
    """Work out what a study found about one outcome, and run what is looked at beside it.

    Args:
        job: What was asked.
        study: The study of the design itself, finished.
        outcome: The outcome.

    Raises:
        UserError: Where the outcome does not exist in some of the runs.
    """
    from analysis.sensitivity.findings import findings_of

    if job.method == "ofat":
        return _one_at_a_time(job, study, outcome)
    sample = _sample(study.design(), study.runs(), outcome)
    factors = study.design().factors
    switches = {factor.name: factor.words for factor in factors if factor.words}
    found = findings_of(
        sample, job.method, outcome, job.where, switches, _noise(job, outcome),
        _ranges(job, sample, outcome),
    )  # fmt: skip
    found = found.with_directions(_courses(job, found, outcome))
    return found.with_left(*_left(job, found, outcome))


def _sample(design: Design, runs: pd.DataFrame, outcome: str) -> Sample:
    from analysis.sensitivity.sample import outcome_values, sample_of

    return sample_of(design, outcome_values(runs, outcome, design.table["point"].to_numpy()))


def _one_at_a_time(job: SensitivityJob, study: Study, outcome: str) -> Findings:
    from analysis.sensitivity.designs import levels_of
    from analysis.sensitivity.findings import Findings, judged
    from analysis.sensitivity.ofat import courses, swings

    runs, levels = study.runs(), levels_of(study.design())
    table = judged(swings(runs, levels, outcome), "ofat", runs["seed"].nunique())
    return Findings("ofat", outcome, job.where, table, directions=courses(runs, levels, outcome))


def _beside(job: SensitivityJob, name: str, design: Design, replications: int) -> Study:
    """Run a further design in a folder of its own inside the study's."""
    from experiments.design.seeds import seeds_for
    from experiments.study.study import run_beside

    return run_beside(
        design, job.study.frame, job.place, name, executor=job.study.executor,
        seeds=seeds_for(design.kind, replications, job.study.seeds.first, "base_row"),
    )  # fmt: skip


def _factors(job: SensitivityJob) -> list[Factor]:
    return list(job.study.design.factors)


def _noise(job: SensitivityJob, outcome: str) -> Noise | None:
    from analysis.sensitivity.designs import noise_design
    from analysis.sensitivity.noise import noise_share

    points, seeds = job.question.whole("noise_points"), job.question.whole("noise_seeds")
    if points == 0:
        return None
    design = noise_design(_factors(job), points, _seed(job))
    return noise_share(_beside(job, "noise", design, seeds).runs(), outcome)


def _seed(job: SensitivityJob) -> int:
    return int(job.study.design.options.get("seed", 1))


def _ranges(job: SensitivityJob, sample: Sample, outcome: str) -> pd.DataFrame | None:
    from analysis.sensitivity.checks import rank_changes
    from analysis.sensitivity.designs import ranged
    from analysis.sensitivity.estimators import MAIN_INDEX, indices
    from analysis.sensitivity.fewest import FEWEST
    from experiments.design import make_design

    fewest = FEWEST[job.method].size
    if not job.ranges or sample.size < fewest:
        return None
    given = job.question.given["range_points"]
    size = max(fewest, sample.size // 2) if given is None else int(given)
    options = {k: v for k, v in job.study.design.options.items() if k not in ("points", "seed")}
    tables = {"full": indices(sample, job.method)}
    for name in job.ranges:
        factors = ranged(_factors(job), name)
        design = make_design(job.study.design.kind, factors, size, _seed(job), **options)
        runs = _beside(job, f"ranges_{name}", design, 1).runs()
        tables[name] = indices(_sample(design, runs, outcome), job.method)
    return rank_changes(tables, MAIN_INDEX[job.method])


def _group(job: SensitivityJob, factor: Factor) -> str | None:
    return factor.group if job.study.design.options.get("groups") else None


def _left(job: SensitivityJob, found: Findings, outcome: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Run points with all factors varied, and again with the screened-out ones held."""
    import pandas as pd

    from analysis.sensitivity.designs import noise_design
    from analysis.sensitivity.screened import what_is_left
    from experiments.design import list_design

    points = job.question.whole("screened_points")
    kept = found.told()
    out = [name for name in found.readable["factor"] if name not in kept]
    varying = [f.name for f in _factors(job) if f.name in kept or _group(job, f) in kept]
    within = job.question.composed.content["within"] is not None
    if points == 0 or not varying or not out or within:
        return pd.DataFrame(), pd.DataFrame()
    varied = noise_design(_factors(job), points, _seed(job))
    held = list_design(varied.table[[*varying, "base_row"]], "screened")
    runs = {
        False: _beside(job, "screened_varied", varied, 1).runs(),
        True: _beside(job, f"screened_{outcome}", held, 1).runs(),
    }
    values = pd.concat(
        [table[[outcome]].set_axis(["value"], axis=1).assign(held=kind)
         for kind, table in runs.items()], ignore_index=True,
    )  # fmt: skip
    return what_is_left(runs[False], runs[True], outcome).assign(
        kept=len(kept), out=len(out), points=points
    ), values


def _courses(job: SensitivityJob, found: Findings, outcome: str) -> pd.DataFrame:
    """Move base points along the first factors: which way they work, and whether everywhere."""
    from analysis.sensitivity.courses import course_table
    from analysis.sensitivity.designs import course_design
    from experiments.design.factors import DUMMY

    given = job.question
    count = given.whole("course_factors")
    names = {factor.name for factor in _factors(job)} - {DUMMY}
    chosen = [name for name in found.told() if name in names][:count]
    if not chosen:
        return course_table(None, None, outcome)
    design, places = course_design(
        _factors(job), chosen, given.whole("course_bases"), given.whole("course_levels"),
        _seed(job),
    )  # fmt: skip
    runs = _beside(job, f"courses_{outcome}", design, 1).runs()
    return course_table(runs, places, outcome)
