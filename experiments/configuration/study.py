"""From the words of a command line to a checked study: design, frame, seeds, executor."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from experiments.configuration.belief import belief_in, believed
from experiments.configuration.compose import Composed, compose_configuration, section
from experiments.configuration.settings import (
    days_in,
    executor_in,
    first_seed,
    plain_name,
    point_of,
    refuse_other_verb,
    saved_choices,
)
from experiments.configuration.words import LISTS
from experiments.design import Design, make_design, read_design
from experiments.design.factors import WORLD, Factor, declared_factors
from experiments.design.frame import Frame, frame_of
from experiments.design.kinds import TOGETHER, points_of
from experiments.design.point import Point
from experiments.design.ranges import narrowed
from experiments.design.seeds import Seeds, seeds_for
from experiments.keys.declared import AUTO
from experiments.keys.limits import refuse_too_large, refuse_too_many_runs
from experiments.running.engine import ExecutorChoice
from experiments.running.provenance import digest_of_content
from sim.conditions import refuse_both
from sim.errors import UserError
from sim.world import World, load_world
from sim.world.spread import places_in

# What a design file of the configuration says that is no option of the sampler.
NO_OPTION = ("kind", "points", "seed", "factors", *LISTS.values(), "range", "seed_rule", "file")

# Kinds of designs that run every combination, in which a dummy is only more runs.
FULL = ("factorial",)


@dataclass(frozen=True)
class StudyJob:
    """What one call of a verb runs as a study.

    Attributes:
        verb: The verb.
        frame: What is fixed.
        design: What is varied.
        seeds: The seeds; with replications that are found on the way, those of the first round.
        executor: Where it is run.
        language: "en" or "nl".
        folder: The folder for results.
        name: The name that the user gave to the results; None for one made from the study.
        content: The whole composed configuration.
        saved: What ``resolved_config.yaml`` keeps: given back with ``from=`` it is the same job.
        decisive: What else decides the numbers.
    """

    verb: str
    frame: Frame
    design: Design
    seeds: Seeds
    executor: ExecutorChoice
    language: str
    folder: Path
    name: str | None
    content: Mapping[str, Any]
    saved: Mapping[str, Any]
    decisive: Mapping[str, Any] = field(default_factory=dict)

    @property
    def world(self) -> str | None:
        """The path of the world; None for the Netherlands."""
        return self.frame.world

    @property
    def place(self) -> Path:
        """The folder of this study: of its own, unless the same study has it already."""
        return self.folder / self.verb / (self.name or self.made_name)

    @cached_property
    def made_name(self) -> str:
        """A name made from the study, unlike that of any other study."""
        words = {factor.name: list(factor.words) for factor in self.design.factors if factor.words}
        named = {name: kept for name, kept in words.items() if name in LISTS}
        decides = {
            "design": self.design.digest,
            "frame": self.frame.contents(named),
            "seeds": self.seeds.contents(),
            "decisive": dict(self.decisive),
        }
        frame = self.frame
        shown = [w for w in (frame.scenario, frame.policy) if w not in ("baseline", "none")]
        slug = re.sub(r"[^A-Za-z0-9_+.-]+", "-", "-".join([self.design.kind, *shown]))[:60]
        return f"{slug}-{digest_of_content(decides)[:8]}"


def read_study(words: Sequence[str], verb: str, design: Design | None = None) -> StudyJob:
    """Compose and check the study that the words of a command line ask for.

    Args:
        words: ``key=value`` words.
        verb: The verb; an experiment for another one is refused.
        design: The design, where it is not the one that the words ask for.

    Raises:
        UserError: For whatever is not allowed.
    """
    composed = compose_configuration(words)
    refuse_other_verb(composed, verb)
    point = point_of(composed)
    frame = frame_in(composed, point)
    chosen = design or design_in(composed, frame)
    rule = composed.content["design"]["seed_rule"]
    return job_in(composed, verb, point, chosen, seeds_in(composed, chosen, rule))


def job_in(
    composed: Composed,
    verb: str,
    point: Point,
    design: Design,
    seeds: Seeds,
    decisive: Mapping[str, Any] | None = None,
) -> StudyJob:
    """Return the job of a configuration with a design and seeds."""
    content, output = composed.content, section(composed.content, "output")
    varied = [factor.name.removeprefix("conditions.") for factor in design.factors]
    refuse_both([*varied, *point.conditions])
    cells = [name.partition(".")[2] for name in varied if name.startswith(f"{WORLD}.")]
    if cells:
        places_in(_world_of(composed), dict.fromkeys(cells, 0.0))
    refuse_too_many_runs(len(design), seeds.count, f"bijstand {verb}")
    return StudyJob(
        verb=verb,
        frame=frame_in(composed, point),
        design=design,
        seeds=seeds,
        executor=executor_in(composed),
        language=content["language"],
        folder=Path(output["folder"]),
        name=plain_name(output["name"]),
        content=content,
        saved=_saved(composed, point, verb),
        decisive=decisive or {},
    )


def frame_in(composed: Composed, point: Point) -> Frame:
    """Return what is fixed in the study of a configuration."""
    warm_up_days, days = days_in(composed)
    content = composed.content
    start_date = content["run"]["start_date"]
    return frame_of(point, days, warm_up_days, content["references"], start_date)


def seeds_in(composed: Composed, design: Design, rule: str = AUTO) -> Seeds:
    """Return the seeds of a configuration, one run per point where it says nothing.

    Raises:
        UserError: For a number of replications that is not allowed.
    """
    asked = composed.content["replications"]
    if asked == AUTO:
        raise UserError("replications=auto is for bijstand compare; allowed: a whole number")
    count = 1 if asked is None else asked
    first = first_seed(composed, count)
    if rule == AUTO and design.options.get("seeds_by_base_row"):
        rule = "base_row"
    return seeds_for(design.kind, count, first, rule)


def design_in(composed: Composed, frame: Frame, replications: int | None = None) -> Design:
    """Make or read the design of a configuration.

    Args:
        composed: The configuration.
        frame: What is fixed, for a design of one factor at a time.
        replications: Runs per point, where ``replications`` does not say it.

    Raises:
        UserError: For factors, a number of points or a file that is not allowed.
    """
    given = section(composed.content, "design")
    if given["kind"] == "list":
        if given["file"] is None:
            raise UserError("design=list needs a file of points: design.file=points.csv")
        return read_design(given["file"])
    options = {key: value for key, value in given.items() if key not in NO_OPTION}
    if given["kind"] == "ofat":
        options["centre"] = _centre(frame)
    kind, factors, points = given["kind"], factors_in(composed), given["points"]
    asked = composed.content["replications"]
    runs = replications or (asked if isinstance(asked, int) else 1)
    if (belief := belief_in(composed)) is not None:
        refuse_too_large(points, len(factors) + len(belief.names), f"design={kind}")
        refuse_too_many_runs(points, runs, f"design={kind}")
        return believed(belief, frame, factors, kind, points, given["seed"])
    count = points_of(kind, factors, points, options)
    refuse_too_large(count, len(factors), f"design={kind}")
    refuse_too_many_runs(count, runs, f"design={kind}")
    return make_design(kind, factors, points, given["seed"], **options)


def factors_in(composed: Composed) -> list[Factor]:
    """Return the factors of a configuration's design.

    Raises:
        UserError: For a name that does not exist, or a share of a range that is not allowed.
    """
    given = section(composed.content, "design")
    words = {group: given[key] for group, key in LISTS.items() if given[key]}
    found = declared_factors(
        given["factors"],
        words,
        control=given["kind"] not in FULL,
        world=_world_of(composed),
        columns=given["kind"] in TOGETHER,
        luck=given["kind"] in TOGETHER,
    )
    return [narrowed(factor, given["range"]) for factor in found]


def _world_of(composed: Composed) -> World:
    """Return the world whose tables a design may vary."""
    return load_world(section(composed.content, "world")["path"])


def _centre(frame: Frame) -> dict[str, Any]:
    """Return where the factors of a one-at-a-time design stay: where the setting has them."""
    point = frame.point({})
    fixed = {**point.theory.conditions, **point.conditions}
    return {
        "scenario": frame.scenario,
        "policy": frame.policy,
        "theory": frame.theory,
        **{f"theory.{key}": answer for key, answer in point.theory.answers.items()},
        **{f"conditions.{name}": value for name, value in fixed.items()},
    }


def _saved(composed: Composed, point: Point, verb: str) -> dict[str, Any]:
    content = composed.content
    part = "compare" if verb == "compare" else "design"
    groups = () if verb == "compare" else ("design",)
    run = {key: value for key, value in content["run"].items() if key != "seeds"}
    return {
        **saved_choices(composed, point, (*groups, "executor")),
        part: content[part],
        "run": run,
        **{
            key: content[key]
            for key in ("references", "executor", "replications", "output", "language", "belief")
        },
        "verb": verb,
    }
