"""What was lost to wanting, being able and being allowed: who said no, and what would help."""

from analysis.attribution.local import (
    FUNNEL,
    GATES,
    NO_GATE,
    UNSUPPORTED,
)

__all__ = [
    "FUNNEL",
    "GATES",
    "NO_GATE",
    "UNSUPPORTED",
]
