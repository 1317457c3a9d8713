"""From the promise to the end: start, outcome, extension, withdrawal, learning (E13 to E22)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sim.streams import chance

if TYPE_CHECKING:
    from tests.peer.needs import Need
    from tests.peer.units import Unit

WITHDRAWN, LEAKED = 1.0, 3.0
GENERIC_WORK = 0.45


def promise(need: Need) -> None:
    """Plan the start and the end, and see whether the promise will be kept (E13)."""
    c, model = need.c, need.model
    wait = max(notice(need, share.unit) for share in need.people)
    ready = model.time + wait + need.kind.preparation_days * (1.0 - training(need))
    if need.kind.planned:
        ready = max(ready, need.time + need.deadline)
    need.start_time = ready
    paid = 0.0 if need.informal else c.compensation
    hazard = c.withdrawal_hazard * (1.0 + c.crisis_withdrawal * model.in_crisis)
    exposed = ready - need.time + need.duration
    risk = (1.0 - c.binding_agreements) * (1.0 - c.compensation_effect * paid)
    risk *= 1.0 - math.exp(-hazard * exposed)
    need.withdrawal_time = math.inf
    if need.luck(chance.WITHDRAWS) < risk:
        moment = need.luck(chance.WITHDRAWAL_MOMENT)
        need.withdrawal_time = model.time + moment * (ready + need.duration - model.time)
        model.later(need.withdraw, need.withdrawal_time)
    if need.withdrawal_time >= ready:
        model.later(need.begin, ready)


def notice(need: Need, unit: Unit) -> float:
    """Return the notice that a unit needs; some stand ready."""
    if need.luck(chance.QUICK, unit.index) < need.c.quick_reaction_share:
        return 0.0
    return unit.notice * (0.25 if need.emergency else 1.0)


def training(need: Need) -> float:
    """Return how far the leading unit is trained for the civil domain."""
    return need.provider.training(need)


def begin(need: Need) -> None:
    """People start, unless weather or technique forbids."""
    model = need.model
    if need.luck(chance.NO_GO_LUCK) < need.kind.no_go_probability:
        need.fail("no_go", "no_go")
        if not need.kind.planned:
            for share in need.people:
                share.unit.busy -= share.persons
        return
    if need.kind.planned:
        come(need)
        if need.offered <= 0.0:
            need.gates.can = False
            need.fail("no_capacity", "absent")
            return
    need.started = True
    need.end_state = "supported"
    need.lead_time = model.time - need.time
    need.support_days = need.duration
    work(need)
    if need.withdrawal_time == math.inf:
        model.later(need.end, model.time + need.duration)


def come(need: Need) -> None:
    """Who was booked comes as far as physically there; the effect falls in proportion."""
    booked = need.persons
    for share in need.people:
        there = min(share.persons, math.floor(share.unit.present))
        if share.persons > 0.0:
            share.effective *= there / share.persons
        share.persons = float(there)
        share.unit.busy += there
    need.persons = sum(share.persons for share in need.people)
    if booked > 0.0:
        need.offered = min(need.gap, sum(share.effective for share in need.people))


def work(need: Need) -> None:
    """Settle the outcome at the start (E14, E15), and what society sees of it (E22)."""
    c, model, kind = need.c, need.model, need.kind
    need.joint_goal = need.lever("joint_goal")
    powers = c.loss_powers * need.barrier() * kind.visible_force * (1.0 - training(need))
    need.shared_information = shared = information(need)
    need.leak = need.luck(chance.LEAKS) < c.leak_rate * kind.information_sensitivity * shared
    need.unlawful = need.luck(chance.UNLAWFUL) < powers
    factor = quality(need, shared, powers)
    gain = min(1.0 - need.y0, need.offered / need.size * factor)
    if need.leak:
        gain *= 1.0 - c.leak_damage
    if need.informal and need.luck(chance.DETECTED) < c.informal_detection:
        gain *= come_to_light(need)
    need.y1 = need.y0 + gain
    need.profits = profits(need)
    if not need.consented and not need.provider.is_partnership:
        sign = {"sensitises": 1.0, "neutral": 0.0, "habituates": -1.0}[model.theory["aversion"]]
        change = sign * c.aversion_sensitivity * kind.visible_force
        change *= need.offered / c.aversion_scale * (1.0 - c.explanation_effect * c.explanation)
        model.sway(change)


def profits(need: Need) -> tuple[float, float]:
    """Return what the requester gains, and the provider: training, information, less its cost."""
    c, kind = need.c, need.kind
    cost = c.unit_cost * need.offered * need.support_days / 100.0
    own_part = 1.0 if need.informal else 1.0 - c.compensation
    still_wanted = 1.0 - (1.0 - c.training_match) * need.provider.saturation
    given = kind.training_value * still_wanted
    learned = kind.information_sensitivity * need.shared_information
    return need.severity * (need.y1 - need.y0), given + learned - own_part * cost


def information(need: Need) -> float:
    """Return x, the share of information that is shared (E14)."""
    c, trust = need.c, need.relation.bond.trust
    shared = c.sharing_limit * need.clarity
    if need.model.theory["information"] == "risk" and trust < 1.0:
        shared = min(shared, c.sharing_benefit / (2.0 * (1.0 - trust)))
    return shared


def quality(need: Need, shared: float, powers: float) -> float:
    """Return f: what losses and synergy make of the support (E15)."""
    c, theory, kind = need.c, need.model.theory, need.kind
    known = need.relation.understanding
    roles = c.role_clarity
    if theory["clarity"] == "general":
        roles += (1.0 - roles) * need.clarity
    strange = c.loss_understanding * (1.0 - known) + c.loss_roles * (1.0 - roles)
    strange += c.loss_systems * (1.0 - need.model.systems_fit)
    factor = (1.0 - kind.complexity * strange) * (1.0 - powers)
    factor *= 1.0 - c.loss_information * kind.information_sensitivity * (1.0 - shared)
    if need.lead_time > need.deadline:
        factor *= math.exp(-(need.lead_time - need.deadline) / need.deadline)
    seen = 0.5 + 0.5 * known if theory["definition"] == "shared" else 1.0 - 0.5 * known
    return factor * (1.0 + c.synergy * kind.complexity * need.joint_goal * seen)


def come_to_light(need: Need) -> float:
    """Informal work is discovered (E6, S9); returns the share of the gain that is left."""
    c, relation = need.c, need.relation
    if need.model.theory["informal"] == "suppress":
        relation.banned_until = need.model.time + c.informal_ban
        return 0.5
    relation.agreements_gain += c.seed_gain * (1.0 - relation.agreements_gain)
    return 1.0


def withdraw(need: Need) -> None:
    """The people are called away, before or after the start."""
    if need.end_state not in ("open", "supported"):
        return
    need.end_state = "support_withdrawn"
    need.true_reason = need.stated_reason = "withdrawn"
    if need.started:
        need.support_days = need.model.time - need.start_time
        served = min(1.0, need.support_days / need.duration)
        need.y1 = need.y0 + served * (need.y1 - need.y0)
        need.profits = profits(need)
    if need.started or not need.kind.planned:
        for share in need.people:
            share.unit.busy -= share.persons
    for share in need.people:
        break_promise(need, share.unit, WITHDRAWN)


def break_promise(need: Need, unit: Unit, weight: float) -> None:
    """Remember a broken promise (E17)."""
    c = need.c
    bond = need.model.relation(need.requester, unit).bond
    bond.remember(c.trust_memory, 0.0, c.trust_asymmetry * weight)


def end(need: Need) -> None:
    """Go on for as long again, or go home and learn."""
    model, c = need.model, need.c
    more = need.kind.extension_probability * need.provider.willingness_to_give(need)
    if need.luck(chance.EXTENSION, need.extensions) < more:
        need.extensions += 1
        need.support_days += need.duration
        need.profits = profits(need)
        model.later(need.end, model.time + need.duration)
        return
    gain = (need.y1 - need.y0) / (1.0 - need.y0)
    for share in need.people:
        unit = share.unit
        unit.busy -= share.persons
        relation = model.relation(need.requester, unit)
        if need.leak:
            break_promise(need, unit, LEAKED)
        else:
            relation.bond.remember(c.trust_memory, 1.0, 0.0)
        military = unit.is_military
        generic = need.core_task_fit < GENERIC_WORK and not need.qualitative
        relation.learn_expertise(gain, military and generic)
        relation.meet(c.contact_deployment)
        relation.deployed = True
        unit.saturate()
