"""Deployment: start, what it achieves, staying longer, withdrawal, end (E13 to E16)."""

from __future__ import annotations

from sim.process import learning, people, success
from sim.process.agenda import post
from sim.process.now import wanting
from sim.process.now.readings import (
    barrier_at,
    civil_training_of,
    clarity_of,
    levers_of,
    saturation_of,
    today,
)
from sim.process.now.relations import pair_of_request, trust_of_request, understanding_of_request
from sim.rules import outcome, willing
from sim.rules.learning import approach
from sim.state.changing import Request
from sim.state.codes import (
    BECAUSE_ABSENT,
    BECAUSE_NO_GO,
    BECAUSE_WITHDRAWN,
    END,
    INFORMAL_SEED,
    NO_CAPACITY,
    NO_GO,
    OPEN,
    SUPPORT_WITHDRAWN,
    SUPPORTED,
)
from sim.state.compiled import compiled
from sim.state.records import State
from sim.streams import chance


@compiled
def start(state: State, incident: int) -> None:
    """People start, unless weather or technique forbids or nobody is there on the day."""
    request = state.requests[incident]
    kind = state.classes[request.request_class]
    if request.end_state != OPEN:
        return
    key = state.incidents[incident].key
    if kind.no_go > 0.0 and chance.uniform(key, chance.NO_GO_LUCK, 0) < kind.no_go:
        people.release(state, request)
        request.end_state = NO_GO
        request.true_reason, request.stated_reason = BECAUSE_NO_GO, BECAUSE_NO_GO
        return
    if kind.planned == 1:
        people.report_for_duty(state, request)
        if request.offered <= 0.0:
            people.release(state, request)
            request.end_state = NO_CAPACITY
            request.can, request.can_cause = 0, BECAUSE_ABSENT
            request.true_reason, request.stated_reason = BECAUSE_ABSENT, BECAUSE_ABSENT
            return
    request.end_state = SUPPORTED
    request.started = 1
    request.lead_time = state.now[0].time - request.time
    request.support_days = request.duration
    achieve(state, incident)
    learning.society_sees(state, request)
    post(state, state.now[0].time + request.duration, END, incident)


@compiled
def achieve(state: State, incident: int) -> None:
    """E14 and E15: what the deployment achieves, with the relations as they are at its start."""
    request = state.requests[incident]
    kind = state.classes[request.request_class]
    conditions, theory = state.conditions[0], state.theory[0]
    key = state.incidents[incident].key
    request.joint_goal = levers_of(state, request.request_class).joint_goal
    clarity = clarity_of(state, request)
    trust = trust_of_request(state, request)
    shared = outcome.shared_information(conditions, theory, clarity, trust)
    training = civil_training_of(state, request)
    barrier = barrier_at(state, request, clarity)
    exposure = outcome.exposure(conditions, barrier, kind.force, training)
    quality = outcome.quality(
        conditions,
        theory,
        kind.complexity,
        understanding_of_request(state, request),
        clarity,
        exposure,
        kind.sensitivity,
        shared,
        outcome.lateness(request.lead_time, request.deadline),
        request.joint_goal,
        today(state).systems_fit,
    )
    gain = min(1.0 - request.y0, request.offered / request["size"] * quality)
    request.shared_information = shared
    leaks = conditions.leak_rate * kind.sensitivity * shared
    request.leak = int(chance.uniform(key, chance.LEAKS, 0) < leaks)
    request.unlawful = int(chance.uniform(key, chance.UNLAWFUL, 0) < exposure)
    if request.leak == 1:
        gain *= 1.0 - conditions.leak_damage
    if request.informal == 1 and discovered(state, request):
        gain *= outcome.DISCOVERED_SHARE
    request.y1 = request.y0 + gain
    success.note_change(state, request, request.y1 - request.y0)
    settle(state, request)


@compiled
def discovered(state: State, request: Request) -> bool:
    """Informal work comes to light: banned for a while, or made a standing agreement (S9).

    Returns:
        Whether its effect is halved.
    """
    conditions = state.conditions[0]
    key = state.incidents[request.incident].key
    if chance.uniform(key, chance.DETECTED, 0) >= conditions.informal_detection:
        return False
    request.detected = 1
    pair = pair_of_request(state, request)
    if state.theory[0].informal == INFORMAL_SEED:
        pair.agreements_gain = approach(pair.agreements_gain, 1.0, conditions.seed_gain)
        return False
    pair.banned_until = state.now[0].time + conditions.informal_ban
    return True


@compiled
def settle(state: State, request: Request) -> None:
    """E16: person-days, cost, added value, and what each side has from it."""
    conditions = state.conditions[0]
    kind = state.classes[request.request_class]
    request.person_days = request.persons * request.support_days
    cost = outcome.support_cost(conditions, request.offered, request.support_days)
    request.added_value = outcome.added_value(request.severity, request.y0, request.y1, cost)
    paid = wanting.paid(state, request)
    saturation = saturation_of(state, request.provider)
    trained = willing.wanted_training(conditions, kind.training_value, saturation)
    learned = kind.sensitivity * request.shared_information
    request.requester_profit = request.severity * (request.y1 - request.y0)
    request.provider_profit = trained + learned - (1.0 - paid) * cost


@compiled
def finish(state: State, incident: int, willing_provider: float) -> None:
    """At the planned end support stays as long again, or ends and teaches.

    Args:
        state: The state of the run.
        incident: The incident's number.
        willing_provider: W_P now.
    """
    request = state.requests[incident]
    if request.end_state != SUPPORTED:
        return
    kind = state.classes[request.request_class]
    luck = chance.uniform(state.incidents[incident].key, chance.EXTENSION, request.extensions)
    if luck < kind.extension * willing_provider:
        request.extensions += 1
        request.support_days += request.duration
        settle(state, request)
        post(state, state.now[0].time + request.duration, END, incident)
        return
    people.release(state, request)
    learning.deployment_done(state, request)


@compiled
def withdraw(state: State, incident: int) -> None:
    """E13: the promise is broken; what was delivered until now counts."""
    request = state.requests[incident]
    if request.end_state != OPEN and request.end_state != SUPPORTED:
        return
    delivered = 0.0
    if request.started == 1:
        served = state.now[0].time - request.start
        delivered = min(1.0, served / request.duration)
        request.support_days = served
    before = request.y1
    request.y1 = request.y0 + delivered * (request.y1 - request.y0)
    success.note_change(state, request, request.y1 - before)
    settle(state, request)
    people.release(state, request)
    request.end_state = SUPPORT_WITHDRAWN
    request.true_reason, request.stated_reason = BECAUSE_WITHDRAWN, BECAUSE_WITHDRAWN
    learning.support_withdrawn(state, request)
