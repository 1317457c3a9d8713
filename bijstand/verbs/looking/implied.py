"""``bijstand implied``: what the declared ranges come to together, beside what is plausible."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bijstand.command_line.study import answered, do_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.inquiry import Inquiry
from sim.words import Message

if TYPE_CHECKING:
    from analysis.stored.answer import Answer

ABOUT = Message("""\
bijstand implied: what the declared ranges imply together, beside what is plausible

Each range of a condition may be plausible by itself and all of them together not. So conditions are
drawn from their ranges, the model is run once per draw, and quantities that nobody declared are
read off: person-days of joint exercises, people who are away, days at desks, vetoes, withdrawals,
leaks, own tasks that lack people, willingness that is all but certain, officers at their limit.
Each is shown beside a plausible interval with its reason; where more than 5% of the draws lie
outside it, a range is too wide. The same as bijstand conditions --implied.\
""")
EXAMPLES = """\
  bijstand implied
  bijstand implied implied.draws=100 language=nl
  bijstand implied scenario=crisis output.name=crisis
  bijstand implied theory=figure_1 output.name=first
  bijstand conditions --implied conditions.exercise_rate=2\
"""


def _read(words: Sequence[str]) -> Inquiry:
    from experiments.configuration.question import ask
    from experiments.configuration.settings import first_seed
    from experiments.design import make_design
    from experiments.design.factors import factors_but
    from experiments.design.seeds import Seeds
    from experiments.keys.limits import refuse_too_large

    question = ask(words, "implied")
    # What the theory fixes is not drawn; neither is what the user set.
    factors = factors_but([*question.point.theory.conditions, *question.point.conditions])
    draws = question.whole("draws")
    refuse_too_large(draws, len(factors), "implied.draws")
    seeds = Seeds(1, first_seed(question.composed, draws), "base_row")
    return Inquiry(question.job(make_design("lhs", factors, draws), seeds), question)


def _answer(job: Inquiry, fail_fast: bool) -> Answer:
    from analysis.implied.measure import keep

    return answered(job, do_study(job.study, fail_fast, keep=keep))


VERB = StudyVerb("implied", ABOUT, EXAMPLES, _read, _answer, with_tables=True)
run, help_text = VERB.run, VERB.help_text
