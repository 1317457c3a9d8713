"""``bijstand sweep``: the points of a design, run and summarised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bijstand.command_line.study import do_study, imported_meanwhile
from bijstand.command_line.verb import StudyVerb
from sim.words import Message

if TYPE_CHECKING:
    from analysis.stored.answer import Answer
    from experiments.configuration.study import StudyJob

ABOUT = Message("""\
bijstand sweep: the points of a design, run and summarised

Runs every point of a design inside one setting, and writes the design, the runs, how outcomes
spread over the points and how they respond to each factor. Factors are conditions, switches of the
theory, scenarios and policies; sensitivity indices come from bijstand sensitivity.\
""")
EXAMPLES = """\
  bijstand sweep design.factors=[trust_start,theory.trust] design.points=50
  bijstand sweep design=factorial design.points=5 design.factors=[trust_start,theory.trust]
  bijstand sweep design=list design.file=points.csv replications=10
  bijstand sweep design=morris design.points=20 scenario=crisis executor=processes
  bijstand sweep design=sobol design.points=256 design.groups=true executor=dask
  bijstand sweep experiment=what_trust_does language=nl\
"""
# What the answer is told with: statistics and figures take a second to import.
NEEDED_AFTER = ("analysis.sweep.answer",)


def _read(words: Sequence[str]) -> StudyJob:
    from experiments.configuration.study import read_study

    return read_study(words, "sweep")


def _answer(job: StudyJob, fail_fast: bool) -> Answer:
    from analysis.stored.stored import Stored

    with imported_meanwhile(*NEEDED_AFTER):
        study = do_study(job, fail_fast)
    from analysis.sweep.answer import answer

    return answer(Stored(study)).in_language(job.language)


VERB = StudyVerb("sweep", ABOUT, EXAMPLES, _read, _answer, with_tables=True)
run, help_text = VERB.run, VERB.help_text
