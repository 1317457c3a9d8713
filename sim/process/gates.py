"""The three gates of a request, all read at every moment that counts, also after one failed."""

from __future__ import annotations

from sim.process import search
from sim.process.readings import (
    aversion,
    barrier_of,
    expected_procedure,
    levers_of,
    saturation_of,
    today,
)
from sim.process.relations import pair_of_request, trust_of_request, understanding_of_request
from sim.rules import able, allowed, willing
from sim.state.changing import Request
from sim.state.codes import (
    BECAUSE_ABSENT,
    BECAUSE_APPROVAL,
    BECAUSE_NATO,
    BECAUSE_NO_BASIS,
    BECAUSE_NOT_ASKED,
    BECAUSE_RESERVED,
    BECAUSE_SHORT_NOTICE,
    BECAUSE_TOO_LATE,
    BECAUSE_UNWILLING,
    BECAUSE_VETO,
    GATES_COMPENSATORY,
    GATES_MINIMUM,
    NO_REASON,
    NOBODY,
    PROCEDURE_NO,
    TRUST_NONE,
)
from sim.state.compiled import compiled
from sim.state.records import State
from sim.streams import chance

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
def surely_willing(state: State, request: Request) -> bool:
    """Whether both are willing whatever they think: consent was given in advance, or idealised."""
    return request.consented == 1 or state.ideal[0].want == 1


@compiled
def willing_to_ask(state: State, request: Request) -> float:
    """W_R: the requester's willingness now (E4, E5); 1 where consent was given in advance."""
    if surely_willing(state, request):
        return 1.0
    trust = trust_of_request(state, request)
    return asking_with(state, request, trust)


@compiled
def asking_with(state: State, request: Request, trust: float) -> float:
    """W_R if the two trusted each other that much."""
    if surely_willing(state, request):
        return 1.0
    conditions = state.conditions[0]
    goal = levers_of(state, request.request_class).joint_goal
    pair = pair_of_request(state, request)
    known = understanding_of_request(state, request)
    share = request.gap / request["size"]
    return willing.willingness(
        conditions,
        state.theory[0],
        willing.commitment(conditions, pair.expertise_requester, goal),
        pair.expertise_requester * willing.recognised(conditions, known),
        share,
        willing.visible_effect(request.severity, today(state).urgency),
        willing.cost_and_benefit(conditions, request.severity, share, paid(state, request)),
        willing.requester_role(conditions),
        known,
        trust,
        deterrence_of(state, request),
        conditions.willingness_shift_requester,
    )


@compiled
def willing_to_give(state: State, request: Request) -> float:
    """W_P: the provider's willingness now (E4, E5); 1 where consent was given in advance."""
    if surely_willing(state, request):
        return 1.0
    trust = trust_of_request(state, request)
    return giving_with(state, request, trust)


@compiled
def giving_with(state: State, request: Request, trust: float) -> float:
    """W_P if the two trusted each other that much."""
    if surely_willing(state, request):
        return 1.0
    conditions = state.conditions[0]
    kind = state.classes[request.request_class]
    goal = levers_of(state, request.request_class).joint_goal
    pair = pair_of_request(state, request)
    known = understanding_of_request(state, request)
    share = request.gap / request["size"]
    saturation = saturation_of(state, request.provider)
    wanted = willing.wanted_training(conditions, kind.training_value, saturation)
    return willing.willingness(
        conditions,
        state.theory[0],
        willing.commitment(conditions, pair.expertise_provider, goal),
        wanted * willing.recognised(conditions, known),
        SHOWN_LACK_OF_SKILL if request.qualitative == 1 else SHOWN_LACK_OF_PEOPLE,
        willing.visible_effect(request.severity, today(state).urgency),
        willing.cost_and_benefit(conditions, request.severity, share, paid(state, request)),
        willing.provider_role(conditions, kind.core_fit),
        known,
        trust,
        deterrence_of(state, request),
        conditions.willingness_shift_provider,
    )


@compiled
def paid(state: State, request: Request) -> float:
    """The compensation share of a request; informal work is not compensated."""
    return 0.0 if request.informal == 1 else state.conditions[0].compensation


@compiled
def unblocked_now(state: State, request: Request) -> float:
    """The legal part of permission now."""
    return allowed.unblocked(state.conditions[0], barrier_of(state, request))


@compiled
def veto_now(state: State, request: Request) -> float:
    """Probability of a political no now."""
    if state.ideal[0].may == 1:
        return 0.0
    kind = state.classes[request.request_class]
    return allowed.veto(
        state.conditions[0],
        float(kind.political),
        levers_of(state, request.request_class).top_priority,
        aversion(state),
        kind.force,
        today(state).urgency,
        request.severity,
    )


@compiled
def permitted(state: State, request: Request) -> float:
    """P(mogen) now (E9); 1 by consent in advance, and nobody asks where work is informal."""
    if state.ideal[0].may == 1:
        return 1.0
    has_basis = 1.0 if request.basis >= 0 else 0.0
    if request.consented == 1 or request.informal == 1:
        return has_basis
    return allowed.permission(has_basis, unblocked_now(state, request), veto_now(state, request))


