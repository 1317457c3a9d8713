"""From a composed configuration to a checked job: which settings, on which seeds, for how long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

from experiments.beside import points_beside
from experiments.compose import Composed, compose_configuration, section
from experiments.executors import ExecutorChoice
from experiments.job import Job
from experiments.point import Point
from sim.conditions import Conditions
from sim.conditions.registry import LANGUAGES
from sim.errors import UserError, unknown_name
from sim.theory import SWITCHES, load_theory

LONGEST_RUN_DAYS = 36_525
MOST_SEEDS = 1_000_000
LARGEST_SEED = 2**32 - 1


def read_job(words: Sequence[str]) -> Job:
    """Compose and check the job that the words of a command line ask for.

    Raises:
        UserError: For whatever is not allowed.
    """
    composed = compose_configuration(words)
    refuse_other_verb(composed, "run")
    point = point_of(composed)
    run = section(composed.content, "run")
    output = section(composed.content, "output")
    seeds = whole(run["seeds"], "run.seeds", 1, MOST_SEEDS)
    first = first_seed(composed, seeds)
    warm_up_days, days = days_in(composed)
    return Job(
        points=points_beside(point, text_of(composed.content["beside"], "beside")),
        seeds=range(first, first + seeds),
        days=days,
        warm_up_days=warm_up_days,
        language=one_of(composed.content["language"], "language", LANGUAGES),
        folder=Path(text_of(output["folder"], "output.folder")),
        name=plain_name(output["name"]),
        saved=_saved(composed, point),
        executor=executor_in(composed),
        references=yes_or_no(composed.content["references"], "references"),
    )


def first_seed(composed: Composed, count: int) -> int:
    """Return the first of a number of seeds.

    Raises:
        UserError: Where it is not one, or the last would be larger than a seed can be.
    """
    run = section(composed.content, "run")
    return whole(run["first_seed"], "run.first_seed", 0, LARGEST_SEED - count)


def days_in(composed: Composed) -> tuple[int, int]:
    """Return the days of warm-up and the measured days of a run."""
    run = section(composed.content, "run")
    return (
        whole(run["warm_up_days"], "run.warm_up_days", 0, LONGEST_RUN_DAYS),
        whole(run["days"], "run.days", 1, LONGEST_RUN_DAYS),
    )


def point_of(composed: Composed) -> Point:
    """Return the one setting that a configuration describes, its names and values checked."""
    content, choices = composed.content, composed.choices
    switches = {k: v for k, v in section(content, "theory").items() if k in SWITCHES}
    for key, value in switches.items():
        one_of(value, f"theory.{key}", SWITCHES[key].values)
    checked = Conditions(composed.given)
    path = section(content, "world")["path"]
    return Point(
        scenario=choices["scenario"],
        policy=choices["policy"],
        theory=load_theory(choices["theory"]).with_choices(switches),
        conditions={name: checked[name] for name in composed.given},
        world=None if path is None else text_of(path, "world.path"),
    )


def _saved(composed: Composed, point: Point) -> dict[str, Any]:
    content = composed.content
    return {
        **saved_choices(composed, point),
        **{
            key: content[key]
            for key in ("run", "beside", "references", "executor", "output", "language")
        },
    }


def executor_in(composed: Composed) -> ExecutorChoice:
    """Return the executor of a configuration.

    Raises:
        UserError: For an executor that is not as it must be.
    """
    known = {each.name for each in fields(ExecutorChoice)}
    given = section(composed.content, "executor")
    return ExecutorChoice(**{key: value for key, value in given.items() if key in known})


def refuse_other_verb(composed: Composed, verb: str) -> None:
    """Refuse an experiment, or a saved configuration, that is for another verb.

    Raises:
        UserError: Where it is.
    """
    theirs = composed.content["verb"]
    if theirs not in (None, verb):
        raise UserError(f"this configuration is for bijstand {theirs}, not for bijstand {verb}")


def saved_choices(
    composed: Composed, point: Point, groups: Sequence[str] = ("executor",)
) -> dict[str, Any]:
    """Return what ``resolved_config.yaml`` keeps of a setting, and the choices of groups."""
    chosen = ("scenario", "policy", "world", "theory", *groups)
    return {
        "choices": {group: composed.choices[group] for group in chosen},
        "world": {"path": point.world},
        "theory": dict(point.theory.choices),
        "conditions": dict(point.conditions),
    }


def whole(value: object, key: str, low: int, high: int) -> int:
    """Return a value of the configuration as a whole number within limits."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        shown = repr(value) if isinstance(value, str) else value
        raise UserError(f"{key} is {shown}; allowed: a whole number from {low} to {high}")
    return value


def yes_or_no(value: object, key: str) -> bool:
    """Return a value of the configuration that is true or false."""
    if not isinstance(value, bool):
        raise UserError(f"{key} is {value!r}; allowed: true, false")
    return value


def one_of(value: object, key: str, allowed: Sequence[str]) -> str:
    """Return a value of the configuration that is one of a few words."""
    if value not in allowed:
        raise unknown_name(f"value of {key}", value, allowed)
    return str(value)


def text_of(value: object, key: str) -> str:
    """Return a value of the configuration that is a text."""
    if value is None or isinstance(value, Mapping | list) or not str(value).strip():
        raise UserError(f"{key} is {value!r}; allowed: a text")
    return str(value)


def plain_name(value: object) -> str | None:
    """Return the name of results; None where it is to be made."""
    if value is None:
        return None
    name = text_of(value, "output.name")
    if "/" in name or "\\" in name or name.startswith("."):
        raise UserError(f"output.name is '{name}'; allowed: a name without folders (output.folder)")
    return name
