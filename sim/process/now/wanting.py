"""Willen: the drivers of both sides of a request, and their willingness, as things stand now."""

from __future__ import annotations

from typing import Any

from sim.process.now.readings import expected_procedure, levers_of, saturation_of, today
from sim.process.now.relations import pair_of_request, trust_of_request, understanding_of_request
from sim.rules import willing
from sim.state.changing import Request
from sim.state.codes import PROCEDURE_NO
from sim.state.compiled import compiled
from sim.state.records import DETERRENCE_COLUMN, DRIVERS_A_SIDE, TRUST_COLUMN, State

# What a provider sees of the need, where the requester lacks the skill, or only the people.
SHOWN_LACK_OF_SKILL, SHOWN_LACK_OF_PEOPLE = 1.0, 0.7


@compiled
def deterrence_of(state: State, request: Request) -> float:
    """What the expected procedure takes from the willingness of both (S5)."""
    if state.theory[0].procedure == PROCEDURE_NO:
        return 0.0
    expected = expected_procedure(state, request)
    return willing.deterrence(state.conditions[0], expected, request.deadline)


@compiled
def paid(state: State, request: Request) -> float:
    """The compensation share of a request; informal work is not compensated."""
    return 0.0 if request.informal == 1 else state.conditions[0].compensation


@compiled
def drivers_of_requester(state: State, request: Request) -> Any:
    """Drivers 1 to 7 of who asks (E4)."""
    conditions = state.conditions[0]
    goal = levers_of(state, request.request_class).joint_goal
    pair = pair_of_request(state, request)
    known = understanding_of_request(state, request)
    share = request.gap / request["size"]
    return (
        willing.commitment(conditions, pair.expertise_requester, goal),
        pair.expertise_requester * willing.recognised(conditions, known),
        share,
        willing.visible_effect(request.severity, today(state).urgency),
        willing.cost_and_benefit(conditions, request.severity, share, paid(state, request)),
        willing.requester_role(conditions),
        known,
    )


@compiled
def drivers_of_provider(state: State, request: Request) -> Any:
    """Drivers 1 to 7 of who is asked (E4)."""
    conditions = state.conditions[0]
    kind = state.classes[request.request_class]
    goal = levers_of(state, request.request_class).joint_goal
    pair = pair_of_request(state, request)
    known = understanding_of_request(state, request)
    share = request.gap / request["size"]
    saturation = saturation_of(state, request.provider)
    wanted = willing.wanted_training(conditions, kind.training_value, saturation)
    return (
        willing.commitment(conditions, pair.expertise_provider, goal),
        wanted * willing.recognised(conditions, known),
        SHOWN_LACK_OF_SKILL if request.qualitative == 1 else SHOWN_LACK_OF_PEOPLE,
        willing.visible_effect(request.severity, today(state).urgency),
        willing.cost_and_benefit(conditions, request.severity, share, paid(state, request)),
        willing.provider_role(conditions, kind.core_fit),
        known,
    )


@compiled
def surely_willing(state: State, request: Request) -> bool:
    """Whether both are willing whatever they think: consent was given in advance, or idealised."""
    return request.consented == 1 or state.ideal[0].want == 1


@compiled
def willing_to_ask(state: State, request: Request) -> float:
    """W_R: the requester's willingness now (E4, E5); 1 where consent was given in advance."""
    if surely_willing(state, request):
        return 1.0
    return asking_with(state, request, trust_of_request(state, request))


@compiled
def asking_with(state: State, request: Request, trust: float) -> float:
    """W_R if the two trusted each other that much."""
    if surely_willing(state, request):
        return 1.0
    conditions, theory = state.conditions[0], state.theory[0]
    index = willing.index(conditions, theory, drivers_of_requester(state, request), trust)
    return willing.willingness(
        conditions,
        theory,
        willing.levelled(index, theory.origin_requester, theory.slope_requester),
        trust,
        deterrence_of(state, request),
        conditions.willingness_shift_requester,
    )


@compiled
def willing_to_give(state: State, request: Request) -> float:
    """W_P: the provider's willingness now (E4, E5); 1 where consent was given in advance."""
    if surely_willing(state, request):
        return 1.0
    return giving_with(state, request, trust_of_request(state, request))


@compiled
def giving_with(state: State, request: Request, trust: float) -> float:
    """W_P if the two trusted each other that much."""
    if surely_willing(state, request):
        return 1.0
    conditions, theory = state.conditions[0], state.theory[0]
    index = willing.index(conditions, theory, drivers_of_provider(state, request), trust)
    return willing.willingness(
        conditions,
        theory,
        willing.levelled(index, theory.origin_provider, theory.slope_provider),
        trust,
        deterrence_of(state, request),
        conditions.willingness_shift_provider,
    )


@compiled
def note_drivers(state: State, request: Request) -> None:
    """Write down what willingness is made of at the need, where somebody wants to know."""
    if len(state.drivers) == 0 or surely_willing(state, request) or request.attempts > 0:
        return
    asking, giving = drivers_of_requester(state, request), drivers_of_provider(state, request)
    for k in range(DRIVERS_A_SIDE):
        state.drivers[request.incident, k] = asking[k]
        state.drivers[request.incident, DRIVERS_A_SIDE + k] = giving[k]
    state.drivers[request.incident, TRUST_COLUMN] = trust_of_request(state, request)
    state.drivers[request.incident, DETERRENCE_COLUMN] = deterrence_of(state, request)
