"""The agents of the Mesa model: units, partnerships and desks.

An agent owns its part of the state and acts through methods that call the very handlers of the
compiled clock. A researcher overrides a method in a subclass (a unit that is always willing, a
desk that never answers on Sundays) and passes it to the model as ``agent_classes``; the rest stays
as it is::

    class ClosedOnSundays(DeskAgent):
        def done_at(self, visit, time):
            return time + 1.0 if int(time) % 7 == 6 else time

    CollaborationModel(agent_classes={"desk": ClosedOnSundays})

What the model asks of its agents is marked with ``may_be_overridden``. The rest only tells how
things stand: a subclass that overrides it would change nothing, and is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from sim.overriding import ModelAgent, may_be_overridden
from sim.process import contacts, decision, deployment, desks, handle, need
from sim.process.now import readings
from sim.state.codes import CIVIL, JOINT, MILITARY
from sim.words import Message

if TYPE_CHECKING:
    from sim.model import CollaborationModel
    from sim.setting.partnerships.partnership import Partnership


class UnitAgent(ModelAgent):
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

    @may_be_overridden
    def willingness_to_ask(self, incident: int) -> float:
        """W_R of one of this unit's own needs (E4, E5)."""
        return float(handle.willingness_to_ask(self.model.shared, incident))

    @may_be_overridden
    def willingness_to_give(self, incident: int) -> float:
        """W_P of this unit for a need for which it is asked first (E4, E5)."""
        return float(handle.willingness_to_give(self.model.shared, incident))

    @may_be_overridden
    def permission(self, incident: int) -> float:
        """P(mogen) of a need for which this unit is asked first (E9)."""
        return float(handle.permission(self.model.shared, incident))

    @may_be_overridden
    def seek_support(self, incident: int) -> None:
        """Look for a partner for a gap, and ask or not."""
        shared = self.model.shared
        if need.seek(shared, incident):
            provider = self.model.provider_of(incident)
            asking = self._share("willingness_to_ask", incident)
            giving = provider._share("willingness_to_give", incident)
            need.ask(shared, incident, asking, giving, provider._share("permission", incident))

    @may_be_overridden
    def decide(self, incident: int) -> None:
        """Promise support or not, as the unit asked first (E12)."""
        giving = self._share("willingness_to_give", incident)
        decision.decide(self.model.shared, incident, giving, self._share("permission", incident))

    @may_be_overridden
    def drop(self, incident: int) -> None:
        """Let go of a request that has been at its desks too long."""
        giving = self._share("willingness_to_give", incident)
        decision.drop(self.model.shared, incident, giving, self._share("permission", incident))

    @may_be_overridden
    def deploy(self, incident: int) -> None:
        """Start the support that was promised (E14, E15)."""
        deployment.start(self.model.shared, incident)

    @may_be_overridden
    def finish(self, incident: int) -> None:
        """End the support, or stay as long again."""
        giving = self._share("willingness_to_give", incident)
        deployment.finish(self.model.shared, incident, giving)

    @may_be_overridden
    def withdraw(self, incident: int) -> None:
        """Break the promise (E13)."""
        deployment.withdraw(self.model.shared, incident)

    @may_be_overridden
    def send_own(self, assignment: int) -> None:
        """Send own people on the date of a planned need."""
        need.start_own(self.model.shared, assignment)

    @may_be_overridden
    def welcome_own(self, assignment: int) -> None:
        """Own people come home."""
        need.end_own(self.model.shared, assignment)

    @may_be_overridden
    def meet(self, contact: int) -> None:
        """Exercise, sit, meet or exchange a colleague with a unit of the other side (E19)."""
        contacts.take_place(self.model.shared, contact)

    def _share(self, method: str, incident: int) -> float:
        return float(
            self._ask(
                method, lambda share: 0.0 <= share <= 1.0, lambda: Message("0 to 1"), incident
            )
        )


class CivilUnit(UnitAgent):
    """A unit of the civil side: it offers whom it has free."""


class MilitaryUnit(UnitAgent):
    """A unit of the military side: it keeps a reserve, plans ahead, has commitments outside."""


class PartnershipUnit(UnitAgent):
    """A standing joint unit of several organisations."""

    @property
    def partnership(self) -> Partnership | None:
        """What is declared of it: members, term, classes; None where the world declares nothing."""
        names = {p.unit or p.name: p for p in self.model.setting.partnerships}
        return names.get(self.unit.id)


class DeskAgent(ModelAgent):
    """An approval body with its officers; a regional one has a queue in each region.

    Attributes:
        index: Its place in the world's list of desks.
        desk: Its row in the world: name, officers, mean days.
    """

    model: CollaborationModel

    def __init__(self, model: CollaborationModel, index: int) -> None:
        """Take a place in the model."""
        super().__init__(model)
        self.index = index
        self.desk = model.setting.world.desks[index]

    @property
    def waiting(self) -> int:
        """Requests in this desk's queues."""
        desk = np.asarray(self.model.state.desks)[self.index]
        first = desk["first_queue"]
        queues = np.asarray(self.model.state.queues)[first : first + desk["queues"]]
        return int(queues["waiting"].sum())

    @may_be_overridden
    def done_at(self, visit: int, time: float) -> float:
        """When an officer who takes up a request now will be done with it.

        Args:
            visit: The request's visit to this desk.
            time: When that would be by the tape, in days from the start of the warm-up.

        Returns:
            A time that is not in the past; infinity for never.
        """
        return time

    @may_be_overridden
    def finish_visit(self, visit: int) -> bool:
        """An officer is done with a request; returns whether it is now to be decided."""
        return bool(desks.leave(self.model.shared, visit))

    def time_done(self, visit: int, time: float) -> float:
        """Ask when a visit will be done."""
        now = float(self.model.time)
        return float(
            self._ask(
                "done_at",
                lambda t: t >= now,
                lambda: Message("{time:g} or later", time=now),
                visit,
                time,
            )
        )

    def ends_chain(self, visit: int) -> bool:
        """Let a visit end; returns whether the request is now to be decided."""
        answers = (True, False)
        return bool(
            self._ask(
                "finish_visit", lambda a: a in answers, lambda: Message("True or False"), visit
            )
        )


AGENT_OF: dict[int, type[UnitAgent]] = {
    CIVIL: CivilUnit,
    MILITARY: MilitaryUnit,
    JOINT: PartnershipUnit,
}
"""By side."""
