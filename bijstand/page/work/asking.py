"""How the page asks the verbs of the command line: whoever starts the page hands this in.

The page asks in the words of the command line, and what comes of it is a study on disk like any
other: the same words, given to the same verb, open it, go on with it, or report it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Protocol

from analysis.stored.answer import Answer
from analysis.stored.stored import Stored
from bijstand.page.work.pool import Share
from experiments.study.study import Study


class Verb(Protocol):
    """A verb that makes a study of its words."""

    def job(self, words: Sequence[str]) -> Any:
        """Make a job of words."""

    def answer(self, job: Any, fail_fast: bool) -> Answer:
        """Run a job, and answer its question."""


class StudyOf(Protocol):
    """Runs the study of a job, and nothing beside it."""

    def __call__(self, job: Any) -> Study:
        """Run it, or what is left of it."""


@dataclass(frozen=True, slots=True)
class Asking:
    """The verbs, as the page asks them.

    Attributes:
        verbs: The verbs by name.
        study_of: Runs the study of a job alone, without what its verb runs beside it.
        always: Words that stand in every study of the page: the world in which it was opened.
    """

    verbs: dict[str, Verb]
    study_of: StudyOf
    always: tuple[str, ...] = ()

    def job(self, verb: str, words: Sequence[str], share: Share | None = None) -> Any:
        """Return what a verb would do.

        Args:
            verb: The verb.
            words: Its words.
            share: The share of the pool in which its runs are done; None for a job that is not.

        Raises:
            UserError: For words that it does not take.
        """
        job = self.verbs[verb].job([*words, *self.always])
        return job if share is None else _shared(job, share)

    def study(self, job: Any) -> Stored:
        """Run the study of a job, or what is left of it."""
        return Stored(self.study_of(job))

    def answer(self, verb: str, job: Any) -> Answer:
        """Answer the question of a job, with all that its verb runs beside it."""
        return self.verbs[verb].answer(job, False)


def place_of(job: Any, verb: str) -> Path:
    """Return where the study of a job lies."""
    if hasattr(job, "study"):
        place: Path = job.study.place
        return place
    return Path(job.place_for(verb))


def _shared(job: Any, share: Share) -> Any:
    """Return a job whose runs are done in a share of the pool."""
    if hasattr(job, "study"):
        return replace(job, study=replace(job.study, executor=share))
    return replace(job, executor=share)
