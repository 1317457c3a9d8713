"""The conditions of the collaboration: declared once, read everywhere.

``CONDITIONS`` holds the declarations, ``Conditions`` checked values for all of them.
"""

from sim.conditions.declare import GROUPS, Condition, Group
from sim.conditions.registry import CONDITIONS, CONDITIONS_DTYPE, as_table
from sim.conditions.values import Conditions

__all__ = [
    "CONDITIONS",
    "CONDITIONS_DTYPE",
    "GROUPS",
    "Condition",
    "Conditions",
    "Group",
    "as_table",
]
