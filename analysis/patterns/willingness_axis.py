"""The axis from the least to the most willing world that the declared ranges allow.

Over independent draws of all conditions the many drivers of willingness average out, so that even
the least willing of them are mostly willing. On the axis all that acts on willingness and on
nothing else goes together from one end of its range to the other.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from experiments.design import Design, list_design
from sim.conditions import CONDITIONS

# By the end at which they make willing.
MAKE_WILLING = (
    "willingness_shift_requester",
    "willingness_shift_provider",
    "expertise_start",
    "equal_role",
)
MAKE_UNWILLING = ("willingness_threshold", "procedure_deterrence")
CONSENT = "extra_pre_authorised"
IN_LOWEST_QUARTER = 0.125
"""The middle of the lowest quarter of the axis."""


def on_the_axis(place: Any) -> dict[str, Any]:
    """Return the conditions at a place on the axis, 0 the least and 1 the most willing.

    Args:
        place: A number, or an array of them.
    """
    ends = {name: (CONDITIONS[name].low, CONDITIONS[name].high) for name in MAKE_WILLING}
    ends |= {name: (CONDITIONS[name].high, CONDITIONS[name].low) for name in MAKE_UNWILLING}
    return {name: least + (most - least) * place for name, (least, most) in ends.items()}


def spread(drawn: Design) -> Design:
    """Return draws of conditions with those of the axis spread evenly over it, in random order.

    Consent in advance is left at its default: who gave it is willing, whatever the drivers.
    """
    rows = drawn.table[[factor.name for factor in drawn.factors]]
    places = (np.random.default_rng(1).permutation(len(rows)) + 0.5) / len(rows)
    held = {**on_the_axis(places), CONSENT: CONDITIONS[CONSENT].default}
    named = {f"conditions.{name}": values for name, values in held.items()}
    return list_design(rows.assign(base_row=drawn.table["point"], **named))
