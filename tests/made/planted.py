"""Helper of the tests of answers: studies whose runs were made up, and whose answer is known.

A run is what a function says of its setting and seed; all that comes after it (the store, the
tables, the sentences, the figures) is the product's own, by the product's own commands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
from matplotlib.figure import Figure

from analysis.attribution.local import GATE_OF
from analysis.stored.answer import Answer
from analysis.stored.stored import Stored
from bijstand.command_line.answer import tell
from bijstand.command_line.main import main
from experiments.running.chunk import Rows, Task, no_rows
from experiments.study.study import open_study
from sim.world import load_world

Values = Mapping[str, Any]
Made = Callable[[Values, int], Mapping[str, float]]
Kept = Callable[[Values, int], Mapping[str, Any]]

DAYS = 720
UNSAID = 0.5
"""What a run has of every outcome that its maker says nothing of."""

A_RUN_TAKES = 1e-3
"""Seconds, as far as the runner knows: many of them make a chunk, as of real runs."""


@dataclass
class Planted:
    """What a command left behind: its folder, and the figures that it drew."""

    folder: Path
    figures: dict[str, Figure] = field(default_factory=dict)

    @property
    def stored(self) -> Stored:
        return Stored(open_study(self.folder))

    @property
    def answer(self) -> str:
        return " ".join((self.folder / "answer.md").read_text(encoding="utf-8").split())


def plant(
    where: Path,
    verb: str,
    name: str,
    made: Made,
    *words: str,
    kept: Kept | None = None,
    draw: bool = False,
) -> Planted:
    """Ask a question of made-up runs, by the command a user gives; figures are drawn if wanted."""
    found = Planted(where / verb / name)
    place = [f"output.folder={where}", f"output.name={name}", "executor=serial"]
    if not any(word.startswith(("run.days=", "experiment=")) for word in words):
        # Of no length that is stored, so that intervals are those that are worked out by hand.
        place.append(f"run.days={DAYS}")
    with _made_up(made, kept, found.figures if draw else None):
        assert main([verb, *place, *words]) == 0
    return found


def losses(lost: Mapping[tuple[str, str], tuple[float, float]]) -> dict[str, Any]:
    """Return what a study keeps of a run for its attribution.

    Args:
        lost: By class and cause: what was lost, and the part to which no other gate was shut.
            What was open of a class is ten times what was lost in it, and half of it was closed.
    """
    classes = [given.id for given in load_world(None).classes]
    found = {
        f"{part}_{cause}": np.zeros(len(classes)) for cause in GATE_OF for part in ("lost", "sole")
    } | {"open": np.zeros(len(classes))}
    for (name, cause), (whole, sole) in lost.items():
        place = classes.index(name)
        found[f"lost_{cause}"][place], found[f"sole_{cause}"][place] = whole, sole
        found["open"][place] += 10 * whole
    return {**found, "closed": found["open"] / 2}


@contextmanager
def _made_up(made: Made, kept: Kept | None, figures: dict[str, Figure] | None) -> Iterator[None]:
    def run_chunk(task: Task) -> Rows:
        rows = no_rows(task.frame, len(task.seeds))
        frame = task.frame
        for at, (point, seed) in enumerate(zip(task.places, task.seeds, strict=True)):
            values = {
                "scenario": frame.scenario,
                "policy": frame.policy,
                "theory": frame.theory,
                **task.values[int(point)],
            }
            outcomes = made(values, int(seed))
            assert set(outcomes) <= set(rows.names)
            rows.outcomes[at] = [outcomes.get(outcome, UNSAID) for outcome in rows.names]
            rows.seconds += A_RUN_TAKES
            if task.keep:
                rows.kept.append(kept(values, int(seed)) if kept else {})
        return rows

    def write_figure(figure: Figure, folder: Path, name: str, notes: Any) -> list[Path]:
        assert figures is not None
        figures[name] = figure
        return []

    def tell_only(answer: Answer, with_tables: bool = False, later: object = None) -> int:
        return tell(answer if figures is not None else replace(answer, draw={}), with_tables)

    with (
        patch("bijstand.command_line.answer.tell", tell_only),
        patch("experiments.running.runner.run_chunk", run_chunk),
        patch("analysis.words.style.write_figure", write_figure),
    ):
        yield
