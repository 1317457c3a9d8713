"""``bijstand sensitivity``: which conditions matter, how sure that is, and where it changes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from experiments.cli_options import keys_text
from experiments.cli_study import OPTIONS, do_study, refuse_nothing_finished, run_verb
from sim.errors import UserError, unknown_name

if TYPE_CHECKING:
    import pandas as pd

    from analysis.sensitivity.findings import Findings
    from analysis.sensitivity.noise import Noise
    from analysis.sensitivity.sample import Sample
    from experiments.design import Design
    from experiments.factors import Factor
    from experiments.questions import Question
    from experiments.study import Study
    from experiments.study_settings import StudyJob

HELP = """\
bijstand sensitivity: which conditions matter, how sure that is, and where it changes

Varies all declared conditions and switches (or design.factors=) together, and says in words how
much of an outcome's variance each accounts for, which cannot be told from a dummy that enters
nothing, how much is chance, whether the answer has settled, whether it holds under every answer to
the open questions and with other ranges, and which way the first factors work. Indices are
statements about this model and these ranges, not about the world.

methods (method=…)
  shapley  shares of the variance that add up to 1, interactions divided over those that take part
  morris   mean absolute effects over a factor's range: a screening with few runs
  sobol    first and total shares; design.groups=true for groups, design.second_order=true for pairs
  pawn     how far a factor moves the whole distribution (any sample; a cross-check)
  delta    the same by another distance
  ofat     one factor at a time from the setting, for mechanisms and turning points

usage: bijstand sensitivity [method=shapley] [key=value …] [options]

keys and defaults
{keys}

options
{options}

examples
  bijstand sensitivity
  bijstand sensitivity method=morris design.points=20 sensitivity.ranges=[]
  bijstand sensitivity sensitivity.leave_out=[levers]
  bijstand sensitivity design.points=4096 scenario=crisis sensitivity.outcomes=[gap_closed,vetoes]
  bijstand sensitivity method=sobol design.groups=true design.points=256 language=nl
  bijstand sensitivity method=ofat design.factors=[shortage_defence,agreements,theory.trust]
  bijstand sensitivity method=pawn within=outputs/plausible/mine
"""
METHODS = {
    "ofat": "ofat", "morris": "morris", "shapley": "shapley", "sobol": "sobol",
    "pawn": "lhs", "delta": "lhs",
}  # fmt: skip
GIVEN_DATA = ("pawn", "delta")
DEFAULT_METHOD = "shapley"


@dataclass(frozen=True, slots=True)
class SensitivityJob:
    """What one call of the verb does.

    Attributes:
        study: The study of the design itself.
        question: The verb's section of the configuration.
        method: The method.
        outcomes: The outcomes.
        ranges: Which other ranges it is done again with.
    """

    study: StudyJob
    question: Question
    method: str
    outcomes: Sequence[str]
    ranges: Sequence[str]

    @property
    def name(self) -> str | None:
        """The name that the user gave to the results."""
        return self.study.name

    @property
    def place(self) -> Path:
        """The folder of the results."""
        return self.study.place

    @property
    def where(self) -> str:
        """What was run, in words."""
        return self.question.point.label


def help_text() -> str:
    """Return what ``--help`` shows."""
    return HELP.format(keys=keys_text("sensitivity"), options=OPTIONS)


def run(arguments: Sequence[str]) -> int:
    """Run the verb.

    Args:
        arguments: The words after the verb.

    Returns:
        The exit status.

    Raises:
        UserError: For what the user did wrong.
    """
    return run_verb("sensitivity", arguments, _read, _act)


def _read(words: Sequence[str]) -> SensitivityJob:
    from experiments.extra_designs import hold_out, ranged
    from experiments.plausible_set import design_within
    from experiments.questions import ask, declared_in, known_outcome, with_sizes
    from experiments.study_settings import design_in, frame_in, seeds_in

    method = _method(words)
    sizes = declared_in("sensitivity")["points"]
    question = ask(with_sizes(words, METHODS[method], sizes[method]), "sensitivity")
    content = question.composed.content
    method = str(content["method"] or DEFAULT_METHOD)
    outcomes = question.names("outcomes") or []
    for name in outcomes:
        known_outcome(name, "sensitivity.outcomes")
    frame = frame_in(question.composed, question.point)
    if content["within"] is None:
        hold_out(question)
        design = design_in(question.composed, frame)
    elif method in GIVEN_DATA:
        design = design_within(content["within"])
    else:
        raise UserError(
            f"within= leaves conditions that depend on each other, and method={method} needs "
            f"independent ones; allowed with it: method={', '.join(GIVEN_DATA)}"
        )
    _refuse_other_design(design, method)
    ranges = list(content["sensitivity"]["ranges"] or [])
    if content["within"] is not None or method == "ofat":
        ranges = []
    for name in ranges:
        ranged(design.factors, name)
    if content["replications"] is None:
        count = content["sensitivity"]["replications"].get(method, 1)
        question.composed.content["replications"] = count
    seeds = seeds_in(question.composed, design)
    decisive = {"method": method, "outcomes": outcomes}
    return SensitivityJob(question.job(design, seeds, decisive), question, method, outcomes, ranges)


def _method(words: Sequence[str]) -> str:
    named = [word.removeprefix("method=") for word in words if word.startswith("method=")]
    method = named[-1] if named else DEFAULT_METHOD
    if method not in METHODS and method != "null":
        raise unknown_name("method", method, METHODS)
    return DEFAULT_METHOD if method == "null" else method


def _refuse_other_design(design: Design, method: str) -> None:
    if method in GIVEN_DATA and design.kind != "ofat":
        if design.options.get("groups"):
            raise UserError(f"design.groups=true means nothing to method={method}")
        return
    if design.kind != METHODS[method]:
        raise UserError(
            f"design={design.kind} does not suit method={method}; allowed: "
            f"design={METHODS[method]}, or none"
        )
    if method == "morris" and design.options.get("groups"):
        raise UserError("design.groups=true with method=morris; allowed: with method=sobol")


def _act(job: SensitivityJob, fail_fast: bool) -> int:
    from experiments.cli_answer import tell

    study = do_study(job.study, fail_fast)
    refuse_nothing_finished(study)
    found = [_findings(job, study, outcome, place) for place, outcome in enumerate(job.outcomes)]
    from analysis.sensitivity.answer import figures_of, sentences, tables_of

    language = job.study.language
    said = [line for each in found for line in sentences(each, language)]
    return tell(job.study, study, said, tables_of(found), figures_of(found, language))


def _findings(job: SensitivityJob, study: Study, outcome: str, place: int) -> Findings:
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
    return found.with_directions(_courses(job, found, outcome))


def _sample(design: Design, runs: pd.DataFrame, outcome: str) -> Sample:
    from analysis.sensitivity.sample import Sample, outcome_values

    return Sample(
        design.kind, design.problem, design.raw, design.base_rows,
        outcome_values(runs, outcome, design.table["point"].to_numpy()),
        second_order=bool(design.options.get("second_order")),
    )  # fmt: skip


def _one_at_a_time(job: SensitivityJob, study: Study, outcome: str) -> Findings:
    from analysis.sensitivity.findings import Findings, judged
    from analysis.sensitivity.ofat import courses, swings
    from experiments.extra_designs import levels_of

    runs, levels = study.runs(), levels_of(study.design())
    table = judged(swings(runs, levels, outcome))
    return Findings("ofat", outcome, job.where, table, directions=courses(runs, levels, outcome))


def _beside(job: SensitivityJob, name: str, design: Design, replications: int) -> Study:
    """Run a further design in a folder of its own inside the study's."""
    from experiments.seeds import seeds_for
    from experiments.study import run_study

    return run_study(
        design, job.study.frame, job.place / name, executor=job.study.executor,
        seeds=seeds_for(design.kind, replications, job.study.seeds.first, "base_row"),
    )  # fmt: skip


