"""What was lost in a study, by class, gate and cause, as shares with intervals over seeds."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.attribution.first import may_be_first
from analysis.attribution.local import GATES
from analysis.stored.summary import estimate, of_a_whole


def share_table(losses: pd.DataFrame, by: str) -> pd.DataFrame:
    """Turn losses of runs into shares of the loss, with intervals over seeds.

    Args:
        losses: What was lost in every run, from ``analysis.attribution.stored.losses_from``.
        by: "gate", "cause" or "class": what the shares are of. Shares of "class" are, within each
            class, those of the gates.

    Returns:
        setting, class (only by class), gate, cause (only by cause), share, low, high, sole, runs,
        may_lead (not by cause: whether most may be lost to this gate, as far as the runs tell). The
        shares of a setting (and class) sum to 1.
    """
    columns = ["gate", "cause"] if by == "cause" else ["gate"]
    index = ["class", "seed"] if by == "class" else ["seed"]
    rows = []
    for setting, part in losses.groupby("setting", sort=False):
        shares, sole = (_pivot(part, index, columns, value) for value in ("lost", "sole"))
        whole = shares.sum(axis=1).replace(0.0, np.nan)
        shares, sole = shares.div(whole, axis=0), sole.div(whole, axis=0)
        groups = shares.groupby(level="class") if by == "class" else [("", shares)]
        for name, of_group in groups:
            first = [] if by == "cause" else may_be_first(_of_gates(of_group))
            for key in shares.columns:
                named = dict(zip(columns, key if isinstance(key, tuple) else (key,), strict=True))
                found = estimate(of_group[key])
                found = of_a_whole(found)
                rows.append(
                    {
                        "setting": setting,
                        **({"class": name} if by == "class" else {}),
                        **named,
                        "share": found.mean,
                        "low": found.low,
                        "high": found.high,
                        "sole": estimate(sole.loc[of_group.index, key]).mean,
                        "runs": found.runs,
                        **({} if by == "cause" else {"may_lead": key in first}),
                    }
                )
    return pd.DataFrame(rows)


def _of_gates(shares: pd.DataFrame) -> dict[str, npt.NDArray[np.float64]]:
    return {gate: shares[gate].to_numpy(np.float64) for gate in GATES if gate in shares}


def _pivot(part: pd.DataFrame, index: list[str], columns: list[str], value: str) -> pd.DataFrame:
    return part.pivot_table(
        index=index, columns=columns, values=value, aggfunc="sum", fill_value=0.0
    )
