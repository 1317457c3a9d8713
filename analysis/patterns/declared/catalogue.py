"""All patterns, in the order of the claims."""

from __future__ import annotations

from analysis.claims.declare import Claim
from analysis.patterns.declared import able, allowed, relations, wanting


def patterns() -> dict[str, Claim]:
    """Return all patterns by their id."""
    every = (*wanting.PATTERNS, *able.PATTERNS, *allowed.PATTERNS, *relations.PATTERNS)
    return {pattern.id: pattern for pattern in sorted(every, key=lambda one: one.id)}
