"""What is kept of each run for its attribution, and the tables made of it again.

The runner stores lists of numbers beside the outcomes of a run; names follow from the world.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.attribution.losses import CAUSES, losses_of
from analysis.attribution.replays import class_values

GATE_OF = {cause: gate for gate, causes in CAUSES.items() for cause in causes}


def keep_gates(run: Any) -> dict[str, npt.NDArray[np.float64]]:
    """Reduce a run to what its attribution needs; given to the runner as ``keep``.

    Args:
        run: A ``sim.run.Run``.

    Returns:
        Per class of the world, in its order: ``closed`` and ``open`` (see ``class_values``),
        ``lost_<cause>`` and ``sole_<cause>``, each in the shape (classes,).
    """
    classes = [given.id for given in run.setting.world.classes]
    values = class_values(run).set_index("class").reindex(classes, fill_value=0.0)
    kept = {name: values[name].to_numpy(np.float64) for name in ("closed", "open")}
    losses = losses_of(run)
    for cause in GATE_OF:
        rows = losses[losses["cause"] == cause].set_index("class")
        rows = rows[["lost", "sole"]].reindex(classes, fill_value=0.0)
        kept |= {f"{part}_{cause}": rows[part].to_numpy() for part in ("lost", "sole")}
    return kept


def losses_from(kept: pd.DataFrame, classes: Sequence[str]) -> pd.DataFrame:
    """Return the losses of all runs: setting, seed, class, gate, cause, lost, sole.

    Args:
        kept: A row per run without idealised gates: setting, seed and what ``keep_gates`` gave.
        classes: The classes of the world, in its order.
    """
    parts = []
    for cause, gate in GATE_OF.items():
        for name, place in zip(classes, range(len(classes)), strict=True):
            lost, sole = (kept[f"{part}_{cause}"].str[place] for part in ("lost", "sole"))
            rows = kept[["setting", "seed"]].assign(lost=lost, sole=sole)
            rows = rows[rows["lost"] > 0].assign(**{"class": name}, gate=gate, cause=cause)
            parts.append(rows)
    return pd.concat(parts, ignore_index=True)


def values_from(kept: pd.DataFrame, classes: Sequence[str]) -> pd.DataFrame:
    """Return what was closed and open in all runs: setting, ideal, seed, class, closed, open.

    Args:
        kept: A row per run: setting, ideal, seed and what ``keep_gates`` gave.
        classes: The classes of the world, in its order.
    """
    parts = [
        kept[["setting", "ideal", "seed"]].assign(
            closed=kept["closed"].str[place], open=kept["open"].str[place], **{"class": name}
        )
        for place, name in enumerate(classes)
    ]
    table = pd.concat(parts, ignore_index=True)
    ever = table.groupby("class")["open"].transform("sum") > 0
    return table[ever].reset_index(drop=True)
