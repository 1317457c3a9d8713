"""The agents of the Mesa model: units, partnerships and desks.

An agent owns its part of the state and acts through methods that call the very handlers of the
compiled clock. A researcher overrides a method in a subclass (a unit that is always willing, a
desk that never answers on Sundays) and passes it to the model; the rest stays as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa

from sim.process import contacts, decision, deployment, desks, handle, need, readings

if TYPE_CHECKING:
    from sim.model import CollaborationModel
    from sim.partnership import Partnership


class UnitAgent(mesa.Agent):
    """A unit of one organisation, with its people.

    Attributes:
        index: Its place in the world's list of units.
        unit: Its row in the world: name, city, capability, people.
    """

    model: CollaborationModel

    def __init__(self, model: CollaborationModel, index: int) -> None:
        """Take a place in the model."""
        super().__init__(model)
        self.index = index
        self.unit = model.setting.world.units[index]

    @property
    def state(self) -> Any:
        """The unit's own record: busy people, saturation, familiarity."""
        return self.model.state.units[self.index]

    @property
    def busy(self) -> float:
        """Persons on a task for others or for own needs."""
        return float(self.state.busy)

    @property
    def strength(self) -> float:
        """Persons after shortage."""
        return float(readings.strength_of(self.model.shared, self.index))

    def willingness_to_ask(self, incident: int) -> float:
        """W_R of one of this unit's own needs (E4, E5)."""
        return float(handle.willingness_to_ask(self.model.shared, incident))

    def willingness_to_give(self, incident: int) -> float:
        """W_P of this unit for a need for which it is asked first (E4, E5)."""
        return float(handle.willingness_to_give(self.model.shared, incident))

    def permission(self, incident: int) -> float:
        """P(mogen) of a need for which this unit is asked first (E9)."""
        return float(handle.permission(self.model.shared, incident))

    def seek_support(self, incident: int) -> None:
        """Look for a partner for a gap, and ask or not."""
        shared = self.model.shared
        if need.seek(shared, incident):
            provider = self.model.provider_of(incident)
            asking = self.willingness_to_ask(incident)
            giving = provider.willingness_to_give(incident)
            need.ask(shared, incident, asking, giving, provider.permission(incident))

    def decide(self, incident: int) -> None:
        """Promise support or not, as the unit asked first (E12)."""
        giving = self.willingness_to_give(incident)
        decision.decide(self.model.shared, incident, giving, self.permission(incident))

    def drop(self, incident: int) -> None:
        """Let go of a request that has been at its desks too long."""
        giving = self.willingness_to_give(incident)
        decision.drop(self.model.shared, incident, giving, self.permission(incident))

    def deploy(self, incident: int) -> None:
        """Start the support that was promised (E14, E15)."""
        deployment.start(self.model.shared, incident)

    def finish(self, incident: int) -> None:
        """End the support, or stay as long again."""
        deployment.finish(self.model.shared, incident, self.willingness_to_give(incident))

    def withdraw(self, incident: int) -> None:
        """Break the promise (E13)."""
        deployment.withdraw(self.model.shared, incident)

    def send_own(self, assignment: int) -> None:
        """Send own people on the date of a planned need."""
        need.start_own(self.model.shared, assignment)

    def welcome_own(self, assignment: int) -> None:
        """Own people come home."""
        need.end_own(self.model.shared, assignment)

    def meet(self, contact: int) -> None:
        """Exercise, sit, meet or exchange a colleague with a unit of the other side (E19)."""
        contacts.take_place(self.model.shared, contact)


class PoliceUnit(UnitAgent):
    """A unit of Politie: a region, the national unit, or one of its specialist teams."""


class DefenceUnit(UnitAgent):
    """A unit of Defensie: marechaussee (rung 1) or other forces (rung 2)."""


class PartnershipUnit(UnitAgent):
    """A standing joint unit of several organisations."""

    @property
    def partnership(self) -> Partnership | None:
        """What is declared of it: members, term, classes; None where the world declares nothing."""
        names = {p.unit or p.name: p for p in self.model.setting.partnerships}
        return names.get(self.unit.id)


class DeskAgent(mesa.Agent):
    """An approval body with its officers; a regional one has a queue in each region."""

    model: CollaborationModel

    def __init__(self, model: CollaborationModel, index: int) -> None:
        """Take a place in the model."""
        super().__init__(model)
        self.index = index
        self.desk = model.setting.world.desks[index]

    @property
    def waiting(self) -> int:
        """Requests in this desk's queues."""
        record = self.model.state.desks[self.index]
        queues = self.model.state.queues[record.first_queue : record.first_queue + record.queues]
        return int(queues["waiting"].sum())

    def finish_visit(self, visit: int) -> bool:
        """An officer is done with a request; returns whether it is now to be decided."""
        return bool(desks.leave(self.model.shared, visit))


AGENT_OF: dict[str, type[UnitAgent]] = {
    "politie": PoliceUnit,
    "defensie": DefenceUnit,
    "partnership": PartnershipUnit,
}
