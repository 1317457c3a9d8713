"""What a reader takes along: the log, the outcomes and the configuration, as texts of files."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass

import pandas as pd

from bijstand.page.run.side import Side
from bijstand.page.run.traffic import log_of
from bijstand.page.run.watched import WatchedModel
from bijstand.page.words.saying import outcome_name
from bijstand.page.work.outside import outside
from sim.measures import measures
from sim.outcomes import DECLARED
from sim.run import simulate
from sim.world import World

KINDS = ("log", "json", "csv", "configuration")


@dataclass(frozen=True, slots=True)
class File:
    """A file to be saved by the browser."""

    name: str
    text: str
    kind: str


def so_far(model: WatchedModel) -> tuple[pd.DataFrame, dict[str, float]]:
    """Return the log and the outcomes up to now, as if the run ended here."""
    arisen = len(log_of(model))
    state = model.state._replace(
        incidents=model.state.incidents[:arisen],
        days=model.state.days[: max(1, math.ceil(model.time))],
    )
    log = measures.requests_table(state, model.setting)
    return log, measures.outcomes(state, model.setting)


def whole(side: Side, world: World) -> tuple[pd.DataFrame, dict[str, float]]:
    """Return the log and the outcomes of the whole run, by the compiled clock."""
    run = simulate(**side.choices.arguments(), seed=side.choices.seed, world=world, daily=False)
    return run.requests, run.outcomes


def file_of(kind: str, side: Side, world: World, language: str, *, all_of_it: bool) -> File:
    """Make one file.

    Args:
        kind: One of ``KINDS``.
        side: The setting and its model.
        world: The world in which it runs.
        language: "en" or "nl".
        all_of_it: Whether of the whole run, or so far.
    """
    choices = side.choices
    name = f"{choices.scenario}-{choices.policy}-seed{choices.seed}"
    if kind == "configuration":
        return File("resolved_config.yaml", outside().configuration(choices, language), "text/yaml")
    log, outcomes = whole(side, world) if all_of_it else so_far(side.model)
    day = choices.days if all_of_it else float(side.model.time) - choices.warm_up_days
    if kind == "log":
        return File(f"{name}-log.csv", log.to_csv(index=False), "text/csv")
    if kind == "csv":
        return File(f"{name}-outcomes.csv", _as_csv(outcomes, language), "text/csv")
    content = {
        "scenario": choices.scenario,
        "policy": choices.policy,
        "theory": choices.theory,
        "switches": dict(choices.switches),
        "conditions": dict(choices.conditions),
        "seed": choices.seed,
        "days": choices.days,
        "warm_up_days": choices.warm_up_days,
        "up_to_day": day,
        "outcomes": {k: None if math.isnan(v) else v for k, v in outcomes.items()},
    }
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)
    return File(f"{name}-outcomes.json", text + "\n", "application/json")


def _as_csv(outcomes: dict[str, float], language: str) -> str:
    rows = [
        {
            "outcome": key,
            "label": outcome_name(DECLARED[key], language),
            "unit": DECLARED[key].unit,
            "value": value,
        }
        for key, value in outcomes.items()
    ]
    return str(pd.DataFrame(rows).to_csv(index=False))
