"""Idealised gates: what the collaboration would give if one or more of the three were always open.

Replays on the same tape with gates idealised tell what an open gate would *bring*, where the log
of one run only tells which gate was shut. Any combination is allowed:

* ``want``: both sides are always willing, W_R = W_P = 1.
* ``can``: people without limit and at once. No own load, commitment, reserve, notice, preparation
  or busy people limits; the leading unit sends all that are needed, beside its own people.
* ``may``: the barrier is 0, nobody vetoes, desks take no time, permission is 1.
* ``present``: the people who are physically there: no reserve, no limit by short notice.
* ``alone``: nobody asks. The own response is what it would be without the other side.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.errors import UserError, unknown_name
from sim.state.records import IDEAL, zeros

IDEALS = IDEAL.names or ()
FRICTIONLESS = ("want", "may", "present")
ALONE = ("alone",)


def read_ideal(given: str | Sequence[str]) -> tuple[str, ...]:
    """Check which gates are idealised.

    Args:
        given: Names, or several joined with ``+``; empty for none.

    Returns:
        The names, each once, in the order of ``IDEALS``.

    Raises:
        UserError: For a name that does not exist.
    """
    names = [name for name in given.split("+") if name] if isinstance(given, str) else given
    if not isinstance(names, Sequence) or not all(isinstance(name, str) for name in names):
        raise UserError(
            "ideal is {given}; allowed: any of {ideals}",
            given=repr(given),
            ideals=", ".join(IDEALS),
        )
    for name in names:
        if name not in IDEALS:
            raise unknown_name("ideal", name, IDEALS)
    return tuple(name for name in IDEALS if name in names)


@cache
def to_record(ideal: tuple[str, ...]) -> Any:
    """Return the record that the handlers read, and nobody changes: 1 where a gate is idealised."""
    record = zeros(IDEAL, 1)
    for name in ideal:
        record[name] = 1
    return record


def read_offers(offered: Any, count: int, times: int) -> npt.NDArray[np.float64]:
    """Return the shares of the gap that are offered, as the handlers read them.

    Args:
        offered: Shares to transplant, per incident or per incident and reading, NaN where E11
            decides; None: E11 decides everywhere, and nothing is written down.
        count: Incidents of the tape.
        times: How often a need may ask; each time it is read at most twice, when it arises (or
            asks again) and at the decision.

    Returns:
        Incidents x readings; readings that a row does not have are as its last one.

    Raises:
        UserError: If these are not shares from 0 to 1, a row per incident.
    """
    readings = 2 * times
    if offered is None or count == 0:
        return np.empty((0, readings))
    try:
        given = np.array(offered, np.float64)
    except (TypeError, ValueError):
        raise UserError("offered is not an array of numbers") from None
    if given.ndim not in (1, 2) or len(given) != count or given.size < count:
        raise UserError(
            "offered has the shape {shape}; needed: a row per incident of the tape ({count})",
            shape=given.shape,
            count=count,
        )
    if np.any((given < 0.0) | (given > 1.0)):
        raise UserError("offered has a share that is not allowed; allowed: 0 to 1, or NaN")
    given = given.reshape(count, -1)[:, :readings]
    more = np.repeat(given[:, -1:], readings - given.shape[1], axis=1)
    return np.concatenate([given, more], axis=1)
