"""Weights against posteriors that are known, and what made data show of a way of weighing."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
from scipy.stats import binom

from analysis.calibration import made as made_module
from analysis.calibration.document import document
from analysis.calibration.figures import ranks_figure
from analysis.calibration.findings import Findings
from analysis.calibration.made import AMONG, Made, made_sets
from analysis.calibration.weighing.emulator import movers_in
from analysis.calibration.weighing.likelihood import log_likelihoods, made_data, steady_summary
from analysis.calibration.weighing.posterior import Posterior
from analysis.calibration.weighing.proposed import Beside
from analysis.calibration.weighing.waves import Draws
from analysis.calibration.weighing.weights import effective, k_hat, largest_k, normalised, quantiles
from analysis.plausible.seen import Summary, distances, log_chance
from analysis.plausible.targets import Target
from experiments.design import make_design
from tests.analysis.calibration.toy import (
    DAYS,
    FIRST,
    QUESTION,
    SECOND,
    Toy,
    factors,
    known,
    targets,
    toy_draws,
)

HONOURED = Target("honoured", (), "formal_acceptance", 1.0, 0.0, "made", "A", trials=447)


@cache
def wide() -> Draws:
    """Return three waves of the toy, whose figures leave much open."""
    return toy_draws(targets(1.3, 0.12), waves=2, points=900)


@cache
def made() -> Made:
    """Return what made data say of these draws."""
    return made_sets(wide(), 300, [FIRST, SECOND])


@pytest.mark.parametrize(("both", "waves"), [(0.4, 3), (1.5, 3), (0.9, 1)])
def test_weights_give_the_posterior_that_is_known(both: float, waves: int) -> None:
    seen = targets(both, 0.05 if waves > 1 else 0.4)
    posterior, truth = Posterior(toy_draws(seen, waves, points=1500)), known(seen)
    found = posterior.theories.set_index("answer")
    for answer, weight in truth["answers"].items():
        error = max(0.01, 4.0 * found.loc[answer, "error"])
        assert found.loc[answer, "weight"] == pytest.approx(weight, abs=error)
    moved = posterior.moved.set_index("factor").loc[FIRST]
    error = 4.0 * truth["spread"] / np.sqrt(posterior.effective)
    assert moved["mean"] == pytest.approx(truth["mean"], abs=error)
    assert moved["narrowed"] * np.sqrt(1 / 12) * 0.9 == pytest.approx(truth["spread"], rel=0.15)


def test_further_waves_make_draws_worth_more_until_they_are_worth_enough() -> None:
    steps = toy_draws(targets(), waves=4).steps
    assert steps["effective"].is_monotonic_increasing and len(steps) == 4
    assert steps["effective"].iloc[-1] > 10.0 * steps["effective"].iloc[0]
    assert len(toy_draws(targets(), waves=4, enough=steps["effective"].iloc[1] - 1.0).steps) == 2


def test_what_moves_the_figures_is_found_among_what_does_not() -> None:
    every = make_design("lhs", [*factors()], 500, 1)
    summary = steady_summary(Toy(every).kept(), targets(), DAYS)
    movers = movers_in(every.factors, every.raw, summary, targets(), 5)
    assert set(movers) == {FIRST, SECOND, QUESTION} and movers[-1] == QUESTION
    assert len(movers_in(every.factors, every.raw, summary, targets(), 1)) == 2


def test_a_planted_theory_is_found_and_what_hangs_on_a_figure_is_said() -> None:
    posterior = Posterior(toy_draws(targets(1.9), waves=3))
    table = posterior.theories.set_index("answer")
    assert table.loc["weakest", "weight"] > 0.95
    assert table.loc["weakest", "hangs_on"] == "both" and table.loc["weakest", "least"] < 0.5
    figures = posterior.figures.set_index("target")
    assert figures.loc["both", "low"] < figures.loc["both", "seen"] < figures.loc["both", "high"]


def test_the_truth_of_made_data_lies_anywhere_among_the_weighed_draws() -> None:
    assert made().counted > 200 and not made().evenness()["told"].any()
    assert made().ranks.to_numpy().min() >= 0 and made().ranks.to_numpy().max() <= AMONG
    table = made().reliability()
    error = np.sqrt(0.25 / table["answers"])
    assert ((table["true"] - table["weight"]).abs() < 4.0 * error).all()


@pytest.mark.parametrize("scale", [0.4, 3.0])
def test_a_likelihood_that_is_too_narrow_or_too_wide_shows_in_the_ranks(
    scale: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    def wrong(
        summary: Summary, targets_: list[Target], days: float, seen: list[float]
    ) -> npt.NDArray[np.float64]:
        bent = [replace(t, spread=scale * t.spread) for t in targets_]
        return log_likelihoods(summary, bent, days, seen)

    monkeypatch.setattr(made_module, "log_likelihoods", wrong)
    assert made_sets(wide(), 300, [FIRST, SECOND]).evenness()["told"].any()


def test_made_data_tell_which_answers_would_be_taken_for_which() -> None:
    table = made().confusion().set_index(["truth", "answer"])
    # The weakest stands apart, the others lie near each other.
    assert table.loc[("weakest", "weakest"), "named"] > 0.7
    assert table.loc[("sum", "weakest"), "weight"] < table.loc[("weakest", "weakest"), "weight"]
    assert table.loc[("sum", "balanced"), "weight"] > table.loc[("weakest", "balanced"), "weight"]
    by_truth = table.groupby("truth")["weight"].sum()
    assert by_truth.to_numpy() == pytest.approx(1.0)


def test_effective_draws_and_the_tail_of_weights_on_closed_cases() -> None:
    assert effective(np.ones(50)) == pytest.approx(50.0)
    assert effective(np.array([1.0, 0.0, 0.0])) == pytest.approx(1.0)
    assert effective(np.array([3.0, 1.0])) == pytest.approx(16 / 10)
    assert normalised(np.array([-1e4, -1e4])) == pytest.approx([0.5, 0.5])
    assert normalised(np.full(4, -np.inf)).tolist() == [0.25] * 4
    chance = np.random.default_rng(3)
    for shape in (0.2, 0.5, 0.9):
        # A power of a uniform number has a tail of that very shape.
        found = [k_hat(chance.random(20_000) ** -shape) for _ in range(5)]
        assert np.mean(found) == pytest.approx(shape, abs=0.1)
    assert np.isnan(k_hat(np.ones(1000))) and np.isnan(k_hat(np.arange(10.0)))
    assert largest_k(100) == pytest.approx(0.5) and largest_k(10**6) == 0.7
    assert quantiles(np.array([3.0, 1.0, 2.0]), np.array([1.0, 1.0, 2.0]), (0.25, 0.5, 0.9)) == [
        1.0,
        2.0,
        3.0,
    ]


@pytest.mark.parametrize(("share", "chance"), [(0.97, 1.2e-6), (0.99, 0.011), (0.998, 0.41)])
def test_447_of_447_is_as_likely_as_a_count_of_trials_says(share: float, chance: float) -> None:
    logit, none = np.array([np.log(share / (1 - share))]), np.zeros(1)
    assert np.exp(log_chance(logit, none, HONOURED, 447))[0] == pytest.approx(chance, rel=0.03)
    hidden = replace(HONOURED, unrecorded=(0.6, 0.6))
    counted = share + 0.6 * (1 - share)
    for successes in (447, 440):
        found = np.exp(log_chance(logit, none, hidden, successes))[0]
        assert found == pytest.approx(binom.pmf(successes, 447, counted), rel=1e-9)
    # What may be unrecorded is a range, and its mean is taken; luck of seeds makes it broader.
    ranged = np.exp(log_chance(logit, none, replace(HONOURED, unrecorded=(0.0, 0.8)), 447))[0]
    ends = np.linspace(0, 0.8, 2001)
    assert ranged == pytest.approx(np.mean((share + ends * (1 - share)) ** 447), rel=0.01)
    lucky = log_chance(np.array([2.0]), np.ones(1), HONOURED, 447)
    assert lucky[0] > log_chance(np.array([2.0]), none, HONOURED, 447)[0]


def test_luck_of_seeds_is_in_the_likelihood_and_a_missing_value_favours_nothing() -> None:
    both, first = targets()
    summary = Summary(
        pd.DataFrame({"both": [0.4, 0.4, np.nan, 3.0], "first": [0.2] * 4}),
        pd.DataFrame({"both": [0.0, 0.01, 0.0, 0.0], "first": [0.0] * 4}),
    )
    found = np.exp(log_likelihoods(summary, (both, first), DAYS))
    assert found[0, 0] == pytest.approx(1.0 / np.sqrt(2 * np.pi) / 0.05)
    assert found[1, 0] == pytest.approx(1.0 / np.sqrt(2 * np.pi) / np.sqrt(0.05**2 + 0.01))
    assert found[2, 0] == pytest.approx(found[[0, 1, 3], 0].mean())
    unseen = log_likelihoods(summary, (both, first), DAYS, [np.nan, 0.2])
    assert (unseen[:, 0] == 0.0).all() and (unseen[:, 1] > 0.0).all()


def test_made_data_have_the_spread_by_which_they_are_judged() -> None:
    both, first = targets()
    count = 4000
    summary = Summary(
        pd.DataFrame({"both": [0.5], "first": [np.nan], "honoured": [3.0]}),
        pd.DataFrame({"both": [0.01], "first": [0.0], "honoured": [0.0]}),
    )
    half = replace(HONOURED, unrecorded=(0.5, 0.5))
    chance = np.random.default_rng(1)
    drawn = np.array([made_data(summary, (both, first, half), 0, chance) for _ in range(count)])
    assert drawn[:, 0].mean() == pytest.approx(0.5, abs=0.01)
    assert drawn[:, 0].std() == pytest.approx(np.sqrt(0.05**2 + 0.01), rel=0.05)
    assert np.isnan(drawn[:, 1]).all()
    failing = 0.5 / (1 + np.exp(3.0))
    assert drawn[:, 2].mean() == pytest.approx(447 * (1 - failing), abs=0.3)


def test_times_have_a_luck_that_all_draws_tell_together() -> None:
    seen = pd.DataFrame(
        {"point": [0, 0, 1, 1, 2], "both": np.exp([0.0, 0.2, 1.0, 1.0, 2.0]), "first": 1.0}
    )
    found = steady_summary(seen, targets(), DAYS).variance["both"]
    assert found.to_list() == pytest.approx([0.02 / 2] * 3)


def test_a_count_of_trials_lies_as_far_off_as_its_likelihood_falls() -> None:
    seen = pd.DataFrame({"point": [0, 1], "honoured": [1.0, 0.9], "honoured_of": [1e9, 1e9]})
    found = distances(seen, [HONOURED], DAYS)["honoured"]
    assert found[0] == pytest.approx(0.0, abs=0.1)
    assert found[1] == pytest.approx(-np.sqrt(-2 * 447 * np.log(0.9)), rel=1e-3)
    some = replace(HONOURED, value=400 / 447)
    found = distances(seen, [some], DAYS)["honoured"]
    assert found[0] > 10.0 and -1.0 < found[1] < 1.0


def test_the_page_tells_what_was_seen_what_is_left_and_whether_ranks_are_even() -> None:
    draws = wide()
    found = Findings(
        Posterior(draws),
        made(),
        Beside(
            {},
            pd.DataFrame({"target": ["both", "first"], "default": [0.5, -1.5], "proposed": np.nan}),
            (-3.0,),
        ),
        draws.targets,
    )
    page = document(found, made(), "pictures/there.png")
    for part in (
        "1.5 standard deviations below its worst figure, *first*",
        "None of the 2 is told",
        "| both | 3.67 | 0.12 (log) | J | made |",
        "![Ranks of the truth](pictures/there.png)",
        f"{len(draws.raw):,} draws in 2 waves",
        "| `drivers` | weakest | weakest |",
    ):
        assert part in page, part
    figure = ranks_figure(made(), "nl")
    assert "rang van de waarheid" in figure.get_supxlabel()
    heights = [patch.get_height() for patch in figure.axes[0].patches[1:]]
    assert sum(heights) == made().counted
