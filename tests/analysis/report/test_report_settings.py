"""What is said of settings on the same seeds: levels, the best lever, differences, and the grid.

Four seeds of which two lie ``w`` below and two ``w`` above a mean have an interval of 1.8374 w on
either side: Student's t for three degrees of freedom (3.18245) × w × √(4/3) / √4.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from analysis.answers import answer_of
from analysis.compare.best_levers import best_levers
from analysis.compare.part import part_of, sentences
from analysis.compare.settings import Settings, setting_runs
from analysis.compare.sizes import difference_text, interval_text, value_text
from analysis.stored.summary import estimate
from tests.made.planted import Values, plant

UP_AND_DOWN = np.array([-1.0, 1.0, -1.0, 1.0])
HALF = 1.8374
Levels = Mapping[tuple[str, str], tuple[float, float]]


def settings(levels: Levels, outcome: str = "gap_closed", seeds: int = 4) -> Settings:
    """Settings by mean and spread; spreads of levers are beside that of the first policy."""
    return Settings(
        outcome,
        {
            (f"“{scenario}”", f"“{policy}”"): (mean + spread * UP_AND_DOWN)[:seeds]
            for (scenario, policy), (mean, spread) in levels.items()
        },
    )


def levers(outcome: str = "gap_closed", **gains: tuple[float, float]) -> Settings:
    """One scenario with what each lever adds to 0.5, and the spread of what it adds."""
    alone = {("calm", "none"): (0.5, 0.0)}
    return settings(
        alone | {("calm", name): (0.5 + gain, w) for name, (gain, w) in gains.items()}, outcome
    )


def test_interval_of_four_seeds_is_as_the_tests_take_it() -> None:
    found = estimate(0.3 + 0.01 * UP_AND_DOWN)
    assert (found.low, found.high) == pytest.approx((0.3 - 0.018374, 0.3 + 0.018374), abs=1e-6)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_lever_is_best_where_it_is_told_from_the_next(language: str) -> None:
    told = levers(a=(0.05, 0.0), b=(0.08, 0.015), c=(-0.2, 0.0))
    (said,) = best_levers(told, language)
    assert "“b”" in said and "“a”" not in said and "“c”" not in said
    comma = (lambda text: text.replace(".", ",")) if language == "nl" else str
    assert comma("+8.0 ") in said and comma("5.2 ") in said and comma("10.8)") in said


def test_levers_that_are_not_told_apart_are_a_tie() -> None:
    # b lies 3 points above a: with a half width of 2.94 it is told from it, with 3.12 it is not.
    apart, alike = (levers(a=(0.05, 0.0), b=(0.08, w)) for w in (0.016, 0.017))
    assert "brings most" in best_levers(apart, "en")[0]
    for language in ("en", "nl"):
        (said,) = best_levers(alike, language)
        assert said.index("“b”") < said.index("“a”"), "the larger first"
        assert ("brings most" in said or "het meeste" in said) is False
    # A lever that cannot be told from nothing is no part of a tie.
    assert "“d”" not in best_levers(levers(b=(0.08, 0.01), d=(0.07, 0.06)), "en")[0]
    # Both shares of luck are the same, so that a small difference is told.
    shared = levers(a=(0.079, 0.01), b=(0.08, 0.01))
    assert "“b” brings most" in best_levers(shared, "en")[0]


def test_where_less_is_better_the_best_lever_lowers_it() -> None:
    found = levers("lead_time_median_days", more=(0.3, 0.0), less=(-0.2, 0.0), least=(-0.4, 0.05))
    (said,) = best_levers(found, "en")
    assert "“least” lowers it most" in said and "−0.40 (−0.49 to −0.31)" in said
    assert "“more”" not in said and "“less”" not in said
    assert "verlaagt “least”" in best_levers(found, "nl")[0]
    order = sentences(found, "en")[-1]
    assert order.index("“least”") < order.index("“less”") < order.index("“more”")
    upward = sentences(levers(more=(0.3, 0.0), less=(-0.2, 0.0)), "en")[-1]
    assert upward.index("“more”") < upward.index("“less”")


def test_levers_that_do_harm_are_not_said_to_do_nothing() -> None:
    worse = levers(a=(-0.05, 0.01), b=(0.01, 0.02))
    assert "none does better than “none” under “calm”" in best_levers(worse, "en")[0]
    assert "none can be told" not in best_levers(worse, "en")[0]
    slower = levers("lead_time_median_days", a=(0.05, 0.01))
    assert "none does better" in best_levers(slower, "en")[0]
    nothing = levers(a=(-0.01, 0.01), b=(0.01, 0.02))
    assert "none can be told from “none” under “calm”" in best_levers(nothing, "en")[0]
    assert best_levers(settings({("calm", "none"): (0.5, 0.01)}), "en") == []


def test_scenarios_are_gathered_under_the_lever_that_is_best_there() -> None:
    found = settings(
        {
            ("calm", "none"): (0.5, 0.0),
            ("calm", "a"): (0.6, 0.0),
            ("calm", "b"): (0.55, 0.0),
            ("storm", "none"): (0.3, 0.0),
            ("storm", "a"): (0.35, 0.0),
            ("storm", "b"): (0.4, 0.0),
            ("flood", "none"): (0.4, 0.0),
            ("flood", "a"): (0.5, 0.0),
            ("flood", "b"): (0.42, 0.0),
        }
    )
    (said,) = best_levers(found, "en")
    assert said.endswith(
        "“a” brings most under “calm”, +10.0 percentage points (10.0 to 10.0) and “flood”, +10.0"
        " percentage points (10.0 to 10.0); “b” brings most under “storm”, +10.0 percentage points"
        " (10.0 to 10.0)."
    )


@pytest.mark.parametrize("language", ["en", "nl"])
def test_levels_are_said_with_what_is_not_told_from_the_first(language: str) -> None:
    found = settings(
        {
            ("calm", "none"): (0.5, 0.01),
            ("alike", "none"): (0.49, -0.01),
            ("worse", "none"): (0.44, -0.01),
        }
    )
    levels = sentences(found, language)[0]
    if language == "nl":
        levels = levels.replace(",", ".").replace(" bij ", " under ").replace(" tot ", " to ")
    assert "50.0% under “calm” (48.2 to 51.8)" in levels
    assert "49.0% under “alike” (47.2 to 50.8)" in levels
    assert "44.0% under “worse” (42.2 to 45.8)" in levels
    unsure = levels.partition(";")[2]
    assert "“alike”" in unsure and "“calm”" in unsure and "“worse”" not in unsure


def test_scenarios_against_the_first() -> None:
    found = settings(
        {
            ("calm", "none"): (0.5, 0.01),
            ("same", "none"): (0.5, 0.01),
            ("alike", "none"): (0.49, -0.01),
            ("worse", "none"): (0.44, -0.01),
            ("better", "none"): (0.56, 0.01),
        }
    )
    _, same, alike, worse, better = sentences(found, "en")
    assert "exactly the same" in same and "“same” against “calm”" in same
    assert "−1.0 percentage points (−4.7 to 2.7)" in alike and "do not tell the two apart" in alike
    assert worse == "“worse” against “calm”: −6.0 percentage points (−9.7 to −2.3)."
    assert better == "“better” against “calm”: +6.0 percentage points (6.0 to 6.0)."
    for place, part in ((1, "precies gelijk"), (2, "onderscheiden de twee niet")):
        assert part in sentences(found, "nl")[place]


def test_one_seed_is_an_example() -> None:
    alone = settings({("calm", "none"): (0.5, 0.01), ("worse", "none"): (0.4, 0.0)}, seeds=1)
    levels, difference = sentences(alone, "en")
    assert "49.0% under “calm” and 40.0% under “worse”" in levels and "to" not in levels.split()
    assert "−9.0 percentage points" in difference and "n/a" not in difference


def test_levers_are_sorted_into_clear_hardly_and_unclear() -> None:
    found = levers(
        small=(0.002, 0.0),
        large=(0.04, 0.01),
        barely=(0.0004, 0.0),
        over=(0.0006, 0.0),
        lost=(-0.0004, 0.0),
        vague=(0.01, 0.02),
        down=(-0.03, 0.0),
    )
    clear, hardly, unclear = sentences(found, "en")[2:]
    listed = [word.split(" ")[0] for word in clear.partition("points: ")[2].split("; ")]
    assert listed == ["“large”", "“small”", "“over”", "“down”"]
    assert "+4.0 (2.2 to 5.8)" in clear and "−3.0 (−3.0 to −3.0)" in clear
    assert "“barely” and “lost”" in hardly and "“over”" not in hardly
    assert "“vague”" in unclear and "“large”" not in unclear
    dutch = sentences(found, "nl")[2:]
    assert "“barely” en “lost”" in dutch[1] and "“vague”" in dutch[2]


def test_sizes_in_every_unit() -> None:
    found = estimate(2.0 + 0.1 * UP_AND_DOWN)
    assert difference_text(found, "lead_time_median_days", "en") == "+2.00 (1.82 to 2.18)"
    assert difference_text(found, "vetoes", "nl") == "+2,0 (1,8 tot 2,2)"
    assert interval_text(found, "trust_end", "en") == " (1.816 to 2.184)"
    assert value_text(0.25, "on_time_share", "nl") == "25,0%"
    assert value_text(2.5, "lead_time_median_days", "en") == "2.50"
    assert interval_text(estimate([2.0]), "vetoes", "en") == ""
    assert difference_text(estimate([2.0]), "vetoes", "en") == "+2.0"


def made(values: Values, seed: int) -> dict[str, float]:
    """Luck that only cancels where seeds are paired; the crisis costs 10 points, liaisons bring 4.

    In a crisis they bring nothing but luck.
    """
    luck = (0.01, 0.0, 0.02, -0.01)[seed % 4]
    crisis, liaisons = values["scenario"] == "crisis", values["policy"] == "liaisons"
    bring = (0.02 if seed % 2 else -0.02) if crisis else (0.03 if seed % 2 else 0.05)
    return {
        "gap_closed": 0.5 + luck - 0.1 * crisis + bring * liaisons,
        "gap_closed_visible": 0.25 + 0.5 * crisis,
        "lead_time_median_days": 3.0 + crisis - liaisons,
    }


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_stored_comparison_gives_its_grid(language: str, tmp_path: Path) -> None:
    words = ["scenario=baseline,crisis", "policy=none,liaisons", "replications=4"]
    study = plant(tmp_path, "compare", "both", made, *words, f"language={language}")
    part = part_of(answer_of(study.stored), language)
    grid, strata, _ = part.grids
    rows, made_of = (
        [[cell.replace(",", ".").replace(" tot ", " to ") for cell in row] for row in each.rows]
        for each in (grid, strata)
    )
    assert made_of[0][1:] == rows[0][1:]
    assert ["25.0 (25.0 to 25.0)", "75.0 (75.0 to 75.0)"] in [row[1:] for row in made_of]
    # Means .505 and .405; deviation of the luck √(.0005/3) = .01291, so a half width of 2.05.
    assert rows[0][1:] == ["50.5 (48.4 to 52.6)", "40.5 (38.4 to 42.6)"]
    assert rows[1][1:] == ["+4.0 (2.2 to 5.8)", "0.0 (−3.7 to 3.7)"]
    names = {"en": ("As it is", "Crisis", "Liaisons and joint exercises", "No new policy")}
    names["nl"] = ("Zoals het is", "Crisis", "Liaisons en gezamenlijke oefeningen", "Geen nieuw")
    calm, crisis, liaisons, none = names[language]
    assert list(grid.columns) == [calm, crisis]
    assert rows[0][0].startswith(none) and rows[1][0].startswith(liaisons)
    found = setting_runs(study.stored).settings(language)
    assert found.seeds == 4 and found.outcome == "gap_closed"
    gap = found.difference((f"“{calm}”", found.policies[0]), (f"“{crisis}”", found.policies[0]))
    assert (gap.mean, gap.low, gap.high) == pytest.approx((-0.1, -0.1, -0.1))
    assert part.where == f"{calm} {'en' if language == 'nl' else 'and'} {crisis}"


def test_a_comparison_of_another_outcome_reads_that_one(tmp_path: Path) -> None:
    words = ["scenario=baseline,crisis", "policy=none,liaisons", "replications=4"]
    asked = "compare.outcome=lead_time_median_days"
    study = plant(tmp_path, "compare", "slow", made, *words, asked)
    assert "4.00 under “Crisis”" in study.answer and "“Crisis” against “As it is”: +1.00" in (
        study.answer
    )
    assert "“Liaisons and joint exercises” lowers it most under “As it is”, −1.00" in study.answer
    grid, *_ = part_of(answer_of(study.stored), "en").grids
    assert [row[1:] for row in grid.rows] == [
        ["3.00 (3.00 to 3.00)", "4.00 (4.00 to 4.00)"],
        ["−1.00 (−1.00 to −1.00)", "−1.00 (−1.00 to −1.00)"],
    ]


@pytest.mark.parametrize("language", ["en", "nl"])
def test_of_one_seed_no_lever_is_said_to_be_like_another(language: str) -> None:
    found = settings({("calm", "none"): (0.5, 0.0), ("calm", "a"): (0.6, 0.0)}, seeds=1)
    said = " ".join(sentences(found, language))
    assert ("cannot be told" if language == "en" else "niet te onderscheiden") not in said
    assert ("+10.0" if language == "en" else "+10,0") in said
    assert ("One seed gives no" if language == "en" else "Eén seed geeft geen") in said