def _factors(job: SensitivityJob) -> list[Factor]:
    return list(job.study.design.factors)


def _noise(job: SensitivityJob, outcome: str) -> Noise | None:
    from analysis.sensitivity.noise import noise_share
    from experiments.extra_designs import noise_design

    points, seeds = job.question.whole("noise_points", 0), job.question.whole("noise_seeds", 2)
    if points == 0:
        return None
    design = noise_design(_factors(job), points, _seed(job))
    return noise_share(_beside(job, "noise", design, seeds).runs(), outcome)


def _seed(job: SensitivityJob) -> int:
    return int(job.study.design.options.get("seed", 1))


def _ranges(job: SensitivityJob, sample: Sample, outcome: str) -> pd.DataFrame | None:
    from analysis.sensitivity.checks import rank_changes
    from analysis.sensitivity.estimators import MAIN_INDEX, indices
    from experiments.design import make_design
    from experiments.extra_designs import ranged

    if not job.ranges:
        return None
    given = job.question.given["range_points"]
    size = max(2, sample.size // 2) if given is None else job.question.whole("range_points", 2)
    options = {k: v for k, v in job.study.design.options.items() if k not in ("points", "seed")}
    tables = {"full": indices(sample, job.method)}
    for name in job.ranges:
        factors = ranged(_factors(job), name)
        design = make_design(job.study.design.kind, factors, size, _seed(job), **options)
        runs = _beside(job, f"ranges_{name}", design, 1).runs()
        tables[name] = indices(_sample(design, runs, outcome), job.method)
    return rank_changes(tables, MAIN_INDEX[job.method])


def _courses(job: SensitivityJob, found: Findings, outcome: str) -> pd.DataFrame:
    """Move base points along the first factors: which way they work, and whether everywhere."""
    from analysis.sensitivity.courses import course_table
    from experiments.extra_designs import course_design

    given = job.question
    count = given.whole("course_factors", 0)
    names = {factor.name for factor in _factors(job)} - {"conditions.dummy"}
    chosen = [name for name in found.ranked["factor"] if name in names][:count]
    if not chosen:
        return course_table(None, None, outcome)
    design, places = course_design(
        _factors(job), chosen, given.whole("course_bases", 2), given.whole("course_levels", 2),
        _seed(job),
    )  # fmt: skip
    runs = _beside(job, f"courses_{outcome}", design, 1).runs()
    return course_table(runs, places, outcome)
