"""How deep plain data are nested."""

from __future__ import annotations

from typing import Any


def depth_of(content: Any) -> int:
    """Return how many levels lie in each other, without a call for each of them."""
    levels, here = 0, [content]
    while here:
        levels += 1
        nested = [each for each in here if isinstance(each, dict | list)]
        here = [v for each in nested for v in (each.values() if isinstance(each, dict) else each)]
    return levels
