"""``bijstand run``: one setting over seeds beside a reference; a table, sentences, figures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from bijstand.command_line.study import do_job, imported_meanwhile
from bijstand.command_line.verb import OPTIONS, StudyVerb
from sim.words import Joined, Message

if TYPE_CHECKING:
    from analysis.stored.answer import Answer
    from experiments.configuration.job import Job

ABOUT = Message("""\
bijstand run: one scenario, policy and theory over seeds, beside a reference

Runs the setting and a reference on the same seeds, prints one table (means, 95 % intervals, paired
differences) with the answer in words, and writes runs, tables and three figures (the funnel of
needs, which gate was shut, the daily course) to a folder. A setting with a policy stands beside the
same without it, any other one beside the Netherlands as it is, and that itself, which is what runs
without any words, beside a crisis during a shortage of personnel; beside= chooses another one.\
""")
EXAMPLES = """\
  bijstand run
  bijstand run scenario=flood+personnel_shortage
  bijstand run scenario=crisis policy=liaisons+joint_framework beside=plain
  bijstand run theory.trust=moderator conditions.trust_start=0.4 run.seeds=20
  bijstand run scenario=crisis references=true run.seeds=20
  bijstand run scenario=eastern_flank language=nl output.name=oostflank
  bijstand run -m scenario=flood,crisis policy=none,liaisons run.seeds=20
  bijstand run from=outputs/run/oostflank/resolved_config.yaml\
"""
INFO_LINE = Message("  --info          what there is to choose from, as bijstand list")
WITH_INFO = Joined((OPTIONS, INFO_LINE), "\n")
# What the answer is told with, the slowest to import first.
NEEDED_AFTER = ("analysis.run.answer", "analysis.run.table")
# What figures are drawn with. From so many seeds on the runs take longer than to import that, too;
# who asked for fewer waits for the answer alone.
NEEDED_LAST = (
    "analysis.words.style",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
)
MANY_SEEDS = 200


def _read(words: Sequence[str]) -> Job:
    # Hydra takes a tenth of a second to import, which a help text need not wait for.
    from experiments.configuration.settings import read_job

    return read_job(words)


def _answer(job: Job, fail_fast: bool) -> Answer:
    from analysis.run.take import TakePortrait
    from analysis.stored.stored import Stored

    # Whatever is wrong with a world or a scenario is said before anything is written.
    for point in job.points:
        job.resolved(point)
    last = NEEDED_LAST if len(job.seeds) >= MANY_SEEDS else ()
    with imported_meanwhile(*NEEDED_AFTER, *last):
        study = do_job(job, "run", TakePortrait(), daily=True, fail_fast=fail_fast)
        if job.belief is not None:
            _draw(job)
    from analysis.run.answer import answer

    return answer(Stored(study)).in_language(job.language)


def _draw(job: Job) -> None:
    """Run the settings on draws from a belief, and from the ranges, beside the run."""
    from analysis.run.believed import NAME, believed_design
    from experiments.design.seeds import Seeds
    from experiments.study.study import run_companion

    if job.belief is not None:
        run_companion(
            believed_design(job.belief, job.design, job.points),
            job.frame,
            job.place,
            NAME,
            seeds=Seeds(1, job.seeds.start, "base_row"),
            executor=job.executor,
        )


def _later(job: Job, found: Answer) -> Callable[[], Answer] | None:
    """Return what runs the settings on draws of the tables too, but for a trial."""
    from analysis.run.answer import FEWEST_SEEDS

    # Of a trial, whose own intervals hold less often, nobody asks what the tables leave.
    few = len(job.seeds) < FEWEST_SEEDS
    return None if few else partial(_with_drawn_tables, job, found)


def _with_drawn_tables(job: Job, found: Answer) -> Answer:
    """Run the settings on draws of the tables too; who reads the first answer need not wait."""
    from dataclasses import replace

    from analysis.graded.drawn import NAME, draws_design
    from analysis.run.answer import answer
    from analysis.stored.stored import Stored
    from experiments.design.seeds import Seeds
    from experiments.study.study import run_companion

    run_companion(
        draws_design(job.design),
        replace(job.frame, references=False),
        job.place,
        NAME,
        seeds=Seeds(1, job.seeds.start, "base_row"),
        executor=job.executor,
    )
    return answer(Stored(found.study), found.tables).in_language(job.language)


VERB = StudyVerb(
    "run",
    ABOUT,
    EXAMPLES,
    _read,
    _answer,
    with_tables=True,
    options=WITH_INFO,
    later=_later,
)
help_text = VERB.help_text


def run(arguments: Sequence[str]) -> int:
    """Run the verb, as ``StudyVerb.run``; ``--info`` lists what there is to choose from."""
    if "--info" in arguments:
        from bijstand.verbs.looking import list as cli_list

        return cli_list.run([])
    return VERB.run(arguments)
