"""What the three gates of a request rest on at the moment at which they are read.

The model keeps whether each gate was open and by how much. A reader wants to know why: the drivers
of both sides' willingness, the limits on the people, and what permission was made of. They are
worked out here by the very rules of the model, when the gates are read, and only for this page.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.process import gates, search
from sim.process.now import wanting
from sim.process.now.readings import (
    aversion,
    barrier_of,
    clarity_of,
    expected_procedure,
    today,
)
from sim.process.now.relations import trust_of_request
from sim.state.compiled import compiled, compiled_on_the_model
from sim.state.records import DRIVERS as OF_WILLINGNESS

DRIVERS = (*OF_WILLINGNESS, "trust")
SIDES = ("requester", "provider")

_FIELDS = (
    "time",
    *(f"{driver}_{side}" for side in SIDES for driver in DRIVERS),
    "willing_requester",
    "willing_provider",
    "deterrence",
    "procedure_days",
    "offered",
    "without_reserve",
    "without_nato",
    "with_notice",
    "ceiling",
    "barrier",
    "clarity",
    "unblocked",
    "veto",
    "permission",
    "aversion",
    "urgency",
)
READING = np.dtype([(field, np.float64) for field in _FIELDS])
"""A reading of the gates. Drivers, willingness, permission and its parts in [0, 1]; people as the
persons that all units together could give, with the limit of that name lifted."""


@compiled_on_the_model
def read(state: Any, incident: int, reading: Any) -> None:
    """Fill a reading of the gates of a request, as things stand now.

    Args:
        state: The shared state of the run.
        incident: The request's number.
        reading: A record of ``READING``.
    """
    request = state.requests[incident]
    reading.time = state.now[0].time
    (
        reading.commitment_requester,
        reading.benefit_requester,
        reading.dependence_requester,
        reading.effect_requester,
        reading.cost_requester,
        reading.role_requester,
        reading.understanding_requester,
    ) = wanting.drivers_of_requester(state, request)
    (
        reading.commitment_provider,
        reading.benefit_provider,
        reading.dependence_provider,
        reading.effect_provider,
        reading.cost_provider,
        reading.role_provider,
        reading.understanding_provider,
    ) = wanting.drivers_of_provider(state, request)
    trust = trust_of_request(state, request)
    reading.trust_requester, reading.trust_provider = trust, trust
    reading.deterrence = wanting.deterrence_of(state, request)
    reading.procedure_days = expected_procedure(state, request)
    reading.urgency = today(state).urgency
    _read_willing_and_able(state, request, reading)
    reading.barrier = barrier_of(state, request)
    reading.clarity = clarity_of(state, request)
    reading.unblocked = gates.unblocked_now(state, request)
    reading.veto = gates.veto_now(state, request)
    reading.permission = gates.permitted(state, request)
    reading.aversion = aversion(state)


@compiled
def _read_willing_and_able(state: Any, request: Any, reading: Any) -> None:
    """Fill willingness of both, and the people there would be with each limit lifted."""
    reading.willing_requester = wanting.willing_to_ask(state, request)
    giving = wanting.willing_to_give(state, request)
    reading.willing_provider = giving
    reading.offered = search.offered(state, request, giving, True, True, True)
    reading.without_reserve = search.offered(state, request, giving, False, True, True)
    reading.without_nato = search.offered(state, request, giving, True, False, True)
    reading.with_notice = search.offered(state, request, giving, True, True, False)
    reading.ceiling = search.offered(state, request, giving, False, False, False)
