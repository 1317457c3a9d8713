"""``bijstand calibrate``: what does the evidence leave of conditions, tables and theories?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bijstand.command_line.study import do_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.inquiry import Inquiry
from sim.words import Message

if TYPE_CHECKING:
    from analysis.plausible.targets import Target
    from analysis.stored.answer import Answer
    from experiments.design import Design
    from experiments.design.seeds import Seeds
    from experiments.study.study import Study

ABOUT = Message("""\
bijstand calibrate: what the evidence leaves of conditions, tables and theories

Conditions, cells of the world's tables and answers to the open questions are drawn together from
their priors and run; each draw is weighed by how likely the figures of conf/plausible are under it,
the luck of its seeds in it. Further waves draw where a guess from the earlier runs says that the
figures are likely. Tells, given these statistics: the weight of each answer to each open question,
how often made data would tell them apart, which conditions moved, what each figure becomes, what it
hangs on (each figure left out), and how far the default itself lies. Writes belief.json, which
other verbs draw from with belief=. A setting nearer to the figures is proposed, and not taken.\
""")
EXAMPLES = """\
  bijstand calibrate
  bijstand calibrate calibrate.points=400 calibrate.waves=2 output.name=trial
  bijstand calibrate theory.drivers=weakest conditions.agreements=0.5 language=nl
  bijstand calibrate calibrate.effective=1000 calibrate.waves=20 output.name=all
  bijstand robust belief=outputs/calibrate/trial\
"""


@dataclass(frozen=True, slots=True)
class CalibrateJob(Inquiry):
    """What one call of the verb does; its study is that of the first wave.

    Attributes:
        targets: What the data say.
    """

    targets: tuple[Target, ...]


def _read(words: Sequence[str]) -> CalibrateJob:
    from analysis.calibration.drawn import factors_drawn
    from analysis.plausible.targets import load_targets
    from experiments.configuration.question import ask, own_seeds
    from experiments.configuration.study import frame_in
    from experiments.design import make_design
    from experiments.keys.limits import refuse_too_large, refuse_too_many_runs

    question = ask(words, "calibrate")
    world = frame_in(question.composed, question.point).setting({}).world
    targets, _ = load_targets(world, question.given["targets"])
    factors = factors_drawn(question.point, world)
    points = question.whole("points")
    together, where = points * question.whole("waves"), "calibrate.points x calibrate.waves"
    refuse_too_large(together, len(factors), where)
    refuse_too_many_runs(together, question.whole("seeds"), where)
    design = make_design("lhs", factors, points)
    return CalibrateJob(question.job(design, own_seeds(question)), question, targets)


def _answer(job: CalibrateJob, fail_fast: bool) -> Answer:
    from analysis.calibration.answer import answer
    from analysis.plausible.seen import Seen
    from analysis.stored.stored import Stored
    from experiments.study.recorded import NOTHING_BESIDE
    from experiments.study.study import run_companion

    asked, keep = job.study, Seen(job.targets)

    def further(name: str, design: Design, seeds: Seeds) -> Study:
        return run_companion(
            design, asked.frame, job.place, name, seeds=seeds, executor=asked.executor, keep=keep
        )

    study = do_study(asked, fail_fast, keep=keep, about=NOTHING_BESIDE)
    return answer(Stored(study), further).in_language(job.language)


VERB = StudyVerb("calibrate", ABOUT, EXAMPLES, _read, _answer, with_tables=True)
run, help_text = VERB.run, VERB.help_text
