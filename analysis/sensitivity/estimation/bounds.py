"""Shares lie between 0 and 1, whatever an estimate of one comes to."""

from __future__ import annotations

import math


def within_bounds(share: float) -> float:
    """Return an estimate of a share, or an end of its interval, as the share that it can be."""
    return min(1.0, max(0.0, float(share))) if math.isfinite(share) else float(share)
