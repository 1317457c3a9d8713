"""``bijstand mediate``: does capacity carry, or moderate, what willingness does?"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bijstand.command_line.study import do_study
from bijstand.command_line.verb import StudyVerb
from sim.errors import a_mapping

if TYPE_CHECKING:
    from analysis.mediation.job import MediateJob
    from experiments.configuration.question import Question

ABOUT = """\
bijstand mediate: does capacity carry, or moderate, what willingness does

The test of the study's first figure against its second. Under each theory: how much of the effect
of willingness runs through the capacity that is offered, by giving one world the offers of the
other on the same tape (natural indirect effect); whether capacity, barriers and agreements change
the effect of willingness, below and above the middle, on the raw scale and on the log scale
(difference in differences); and which gates are necessary (ceilings with a permutation test). The
contrast points stand in conf/analysis, so that none is picked for its result.\
"""
EXAMPLES = """\
  bijstand mediate
  bijstand mediate run.seeds=20 mediate.necessity_points=100
  bijstand mediate mediate.theories=[figure_2] scenario=crisis
  bijstand mediate mediate.outcome=together language=nl\
"""


def _read(words: Sequence[str]) -> MediateJob:
    import pandas as pd

    from analysis.mediation.job import ENDS, LEVELS, MediateJob, contrasts, levels_in
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
    rows: list[dict[str, Any]] = []
    points: list[tuple[int, str, str, str, str]] = []
    base = _base(question, willingness, moderators)
    for theory in theories:
        for moderator, ends in moderators.items():
            chosen = levels_in(ends, f"mediate.moderators.{moderator}", ENDS)
            for end in ENDS:
                for level in LEVELS:
                    rows.append({**base, "theory": theory, **willingness[level], **chosen[end]})
                    points.append((len(points), theory, moderator, end, level))
    table = pd.DataFrame(points, columns=["point", "theory", "moderator", "end", "level"])
    # Two moderators may share a point; each is a row of its own all the same.
    design = list_design(pd.DataFrame(rows).assign(base_row=0), "mediate")
    job = question.job(design, run_seeds(question.composed))
    return MediateJob(job, question, theories, table)


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


def _act(job: MediateJob, fail_fast: bool) -> int:
    from analysis.mediation.figures import effects_figure, moderation_figure
    from analysis.mediation.study import findings
    from analysis.mediation.words import sentences
    from bijstand.command_line.answer import tell_parts

    study = do_study(job.study, fail_fast)
    found = findings(job, study)
    language = job.language
    figures: dict[str, Callable[[], Any]] = {
        "mediation": lambda: effects_figure(found, language),
        "moderation": lambda: moderation_figure(found, language),
    }
    return tell_parts(job.study, study, sentences(found, language), found.tables, figures)


VERB = StudyVerb("mediate", ABOUT, EXAMPLES, _read, act=_act)
run, help_text = VERB.run, VERB.help_text
