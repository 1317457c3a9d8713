"""A stage begins: from now on other levers hold than before (E28).

What decays is worked out only when it is read, with the conditions of that moment. So it is settled
first, as the conditions until now have it; from here on it goes on as those of the stage have it.
"""

from __future__ import annotations

from sim.process.now.meetings import address_of
from sim.process.now.readings import familiarity_now, saturation_of
from sim.process.now.relations import understanding_of_pair, understanding_of_strangers
from sim.rules import learning
from sim.state.compiled import compiled
from sim.state.records import State


@compiled
def begin(state: State, stage: int) -> None:
    """Let a stage begin; the first one with the run itself, when there is nothing to settle."""
    now = state.now[0]
    if stage > 0:
        settle(state)
    state.conditions[0] = state.stages[stage]
    state.theory[0] = state.stage_theories[stage]
    for kind in range(len(state.classes)):
        state.classes[kind].core_fit = state.core_fits[stage * len(state.classes) + kind]
    now.stage = stage + 1
    now.stage_ends = now.horizon
    if now.stage < len(state.stage_starts):
        now.stage_ends = state.stage_starts[now.stage]


@compiled
def settle(state: State) -> None:
    """Write down everything that decays as it is now."""
    now = state.now[0]
    strangers = understanding_of_strangers(state)
    for place in range(now.bonds, now.pairs):
        pair = state.pairs[place]
        pair.understanding, pair.understanding_time = understanding_of_pair(state, pair), now.time
        entry = state.acquaintances[address_of(state, pair.requester, pair.provider)]
        entry.closer = pair.understanding - strangers
    now.strangers, now.since = strangers, now.time
    for unit in range(len(state.units)):
        record = state.units[unit]
        record.familiarity, record.familiarity_time = familiarity_now(state, unit), now.time
        record.saturation, record.saturation_time = saturation_of(state, unit), now.time
    elapsed, rate = now.time - now.aversion_time, state.conditions[0].aversion_recovery
    now.aversion_excess = learning.relax(now.aversion_excess, 0.0, rate, elapsed)
    now.aversion_time = now.time
