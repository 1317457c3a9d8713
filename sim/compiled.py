"""Compilation of the rules and handlers, and where the machine code is kept.

Numba renews a cached function when its own file changes, not when a function that it calls changes
in another file. A stale cache would give wrong numbers in silence, so the cache's folder carries a
digest of all sources of the model: other sources, other folder.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import numba

_OPTIONS: dict[str, Any] = {
    "cache": True,
    "nogil": True,
    "error_model": "numpy",
    "fastmath": False,
}

_PACKAGE = Path(__file__).resolve().parent


def _digest_of_sources() -> str:
    digest = hashlib.sha256()
    for source in sorted(_PACKAGE.rglob("*.py")):
        if "ui" not in source.relative_to(_PACKAGE).parts:
            digest.update(source.read_bytes())
    return digest.hexdigest()[:16]


if not numba.config.CACHE_DIR:  # type: ignore[attr-defined]
    numba.config.CACHE_DIR = str(_PACKAGE / "__pycache__" / f"compiled-{_digest_of_sources()}")  # type: ignore[attr-defined]


def compiled[Function: Callable[..., Any]](function: Function) -> Function:
    """Compile a handler to machine code that needs no interpreter lock.

    With ``NUMBA_DISABLE_JIT=1`` the function stays plain Python, for reading it in a debugger.
    Divisions follow IEEE 754 (no exception), and nothing is re-associated: a run is the same to
    the last bit whoever calls the function.
    """
    return cast(Function, numba.njit(**_OPTIONS)(function))


def inlined[Function: Callable[..., Any]](function: Function) -> Function:
    """Compile a small function into its callers: a call would cost more than what it does."""
    return cast(Function, numba.njit(forceinline=True, **_OPTIONS)(function))
