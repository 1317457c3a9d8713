"""The sections of the configuration that say how a question of analysis is asked, checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from omegaconf import OmegaConf

from experiments.configuration.compose import Composed, compose_configuration, section
from experiments.configuration.settings import first_seed, point_of, refuse_other_verb
from experiments.configuration.study import StudyJob, job_in
from experiments.configuration.words import LISTS
from experiments.design import Design
from experiments.design.point import NO_POLICY, Point
from experiments.design.seeds import Seeds
from sim.errors import unknown_name
from sim.outcomes import OUTCOMES
from sim.setting.configuration import CONFIGURATION
from sim.setting.offered import offered_in


@dataclass(frozen=True, slots=True)
class Question:
    """The section of a verb, with what it was composed into.

    Attributes:
        verb: The verb; its section has the same name.
        composed: The whole configuration.
        point: The one setting that it describes.
    """

    verb: str
    composed: Composed
    point: Point

    @property
    def given(self) -> Mapping[str, Any]:
        """The verb's own section."""
        return section(self.composed.content, self.verb)

    def whole(self, key: str) -> int:
        """Return a whole number of the section."""
        return int(self.given[key])

    def number(self, key: str) -> float | None:
        """Return a number of the section, None for null."""
        value = self.given[key]
        return None if value is None else float(value)

    def names(self, key: str) -> list[str]:
        """Return a list of names of the section, none for null."""
        return list(self.given[key] or [])

    def names_or_chosen(self, group: str) -> list[str]:
        """Return the names of a group that the section lists; the chosen one where it has none."""
        return self.names(LISTS[group]) or [self.composed.choices[group]]

    def policies(self) -> list[str]:
        """Return the policies that the section lists, or all of the world; none of them first.

        To do nothing new is among them, listed or not: it is what others are held against.
        """
        named = self.names("policies")
        if NO_POLICY in named:
            return named
        every = named or offered_in("policy", self.point.world)
        return [NO_POLICY, *(name for name in every if name != NO_POLICY)]

    def outcome(self, key: str = "outcome") -> str:
        """Return the outcome that the section asks about."""
        return known_outcome(self.given[key], f"{self.verb}.{key}")

    def job(
        self, design: Design, seeds: Seeds, decisive: Mapping[str, Any] | None = None
    ) -> StudyJob:
        """Return the study of this question, with a design and seeds."""
        job = job_in(self.composed, self.verb, self.point, design, seeds, decisive)
        content = self.composed.content
        own = {key: content[key] for key in (self.verb, "method", "within", "run")}
        return replace(job, saved={**job.saved, **own})


def ask(words: Sequence[str], verb: str) -> Question:
    """Compose and check the question that the words of a command line ask.

    Raises:
        UserError: For whatever is not allowed.
    """
    composed = compose_configuration(words)
    refuse_other_verb(composed, verb)
    return Question(verb, composed, point_of(composed))


def known_outcome(name: object, key: str) -> str:
    """Return the name of an outcome of every run.

    Raises:
        UserError: Where there is none of that name.
    """
    if not isinstance(name, str) or name not in OUTCOMES:
        raise unknown_name("outcome", name, OUTCOMES, key)
    return name


def with_sizes(words: Sequence[str], kind: str, points: int, size: str) -> list[str]:
    """Return words in which a design stands: the user's own, or else the verb's.

    Args:
        words: The user's words.
        kind: The kind of design that the verb takes by itself.
        points: How many points it takes by itself.
        size: The key with which a user says otherwise.
    """
    given = dict(word.partition("=")[::2] for word in words)
    if given.keys() & {"from", "experiment"}:
        return list(words)
    own = [] if "design" in given else [f"design={kind}"]
    if "design.points" not in given and given.get("design", kind) == kind:
        own.append(f"design.points={given.get(size, points)}")
    return [*own, *words]


def declared_in(verb: str) -> Any:
    """Return the section of a verb as ``conf/analysis`` declares it."""
    declared = OmegaConf.load(CONFIGURATION / "analysis" / "declared.yaml")
    sections: Any = OmegaConf.to_container(declared)
    return sections[verb]


def run_seeds(composed: Composed) -> Seeds:
    """Return the seeds of ``run.seeds``, the same ones at every point."""
    count = section(composed.content, "run")["seeds"]
    return Seeds(count, first_seed(composed, count), "same")


def own_seeds(question: Question) -> Seeds:
    """Return as many seeds as the verb's section says, others at every base row."""
    count = question.whole("seeds")
    return Seeds(count, first_seed(question.composed, count), "base_row")
