"""A job of ``bijstand run``: which settings stand beside each other, on which seeds."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from experiments.design import Design, list_design
from experiments.design.frame import Frame
from experiments.design.point import DEFAULT_THEORY, Point
from experiments.running.engine import ExecutorChoice
from sim.conditions import CONDITIONS

if TYPE_CHECKING:
    from experiments.design.belief import Belief
    from sim.setting.setting import Setting


@dataclass(frozen=True, slots=True)
class Job:
    """What one call of a verb runs.

    Attributes:
        points: The settings that stand beside each other, in the order of the table.
        seeds: The seeds, the same for every setting.
        days: Measured days.
        warm_up_days: Days before them.
        language: "en" or "nl".
        folder: The folder for results.
        name: The name that the user gave to the results; None for one made from the setting.
        saved: What ``resolved_config.yaml`` keeps: given back with ``from=`` it is the same job.
        executor: Where it is run.
        references: Whether runs have the outcomes that take paired runs.
        start_date: The date of the first measured day; None where it has none.
        belief: What is drawn beside them, where that is asked.
    """

    points: tuple[Point, ...]
    seeds: range
    days: int
    warm_up_days: int
    language: str
    folder: Path
    name: str | None
    saved: Mapping[str, Any]
    executor: ExecutorChoice = field(default_factory=ExecutorChoice)
    references: bool = False
    start_date: str | None = None
    belief: Belief | None = None

    @property
    def digest(self) -> str:
        """A digest of all that decides the numbers: the same digest means the same runs."""
        decisive = {
            "points": [point.contents() for point in self.points],
            "seeds": [self.seeds.start, self.seeds.stop],
            "days": [self.warm_up_days, self.days],
            "references": self.references,
            **({"start_date": self.start_date} if self.start_date else {}),
        }
        text = json.dumps(decisive, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()[:12]

    def resolved(self, point: Point) -> Setting:
        """Return a point made ready to run: loaded, combined and checked against its world.

        Raises:
            UserError: For a world, scenario or policy that is not as it must be.
        """
        # Compiled code takes a quarter of a second to import, which --cfg need not wait for.
        from sim.setting.setting import resolve  # noqa: PLC0415

        setting = resolve(
            point.scenario,
            point.policy,
            point.theory,
            point.conditions,
            self.days,
            self.warm_up_days,
            point.world,
            start_date=self.start_date,
        )
        _ = setting.environment, setting.tables
        return setting

    @property
    def world(self) -> str | None:
        """The path of the world; None for the Netherlands."""
        return self.points[0].world

    @property
    def frame(self) -> Frame:
        """What the settings have in common: their world, and the length of a run."""
        world = self.points[0].world
        return Frame(
            world=world,
            days=self.days,
            warm_up_days=self.warm_up_days,
            references=self.references,
            start_date=self.start_date,
        )

    @property
    def design(self) -> Design:
        """The settings as a list of points."""
        return list_design(pd.DataFrame([_row(point, self.points) for point in self.points]))

    @property
    def place(self) -> Path:
        """The folder of the results of ``bijstand run``."""
        return self.place_for("run")

    def place_for(self, verb: str) -> Path:
        """Return the folder of the results of a verb."""
        return self.folder / verb / (self.name or self.made_name)

    @property
    def made_name(self) -> str:
        """A name made from the user's setting, unlike that of any other setting."""
        words = self.saved["choices"]
        said = [words["scenario"], words["policy"], words["theory"]]
        shown = [word for word in said if word not in ("none", DEFAULT_THEORY)]
        slug = re.sub(r"[^A-Za-z0-9_+.-]+", "-", "-".join(shown))[:60]
        return f"{slug}-{self.digest[:8]}"


def _row(point: Point, beside: Sequence[Point]) -> dict[str, Any]:
    """Return a setting as a row of a list: a column for all that is given in any of them."""
    given = {name for other in beside for name in other.conditions}
    fixed = {**point.theory.conditions, **point.conditions}
    return {
        "scenario": point.scenario,
        "policy": point.policy,
        "theory": point.theory.name,
        **{f"theory.{key}": answer for key, answer in point.theory.answers.items()},
        **{
            f"conditions.{name}": fixed.get(name, CONDITIONS[name].default)
            for name in sorted(given)
        },
    }
