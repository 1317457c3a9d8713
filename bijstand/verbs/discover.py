"""``bijstand discover``: under which conditions does the collaboration fail?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from bijstand.command_line.study import do_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.asked import Asked
from sim.errors import UserError

ABOUT = """\
bijstand discover: under which conditions does the collaboration fail

Runs points spread over all declared conditions and switches (or design.factors=), each on several
seeds, calls a point failed where its mean lies on the wrong side of a threshold, and looks with
PRIM for the box of at most four conditions in which failures are dense. A third of the points is
held out, and the box is judged on those; resamples of the points show which of its limits hold.\
"""
EXAMPLES = """\
  bijstand discover
  bijstand discover discover.threshold=0.3 design.points=2000
  bijstand discover scenario=crisis discover.outcome=on_time_share language=nl
  bijstand discover within=outputs/plausible/mine\
"""


def _filled(words: Sequence[str]) -> list[str]:
    """Add the sample that the verb takes by itself."""
    from experiments.configuration.question import declared_in, with_sizes

    return with_sizes(words, "lhs", declared_in("discover")["points"], "discover.points")


def _read(words: Sequence[str]) -> Asked:
    from analysis.discovery.discovery import refuse_too_few, refuse_without_workbench
    from analysis.plausible.left import design_within
    from experiments.configuration.question import ask, own_seeds
    from experiments.configuration.study import design_in, frame_in

    refuse_without_workbench()
    question = ask(words, "discover")
    question.outcome()
    content = question.composed.content
    threshold, worst = question.number("threshold"), question.number("worst")
    if threshold is None and worst is None:
        raise UserError(
            "discover.threshold and discover.worst are null; allowed: a number for one of them"
        )
    if content["within"] is not None:
        design = design_within(content["within"])
    else:
        frame = frame_in(question.composed, question.point)
        design = design_in(question.composed, frame, question.whole("seeds"))
    if threshold is None and worst is not None:
        refuse_too_few(len(design), worst)
    return Asked(question.job(design, own_seeds(question)), question)


def _act(job: Asked, fail_fast: bool) -> int:
    import numpy as np

    from analysis.discovery.discovery import columns_of, discover, holds
    from analysis.discovery.figures import box_figure
    from analysis.discovery.words import failing, sentences
    from analysis.sensitivity.sample import outcome_values
    from bijstand.command_line.answer import tell_parts
    from sim.outcomes import LOWER_IS_BETTER

    study = do_study(job.study, fail_fast)
    design = study.design()
    values = outcome_values(study.runs(), job.outcome, design.table["point"].to_numpy())
    below = job.outcome not in LOWER_IS_BETTER
    threshold = job.question.number("threshold")
    if threshold is None:
        worst = job.question.number("worst") or 0.0
        threshold = float(np.quantile(values, worst if below else 1 - worst))
    failed = values < threshold if below else values > threshold
    words = {factor.name: factor.words for factor in design.factors if factor.words}
    table = columns_of(design.table[[factor.name for factor in design.factors]], words)
    box = discover(table, failed)
    language = job.language
    what = failing(job.outcome, threshold, below, language)
    figures: dict[str, Callable[[], Any]] = {}
    if holds(box.check):
        figures["box"] = lambda: box_figure(box, what, language)
    return tell_parts(job.study, study, sentences(box, what, language), box.tables, figures)


VERB = StudyVerb("discover", ABOUT, EXAMPLES, _read, act=_act, filled=_filled)
run, help_text = VERB.run, VERB.help_text
