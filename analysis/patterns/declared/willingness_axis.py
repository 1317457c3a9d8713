"""The axis from the least to the most willing world that the declared ranges allow.

Over independent draws of all conditions the many drivers of willingness average out, so that even
the least willing of them are mostly willing. On the axis all that acts on willingness and on
nothing else goes together from one end of its range to the other.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.claims.declare import ANY, Arm, Ask, Contrast, Part, Values, at
from analysis.words.labels import PRIMARY
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
DETERRENCE = "procedure_deterrence"
IN_LOWEST_QUARTER = 0.125
"""The middle of the lowest quarter of the axis."""

PLACES = (0.0, 0.125, 0.25, 0.375, 0.5, 0.65, 0.85)
FEW, HALF, MOST = 0.1, 0.5, 0.9
"""The shares of needs on which all are willing between which a contrast of willingness spans."""


def on_the_axis(place: Any, without: Collection[str] = ()) -> dict[str, Any]:
    """Return the conditions at a place on the axis, 0 the least and 1 the most willing.

    Args:
        place: A number, or an array of them.
        without: The conditions that stay as they are.
    """
    ends = {name: (CONDITIONS[name].low, CONDITIONS[name].high) for name in MAKE_WILLING}
    ends |= {name: (CONDITIONS[name].high, CONDITIONS[name].low) for name in MAKE_UNWILLING}
    return {
        name: least + (most - least) * place
        for name, (least, most) in ends.items()
        if name not in without
    }


def along(under: Values, **more: float | str) -> list[Arm]:
    """Return the settings at ``PLACES``, with what long procedures do to willingness held.

    Procedures are what claims vary beside willingness, so that they cannot be a part of it.
    """
    return [at({**under, **on_the_axis(place, (DETERRENCE,))}, **more) for place in PLACES]


def asks_along(under: Values, **more: float | str) -> tuple[Ask, ...]:
    """Return the share willing at each place, then Y at each place."""
    arms = along(under, **more)
    return tuple(Ask(reading, arm) for reading in ("want", PRIMARY) for arm in arms)


def spanning(low: float, high: float) -> Contrast:
    """Return how Y changes from one share willing to another, from the numbers of ``asks_along``.

    Between places Y is read on the straight line; beyond the ends of the axis as at its end.
    """
    return Contrast(
        "change of Y between two shares willing",
        2 * len(PLACES),
        lambda *means: _span(means, low, high),
        linear=False,
    )


def spanning_more(low: float, high: float) -> Contrast:
    """Return by how much more Y changes in a second setting than in a first, as ``spanning``."""
    one = 2 * len(PLACES)
    return Contrast(
        "difference of changes of Y between two shares willing",
        2 * one,
        lambda *means: _span(means[one:], low, high) - _span(means[:one], low, high),
        linear=False,
    )


def _span(means: Any, low: float, high: float) -> Any:
    want, y = (np.array(part, np.float64) for part in (means[: len(PLACES)], means[len(PLACES) :]))
    if want.ndim == 1:
        return _between(want, y, low, high)
    return np.array([_between(*one, low, high) for one in zip(want.T, y.T, strict=True)])


def _between(want: npt.NDArray[np.float64], y: Any, low: float, high: float) -> float:
    # Luck can make a place a hair less willing than the one before it.
    rising = np.maximum.accumulate(want)
    return float(np.interp(high, rising, y) - np.interp(low, rising, y))


def ends_reached(under: Values) -> list[Part]:
    """Return parts, reported only: the share willing at both ends of what is spanned."""
    arms = along(under)
    names = (("share willing, least", "deel bereid, minst"), ("most", "meest"))
    return [
        Part(*name, (Ask("want", arm),), ANY)
        for name, arm in zip(names, (arms[0], arms[-1]), strict=True)
    ]


def spread(drawn: pd.DataFrame) -> pd.DataFrame:
    """Return draws of conditions with those of the axis spread evenly over it, in random order.

    Consent in advance is left at its default: who gave it is willing, whatever the drivers.
    """
    places = (np.random.default_rng(1).permutation(len(drawn)) + 0.5) / len(drawn)
    held = {**on_the_axis(places), CONSENT: CONDITIONS[CONSENT].default}
    return drawn.assign(**{f"conditions.{name}": values for name, values in held.items()})
