"""The runs that patterns need, each once, and the table of what came of them.

The settings of all chosen patterns together are one list of points; draws of conditions, replays
with open gates, long runs and runs with references are studies beside it. Each is kept in a folder
of its own, so that an interrupted measurement goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.patterns.declare import Arm, Ask, Pattern, default_of
from analysis.patterns.judge import Found, found_of, verdict_of, verdict_of_all
from analysis.patterns.line import spread
from analysis.patterns.seen import Readings
from analysis.patterns.special import SPECIALS
from analysis.plausible.plausible import distances, load_targets, verdict
from experiments.design import Design, list_design, make_design
from experiments.design.factors import DUMMY, declared_factors
from experiments.design.frame import Frame
from experiments.design.seeds import Seeds
from experiments.running.chunk import STAGES
from experiments.running.cores import cores
from experiments.running.executors import ExecutorChoice
from experiments.running.provenance import code_digest
from experiments.study.files import write_whole
from experiments.study.study import Study, run_study
from sim.conditions import VARIED
from sim.errors import UserError
from sim.reading.csv_frame import read_csv_frame
from sim.setting.theory import SWITCHES
from sim.world import load_world

SPECIAL, SPECIALS_FILE = "special", "specials.csv"
SPECIALS_PLACE = f"{SPECIAL}/{SPECIALS_FILE}"
"""Where numbers lie that no study holds, below the folder of a measurement."""
LONG_DAYS, LONG_WARM_UP = 1460, 0
OPEN_GATES = ("none", "want", "can", "may")
# The reading "reversed" is about officials who often plead something else.
PRETEXT_OF_DRAWS = {"pretext": 0.6}


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
        texts: Files beside the manifest.
    """

    seeds: range
    days: int = 730
    warm_up_days: int = 180
    draws: int = 400
    executor: ExecutorChoice = field(default_factory=ExecutorChoice)
    about: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


Runs = Mapping[tuple[str, Arm | str], pd.DataFrame]
"""By study and setting: a row per run, in the order of seeds or draws."""


def asks_of(patterns: Iterable[Pattern]) -> list[Ask]:
    """Return everything that patterns read."""
    return [
        ask
        for pattern in patterns
        for case in pattern.cases
        for part in pattern.parts(case.under)
        for ask in part.asks
    ]


def run_all(patterns: Sequence[Pattern], plan: Plan, folder: Path) -> dict[Any, pd.DataFrame]:
    """Run what patterns need, or what is left of it, in a folder.

    Raises:
        UserError: As ``experiments.study.study.run_study``; or where a run failed.
    """
    asks = asks_of(patterns)
    found: dict[Any, pd.DataFrame] = {}
    for study in sorted({ask.study for ask in asks}):
        mine = [ask for ask in asks if ask.study == study]
        place = folder / study
        if study == SPECIAL:
            found[study, ""] = _specials({ask.reading for ask in mine}, plan, place)
        elif study.startswith("sample"):
            found[study, ""] = _sample(study, plan, place)
        elif study.startswith("spread"):
            found[study, ""] = _spread(study, plan, place)
        elif study.startswith("replays"):
            found |= _replays(study, plan, place)
        else:
            found |= _settings(study, sorted({ask.arm for ask in mine}, key=str), plan, place)
    return found


def _frame(plan: Plan, study: str) -> Frame:
    _, _, gates = study.partition("_")
    switches = {"gates": gates} if gates in SWITCHES["gates"].values else {}
    drawn = study.startswith("sample")
    return Frame(
        days=LONG_DAYS if study == "long" else plan.days,
        warm_up_days=LONG_WARM_UP if study == "long" else plan.warm_up_days,
        switches=switches,
        conditions=PRETEXT_OF_DRAWS if drawn else {},
        references="paired" in study,
    )


def _study(
    design: Design, study: str, plan: Plan, folder: Path, seeds: Seeds, reads: Readings
) -> pd.DataFrame:
    done = run_study(
        design, _frame(plan, study), folder, seeds=seeds, executor=plan.executor, keep=reads,
        about=plan.about,
    )  # fmt: skip
    return table_of(done)


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


def _settings(study: str, arms: Sequence[Any], plan: Plan, folder: Path) -> dict[Any, Any]:
    design = list_design(pd.DataFrame([_row(arm, arms) for arm in arms]))
    seeds = Seeds(len(plan.seeds), plan.seeds.start)
    table = _study(design, study, plan, folder, seeds, Readings())
    parts = dict(list(table.groupby("point")))
    return {(study, arm): parts[place] for place, arm in enumerate(arms)}


