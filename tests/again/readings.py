"""What patterns read off a run, a second time: need by need, in plain Python.

From the definitions beside the claims (``bijstand patterns``): over measured needs of classes
without consent in advance, with a gap and a unit that could answer. What the log holds is read from
it; luck comes by its key. Nothing is taken from ``analysis.patterns`` or ``analysis.codebook``.
"""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import numpy as np

from sim.state.codes import END_STATES, REASONS
from sim.state.records import pairs_by_unit
from sim.streams import chance
from tests.again.outcomes import NAN, SAME_MOMENT, YEAR, over, share_of

GATE_OF = {
    "not_asked": "want",
    "unwilling": "want",
    "absent": "can",
    "reserved": "can",
    "nato": "can",
    "short_notice": "can",
    "no_basis": "may",
    "approval": "may",
    "veto": "may",
    "too_late": "may",
}
GATES = ("want", "can", "may")
GOT_SOMETHING = ("open", "alone", "supported", "support_withdrawn")
EXISTING = ("search_property", "search_underwater", "search_missing", "specialist_expertise")

Need = Any


def needs_of(run: Any) -> list[Need]:
    """Return the needs of a run that patterns are about: with a gap, and somebody to answer."""
    return [need for need in measured(run) if need.gap > 0 and need.provider >= 0]


def measured(run: Any) -> list[Need]:
    """Return all measured needs: the fields of the log, names for codes, class and luck."""
    found = []
    for place, incident in enumerate(run.state.incidents):
        record = run.state.requests[place]
        kind = run.setting.tables.classes[int(record["request_class"])]
        if kind["pre_authorised"] or record["time"] < run.setting.warm_up_days:
            continue
        need = SimpleNamespace(**{name: record[name].item() for name in record.dtype.names})
        need.kind = SimpleNamespace(**{name: kind[name].item() for name in kind.dtype.names})
        row = run.setting.world.classes[need.request_class]
        need.name = row.id
        need.chain = [desk for desk in run.setting.world.desks if desk.id in row.approval_chain]
        need.end = END_STATES[need.end_state]
        need.true, need.stated = REASONS[need.true_reason], REASONS[need.stated_reason]
        need.day = need.time - run.setting.warm_up_days
        need.luck = chance.uniform(incident["key"], chance.WILLING, 0)
        need.luck_of_law = chance.uniform(incident["key"], chance.PERMISSION, 0)
        need.asked = need.end not in ("not_asked", "alone")
        need.given = need.started == 1 and need.offered > 0
        found.append(need)
    return found


def mean(values: Iterable[float]) -> float:
    """A mean of the numbers that exist; of none there is none."""
    present = [value for value in values if not math.isnan(value)]
    return math.fsum(present) / len(present) if present else NAN


def closed(needs: Iterable[Need]) -> float:
    """Y over some needs."""
    some = list(needs)
    gained = math.fsum(n.severity * (n.y1 - n.y0) for n in some)
    return over(gained, math.fsum(n.severity * (1 - n.y0) for n in some))


def loss(needs: Sequence[Need], gate: str) -> float:
    """The share of a gate in what was lost, where a need's loss is split over its shut gates."""
    lost = [n for n in needs if n.end not in GOT_SOMETHING]
    part = 0.0
    for need in lost:
        shut = [name for name in GATES if getattr(need, name) == 0]
        if gate in shut:
            part += need.severity * (1 - need.y0) / len(shut)
    return over(part, math.fsum(n.severity * (1 - n.y0) for n in lost))


def willing(need: Need) -> float:
    """W_P: what is left of the margin of the gate is W_R W_P less the luck."""
    return (
        (need.want_margin + need.luck) / need.willing_requester if need.willing_requester else NAN
    )


def quality(need: Need) -> float:
    """Gain per effective person of formal support."""
    if not need.given or need.informal:
        return NAN
    return (need.y1 - need.y0) * need.size / need.offered


def turned(needs: Sequence[Need]) -> float:
    """Whether willingness is the first true reason, and the last one that is stated."""

    def shares(which: str) -> dict[str, float]:
        named = [GATE_OF.get(getattr(n, which)) for n in needs if n.asked and n.true]
        return {gate: over(named.count(gate), len(named) - named.count(None)) for gate in GATES}

    true, stated = shares("true"), shares("stated")
    first = true["want"] > true["can"] and true["want"] > true["may"]
    return float(first and stated["want"] < stated["can"] and stated["want"] < stated["may"])


