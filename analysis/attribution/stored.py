"""The tables of an attribution, made of what was kept of each run (``kept``).

The runner stores lists of numbers beside the outcomes of a run; names follow from the world.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.attribution.local import GATE_OF


def losses_from(kept: pd.DataFrame, classes: Sequence[str]) -> pd.DataFrame:
    """Return the losses of all runs: setting, seed, class, gate, cause, lost, sole.

    Args:
        kept: A row per run without idealised gates: setting, seed and what ``keep_gates`` gave.
        classes: The classes of the world, in its order.
    """
    lost, sole = (_numbers(kept, part, len(classes)) for part in ("lost", "sole"))
    found = np.nonzero(lost > 0)
    cause, name, run = found
    return pd.DataFrame(
        {
            "setting": kept["setting"].take(run).array,
            "seed": kept["seed"].take(run).array,
            "lost": lost[found],
            "sole": sole[found],
            "class": pd.Series(list(classes)).take(name).array,
            "gate": pd.Series(list(GATE_OF.values())).take(cause).array,
            "cause": pd.Series(list(GATE_OF)).take(cause).array,
        }
    )


def _numbers(kept: pd.DataFrame, part: str, length: int) -> npt.NDArray[np.float64]:
    """Return what was kept of a part as causes x classes x runs."""
    lists = [list(kept[f"{part}_{cause}"]) for cause in GATE_OF]
    shape = (len(GATE_OF), len(kept), length)
    return np.array(lists, np.float64).reshape(shape).transpose(0, 2, 1)


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
