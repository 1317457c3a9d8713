"""How a state stands at this moment: decay is applied when a value is read, in closed form."""

from __future__ import annotations

from sim.process.now.relations import pair_of_request
from sim.rules import able, allowed, learning, willing
from sim.state.changing import Request
from sim.state.codes import CIVIL
from sim.state.compiled import inlined
from sim.state.declared import DayRecord
from sim.state.given import Levers, RequestClass
from sim.state.records import State


@inlined
def today(state: State) -> DayRecord:
    """Return the environment's record of the current day."""
    day = min(int(state.now[0].time), len(state.days) - 1)
    return state.days[day]


@inlined
def levers_of(state: State, request_class: int) -> Levers:
    """Return what levers come to for a class of needs now; some work from a later day on."""
    stage = 0
    while stage + 1 < len(state.lever_starts) and (
        state.now[0].time >= state.lever_starts[stage + 1]
    ):
        stage += 1
    return state.levers[stage * len(state.classes) + request_class]


@inlined
def answered_as(state: State, request: Request) -> RequestClass:
    """Return a request's class as it is answered: by whom, and on which basis.

    A partnership that was founded before the need arose (E23) answers it alone; a request that was
    there already keeps to the units among which it was seeking.
    """
    stage = -1
    while stage + 1 < len(state.founding_starts) and (
        request.time >= state.founding_starts[stage + 1]
    ):
        stage += 1
    if stage < 0:
        return state.classes[request.request_class]
    return state.founded[stage * len(state.classes) + request.request_class]


@inlined
def familiarity_now(state: State, requester: int) -> float:
    """F of a unit, whomever it asks."""
    unit = state.units[requester]
    elapsed = state.now[0].time - unit.familiarity_time
    return learning.relax(unit.familiarity, 0.0, state.conditions[0].familiarity_decay, elapsed)


@inlined
def familiarity_of(state: State, requester: int, provider: int) -> float:
    """F: how well the requester knows the procedures with this provider."""
    if state.units[provider].partnership == 1:
        return 1.0
    return familiarity_now(state, requester)


@inlined
def saturation_of(state: State, provider: int) -> float:
    """S: how far the provider's wish for such training is met."""
    unit = state.units[provider]
    elapsed = state.now[0].time - unit.saturation_time
    return learning.relax(unit.saturation, 0.0, state.conditions[0].saturation_decay, elapsed)


@inlined
def aversion(state: State) -> float:
    """A: society's aversion now, in [0, 1]; what deployments added fades."""
    now = state.now[0]
    rate = state.conditions[0].aversion_recovery
    excess = learning.relax(now.aversion_excess, 0.0, rate, now.time - now.aversion_time)
    return willing.clip(today(state).aversion + excess, 0.0, 1.0)


@inlined
def clarity_of(state: State, request: Request) -> float:
    """Q of a request: agreements for its class and pair, and familiarity (E7)."""
    agreed = levers_of(state, request.request_class).agreements
    pair = pair_of_request(state, request)
    agreements = agreed + (1.0 - agreed) * pair.agreements_gain
    familiarity = familiarity_of(state, request.requester, request.provider)
    return allowed.clarity(agreements, familiarity)


@inlined
def has_basis(state: State, request: Request) -> bool:
    """Whether a request has a legal basis, and one that is in force now (E9)."""
    if request.basis < 0:
        return False
    basis, time = state.bases[request.basis], state.now[0].time
    return basis.begins <= time < basis.ends


@inlined
def barrier_of(state: State, request: Request) -> float:
    """Lambda of a request (E8); 0 where permission is idealised."""
    return barrier_at(state, request, clarity_of(state, request))


@inlined
def barrier_at(state: State, request: Request, clarity: float) -> float:
    """Lambda of a request whose clarity has been read already."""
    if state.ideal[0].may == 1:
        return 0.0
    if not has_basis(state, request):
        return 1.0
    lever = levers_of(state, request.request_class)
    level = willing.clip(state.bases[request.basis].barrier + lever.barrier_shift, 0.0, 1.0)
    return allowed.barrier(state.conditions[0], level, clarity, lever.top_priority)