def after(needs: Sequence[Need]) -> float:
    """How W_P moves from a pair's need to its next after generic, less after unique work."""
    of_class: dict[int, list[float]] = {}
    for need in needs:
        of_class.setdefault(need.request_class, []).append(willing(need))
    rest = {id(n): willing(n) - statistics.fmean(of_class[n.request_class]) for n in needs}
    pairs: dict[tuple[int, int], list[Need]] = {}
    for need in sorted(needs, key=lambda n: n.day):
        pairs.setdefault((need.requester, need.provider), []).append(need)
    generic, unique = [], []
    for met in pairs.values():
        for this, following in pairwise(met):
            moved = rest[id(following)] - rest[id(this)]
            if this.given and this.qualitative:
                unique.append(moved)
            elif this.given and this.kind.core_fit < 0.45:
                generic.append(moved)
    return mean(generic) - mean(unique)


def correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Pearson's."""
    return statistics.correlation(one, other)


def without(values: Sequence[float], held: Sequence[Sequence[float]]) -> list[float]:
    """What is left of values when other columns are held: Gram and Schmidt, column by column."""
    base: list[list[float]] = []
    for column in [[1.0] * len(values), *held, values]:
        left = list(map(float, column))
        for _ in range(2):  # once more, against rounding
            for known in base:
                size = sum(k * k for k in known)
                along = sum(x * k for x, k in zip(left, known, strict=True)) / size
                left = [x - along * k for x, k in zip(left, known, strict=True)]
        base.append(left)
    return base[-1]


def trust_and_informal(run: Any, needs: Sequence[Need]) -> float:
    """Trust of pairs with five requests or more, and their informal share; others held."""
    pairs: dict[tuple[int, int], list[Need]] = {}
    for need in needs:
        if need.asked:
            pairs.setdefault((need.requester, need.provider), []).append(need)
    often = {pair: met for pair, met in pairs.items() if len(met) >= 5}
    if len(often) < 5:
        return NAN
    records = pairs_by_unit(run.state)
    trust = [float(r["kept"] / (r["kept"] + r["broken"])) for r in (records[p] for p in often)]
    held = [
        [mean(math.log(n.deadline) for n in met) for met in often.values()],
        [mean(n.kind.desks for n in met) for met in often.values()],
    ]
    informal = [mean(n.informal for n in met) for met in often.values()]
    return correlation(without(trust, held), without(informal, held))


def third(needs: Sequence[Need], top: bool) -> list[Need]:
    """The needs in the highest or the lowest third of severity, ends included."""
    bound = float(np.quantile([n.severity for n in needs], 2 / 3 if top else 1 / 3))
    return [n for n in needs if (n.severity >= bound if top else n.severity <= bound)]


