"""A design point: what is held against something else, and what it is called."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from experiments.design.spoken import row_title
from sim.conditions import CONDITIONS, Conditions
from sim.reading import TABLE_ENDINGS, read_bytes
from sim.reading.csv_table import ALLOWED, MOST_BYTES
from sim.reading.regular import files_in
from sim.reading.values import NUMBER
from sim.setting.configuration import (
    file_name,
    is_own_file,
    known_names,
    plain_name,
    read_named,
    split_names,
)
from sim.setting.partnerships.partnership_file import standing
from sim.setting.policies.lever_file import LEVERS
from sim.setting.policies.policy import load_policy
from sim.setting.policies.pulled import read_pulled
from sim.setting.scenarios.scenario import load_scenario
from sim.setting.theories.theory import QUESTIONS, Theory, load_theory
from sim.words import Message, in_language
from sim.words.numbers import shortest
from sim.world import folder_of, load_world

DEFAULT_THEORY = "figure_2"
NO_POLICY = "none"
"""The policy under which nothing new is done."""
CHOSEN = ("scenario", "policy", "theory")
"""What is chosen by the name of a file."""
GROUP_NAMES = {
    "scenario": ("scenario", "scenario"),
    "policy": ("policy", "beleid"),
    "theory": ("theory", "theorie"),
    "ideal": ("idealised gates", "geïdealiseerde poorten"),
}
"""What factors that range over names are called, in English and Dutch."""
NAMED_AT_MOST = 3
MORE_PARTS = re.compile(r"(\d+) more")


@dataclass(frozen=True, slots=True)
class Point:
    """A design point: all that a run needs beside its seed and its length.

    Attributes:
        scenario: A name, or several as ``"flood+personnel_shortage"``.
        policy: The same for policies.
        theory: The answers to the open questions.
        conditions: The conditions that the user gave; what is not given is at its default.
        world: The folder of a world; None for the Netherlands.
        tables: What is moved in its tables, as ``sim.world.spread.places_in`` takes it.
    """

    scenario: str = "baseline"
    policy: str = "none"
    theory: Theory = field(default_factory=load_theory)
    conditions: Mapping[str, float] = field(default_factory=dict)
    world: str | None = None
    tables: Mapping[str, float] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether nothing is set otherwise than by default, the world aside."""
        plain = Point(conditions=self.conditions, world=self.world)
        return self == plain and not Conditions(self.conditions).changed()

    @property
    def label(self) -> str:
        """A short name for headings: the scenario, and whatever else is not as by default."""
        unlike = self.theory.answers_unlike(load_theory(self.theory.name))
        switches = [f"{key}={answer}" for key, answer in unlike.items()]
        parts = [
            self.scenario,
            *([self.policy] if self.policy != "none" else []),
            *([self.theory.name] if self.theory.name != DEFAULT_THEORY else []),
            *switches,
            *(f"{name}={value:g}" for name, value in self.conditions.items()),
        ]
        more = len(parts) - NAMED_AT_MOST
        shown = parts if more <= 1 else [*parts[:NAMED_AT_MOST], f"{more} more"]
        return ", ".join(shown)

    def title(self, language: str) -> str:
        """Return the label in words, as people read it in a language."""
        return label_in_words(self.label, language)

    def contents(self) -> dict[str, Any]:
        """Return everything that decides the outcome, the contents of named files included."""
        founded = [shock.founds for shock in load_scenario(self.scenario).shocks]
        return {
            **{group: self.contents_of(group) for group in CHOSEN},
            "conditions": dict(self.conditions),
            "world": _digest_of_world(self.world),
            "standing": repr(standing(load_world(self.world))),
            **({"founded": repr(founded)} if founded else {}),
        }

    def contents_of(self, group: str) -> dict[str, Any] | None:
        """Return what its choice in a group decides; None for a group that names no files."""
        if group == "scenario":
            return _decisive(group, self.scenario)
        if group == "policy":
            partnerships = repr(load_policy(self.policy).partnerships)
            return {LEVERS: _decisive(group, self.policy), "partnerships": partnerships}
        if group == "theory":
            return {**self.theory.answers, **self.theory.conditions}
        return None


def label_in_words(label: str, language: str) -> str:
    """Return a label as people read it: titles of files, conditions and answers by their names.

    Args:
        label: As ``Point.label`` has it, such as ``"crisis, liaisons, trust_start=0.4"``.
        language: "en" or "nl".
    """
    return ", ".join(_part_in_words(part, language) for part in label.split(", "))


def _part_in_words(part: str, language: str) -> str:
    for group in CHOSEN:
        if all(_is_known(group, name.strip()) for name in part.split("+")):
            return name_in_words(group, part, language)
    name, _, value = part.partition("=")
    if name in QUESTIONS and value in QUESTIONS[name].answers:
        question = QUESTIONS[name]
        asked = in_language(question.question, language)
        return f"{asked} {question.answer(value, language)}"
    if name in CONDITIONS and NUMBER.fullmatch(value):
        return f"{CONDITIONS[name].meaning(language)} {shortest(float(value), language)}"
    more = MORE_PARTS.fullmatch(part)
    return Message("{more} more", more=more[1]).in_language(language) if more else part


def _is_known(group: str, name: str) -> bool:
    """Return whether a name is one of a group's, or that of a file of the user's own."""
    file = file_name(group, name)
    return file in known_names(group) or (is_own_file(file) and Path(file).is_file())


def name_in_words(group: str, names: str, language: str) -> str:
    """Return the title of a scenario, policy or theory, or of several joined with ``+``."""
    return " + ".join(_title(group, name, language) for name in split_names(names, group))


def _title(group: str, name: str, language: str) -> str:
    """Return a member's title; with how a lever is pulled, where not as its file says."""
    file = file_name(group, name)
    title = str(read_named(group, file).get(f"title_{language}", plain_name(file)))
    pulled = _pulled_in_words(name, language) if group == "policy" else []
    return f"{title} ({'; '.join(pulled)})" if pulled else title


def _pulled_in_words(name: str, language: str) -> list[str]:
    """Return how a lever is pulled where not as its file says, the class of needs by its title."""
    pulled = read_pulled(name)
    of_class = {pulled.request_class: row_title("classes", pulled.request_class, language)}
    return [of_class.get(said) or in_language(said, language) for said in pulled.in_words()]


def _decisive(group: str, names: str) -> dict[str, dict[str, Any]]:
    """Return the contents of named files without what only describes them."""
    # Partnerships stand beside the levers, as their own files have them.
    described = ("title_", "description_", "section", "cost", "partnerships")
    return {
        name: {
            k: _listed(group, v) if k == LEVERS else v
            for k, v in read_named(group, file_name(group, name)).items()
            if not k.startswith(described)
        }
        for name in split_names(names, group)
    }


def _listed(group: str, levers: Any) -> Any:
    """Return the contents of the levers that a lever's file lists."""
    return _decisive(group, "+".join(levers)) if group == "policy" and levers else levers


def _digest_of_world(folder: str | None) -> str:
    """Return a digest of a user's world; the built-in one has a name of its own."""
    if folder is None:
        return "netherlands"
    digest = hashlib.sha256()
    for file in files_in(folder_of(folder), TABLE_ENDINGS):
        digest.update(file.name.encode() + read_bytes(file, str(file), ALLOWED, MOST_BYTES))
    return digest.hexdigest()[:16]
