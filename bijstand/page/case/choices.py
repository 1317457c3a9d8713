"""What a reader chose to run: checked in one place, whichever way it came to the page.

A choice comes from the page's controls, from the address (``/?scenario=flood&seed=3``), from a
file that the page or ``bijstand run`` wrote, or from the command line. All of them end up as the
same keys and texts, and are refused in the same line.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from bijstand.page.budgets import HIGHEST_SEED, LARGEST_FILE, LONGEST_DAYS, LONGEST_WARM_UP
from experiments.design.frame import Frame
from sim.conditions import CONDITIONS, OTHER_WORDS
from sim.conditions.values import checked
from sim.errors import UserError, shown, unknown_name
from sim.reading import mapping_from
from sim.reading.numbers import refuse_two_readings
from sim.setting.configuration import file_name, is_own_file, known_names, read_named, split_names
from sim.setting.policies.pulled import read_pulled
from sim.setting.theories.theory import QUESTIONS, Theory, load_theory
from sim.words import LANGUAGES, Message

KEYS = ("scenario", "policy", "theory", "seed", "days", "warm_up_days", "language")
PLAIN = {"scenario": "baseline", "policy": "none"}


@dataclass(frozen=True)
class Choices(Frame):
    """One setting with its seed: what every run of a study has in common, for a single run.

    Attributes:
        seed: A whole number.
    """

    seed: int = 1

    def with_value(self, key: str, value: Any, *, own_files: bool = False) -> Choices:
        """Return a copy with one key set otherwise.

        Args:
            key: One of ``KEYS``, ``theory.<switch>`` or ``conditions.<name>``.
            value: Its value, as a text or as what it is; None gives the default back.
            own_files: Whether a scenario or policy may also be the path of a file, as for those who
                start the page. What comes to the page from outside names what is there, and never
                a file.

        Raises:
            UserError: For a key that does not exist or a value that is not allowed.
        """
        head, dot, name = key.partition(".")
        if dot and head == "conditions":
            return replace(self, conditions=self._with_condition(name, value))
        if dot and head == "theory":
            return replace(self, switches=_with_switch(self.switches, self.theory, name, value))
        if key in PLAIN:
            return self._replaced(key, names_of(key, value, own_files=own_files))
        if key == "theory":
            if not isinstance(value, str) or value not in known_names("theory"):
                raise unknown_name("theory", value, known_names("theory"))
            return replace(self, theory=str(value), switches={})
        limits = {
            "seed": (0, HIGHEST_SEED),
            "days": (1, LONGEST_DAYS),
            "warm_up_days": (0, LONGEST_WARM_UP),
        }
        if key not in limits:
            known = [*KEYS, *(f"conditions.{name}" for name in CONDITIONS)]
            raise unknown_name("key", key, [*known, *(f"theory.{name}" for name in QUESTIONS)])
        return self._replaced(key, whole(key, value, *limits[key]))

    def _replaced(self, key: str, value: Any) -> Choices:
        changes: dict[str, Any] = {key: value}
        return replace(self, **changes)

    def plain_value(self, name: str) -> float:
        """The value of a condition where the reader says nothing: the theory's, or the default."""
        return float(self.the_theory.conditions.get(name, CONDITIONS[name].default))

    def _with_condition(self, name: str, value: Any) -> dict[str, float]:
        if name not in CONDITIONS:
            raise unknown_name("condition", name, CONDITIONS)
        told = (name, OTHER_WORDS.get(name))
        rest = {key: kept for key, kept in self.conditions.items() if key not in told}
        if value is None:
            return rest
        number = _number(value)
        settled = checked(name, value if number is None else number)
        return rest if settled == self.plain_value(name) else {**rest, name: settled}

    @property
    def the_theory(self) -> Theory:
        """The theory with the chosen answers."""
        return load_theory(self.theory).with_choices(dict(self.switches))

    @property
    def words(self) -> list[str]:
        """The choices as words of the command line."""
        return [
            f"scenario={self.scenario}",
            f"policy={self.policy}",
            f"theory={self.theory}",
            *(f"theory.{name}={value}" for name, value in self.switches.items()),
            *(f"conditions.{name}={value!r}" for name, value in self.conditions.items()),
            f"run.first_seed={self.seed}",
            f"run.days={self.days}",
            f"run.warm_up_days={self.warm_up_days}",
        ]

    def arguments(self) -> dict[str, Any]:
        """The choices as arguments of the model, its seed aside."""
        return {
            "scenario": self.scenario,
            "policy": self.policy,
            "theory": self.the_theory,
            "conditions": dict(self.conditions),
            "days": self.days,
            "warm_up_days": self.warm_up_days,
        }


