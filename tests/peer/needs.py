"""A need, from the incident to what came of it: each method is something that happens to it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from sim.streams import chance
from tests.peer import deployment
from tests.peer.desks import Visit
from tests.peer.gates import Gates, read_gates
from tests.peer.marks import Marks
from tests.peer.search import Share, fill_at_home, leading_unit
from tests.peer.units import OwnPlanned, Stay

if TYPE_CHECKING:
    from tests.peer.units import Unit

DROPPED_AFTER = 3.0
BROKEN_BY_REFUSAL = 0.3


class Need(Marks):
    """One need, and what happens to it."""

    # --- the need arises ---------------------------------------------------------------------

    def arise(self) -> None:
        """Answer it with own people; ask for what is missing. Success may have prevented it."""
        if self.prevented():
            return
        self.happened = True
        share = self.size * self.kind.requester_own_share
        own = math.floor(min(share, self.requester.free_at_home()))
        if own > 0:
            self.use_own(self.requester, float(own), float(own))
        if not self.qualitative:
            fill_at_home(self)
        self.y0 = (self.size - self.gap) / self.size
        self.y1 = self.y0
        if self.gap <= 0.0:
            self.end_state = "alone"
            return
        if self.kind.pre_authorised or (
            self.founded_by is not None and self.founded_by.pre_authorised
        ):
            self.consented = True
        else:
            extra = self.lever("extra_pre_authorised")
            self.consented = self.luck(chance.PRE_AUTHORISED) < extra
        self.emergency = (
            self.deadline <= self.c.emergency_deadline
            and self.severity >= self.c.emergency_severity
            and not self.consented
        )
        self.ask(first=True)

    def prevented(self) -> bool:
        """Whether it does not arise, for needs like it were met in the past year (E24)."""
        feedback = self.model.success_feedback
        if self.fixed or feedback == 0.0:
            return False
        a_year = [
            need.y1
            for need in self.model.needs
            if need.happened and need.kind is self.kind and need.time > self.time - 365.0
        ]
        share = sum(a_year) / len(a_year) if a_year else 0.0
        return self.luck(chance.SUCCESS) < feedback * share

    def use_own(self, unit: Unit, persons: float, effective: float) -> None:
        """Send own people, for a planned need on its date."""
        self.gap = max(0.0, self.gap - effective)
        if self.kind.planned:
            stay = OwnPlanned(unit, persons, self.duration)
            self.model.later(stay.leave, self.time + self.deadline)
            return
        home = Stay(unit, persons)
        home.leave()
        self.model.later(home.come_home, self.time + self.duration)

    def ask_again(self) -> None:
        """Try once more."""
        self.ask(first=False)

    def ask(self, first: bool) -> None:
        """Look for a partner, weigh it, and ask or not."""
        if not self.candidates:
            self.gates = Gates(want=True, may=True)
            self.fail("no_capacity", "absent")
            return
        self.provider = leading_unit(self)
        self.relation = self.model.relation(self.requester, self.provider)
        on_ladder = self.ladder and self.provider.rung > 0
        self.basis = self.kind_of.steps[self.provider.rung] if on_ladder else self.law
        self.informal = False
        if first:
            self.willing_requester = self.requester.willingness_to_ask(self)
        if self.consented:
            self.call()
            return
        self.gates = read_gates(self)
        if not self.gates.asked:
            self.fail("not_asked", "not_asked")
        elif self._informally():
            self.informal = True
            self.decide()
        else:
            self.consult()

    def _informally(self) -> bool:
        c, relation = self.c, self.relation
        small = self.kind.visible_force < c.informal_force_max and self.size <= c.informal_size_max
        if not small or self.model.time < relation.banned_until:
            return False
        pressure = min(1.0, self.expected_procedure() / self.deadline)
        chances = c.informal_tendency * relation.understanding * relation.bond.trust * pressure
        return self.luck(chance.INFORMAL) < chances

    def call(self) -> None:
        """Use the consent given in advance: a call."""
        self.filed = True
        desk = self.model.duty_desk
        days = 0.0
        if desk is not None:
            luck = -math.log1p(-self.luck(chance.DESK))
            days = desk.mean_days(self, emergency=False) * luck
        self.model.later(self.decide, self.model.time + days)

    def consult(self) -> None:
        """Talk it over before it is filed; who is found is held."""
        gates, accuracy = self.gates, self.c.consultation_accuracy
        if self.luck(chance.CONSULTED, self.attempts) < self.c.consultation:
            failing = [not gates.want, not gates.can, not gates.may]
            found = [
                fails and self.luck(chance.FOUND_OUT, 3 * self.attempts + gate) < accuracy
                for gate, fails in enumerate(failing)
            ]
            if any(found):
                if not self._asks_again():
                    self.fail("withdrawn_in_consultation", gates.reason)
                return
            if gates.can:
                self.take(gates.shares, gates.offered)
        self.file()

    def _asks_again(self) -> bool:
        gates = self.gates
        if gates.want and not gates.can and self.attempts < int(self.c.ask_again):
            self.attempts += 1
            self.model.later(self.ask_again, self.model.time + self.deadline / 2.0)
            return True
        return False

    # --- desks -------------------------------------------------------------------------------

    def file(self) -> None:
        """File the request; the desks have three times its deadline."""
        self.filed, self.decided = True, False
        chain = self.kind_of.chain
        self.visits = [Visit(self, desk, stage) for stage, desk in enumerate(chain)]
        if not chain:
            self.decide()
            return
        self.drop_event = self.model.later(
            self.drop, self.model.time + DROPPED_AFTER * self.deadline
        )
        self.left = len(chain)
        for visit in self.visits if self.emergency else self.visits[:1]:
            visit.desk.receive(visit)

    def leave_desk(self, visit: Visit) -> None:
        """A desk is done: the next one, or the decision."""
        if self.decided or visit not in self.visits:
            return
        self.left -= 1
        if self.left == 0:
            self.decide()
        elif not self.emergency:
            following = self.visits[visit.stage + 1]
            following.desk.receive(following)

    def drop(self) -> None:
        """Too late: nobody decided in time."""
        self.decided = True
        for visit in self.visits:
            visit.give_up()
        self.visits = []
        self.gates = read_gates(self)
        self.gates.may = self.gates.vetoed = False
        self.let_go()
        self.fail("too_late", "too_late")

    # --- the decision ------------------------------------------------------------------------

    def decide(self) -> None:
        """Read the gates again; promise or refuse."""
        self.decided = True
        if self.drop_event is not None:
            self.drop_event.cancel()
            self.drop_event = None
        self.gates = gates = read_gates(self)
        if gates.open:
            if not self.people:
                self.take(gates.shares, gates.offered)
            if not self.informal and not self.consented:
                self._formalise()
            deployment.promise(self)
        else:
            self.let_go()
            if self.filed and gates.want and not gates.can:
                self.relation.bond.remember(
                    self.c.trust_memory, 0.0, self._weight(BROKEN_BY_REFUSAL)
                )
            if not self._asks_again():
                state = {"want": "refused", "can": "no_capacity", "may": "not_permitted"}
                self.fail(state[gates.first_shut], gates.reason)
        if self.filed and not self.consented:
            self.requester.learn_procedure()

    def _formalise(self) -> None:
        bond, formality = self.relation.bond, self.model.theory["formality"]
        if formality == "strengthens":
            bond.kept += self.c.formality_effect
        elif formality == "undermines":
            bond.broken += self.c.formality_effect

    def _weight(self, broken: float) -> float:
        return self.c.trust_asymmetry * broken

    def take(self, people: list[Share], offered: float) -> None:
        """Hold people; for a planned need they are booked."""
        self.people, self.offered = people, offered
        self.persons = sum(share.persons for share in people)
        if not self.kind.planned:
            for share in people:
                share.unit.busy += share.persons

    def let_go(self) -> None:
        """Release whoever is held."""
        if not self.kind.planned or self.started:
            for share in self.people:
                share.unit.busy -= share.persons
        if not self.started:
            self.people, self.offered = [], 0.0

    def begin(self) -> None:
        """Support starts."""
        deployment.begin(self)

    def end(self) -> None:
        """Support ends or is extended."""
        deployment.end(self)

    def withdraw(self) -> None:
        """Support is withdrawn."""
        deployment.withdraw(self)

    def fail(self, end_state: str, reason: str) -> None:
        """Nothing comes of it."""
        self.end_state, self.true_reason = end_state, reason
        self.stated_reason = self.stated(reason)

    def stated(self, reason: str) -> str:
        """Return the reason that is given: an unwilling provider may have a pretext."""
        if reason == "unwilling" and self.luck(chance.PRETEXT) < self.c.pretext:
            return "absent" if self.luck(chance.PRETEXT, 1) < 0.5 else "approval"
        return reason
