"""Which way a request goes: among the two themselves, or through consultation to the desks."""

from __future__ import annotations

from sim.process import decision, gates, people
from sim.process.now.readings import expected_procedure
from sim.process.now.relations import pair_of_request, trust_of_request, understanding_of_request
from sim.rules import allowed
from sim.state.changing import Request
from sim.state.codes import WITHDRAWN_IN_CONSULTATION
from sim.state.compiled import compiled
from sim.state.records import State
from sim.streams import chance


@compiled
def goes_informal(state: State, request: Request) -> bool:
    """E6: whether the two work it out among themselves."""
    kind = state.classes[request.request_class]
    pair = pair_of_request(state, request)
    chance_of_it = allowed.informal_probability(
        state.conditions[0],
        kind.force,
        request["size"],
        state.now[0].time < pair.banned_until,
        understanding_of_request(state, request),
        trust_of_request(state, request),
        expected_procedure(state, request),
        request.deadline,
    )
    key = state.incidents[request.incident].key
    return chance.uniform(key, chance.INFORMAL, 0) < chance_of_it


@compiled
def consult(state: State, request: Request, willing_provider: float, permission: float) -> bool:
    """Before filing, advisers find out what would fail; what would fail is not filed.

    Returns:
        Whether the request is to be filed; its people, where found, are then held.
    """
    conditions = state.conditions[0]
    key = state.incidents[request.incident].key
    gates.read_gates(state, request, willing_provider, permission)
    if chance.uniform(key, chance.CONSULTED, request.attempts) >= conditions.consultation:
        return True
    found = False
    accuracy = conditions.consultation_accuracy
    for gate in range(3):
        closed = (request.want, request.can, request.may)[gate] == 0
        place = request.attempts * 3 + gate
        if closed and chance.uniform(key, chance.FOUND_OUT, place) < accuracy:
            found = True
    if not found:
        if request.can == 1:
            people.take(state, request, willing_provider)
        return True
    luck = gates.luck_at(state, request, chance.WILLING)
    reason = gates.first_cause(request, luck)
    if decision.asks_again(state, request):
        return False
    request.end_state = WITHDRAWN_IN_CONSULTATION
    request.true_reason = reason
    request.stated_reason = gates.stated(state, request, reason)
    return False
