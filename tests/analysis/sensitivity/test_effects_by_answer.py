"""What a condition moves under each answer to an open question, by functions that are known."""

from __future__ import annotations

import numpy as np
import pytest
from SALib.sample import latin

from analysis.sensitivity.estimation.sample import Sample
from analysis.sensitivity.given.found import by_surrogate

NAMES = [*(f"conditions.x{place}" for place in range(3)), "theory.s"]
ANSWERS = ("a", "b", "c")


def sample_of(points: int) -> Sample:
    """The first moves the outcome by 2 under one answer alone, the second by 3 under all."""
    bounds = [[0.0, 1.0]] * 3 + [[0.0, 3.0]]
    problem = {"num_vars": 4, "names": NAMES, "bounds": bounds}
    raw = latin.sample(problem, points, seed=4)
    answer = np.floor(raw[:, 3])
    luck = np.random.default_rng(5).normal(size=points) * 0.3
    values = 2 * raw[:, 0] * (answer == 1) + 3 * raw[:, 1] + answer + luck
    return Sample("lhs", problem, raw, np.arange(points), values, {}, words=("theory.s",))


def test_an_effect_that_hangs_on_an_answer_is_told_under_each_and_others_are_not() -> None:
    found = by_surrogate(sample_of(1500), "gap_closed", {"theory.s": ANSWERS}).by_answer
    assert set(found["factor"]) - {"conditions.dummy"} == set(NAMES[:3])
    rows = found.set_index(["factor", "answer"])
    # From the tenth to the ninetieth part of a range of 1: eight tenths of the slope.
    for answer, first in (("a", 0.0), ("b", 1.6), ("c", 0.0)):
        one, other, idle = (rows.loc[(name, answer)] for name in NAMES[:3])
        assert one["estimate"] == pytest.approx(first, abs=0.12)
        assert other["estimate"] == pytest.approx(2.4, abs=0.12)
        assert one["low"] < first < one["high"] and idle["low"] < 0 < idle["high"]
        assert one["apart"] and not other["apart"] and not idle["apart"]
    assert (found["runs"] == 500).all() and (found["question"] == "theory.s").all()


def test_an_answer_with_few_points_has_no_effects_of_its_own() -> None:
    found = by_surrogate(sample_of(500), "gap_closed", {"theory.s": ANSWERS})
    assert found.by_answer.empty and len(found.effects) >= 3
