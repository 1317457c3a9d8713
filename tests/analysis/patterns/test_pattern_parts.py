"""The numbers of patterns by hand: what is planted in each setting gives the number that it must.

A number is planted by what a setting says of itself, so that settings in a wrong order show too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from analysis.claims.declare import Ask, Part
from analysis.claims.judge import found_of
from analysis.claims.runs import Plan, StudyRuns
from analysis.patterns import studies
from analysis.patterns.declared.catalogue import patterns
from analysis.patterns.declared.transplants import SHIFT, transplants
from analysis.plausible.plausible import verdict
from analysis.plausible.seen import Seen, distances
from analysis.plausible.targets import load_targets
from sim import simulate
from sim.run import run_setting
from sim.world import load_world

Planted = Callable[[str, Mapping[str, Any]], float]


def part_of(pattern: str, name: str, **under: float | str) -> Part:
    parts = patterns()[pattern].parts(under)
    (found,) = (part for part in parts if part.name_en == name and not part.before)
    return found


def number(part: Part, planted: Planted) -> float:
    """Work out a part where every run of a setting gives the same."""
    arms = [{k.rpartition(".")[2]: v for k, v in dict(ask.arm or ()).items()} for ask in part.asks]
    values = [planted(ask.reading, arm) for ask, arm in zip(part.asks, arms, strict=True)]
    return found_of(part, [np.full(6, value) for value in values]).value


def test_levers_together_are_held_against_the_sum_of_their_gains() -> None:
    """0.02, 0.03 and 0.05 make 0.10; together they bring 0.15."""
    worth = {
        "none": 0.40,
        "working_sessions": 0.42,
        "capacity_priority": 0.43,
        "adapted_powers": 0.45,
    }

    def planted(reading: str, arm: Mapping[str, Any]) -> float:
        return worth.get(arm.get("policy", "none"), 0.55)

    assert number(part_of("P41", "joint less sum"), planted) == pytest.approx(0.05)


def test_small_needs_are_held_against_large_ones() -> None:
    found = number(
        part_of("P39", "small less large"),
        lambda reading, arm: {"supported_small": 0.7, "supported_large": 0.4}[reading],
    )
    assert found == pytest.approx(0.3)


def test_an_exchange_breaks_even_where_loss_turns_into_gain() -> None:
    """3 points lost where half return, 6 won where all do: even a third of the way between."""

    def planted(reading: str, arm: Mapping[str, Any]) -> float:
        if arm.get("policy", "none") == "none":
            return 0.50
        return 0.56 if arm["return_probability"] == 1.0 else 0.47

    assert number(part_of("P48", "break-even"), planted) == pytest.approx(0.5 + 0.5 / 3)


def test_what_initial_trust_brings_fades_over_years() -> None:
    """Ten points in the first year, four in the fourth."""
    gains = {"y_year1": 0.10, "y_year4": 0.04}

    def planted(reading: str, arm: Mapping[str, Any]) -> float:
        return 0.4 + gains[reading] * (arm["trust_start"] == 0.9)

    assert number(part_of("P19", "year 1 less year 4"), planted) == pytest.approx(0.06)


def test_the_share_of_exercises_that_runs_through_what_they_teach() -> None:
    def planted(reading: str, arm: Mapping[str, Any]) -> float:
        if not arm.get("exercise_rate"):
            return 0.40
        return 0.43 if arm.get("contact_exercise") == 0.0 else 0.50

    assert number(part_of("P20", "share through it"), planted) == pytest.approx(0.7)


def test_candour_is_held_against_what_pretexts_leave() -> None:
    part = part_of("P16", "stated over true, less expected", pretext=0.6)
    assert number(part, lambda reading, arm: 0.42) == pytest.approx(0.02)


def test_barriers_with_and_without_agreements() -> None:
    """Without agreements barriers cost 20 points, with them 2."""

    def planted(reading: str, arm: Mapping[str, Any]) -> float:
        loss = 0.20 if arm["agreements"] == 0.05 else 0.02
        return 0.6 - loss * (arm["barrier_shift"] == 0.3)

    assert number(part_of("P11", "ratio"), planted) == pytest.approx(0.1)


def test_sharing_is_best_in_the_middle() -> None:
    worth = {0.1: 0.40, 0.55: 0.50, 1.0: 0.45}
    found = number(
        part_of("P30", "middle above ends"), lambda reading, arm: worth[arm["sharing_limit"]]
    )
    assert found == pytest.approx(0.05)


@pytest.mark.parametrize(
    ("pattern", "name", "planted", "expected"),
    [
        (
            "P13",
            "visible over existing",
            {"not_permitted_existing": 0.05, "not_permitted_visible": 0.4},
            8.0,
        ),
        (
            "P09",
            "share of the effect",
            {"total_figure_2_0.5_rare": 0.20, "indirect_figure_2_0.5_rare": 0.08},
            0.4,
        ),
    ],
)
def test_ratios_are_of_the_second_to_the_first(
    pattern: str, name: str, planted: dict[str, float], expected: float
) -> None:
    part = part_of(pattern, name)
    values = [np.full(6, planted[ask.reading]) for ask in part.asks]
    assert found_of(part, values).value == pytest.approx(expected)


def test_the_weakest_sign_of_service_is_held_against_the_strongest_of_scale() -> None:
    """Correlations of ranks with Y, by hand: 0.9 and −0.8 for service, 0.6 and −0.5 for scale."""
    part = part_of("P47", "service less scale")
    planted = {
        "together": [1, 2, 3, 5, 4],
        "on_time_share": [4, 5, 2, 3, 1],
        "pooling_gain": [3, 1, 2, 5, 4],
        "active_pairs": [4, 5, 1, 2, 3],
        "gap_closed": [1, 2, 3, 4, 5],
    }
    values = [np.array(planted[ask.reading], float) for ask in part.asks]
    assert found_of(part, values).value == pytest.approx(0.8 - 0.6)


def test_what_runs_through_offers_is_lost_with_the_offers_of_the_unwilling() -> None:
    days = {"days": 90, "warm_up_days": 10}
    for response in (0.5, 1.0, 0.0):
        found = transplants("figure_2", response, rare=False)(5, **days)
        low, high = (
            {
                "reserve_response": response,
                "willingness_shift_requester": shift,
                "willingness_shift_provider": shift,
            }
            for shift in (-SHIFT, SHIFT)
        )
        unwilling = simulate(seed=5, conditions=low, **days)
        willing = simulate(seed=5, conditions=high, **days)
        crossed = simulate(seed=5, conditions=high, offered=unwilling.offered(), **days)
        y, least, between = (run.outcomes["gap_closed"] for run in (willing, unwilling, crossed))
        assert found[f"total_figure_2_{response}"] == y - least > 0.0
        assert found[f"indirect_figure_2_{response}"] == y - between != between - least


def test_draws_that_the_data_rule_out_are_those_that_do_not_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judged = pd.DataFrame({"plausible": [True, False, True, False]}, index=[3, 2, 1, 0])
    monkeypatch.setattr(studies, "distances", lambda *given: None)
    monkeypatch.setattr(studies, "verdict", lambda far, limit: judged)
    found = studies.with_plausible(pd.DataFrame({"point": [0, 1, 2, 3]}), (), 3.0, 365)
    assert found["plausible"].fillna(0.0).tolist() == [0.0, 1.0, 0.0, 1.0]


def test_each_draw_is_held_against_what_the_evidence_reads_of_its_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a limit that some of so few and short draws keep."""
    (targets, _), limit = load_targets(load_world()), 8.0
    monkeypatch.setattr(studies, "load_targets", lambda world: (targets, limit))
    plan = Plan(range(1, 2), days=200, warm_up_days=30, draws=6)
    runs = studies.study_of("sample", [Ask("reversed", (), "sample")], plan)
    assert isinstance(runs, StudyRuns)
    found = runs.run(plan, tmp_path)[()].set_index("point")
    read = []
    for point, row in enumerate(runs.design.table.to_dict("records")):
        values = {name: row[name] for name in (factor.name for factor in runs.design.factors)}
        run = run_setting(runs.frame.setting(values), seed=int(found.loc[point, "seed"]))
        read.append({"point": point, **Seen(targets)(run)})
    judged = verdict(distances(pd.DataFrame(read), targets, plan.days), limit)["plausible"]
    assert 0 < judged.sum() < len(judged), "one side alone would hold of a constant too"
    assert found["plausible"].notna().to_dict() == judged.to_dict()
