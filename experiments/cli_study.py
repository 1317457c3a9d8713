"""What the verbs that run a study have in common: options, running it, saying how it went."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from experiments.cli_options import MULTIRUN, read_options, refuse_keys_of_others
from sim.errors import UserError

if TYPE_CHECKING:
    from experiments.chunk import Keep
    from experiments.job import Job
    from experiments.study import Grow, Study
    from experiments.study_settings import StudyJob

FAIL_FAST = "--fail-fast"
SOME_FAILED = 1

OPTIONS = """\
  --cfg job       print the composed configuration, run nothing
  --multirun, -m  keys may have several values (run.days=365,730): a study of each combination
  --fail-fast     end at the first run that fails, instead of writing it down and going on
  --help, -h      this text

exit status: 0 when all runs are finished, 1 when some of them failed (failures.parquet says which,
at what stage and why), 2 for what is not allowed, 130 after Ctrl-C. The same command goes on where
it was interrupted, however that came about; nothing is run twice.\
"""


class Placed(Protocol):
    """A job that knows where its results go."""

    @property
    def name(self) -> str | None:
        """The name that the user gave to the results."""

    @property
    def place(self) -> Path:
        """The folder of the results."""


def run_verb[Asked: Placed](
    verb: str,
    arguments: Sequence[str],
    read: Callable[[Sequence[str]], Asked],
    act: Callable[[Asked, bool], int],
) -> int:
    """Run a verb that makes a study of its words.

    Args:
        verb: The verb.
        arguments: The words after it.
        read: Makes a job of ``key=value`` words.
        act: Runs a job, given whether to end at the first failure; returns the exit status.

    Returns:
        The exit status: the highest, where there are several jobs.

    Raises:
        UserError: For what the user did wrong.
    """
    fail_fast = FAIL_FAST in arguments
    options = read_options([word for word in arguments if word != FAIL_FAST])
    if options.info:
        raise UserError(f"bijstand {verb} has no --info; bijstand run --info lists what there is")
    refuse_keys_of_others(options.words, verb)
    from experiments.words import expand_several_values

    listed = list(expand_several_values(options.words)) if options.several else [options.words]
    if options.show:
        for words in listed:
            show(words)
        return 0
    jobs = [read(words) for words in listed]
    if len({job.place for job in jobs}) < len(jobs):
        raise UserError(
            f"output.name={jobs[0].name} would be the name of {len(jobs)} studies; allowed: none, "
            f"with {MULTIRUN[0]}"
        )
    return max(act(job, fail_fast) for job in jobs)


def show(words: Sequence[str]) -> None:
    """Print the configuration that words compose."""
    from omegaconf import OmegaConf

    from experiments.compose import compose_configuration

    print(OmegaConf.to_yaml(OmegaConf.create(compose_configuration(words).content)))


def do_study(
    job: StudyJob,
    fail_fast: bool,
    keep: Keep | None = None,
    grow: Grow | None = None,
    about: dict[str, Any] | None = None,
) -> Study:
    """Run the study of a job, or what is left of it, in its folder.

    Raises:
        UserError: As ``experiments.study.run_study``.
    """
    from experiments.output import RESOLVED, saved_text
    from experiments.study import run_study

    place = job.place
    return run_study(
        job.design,
        job.frame,
        place,
        seeds=job.seeds,
        executor=job.executor,
        keep=keep,
        order="replication" if grow else "point",
        fail_fast=fail_fast,
        grow=grow,
        about={
            "verb": job.verb,
            "name": place.name,
            "configuration": dict(job.saved),
            "decisive": dict(job.decisive),
            **(about or {}),
        },
        texts={RESOLVED: saved_text(job, job.verb, str(place / RESOLVED))},
    )


def do_job(job: Job, verb: str, keep: Keep, daily: bool, fail_fast: bool) -> Study:
    """Run the settings of a job on its seeds, or what is left of them, in the folder of a verb.

    Raises:
        UserError: As ``experiments.study.run_study``.
    """
    from experiments.output import RESOLVED, saved_text
    from experiments.seeds import Seeds
    from experiments.study import run_study

    place = job.place_for(verb)
    return run_study(
        job.design,
        job.frame,
        place,
        seeds=Seeds(len(job.seeds), job.seeds.start),
        executor=job.executor,
        keep=keep,
        daily=daily,
        order="replication",
        fail_fast=fail_fast,
        about={
            "verb": verb,
            "name": place.name,
            "labels": [point.label for point in job.points],
            "configuration": job.saved,
        },
        texts={RESOLVED: saved_text(job, verb, str(place / RESOLVED))},
    )


def say_how_it_went(study: Study) -> int:
    """Say on stderr how many runs failed or have no value; return the exit status."""
    manifest = study.manifest
    missing, failed = manifest["without_value"], manifest["runs"]["failed"]
    if missing:
        listed = ", ".join(f"{name} {count}" for name, count in list(missing.items())[:4])
        more = f", and {len(missing) - 4} outcomes more" if len(missing) > 4 else ""
        print(
            f"bijstand: note: runs in which an outcome does not exist: {listed}{more}"
            f" (of {manifest['runs']['done']}; all in manifest.json)",
            file=sys.stderr,
        )
    if failed:
        first = study.failures().iloc[0]
        print(
            f"bijstand: {failed} of {manifest['runs']['asked']} runs failed; the first, point "
            f"{first['point']} with seed {first['seed']}, at the stage '{first['stage']}': "
            f"{first['error']} ({study.folder}/failures.parquet has all)",
            file=sys.stderr,
        )
    return SOME_FAILED if failed else 0


def refuse_nothing_finished(study: Study) -> None:
    """Refuse to summarise a study of which every run failed."""
    if study.manifest["runs"]["done"] == 0:
        say_how_it_went(study)
        raise UserError(f"'{study.folder}': no run was finished, so there is nothing to summarise")
