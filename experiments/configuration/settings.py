"""From a composed configuration to a checked job: which settings, on which seeds, for how long."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from experiments.configuration.compose import Composed, compose_configuration, section
from experiments.configuration.job import Job
from experiments.configuration.reference import reference_points
from experiments.design.point import Point
from experiments.keys.limits import LARGEST_SEED, LONGEST_NAME
from experiments.keys.values import TEXT, whole, word
from experiments.running.engine import ExecutorChoice
from sim.conditions import Conditions
from sim.errors import UserError, shown
from sim.setting.theories.theory import QUESTIONS, load_theory

if TYPE_CHECKING:
    from experiments.design.belief import Belief


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
    seeds = run["seeds"]
    first = first_seed(composed, seeds)
    warm_up_days, days = days_in(composed)
    return Job(
        points=reference_points(point, composed.content["beside"]),
        seeds=range(first, first + seeds),
        days=days,
        warm_up_days=warm_up_days,
        start_date=run["start_date"],
        language=composed.content["language"],
        folder=Path(output["folder"]),
        name=plain_name(output["name"]),
        saved=_saved(composed, point),
        executor=executor_in(composed),
        references=composed.content["references"],
        belief=_belief(composed),
    )


def _belief(composed: Composed) -> Belief | None:
    if composed.content["belief"] is None:
        return None
    # Most runs have none, and need not wait for what reads it.
    from experiments.configuration.belief import belief_in  # noqa: PLC0415

    return belief_in(composed)


def first_seed(composed: Composed, count: int) -> int:
    """Return the first of a number of seeds.

    Raises:
        UserError: Where it is not one, or the last would be larger than a seed can be.
    """
    run = section(composed.content, "run")
    first: int = whole(0, LARGEST_SEED - count).read(run["first_seed"], "run.first_seed")
    return first


def days_in(composed: Composed) -> tuple[int, int]:
    """Return the days of warm-up and the measured days of a run."""
    run = section(composed.content, "run")
    return run["warm_up_days"], run["days"]


def point_of(composed: Composed) -> Point:
    """Return the one setting that a configuration describes, its names and values checked."""
    content, choices = composed.content, composed.choices
    answers = {k: v for k, v in section(content, "theory").items() if k in QUESTIONS}
    for key, value in answers.items():
        word(*QUESTIONS[key].values).read(value, f"theory.{key}")
    checked = Conditions(composed.given)
    return Point(
        scenario=choices["scenario"],
        policy=choices["policy"],
        theory=load_theory(choices["theory"]).with_choices(answers),
        conditions={name: checked[name] for name in composed.given},
        world=section(content, "world")["path"],
    )


def _saved(composed: Composed, point: Point) -> dict[str, Any]:
    content = composed.content
    return {
        **saved_choices(composed, point),
        **{
            key: content[key]
            for key in (
                "run",
                "beside",
                "references",
                "executor",
                "output",
                "language",
                "belief",
            )
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
        raise UserError(
            "this configuration is for bijstand {theirs}, not for bijstand {verb}",
            theirs=theirs,
            verb=verb,
        )


def saved_choices(
    composed: Composed, point: Point, groups: Sequence[str] = ("executor",)
) -> dict[str, Any]:
    """Return what ``resolved_config.yaml`` keeps of a setting, and the choices of groups."""
    chosen = ("scenario", "policy", "world", "theory", *groups)
    return {
        "choices": {group: composed.choices[group] for group in chosen},
        "world": {"path": point.world},
        "theory": point.theory.answers,
        "conditions": dict(point.conditions),
    }


def plain_name(value: object) -> str | None:
    """Return the name of results; None where it is to be made."""
    if value is None:
        return None
    name: str = TEXT.read(value, "output.name")
    if "/" in name or "\\" in name or name.startswith(".") or len(name.encode()) > LONGEST_NAME:
        raise UserError(
            "output.name is {name}; allowed: a name without folders (output.folder), "
            "{most} bytes at most",
            name=shown(name),
            most=LONGEST_NAME,
        )
    return name
