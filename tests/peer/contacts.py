"""Exercises, sessions, meetings and exchanges: two units meet outside requests (E19)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sim.state.codes import CONTACTS
from sim.streams import chance
from tests.peer.streams import uniform
from tests.peer.units import Stay

if TYPE_CHECKING:
    from tests.peer.model import PeerModel
    from tests.peer.units import Unit


class Contact:
    """One contact of the tape."""

    def __init__(self, model: PeerModel, record: Any) -> None:
        """Take it from the tape."""
        self.model = model
        self.kind = CONTACTS[int(record["kind"])]
        self.key = int(record["key"])
        self.sides: list[Unit] = [
            model.units[int(record["requester"])],
            model.units[int(record["provider"])],
        ]

    def happen(self) -> None:
        """They meet, if both have somebody to send."""
        c, now = self.model.conditions, self.model.time
        shared = "session" if self.kind == "meeting" else self.kind
        wanted = 1.0 if self.kind == "exchange" else getattr(c, f"{shared}_persons")
        coming = [min(wanted, math.floor(unit.present)) for unit in self.sides]
        if wanted > 0.0 and min(coming) <= 0.0:
            return
        for place, (unit, persons) in enumerate(zip(self.sides, coming, strict=True)):
            days = getattr(c, f"{shared}_days")
            if self.kind == "exchange":
                back = uniform(self.key, chance.RETURNS, place) < c.return_probability
                days += 0.0 if back else c.refill_time
            stay = Stay(unit, persons)
            stay.leave()
            self.model.later(stay.come_home, now + days)
        relation = self.model.relation(*self.sides)
        relation.meet(getattr(c, f"contact_{self.kind}"))
