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
    from experiments.design.belief import Belief
    from experiments.running.engine import ExecutorChoice

ABOUT = Message("""\
bijstand patterns: the 48 claims of the study, each measured and judged

Every claim is a number with an interval and a rule that was fixed beforehand: it passes, fails or
cannot be decided, under the answers to open questions that it turns on. Design patterns were
written into the equations and only verify the code; emergent, discriminating and null ones are
results. With patterns.theories= they are judged under theories too, with patterns.futures= or
belief= in each of many draws of all that is uncertain. In another world those are asked that name
nothing that it has not. Writes every number, the verdicts, figures and all runs; a setting that
several claims share is run once.\
""")
EXAMPLES = """\
  bijstand patterns
  bijstand patterns patterns.only=[P03,P09,P15] replications=60
  bijstand patterns patterns.theories=[figure_1,triade] patterns.futures=50
  bijstand patterns world=germany replications=60
  bijstand patterns replications=8 patterns.draws=100 language=nl\
"""
OPTIONS = Message("""\
  --cfg job       print the composed configuration, run nothing
  --multirun, -m  keys may have several values: a measurement of each combination
  --help, -h      this text

The same command goes on where it was interrupted; nothing is run twice.\
""")
REPLICATIONS = 30
FUTURES = 100
"""In how many draws patterns are judged where a belief is given."""


@dataclass(frozen=True, slots=True)
class PatternJob:
    """What one call measures.

    Attributes:
        only: The ids of the patterns; None for all.
        seeds: The seeds of every setting.
        days: Measured days.
        warm_up_days: Days before them.
        draws: Draws of conditions.
        theories: The theories under which they are judged too.
        futures: In how many draws of all that is uncertain they are judged.
        belief: What these are drawn from; None for the declared ranges.
        belief_path: Where it lies.
        executor: Where it is run.
        world: Where; None for the Netherlands.
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
    theories: tuple[str, ...]
    futures: int
    belief: Belief | None
    belief_path: str | None
    executor: ExecutorChoice
    world: str | None
    language: str
    folder: Path
    name: str | None
    saved: Mapping[str, Any]

    @property
    def place(self) -> Path:
        """The folder of the results."""
        return self.folder / "patterns" / (self.name or self._made_name)

    @property
    def _made_name(self) -> str:
        from sim.world.folders import folder_of

        which = "all" if self.only is None else "-".join(self.only[:4])
        more = f"-and-{len(self.only) - 4}" if self.only and len(self.only) > 4 else ""
        beside = f"-{self.futures}-futures" if self.futures else ""
        beside += f"-{self.belief.digest[:6]}" if self.belief is not None else ""
        there = f"-{folder_of(self.world).name}" if self.world is not None else ""
        return f"{which}{more}-{len(self.seeds)}x{self.days}{beside}{there}"


def _read(words: Sequence[str]) -> PatternJob:
    from experiments.configuration.belief import belief_in
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
    belief = belief_in(composed)
    keys = ("run", "executor", "output", "language", "replications", "patterns", "belief")
    return PatternJob(
        only=_only(given["only"]),
        seeds=range(first, first + seeds),
        days=days,
        warm_up_days=warm_up_days,
        draws=given["draws"],
        theories=_theories(given["theories"]),
        futures=_futures(given["futures"], belief),
        belief=belief,
        belief_path=content["belief"],
        executor=executor_in(composed),
        world=point.world,
        language=content["language"],
        folder=Path(output["folder"]),
        name=plain_name(output["name"]),
        saved={**saved_choices(composed, point), **{key: content[key] for key in keys}},
    )


def _only(given: list[str] | None) -> tuple[str, ...] | None:
    from analysis.patterns.declared.claims import chosen_claims

    if given is None:
        return None
    return tuple(claim.id for claim in chosen_claims(given))


def _theories(given: list[str]) -> tuple[str, ...]:
    from sim.setting.theories.theory import load_theory

    for name in given:
        load_theory(name)
    return tuple(given)


def _futures(given: int | None, belief: Belief | None) -> int:
    if given is None:
        return 0 if belief is None else FUTURES
    if given == 0 and belief is not None:
        raise UserError(
            "patterns.futures=0 draws nothing, so that belief= has nothing to change; "
            "allowed with a belief: a number of draws"
        )
    return given


def _answer(job: PatternJob, fail_fast: bool) -> Answer:
    from analysis.claims.runs import Plan
    from analysis.patterns.answer import answer_with
    from analysis.patterns.measurement import Measurement, measure
    from analysis.stored.stored import Stored
    from experiments.study.files import RESOLVED, write_whole
    from experiments.study.output import saved_text

    place = job.place
    place.mkdir(parents=True, exist_ok=True)
    write_whole(place / RESOLVED, saved_text(job, "patterns", str(place / RESOLVED)))
    plan = Plan(
        job.seeds,
        job.days,
        job.warm_up_days,
        job.draws,
        job.executor,
        {"verb": "patterns"},
        job.world,
    )
    asked = Measurement(
        job.only, plan, job.language, job.theories, job.futures, job.belief, job.belief_path
    )
    study, parts, elsewhere = measure(asked, place)
    found = answer_with(Stored(study), parts, elsewhere, job.belief is not None)
    return found.in_language(job.language)


VERB = StudyVerb("patterns", ABOUT, EXAMPLES, _read, _answer, with_tables=True, options=OPTIONS)
run, help_text = VERB.run, VERB.help_text
