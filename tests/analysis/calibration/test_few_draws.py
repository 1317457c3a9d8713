"""A few draws that are left narrow nothing."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.plausible.targets import Target
from analysis.plausible.words import sentences as of_plausible
from tests.made.known_answers import plausible_of
from tests.made.known_functions import NAMES


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_few_draws_narrow_nothing_and_the_dummy_never_is(language: str) -> None:
    points, signed, narrowed = plausible_of()
    targets = [Target("often", ("flood",), "supported_per_year", 1.0, 1.0, "made up", "J")]
    named = narrowed.assign(factor=narrowed["factor"].replace("conditions.agreements", NAMES[3]))
    said = " ".join(of_plausible(points, named, targets, language, signed))
    assert "dummy" not in said
    left = points["plausible"] & (points["plausible"].cumsum() <= 5)
    said = " ".join(of_plausible(points.assign(plausible=left), narrowed, targets, language))
    assert "agreements" not in said and " 20 " in said
    lacking = signed.mask((np.arange(len(signed)) < 7)[:, None])
    said = " ".join(of_plausible(points, narrowed, targets, language, lacking))
    assert "often (7)" in said
