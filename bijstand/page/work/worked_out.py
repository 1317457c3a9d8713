"""What the page makes of a study: numbers for its screens, from the answer of its verb."""

from __future__ import annotations

import hashlib
import threading
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from analysis.compare.settings import Settings, setting_runs
from analysis.stored.answer import Answer
from analysis.stored.grid import Grid
from analysis.stored.stored import Stored
from analysis.stored.summary import Estimate
from analysis.words.labels import PRIMARY
from analysis.words.readers import for_readers
from bijstand.page.case.asked import Question
from bijstand.page.case.case import LENGTH_OF_MARK
from bijstand.page.work.asking import Asking, place_of
from bijstand.page.work.pool import Share
from bijstand.page.work.shelf import READY, free_name, is_complete, lay_ready
from experiments.running.provenance import code_digest
from experiments.running.telling import telling_of
from sim.setting.policies.policy import Cost, load_policy
from sim.words import LANGUAGES
from sim.world import World, load_world

LOST = ("own_task_loss", "vetoes", "aversion_end", "net_added_value")
"""What is lost, or won, beside the outcome that the packages are for."""


@dataclass(frozen=True, slots=True)
class Place:
    """What packages do in one situation, or in all of them weighed.

    Attributes:
        level: The outcome without any package.
        gains: What each package changes, by its place in the case.
        told: Which of them are told from doing nothing, of all of them (Holm).
        ties: For each package those that are not told from it, of all pairs.
    """

    level: Estimate
    gains: Sequence[Estimate]
    told: Sequence[bool]
    ties: Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison, as the screen of consequences shows it.

    Attributes:
        folder: Where its study lies.
        seeds: On how many seeds.
        places: By situation, in the order of the case.
        settings: The runs, titles in each language.
    """

    folder: Path
    seeds: int
    places: Sequence[Place]
    settings: Mapping[str, Settings]

    def weighed(self, weights: Sequence[float]) -> list[Estimate]:
        """Return what each package changes on average, situations weighed; none for one of them."""
        found = self.settings["en"]
        if len(self.places) < 2 or not sum(weights) > 0:
            return []
        return [found.weighed(policy, weights) for policy in found.policies[1:]]


@dataclass(frozen=True, slots=True)
class Losses:
    """What packages change of everything else.

    Attributes:
        folder: Where its study lies.
        seeds: On how many seeds.
        changes: By outcome, situation and package, in the order of the case.
    """

    folder: Path
    seeds: int
    changes: Mapping[str, Sequence[Sequence[Estimate]]]


@dataclass(frozen=True, slots=True)
class Answered:
    """A study whose verb answers by itself.

    Attributes:
        folder: Where it lies.
        answer: The answer.
        said: It in sentences, by language.
        grids: Its tables as people read them, by language.
    """

    folder: Path
    answer: Answer
    said: Mapping[str, Sequence[str]]
    grids: Mapping[str, Sequence[Grid]]


@dataclass
class Workshop:
    """Works out what a case asks, for all readers of a server.

    Attributes:
        asking: The verbs.
        world: Where the world lies in which all is run; None for the Netherlands.
        one_at_a_time: Held while words are read and tables and figures are made, which share what
            libraries keep once for the whole process.
        shipped: The studies that ship.
    """

    asking: Asking
    world: str | None = None
    one_at_a_time: threading.RLock = field(default_factory=threading.RLock)
    shipped: Path = READY
    _places: dict[Path, threading.Lock] = field(default_factory=lambda: defaultdict(threading.Lock))

    def work_out(self, question: Question, share: Share) -> Any:
        """Run what a question asks, or what is left of it, and return what a screen shows of it.

        Raises:
            UserError: For what its verb refuses.
            Stopped: Where the reader wants something else.
        """
        job = self._job(question, share)
        # Two readers who ask the same wait for each other: the second finds what the first made.
        with self._places[place_of(job, question.verb)]:
            if question.verb != "compare":
                answer = self.asking.answer(question.verb, job)
                with self.telling():
                    return answered_in(answer)
            stored = self.asking.study(job)
        with self.telling():
            if question.role == "losses":
                return losses_in(stored, question.size)
            return compared_in(stored, question.size)

    @cached_property
    def the_world(self) -> World:
        """The world in which all is run."""
        return load_world(self.world)

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Make tables and figures, one at a time, in the names of the page's own world."""
        with self.one_at_a_time, telling_of(self.world):
            yield

    def mark(self, question: Question) -> str:
        """Return a mark of a question: another one where anything is that decides its answer."""
        asked = (code_digest(), question.verb, *question.words, *self.asking.always)
        return hashlib.sha256("\n".join(asked).encode()).hexdigest()[:LENGTH_OF_MARK]

    def whole(self, question: Question, share: Share) -> Answer:
        """Answer a question with all that its verb runs beside it, for what is handed on."""
        job = self._job(question, share)
        with self._places[place_of(job, question.verb)]:
            return self.asking.answer(question.verb, job)

    def is_stored(self, question: Question) -> bool:
        """Return whether the study of a question is there already, whole.

        Raises:
            UserError: For what its verb refuses.
        """
        return is_complete(place_of(self._job(question), question.verb))

    def _job(self, question: Question, share: Share | None = None) -> Any:
        """Return the job of a question, its study laid out where it ships.

        A folder that another version of the model filled is left as it is.
        """
        verb, words = question.verb, question.words
        with self.telling():
            job = self.asking.job(verb, words, share)
            place = place_of(job, verb)
            lay_ready(verb, place, self.shipped)
            name = free_name(place)
            if not name:
                return job
            return self.asking.job(verb, (*words, f"output.name={name}"), share)


def answered_in(answer: Answer) -> Answered:
    """Return what an answer says, in each language."""
    said = {lang: [for_readers(s, lang) for s in answer.sentences(lang)] for lang in LANGUAGES}
    grids = {
        lang: [grid.for_readers(lang) for grid in answer.grids(lang, False)] for lang in LANGUAGES
    }
    return Answered(answer.stored.folder, answer, said, grids)


def compared_in(stored: Stored, seeds: int) -> Compared:
    """Return what a comparison says, in the order of the case that asked it."""
    runs = setting_runs(stored)
    settings = {language: runs.settings(language, PRIMARY) for language in LANGUAGES}
    found = settings["en"]
    return Compared(stored.folder, seeds, [_place(found, s) for s in found.scenarios], settings)


def _place(found: Settings, scenario: str) -> Place:
    levers, told, apart = found.levers(scenario), found.told(scenario), found.apart(scenario)
    ties = [
        [
            place
            for place, other in enumerate(levers)
            if other != lever and not apart[frozenset((lever, other))]
        ]
        for lever in levers
    ]
    return Place(
        found.level(scenario, found.policies[0]),
        [found.gain(scenario, lever) for lever in levers],
        [told[lever] for lever in levers],
        ties,
    )


def losses_in(stored: Stored, seeds: int) -> Losses:
    """Return what packages change of ``LOST``, in the order of the study."""
    changes, runs = {}, setting_runs(stored)
    for outcome in LOST:
        found = runs.settings("en", outcome)
        changes[outcome] = [
            [found.gain(scenario, lever) for lever in found.levers(scenario)]
            for scenario in found.scenarios
        ]
    return Losses(stored.folder, seeds, changes)


def costs_of(packages: Sequence[str], world: World) -> list[Cost]:
    """Return what packages cost in a world."""
    return [load_policy(package).cost(world) for package in packages]
