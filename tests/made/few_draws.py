"""Uncertain tables are drawn as often as an interval needs, and not a hundred times.

Every setting of a comparison is run on each draw, which is most of what a short one costs. What a
hundred draws tell is the claim of tests of their own.
"""

from __future__ import annotations

from analysis.graded import drawn

# Some draws have no value; there is to be an interval all the same.
FEW = drawn.FEWEST_DRAWS + 5


def draw_few() -> None:
    """Let this process draw few, to its end."""
    drawn.DRAWS = FEW