def changed_keys(one: Choices, other: Choices) -> list[str]:
    """Return the keys in which two settings differ."""
    keys = [
        key
        for key in ("scenario", "policy", "theory", "seed", "days", "warm_up_days")
        if getattr(one, key) != getattr(other, key)
    ]
    mappings = (
        ("theory", one.switches, other.switches),
        ("conditions", one.conditions, other.conditions),
    )
    for head, mine, theirs in mappings:
        for name in sorted({*mine, *theirs}):
            if mine.get(name) != theirs.get(name):
                keys.append(f"{head}.{name}")
    return keys


def whole(key: str, value: Any, low: int, high: int) -> int:
    """Return a whole number within limits, from a text or a number.

    Raises:
        UserError: For anything else.
    """
    if isinstance(value, str):
        refuse_two_readings(value, key, whole=True)
    number = _number(value)
    if number is None or not number.is_integer() or not low <= number <= high:
        raise UserError(
            "{key} is {value}; allowed: a whole number from {low} to {high}",
            key=key,
            value=shown(value),
            low=low,
            high=high,
        )
    return int(number)


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        number = float(str(value).strip().replace(",", "."))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _with_switch(switches: Mapping[str, str], theory: str, name: str, value: Any) -> dict[str, str]:
    if name not in QUESTIONS:
        raise unknown_name("switch", name, QUESTIONS, "theory")
    rest = {key: kept for key, kept in switches.items() if key != name}
    if value is None:
        return rest
    if value not in QUESTIONS[name].values:
        raise unknown_name(
            Message("value of theory.{name}", name=name), value, QUESTIONS[name].values
        )
    plain = load_theory(theory).answers[name]
    return rest if value == plain else {**rest, name: str(value)}


def names_of(group: str, value: Any, *, own_files: bool = False) -> str:
    """Return a scenario's or policy's names, joined with ``+``, each once known to be there.

    Args:
        group: "scenario" or "policy".
        value: The names as they were given; None for the plain one.
        own_files: As in ``Choices.with_value``.

    Raises:
        UserError: For a name that is not there.
    """
    if value is None:
        return PLAIN[group]
    names = split_names(str(value), group, files=own_files)
    for name in names:
        known = known_names(group)
        if not own_files and (is_own_file(name) or file_name(group, name) not in known):
            raise unknown_name(group, name, known)
        read_named(group, file_name(group, name))
        if group == "policy":
            read_pulled(name)
    kept = [name for name in names if name != PLAIN[group]]
    return "+".join(kept) or PLAIN[group]


def from_pairs(
    start: Choices, pairs: Iterable[tuple[str, Any]], *, own_files: bool = False
) -> Choices:
    """Return the choices with the pairs set one after the other.

    Args:
        start: What they are set in.
        pairs: Keys and values, as for ``Choices.with_value``.
        own_files: As there.

    Raises:
        UserError: For the first pair that is not allowed.
    """
    for key, value in pairs:
        if key != "language":
            start = start.with_value(key, value, own_files=own_files)
    return start


def from_file(text: str) -> tuple[Choices, str | None]:
    """Read a configuration that the page or a run wrote.

    What a file says beside the setting (how many seeds, where results go) is for runs only.

    Args:
        text: The content of a ``resolved_config.yaml``.

    Returns:
        The choices, and the language if the file names one.

    Raises:
        UserError: For a file that is something else or holds what is not allowed.
    """
    allowed = Message("allowed: a resolved_config.yaml that this page or bijstand run wrote")
    if len(text) > LARGEST_FILE:
        raise UserError(
            "the file is longer than {most:,} characters; {allowed}",
            most=LARGEST_FILE,
            allowed=allowed,
        )
    content = mapping_from(text, Message("the file"))
    if not isinstance(content.get("choices"), Mapping):
        raise UserError("the file has no mapping 'choices'; {allowed}", allowed=allowed)
    if _part(content, "world").get("path") is not None:
        raise UserError("the file names a world of its own (world.path); start the page with it")
    run = _part(content, "run")
    pairs: list[tuple[str, Any]] = [
        (key, content["choices"].get(key)) for key in (*PLAIN, "theory")
    ]
    pairs += [(f"theory.{name}", value) for name, value in _part(content, "theory").items()]
    pairs += [(f"conditions.{name}", v) for name, v in _part(content, "conditions").items()]
    pairs += [
        (key, run[name])
        for key, name in (
            ("seed", "first_seed"),
            ("days", "days"),
            ("warm_up_days", "warm_up_days"),
        )
        if name in run
    ]
    if pairs[2][1] is None:
        raise UserError("the file names no theory under 'choices'; {allowed}", allowed=allowed)
    language = content.get("language")
    return from_pairs(Choices(), pairs), language if language in LANGUAGES else None


def _part(content: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    part = content.get(name) or {}
    if not isinstance(part, Mapping):
        raise UserError(
            "'{name}' in the file is {value}; keys with values are needed",
            name=name,
            value=shown(part),
        )
    return part
