"""The world in which the model runs: units, kinds of need, approval desks, law, and who fits what.

A world is a folder of five CSV files; the Netherlands comes with the package, with its sources.
"""

from sim.world.load import load_world
from sim.world.schema import CapabilityFit, Desk, LegalBasis, RequestClass, Unit, World

__all__ = [
    "CapabilityFit",
    "Desk",
    "LegalBasis",
    "RequestClass",
    "Unit",
    "World",
    "load_world",
]
