"""``bijstand elicit``: forms for people who know the work, and what their answers come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bijstand.command_line.verb import StudyVerb
from experiments.running.provenance import digest_of_content
from sim.words import Message

if TYPE_CHECKING:
    from analysis.stored.answer import Answer
    from experiments.study.notes import Note

NAME = "elicit"
ABOUT = Message("""\
bijstand elicit: ask people who know the work, and draw from what they say

Without answers it makes forms: an HTML file in each language that opens without a network, checks
what is filled in, saves it as CSV, and prints on A4. With elicit.answers= it reads what came back
(CSV or XLSX), tells every mistake in a line, and makes a belief of it: belief.json, which
bijstand sweep, discover, robust and voi draw from with belief=, instead of the declared ranges. No
name of a person is asked or stored; a code that the respondent chooses links the two rounds.
elicit.kind=ranges asks experts how large conditions are; elicit.kind=weighing lets officials judge
made requests, which tell by which rule they weigh (theory.drivers), and says how many to ask.\
""")
EXAMPLES = """\
  bijstand elicit
  bijstand elicit elicit.factors=[agreements,compensation,exercise_rate] language=nl
  bijstand elicit elicit.answers=example output.name=panel
  bijstand elicit elicit.kind=weighing
  bijstand elicit elicit.kind=weighing elicit.answers=example output.name=rules
  bijstand robust belief=outputs/elicit/panel robust.policies=[none,liaisons]\
"""
OPTIONS = Message("""\
  --cfg job       print the composed configuration, make nothing
  --multirun, -m  keys may have several values: one call of each combination
  --help, -h      this text

exit status: 0 when it is made, 2 for what is not allowed\
""")


@dataclass(frozen=True, slots=True)
class ElicitJob:
    """What one call asks, or reads.

    Attributes:
        asked: The section of the verb.
        texts: The answers that were read, by the name of their file in the folder.
        notes: What must be known beside them.
        language: "en" or "nl".
        folder: The folder for results.
        name: The name that the user gave to the results.
        saved: What ``from=`` takes back.
    """

    asked: Mapping[str, Any]
    texts: Mapping[str, str]
    notes: tuple[Note, ...]
    language: str
    folder: Path
    name: str | None
    saved: Mapping[str, Any]

    @property
    def decisive(self) -> Mapping[str, Any]:
        """What may not change in the folder: what is asked, and what was answered."""
        return {"asked": digest_of_content({**self.asked, "answers": dict(self.texts)})}

    @property
    def world(self) -> None:
        """None: experts are asked about the Netherlands."""
        return

    @property
    def place(self) -> Path:
        """The folder of the results."""
        kind = self.asked["kind"] + ("-answers" if self.texts else "-forms")
        return self.folder / NAME / (self.name or f"{kind}-{self.decisive['asked'][:8]}")


def _read(words: Sequence[str]) -> ElicitJob:
    from analysis.elicitation.received import notes_on, received
    from experiments.configuration.question import ask
    from experiments.configuration.settings import plain_name, saved_choices

    question = ask(words, NAME)
    content, given = question.composed.content, dict(question.given)
    texts, rows = received(given["kind"], given["factors"], given.pop("answers"))
    keys = ("run", "output", "language", NAME)
    return ElicitJob(
        asked=given,
        texts=texts,
        notes=notes_on(rows),
        language=content["language"],
        folder=Path(content["output"]["folder"]),
        name=plain_name(content["output"]["name"]),
        saved={
            **saved_choices(question.composed, question.point, ()),
            **{key: content[key] for key in keys},
            "verb": NAME,
        },
    )


def _answer(job: ElicitJob, _fail_fast: bool) -> Answer:
    from bijstand.command_line.study import answered
    from experiments.study.evidence import put_evidence
    from experiments.study.files import RESOLVED
    from experiments.study.output import saved_text

    resolved = saved_text(job, NAME, str(job.place / RESOLVED))
    texts = {**job.texts, RESOLVED: resolved}
    # Nothing is run, so that there is no setting to keep beside what was asked.
    kept = {key: job.saved[key] for key in (NAME, "output", "language")}
    study = put_evidence(job.place, NAME, kept, job.decisive, texts, job.notes)
    return answered(job, study)


VERB = StudyVerb(NAME, ABOUT, EXAMPLES, _read, _answer, with_tables=True, options=OPTIONS)
run, help_text = VERB.run, VERB.help_text
