"""``bijstand plausible``: which draws of the conditions do the data not rule out?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bijstand.command_line.study import do_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.asked import Asked

if TYPE_CHECKING:
    import pandas as pd

    from analysis.plausible.plausible import Target
    from experiments.design import Design
    from experiments.study.study import Study

ABOUT = """\
bijstand plausible: which draws of the conditions do the data not rule out

History matching. Conditions are drawn from their priors and run; a draw is ruled out where what it
gives (how often classes of needs are met, how long that takes) lies further from the figures of
conf/plausible than their uncertainty, the model's expected error and the luck of a few seeds can
explain. Further waves draw where a straight-line guess from the earlier runs says that a draw may
do. What is left is written to plausible.parquet, over which discover, robust and sensitivity can
run with within=. It is not "the" right setting, but what the data leave open.\
"""
EXAMPLES = """\
  bijstand plausible
  bijstand plausible plausible.points=100 plausible.waves=1 output.name=trial
  bijstand plausible theory=figure_1 language=nl
  bijstand plausible conditions.agreements=0.5 plausible.waves=3
  bijstand robust within=outputs/plausible/trial\
"""
CANDIDATES = 30


@dataclass(frozen=True, slots=True)
class PlausibleJob(Asked):
    """What one call of the verb does; its study is that of the first wave.

    Attributes:
        targets: What the data say.
        limit: From how many standard deviations on a draw is ruled out.
    """

    targets: tuple[Target, ...]
    limit: float


def _read(words: Sequence[str]) -> PlausibleJob:
    from analysis.plausible.plausible import load_targets
    from experiments.configuration.question import ask, own_seeds
    from experiments.configuration.study import frame_in
    from experiments.design import make_design
    from experiments.design.factors import declared_factors
    from experiments.keys.limits import refuse_too_large
    from sim.errors import unknown_name
    from sim.setting.configuration import names_in
    from sim.setting.theory import load_theory

    question = ask(words, "plausible")
    named = question.given["targets"]
    if named not in names_in("plausible"):
        raise unknown_name("targets", named, names_in("plausible"), "plausible.targets")
    world = frame_in(question.composed, question.point).setting({}).world
    targets, limit = load_targets(world, named)
    # What the theory fixes is not drawn; neither is what the user set.
    fixed = {*load_theory(question.composed.choices["theory"]).conditions}
    fixed |= set(question.point.conditions)
    factors = [
        factor
        for factor in declared_factors(["conditions"])
        if factor.name.partition(".")[2] not in fixed
    ]
    points = question.whole("points")
    refuse_too_large(CANDIDATES * points, len(factors), f"{CANDIDATES} x plausible.points")
    design = make_design("lhs", factors, points)
    return PlausibleJob(question.job(design, own_seeds(question)), question, targets, limit)


def _act(job: PlausibleJob, fail_fast: bool) -> int:
    import pandas as pd

    from analysis.plausible.figures import narrowing_figure
    from analysis.plausible.plausible import Seen, narrowing
    from analysis.plausible.words import sentences
    from bijstand.command_line.answer import tell_parts
    from experiments.study.output import PLAUSIBLE

    study = do_study(job.study, fail_fast, keep=Seen(job.targets))
    points, signed = _judged(job, study, wave=1)
    for wave in range(2, job.question.whole("waves") + 1):
        further = _wave(job, points, signed, wave)
        if further is None:
            break
        points = pd.concat([points, further[0]], ignore_index=True)
        signed = pd.concat([signed, further[1]], ignore_index=True)
    names = [factor.name for factor in job.study.design.factors]
    left = points.loc[points["plausible"], names].reset_index(drop=True)
    first = points[points["wave"] == 1]
    narrowed = narrowing(first[names], first["plausible"].to_numpy())
    tables = {"points": points, "distances": signed, "narrowed": narrowed}
    language = job.language
    figures: dict[str, Callable[[], Any]] = {}
    if len(left):
        titles = {target.name: target.title(language) for target in job.targets}
        titled = signed.rename(columns=titles)
        figures["plausible"] = lambda: narrowing_figure(
            points, titled, narrowed, job.limit, language
        )
    said = sentences(points, narrowed, job.targets, language, signed)
    return tell_parts(job.study, study, said, tables, figures, {PLAUSIBLE: left.to_parquet()})


def _judged(job: PlausibleJob, study: Study, wave: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the draws of a wave with their verdicts, and their distances from the targets."""
    from analysis.plausible.plausible import distances, verdict

    design = study.design()
    signed = distances(study.kept(), job.targets, job.study.frame.days)
    names = [factor.name for factor in design.factors]
    values = design.table.set_index("point").loc[signed.index, names].astype(float)
    judged = verdict(signed, job.limit).assign(wave=wave)
    points = judged.join(values).reset_index(drop=True)
    return points, signed.reset_index(drop=True)


def _wave(
    job: PlausibleJob, points: pd.DataFrame, signed: pd.DataFrame, wave: int
) -> tuple[pd.DataFrame, pd.DataFrame] | None:
    """Run further draws, where the earlier ones say that a draw may do; None where nowhere."""
    from analysis.plausible.plausible import Seen, fit_emulator
    from experiments.study.study import run_beside

    names = [factor.name for factor in job.study.design.factors]
    emulator = fit_emulator(points[names].to_numpy(float), signed)
    design = _candidates(job, wave)
    hopeful = emulator.guess(design.table[names].to_numpy(float)) <= job.limit
    chosen = design.table.loc[hopeful, names].head(job.question.whole("points"))
    if chosen.empty:
        return None
    from experiments.design import list_design

    seeds = job.study.seeds
    study = run_beside(
        list_design(chosen.assign(base_row=range(len(chosen))), f"wave {wave}"), job.study.frame,
        job.place, f"wave_{wave}", seeds=seeds, executor=job.study.executor,
        keep=Seen(job.targets),
    )  # fmt: skip
    return _judged(job, study, wave)


def _candidates(job: PlausibleJob, wave: int) -> Design:
    from experiments.design import make_design

    count = CANDIDATES * job.question.whole("points")
    return make_design("lhs", job.study.design.factors, count, seed=wave)


VERB = StudyVerb("plausible", ABOUT, EXAMPLES, _read, act=_act)
run, help_text = VERB.run, VERB.help_text
