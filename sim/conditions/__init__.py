"""The conditions of the collaboration: declared once, read everywhere.

``CONDITIONS`` holds the declarations, ``Conditions`` checked values for all of them.
"""

from sim.conditions.declare import GROUPS, ROLES, TERMS, WHO, Condition, Group
from sim.conditions.registry import (
    CONDITIONS,
    CONDITIONS_DTYPE,
    OTHER_WORDS,
    VARIED,
    as_table,
)
from sim.conditions.values import Conditions, in_any_words, over, refuse_both

__all__ = [
    "CONDITIONS",
    "CONDITIONS_DTYPE",
    "GROUPS",
    "OTHER_WORDS",
    "ROLES",
    "TERMS",
    "VARIED",
    "WHO",
    "Condition",
    "Conditions",
    "Group",
    "as_table",
    "in_any_words",
    "over",
    "refuse_both",
]
