"""Functions whose sensitivity is known, and samples of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
from SALib.sample import latin, morris, shapley, sobol

from analysis.sensitivity.estimation.sample import DUMMY, Sample

Function = Callable[[npt.NDArray[np.float64]], npt.NDArray[np.float64]]
NAMES = ["conditions.x1", "conditions.x2", "conditions.x3", DUMMY]
ISHIGAMI = {"num_vars": 4, "names": NAMES, "bounds": [*[[-np.pi, np.pi]] * 3, [0.0, 1.0]]}
# Variances of Ishigami's function with a = 7, b = 0.1 (Ishigami & Homma 1990).
V1, V2, V13 = 0.5 * (1 + 0.1 * np.pi**4 / 5) ** 2, 49 / 8, 0.01 * np.pi**8 * (1 / 18 - 1 / 50)
V = V1 + V2 + V13
TRUTH = {
    "first": [V1 / V, V2 / V, 0.0, 0.0],
    "total": [(V1 + V13) / V, V2 / V, V13 / V, 0.0],
    "shapley": [(V1 + V13 / 2) / V, V2 / V, V13 / 2 / V, 0.0],
}
SAMPLERS: dict[str, tuple[int, Callable[..., npt.NDArray[np.float64]]]] = {
    "shapley": (1024, lambda problem, n: shapley.sample(problem, n, seed=3)),
    "sobol": (1024, lambda problem, n: sobol.sample(problem, n, calc_second_order=False, seed=3)),
    "pairs": (1024, lambda problem, n: sobol.sample(problem, n, seed=3)),
    "morris": (60, lambda problem, n: morris.sample(problem, n, num_levels=4, seed=3)),
    "lhs": (1500, lambda problem, n: latin.sample(problem, n, seed=3)),
}


def ishigami(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(
        np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    )


def sample_of(
    kind: str,
    function: Function = ishigami,
    problem: dict[str, Any] = ISHIGAMI,
    noise: float = 0.0,
    by_row: bool = False,
    size: int | None = None,
) -> Sample:
    """Draw a design and run a function on it, with noise per base row or per run."""
    count, sampler = SAMPLERS[kind]
    count = size or count
    raw = sampler(problem, count)
    base = np.repeat(np.arange(count), len(raw) // count)
    luck = np.random.default_rng(5).normal(size=len(raw)) * noise
    values = function(raw) + luck[base if by_row else slice(None)]
    if kind == "pairs":
        return Sample("sobol", problem, raw, base, values, {"second_order": True})
    return Sample(kind, problem, raw, base, values)


def of_index(table: pd.DataFrame, index: str) -> pd.DataFrame:
    return table[table["index"] == index].set_index("factor").loc[NAMES]


def switched(x: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Under the switch's first answer x1 counts alone, under its second x2 alone."""
    return np.asarray(np.where(x[:, 2] < 1, x[:, 0], x[:, 1]))
