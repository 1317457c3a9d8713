"""The virtual interview: what officials say stood in the way, beside what really did.

A study that interviews ten officials hears the reasons that were *given*. In the model every
request keeps the reason that was given beside the true one: an unwilling provider may plead lack of
people or of law (``pretext``), and where trust counts (S3) its lack can be the reason behind the
unwillingness, which nobody names (§4.2.4). So the same ten people can be asked here, and what
they say held against the truth.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.stored.summary import estimate
from sim.run import Run
from sim.setting.setting import Setting
from sim.state.codes import JOINT, REASONS

OFFICIALS = 10
ROLES = ("asks", "answers")
DISTRUST = "distrust"
# Keeps the draw of officials apart from the streams of the tape.
_STREAM = 0x1E7
_WANTING = ("not_asked", "unwilling")

GATE_OF_REASON = {
    "not_asked": "want",
    "unwilling": "want",
    DISTRUST: "want",
    "absent": "can",
    "reserved": "can",
    "nato": "can",
    "short_notice": "can",
    "no_basis": "may",
    "approval": "may",
    "veto": "may",
    "too_late": "may",
    "no_go": "none",
    "withdrawn": "none",
}
"""The gate that a reason belongs to; weather, technique and withdrawal belong to none."""

TOLD = ["official", "unit", "role", "stated", "true", "requests"]
COUNTED = ("official", "requests")


@dataclass(frozen=True, slots=True)
class Official:
    """Somebody who speaks for a unit in a role.

    Attributes:
        number: From 1.
        unit: The unit's id.
        role: "asks" (its needs) or "answers" (requests for which it was asked first).
    """

    number: int
    unit: str
    role: str


def draw_officials(setting: Setting, seed: int, count: int = OFFICIALS) -> list[Official]:
    """Draw whom to ask: half of them ask, half answer.

    Who deals with more needs is likelier to be asked. The draw depends on the seed and the world
    alone, so that the same people are asked under another scenario, policy or theory.

    Args:
        setting: What is run.
        seed: The seed of the run.
        count: How many officials; fewer where the world has fewer units in a role.
    """
    rng = np.random.default_rng([seed, _STREAM])
    officials: list[Official] = []
    halves = (count - count // 2, count // 2)
    for role, wanted, weights in zip(ROLES, halves, _weights(setting), strict=True):
        possible = int(np.count_nonzero(weights))
        if possible == 0:
            continue
        drawn = rng.choice(
            len(weights), min(wanted, possible), replace=False, p=weights / weights.sum()
        )
        for unit in sorted(int(place) for place in drawn):
            officials.append(Official(len(officials) + 1, setting.world.units[unit].id, role))
    return officials


def _weights(setting: Setting) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Needs a day that each unit of Politie and Defensie has, and that it could answer."""
    given, units = setting.tables, np.asarray(setting.tables.units)
    asking, answering = np.zeros(len(units)), np.zeros(len(units))
    for kind in given.classes[given.classes["pre_authorised"] == 0]:
        requesters = given.requesters[kind.first_requester :][: kind.requesters]
        shares = np.diff(requesters["cumulative"], prepend=0.0)
        np.add.at(asking, requesters["unit"], kind.rate * shares)
        candidates = given.candidates[kind.first_candidate :][: kind.candidates]
        fits = candidates["fit"] * (units["side"][candidates["unit"]] != JOINT)
        if fits.sum() > 0:
            np.add.at(answering, candidates["unit"], kind.rate * fits / fits.sum())
    return asking, answering


def told(
    requests: pd.DataFrame, officials: Sequence[Official], consented: Collection[str]
) -> pd.DataFrame:
    """Ask the officials about every need without consent in advance that got no (full) support.

    Who answers never hears of a need that was not asked. Lack of trust is a reason of its own in
    what is true, and is never stated.

    Args:
        requests: The log of a run, a row per incident.
        officials: Whom to ask.
        consented: The ids of the classes with consent in advance.

    Returns:
        How often each official met each pair of reasons: official, unit, role, stated, true,
        requests.
    """
    log = requests[(requests["true_reason"] != "") & ~requests["class"].isin(list(consented))]
    hidden = log["distrust"] & log["true_reason"].isin(_WANTING)
    true = log["true_reason"].mask(hidden, DISTRUST).to_numpy(object)
    stated, asking, answering, end_state = (
        log[name].to_numpy(object)
        for name in ("stated_reason", "requester", "provider", "end_state")
    )
    rows = []
    for official in officials:
        if official.role == "asks":
            met = asking == official.unit
        else:
            met = (answering == official.unit) & (end_state != "not_asked")
        # A grouping of a table takes longer than all else, for each of them anew.
        counts = Counter(zip(stated[met], true[met], strict=True))
        who = (official.number, official.unit, official.role)
        rows += [(*who, *reasons, counts[reasons]) for reasons in sorted(counts)]
    return pd.DataFrame(rows, columns=TOLD)


