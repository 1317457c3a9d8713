"""The uniforms of a need, hashed from its key as the description of the model says (7.1).

Written with Python's own whole numbers, beside ``sim.streams.chance`` and not on top of it.
"""

from __future__ import annotations

MASK = (1 << 64) - 1
STEP = 0x9E3779B97F4A7C15


def uniform(key: int, purpose: int, place: int = 0) -> float:
    """Return a uniform in [0, 1): SplitMix64 at a position made of purpose and place."""
    x = (key + ((purpose << 32) + place + 1) * STEP) & MASK
    x = ((x ^ (x >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    x = ((x ^ (x >> 27)) * 0x94D049BB133111EB) & MASK
    return ((x ^ (x >> 31)) >> 11) / 2.0**53
