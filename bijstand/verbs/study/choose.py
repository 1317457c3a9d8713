"""``bijstand choose``: which package of levers, under a budget of persons and of euro?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bijstand.command_line.study import answered, do_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.inquiry import Inquiry
from sim.words import Message

if TYPE_CHECKING:
    import pandas as pd

    from analysis.choose.study import Plan
    from analysis.stored.answer import Answer
    from experiments.configuration.question import Question
    from experiments.design import Design
    from experiments.study.study import Study

ABOUT = Message("""\
bijstand choose: which package of levers, under a budget of persons and of euro

Packages of levers (choose.levers=, choose.strengths=) meet the same futures (a scenario, an answer
to each open question, a draw of all conditions) on the same tapes. As many as choose.packages= are
all tried; of more, an optimiser (pymoo, an extra) looks for those that no other beats on outcome,
regret, vetoes and cost. The better half goes on to twice as many futures, until choose.survivors=
are left; these are run again on fresh futures and seeds, and only that is told: the choice under
each budget by ranking and selection (Kim and Nelson 2001), what cannot be told from it, and what
every good package has. Less than choose.apart= does not matter. Where nobody knows what a lever
costs, a package with it is left out under a budget of euro.\
""")
EXAMPLES = """\
  bijstand choose choose.persons=50
  bijstand choose choose.persons=[20,50,100] choose.euro=[1,5,20] choose.at_most=3
  bijstand choose choose.levers=[liaisons,joint_framework,exchange,powers_briefing] language=nl
  bijstand choose choose.levers=[exchange,liaisons] choose.strengths=4 choose.persons=50
  bijstand choose choose.persons=50 choose.euro=5 belief=outputs/elicit/mine\
"""


@dataclass(frozen=True, slots=True)
class ChooseJob(Inquiry):
    """What one call of the verb does; its study is that of the first packages.

    Attributes:
        plan: All that follows from it.
    """

    plan: Plan


def _read(words: Sequence[str]) -> ChooseJob:
    from analysis.choose.question import ALL_TRIED, levers_of
    from experiments.configuration.belief import belief_in
    from experiments.configuration.question import ask, own_seeds
    from experiments.design.believed import noting
    from experiments.design.factors import named_factor
    from experiments.keys.limits import refuse_too_large, refuse_too_many_runs
    from sim.conditions import CONDITIONS
    from sim.extras import require_extra

    question = ask(words, "choose")
    question.outcome()
    named_factor("policy", levers_of(question.names("levers"), question.point.world))
    named_factor("scenario", question.names_or_chosen("scenario"))
    seeds = question.whole("seeds")
    for points, what in (
        (question.whole("packages") * question.whole("futures"), "packages"),
        ((question.whole("survivors") + 1) * question.whole("fresh"), "survivors"),
    ):
        where = f"choose.{what}="
        refuse_too_large(points, len(CONDITIONS), where)
        refuse_too_many_runs(points, seeds, where)
    belief = belief_in(question.composed)
    plan = _plan(question)
    whole = plan.everything is not None
    if not whole:
        require_extra("choose", _search_among(question.whole("packages")))
    design = plan.first_design
    design = replace(design, options={**design.options, ALL_TRIED: whole})
    if belief is not None:
        design = noting(design, belief)
    return ChooseJob(question.job(design, own_seeds(question)), question, plan)


def _search_among(packages: int) -> str:
    return Message(
        "a search among more than {packages} packages (choose.at_most=, choose.levers=, "
        "choose.persons= and choose.euro= make them fewer, choose.packages= tries more)",
        packages=packages,
    )


def _plan(question: Question) -> Plan:
    from analysis.choose.packages import Choosable, largest_of, strengths_of
    from analysis.choose.question import apart_of, budgets_in, levers_of
    from analysis.choose.study import Plan
    from experiments.configuration.belief import belief_in, fixed_by
    from experiments.configuration.study import frame_in
    from experiments.design.futures import draw_futures
    from experiments.design.point import DEFAULT_THEORY
    from sim.setting.theories.theory import QUESTIONS

    given, point = question.given, question.point
    scenarios = question.names_or_chosen("scenario")
    levers = levers_of(question.names("levers"), point.world)
    belief, fixed = belief_in(question.composed), fixed_by(point)
    if point.theory.name != DEFAULT_THEORY:
        # Who names a theory has its answers to all questions.
        fixed |= {f"theory.{name}" for name in QUESTIONS}
    frame = frame_in(question.composed, point)
    budgets = budgets_in(given, levers, frame)
    words = tuple(tuple(strengths_of(lever, given["strengths"])) for lever in levers)

    def draw(count: int, sample: int) -> pd.DataFrame:
        return draw_futures(count, scenarios, fixed, belief, sample)

    outcome = question.outcome()
    return Plan(
        Choosable(words, frame, largest_of(budgets), given["at_most"] or len(levers)),
        budgets,
        outcome,
        question.whole("packages"),
        question.whole("futures"),
        question.whole("survivors"),
        question.whole("fresh"),
        apart_of(outcome, float(given["apart"])),
        float(given["alpha"]),
        draw,
    )


def _answer(job: ChooseJob, fail_fast: bool) -> Answer:
    from analysis.choose.study import carried_out
    from experiments.study.recorded import NOTHING_BESIDE
    from experiments.study.study import run_companion

    asked = job.study
    study = do_study(asked, fail_fast, about=NOTHING_BESIDE)

    def further(name: str, design: Design, references: bool) -> Study:
        frame = replace(asked.frame, references=asked.frame.references or references)
        return run_companion(
            design, frame, job.place, name, seeds=asked.seeds, executor=asked.executor
        )

    carried_out(study, job.plan, further)
    return answered(job, study)


VERB = StudyVerb("choose", ABOUT, EXAMPLES, _read, _answer)
run, help_text = VERB.run, VERB.help_text