def readings(run: Any) -> dict[str, float]:
    """Return all readings of a run by name."""
    needs = needs_of(run)
    least = run.setting.conditions["least_useful_share"]

    def part(holds: Callable[[Need], bool], of: Callable[[Need], bool] = lambda n: True) -> float:
        return share_of(holds(n) for n in needs if of(n))

    def window(need: Need) -> bool:
        return 365 <= need.day < 425

    def late(need: Need) -> bool:
        return need.lead_time - need.deadline > SAME_MOMENT * need.deadline

    def served(need: Need) -> bool:
        return need.end == "supported"

    met = [n for n in needs if not math.isnan(willing(n))]
    decided = [n for n in needs if n.filed and n.decided_time > 0]
    found = {
        "requests": float(sum(n.asked for n in needs)),
        "not_asked": part(lambda n: n.end == "not_asked"),
        "want": part(lambda n: n.want == 1),
        "can": part(lambda n: n.can == 1),
        "may": part(lambda n: n.may == 1),
        "cannot": part(lambda n: n.can == 0),
        "can_elsewhere": part(lambda n: n.can == 1, lambda n: n.name != "undermining_operation"),
        **{f"loss_{gate}": loss(needs, gate) for gate in GATES},
        "loss_can_window": loss([n for n in needs if window(n)], "can"),
        "y_window": closed(n for n in needs if window(n)),
        "y_sensitive": closed(n for n in needs if n.kind.sensitivity >= 0.5),
        "not_permitted_existing": part(lambda n: n.may == 0, lambda n: n.name in EXISTING),
        "not_permitted_visible": part(lambda n: n.may == 0, lambda n: n.kind.force >= 0.5),
        "may_visible": part(lambda n: n.may == 1, lambda n: n.kind.force >= 0.5),
        "may_forceful": part(lambda n: n.may == 1, lambda n: n.kind.force >= 0.6),
        "may_unseen": part(lambda n: n.may == 1, lambda n: n.kind.force < 0.3),
        "supported_severest": share_of(map(served, third(needs, True))),
        "supported_least_severe": share_of(map(served, third(needs, False))),
        "supported_visible": part(served, lambda n: n.kind.force >= 0.5),
        "supported_elsewhere": part(served, lambda n: n.kind.force < 0.5),
        "supported_apolitical": part(served, lambda n: not any(d.political for d in n.chain)),
        "supported_small": part(served, lambda n: n.size <= 12),
        "supported_large": part(served, lambda n: n.size >= 20),
        "candour": part(
            lambda n: n.stated in ("unwilling", "not_asked"),
            lambda n: n.asked and n.true == "unwilling",
        ),
        "reversed": turned(needs),
        "mismatch": part(lambda n: n.mismatch == 1, lambda n: n.kind.candidates > 1),
        "decision_days": mean(n.decided_time - n.filed_time for n in decided),
        "informal_needs": float(sum(n.informal == 1 for n in needs)),
        "informal_found": float(sum(n.detected == 1 for n in needs)),
        "offered_share": mean(
            n.can_margin + min(least * n.gap, 30.0) / n.gap for n in needs if not n.informal
        ),
        "withdrawn": part(
            lambda n: n.end == "support_withdrawn",
            lambda n: n.end in ("supported", "support_withdrawn"),
        ),
        "willing_provider": mean(map(willing, needs)),
        "after_generic": after(needs),
        "training": correlation([willing(n) for n in met], [n.kind.training_value for n in met]),
        "trust_and_informal": trust_and_informal(run, needs),
        "quality_complex": mean(quality(n) for n in needs if n.kind.complexity > 0.5),
        "quality_simple": mean(quality(n) for n in needs if n.kind.complexity <= 0.3),
        "quality_visible": mean(quality(n) for n in needs if n.kind.force >= 0.5),
        "quality_unseen": mean(quality(n) for n in needs if n.kind.force < 0.3 and not late(n)),
        "unlawful_visible": part(
            lambda n: n.unlawful == 1, lambda n: n.given and n.kind.force >= 0.5
        ),
    }
    for year in (1, 2, 3, 4):
        within = (n for n in needs if (year - 1) * YEAR <= n.day < year * YEAR)
        found[f"y_year{year}"] = closed(within)
    return found


def code_readings(run: Any) -> dict[str, float]:
    """Return what the experiments of the codebook read off a run, as means over its needs."""
    everything = measured(run)
    gaps = [n for n in everything if n.gap > 0]
    met = [n for n in gaps if n.provider >= 0 and not n.consented]
    formal, asked = ([n for n in met if not n.informal], [n for n in met if n.end != "not_asked"])
    least = run.setting.conditions["least_useful_share"]
    given = [n for n in everything if n.given]
    promised = [n for n in everything if n.end in ("supported", "support_withdrawn")]
    return {
        "willing_requester": mean(n.willing_requester for n in met),
        "willing_provider": mean(willing(n) for n in met),
        "permission": mean(n.may_margin + n.luck_of_law for n in formal),
        "asked": share_of(n.end != "not_asked" for n in met),
        "granted": mean(n.want for n in asked),
        "offered_share": mean(n.can_margin + min(least * n.gap, 30.0) / n.gap for n in formal),
        "quality": mean(quality(n) for n in everything),
        "decision_days": mean(
            n.decided_time - n.filed_time
            for n in everything
            if n.filed and not n.consented and n.decided_time > 0
        ),
        "wrong_unit": mean(n.mismatch for n in met if n.kind.candidates > 1),
        "supported": share_of(n.end == "supported" for n in gaps),
        "unable": share_of(n.can == 0 for n in gaps),
        "vetoed": share_of(REASONS[n.may_cause] == "veto" for n in gaps),
        "stopped_by_law": share_of(REASONS[n.may_cause] in ("approval", "no_basis") for n in gaps),
        "withdrawn": share_of(n.end == "support_withdrawn" for n in promised),
        "lead_time": mean(n.lead_time for n in given),
        "informal": share_of(n.informal == 1 for n in asked),
    }


def supported_of_the_severest(run: Any) -> float:
    """Return the share that is supported of the third of measured needs that are most severe."""
    return share_of(n.end == "supported" for n in third(measured(run), True) if n.gap > 0)
