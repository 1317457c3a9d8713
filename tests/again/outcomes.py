"""All outcomes a second time, in plain Python, from their definitions in docs/ODD.md (7.10).

What the log of requests holds is read from it; what it does not hold comes from the peer, which is
itself written from the description. Nothing is taken from ``sim.measures``.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from sim.setting.setting import Setting
from sim.world import World
from tests.peer.model import PeerModel
from tests.peer.needs import Need

NAN = float("nan")
YEAR = 365
SAME_MOMENT = 1e-9
CAME = ("supported", "support_withdrawn")
PROMISED = (*CAME, "no_go")
ENDS = (
    "open",
    "alone",
    "not_asked",
    "withdrawn_in_consultation",
    "refused",
    "no_capacity",
    "not_permitted",
    "too_late",
    "no_go",
    "supported",
    "support_withdrawn",
)


def over(part: float, whole: float) -> float:
    """A share of something; of nothing there is none."""
    return part / whole if whole > 0.0 else NAN


def share_of(flags: Iterable[bool]) -> float:
    """The share of these that are so."""
    found = list(flags)
    return over(found.count(True), len(found))


def rows_of(log: pd.DataFrame, world: World) -> list[Any]:
    """The rows of a log, each with its class beside it as ``kind``."""
    kinds = {kind.id: kind for kind in world.classes}
    table = log.rename(columns={"class": "name"})
    return [(row, kinds[row.name]) for row in table.itertuples(index=False)]


def gap_closed(rows: Sequence[Any], by_person_days: bool = False) -> float:
    """Y over some needs."""

    def weight(row: Any) -> float:
        return row.severity * (row.size * row.duration_days if by_person_days else 1.0)

    closed = math.fsum(weight(row) * (row.y1 - row.y0) for row, _ in rows)
    return over(closed, math.fsum(weight(row) * (1.0 - row.y0) for row, _ in rows))


def passes(time: float, setting: Setting) -> bool:
    """Whether a moment lies in a window of the scenario that passes, or is a single need's."""
    spans = [(need.day, need.day) for need in setting.scenario.needs]
    for window in setting.scenario.windows:
        if window.start is not None and window.length is not None:
            length = window.length
            days = setting.conditions[length] if isinstance(length, str) else length
            spans.append((window.start, window.start + days))
    return any(first - SAME_MOMENT <= time <= last + SAME_MOMENT for first, last in spans)


def came(row: Any) -> bool:
    """Whether support started, also if it was withdrawn before its end."""
    return row.end_state in CAME and not math.isnan(row.lead_time_days)


def quantile(values: Sequence[float], tenths: int) -> float:
    """So many tenths of the values lie below it; between two values on the line between them."""
    if len(values) < 2:
        return values[0] if values else NAN
    return statistics.quantiles(values, n=10, method="inclusive")[tenths - 1]


def from_log(log: pd.DataFrame, setting: Setting) -> dict[str, float]:
    """Every outcome of which the log holds all that it takes."""
    everything, days = rows_of(log, setting.world), setting.days
    rows = [(row, kind) for row, kind in everything if not kind.pre_authorised]
    support = [(row, kind) for row, kind in rows if came(row)]
    severity = math.fsum(row.severity for row, _ in rows)
    lead_times = [row.lead_time_days for row, _ in support]
    decided = [row for row, kind in rows if row.filed and kind.requester == "politie"]
    sensitivity = math.fsum(kind.information_sensitivity for _, kind in support)
    known = math.fsum(
        kind.information_sensitivity * row.shared_information for row, kind in support
    )
    found = {
        "gap_closed": gap_closed(rows),
        "gap_closed_all": gap_closed(everything),
        "gap_closed_person_days": gap_closed(rows, by_person_days=True),
        "gap_closed_police": gap_closed([e for e in rows if e[1].requester == "politie"]),
        "gap_closed_defence": gap_closed([e for e in rows if e[1].requester == "defensie"]),
        "gap_closed_visible": gap_closed([e for e in rows if e[1].visible_force >= 0.5]),
        "gap_closed_other": gap_closed([e for e in rows if e[1].visible_force < 0.5]),
        "gap_closed_window": gap_closed([e for e in rows if passes(e[0].time, setting)]),
        "alone": over(math.fsum(row.severity * row.y0 for row, _ in rows), severity),
        "together": over(math.fsum(row.severity * row.y1 for row, _ in rows), severity),
        "added_value": math.fsum(row.severity * (row.y1 - row.y0) for row, _ in rows),
        "net_added_value": math.fsum(row.added_value for row, _ in rows),
        "on_time_share": share_of(
            row.lead_time_days - row.deadline_days <= SAME_MOMENT * row.deadline_days
            for row, _ in support
        ),
        "lead_time_median_days": quantile(lead_times, 5),
        "lead_time_p90_days": quantile(lead_times, 9),
        "formal_acceptance": share_of(
            row.end_state in PROMISED for row in decided if row.end_state != "open"
        ),
        "informal_share": share_of(row.informal for row, _ in support),
        "knowledge_shared": over(known, sensitivity),
        "active_pairs": float(len({(row.requester, row.provider) for row, _ in support})),
        "unlawful_acts": float(sum(row.unlawful for row, _ in rows)),
        "learning_dividend": NAN,
    }
    if days >= 2 * YEAR:
        first = [entry for entry in rows if entry[0].time < YEAR]
        last = [entry for entry in rows if entry[0].time >= days - YEAR]
        found["learning_dividend"] = gap_closed(last) - gap_closed(first)
    for end in ENDS:
        found[f"share_{end}"] = share_of(row.end_state == end for row, _ in rows)
    return found


