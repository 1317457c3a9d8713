"""Units as Mesa agents: what people they have, what they offer, and what they want."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import mesa

from tests.peer.willing import drivers_of_provider, drivers_of_requester, willingness

if TYPE_CHECKING:
    from sim.world import Unit as Row
    from tests.peer.model import PeerModel
    from tests.peer.needs import Need

NO_LIMITS_LIFTED: frozenset[str] = frozenset()


class Unit(mesa.Agent):
    """A unit with its people.

    Attributes:
        index: Its place in the world's list.
        row: Its row in the world.
        busy: B, persons away on a task for others or for own needs.
    """

    is_partnership = is_military = False

    def __init__(self, model: PeerModel, index: int, row: Row) -> None:
        """Begin with everybody at home."""
        super().__init__(model)
        self.index, self.row = index, row
        self.organisation, self.rung = row.organisation, row.rung
        self.dedicated, self.notice = row.dedicated_share, row.notice_days
        self.busy = 0.0
        self._saturation = self._saturation_read = 0.0
        self._familiarity, self._familiarity_read = model.conditions.familiarity_start, 0.0

    @property
    def strength(self) -> float:
        """C(1 - h) today."""
        around = self.model.surroundings
        return around.strength[around.day(self.model.time)][self.index]

    @property
    def own_load(self) -> float:
        """O today."""
        around = self.model.surroundings
        return around.own_load[around.day(self.model.time)][self.index]

    @property
    def nato(self) -> float:
        """N' today."""
        return 0.0

    @property
    def present(self) -> float:
        """Persons who are physically there."""
        return max(0.0, self.strength - self.busy)

    def free_at_home(self) -> float:
        """Persons free beside own tasks and commitments (E2)."""
        d = self.dedicated
        share = d + (1.0 - d) * (1.0 - self.own_load) * (1.0 - self.nato)
        return max(0.0, self.strength * share - self.busy)

    def offer(self, need: Need, willing: float, lifted: frozenset[str] = NO_LIMITS_LIFTED) -> float:
        """Persons that it would offer to a need, with some limits lifted (E11)."""
        raise NotImplementedError

    @property
    def saturation(self) -> float:
        """S now."""
        fading = self.model.conditions.saturation_decay * (self.model.time - self._saturation_read)
        return self._saturation * math.exp(-fading)

    def saturate(self) -> None:
        """Use up some of the training value (E21)."""
        now = self.saturation
        self._saturation = now + self.model.conditions.saturation_gain * (1.0 - now)
        self._saturation_read = self.model.time

    @property
    def familiarity(self) -> float:
        """F now."""
        c = self.model.conditions
        fading = c.familiarity_decay * (self.model.time - self._familiarity_read)
        return self._familiarity * math.exp(-fading)

    def learn_procedure(self) -> None:
        """A request of this unit was decided (E20)."""
        now = self.familiarity
        self._familiarity = now + self.model.conditions.familiarity_gain * (1.0 - now)
        self._familiarity_read = self.model.time

    def settle(self) -> None:
        """Take down what has become of saturation and familiarity until now."""
        saturation, familiarity = self.saturation, self.familiarity
        self._saturation, self._saturation_read = saturation, self.model.time
        self._familiarity, self._familiarity_read = familiarity, self.model.time

    def willingness_to_ask(self, need: Need) -> float:
        """W_R (E4, E5)."""
        if need.consented:
            return 1.0
        return willingness(need, drivers_of_requester(need), "requester")

    def willingness_to_give(self, need: Need) -> float:
        """W_P (E4, E5)."""
        if need.consented:
            return 1.0
        return willingness(need, drivers_of_provider(need), "provider")

    def training(self, need: Need) -> float:
        """How far its people are trained for the civil domain."""
        return need.lever("civil_training")


class CivilUnit(Unit):
    """A civil unit: offers what it has free at home, without reserve, notice or NATO."""

    def offer(self, need: Need, willing: float, lifted: frozenset[str] = NO_LIMITS_LIFTED) -> float:
        """E11 for the civil side; who gave consent in advance has its people ready for it."""
        return self.present if need.consented else self.free_at_home()


class MilitaryUnit(Unit):
    """A military unit: keeps a reserve, plans ahead, serves NATO."""

    is_military = True

    @property
    def nato(self) -> float:
        """N' today."""
        around = self.model.surroundings
        return around.nato[around.day(self.model.time)]

    def offer(self, need: Need, willing: float, lifted: frozenset[str] = NO_LIMITS_LIFTED) -> float:
        """E11."""
        c = self.model.conditions
        d = 1.0 if need.consented else self.dedicated
        reserve = c.reserve_neutral * (1.0 + c.reserve_response * (1.0 - 2.0 * willing))
        reserve = 0.0 if need.emergency or "reserve" in lifted else min(1.0, max(0.0, reserve))
        nato = 0.0 if "nato" in lifted else self.nato
        planned = 1.0
        if not need.emergency and "notice" not in lifted and c.planning_lead_time > 0.0:
            quick = c.quick_reaction_share
            planned = min(1.0, quick + (1.0 - quick) * need.deadline / c.planning_lead_time)
        share = (1.0 - self.own_load) * (1.0 - nato) * (1.0 - reserve) * planned
        return max(0.0, self.strength * (d + (1.0 - d) * share) - self.busy)


class PartnershipUnit(MilitaryUnit):
    """A standing joint unit: trained together for the civil domain."""

    is_partnership, is_military = True, False

    def training(self, need: Need) -> float:
        """Complete."""
        return 1.0


CLASSES = {"civil": CivilUnit, "military": MilitaryUnit, "joint": PartnershipUnit}


class Stay:
    """People of a unit who are away from a moment on, and come back."""

    def __init__(self, unit: Unit, persons: float) -> None:
        """Nobody has left yet."""
        self.unit, self.persons = unit, persons

    def leave(self) -> None:
        """They are busy from now."""
        self.unit.busy += self.persons

    def come_home(self) -> None:
        """They are free again."""
        self.unit.busy -= self.persons


class OwnPlanned(Stay):
    """Own people of a planned need: who is there on the date comes."""

    def __init__(self, unit: Unit, persons: float, days: float) -> None:
        """Booked for a number of days."""
        super().__init__(unit, persons)
        self.days = days

    def leave(self) -> None:
        """As many as are physically there."""
        self.persons = min(self.persons, math.floor(self.unit.present))
        super().leave()
        self.unit.model.later(self.come_home, self.unit.model.time + self.days)