@compiled
def read_gates(state: State, request: Request, willing_provider: float, permission: float) -> None:
    """Settle pass, margin and cause of all three gates on the request, as of now.

    Args:
        state: The state of the run.
        request: The request's record.
        willing_provider: W_P.
        permission: P(mogen).
    """
    key = state.incidents[request.incident].key
    theory = state.theory[0]
    luck = chance.uniform(key, chance.WILLING, 0)
    common = theory.gates == GATES_MINIMUM or theory.gates == GATES_COMPENSATORY
    legal_luck = luck if common else chance.uniform(key, chance.PERMISSION, 0)
    both = request.willing_requester * willing_provider
    if request.people == NOBODY:
        share = search.read_offer(state, request, willing_provider)
    else:
        share = request.offered / request.gap
    least = able.least_useful(state.conditions[0], request.gap) / request.gap
    if theory.gates == GATES_COMPENSATORY:
        mean = (both + min(1.0, share) + permission) / 3.0
        together = luck < mean
        request.want = int(together or luck < both)
        request.can = int(request.offered > 0.0 and (together or luck < share))
        request.may = int(together or luck < permission)
    else:
        request.want, request.can = int(luck < both), int(request.offered > 0.0)
        request.may = int(legal_luck < permission)
    request.want_margin = both - luck
    request.can_margin = share - least
    request.may_margin = permission - legal_luck
    request.can_cause = (
        NO_REASON if request.can == 1 else why_not_able(state, request, willing_provider)
    )
    request.may_cause = (
        NO_REASON if request.may == 1 else why_not_allowed(state, request, legal_luck)
    )
    request.distrust = lacks_trust(state, request, luck)


@compiled
def lacks_trust(state: State, request: Request, luck: float) -> int:
    """Whether both would be willing if they trusted each other in full (S3): a hidden reason."""
    if state.theory[0].trust == TRUST_NONE or request.want == 1:
        return 0
    trusting = asking_with(state, request, 1.0) * giving_with(state, request, 1.0)
    return int(luck < trusting)


@compiled
def why_not_able(state: State, request: Request, willing_provider: float) -> int:
    """The limit that, lifted alone, would bring most people; absent if none brings enough."""
    without_reserve = search.offered(state, request, willing_provider, False, True, True)
    without_nato = search.offered(state, request, willing_provider, True, False, True)
    with_notice = search.offered(state, request, willing_provider, True, True, False)
    best = max(without_reserve, without_nato, with_notice)
    if best <= 0.0:
        if search.offered(state, request, willing_provider, False, False, False) <= 0.0:
            return BECAUSE_ABSENT
        return BECAUSE_RESERVED
    if best == without_reserve:
        return BECAUSE_RESERVED
    return BECAUSE_NATO if best == without_nato else BECAUSE_SHORT_NOTICE


@compiled
def why_not_allowed(state: State, request: Request, luck: float) -> int:
    """No basis, a veto without which the request would pass, or a blocked approval."""
    if request.basis < 0:
        return BECAUSE_NO_BASIS
    return BECAUSE_VETO if luck < unblocked_now(state, request) else BECAUSE_APPROVAL


@compiled
def asks(state: State, request: Request, luck: float) -> bool:
    """Whether the requester asks at all.

    Where conditions compensate (S1), it asks if the mean would suffice with people and permission.
    """
    if state.ideal[0].alone == 1:
        return False
    if state.theory[0].gates == GATES_COMPENSATORY:
        return luck < (request.willing_requester + 2.0) / 3.0
    return luck < request.willing_requester


@compiled
def first_cause(request: Request, luck: float) -> int:
    """The true reason: the first of want, can, may that fails."""
    if request.want == 0:
        return BECAUSE_UNWILLING if luck < request.willing_requester else BECAUSE_NOT_ASKED
    if request.can == 0:
        return request.can_cause
    if request.may == 0:
        return request.may_cause
    return NO_REASON


@compiled
def stated(state: State, request: Request, reason: int) -> int:
    """The reason that is given: an unwilling provider may plead capacity or law (§4.2.4)."""
    if reason != BECAUSE_UNWILLING:
        return reason
    key = state.incidents[request.incident].key
    if chance.uniform(key, chance.PRETEXT, 0) >= state.conditions[0].pretext:
        return reason
    plea = chance.uniform(key, chance.PRETEXT, 1)
    return BECAUSE_ABSENT if plea < 0.5 else BECAUSE_APPROVAL


@compiled
def passes(request: Request) -> bool:
    """Whether all three gates are open."""
    return request.want == 1 and request.can == 1 and request.may == 1


@compiled
def close_as_dropped(request: Request) -> None:
    """A request that died at its desks was not permitted in time."""
    request.may = 0
    request.may_cause = BECAUSE_TOO_LATE
