"""The outcomes of a run, each declared once: key, title, meaning, unit, and which way is better."""

from sim.outcomes.declare import UNITS, Outcome, Unit
from sim.outcomes.gap import PRIMARY, STRATA
from sim.outcomes.registry import (
    DECLARED,
    END_STATE_TITLES,
    LOWER_IS_BETTER,
    OUTCOMES,
    REFERENCES,
)

__all__ = [
    "DECLARED",
    "END_STATE_TITLES",
    "LOWER_IS_BETTER",
    "OUTCOMES",
    "PRIMARY",
    "REFERENCES",
    "STRATA",
    "UNITS",
    "Outcome",
    "Unit",
]
