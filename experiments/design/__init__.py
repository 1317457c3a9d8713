"""Designs: which settings are run, as a table that is kept beside the results."""

from experiments.design.kinds import KINDS, make_design
from experiments.design.listed import list_design, read_design
from experiments.design.table import Design

__all__ = ["KINDS", "Design", "list_design", "make_design", "read_design"]