@dataclass(frozen=True, slots=True)
class Ask:
    """Asks the officials of a run, in the form in which a study keeps what they told.

    Attributes:
        consented: The ids of the classes with consent in advance.
    """

    consented: tuple[str, ...]

    def __call__(self, run: Run) -> dict[str, Any]:
        """Return the columns of ``told``, each as an array of numbers or of texts."""
        heard = told(run.requests, draw_officials(run.setting, run.seed), self.consented)
        return {
            name: heard[name].to_numpy(np.float64 if name in COUNTED else object) for name in TOLD
        }


def heard_in(kept: pd.DataFrame) -> pd.DataFrame:
    """Return what was told in all runs of a study: the columns of ``told``, and ``seed``.

    Args:
        kept: From ``Study.kept``, where ``Ask`` kept it.
    """
    runs = kept.sort_values("replication")[["seed", *TOLD]]
    heard = runs.explode(TOLD, ignore_index=True).dropna(subset=TOLD)
    heard = heard.astype(dict.fromkeys(COUNTED, "int64"))
    return heard[[*TOLD, "seed"]].reset_index(drop=True)


def reason_table(heard: pd.DataFrame, seeds: Sequence[int]) -> pd.DataFrame:
    """Summarise how often each reason was stated, and how often it was true.

    Args:
        heard: What ``told`` gives, with a column ``seed``, over all runs.
        seeds: All seeds; one in which nobody met anything has no shares.

    Returns:
        A row per reason: reason, gate, then for "stated" and "true" the mean share of all that
        was met in a run, its 95 % interval (``_low``, ``_high``) and its rank from 1.
    """
    reasons = [*REASONS[1:3], DISTRUST, *REASONS[3:]]
    table = pd.DataFrame({"reason": reasons, "gate": [GATE_OF_REASON[r] for r in reasons]})
    return _with_shares(table, "reason", heard, seeds)


def gate_table(heard: pd.DataFrame, seeds: Sequence[int]) -> pd.DataFrame:
    """Summarise the same by gate, over requests that were made.

    Needs that were not asked are left out: that reason is known to who did not ask alone, and
    pleads nothing.
    """
    made = heard[heard["stated"] != "not_asked"].assign(
        stated=lambda rows: rows["stated"].map(GATE_OF_REASON),
        true=lambda rows: rows["true"].map(GATE_OF_REASON),
    )
    table = pd.DataFrame({"gate": ["want", "can", "may", "none"]})
    return _with_shares(table, "gate", made, seeds)


def _with_shares(
    table: pd.DataFrame, key: str, heard: pd.DataFrame, seeds: Sequence[int]
) -> pd.DataFrame:
    runs = pd.Index(list(seeds))
    total = heard.groupby("seed")["requests"].sum().reindex(runs)
    for kind in ("stated", "true"):
        counts = heard.pivot_table("requests", "seed", kind, "sum", fill_value=0)
        shares = counts.reindex(index=runs, columns=table[key], fill_value=0).div(total, axis=0)
        found = [estimate(shares[name]) for name in table[key]]
        table[kind] = [one.mean for one in found]
        table[f"{kind}_low"] = [one.low for one in found]
        table[f"{kind}_high"] = [one.high for one in found]
        table[f"{kind}_rank"] = table[kind].rank(ascending=False, method="min")
    return table


def official_table(heard: pd.DataFrame, officials: Sequence[Official]) -> pd.DataFrame:
    """Return a row per official of one run: what they named most, what most stood in the way.

    Returns:
        official, unit, role, requests, stated (the most named reason, "" if none was met), true,
        otherwise (the share of what they met that was stated otherwise than it was).
    """
    rows = []
    for official in officials:
        mine = heard[heard["official"] == official.number]
        met = int(mine["requests"].sum())
        other = int(mine.loc[mine["stated"] != mine["true"], "requests"].sum())
        top = {
            kind: mine.groupby(kind)["requests"].sum().idxmax() if met else ""
            for kind in ("stated", "true")
        }
        rows.append(
            {
                "official": official.number,
                "unit": official.unit,
                "role": official.role,
                "requests": met,
                **top,
                "otherwise": other / met if met else np.nan,
            }
        )
    return pd.DataFrame(rows)


def candour(heard: pd.DataFrame) -> float:
    """Stated over true unwillingness of providers, lack of trust included; 1 − π_p expected.

    Returns:
        The ratio over all runs; NaN where nobody was unwilling.
    """
    made = heard[heard["stated"] != "not_asked"]
    unwilling = int(made.loc[made["true"].isin(["unwilling", DISTRUST]), "requests"].sum())
    said = int(made.loc[made["stated"] == "unwilling", "requests"].sum())
    return said / unwilling if unwilling else float("nan")


def first_gates(gates: pd.DataFrame, kind: str) -> list[str]:
    """Return the gate with the largest share, with those that the runs do not tell from it.

    Args:
        gates: From ``gate_table``.
        kind: "stated" or "true".

    Returns:
        Gates, the first one first; none where nobody met anything.
    """
    rows = gates[(gates["gate"] != "none") & gates[kind].notna()].set_index("gate")
    ordered = rows.sort_values(kind, ascending=False, kind="stable")
    if ordered.empty:
        return []
    reached = ordered[f"{kind}_high"] >= ordered[f"{kind}_low"].iloc[0]
    equal = ordered[kind] == ordered[kind].iloc[0]
    return [str(gate) for gate in ordered.index[reached | equal]]
