"""Where machine code is kept, and under which name.

Numba renews a cached function when its own file changes, not when a function that it calls changes
in another file. A stale cache would give wrong numbers in silence, so every file of machine code
carries in its name a digest of all sources of the model, in whichever folder Numba puts it: beside
the sources, in ``NUMBA_CACHE_DIR``, or in the user's own where an install cannot be written.
"""

from __future__ import annotations

import hashlib
import inspect
import warnings
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from typing import Any

import llvmlite
import numba
import numpy as np
from numba.core.caching import CompileResultCacheImpl, FunctionCache

from sim.sources import MODEL, NO_SOURCES, known_by_digest

COMPILES: bool = not numba.config.DISABLE_JIT  # type: ignore[attr-defined]  # set by name
"""False with ``NUMBA_DISABLE_JIT=1``: everything is plain Python then."""

# Numba itself keeps its own version, the processor and Python's version apart.
_SWITCHES = ("OPT", "LOOP_VECTORIZE", "SLP_VECTORIZE", "BOUNDSCHECK", "DEBUGINFO_DEFAULT")
_VERSIONS = (MODEL, np.__version__, llvmlite.__version__)
_BUILD = (*_VERSIONS, *(getattr(numba.config, switch) for switch in _SWITCHES))


class NamedByDigest(CompileResultCacheImpl):
    """Where the machine code of a function is kept: one file for each version of the model."""

    way = ""

    def get_filename_base(self, fullname: str, abiflags: str) -> str:
        """Return the name of the files, without endings."""
        build = hashlib.sha256(repr((*_BUILD, self.way)).encode()).hexdigest()[:16]
        return f"{super().get_filename_base(fullname, abiflags)}-{build}"


class Kept(FunctionCache):
    """The machine code of a function on disk."""

    _impl_class = NamedByDigest

    def save_overload(self, sig: Any, data: Any) -> None:
        """Keep it; a full disk is no reason not to run."""
        with suppress(OSError):
            super().save_overload(sig, data)


@cache
def _made_in(way: str) -> type[Kept]:
    named = type(NamedByDigest.__name__, (NamedByDigest,), {"way": way})
    return type(Kept.__name__, (Kept,), {"_impl_class": named})


def keep(dispatcher: Any, function: Callable[..., Any], way: str, on_the_model: bool) -> None:
    """Let machine code be kept, where a change of what it was made of is seen and there is a place.

    Args:
        dispatcher: What Numba made of the function.
        function: The function.
        way: How it is compiled; code that was made in another way is not taken for it.
        on_the_model: Whether it calls nothing but the model's rules and its own file, whose changes
            Numba sees by itself.
    """
    if (on_the_model and MODEL != NO_SOURCES) or known_by_digest(inspect.getfile(function)):
        try:
            dispatcher._cache = _made_in(way)(function)
        except RuntimeError:  # none of Numba's places can be written
            _tell_once()


@cache
def _tell_once() -> None:
    warnings.warn(
        "machine code cannot be kept, so every process compiles for some seconds: set "
        "NUMBA_CACHE_DIR to a folder that can be written",
        RuntimeWarning,
        stacklevel=2,
    )
