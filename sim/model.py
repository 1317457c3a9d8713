"""The Mesa model: real agents and Mesa's own event list on the handlers of the compiled clock.

The same seed gives the same numbers as ``sim.simulate``, to the last bit of every outcome and
every row of the log. Slower, and open: step through it, look at agents, override their methods.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import mesa
import numpy.typing as npt
import pandas as pd

from sim import measures
from sim.agents import AGENT_OF, DeskAgent, UnitAgent
from sim.clock import is_full, with_room
from sim.codes import (
    ASKS_AGAIN,
    CALL_ANSWERED,
    CONTACT,
    DESK_DONE,
    DROPPED,
    END,
    INCIDENT,
    OWN_END,
    OWN_START,
    START,
    WITHDRAWAL,
)  # fmt: skip
from sim.conditions import Conditions
from sim.errors import UserError
from sim.policy import Policy
from sim.process import handle, need
from sim.process.desks import incident_of
from sim.process.snapshot import snapshot
from sim.records import DAILY, zeros
from sim.references import reference_outcomes
from sim.scenario import Scenario
from sim.setting import draw_tape, resolve, start
from sim.shared import share
from sim.theory import Theory
from sim.world import World


class Happening:
    """An event that waits in Mesa's event list; the model keeps it until it happens."""

    __slots__ = ("__weakref__", "kind", "model", "subject")

    def __init__(self, model: CollaborationModel, kind: int, subject: int) -> None:
        """Remember what is to happen to whom."""
        self.model, self.kind, self.subject = model, kind, subject

    def __call__(self) -> None:
        """Let it happen."""
        self.model.happen(self)


