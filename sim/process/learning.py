"""What an event teaches: trust, expertise, understanding, familiarity, saturation, aversion."""

from __future__ import annotations

from sim.process.now.meetings import place_of
from sim.process.now.readings import familiarity_now, saturation_of
from sim.process.now.relations import (
    bond_at,
    bond_of,
    bond_of_request,
    understand,
    understanding_of_pair,
)
from sim.rules import learning
from sim.state.changing import Pair, Request
from sim.state.codes import FORMALITY_STRENGTHENS, FORMALITY_UNDERMINES, MILITARY
from sim.state.compiled import compiled, inlined
from sim.state.records import State


@compiled
def update_trust(state: State, requester: int, provider: int, kept: float, broken: float) -> None:
    """E17: a promise kept or broken; what was before fades a little."""
    update_bond(state, bond_of(state, requester, provider), kept, broken)


@inlined
def update_bond(state: State, bond: Pair, kept: float, broken: float) -> None:
    """E17 for the record that holds the trust."""
    memory = state.conditions[0].trust_memory
    bond.kept = memory * bond.kept + kept
    bond.broken = memory * bond.broken + broken


@compiled
def refused_for_capacity(state: State, request: Request) -> None:
    """E17: what was asked for is not there; the unit asked first is blamed, for nobody came."""
    step = learning.broken_step(state.conditions[0], learning.WEIGHT_OF_CAPACITY_REFUSAL)
    update_bond(state, bond_of_request(state, request), 0.0, step)


@compiled
def support_withdrawn(state: State, request: Request) -> None:
    """E17: a promise was broken, by every unit that took part in it."""
    step = learning.broken_step(state.conditions[0], learning.WEIGHT_OF_WITHDRAWAL)
    place = request.first_assignment
    while place >= 0:
        update_trust(state, request.requester, state.assignments[place].unit, 0.0, step)
        place = state.assignments[place].next


@compiled
def formal_agreement(state: State, request: Request) -> None:
    """S4: what formalisation does to trust."""
    formality = state.theory[0].formality
    bond = bond_of_request(state, request)
    if formality == FORMALITY_STRENGTHENS:
        bond.kept += state.conditions[0].formality_effect
    elif formality == FORMALITY_UNDERMINES:
        bond.broken += state.conditions[0].formality_effect


@compiled
def know_procedures(state: State, request: Request) -> None:
    """E20: each decided request makes the requester more familiar with the procedures."""
    unit = state.units[request.requester]
    now = familiarity_now(state, request.requester)
    unit.familiarity = learning.approach(now, 1.0, state.conditions[0].familiarity_gain)
    unit.familiarity_time = state.now[0].time


@compiled
def meet(state: State, requester: int, provider: int, weight: float) -> None:
    """E19: two units have worked, trained or sat together."""
    if state.units[provider].partnership == 1:
        return
    meet_again(state, place_of(state, requester, provider), weight)


@compiled
def meet_again(state: State, place: int, weight: float) -> None:
    """E19 for the pair with a record at this place."""
    known = understanding_of_pair(state, state.pairs[place])
    better = learning.understanding_after_contact(state.conditions[0], known, weight)
    understand(state, place, better)


@compiled
def deployment_done(state: State, request: Request) -> None:
    """E17 to E21, for every unit that took part."""
    conditions = state.conditions[0]
    kind = state.classes[request.request_class]
    gain = learning.gain_share(request.y0, request.y1)
    generic = request.qualitative == 0 and kind.core_fit < learning.GENERIC_WORK_BELOW
    assigned = request.first_assignment
    while assigned >= 0:
        provider = state.assignments[assigned].unit
        place = request.pair
        if provider != request.provider:
            place = place_of(state, request.requester, provider)
        pair, bond = state.pairs[place], bond_at(state, request.requester, provider, place)
        pair.deployed = 1
        if request.leak == 1:
            step = learning.broken_step(conditions, learning.WEIGHT_OF_LEAK)
            update_bond(state, bond, 0.0, step)
        else:
            update_bond(state, bond, 1.0, 0.0)
        pair.expertise_requester = learning.expertise(conditions, pair.expertise_requester, gain)
        pair.expertise_provider = learning.expertise(conditions, pair.expertise_provider, gain)
        if generic and state.units[provider].side == MILITARY:
            pair.expertise_provider = max(0.0, pair.expertise_provider - conditions.misuse_effect)
        if state.units[provider].partnership == 0:
            meet_again(state, place, conditions.contact_deployment)
        saturate(state, provider)
        assigned = state.assignments[assigned].next


@compiled
def saturate(state: State, provider: int) -> None:
    """E21: the provider has had such work; the next is worth less as training."""
    now = saturation_of(state, provider)
    unit = state.units[provider]
    unit.saturation = learning.approach(now, 1.0, state.conditions[0].saturation_gain)
    unit.saturation_time = state.now[0].time


@compiled
def society_sees(state: State, request: Request) -> None:
    """E22: a visible deployment; partnerships and standing consent are not noticed."""
    if request.consented == 1 or state.units[request.provider].partnership == 1:
        return
    now = state.now[0]
    conditions = state.conditions[0]
    kind = state.classes[request.request_class]
    rate = conditions.aversion_recovery
    left = learning.relax(now.aversion_excess, 0.0, rate, now.time - now.aversion_time)
    step = learning.aversion_step(conditions, state.theory[0], kind.force, request.offered)
    now.aversion_excess = left + step
    now.aversion_time = now.time
