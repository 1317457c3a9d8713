"""Scenarios and policies made in Python: the same things as files, without writing one.

An object is put into a file of its own, in a folder named by its content, and is from there on an
own file of the user's like any other: the same checks and messages hold for it, a study that used
it can be resumed by the command line, and what is changed in Python later is another file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from bijstand.plain import by_name, plain, rows
from experiments.study.files import write_whole
from sim.errors import UserError, shown, unknown_name
from sim.setting.policies.policy import policy_from
from sim.setting.scenarios.scenario import scenario_from
from sim.words import Message
from sim.world import World, load_world

FOLDER = Path("outputs") / "made"


def _checked_name(group: str, name: str) -> str:
    if not isinstance(name, str) or not re.fullmatch(r"[A-Za-z0-9_-]{1,60}", name):
        raise UserError(
            "name of a {group} is {name}; allowed: letters, digits, _ and -",
            group=Message(group),
            name=shown(name),
        )
    return name


def _put(group: str, name: str, content: Mapping[str, Any]) -> str:
    """Write the file of an object where it is not there yet; returns its path as a word."""
    text = yaml.safe_dump(dict(content), sort_keys=False, allow_unicode=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    file = FOLDER / group / digest / f"{name}.yaml"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text)
    return str(file)


@dataclass(frozen=True)
class Scenario:
    """Something that happens, made in Python.

    Attributes:
        name: Its name, in letters, digits, _ and -.
        windows: Stretches of days in which something is otherwise, each a dict with the keys of a
            scenario's file: ``start`` (days after the warm-up), ``length`` (days), ``urgency``,
            ``demand`` (a factor), ``shortage_police``, …; see docs/tutorial-researcher.md.
        needs: Needs that are fixed, each a dict with ``day``, ``class``, ``region``, ``size``
            (persons), and where wanted ``duration`` and ``deadline`` (days).
        title: Its name as people read it; the name where it has none.

    Raises:
        UserError: For a key or a value that a scenario's file could not have either.

    Example:
        >>> Scenario("two_weeks", windows=[{"start": 100, "length": 14, "urgency": 0.9}]).name
        'two_weeks'
    """

    name: str
    windows: Sequence[Mapping[str, Any]] = ()
    needs: Sequence[Mapping[str, Any]] = ()
    title: str = ""
    word: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Check it as its file would be."""
        content: dict[str, Any] = dict.fromkeys(("title_en", "title_nl"), self.title or self.name)
        content |= {"windows": rows("windows", self.windows), "needs": rows("needs", self.needs)}
        scenario_from(_checked_name("scenario", self.name), content)
        object.__setattr__(self, "word", _put("scenario", self.name, content))

    def __str__(self) -> str:
        """Return what stands for it among the words of a command line."""
        return self.word


@dataclass(frozen=True)
class Policy:
    """A lever, made in Python.

    Attributes:
        name: Its name, in letters, digits, _ and -.
        conditions: Values that conditions are brought to, by name.
        classes: What it brings about for single classes of needs, by class and lever.
        persons: Persons that it takes in all, from each unit in proportion to its people; or as in
            a file a list of dicts such as ``{"organisation": "politie", "persons": 2}``.
        euro: Million euro a year beside their pay; None where it is not known.
        theory: Open questions that it answers, by name.
        title: Its name as people read it; the name where it has none.
        world: The folder of the world whose units give the persons; None for the Netherlands.

    Raises:
        UserError: For a key or a value that a policy's file could not have either.

    Example:
        >>> Policy("duty", conditions={"quick_reaction_share": 0.4}, persons=24).name
        'duty'
    """

    name: str
    conditions: Mapping[str, float] = field(default_factory=dict)
    classes: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    persons: float | Sequence[Mapping[str, Any]] = 0
    euro: float | None = None
    theory: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    world: str | None = None
    word: str = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Check it as its file would be."""
        content: dict[str, Any] = dict.fromkeys(("title_en", "title_nl"), self.title or self.name)
        for what in ("conditions", "theory", "classes"):
            content[what] = by_name(what, getattr(self, what))
        world = load_world(self.world)
        object.__setattr__(self, "persons", plain(self.persons))
        content["people"] = self._people(world)
        if self.euro is not None:
            money = {"amount": plain(self.euro), "unit": "million euro a year", "grade": "J"}
            content["cost"] = {"money": {**money, "source": "given in Python"}}
        known = [each.id for each in world.classes]
        for name in self.classes:
            if name not in known:
                raise unknown_name("class", name, known, Message("policy '{name}'", name=self.name))
        policy_from(_checked_name("policy", self.name), content).held_out(world)
        object.__setattr__(self, "word", _put("policy", self.name, content))

    def _people(self, world: World) -> list[dict[str, Any]]:
        if isinstance(self.persons, bool) or not isinstance(self.persons, int | float):
            return rows("persons", self.persons)
        everybody = sum(unit.persons for unit in world.units)
        if not 0 <= self.persons <= everybody:
            raise UserError(
                "policy '{name}': persons is {persons:g}; allowed: 0 to {everybody}",
                name=self.name,
                persons=self.persons,
                everybody=everybody,
            )
        return [{"share": float(self.persons) / everybody}] if self.persons else []

    def __str__(self) -> str:
        """Return what stands for it among the words of a command line."""
        return self.word
