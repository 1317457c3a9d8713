"""``bijstand mediate``: does capacity carry, or moderate, what willingness does?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bijstand.command_line.study import answered, do_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.inquiry import Inquiry
from sim.errors import a_mapping
from sim.words import Message

if TYPE_CHECKING:
    from analysis.stored.answer import Answer
    from experiments.configuration.question import Question

ABOUT = Message("""\
bijstand mediate: does capacity carry, or moderate, what willingness does

The test of the study's first figure against its second. Under each theory: how much of the effect
of willingness runs through the capacity that is offered, by giving one world the offers of the
other on the same tape (natural indirect effect); whether capacity, barriers and agreements change
the effect of willingness, below and above the middle, on the raw scale and on the log scale
(difference in differences); and which gates are necessary (ceilings with a permutation test). The
contrast points stand in conf/analysis, so that none is picked for its result.\
""")
EXAMPLES = """\
  bijstand mediate
  bijstand mediate run.seeds=20 mediate.necessity_points=100
  bijstand mediate mediate.theories=[figure_2] scenario=crisis
  bijstand mediate mediate.outcome=together language=nl\
"""


def _read(words: Sequence[str]) -> Inquiry:
    import pandas as pd

    from analysis.mediation.job import ENDS, LEVELS, contrast_points, contrasts, levels_in
    from experiments.configuration.question import ask, run_seeds
    from experiments.design import list_design
    from experiments.design.factors import named_factor
    from experiments.keys.limits import refuse_too_large, refuse_too_many_runs
    from sim.conditions import CONDITIONS

    question = ask(words, "mediate")
    question.outcome()
    draws = question.whole("necessity_points")
    refuse_too_large(draws, len(CONDITIONS), "mediate.necessity_points")
    refuse_too_many_runs(draws, question.whole("necessity_seeds"), "mediate.necessity_points")
    theories = question.names_or_chosen("theory")
    named_factor("theory", theories)
    willingness = contrasts(question, "willingness", LEVELS)
    moderators = a_mapping(question.given["moderators"], "mediate.moderators")
    base = _base(question, willingness, moderators)
    ends = {
        name: levels_in(moderators[name], f"mediate.moderators.{name}", ENDS) for name in moderators
    }
    points = contrast_points(theories, list(moderators))
    columns = (map(str, points[name]) for name in ("theory", "moderator", "end", "level"))
    rows = [
        {**base, "theory": theory, **willingness[level], **ends[moderator][end]}
        for theory, moderator, end, level in zip(*columns, strict=True)
    ]
    # Two moderators may share a point; each is a row of its own all the same.
    design = list_design(pd.DataFrame(rows).assign(base_row=0), "mediate")
    return Inquiry(question.job(design, run_seeds(question.composed)), question)


def _base(
    question: Question,
    willingness: Mapping[str, Mapping[str, float]],
    moderators: Mapping[str, Any],
) -> dict[str, float]:
    """Return where every condition of a contrast stands while another one is varied."""
    from sim.conditions import CONDITIONS

    names = {key.partition(".")[2] for level in willingness.values() for key in level}
    names |= {name for ends in moderators.values() for end in ends.values() for name in end}
    given = question.point.conditions
    return {f"conditions.{n}": float(given.get(n, CONDITIONS[n].default)) for n in sorted(names)}


def _answer(job: Inquiry, fail_fast: bool) -> Answer:
    from analysis.mediation.study import run_reference_designs
    from experiments.study.recorded import NOTHING_BESIDE

    study = do_study(job.study, fail_fast, about=NOTHING_BESIDE)
    run_reference_designs(job)
    return answered(job, study)


VERB = StudyVerb("mediate", ABOUT, EXAMPLES, _read, _answer)
run, help_text = VERB.run, VERB.help_text
