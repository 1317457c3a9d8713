"""How often intervals hold the truth: the page, what it rests on, what answers say beside it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.coverage import bank
from analysis.coverage.__main__ import FILE, PARTS, page, stored
from analysis.coverage.document import bounds, document, faults
from analysis.coverage.measure import CASES, FLAGGED, ways_of
from analysis.coverage.rows import Interval, tried
from analysis.sensitivity.estimation.noise import Noise
from analysis.sensitivity.findings import Findings, judged
from analysis.sensitivity.unread import notes_of

ANALYSIS = Path(bank.__file__).parents[1]
SIZES = (5, 30)


def tables() -> dict[str, pd.DataFrame]:
    return {part: stored(part) for part in PARTS}


def test_the_page_is_that_of_what_was_measured() -> None:
    assert FILE.read_text(encoding="utf-8") == page(), "python -m analysis.coverage document"


def test_nothing_holds_the_truth_too_seldom_without_saying_so() -> None:
    assert faults(tables()).to_dict("records") == []


def test_a_fault_is_found_and_told() -> None:
    """Of an interval that never holds the truth and that nobody flags."""
    found = tables()
    found["runs"] = found["runs"].assign(coverage=0.5, flags=0.0)
    assert len(faults(found)) == len(found["runs"]) > 20
    assert f"There are {len(found['runs'])}." in document(found)
    flagged = {**found, "runs": found["runs"].assign(flags=1.0)}
    assert faults(flagged).empty and "There is none." in document(flagged)


@pytest.mark.parametrize("case", CASES[:3], ids=lambda case: ", ".join(case.second))
def test_flags_are_still_those_that_were_measured(case: object) -> None:
    """A flag of a shape hangs on the shape and the number of values alone."""
    kind, first, second = case  # type: ignore[misc]
    rows = stored("seeds").fillna({"first": ""})
    own = rows[
        (rows["kind"] == kind)
        & (rows["first"] == ", ".join(first or ()))
        & (rows["second"] == ", ".join(second))
        & rows["size"].isin(SIZES)
    ]
    assert len(own) > 40
    for outcome, of_outcome in own.groupby("outcome"):
        for way in ways_of(case, str(outcome)):  # type: ignore[arg-type]
            for row in of_outcome[of_outcome["way"] == way.name].to_dict("records"):
                if way.shape is None:
                    assert row["flags"] == 1.0
                else:
                    values = np.linspace(0.0, 1.0, int(row["size"]))
                    now = bool(way.shape.flag(values))
                    # Values that are all alike have a flag of their own.
                    assert now == (row["flags"] >= FLAGGED), (outcome, way.name, row["size"])


def test_what_is_measured_is_of_enough_resamples_and_all_that_is_asked_for() -> None:
    found = tables()
    seeds = found["seeds"]
    assert {
        "gap_closed",
        "net_added_value",
        "gap_closed_person_days",
        "lead_time_p90_days",
        "share_too_late",
        "formal_acceptance",
    } <= set(seeds["outcome"])
    assert set(seeds["kind"]) == {"level", "lever", "levers", "scenario"}
    assert len(found["stopping"]) > 40 and len(found["futures"]) > 30
    assert (found["runs"]["resamples"] >= 1_900).all()


def test_bounds_of_a_nominal() -> None:
    assert bounds(0.95) == pytest.approx((0.93, 0.97))
    assert bounds(0.90) == pytest.approx((0.86, 0.94))
    assert bounds(1 - 0.05 / 12) == pytest.approx((0.9908, 1.0008), abs=1e-4)


def test_coverage_of_a_normal_mean_with_a_known_spread() -> None:
    def draw(rng: np.random.Generator, size: int) -> tuple[float, float, str]:
        mean, half = rng.standard_normal(size).mean(), 1.96 / np.sqrt(size)
        return mean - half, mean + half, "said" if mean > 0 else ""

    found = tried(Interval("v", "i", "w", "o"), 7, 0.0, draw, 4_000)
    assert found.coverage == pytest.approx(0.95, abs=0.012)
    assert found.flags == pytest.approx(0.5, abs=0.03)
    assert tried(Interval("v", "i", "w", "o"), 7, 3.0, draw, 500).coverage == 0.0


def test_a_bank_is_run_again_where_the_model_gives_others(tmp_path: Path) -> None:
    asked: list[int] = []

    def runs(shift: float) -> bank.Run:
        def run(seeds: object) -> pd.DataFrame:
            given = list(seeds)  # type: ignore[call-overload]
            asked.append(len(given))
            return pd.DataFrame({"seed": given, "y": np.array(given) + shift})

        return run

    file = tmp_path / "deep" / "bank.parquet"
    first = bank.stored(file, runs(0.0))
    assert asked == [len(bank.SEEDS)]
    again = bank.stored(file, runs(0.0))
    pd.testing.assert_frame_equal(first, again)
    assert asked[1:] == [bank.CHECKED], "what is there is only checked"
    moved = bank.stored(file, runs(1.0))
    assert asked[2:] == [bank.CHECKED, len(bank.SEEDS)]
    assert moved["y"].tolist() == [seed + 1.0 for seed in bank.SEEDS]


def rooms_without_shapes() -> list[Path]:
    """The rooms with an answer whose means rest on their own values alone."""
    own = {"estimate", "jackknifed", "paired_difference"}
    return sorted(
        {
            file.parent
            for file in ANALYSIS.glob("*/*.py")
            if own & imported_by(file) and (file.parent / "answer.py").exists()
        }
    )


def imported_by(file: Path) -> set[str]:
    """Return the names that a file takes from the rooms of the analysis."""
    return {
        each.name
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and str(node.module).startswith("analysis.")
        for each in node.names
    }


def test_every_answer_with_intervals_says_where_they_may_not_hold() -> None:
    rooms = rooms_without_shapes()
    assert {"attribution", "choose", "mediation", "robustness", "voi"} <= {r.name for r in rooms}
    for room in rooms:
        said = (room / "answer.py").read_text(encoding="utf-8")
        notes = re.findall(r"notes=\[?.*(?:WITHOUT_SHAPE|notes_on_intervals|notes_of)", said)
        many = re.findall(r"notes=\[\n\s+(?:\*notes_on_intervals|WITHOUT_SHAPE)", said)
        assert notes or many, room.name


def test_indices_of_few_base_rows_and_chance_at_few_points_say_so() -> None:
    rows = pd.DataFrame(
        {
            "factor": ["conditions.agreements"],
            "index": ["shapley"],
            "estimate": [0.5],
            "low": [0.4],
            "high": [0.6],
        }
    )
    noise = Noise(0.3, 0.2, 0.4, 0.3, 0.7, 20, 2)
    table = judged(rows.assign(told_from_dummy=True), "shapley", 32, False)
    said = notes_of(Findings("shapley", "gap_closed", table, noise=noise))
    assert [note["en"].split()[2] for note in said] == ["indices", "that"]
    assert all("95%" in note["nl"] for note in said)
    enough = judged(rows.assign(told_from_dummy=True), "shapley", 250, False)
    assert notes_of(Findings("shapley", "gap_closed", enough)) == []
