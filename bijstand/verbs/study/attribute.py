"""``bijstand attribute``: who says no, beside what it would bring."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bijstand.command_line.study import do_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.inquiry import Inquiry
from sim.words import Message

if TYPE_CHECKING:
    from analysis.stored.answer import Answer

ABOUT = Message("""\
bijstand attribute: who says no, beside what it would bring

Two answers to different questions. *Who says no*: what each need without support lost is split
equally over the gates that were shut (wanting, being able, being allowed), with the part where one
gate was the only one, by cause and by class of needs. *What it would bring*: every run is replayed
on the same tape with each of the eight subsets of gates idealised; the Shapley value of a gate is
what opening it adds, averaged over all orders, and the three sum exactly to what opening all adds.\
""")
EXAMPLES = """\
  bijstand attribute
  bijstand attribute attribute.scenarios=[baseline,crisis,personnel_shortage] run.seeds=30
  bijstand attribute scenario=flood policy=liaisons attribute.outcome=together
  bijstand attribute attribute.theories=[figure_1,figure_2] language=nl\
"""


def _read(words: Sequence[str]) -> Inquiry:
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
    return Inquiry(job, question)


def _answer(job: Inquiry, fail_fast: bool) -> Answer:
    from analysis.attribution.answer import answer
    from analysis.attribution.kept import keep_gates
    from analysis.stored.stored import Stored

    study = do_study(job.study, fail_fast, keep=keep_gates)
    return answer(Stored(study)).in_language(job.language)


VERB = StudyVerb("attribute", ABOUT, EXAMPLES, _read, _answer)
run, help_text = VERB.run, VERB.help_text
