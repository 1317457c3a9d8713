"""What the verbs that run a study have in common: running it, and saying how it went."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING, Any

from experiments.running.telling import note, say
from sim.errors import UserError
from sim.words import Message

if TYPE_CHECKING:
    from analysis.stored.answer import Answer
    from bijstand.command_line.placed import Placed
    from experiments.configuration.inquiry import Inquiry
    from experiments.configuration.job import Job
    from experiments.configuration.study import StudyJob
    from experiments.running.chunk import Keep
    from experiments.study.notes import Note
    from experiments.study.study import Grow, Study

SOME_FAILED = 1
NAMED = 4


@contextmanager
def imported_meanwhile(*modules: str) -> Iterator[None]:
    """Import what an answer needs while the runs of a ``with`` block are under way.

    Compiled runs leave the interpreter free, and such modules take a second. At the end of the
    block they are there: two threads are never about the same of them.

    Args:
        modules: Their names.
    """

    def import_them() -> None:
        for name in modules:
            # Whoever needs it finds the same fault, and says what it means.
            with suppress(Exception):
                import_module(name)

    thread = Thread(target=import_them, name="bijstand-imports", daemon=True)
    thread.start()
    yield
    thread.join()  # not after an error or an interrupt: then nobody needs them any more


def do_study(
    job: StudyJob,
    fail_fast: bool,
    keep: Keep | None = None,
    grow: Grow | None = None,
    about: Mapping[str, Any] | None = None,
) -> Study:
    """Run the study of a job, or what is left of it, in its folder.

    Raises:
        UserError: As ``experiments.study.study.run_study``; or where no run was finished.
    """
    from experiments.study.files import RESOLVED
    from experiments.study.output import saved_text
    from experiments.study.study import run_study

    place = job.place
    study = run_study(
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
    _refuse_nothing_finished(study)
    return study


def noted(study: Study, notes: Sequence[Note]) -> None:
    """Store with the warnings of a study what only its finished runs could tell.

    Args:
        study: The study, finished.
        notes: What must be known beside its results; each is kept once.
    """
    from experiments.study.notes import WARNINGS, once
    from experiments.study.recorded import stored_manifest, write_manifest

    content = stored_manifest(study.folder) or dict(study.manifest)
    known = list(content.get(WARNINGS, []))
    if len(together := once([*known, *notes])) > len(known):
        write_manifest(study.folder, {**content, WARNINGS: together})


def do_job(job: Job, verb: str, keep: Keep, daily: bool, fail_fast: bool) -> Study:
    """Run the settings of a job on its seeds, or what is left of them, in the folder of a verb.

    Raises:
        UserError: As ``experiments.study.study.run_study``; or where no run was finished.
    """
    from experiments.design.seeds import Seeds
    from experiments.study.files import RESOLVED
    from experiments.study.output import saved_text
    from experiments.study.study import run_study

    place = job.place_for(verb)
    study = run_study(
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
    _refuse_nothing_finished(study)
    return study


def answer_study(job: Inquiry, fail_fast: bool) -> Answer:
    """Run the study of a job, and return what the room of its verb says of it.

    Raises:
        UserError: As ``do_study``, or for what the room refuses.
    """
    return answered(job, do_study(job.study, fail_fast))


def answered(job: Placed, study: Study) -> Answer:
    """Return what the room of a verb says of its finished study, in the language of the job."""
    from analysis.answers import answer_of
    from analysis.stored.stored import Stored
    from experiments.study.recorded import TOLD
    from experiments.study.study import Study

    # A verb works its answer out, whatever an earlier call has told of the same question.
    manifest = {key: value for key, value in study.manifest.items() if key != TOLD}
    return answer_of(Stored(Study(study.folder, manifest))).in_language(job.language)


def say_how_it_went(study: Study) -> int:
    """Say on stderr how many runs failed or have no value; return the exit status."""
    from experiments.running.chunk import STAGES
    from sim.outcomes import STRATA

    manifest = study.manifest
    # A stratum without needs, or a setting without a crisis, is no news; the manifest has it.
    missing = {n: count for n, count in manifest["without_value"].items() if n not in STRATA}
    failed = manifest["runs"]["failed"]
    if missing:
        listed = ", ".join(f"{name} {count}" for name, count in list(missing.items())[:NAMED])
        more = Message(", and {count} outcomes more", count=len(missing) - NAMED)
        note(
            Message(
                "runs in which an outcome does not exist: {listed}{more} (of {runs}; all in "
                "manifest.json)",
                listed=listed,
                more=more if len(missing) > NAMED else "",
                runs=manifest["runs"]["done"],
            )
        )
    if failed:
        first = study.failures().iloc[0]
        say(
            Message(
                "{failed} of {runs} runs failed; the first, point {point} with seed {seed}, at the "
                "stage '{stage}': {reason} ({folder}/failures.parquet has all)",
                failed=failed,
                runs=manifest["runs"]["asked"],
                point=first["point"],
                seed=first["seed"],
                stage=STAGES.get(first["stage"], first["stage"]),
                reason=first["error"],
                folder=study.folder,
            )
        )
    return SOME_FAILED if failed else 0


def _refuse_nothing_finished(study: Study) -> None:
    """Refuse to summarise a study of which every run failed."""
    if study.manifest["runs"]["done"] == 0:
        say_how_it_went(study)
        raise UserError(
            "'{folder}': no run was finished, so there is nothing to summarise", folder=study.folder
        )