@inlined
def desk_mean(state: State, request: Request, stage: int, barrier: float) -> float:
    """Mean service time of a stage of the request's chain now, in days (E10).

    Args:
        state: The state of the run.
        request: The request.
        stage: Which of its desks.
        barrier: Its Lambda, as ``barrier_of`` reads it.
    """
    if state.ideal[0].may == 1:
        return 0.0
    kind = state.classes[request.request_class]
    desk = state.desks[state.chain[kind.first_desk + stage]]
    pace = allowed.EMERGENCY_PACE if request.emergency == 1 else 1.0
    return pace * allowed.desk_days(
        state.conditions[0],
        desk.mean_days,
        barrier,
        today(state).urgency,
        request.severity,
    )


@inlined
def expected_procedure(state: State, request: Request) -> float:
    """The procedure that a requester expects, in days: all desks, or in an emergency the longest.

    Queues are not foreseen.
    """
    total = 0.0
    longest = 0.0
    barrier = barrier_of(state, request)
    for stage in range(state.classes[request.request_class].desks):
        mean = desk_mean(state, request, stage, barrier)
        total += mean
        longest = max(longest, mean)
    return longest if request.emergency == 1 else total


@inlined
def strength_of(state: State, unit: int) -> float:
    """C(1 - h) of a unit now, in persons."""
    return state.strengths[min(int(state.now[0].time), len(state.days) - 1), unit]


@inlined
def nato_now(state: State) -> float:
    """Share committed to NATO that is not released; released only in a crisis, by ministers."""
    day = today(state)
    return day.nato_commitment * (1.0 - state.conditions[0].nato_release * day.crisis)


@inlined
def free_at_home(state: State, unit: int) -> float:
    """People that a unit has free for its own organisation's needs."""
    record = state.units[unit]
    day = min(int(state.now[0].time), len(state.days) - 1)
    nato = 0.0 if record.side == CIVIL else nato_now(state)
    return able.physically_free(
        strength_of(state, unit), record.dedicated, state.loads[day, unit], nato, record.busy
    )


@inlined
def limits_of(
    state: State, request: Request, willing_share: float, kept: bool, nato: bool, notice: bool
) -> tuple[float, float, float]:
    """What holds units back from a request whichever they are (E11), as far as it is in force.

    Args:
        state: The state of the run.
        request: For what people are asked.
        willing_share: W that moves the reserve.
        kept: Whether a reserve is kept.
        nato: Whether NATO commitments bind.
        notice: Whether short notice limits planned people.

    Returns:
        The share committed to NATO, the share kept in reserve, and the planning factor. All people
        stand ready where consent was given in advance.
    """
    if request.consented == 1:
        return 0.0, 0.0, 1.0
    conditions = state.conditions[0]
    relaxed = request.emergency == 1 or state.ideal[0].present == 1
    return (
        nato_now(state) if nato else 0.0,
        able.reserve(conditions, willing_share) if kept and not relaxed else 0.0,
        able.planning_factor(conditions, request.deadline) if notice and not relaxed else 1.0,
    )


@inlined
def offer_of(
    state: State, unit: int, request: Request, limits: tuple[float, float, float]
) -> float:
    """R of a unit for a request (E11), within limits as ``limits_of`` gives them.

    Where units of one organisation help each other the one that asks has done its part already.
    """
    if unit == request.requester:
        return 0.0
    record = state.units[unit]
    if record.side == CIVIL and request.consented == 0:
        return free_at_home(state, unit)
    if request.consented == 1:
        # All its people stand ready for such needs, whatever else there is to do.
        return able.free_to_offer(strength_of(state, unit), 1.0, 0.0, 0.0, 0.0, 1.0, record.busy)
    day = min(int(state.now[0].time), len(state.days) - 1)
    nato, reserved, planning = limits
    return able.free_to_offer(
        strength_of(state, unit),
        record.dedicated,
        state.loads[day, unit],
        nato,
        reserved,
        planning,
        record.busy,
    )


@inlined
def there_now(state: State, unit: int) -> float:
    """Whole persons of a unit who are physically there: after shortage, not away on a task."""
    return max(0.0, float(int(strength_of(state, unit) - state.units[unit].busy)))


@inlined
def civil_training_of(state: State, request: Request) -> float:
    """Training for the civil domain: of the class's levers or of the leading unit, the better."""
    levered = levers_of(state, request.request_class).civil_training
    return max(levered, state.units[request.provider].civil_training)
