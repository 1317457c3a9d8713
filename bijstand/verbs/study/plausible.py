"""``bijstand plausible``: which draws of the conditions do the data not rule out?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bijstand.command_line.study import answered, do_study
from bijstand.command_line.verb import StudyVerb
from experiments.configuration.inquiry import Inquiry
from sim.words import Message

if TYPE_CHECKING:
    import pandas as pd

    from analysis.plausible.targets import Target
    from analysis.plausible.waves import Draw
    from analysis.stored.answer import Answer

ABOUT = Message("""\
bijstand plausible: which draws of the conditions do the data not rule out

History matching. Conditions are drawn from their priors and run; a draw is ruled out where what it
gives (how often classes of needs are met, how long that takes) lies further from the figures of
conf/plausible than their uncertainty, the model's expected error and the luck of a few seeds can
explain. Further waves draw where a straight-line guess from the earlier runs says that a draw may
do. What is left is written to plausible.parquet, over which discover, robust and sensitivity can
run with within=. It is not "the" right setting, but what the data leave open.\
""")
EXAMPLES = """\
  bijstand plausible
  bijstand plausible plausible.points=100 plausible.waves=1 output.name=trial
  bijstand plausible theory=figure_1 language=nl
  bijstand plausible conditions.agreements=0.5 plausible.waves=3
  bijstand plausible belief=outputs/elicit/panel
  bijstand robust within=outputs/plausible/trial\
"""


@dataclass(frozen=True, slots=True)
class PlausibleJob(Inquiry):
    """What one call of the verb does; its study is that of the first wave.

    Attributes:
        targets: What the data say.
        limit: From how many standard deviations on a draw is ruled out.
        draw: What draws conditions, where that is not the priors.
    """

    targets: tuple[Target, ...]
    limit: float
    draw: Draw | None = None


def _read(words: Sequence[str]) -> PlausibleJob:
    from analysis.plausible.targets import load_targets
    from analysis.plausible.waves import CANDIDATES
    from experiments.configuration.belief import belief_in, fixed_by
    from experiments.configuration.question import ask, own_seeds
    from experiments.configuration.study import frame_in
    from experiments.design import list_design, make_design
    from experiments.design.believed import drawn, noting
    from experiments.design.factors import factors_but
    from experiments.keys.limits import refuse_too_large
    from sim.setting.theories.theory import load_theory

    question = ask(words, "plausible")
    world = frame_in(question.composed, question.point).setting({}).world
    targets, limit = load_targets(world, question.given["targets"])
    # What the theory fixes is not drawn; neither is what the user set.
    fixed = {*load_theory(question.composed.choices["theory"]).conditions}
    fixed |= set(question.point.conditions)
    factors = factors_but(fixed)
    points = question.whole("points")
    refuse_too_large(CANDIDATES * points, len(factors), f"{CANDIDATES} x plausible.points")
    belief = belief_in(question.composed)
    if belief is None:
        design = make_design("lhs", factors, points)
        return PlausibleJob(question.job(design, own_seeds(question)), question, targets, limit)

    held_fast = fixed_by(question.point)

    def draw(count: int, seed: int) -> pd.DataFrame:
        table = drawn(belief.of_conditions(), factors, count, seed=seed)
        # What the setting fixes stands, whatever is held of it.
        return table[[name for name in table if name not in held_fast]]

    rows = draw(points, 1).assign(base_row=range(points))
    design = noting(list_design(rows, "belief="), belief.of_conditions())
    job = question.job(design, own_seeds(question))
    return PlausibleJob(job, question, targets, limit, draw)


def _answer(job: PlausibleJob, fail_fast: bool) -> Answer:
    from analysis.plausible.seen import Seen
    from analysis.plausible.waves import in_waves
    from experiments.study.recorded import NOTHING_BESIDE
    from experiments.study.study import run_companion

    asked, keep = job.study, Seen(job.targets)
    study = do_study(asked, fail_fast, keep=keep, about=NOTHING_BESIDE)
    in_waves(
        study,
        job.targets,
        job.limit,
        asked.frame.days,
        job.question.whole("waves"),
        lambda name, design: run_companion(
            design,
            asked.frame,
            job.place,
            name,
            seeds=asked.seeds,
            executor=asked.executor,
            keep=keep,
        ),
        job.draw,
    )
    return answered(job, study)


VERB = StudyVerb("plausible", ABOUT, EXAMPLES, _read, _answer)
run, help_text = VERB.run, VERB.help_text
