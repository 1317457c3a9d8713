"""What is declared once in a module travels to another process as its place there."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable
from typing import Any

PACKAGES = ("sim", "experiments", "analysis", "bijstand")


class Declared:
    """A base of what holds functions, which cannot be pickled, and stands in a table of a module.

    What stands nowhere (a user's own, with functions of their own) is pickled as any object is.
    """

    __slots__ = ()

    def __reduce_ex__(self, protocol: Any) -> Any:
        """Return where this one stands, which is where it is found again."""
        place = _place_of(self)
        return super().__reduce_ex__(protocol) if place is None else (_standing, place)


def _place_of(one: object) -> tuple[str, str, tuple[Any, ...]] | None:
    """Return the module, the name in it, and the key below that name where it is a table."""
    for module in list(sys.modules):
        if module.partition(".")[0] not in PACKAGES:
            continue
        for name, value in list(vars(sys.modules[module]).items()):
            if value is one:
                return module, name, ()
            found = [key for key, each in _inside(value) if each is one]
            if found:
                return module, name, (found[0],)
    return None


def _inside(value: object) -> Iterable[tuple[Any, object]]:
    if isinstance(value, dict):
        return value.items()
    return enumerate(value) if isinstance(value, tuple | list) else ()


def _standing(module: str, name: str, key: tuple[Any, ...]) -> Any:
    found = getattr(importlib.import_module(module), name)
    return found[key[0]] if key else found
