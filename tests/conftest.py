"""Settings that every test shares."""

import os

from hypothesis import settings

# Figures are drawn to files, also on a machine with a display.
os.environ.setdefault("MPLBACKEND", "Agg")

# The first example compiles the function it tests, which takes longer than any deadline; a fixed
# sequence of examples makes a failure come back on every machine.
settings.register_profile("project", deadline=None, derandomize=True)
settings.load_profile("project")
