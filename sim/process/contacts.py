"""Contacts outside requests: exercises, working sessions, meetings, lending a colleague.

They are the first level of intensity of the collaboration (thesis §4): they cost people and time on
both sides, and they teach understanding (E19).
"""

from __future__ import annotations

from sim.process import learning, people
from sim.process.agenda import post
from sim.process.now.readings import there_now
from sim.state.codes import EXCHANGE, EXERCISE, OWN_END, SESSION
from sim.state.compiled import compiled
from sim.state.declared import ConditionRecord
from sim.state.records import State
from sim.streams import chance

# A contact is no request: its assignments point to none.
NO_REQUEST = -1
# In an exchange each side lends one colleague.
LENT = 1.0


@compiled
def weight_of(conditions: ConditionRecord, kind: int) -> float:
    """How much a contact adds to understanding (E19)."""
    if kind == EXERCISE:
        return conditions.contact_exercise
    if kind == SESSION:
        return conditions.contact_session
    if kind == EXCHANGE:
        return conditions.contact_exchange
    return conditions.contact_meeting


@compiled
def take_place(state: State, place: int) -> None:
    """A contact takes place, if each side has somebody there; those who come are away for it.

    A contact that takes nobody (by its conditions) takes place in any case.
    """
    event, conditions = state.contacts[place], state.conditions[0]
    if event.kind == EXERCISE:
        wanted, days = conditions.exercise_persons, conditions.exercise_days
    elif event.kind == EXCHANGE:
        wanted, days = LENT, conditions.exchange_days
    else:
        wanted, days = conditions.session_persons, conditions.session_days
    come = min(wanted, there_now(state, event.requester))
    others = min(wanted, there_now(state, event.provider))
    if wanted > 0.0:
        if come == 0.0 or others == 0.0:
            return
        send(state, place, event.requester, come, days, 0)
        send(state, place, event.provider, others, days, 1)
    learning.meet(state, event.requester, event.provider, weight_of(conditions, event.kind))


@compiled
def send(state: State, place: int, unit: int, persons: float, days: float, side: int) -> None:
    """People of one side are away; who is lent and does not come back leaves an empty post."""
    event, conditions = state.contacts[place], state.conditions[0]
    away = days
    if event.kind == EXCHANGE:
        luck = chance.uniform(event.key, chance.RETURNS, side)
        if luck >= conditions.return_probability:
            away += conditions.refill_time
    assigned = people.assign(state, NO_REQUEST, unit, persons, 0.0)
    state.assignments[assigned].own = 1
    state.units[unit].busy += persons
    post(state, state.now[0].time + away, OWN_END, assigned)
