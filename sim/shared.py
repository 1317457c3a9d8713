"""The state as compiled code sees it: one pointer, behind which its arrays stand.

A ``NamedTuple`` of arrays is copied whole at every call, which costs more than the handlers
themselves. A structure passed by reference costs one word, and its attributes read the same, so
handlers do not know which of the two they work on; without compilation they work on the tuple.
"""

from __future__ import annotations

import hashlib
from typing import Any

import numba
from numba import types
from numba.experimental import structref

from sim.records import State


@structref.register
class SharedStateType(types.StructRef):
    """The type of the shared state in compiled code."""

    def preprocess_fields(self, fields: Any) -> Any:
        """Let an array that is a literal constant be of its general type."""
        return tuple((name, types.unliteral(kind)) for name, kind in fields)

    @property
    def mangling_args(self) -> tuple[str, tuple[()]]:
        """Name the type in symbols by a digest: spelt out, its fields cost seconds to compile."""
        return f"SharedState_{hashlib.sha256(self.name.encode()).hexdigest()[:16]}", ()


class SharedState(structref.StructRefProxy):
    """The shared state in Python: handed to handlers, never read (read the ``State``)."""

    def __new__(cls, *arrays: Any) -> Any:
        """Put the arrays of a ``State``, in its order, behind one pointer."""
        return structref.StructRefProxy.__new__(cls, *arrays)


structref.define_proxy(SharedState, SharedStateType, list(State._fields))


def share(state: State) -> Any:
    """Return what handlers are to be called with."""
    if numba.config.DISABLE_JIT:  # type: ignore[attr-defined]
        return state
    return SharedState(*state)
