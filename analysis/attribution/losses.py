"""What each need lost, by class, gate and cause: kept of a run instead of its whole log."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.attribution.first import may_be_first
from analysis.attribution.local import GATES, NO_GATE, UNSUPPORTED
from analysis.stored.summary import estimate, of_a_whole
from sim.measures.measures import measured
from sim.state.codes import BECAUSE_NOT_ASKED, BECAUSE_UNWILLING, END_STATES, NOT_ASKED, REASONS

CAUSES: dict[str, tuple[str, ...]] = {
    "want": ("not_asked", "unwilling"),
    "can": ("absent", "reserved", "nato", "short_notice"),
    "may": ("no_basis", "approval", "veto", "too_late"),
    NO_GATE: ("no_go",),
}
"""The causes that each gate is split into, in the order in which they are shown."""

LOST = np.array([END_STATES.index(state) for state in UNSUPPORTED])


def losses_of(run: Any) -> pd.DataFrame:
    """Sum up what was lost in a run: severity times what own people left open, v(1 − y0).

    The loss of a need is split equally over its failing gates, which is the Shapley value of each
    where repair needs all of them; ``sole`` is the part where the gate was the only one.

    Args:
        run: A ``sim.run.Run``.

    Returns:
        class, gate, cause, lost, sole; needs without consent in advance only. The losses sum to
        the whole loss of needs that got nothing.
    """
    setting, state = run.setting, run.state
    log = measured(np.asarray(state.requests)[: len(state.incidents)], setting)
    asked_for = np.asarray(setting.tables.classes)["pre_authorised"][log["request_class"]] == 0
    log = log[asked_for & np.isin(log["end_state"], LOST) & (log["gap"] > 0)]
    loss = log["severity"] * (1.0 - log["y0"])
    failed = np.stack([log[gate] == 0 for gate in GATES], axis=1)
    number = failed.sum(axis=1)
    want = np.where(log["end_state"] == NOT_ASKED, BECAUSE_NOT_ASKED, BECAUSE_UNWILLING)
    causes = np.stack([want, log["can_cause"], log["may_cause"]], axis=1)
    classes = np.array([c.id for c in setting.world.classes], object)[log["request_class"]]
    reasons = np.array(REASONS, object)
    parts = []
    for place, gate in enumerate((*GATES, NO_GATE)):
        shut = number == 0 if gate == NO_GATE else failed[:, min(place, 2)]
        cause = np.full(int(shut.sum()), CAUSES[NO_GATE][0], object)
        if gate != NO_GATE:
            cause = reasons[causes[shut, place]]
        split = loss[shut] / np.maximum(number[shut], 1)
        sole = np.where(number[shut] <= 1, split, 0.0)
        parts.append(
            pd.DataFrame(
                {"class": classes[shut], "gate": gate, "cause": cause, "lost": split, "sole": sole}
            )
        )
    found = pd.concat(parts, ignore_index=True)
    keys = ["class", "gate", "cause"]
    return found.groupby(keys, as_index=False, sort=True)[["lost", "sole"]].sum()


def share_table(losses: pd.DataFrame, by: str) -> pd.DataFrame:
    """Turn losses of runs into shares of the loss, with intervals over seeds.

    Args:
        losses: ``losses_of`` of every run below each other, with ``setting`` and ``seed``.
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
