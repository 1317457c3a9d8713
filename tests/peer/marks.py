"""What a need is by its incident: its size and class, its luck, and the law that it meets."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from sim.streams import chance
from tests.peer.gates import Gates
from tests.peer.streams import uniform

if TYPE_CHECKING:
    from tests.peer.desks import Visit
    from tests.peer.model import Kind, PeerModel
    from tests.peer.relations import Relation
    from tests.peer.search import Share
    from tests.peer.units import Unit


class Marks:
    """A need as its incident made it, before anything happens to it.

    Attributes:
        end_state: What came of it.
        fixed: Whether a scenario put it on its day.
        happened: Whether it arose, of those whose moment has come.
        gates: How want, can and may were last read.
        people: Who is held or booked for it.
        profits: What requester and provider have from the support.
        provider: The unit that is asked first.
        relation: That of requester and provider.
        start_time: When support starts, as promised.
        withdrawal_time: When the promise is broken; infinity if it is kept.
    """

    provider: Unit
    relation: Relation
    start_time: float
    withdrawal_time: float

    def __init__(self, model: PeerModel, number: int, incident: Any, kind: Kind) -> None:
        """Take the marks of the incident from the tape."""
        self.model, self.number, self.kind_of, self.kind = model, number, kind, kind.row
        self.c = model.conditions
        self.key, self.time = int(incident["key"]), float(incident["time"])
        self.requester = model.units[self._region(incident)]
        self.fixed, self.happened = bool(incident["fixed_region"] >= 0), False
        row, c = self.kind, self.c

        def drawn(quantity: str, median: float) -> float:
            fixed = float(incident[f"fixed_{quantity}"])
            scale = getattr(c, f"{quantity}_scale")
            return fixed if fixed > 0.0 else median * scale * float(incident[quantity])

        self.size = max(1.0, float(round(drawn("size", row.size_median))))
        self.duration = drawn("duration", row.duration_median_days)
        self.deadline = drawn("deadline", row.deadline_median_days)
        self.severity = row.severity
        # Nobody asks itself.
        self.candidates = [entry for entry in kind.candidates if entry[0] is not self.requester]
        self.kind_helpers = kind.helpers
        self.basis, self.ladder = kind.basis, kind.ladder
        self.founded_by = kind.founded_by(self.time)
        if self.founded_by is not None:
            unit = model.units[model.setting.world.unit_index(self.founded_by.name)]
            self.candidates = [(unit, 1.0)]
            if self.founded_by.legal_basis is not None:
                self.basis, self.ladder = self.founded_by.legal_basis, False
        self.law = self.basis
        self.gap, self.y0, self.y1 = self.size, 0.0, 0.0
        self.end_state, self.stated_reason, self.true_reason = "open", "", ""
        self.informal = self.filed = self.consented = self.emergency = False
        self.qualitative = not kind.has_capability
        self.gates = Gates()
        self.willing_requester = 0.0
        self.people: list[Share] = []
        self.offered = 0.0
        self.attempts = self.extensions = 0
        self.started = self.decided = self.leak = self.unlawful = False
        self.lead_time, self.persons, self.support_days = math.nan, 0.0, 0.0
        self.shared_information = self.joint_goal = 0.0
        self.profits = (0.0, 0.0)
        self.visits: list[Visit] = []
        self.drop_event: Any = None

    def _region(self, incident: Any) -> int:
        if incident["fixed_region"] >= 0:
            return int(incident["fixed_region"])
        u = self.luck(chance.REGION)
        asking = self.kind_of.asking
        return next((unit for share, unit in asking if u < share), asking[-1][1])

    def luck(self, purpose: int, place: int = 0) -> float:
        """Return the uniform for a purpose."""
        return uniform(self.key, purpose, place)

    def lever(self, name: str) -> float:
        """Return what holds now for this class of needs."""
        return self.kind_of.lever(name, self.model.time)

    @property
    def core_task_fit(self) -> float:
        """How near the work is to the core tasks, as the top of the military reads them (E27)."""
        fit = self.kind.core_task_fit
        if self.kind_of.military or fit >= 0.8:
            return fit
        return min(1.0, max(0.0, fit + self.c.core_task_reading))

    @property
    def clarity(self) -> float:
        """Q (E7)."""
        agreed = self.lever("agreements")
        agreed += (1.0 - agreed) * self.relation.agreements_gain
        familiar = 1.0 if self.relation.as_one else self.requester.familiarity
        return 1.0 - (1.0 - agreed) * (1.0 - familiar)

    def barrier(self) -> float:
        """Lambda (E8)."""
        if not self.model.in_force(self.basis):
            return 1.0
        level = self.model.barrier_level[self.basis] + self.lever("barrier_shift")
        level = min(1.0, max(0.0, level))
        return (
            level
            * (1.0 - self.c.agreements_effect * self.clarity)
            * (1.0 - self.lever("top_priority"))
        )

    def expected_procedure(self) -> float:
        """Mean days at the desks, without queues."""
        means = [desk.mean_days(self, self.emergency) for desk in self.kind_of.chain]
        if not means:
            return 0.0
        return max(means) if self.emergency else sum(means)
