"""``bijstand patterns``: the study's claims, each measured and judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bijstand.command_line.verb import StudyVerb
from sim.errors import UserError
from sim.words import Message

if TYPE_CHECKING:
    from analysis.stored.answer import Answer
    from experiments.running.executors import ExecutorChoice

ABOUT = Message("""\
bijstand patterns: the 48 claims of the study, each measured and judged

Every claim is a number with an interval and a rule that was fixed beforehand: it passes, fails or
cannot be decided, under the answers to open questions that it turns on. Design patterns were
written into the equations and only verify the code; emergent, discriminating and null ones are
results. Writes every number, the verdicts, a figure and all runs; a setting that several claims
share is run once.\
""")
EXAMPLES = """\
  bijstand patterns
  bijstand patterns patterns.only=[P03,P09,P15] replications=60
  bijstand patterns replications=8 patterns.draws=100 language=nl\
"""
OPTIONS = Message("""\
  --cfg job       print the composed configuration, run nothing
  --multirun, -m  keys may have several values: a measurement of each combination
  --help, -h      this text

The same command goes on where it was interrupted; nothing is run twice.\
""")
REPLICATIONS = 30


@dataclass(frozen=True, slots=True)
class PatternJob:
    """What one call measures.

    Attributes:
        only: The ids of the patterns; None for all.
        seeds: The seeds of every setting.
        days: Measured days.
        warm_up_days: Days before them.
        draws: Draws of conditions.
        executor: Where it is run.
        language: "en" or "nl".
        folder: The folder for results.
        name: The name that the user gave to the results.
        saved: What ``from=`` takes back.
    """

    only: tuple[str, ...] | None
    seeds: range
    days: int
    warm_up_days: int
    draws: int
    executor: ExecutorChoice
    language: str
    folder: Path
    name: str | None
    saved: Mapping[str, Any]

    @property
    def world(self) -> None:
        """None: patterns are claims on the Netherlands."""
        return

    @property
    def place(self) -> Path:
        """The folder of the results."""
        return self.folder / "patterns" / (self.name or self._made_name)

    @property
    def _made_name(self) -> str:
        which = "all" if self.only is None else "-".join(self.only[:4])
        more = f"-and-{len(self.only) - 4}" if self.only and len(self.only) > 4 else ""
        return f"{which}{more}-{len(self.seeds)}x{self.days}"


def _read(words: Sequence[str]) -> PatternJob:
    from experiments.configuration.compose import compose_configuration, section
    from experiments.configuration.settings import (
        days_in,
        executor_in,
        first_seed,
        plain_name,
        point_of,
        refuse_other_verb,
        saved_choices,
    )
    from experiments.keys.limits import MOST_SEEDS
    from experiments.keys.values import whole

    composed = compose_configuration(words)
    refuse_other_verb(composed, "patterns")
    content, point = composed.content, point_of(composed)
    if not point.is_plain:
        raise UserError("patterns set scenario, policy, theory and conditions themselves")
    given, output = section(content, "patterns"), section(content, "output")
    replications = content["replications"]
    count = REPLICATIONS if replications is None else replications
    seeds: int = whole(2, MOST_SEEDS).read(count, "replications")
    first = first_seed(composed, seeds)
    warm_up_days, days = days_in(composed)
    keys = ("run", "executor", "output", "language", "replications", "patterns")
    return PatternJob(
        only=_only(given["only"]),
        seeds=range(first, first + seeds),
        days=days,
        warm_up_days=warm_up_days,
        draws=given["draws"],
        executor=executor_in(composed),
        language=content["language"],
        folder=Path(output["folder"]),
        name=plain_name(output["name"]),
        saved={**saved_choices(composed, point), **{key: content[key] for key in keys}},
    )


def _only(given: list[str] | None) -> tuple[str, ...] | None:
    from analysis.patterns.claims import chosen_claims

    if given is None:
        return None
    return tuple(claim.id for claim in chosen_claims(given))


def _answer(job: PatternJob, fail_fast: bool) -> Answer:
    from analysis.claims.runs import Plan
    from analysis.patterns.answer import answer_with
    from analysis.patterns.measurement import measure
    from analysis.stored.stored import Stored
    from experiments.study.files import RESOLVED, write_whole
    from experiments.study.output import saved_text

    place = job.place
    place.mkdir(parents=True, exist_ok=True)
    write_whole(place / RESOLVED, saved_text(job, "patterns", str(place / RESOLVED)))
    plan = Plan(
        job.seeds, job.days, job.warm_up_days, job.draws, job.executor, {"verb": "patterns"}
    )
    study, parts = measure(job.only, plan, place, job.language)
    return answer_with(Stored(study), parts).in_language(job.language)


VERB = StudyVerb("patterns", ABOUT, EXAMPLES, _read, _answer, with_tables=True, options=OPTIONS)
run, help_text = VERB.run, VERB.help_text
