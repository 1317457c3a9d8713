"""The three gates of a request, all read at every moment that counts, also after one failed."""

from __future__ import annotations

from sim.process import search
from sim.process.now.readings import aversion, barrier_of, has_basis, levers_of, today
from sim.process.now.wanting import asking_with, giving_with, surely_willing
from sim.rules import able, allowed
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
    TRUST_NONE,
)
from sim.state.compiled import compiled
from sim.state.records import State
from sim.streams import chance


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
    basis = 1.0 if has_basis(state, request) else 0.0
    if request.consented == 1 or request.informal == 1:
        return basis
    return allowed.permission(basis, unblocked_now(state, request), veto_now(state, request))


@compiled
def luck_at(state: State, request: Request, purpose: int) -> float:
    """The uniform that a gate is compared with, by the theory's odds where S1 has a level (E12).

    The odds of passing are multiplied by a factor, so that what is certain or impossible stays so.
    Where want and may are settled beforehand nothing is left for S1 to say.

    The control of luck salts the uniform of want, and of nothing else: every need with a partner
    passes it first, and who goes elsewhere then reshuffles all that follows.
    """
    place = int(state.conditions[0].luck) if purpose == chance.WILLING else 0
    luck = chance.uniform(state.incidents[request.incident].key, purpose, place)
    odds = state.theory[0].odds
    settled = surely_willing(state, request) and (request.consented == 1 or state.ideal[0].may == 1)
    if odds == 1.0 or settled:
        return luck
    return luck / (luck + (1.0 - luck) * odds)


@compiled
def read_gates(state: State, request: Request, willing_provider: float, permission: float) -> None:
    """Settle pass, margin and cause of all three gates on the request, as of now.

    Args:
        state: The state of the run.
        request: The request's record.
        willing_provider: W_P.
        permission: P(mogen).
    """
    theory = state.theory[0]
    luck = luck_at(state, request, chance.WILLING)
    common = theory.gates == GATES_MINIMUM or theory.gates == GATES_COMPENSATORY
    legal_luck = luck if common else luck_at(state, request, chance.PERMISSION)
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
    if not has_basis(state, request):
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
