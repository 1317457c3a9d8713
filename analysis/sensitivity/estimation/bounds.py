"""Within which bounds estimates are told: shares, places of a range, effects of interest."""

from __future__ import annotations

import math

ENDS = (0.1, 0.9)
"""Between which places of its range a factor's effect is told."""
SMALLEST_EFFECT = 0.02
"""The smallest effect of interest on an outcome that is a share: two points."""


def within_bounds(share: float) -> float:
    """Return an estimate of a share, or an end of its interval, as the share that it can be."""
    return min(1.0, max(0.0, float(share))) if math.isfinite(share) else float(share)
