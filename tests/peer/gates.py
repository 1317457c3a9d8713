"""The three gates of a need, read together (E9, E12)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sim.streams import chance
from tests.peer.search import Share, least_useful, shares, why_nobody
from tests.peer.willing import drivers_of_provider, drivers_of_requester, logistic, willingness

if TYPE_CHECKING:
    from tests.peer.needs import Need


@dataclass
class Gates:
    """How the gates stood at a reading; not read at all, nothing is open.

    Attributes:
        asked: Whether the requester asks.
        open: Whether support comes about.
        want: Whether both are willing.
        can: Whether somebody can be sent.
        may: Whether it is permitted.
        want_margin: By how much.
        can_margin: By how much.
        may_margin: By how much.
        offered: a_r.
        shares: Who would send whom.
        reason: The true reason if it is shut.
        first_shut: The first gate to fail, or "".
        distrust: Whether full trust would have opened want.
        vetoed: Whether may is shut by a political no.
    """

    asked: bool = False
    open: bool = False
    want: bool = False
    can: bool = False
    may: bool = False
    want_margin: float = 0.0
    can_margin: float = 0.0
    may_margin: float = 0.0
    offered: float = 0.0
    shares: list[Share] = field(default_factory=list)
    reason: str = ""
    first_shut: str = ""
    distrust: bool = False
    vetoed: bool = False


def read_gates(need: Need) -> Gates:
    """Read all three gates now; people already held stay held."""
    theory = need.model.theory["gates"]
    of_provider = need.provider.willingness_to_give(need)
    both = need.willing_requester * of_provider
    if need.people:
        given, offered = need.people, need.offered
    else:
        given, offered = shares(need, of_provider)
    permitted, unvetoed = permission(need)
    u_want = by_the_odds(need, need.luck(chance.WILLING, int(need.c.luck)))
    u_may = need.luck(chance.PERMISSION) if theory == "product" else u_want
    want, can, may = u_want < both, offered > 0.0, u_may < permitted
    asked = u_want < need.willing_requester
    filled = offered / need.gap
    if theory == "compensatory":
        asked = u_want < (need.willing_requester + 2.0) / 3.0
        together = u_want < (both + min(1.0, filled) + permitted) / 3.0
        want, may = together or want, together or may
        can = can and (together or u_want < filled)
    is_open = want and can and may
    gates = Gates(
        asked,
        is_open,
        want,
        can,
        may,
        both - u_want,
        filled - least_useful(need) / need.gap,
        permitted - u_may,
        offered,
        given,
    )
    if not is_open:
        gates.first_shut = "want" if not want else "can" if not can else "may" if not may else ""
        gates.reason = why(need, gates, of_provider, u_may < unvetoed)
    gates.distrust = not want and distrusted(need, u_want)
    gates.vetoed = not may and u_may < unvetoed
    return gates


def by_the_odds(need: Need, u: float) -> float:
    """Return a uniform as the level of S1 has it: u < P(odds · factor) where this one is < P."""
    factor = need.model.setting.level.odds
    if need.consented or factor == 1.0:
        return u
    odds = u / (1.0 - u) / factor
    return odds / (1.0 + odds)


def permission(need: Need) -> tuple[float, float]:
    """Return P, and what it would be without the veto (E9)."""
    if not need.model.in_force(need.basis):
        return 0.0, 0.0
    if need.consented or need.informal:
        return 1.0, 1.0
    c, kind = need.c, need.kind
    lawful = 1.0 - c.blocking * need.barrier()
    if not need.kind_of.political:
        return lawful, lawful
    tension = need.model.aversion * kind.visible_force - need.model.urgency * need.severity
    veto = (1.0 - need.lever("top_priority")) * c.veto_level
    veto *= logistic(c.veto_slope * (tension + c.veto_intercept))
    return lawful * (1.0 - veto), lawful


def why(need: Need, gates: Gates, willing: float, without_veto: bool) -> str:
    """Return the true reason of the first gate to fail."""
    if gates.first_shut == "want":
        # Where conditions compensate, who would not ask for that reason alone asks all the same.
        u_want = by_the_odds(need, need.luck(chance.WILLING, int(need.c.luck)))
        requester_wants = u_want < need.willing_requester
        return "unwilling" if requester_wants else "not_asked"
    if gates.first_shut == "can":
        return why_nobody(need, willing)
    if not need.model.in_force(need.basis):
        return "no_basis"
    return "veto" if without_veto else "approval"


def distrusted(need: Need, u: float) -> bool:
    """Return whether want would have been open with full trust."""
    if need.model.theory["trust"] == "none" or need.consented:
        return False
    asks = willingness(need, drivers_of_requester(need), "requester", trust=1.0)
    gives = willingness(need, drivers_of_provider(need), "provider", trust=1.0)
    return u < asks * gives
