"""The Mesa model: real agents and Mesa's own event list on the handlers of the compiled clock.

The same seed gives the same numbers as ``sim.simulate``, to the last bit of every outcome and
every row of the log. Slower, and open: step through it, look at agents, override their methods,
and branch it: a copy goes on as the model itself would.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import pandas as pd
from mesa.experimental.scenarios import Scenario as MesaScenario

from sim.agents import AGENT_OF, DeskAgent, UnitAgent
from sim.branching import BranchingModel
from sim.clock import is_full, with_room
from sim.conditions import Conditions
from sim.errors import UserError
from sim.measures import measures
from sim.measures.references import reference_outcomes
from sim.own_agents import classes_of
from sim.process import handle, need, stages
from sim.process.desks import incident_of
from sim.process.now.snapshot import snapshot
from sim.setting.policies.policy import Policy
from sim.setting.scenarios.scenario import Scenario
from sim.setting.setting import draw_tape, resolve
from sim.setting.start import start
from sim.setting.theories.theory import Theory
from sim.state.codes import (
    ASKS_AGAIN,
    CALL_ANSWERED,
    CONTACT,
    DESK_DONE,
    DROPPED,
    END,
    INCIDENT,
    OWN_END,
    OWN_START,
    STAGE,
    START,
    WITHDRAWAL,
)
from sim.state.records import DAILY, zeros
from sim.state.shared import share
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


class CollaborationModel(BranchingModel):
    """Organisations, their partnerships and the desks between them.

    Run it to its end, day by day, or branch it on its way (see ``BranchingModel``).

    Attributes:
        first_seed: The seed, as it was given.
        scenario: The arguments that the model was made with, by name, for Mesa's own tools; what
            happens in the run is ``setting.scenario``.
        setting: World, theory, scenario, policy and conditions.
        state: The arrays that the agents own parts of.
        shared: The same arrays as handlers take them.
        units: The agents of the units, in the world's order.
        desks: The agents of the desks.
        horizon: The end, in days from the start of the warm-up: ``model.run_model()`` ends there.
        snapshots: The state at the end of each day so far.
        agent_of: The class of the units of each side where ``agent_classes`` says nothing.
    """

    agent_of: ClassVar[Mapping[int, type[UnitAgent]]] = AGENT_OF

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
        agent_classes: Mapping[str, type[UnitAgent] | type[DeskAgent]] | None = None,
        ideal: str | Sequence[str] = (),
        offered: npt.ArrayLike | None = None,
        start_date: date | str | None = None,
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
            agent_classes: Own subclasses of agents (see ``sim.agents``): of all units of an
                organisation by its id, of all desks ("desk"), or of the one unit or desk whose id
                it is.
            ideal: As in ``sim.simulate``.
            offered: As in ``sim.simulate``.
            start_date: As in ``sim.simulate``.

        Raises:
            UserError: For any name or value that is not allowed.
        """
        if isinstance(scenario, MesaScenario):
            raise UserError(
                "scenario is a Mesa scenario; needed: a name, or what it holds by name: "
                "CollaborationModel(**dict(scenario))"
            )
        given = {
            "scenario": scenario,
            "policy": policy,
            "theory": theory,
            "conditions": conditions,
            "rng": rng,
            "days": days,
            "warm_up_days": warm_up_days,
            "world": world,
            "agent_classes": agent_classes,
            "ideal": ideal,
            "offered": offered,
            "start_date": start_date,
        }
        setting = resolve(
            scenario, policy, theory, conditions, days, warm_up_days, world, ideal, start_date
        )
        self.setting = setting.of_seed(rng)
        tape = draw_tape(self.setting, rng)
        of_units, of_desks = classes_of(self.setting.world, agent_classes, self.agent_of)
        super().__init__(given)
        self.first_seed = int(rng)
        self.horizon = float(days + warm_up_days)
        self.state = start(self.setting, tape, offered)
        self.shared = share(self.state)
        self.units = [of_unit(self, i) for i, of_unit in enumerate(of_units)]
        self.desks = [of_desk(self, i) for i, of_desk in enumerate(of_desks)]
        self._with_steps = [a for a in (*self.units, *self.desks) if a.has_own_step]
        self.snapshots = zeros(DAILY, int(self.horizon))
        self.waiting: set[Happening] = set()
        for number, stage in enumerate(self.setting.stages[1:], start=1):
            self._schedule(float(stage.start), STAGE, number)
        for i, time in enumerate(self.state.incidents["time"]):
            self._schedule(float(time), INCIDENT, i)
        for i, time in enumerate(self.state.contacts["time"]):
            self._schedule(float(time), CONTACT, i)

    def step(self) -> None:
        """A day has passed: take its snapshot (Mesa calls this before the day's events)."""
        day = round(self.time) - 1
        self.state.now[0].time = float(day + 1)
        snapshot(self.shared, self.snapshots[day], day)
        for agent in self._with_steps:
            agent.step()

    def happen(self, happening: Happening) -> None:
        """Let one event happen now, and schedule what it posts."""
        self.waiting.discard(happening)
        # As plain arrays throughout: a field of a record takes ten times as long to find.
        np.asarray(self.state.now)["time"] = self.time
        if is_full(self.shared):
            self.state = with_room(self.state)
            self.shared = share(self.state)
        self._dispatch(happening.kind, happening.subject)
        now = np.asarray(self.state.now)
        if posted := int(now["posted"][0]):
            for time, subject, kind in np.asarray(self.state.agenda)[:posted].tolist():
                late = kind == DESK_DONE
                at = self.desk_of(subject).time_done(subject, time) if late else time
                self._schedule(at, kind, subject)
            now["posted"] = 0

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
        elif kind == STAGE:
            stages.begin(self.shared, subject)
        elif kind == CONTACT:
            self.units[np.asarray(self.state.contacts)["requester"][subject]].meet(subject)
        elif kind == OWN_START:
            self._unit_of(subject).send_own(subject)
        elif kind == OWN_END:
            self._unit_of(subject).welcome_own(subject)
        elif kind == DESK_DONE:
            incident = int(incident_of(self.shared, subject))
            if self.desk_of(subject).ends_chain(subject):
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
        return self.units[int(np.asarray(self.state.requests)["requester"][incident])]

    def provider_of(self, incident: int) -> UnitAgent:
        """Return the unit that is asked first."""
        return self.units[int(np.asarray(self.state.requests)["provider"][incident])]

    def _unit_of(self, assignment: int) -> UnitAgent:
        return self.units[int(np.asarray(self.state.assignments)["unit"][assignment])]

    def desk_of(self, visit: int) -> DeskAgent:
        """Return the desk at which a visit takes place."""
        incident, stage = divmod(visit, int(np.asarray(self.state.now)["longest_chain"][0]))
        kind = np.asarray(self.state.requests)["request_class"][incident]
        first = np.asarray(self.state.classes)["first_desk"][kind]
        return self.desks[int(self.state.chain[first + stage])]

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
