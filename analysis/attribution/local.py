"""What was lost to wanting, being able and being allowed: the local answer, request by request.

Every request carries the pass or fail of all three gates, also of those after a gate that failed.
What an unsupported need lost is split equally over its failing gates: that says who said no. It
does not say what would help, for a gate that is opened may lead to the next one that is shut.
"""

from __future__ import annotations

from sim.measures import portrait
from sim.state.codes import END_STATES

GATES = portrait.GATES
NO_GATE = portrait.NO_GATE

CAUSES: dict[str, tuple[str, ...]] = {
    "want": ("not_asked", "unwilling"),
    "can": ("absent", "reserved", "nato", "short_notice"),
    "may": ("no_basis", "approval", "veto", "too_late"),
    NO_GATE: ("no_go",),
}
"""The causes that each gate is split into, in the order in which they are shown."""

GATE_OF = {cause: gate for gate, causes in CAUSES.items() for cause in causes}
"""The gate of each cause, in that order; the last cause is no gate's."""

UNSUPPORTED = tuple(END_STATES[end] for end in portrait.UNSUPPORTED)
"""The ends in which a need with a gap got nothing; ``open`` is not an end yet."""

FUNNEL = (
    *(state for state in END_STATES if state not in ("open", "supported")),
    "open",
    "supported",
)
"""The ends in the order in which needs leave the way to support; what remains is supported."""
