"""All limits, by theme, in the order of the documentation."""

from __future__ import annotations

from tests.verification.limits import (
    limits_desks,
    limits_gates,
    limits_learning,
    limits_organisations,
    limits_people,
)
from tests.verification.limits.limit import Limit

LIMITS: dict[str, tuple[Limit, ...]] = {
    "People": limits_people.LIMITS,
    "Desks": limits_desks.LIMITS,
    "Gates and promises": limits_gates.LIMITS,
    "Learning": limits_learning.LIMITS,
    "Other organisations": limits_organisations.LIMITS,
}

ALL = tuple(limit for limits in LIMITS.values() for limit in limits)
