"""All patterns, in the order of the claims."""

from __future__ import annotations

from analysis.patterns import able, allowed, relations, wanting
from analysis.patterns.declare import Pattern


def patterns() -> dict[str, Pattern]:
    """Return all patterns by their id."""
    every = (*wanting.PATTERNS, *able.PATTERNS, *allowed.PATTERNS, *relations.PATTERNS)
    return {pattern.id: pattern for pattern in sorted(every, key=lambda one: one.id)}
