"""The peer: the whole process as plain Mesa agents and events, without compiled code."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import timedelta
from functools import cached_property, partial
from types import SimpleNamespace
from typing import Any

import mesa
from mesa.time import Priority

from sim.setting.layout.pairs import asking
from sim.setting.partnerships.partnership import Partnership
from sim.setting.setting import Setting
from sim.setting.stages.stage import Stage
from sim.streams.tape import Tape
from sim.world import RequestClass
from tests.peer.contacts import Contact
from tests.peer.desks import Desk
from tests.peer.needs import Need
from tests.peer.relations import Bond, Relation, understanding_floor
from tests.peer.surroundings import Surroundings
from tests.peer.units import CLASSES, Unit


class Kind:
    """A class of needs, with who asks, who can answer and who decides."""

    def __init__(self, model: PeerModel, row: RequestClass) -> None:
        """Find them in the world."""
        self.model, self.row = model, row
        world, policy = model.setting.world, model.setting.policy
        fit = {
            unit: world.fit.get((unit.row.capability, row.capability), 0.0) for unit in model.units
        }
        asker = next(o for o in world.organisations if o.id == row.requester)
        turns = {name: turn for turn, names in enumerate(asker.asks) for name in names}
        turns.setdefault("partnership", len(asker.asks) - 1)
        self.military = asker.side == "military"
        own = [unit for unit in model.units if unit.organisation == row.requester]
        self.asking = asking(world, row)
        table = world.as_it_stands.fit  # who has a capability is no matter of a draw
        skill = {u: table.get((u.row.capability, row.capability), 0.0) for u in own}
        self.helpers = [(u, fit[u]) for u in own if skill[u] >= model.conditions.own_fit_min]
        self.helpers = [(u, f) for u, f in self.helpers if f > 0.0]
        self.has_capability = bool(self.helpers)
        self.alone = row.requester in turns  # its units ask each other: nobody else is its own
        self.helpers = [] if self.alone else self.helpers
        self.basis = row.legal_basis
        laws = {law.id: law for law in world.bases}
        mine = laws[row.legal_basis].ladder
        self.steps = {law.rung: law.id for law in world.bases if mine and law.ladder == mine}
        self.ladder = bool(self.steps)
        partnership = policy.answering(row.id)
        if partnership is not None:
            self.candidates = [(model.units[world.unit_index(partnership.name)], 1.0)]
            if partnership.legal_basis is not None:
                self.basis, self.ladder = partnership.legal_basis, False
        else:
            answering = [u for u in model.units if u.organisation in turns and fit[u] > 0.0]
            answering = [u for u in answering if u.rung in row.rungs]
            answering.sort(key=lambda u: (u.rung, turns[u.organisation], u.index))
            self.candidates = [(u, fit[u]) for u in answering]
        self.turn = {unit: (unit.rung, turns.get(unit.organisation, 0)) for unit in model.units}
        desks = {desk.row.id: desk for desk in model.desks}
        self.chain = [desks[name] for name in row.approval_chain]
        self.political = any(desk.row.political for desk in self.chain)
        before = model.setting.warm_up_days
        self.founded = [
            (founding.begins + before, founding.ends + before, founding.partnership)
            for founding in model.setting.foundings
            if row.id in founding.partnership.classes
        ]
        self._levers: dict[tuple[str, int], float] = {}
        self._steps = sorted(
            {day + before for stage in model.stages for day in stage.policy.lever_days()}
            | {float(stage.start) for stage in model.stages[1:]}
        )

    def founded_by(self, time: float) -> Partnership | None:
        """Return the partnership that answers it at a time, founded by a shock (E23) or a lever."""
        return next((team for begins, ends, team in self.founded if begins <= time < ends), None)

    def lever(self, name: str, time: float) -> float:
        """Return the value for this class of needs at a time."""
        stretch = sum(time >= step for step in self._steps)
        if (name, stretch) not in self._levers:
            since = self._steps[stretch - 1] if stretch else -math.inf
            stage = self.model.stage_at(since)
            day = since - self.model.setting.warm_up_days
            value = stage.policy.for_class(self.row.id, name, stage.conditions[name], day)
            self._levers[name, stretch] = value
        return self._levers[name, stretch]


class PeerModel(mesa.Model):
    """Organisations, their partnerships and the desks between them.

    Attributes:
        units: In the world's order.
        desks: In the world's order.
        needs: All needs of the tape, in order of time.
    """

    def __init__(self, setting: Setting, tape: Tape) -> None:
        """Set everything up and put what the tape holds on Mesa's event list."""
        super().__init__(rng=1)
        self.setting = setting
        plain = Stage(-setting.warm_up_days, 0, setting.policy, setting.conditions, setting.theory)
        self.stages = setting.stages or (plain,)
        self.conditions = SimpleNamespace(**dict(setting.conditions))
        self.strangers, self.strangers_read = self.conditions.understanding_start, 0.0
        self.theory = dict(setting.theory.choices)
        self.horizon = float(setting.days + setting.warm_up_days)
        self.surroundings = Surroundings(setting, tape)
        world = setting.world
        sides = {o.id: o.side for o in world.organisations}
        self.units = [
            CLASSES[sides[row.organisation]](self, i, row) for i, row in enumerate(world.units)
        ]
        self.desks = [Desk(self, row) for row in world.desks]
        self.kinds = [Kind(self, row) for row in world.classes]
        self.barrier_level = {basis.id: basis.barrier_level for basis in world.bases}
        self.bases = {basis.id: basis for basis in world.bases}
        self._relations: dict[tuple[int, int], Relation] = {}
        self._bonds: dict[tuple[Any, Any], Bond] = {}
        self._excess, self._excess_read = 0.0, 0.0
        self.needs = [
            Need(self, number, incident, self.kinds[int(incident["request_class"])])
            for number, incident in enumerate(tape.incidents)
        ]
        self._waiting: set[Any] = set()
        for stage in self.stages[1:]:
            self._waiting.add(begins := partial(self.begin, stage))
            self.schedule_event(begins, at=float(stage.start), priority=Priority.HIGH)
        for need in self.needs:
            self.schedule_event(need.arise, at=need.time, priority=Priority.HIGH)
        self.contacts = [Contact(self, record) for record in tape.contacts]
        for contact, record in zip(self.contacts, tape.contacts, strict=True):
            self.schedule_event(contact.happen, at=float(record["time"]), priority=Priority.HIGH)

    def in_force(self, basis: str) -> bool:
        """Whether a legal basis is in force today."""
        first, law = self.setting.start_date, self.bases[basis]
        if first is None:
            return True
        today = first + timedelta(days=math.floor(self.time) - self.setting.warm_up_days)
        begun = law.in_force_from is None or law.in_force_from <= today
        return begun and (law.in_force_until is None or today < law.in_force_until)

    def stage_at(self, time: float) -> Stage:
        """Return what holds at a time."""
        return next((s for s in reversed(self.stages) if s.start <= time), self.stages[0])

    def begin(self, stage: Stage) -> None:
        """Other levers hold from now on: what decays has done so under those until now (E28)."""
        c = self.conditions
        left = math.exp(-c.understanding_decay * (self.time - self.strangers_read))
        floor = understanding_floor(c)
        self.strangers = floor + (self.strangers - floor) * left
        self.strangers_read = self.time
        for relation in self._relations.values():
            relation.settle()
        for unit in self.units:
            unit.settle()
        self.sway(0.0)
        vars(c).update(stage.conditions)
        self.theory.update(stage.theory.choices)

    def later(self, happening: Callable[[], None], time: float) -> Any:
        """Let something happen later; what lies beyond the horizon never does."""
        if time >= self.horizon:
            return None
        owner = getattr(happening, "__self__", happening)
        self._waiting.add(owner)
        return self.schedule_event(happening, at=time)

    @cached_property
    def duty_desk(self) -> Desk | None:
        """The first desk without officers: where a call under standing consent goes."""
        return next((desk for desk in self.desks if not desk.queues), None)

    def relation(self, requester: Unit, provider: Unit) -> Relation:
        """Return what two units think of each other."""
        pair = (requester.index, provider.index)
        if pair not in self._relations:
            by_unit = self.theory["trust_level"] == "pair"
            holder = pair if by_unit else (requester.organisation, provider.organisation)
            bond = self._bonds.setdefault(holder, self._first_bond())
            self._relations[pair] = Relation(self, requester, provider, bond)
        return self._relations[pair]

    @property
    def relations(self) -> list[Relation]:
        """All relations so far."""
        return list(self._relations.values())

    def _first_bond(self) -> Bond:
        c = self.conditions
        kept = c.trust_prior_weight * c.trust_start * (1.0 - c.historic_damage)
        return Bond(kept, c.trust_prior_weight - kept)

    @property
    def urgency(self) -> float:
        """U today."""
        return self.surroundings.urgency[self.surroundings.day(self.time)]

    @property
    def systems_fit(self) -> float:
        """How well the systems of both sides connect today (E26)."""
        return self.surroundings.systems_fit[self.surroundings.day(self.time)]

    @property
    def success_feedback(self) -> float:
        """How far success prevents needs today (E24)."""
        return self.surroundings.success_feedback[self.surroundings.day(self.time)]

    @property
    def in_crisis(self) -> bool:
        """Whether it is a day of crisis."""
        return self.surroundings.crisis[self.surroundings.day(self.time)]

    @property
    def excess(self) -> float:
        """Aversion above that at rest, now."""
        fading = self.conditions.aversion_recovery * (self.time - self._excess_read)
        return self._excess * math.exp(-fading)

    @property
    def aversion(self) -> float:
        """A now (E22)."""
        at_rest = self.surroundings.aversion[self.surroundings.day(self.time)]
        return min(1.0, max(0.0, at_rest + self.excess))

    def sway(self, change: float) -> None:
        """Society saw a deployment."""
        self._excess, self._excess_read = self.excess + change, self.time