class CollaborationModel(mesa.Model):
    """Politie, Defensie, their partnerships and the desks between them.

    Attributes:
        first_seed: The seed, as it was given.
        setting: World, theory, scenario, policy and conditions.
        state: The arrays that the agents own parts of.
        shared: The same arrays as handlers take them.
        units: The agents of the units, in the world's order.
        desks: The agents of the desks.
        horizon: The end, in days from the start of the warm-up: ``model.run_until(model.horizon)``.
        snapshots: The state at the end of each day so far.
    """

    def __init__(
        self,
        *,
        scenario: str | Scenario = "baseline",
        policy: str | Policy = "none",
        theory: str | Mapping[str, str] | Theory = "figure_2",
        conditions: Mapping[str, float] | Conditions | None = None,
        rng: int = 1,
        days: int = 730,
        warm_up_days: int = 180,
        world: World | str | Path | None = None,
        agent_classes: Mapping[str, type[UnitAgent]] | None = None,
        ideal: str | Sequence[str] = (),
        offered: npt.ArrayLike | None = None,
    ) -> None:
        """Set up the model at the start of its warm-up.

        Args:
            scenario: As in ``sim.simulate``.
            policy: As in ``sim.simulate``.
            theory: As in ``sim.simulate``.
            conditions: As in ``sim.simulate``.
            rng: The seed, a whole number.
            days: Days that are measured.
            warm_up_days: Days before them.
            world: As in ``sim.simulate``.
            agent_classes: Own subclasses per organisation ("politie", "defensie", "partnership").
            ideal: As in ``sim.simulate``.
            offered: As in ``sim.simulate``.

        Raises:
            UserError: For any name or value that is not allowed.
        """
        self.setting = resolve(
            scenario, policy, theory, conditions, days, warm_up_days, world, ideal
        )
        tape = draw_tape(self.setting, rng)
        super().__init__(rng=int(rng))
        self.first_seed = int(rng)
        self.horizon = float(days + warm_up_days)
        self.state = start(self.setting, tape, offered)
        self.shared = share(self.state)
        classes = AGENT_OF | dict(agent_classes or {})
        self.units = [
            classes[unit.organisation](self, i) for i, unit in enumerate(self.setting.world.units)
        ]
        self.desks = [DeskAgent(self, i) for i in range(len(self.setting.world.desks))]
        self.snapshots = zeros(DAILY, int(self.horizon))
        self.waiting: set[Happening] = set()
        for i, time in enumerate(self.state.incidents["time"]):
            self._schedule(float(time), INCIDENT, i)
        for i, time in enumerate(self.state.contacts["time"]):
            self._schedule(float(time), CONTACT, i)

    def step(self) -> None:
        """A day has passed: take its snapshot (Mesa calls this before the day's events)."""
        day = round(self.time) - 1
        if day < len(self.snapshots):
            self.state.now[0].time = float(day + 1)
            snapshot(self.shared, self.snapshots[day], day)

    def happen(self, happening: Happening) -> None:
        """Let one event happen now, and schedule what it posts."""
        self.waiting.discard(happening)
        self.state.now[0].time = self.time
        if is_full(self.shared):
            self.state = with_room(self.state)
            self.shared = share(self.state)
        self._dispatch(happening.kind, happening.subject)
        now, agenda = self.state.now[0], self.state.agenda
        for i in range(int(now.posted)):
            event = agenda[i]
            self._schedule(float(event.time), int(event.kind), int(event.subject))
        now.posted = 0

    def _schedule(self, time: float, kind: int, subject: int) -> None:
        if time < self.horizon:
            happening = Happening(self, kind, subject)
            self.waiting.add(happening)
            self.schedule_event(happening, at=time)

    def _dispatch(self, kind: int, subject: int) -> None:
        """Give an event to the agent whose it is."""
        if kind == INCIDENT:
            if need.raise_need(self.shared, subject):
                self.requester_of(subject).seek_support(subject)
        elif kind == ASKS_AGAIN:
            handle.reopen(self.shared, subject)
            self.requester_of(subject).seek_support(subject)
        elif kind == CONTACT:
            self.units[int(self.state.contacts[subject].requester)].meet(subject)
        elif kind == OWN_START:
            self.units[int(self.state.assignments[subject].unit)].send_own(subject)
        elif kind == OWN_END:
            self.units[int(self.state.assignments[subject].unit)].welcome_own(subject)
        elif kind == DESK_DONE:
            incident = int(incident_of(self.shared, subject))
            if self.desk_of(subject).finish_visit(subject):
                self.provider_of(incident).decide(incident)
        else:
            act = {
                CALL_ANSWERED: UnitAgent.decide,
                DROPPED: UnitAgent.drop,
                START: UnitAgent.deploy,
                END: UnitAgent.finish,
                WITHDRAWAL: UnitAgent.withdraw,
            }[kind]
            getattr(self.provider_of(subject), act.__name__)(subject)

    def requester_of(self, incident: int) -> UnitAgent:
        """Return the unit in which a need arose."""
        return self.units[int(self.state.requests[incident].requester)]

    def provider_of(self, incident: int) -> UnitAgent:
        """Return the unit that is asked first."""
        return self.units[int(self.state.requests[incident].provider)]

    def desk_of(self, visit: int) -> DeskAgent:
        """Return the desk at which a visit takes place."""
        incident, stage = divmod(visit, int(self.state.now[0].longest_chain))
        kind = self.state.classes[self.state.requests[incident].request_class]
        return self.desks[int(self.state.chain[kind.first_desk + stage])]

    def outcomes(self, references: bool = False) -> dict[str, float]:
        """Return the outcomes so far, equal to ``simulate(...).outcomes`` at the horizon.

        Args:
            references: Whether to run the paired runs too. They run on the compiled clock: a
                subclass of an agent has no part in them.

        Raises:
            UserError: If references are asked before the horizon.
        """
        found = measures.outcomes(self.state, self.setting)
        if not references:
            return found
        if self.time < self.horizon:
            raise UserError("outcomes(references=True) needs a run to its horizon")
        return found | reference_outcomes(self.state, self.setting, self.first_seed, found)

    def requests(self) -> pd.DataFrame:
        """Return the log of requests so far, a row per incident after the warm-up."""
        return measures.requests_table(self.state, self.setting)

    def daily(self) -> pd.DataFrame:
        """Return a row per day after the warm-up."""
        return measures.daily_table(self.state, self.snapshots, self.setting)
