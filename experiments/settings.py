"""From a composed configuration to a checked job: which settings, on which seeds, for how long."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.compose import Composed, compose_configuration, section
from experiments.point import DEFAULT_THEORY, Point
from experiments.words import GROUPS_OF_MANY, GROUPS_OF_ONE
from sim.conditions import Conditions
from sim.conditions.registry import LANGUAGES
from sim.configuration import names_in, split_names
from sim.errors import UserError, unknown_name
from sim.theory import SWITCHES, load_theory

if TYPE_CHECKING:
    from sim.setting import Setting

WORST_CASE = "crisis_and_shortage"
LONGEST_RUN_DAYS = 36_525
MOST_SEEDS = 1_000_000
LARGEST_SEED = 2**32 - 1


@dataclass(frozen=True, slots=True)
class Job:
    """What one call of a verb runs.

    Attributes:
        points: The settings that stand beside each other, in the order of the table.
        seeds: The seeds, the same for every setting.
        days: Measured days.
        warm_up_days: Days before them.
        references: Whether outcomes that take paired runs are asked for.
        language: "en" or "nl".
        folder: The folder for results.
        name: The name that the user gave to the results; None for one made from the setting.
        saved: What ``resolved_config.yaml`` keeps: given back with ``from=`` it is the same job.
    """

    points: tuple[Point, ...]
    seeds: range
    days: int
    warm_up_days: int
    references: bool
    language: str
    folder: Path
    name: str | None
    saved: Mapping[str, Any]

    @property
    def digest(self) -> str:
        """A digest of all that decides the numbers: the same digest means the same runs."""
        decisive = {
            "points": [point.contents() for point in self.points],
            "seeds": [self.seeds.start, self.seeds.stop],
            "days": [self.warm_up_days, self.days],
            **({"references": True} if self.references else {}),
        }
        text = json.dumps(decisive, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def resolved(self, point: Point) -> Setting:
        """Return a point made ready to run: loaded, combined and checked against its world.

        Raises:
            UserError: For a world, scenario or policy that is not as it must be.
        """
        # Compiled code takes a quarter of a second to import, which --cfg need not wait for.
        from sim.setting import resolve  # noqa: PLC0415

        setting = resolve(
            point.scenario, point.policy, point.theory, point.conditions,
            self.days, self.warm_up_days, point.world,
        )  # fmt: skip
        _ = setting.environment, setting.tables
        return setting

    @property
    def made_name(self) -> str:
        """A name made from the user's setting, unlike that of any other setting."""
        words = self.saved["choices"]
        said = [words["scenario"], words["policy"], words["theory"]]
        shown = [word for word in said if word not in ("none", DEFAULT_THEORY)]
        slug = re.sub(r"[^A-Za-z0-9_+.-]+", "-", "-".join(shown))[:60]
        return f"{slug}-{self.digest[:8]}"


def read_job(words: Sequence[str]) -> Job:
    """Compose and check the job that the words of a command line ask for.

    Raises:
        UserError: For whatever is not allowed.
    """
    composed = compose_configuration(words)
    point = _point(composed)
    run = section(composed.content, "run")
    output = section(composed.content, "output")
    seeds = _whole(run["seeds"], "run.seeds", 1, MOST_SEEDS)
    first = _whole(run["first_seed"], "run.first_seed", 0, LARGEST_SEED - seeds)
    beside = composed.content["beside"]
    return Job(
        points=_points(point, beside),
        seeds=range(first, first + seeds),
        days=_whole(run["days"], "run.days", 1, LONGEST_RUN_DAYS),
        warm_up_days=_whole(run["warm_up_days"], "run.warm_up_days", 0, LONGEST_RUN_DAYS),
        references=_yes_or_no(composed.content["references"], "references"),
        language=_one_of(composed.content["language"], "language", LANGUAGES),
        folder=Path(_text(output["folder"], "output.folder")),
        name=_plain_name(output["name"]),
        saved=_saved(composed, point),
    )


def _point(composed: Composed) -> Point:
    content, choices = composed.content, composed.choices
    switches = {k: v for k, v in section(content, "theory").items() if k in SWITCHES}
    for key, value in switches.items():
        _one_of(value, f"theory.{key}", SWITCHES[key].values)
    checked = Conditions(composed.given)
    path = section(content, "world")["path"]
    return Point(
        scenario=choices["scenario"],
        policy=choices["policy"],
        theory=load_theory(choices["theory"]).with_choices(switches),
        conditions={name: checked[name] for name in composed.given},
        world=None if path is None else _text(path, "world.path"),
    )


def _points(point: Point, beside: object) -> tuple[Point, ...]:
    """Return what stands beside each other: the reference first, unless a scenario was named."""
    plain = Point(world=point.world)
    if beside == "none":
        return (point,)
    if beside == "auto":
        worst = _with_scenario(plain, WORST_CASE)
        return (point, worst) if point.is_plain else (plain, point)
    names = split_names(_text(beside, "beside"), "beside")
    for name in names:
        if name not in names_in("scenario"):
            raise unknown_name("scenario", name, ["auto", "none", *names_in("scenario")], "beside")
    other = _with_scenario(point, "+".join(names))
    if other == point:
        raise UserError(f"beside={beside} is the scenario itself; allowed: another one, or none")
    return point, other


def _with_scenario(point: Point, scenario: str) -> Point:
    return Point(scenario, point.policy, point.theory, point.conditions, point.world)


def _saved(composed: Composed, point: Point) -> dict[str, Any]:
    content = composed.content
    groups = (*GROUPS_OF_MANY, *GROUPS_OF_ONE)
    return {
        "choices": {group: composed.choices[group] for group in groups},
        "world": {"path": point.world},
        "theory": dict(point.theory.choices),
        "conditions": dict(point.conditions),
        **{key: content[key] for key in ("run", "beside", "references", "output", "language")},
    }


def _whole(value: object, key: str, low: int, high: int) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        shown = repr(value) if isinstance(value, str) else value
        raise UserError(f"{key} is {shown}; allowed: a whole number from {low} to {high}")
    return value


def _yes_or_no(value: object, key: str) -> bool:
    if not isinstance(value, bool):
        raise UserError(f"{key} is {value}; allowed: true, false")
    return value


def _one_of(value: object, key: str, allowed: Sequence[str]) -> str:
    if value not in allowed:
        raise unknown_name(f"value of {key}", value, allowed)
    return str(value)


def _text(value: object, key: str) -> str:
    if value is None or isinstance(value, Mapping | list) or not str(value).strip():
        raise UserError(f"{key} is {value!r}; allowed: a text")
    return str(value)


def _plain_name(value: object) -> str | None:
    if value is None:
        return None
    name = _text(value, "output.name")
    if "/" in name or "\\" in name or name.startswith("."):
        raise UserError(f"output.name is '{name}'; allowed: a name without folders (output.folder)")
    return name
