"""A frame: what stays fixed in a study, and how a point of its design becomes a setting."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from experiments.design.factors import WORLD, read_ideal_word
from experiments.design.point import DEFAULT_THEORY, Point
from sim.reading import TABLE_ENDINGS
from sim.reading.regular import files_in
from sim.setting.policies.policy import Cost, Policy, load_policy
from sim.setting.scenarios.scenario import Scenario, load_scenario
from sim.setting.setting import Setting, resolve
from sim.setting.span import read_date
from sim.setting.theories.theory import Theory, load_theory
from sim.world import World, load_world
from sim.world.spread import drawn_world

KEPT_SETTINGS = 64
# Settings of a comparison meet the same hundred draws of the tables, one setting after another.
KEPT_DRAWS = 128
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, eq=False)
class Frame:
    """What every point of a study has in common; a point's own values go before it.

    Attributes:
        scenario: A name, or several joined with ``+``.
        policy: The same for policies.
        theory: The name of a theory.
        switches: Answers to open questions on top of the theory, and its level.
        conditions: Conditions that are not at their default.
        world: The folder of a world; None for the Netherlands.
        days: Measured days.
        warm_up_days: Days before them.
        ideal: Which gates are idealised (see ``sim.setting.theories.ideal``).
        references: Whether runs have the outcomes that take paired runs (three times the work).
        start_date: The date of the first measured day; None where it has none.
    """

    scenario: str = "baseline"
    policy: str = "none"
    theory: str = DEFAULT_THEORY
    switches: Mapping[str, str] = field(default_factory=dict)
    conditions: Mapping[str, float] = field(default_factory=dict)
    world: str | None = None
    days: int = 730
    warm_up_days: int = 180
    ideal: tuple[str, ...] = ()
    references: bool = False
    start_date: str | None = None

    def point(self, values: Mapping[str, float | str]) -> Point:
        """Return a point of a design inside this frame.

        Args:
            values: By factor: ``scenario``, ``policy``, ``theory``, ``theory.<switch>``,
                ``conditions.<name>``, ``world.<column>[.<row>]``; ``ideal`` is no
                part of a point, but of its setting.

        Raises:
            UserError: For a name or value that does not exist.
        """
        factors = tuple(values)
        answers: dict[str, Any] = {name: values[f] for f, name in _named("theory", factors)}
        given: dict[str, Any] = {name: values[f] for f, name in _named("conditions", factors)}
        theory = _theory(str(values.get("theory", self.theory)))
        return Point(
            scenario=str(values.get("scenario", self.scenario)),
            policy=str(values.get("policy", self.policy)),
            theory=theory.with_choices({**self.switches, **answers}),
            conditions={**self.conditions, **given},
            world=self.world,
            tables={name: float(values[f]) for f, name in _named(WORLD, factors)},
        )

    def setting(self, values: Mapping[str, float | str]) -> Setting:
        """Return a point made ready to run; what its files hold is read once per process.

        Raises:
            UserError: As ``sim.setting.setting.resolve``.
        """
        return _setting(self, tuple(values.items()), _stamp(self.world))

    def cost(self, policy: str) -> Cost:
        """Return what a policy costs in this frame, on average over its measured days."""
        world = _world(self.world, _stamp(self.world))
        return _policy(policy).cost(world, self.days, read_date(self.start_date))

    def contents(self, words: Mapping[str, Iterable[str]] | None = None) -> dict[str, Any]:
        """Return all that decides numbers, the contents of every named file included.

        Args:
            words: Further names of scenarios, policies and theories that a design ranges over.
        """
        named = {
            group: {word: self.point({group: word}).contents_of(group) for word in named_words}
            for group, named_words in (words or {}).items()
        }
        days = [self.warm_up_days, self.days]
        return {
            **self.point({}).contents(),
            "days": days,
            "ideal": list(self.ideal),
            "references": self.references,
            "named": named,
            **({"start_date": self.start_date} if self.start_date else {}),
        }

    @cached_property
    def _key(self) -> str:
        fixed = [
            self.scenario,
            self.policy,
            self.theory,
            dict(self.switches),
            dict(self.conditions),
            self.world,
            self.days,
            self.warm_up_days,
            self.ideal,
            self.references,
            self.start_date,
        ]
        return json.dumps(fixed, default=float)

    def __eq__(self, other: object) -> bool:
        """Compare by what is fixed."""
        return isinstance(other, Frame) and self._key == other._key

    def __hash__(self) -> int:
        """Hash what is fixed."""
        return hash(self._key)


def frame_of(
    point: Point,
    days: int,
    warm_up_days: int,
    references: bool = False,
    start_date: str | None = None,
) -> Frame:
    """Return the frame in which a point stands by itself."""
    changed = point.theory.answers_unlike(load_theory(point.theory.name))
    return Frame(
        point.scenario,
        point.policy,
        point.theory.name,
        changed,
        point.conditions,
        point.world,
        days,
        warm_up_days,
        references=references,
        start_date=start_date,
    )


@lru_cache(maxsize=16)
def _named(group: str, factors: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the factors of a group with their names in it; the same for all points of a design."""
    parts = ((factor, *factor.partition(".")) for factor in factors)
    return tuple((factor, name) for factor, head, _, name in parts if head == group and name)


@lru_cache(maxsize=KEPT_SETTINGS)
def _setting(frame: Frame, values: tuple[tuple[str, float | str], ...], stamp: Stamp) -> Setting:
    given = dict(values)
    point = frame.point(given)
    ideal = read_ideal_word(str(given["ideal"])) if "ideal" in given else frame.ideal
    setting = resolve(
        _scenario(point.scenario),
        _policy(point.policy),
        point.theory,
        point.conditions,
        frame.days,
        frame.warm_up_days,
        _drawn(_world(point.world, stamp), tuple(point.tables.items())),
        ideal,
        frame.start_date,
    )
    # Worked out here, so that what is wrong with a setting is not found in the middle of a run.
    _ = setting.environment, setting.tables, setting.demand
    return setting


def _stamp(folder: str | None) -> Stamp:
    """Return what changes when a user's world changes, so that no old one is used for it."""
    files = files_in(folder, TABLE_ENDINGS) if folder is not None else []
    return tuple((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)


@lru_cache(maxsize=8)
def _world(folder: str | None, stamp: Stamp) -> World:
    return load_world(folder)


@lru_cache(maxsize=KEPT_DRAWS)
def _drawn(world: World, tables: tuple[tuple[str, float], ...]) -> World:
    return drawn_world(world, dict(tables))


@lru_cache(maxsize=1024)
def _theory(name: str) -> Theory:
    return load_theory(name)


@lru_cache(maxsize=1024)
def _scenario(names: str) -> Scenario:
    return load_scenario(names)


@lru_cache(maxsize=1024)
def _policy(names: str) -> Policy:
    return load_policy(names)
