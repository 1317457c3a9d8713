"""Where the numbers of claims come from: stored studies, and numbers by seed that none holds.

Either lies in a folder of its own, so that an interrupted measurement goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.claims.declare import SPECIAL, Arm, Ask, default_of
from experiments.design import Design, list_design
from experiments.design.factors import DUMMY
from experiments.design.frame import Frame
from experiments.design.seeds import Seeds
from experiments.running.chunk import STAGES, Keep
from experiments.running.cores import cores
from experiments.running.engine import ExecutorChoice
from experiments.running.provenance import code_digest
from experiments.study.files import write_whole
from experiments.study.study import Study, run_study
from sim.errors import UserError
from sim.reading.csv_frame import read_csv_frame
from sim.world import World, load_world
from sim.world.folders import BUILT_IN, NETHERLANDS

SPECIALS_FILE = "specials.csv"
SPECIALS_PLACE = f"{SPECIAL}/{SPECIALS_FILE}"
"""Where numbers lie that no study holds, below the folder of a measurement."""

Special = Callable[[int, int, int], Mapping[str, float]]
"""Takes a seed, the measured days and the days of warm-up; gives numbers by name."""
Specials = Mapping[str, tuple[Special, tuple[str, ...]]]
"""By name: the function, and the numbers that it gives."""


@dataclass(frozen=True)
class Plan:
    """How much is run.

    Attributes:
        seeds: The seeds of every setting.
        days: Measured days.
        warm_up_days: Days before them.
        draws: Draws of conditions.
        executor: Where it is run.
        about: What the manifest says beside.
        world: Where it is run, as for ``sim.world.load_world``.
    """

    seeds: range
    days: int = 730
    warm_up_days: int = 180
    draws: int = 400
    executor: ExecutorChoice = field(default_factory=ExecutorChoice)
    about: Mapping[str, Any] = field(default_factory=dict)
    world: str | None = None

    def frame(self, **fixed: Any) -> Frame:
        """Return what its runs have in common; ``fixed`` goes before its days."""
        own = {"days": self.days, "warm_up_days": self.warm_up_days, "world": self.world}
        return Frame(**{**own, **fixed})


@dataclass(frozen=True)
class StudyRuns:
    """A study whose runs claims read.

    Attributes:
        design: Its points.
        settings: What claims call the settings in it: blocks of equally many points, in order.
        frame: What is fixed.
        seeds: Its seeds.
        keep: What is read off a run beside its outcomes.
        finish: What is worked out of all runs together.
    """

    design: Design
    settings: Sequence[Arm | str]
    frame: Frame
    seeds: Seeds
    keep: Keep
    finish: Callable[[pd.DataFrame], pd.DataFrame] | None = None

    def run(self, plan: Plan, folder: Path) -> dict[Arm | str, pd.DataFrame]:
        """Run it, or what is left of it; returns by setting a row per run.

        Raises:
            UserError: As ``experiments.study.study.run_study``; or where a run failed.
        """
        done = run_study(
            self.design,
            self.frame,
            folder,
            seeds=self.seeds,
            executor=plan.executor,
            keep=self.keep,
            about=plan.about,
        )
        table = table_of(done)
        table = table if self.finish is None else self.finish(table)
        block = len(self.design) // len(self.settings)
        parts = dict(list(table.groupby(table["point"] // block)))
        return {setting: parts[place] for place, setting in enumerate(self.settings)}


def arms_of(asks: Iterable[Ask]) -> list[Arm]:
    """Return the settings that are read, each once."""
    return sorted({ask.arm for ask in asks if not isinstance(ask.arm, str)}, key=str)


def arms_design(arms: Sequence[Arm]) -> Design:
    """Return a design of a point per setting."""
    given = sorted({DUMMY, *(factor for arm in arms for factor, _ in arm)})
    standing = {name: default_of(name) for name in given}
    return list_design(pd.DataFrame([{**standing, **dict(arm)} for arm in arms]))


def table_of(done: Study) -> pd.DataFrame:
    """Return the outcomes and readings of a study's runs beside each other.

    Raises:
        UserError: Where a run failed: pairs would no longer be pairs.
    """
    if done.manifest["runs"]["failed"]:
        first = done.failures().iloc[0]
        raise UserError(
            "'{folder}': point {point} with seed {seed} failed at the stage '{stage}': {reason}",
            folder=done.folder,
            point=first["point"],
            seed=first["seed"],
            stage=STAGES.get(first["stage"], first["stage"]),
            reason=first["error"],
        )
    keys = ["point", "replication", "seed"]
    runs = done.runs().merge(done.kept(), on=keys, validate="one_to_one")
    return runs.sort_values(["point", "replication"], ignore_index=True)


@dataclass(frozen=True)
class SeedNumbers:
    """Numbers that no study holds: transplants, other worlds, bare equations; a row per seed.

    Attributes:
        specials: The functions that give them.
        wanted: The numbers that claims read.
        seeds: Its seeds; None for those of the plan.
    """

    specials: Specials
    wanted: Collection[str]
    seeds: range | None = None

    def run(self, plan: Plan, folder: Path) -> dict[Arm | str, pd.DataFrame]:
        """Work them out; those of an earlier call are not done again."""
        file = folder / SPECIALS_FILE
        key = {
            "days": plan.days,
            "warm_up_days": plan.warm_up_days,
            "code": code_digest(),
            "world": plan.world or BUILT_IN + NETHERLANDS.name,
        }
        seeds = plan.seeds if self.seeds is None else self.seeds
        index = pd.Index(list(seeds), name="seed")
        table = pd.DataFrame(key, index=index)
        if file.exists():
            stored = read_csv_frame(file)
            old = stored.set_index("seed") if "seed" in stored else stored
            same = set(key) <= set(old.columns) and list(old.index) == list(index)
            same = same and all((old[k] == v).all() for k, v in key.items())
            table = old if same else table
        folder.mkdir(parents=True, exist_ok=True)
        for function, names in self.specials.values():
            if set(self.wanted).isdisjoint(names) or set(names) <= set(table.columns):
                continue

            def one(seed: int, function: Special = function) -> dict[str, float]:
                return dict(function(seed, plan.days, plan.warm_up_days))

            with ThreadPoolExecutor(cores()) as pool:
                rows = list(pool.map(one, seeds))
            table = table.join(pd.DataFrame(rows, index=index))
            write_whole(file, table.to_csv())
        return {"": table.reset_index()}


def changed_world(classes: Mapping[str, Mapping[str, Any]], world: str | None = None) -> World:
    """Return a world with some values of the table of classes changed."""
    there = load_world(world)
    return replace(there, classes=tuple(replace(c, **classes.get(c.id, {})) for c in there.classes))
