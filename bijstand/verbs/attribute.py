"""``bijstand attribute``: who says no, beside what it would bring."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from bijstand.command_line.study import do_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.asked import Asked

if TYPE_CHECKING:
    import pandas as pd

    from analysis.attribution.answer import Attribution
    from experiments.study.study import Study

ABOUT = """\
bijstand attribute: who says no, beside what it would bring

Two answers to different questions. *Who says no*: what each need without support lost is split
equally over the gates that were shut (wanting, being able, being allowed), with the part where one
gate was the only one, by cause and by class of needs. *What it would bring*: every run is replayed
on the same tape with each of the eight subsets of gates idealised; the Shapley value of a gate is
what opening it adds, averaged over all orders, and the three sum exactly to what opening all adds.\
"""
EXAMPLES = """\
  bijstand attribute
  bijstand attribute attribute.scenarios=[baseline,crisis,personnel_shortage] run.seeds=30
  bijstand attribute scenario=flood policy=liaisons attribute.outcome=together
  bijstand attribute attribute.theories=[figure_1,figure_2] language=nl\
"""


def _read(words: Sequence[str]) -> Asked:
    from analysis.attribution.replays import SUBSETS
    from experiments.configuration.question import ask, run_seeds
    from experiments.design import make_design
    from experiments.design.factors import NO_IDEAL, named_factor

    question = ask(words, "attribute")
    question.outcome()
    factors = [
        named_factor("scenario", question.names_or_chosen("scenario")),
        named_factor("ideal", ["+".join(subset) or NO_IDEAL for subset in SUBSETS]),
    ]
    theories = question.names("theories")
    if theories:
        factors.insert(1, named_factor("theory", theories))
    design = make_design("factorial", factors, 2)
    job = question.job(design, run_seeds(question.composed))
    return Asked(job, question)


def _act(job: Asked, fail_fast: bool) -> int:
    from analysis.attribution.answer import attribution_of, sentences
    from analysis.attribution.kept import keep_gates
    from analysis.attribution.part import in_titles
    from analysis.sensitivity.sample import refuse_missing
    from bijstand.command_line.answer import tell_parts

    study = do_study(job.study, fail_fast, keep=keep_gates)
    classes = [given.id for given in job.study.frame.setting({}).world.classes]
    runs = _labelled(job, study, study.joined())
    refuse_missing(runs, job.outcome)
    found = attribution_of(runs, _labelled(job, study, _kept(study)), classes, job.outcome)
    language = job.language
    titled = in_titles(found, language)
    return tell_parts(
        job.study, study, sentences(titled, language), found.tables, _figures(job, titled)
    )


def _kept(study: Study) -> pd.DataFrame:
    design = study.design()
    values = design.table[["point", *(factor.name for factor in design.factors)]]
    return study.kept().merge(values, on="point", how="left", validate="many_to_one")


def _labelled(job: Asked, study: Study, table: pd.DataFrame) -> pd.DataFrame:
    """Name each setting by what it varies, beside the gates that are idealised."""
    columns = [f.name for f in study.design().factors if f.name in ("scenario", "theory")]
    names = table[columns].astype(str).agg(", ".join, axis=1)
    policy = job.study.frame.policy
    return table.assign(setting=names if policy == "none" else names + f", {policy}")


def _figures(job: Asked, found: Attribution) -> dict[str, Callable[[], Any]]:
    from analysis.attribution.figures import causes_figure, classes_figure, gates_and_worth_figure
    from analysis.words.titles import unquoted

    language, titles = job.language, list(map(unquoted, found.settings))
    world = job.study.frame.setting({}).world
    names = {c.id: c.name_nl if language == "nl" else c.name_en for c in world.classes}
    first = found.settings[0]
    return {
        "gates_and_worth": lambda: gates_and_worth_figure(found, titles, language),
        "causes": lambda: causes_figure(found, titles, language),
        "classes": lambda: classes_figure(found, first, titles[0], names, language),
    }


VERB = StudyVerb("attribute", ABOUT, EXAMPLES, _read, act=_act)
run, help_text = VERB.run, VERB.help_text
