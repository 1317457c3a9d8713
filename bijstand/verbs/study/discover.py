"""``bijstand discover``: under which conditions does the collaboration fail?"""

from __future__ import annotations

from collections.abc import Sequence

from bijstand.command_line.study import answer_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.inquiry import Inquiry
from sim.errors import UserError
from sim.words import Message

ABOUT = Message("""\
bijstand discover: under which conditions does the collaboration fail

Runs points spread over all declared conditions and switches (or design.factors=), each on several
seeds, calls a point failed where its mean lies on the wrong side of a threshold, and looks with
PRIM for the box of at most four conditions in which failures are dense. A third of the points is
held out, and the box is judged on those; resamples of the points show which of its limits hold.\
""")
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


def _read(words: Sequence[str]) -> Inquiry:
    from analysis.discovery.discovery import refuse_too_few, refuse_without_workbench
    from analysis.plausible.left import design_within
    from experiments.configuration.belief import belief_in
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
    belief_in(question.composed)  # refused beside within=, before that is read
    if content["within"] is not None:
        design = design_within(content["within"])
    else:
        frame = frame_in(question.composed, question.point)
        design = design_in(question.composed, frame, question.whole("seeds"))
    if threshold is None and worst is not None:
        refuse_too_few(len(design), worst)
    return Inquiry(question.job(design, own_seeds(question)), question)


VERB = StudyVerb("discover", ABOUT, EXAMPLES, _read, answer_study, filled=_filled)
run, help_text = VERB.run, VERB.help_text
