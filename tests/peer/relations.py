"""What two units, or two organisations, think of each other and have agreed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.peer.model import PeerModel
    from tests.peer.units import Unit


def understanding_floor(c: Any) -> float:
    """What values and liaisons keep of M, under some conditions."""
    floor = c.shared_values_floor * c.shared_values + c.liaison_floor * c.liaison_cover
    return min(1.0, floor)


@dataclass
class Bond:
    """Promises kept and broken (E17)."""

    kept: float
    broken: float

    @property
    def trust(self) -> float:
        """T."""
        return self.kept / (self.kept + self.broken)

    def remember(self, memory: float, kept: float, broken: float) -> None:
        """Add an event, with older ones fading."""
        self.kept = memory * self.kept + kept
        self.broken = memory * self.broken + broken


class Relation:
    """A requester's unit and a provider's unit.

    Attributes:
        bond: Who trusts whom: the pair's own, or that of the two organisations (S12).
        seen_by_requester: E, in the requester's view.
        seen_by_provider: E, in the provider's view.
        banned_until: End of a ban on informal work.
        agreements_gain: How far informal work that was found out led to agreements (S9).
        deployed: Whether support between the two came to its end.
    """

    def __init__(self, model: PeerModel, requester: Unit, provider: Unit, bond: Bond) -> None:
        """Begin as strangers do."""
        self.model, self.bond = model, bond
        c = model.conditions
        self.seen_by_requester = self.seen_by_provider = c.expertise_start
        self.as_one = requester.is_partnership or provider.is_partnership
        self._understanding, self._read = model.strangers, model.strangers_read
        self.banned_until = 0.0
        self.agreements_gain = 0.0
        self.deployed = False

    @property
    def understanding(self) -> float:
        """M now: complete in a partnership, else relaxing to what values and liaisons keep."""
        if self.as_one:
            return 1.0
        c = self.model.conditions
        floor = understanding_floor(c)
        left = math.exp(-c.understanding_decay * (self.model.time - self._read))
        return floor + (self._understanding - floor) * left

    def settle(self) -> None:
        """Take down what has become of it until now."""
        self._understanding, self._read = self.understanding, self.model.time

    def meet(self, weight: float) -> None:
        """Learn to understand each other (E19)."""
        now = self.understanding
        gain = self.model.conditions.understanding_gain * weight
        self._understanding = now + gain * (1.0 - now)
        self._read = self.model.time

    def learn_expertise(self, gain: float, misused: bool) -> None:
        """Take in what support achieved (E18)."""
        c = self.model.conditions
        self.seen_by_requester += c.expertise_gain * (gain - self.seen_by_requester)
        self.seen_by_provider += c.expertise_gain * (gain - self.seen_by_provider)
        if misused:
            self.seen_by_provider -= c.misuse_effect
        self.seen_by_requester = min(1.0, max(0.0, self.seen_by_requester))
        self.seen_by_provider = min(1.0, max(0.0, self.seen_by_provider))
