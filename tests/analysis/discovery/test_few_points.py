"""What few points show: no box that chance explains, and no search in too few."""

from __future__ import annotations

import math

import numpy as np
import pytest

from analysis.discovery.discovery import chance_of, holds, refuse_too_few
from analysis.discovery.words import sentences as of_box
from tests.made.known_answers import box_of
from tests.reading.refusals import refusal


def test_a_box_that_chance_explains_is_not_told() -> None:
    box = box_of()
    assert holds(box.check)
    # Of 133 points 24 fail, all of them among the 25 in the box; the 25th may be any of the others.
    assert list(box.check.set_index("part").loc["held_out", ["points", "failures"]]) == [133, 24]
    assert chance_of(box.check) == pytest.approx((133 - 24) / math.comb(133, 25), rel=1e-9)
    assert of_box(box, "it", "en")[0].startswith("It fails (it) most densely where")
    few = box.check.copy()
    rows = few["part"] == "held_out"
    few.loc[rows, ["points", "failures", "in_box", "density", "base_rate"]] = [6, 2, 2, 0.5, 1 / 3]
    # One of two in the box, two of six in all: 1 - (4·3)/(6·5) of all ways to draw.
    assert chance_of(few) == pytest.approx(1 - 12 / 30)
    assert not holds(few)
    weak = type(box)(box.limits, box.trajectory, few)
    for language, said in (("en", "No combination"), ("nl", "Er is geen combinatie")):
        (line_of,) = of_box(weak, "x", language)
        assert line_of.startswith(said) and "60%" in line_of
    few.loc[rows, ["in_box", "density"]] = [0, np.nan]
    assert "none of 6 points" in of_box(type(box)(box.limits, box.trajectory, few), "x", "en")[0]


def test_a_search_in_too_few_points_is_refused_before_anything_is_run() -> None:
    said = refusal(lambda: refuse_too_few(30, 0.25))
    assert "design.points is 30" in said and "80 or more" in said
    refuse_too_few(80, 0.25)
