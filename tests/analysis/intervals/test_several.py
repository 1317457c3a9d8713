"""Several tests at once: Holm by hand, and how often chance alone is told."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import false_discovery_control

from analysis.compare.best_levers import best_levers
from analysis.compare.part import sentences
from analysis.compare.settings import Settings
from analysis.intervals.several import apart, benjamini_hochberg, holm, holm_verdicts, ties_with

NAN = float("nan")


def test_holm_by_hand() -> None:
    # Sorted .01, .02, .03, .04 times 4, 3, 2, 1; none smaller than the one before it.
    assert holm([0.03, 0.01, 0.04, 0.02]).tolist() == pytest.approx([0.06, 0.04, 0.06, 0.06])
    assert holm([0.9, NAN, 0.01]).tolist() == pytest.approx([0.9, NAN, 0.02], nan_ok=True)
    assert holm([]).tolist() == [] and holm([0.6, 0.7]).tolist() == [1.0, 1.0]
    assert holm_verdicts({"a": 0.02, "b": 0.04, "c": 0.001}) == {"a": True, "b": True, "c": True}
    assert holm_verdicts({"a": 0.03, "b": 0.04, "c": 0.001}) == {"a": False, "b": False, "c": True}


def test_false_discoveries_as_scipy_has_them() -> None:
    # Sorted .01, .02, .03, .9 times 4, 2, 4/3, 1; none larger than the one after it.
    by_hand = benjamini_hochberg([0.03, 0.01, 0.9, 0.02])
    assert by_hand.tolist() == pytest.approx([0.04, 0.04, 0.9, 0.04])
    assert benjamini_hochberg([]).tolist() == [] and benjamini_hochberg([0.2]).tolist() == [0.2]
    drawn = np.random.default_rng(1).uniform(0.0, 0.1, (20, 37)).round(3)
    for chances in drawn:
        assert benjamini_hochberg(chances).tolist() == false_discovery_control(chances).tolist()


def test_who_is_told_from_the_first() -> None:
    at = {"a": 3.0, "b": 2.9, "c": 1.0}
    told = apart(list("abc"), lambda one, other: 0.001 if abs(at[one] - at[other]) > 1 else 0.6)
    assert told[frozenset("ab")] is False and told[frozenset("ac")] is True
    assert ties_with("a", list("abc"), told) == ["a", "b"]


def levers(seed: int, gains: dict[str, float], seeds: int = 30) -> Settings:
    rng = np.random.default_rng(seed)
    luck = rng.normal(0.4, 0.05, seeds)
    values = {("“calm”", "“none”"): luck}
    for name, gain in gains.items():
        values[("“calm”", f"“{name}”")] = luck + gain + rng.normal(0.0, 0.02, seeds)
    return Settings("gap_closed", values)


def test_levers_that_do_nothing_have_no_winner_but_in_one_study_of_twenty() -> None:
    """Ten levers without any effect: of marginal intervals four studies in ten have one."""
    names = dict.fromkeys("abcdefghij", 0.0)
    won = marginal = 0
    for seed in range(200):
        found = levers(seed, names)
        won += any(found.told("“calm”").values())
        marginal += any(not found.gain("“calm”", p).covers_zero for p in found.levers("“calm”"))
    assert won <= 20 and marginal >= 50


def test_a_lever_whose_interval_alone_is_clear_is_said_to_be_neither() -> None:
    """One of ten at a marginal chance of about .02: its interval is clear, the verdict is not."""
    for seed in range(200):
        found = levers(seed, dict.fromkeys("abcdefghij", 0.0))
        clear = [p for p in found.levers("“calm”") if not found.gain("“calm”", p).covers_zero]
        if clear and not any(found.told("“calm”").values()):
            break
    said = sentences(found, "en")
    alone = next(line for line in said if "Holm" in line)
    assert all(name in alone for name in clear) and "among 10 levers" in alone
    assert "none can be told from “none” under “calm”" in best_levers(found, "en")[0]
    assert any("Holm" in line for line in sentences(found, "nl"))


def test_levers_that_are_alike_are_not_told_apart_and_the_better_one_is() -> None:
    alike = levers(1, {"a": 0.05, "b": 0.05, "c": 0.0})
    (said,) = best_levers(alike, "en")
    assert "do not tell which is best" in said and "“a”" in said and "“b”" in said
    assert "“c”" not in said
    better = levers(1, {"a": 0.05, "b": 0.09, "c": 0.0})
    assert "“b” brings most" in best_levers(better, "en")[0]
