"""``bijstand interview``: ten officials are asked what stood in the way, beside the truth."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bijstand.command_line.study import answered, do_job
from bijstand.command_line.verb import StudyVerb
from sim.words import Message

if TYPE_CHECKING:
    from analysis.stored.answer import Answer
    from experiments.configuration.job import Job

ABOUT = Message("""\
bijstand interview: ten officials say what stood in the way, beside what really did

After each run ten officials are drawn (five whose unit asks, five whose unit answers; for a seed
the same ones whatever the scenario, policy or theory) and asked for the reasons that they met where
a need got no support. An unwilling provider may plead lack of people or of law
(conditions.pretext), and where trust counts (theory.trust=moderator or driver) its lack may be the
reason that nobody names. Prints the officials of the first seed and the reasons over all seeds,
stated beside true, with ranks; writes all that was told, the tables and a figure.\
""")
EXAMPLES = """\
  bijstand interview
  bijstand interview theory.trust=moderator conditions.trust_start=0.4
  bijstand interview conditions.pretext=0.6 run.seeds=20 language=nl
  bijstand interview scenario=crisis output.name=crisis_told\
"""


def _read(words: Sequence[str]) -> Job:
    from experiments.configuration.settings import read_job

    # One setting is run, also where the words come from a run of two.
    return read_job([*words, "beside=none"])


def _answer(job: Job, fail_fast: bool) -> Answer:
    from analysis.interview.interview import Ask

    setting = job.resolved(job.points[0])
    ask = Ask(tuple(c.id for c in setting.world.classes if c.pre_authorised))
    return answered(job, do_job(job, "interview", ask, daily=False, fail_fast=fail_fast))


VERB = StudyVerb("interview", ABOUT, EXAMPLES, _read, _answer, with_tables=True)
run, help_text = VERB.run, VERB.help_text
