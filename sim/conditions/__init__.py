"""The conditions of the collaboration: declared once, read everywhere.

``CONDITIONS`` holds the declarations, ``Conditions`` checked values for all of them.
"""

from sim.conditions.declare import GROUPS, ROLES, TERMS, WHO, Condition, Group
from sim.conditions.registry import CONDITIONS, CONDITIONS_DTYPE, as_table
from sim.conditions.values import Conditions

__all__ = [
    "CONDITIONS",
    "CONDITIONS_DTYPE",
    "GROUPS",
    "ROLES",
    "TERMS",
    "WHO",
    "Condition",
    "Conditions",
    "Group",
    "as_table",
]