def from_peer(model: PeerModel) -> dict[str, float]:
    """The other outcomes, from what the peer knows of its needs and relations at the horizon."""
    warm_up = model.setting.warm_up_days
    happened = [need for need in model.needs if need.happened and need.time >= warm_up]
    needs = [need for need in happened if not need.kind.pre_authorised]
    support = [need for need in needs if need.started]
    asked = [need for need in needs if need.end_state not in ("alone", "not_asked")]
    complex_ones = [n for n in needs if n.kind.complexity > 0.5 and n.end_state != "open"]
    contact_pairs = model.setting.tables.contact_pairs
    partners = [model.relation(model.units[i], model.units[j]) for i, j in contact_pairs]
    bonds = [relation.bond.trust for relation in model.relations if relation.deployed]
    effect = math.fsum(need.offered for need in support)
    return {
        "pareto_share": share_of(n.profits[0] > 0.0 and n.profits[1] >= 0.0 for n in support),
        "fragmentation": over(math.fsum(map(apart, complex_ones)), len(complex_ones)),
        "comparative_advantage": over(
            math.fsum(need.offered for need in support if need.qualitative), effect
        ),
        "vetoes": float(sum(need.gates.vetoed for need in asked)),
        "aversion_end": model.aversion,
        "understanding_end": over(sum(r.understanding for r in partners), len(partners)),
        "trust_end": over(math.fsum(bonds), len(bonds)),
    }


def apart(need: Need) -> float:
    """How far a complex need was handled apart: by one party, or by both without sharing."""
    if not need.started:
        return 1.0
    return 0.0 if need.shared_information >= 0.5 else 1.0 - need.joint_goal


def days_of(log: pd.DataFrame, world: World, days: int) -> dict[str, list[float]]:
    """The columns of the daily course that count needs, by the day on which they arose."""
    by_day: list[list[Any]] = [[] for _ in range(days)]
    for entry in rows_of(log, world):
        by_day[int(entry[0].time)].append(entry)
    without = [[row for row, kind in day if not kind.pre_authorised] for day in by_day]

    def count(wanted: Any) -> list[float]:
        return [float(sum(bool(wanted(row)) for row in day)) for day in without]

    return {
        "day": [float(day) for day in range(days)],
        "needs": [float(len(day)) for day in by_day],
        "without_consent": count(lambda row: True),
        "asked": count(lambda row: row.end_state not in ("alone", "not_asked")),
        "filed": count(lambda row: row.filed),
        "supported": count(lambda row: row.end_state == "supported"),
        "gap_closed": [gap_closed([(row, None) for row in day]) for day in without],
    }


def course_of(model: PeerModel, horizon: int) -> dict[str, list[float]]:
    """Run a peer to its horizon, and write down how things stand at the end of each day."""
    warm_up = model.setting.warm_up_days
    found: dict[str, list[float]] = {}
    for day in range(horizon):
        # What happens at the very moment at which the next day begins belongs to that day.
        model.run_until(math.nextafter(day + 1.0, 0.0))
        if day >= warm_up:
            for name, value in standing(model, day + 1).items():
                found.setdefault(name, []).append(value)
    model.run_until(float(horizon))
    return found


def standing(model: PeerModel, next_day: int) -> dict[str, float]:
    """How things stand as the next day begins."""
    police = [unit for unit in model.units if unit.organisation == "politie"]
    others = [unit for unit in model.units if unit.organisation != "politie"]
    lines = [line for desk in model.desks for line in (desk.common, *desk.by_region.values())]
    at_rest = model.surroundings.aversion[min(next_day, model.surroundings.last)]
    contact_pairs = model.setting.tables.contact_pairs
    partners = [model.relation(model.units[i], model.units[j]) for i, j in contact_pairs]
    return {
        "busy_police": math.fsum(unit.busy for unit in police),
        "busy_defence": math.fsum(unit.busy for unit in others),
        "waiting": float(sum(len(line.waiting) for line in lines)),
        "aversion": min(1.0, max(0.0, at_rest + model.excess)),
        "trust": sum(r.bond.trust for r in partners) / len(partners) if partners else 0.0,
        "understanding": sum(r.understanding for r in partners) / len(partners)
        if partners
        else 0.0,
    }
