"""The world in which the model runs: organisations, units, needs, desks, law, who fits what.

A world is a folder of six CSV files; the Netherlands and Germany come with the package.
"""

from sim.world.folders import folder_of
from sim.world.load import load_world
from sim.world.organisation import Organisation
from sim.world.schema import CapabilityFit, Desk, LegalBasis, RequestClass, Unit, World

__all__ = [
    "CapabilityFit",
    "Desk",
    "LegalBasis",
    "Organisation",
    "RequestClass",
    "Unit",
    "World",
    "folder_of",
    "load_world",
]