def _row(arm: Arm, beside: Sequence[Arm]) -> dict[str, Any]:
    given = {factor for other in beside for factor, _ in other}
    return {name: dict(arm).get(name, default_of(name)) for name in sorted({*given, DUMMY})}


def _draws(points: int) -> Design:
    names = [f"conditions.{name}" for name in VARIED if name not in PRETEXT_OF_DRAWS]
    return make_design("lhs", declared_factors(names), points, seed=1)


def _sample(study: str, plan: Plan, folder: Path) -> pd.DataFrame:
    # References take three runs more.
    points = max(plan.draws // 4, 8) if "paired" in study else plan.draws
    targets, limit = load_targets(load_world())
    seeds = Seeds(1, plan.seeds.start, "base_row")
    table = _study(_draws(points), study, plan, folder, seeds, Readings(targets))
    columns = {f"target.{target.name}": target.name for target in targets}
    far = distances(table.rename(columns=columns), targets, plan.days)
    plausible = verdict(far, limit)["plausible"].reindex(table["point"]).to_numpy()
    return table.assign(plausible=np.where(plausible, 1.0, np.nan))


def _spread(study: str, plan: Plan, folder: Path) -> pd.DataFrame:
    seeds = Seeds(1, plan.seeds.start, "base_row")
    return _study(spread(_draws(plan.draws)), study, plan, folder, seeds, Readings())


def _replays(study: str, plan: Plan, folder: Path) -> dict[Any, pd.DataFrame]:
    drawn = _draws(max(plan.draws // 4, 8))
    names = [factor.name for factor in drawn.factors]
    rows = [
        drawn.table[names].assign(base_row=drawn.table["point"], ideal=gate) for gate in OPEN_GATES
    ]
    design = list_design(pd.concat(rows, ignore_index=True))
    seeds = Seeds(1, plan.seeds.start, "base_row")
    table = _study(design, study, plan, folder, seeds, Readings())
    parts = dict(list(table.groupby(table["point"] // len(drawn))))
    return {(study, gate): parts[place] for place, gate in enumerate(OPEN_GATES)}


def _specials(wanted: set[str], plan: Plan, folder: Path) -> pd.DataFrame:
    """Work out special numbers, a row per seed; those of an earlier call are not done again."""
    file = folder / SPECIALS_FILE
    key = {"days": plan.days, "warm_up_days": plan.warm_up_days, "code": code_digest()}
    index = pd.Index(list(plan.seeds), name="seed")
    table = pd.DataFrame(key, index=index)
    if file.exists():
        stored = read_csv_frame(file)
        old = stored.set_index("seed") if "seed" in stored else stored
        same = set(key) <= set(old.columns) and list(old.index) == list(index)
        same = same and all((old[k] == v).all() for k, v in key.items())
        table = old if same else table
    folder.mkdir(parents=True, exist_ok=True)
    for function, names in SPECIALS.values():
        if wanted.isdisjoint(names) or set(names) <= set(table.columns):
            continue

        def one(seed: int, function: Any = function) -> dict[str, float]:
            return dict(function(seed, plan.days, plan.warm_up_days))

        with ThreadPoolExecutor(cores()) as pool:
            rows = list(pool.map(one, plan.seeds))
        table = table.join(pd.DataFrame(rows, index=index))
        write_whole(file, table.to_csv())
    return table.reset_index()


def evaluate(patterns: Sequence[Pattern], runs: Runs) -> pd.DataFrame:
    """Judge patterns in all their cases.

    Returns:
        id, case, foreseen, part (from 0), part_en, part_nl, value, low, high, runs, expected,
        verdict (of the part; "" where it is reported only), case_verdict.
    """
    rows = []
    for pattern in patterns:
        for case in pattern.cases:
            mine: list[dict[str, Any]] = []
            for number, part in enumerate(pattern.parts(case.under)):
                found = found_of(part, [_values(ask, runs) for ask in part.asks])
                mine.append(
                    {"id": pattern.id, "case": case.name(), "foreseen": case.foreseen,
                     "part": number, "part_en": part.name_en, "part_nl": part.name_nl,
                     **_numbers(found), "expected": str(part.region),
                     "region_low": part.region.low, "region_high": part.region.high,
                     "equivalence": part.equivalence,
                     "verdict": verdict_of(found, part.region)}
                )  # fmt: skip
            whole = verdict_of_all([row["verdict"] for row in mine])
            rows += [{**row, "case_verdict": whole} for row in mine]
    return pd.DataFrame(rows)


def _numbers(found: Found) -> dict[str, float]:
    return {"value": found.value, "low": found.low, "high": found.high, "runs": found.runs}


def _values(ask: Ask, runs: Runs) -> Any:
    return runs[ask.study, ask.arm][ask.reading].to_numpy(np.float64)
