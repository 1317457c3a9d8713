"""bijstand: how organisations ask each other for support, and what makes it effective.

The public interface is ``simulate`` (one run), ``load_world``, ``Conditions`` and ``Theory``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.conditions import Conditions
    from sim.errors import UserError
    from sim.run import Run, simulate
    from sim.setting.theories.theory import Theory
    from sim.world import World, load_world

__all__ = ["Conditions", "Run", "Theory", "UserError", "World", "load_world", "simulate"]

_HOMES = {
    "Conditions": "sim.conditions",
    "Run": "sim.run",
    "Theory": "sim.setting.theories.theory",
    "UserError": "sim.errors",
    "World": "sim.world",
    "load_world": "sim.world",
    "simulate": "sim.run",
}


def __getattr__(name: str) -> Any:
    """Import a public name at first use, so that light commands do not load the compiler."""
    if name not in _HOMES:
        raise AttributeError(f"module 'sim' has no attribute '{name}'")
    return getattr(import_module(_HOMES[name]), name)
