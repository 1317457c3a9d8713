"""A handful of seeds has no interval, and no verdict."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.mediation.mediation import interval
from analysis.mediation.words import sentences as of_mediation
from tests.made.known_answers import mediation_of


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_handful_of_seeds_has_no_interval_and_no_verdict(language: str) -> None:
    for seeds in (1, 2, 3, 4):
        values = np.random.default_rng(seeds).normal(1.0, 0.1, seeds)
        assert np.isnan(interval(lambda mean: mean, values)[1:]).all()
    found = mediation_of({"figure_2": 0.05})
    few = found.necessity.assign(points=5)
    lost = dict.fromkeys(("low", "high", "chance"), float("nan"))
    small = type(found)(
        found.outcome,
        found.effects.assign(**lost),
        found.moderation.assign(**lost),
        few,
        found.levels,
        found.theories,
    )
    said = " ".join(of_mediation(small, language))
    for claim in (
        "carries a part",
        "draagt een deel",
        "Necessary in",
        "Noodzakelijk in",
        "no difference in",
        "geen verschil in",
    ):
        assert claim not in said, said
    assert ("Too few seeds", "Te weinig seeds")[language == "nl"] in said
