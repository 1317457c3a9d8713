"""What robustness and discovery put into a report: levers that hold up, boxes where it fails."""

from __future__ import annotations

from unittest.mock import patch

import pandas as pd
import pytest

from analysis.answers import answer_of
from analysis.discovery import part as of_discovery
from analysis.discovery.answer import threshold_of
from analysis.robustness import part as of_robustness
from analysis.robustness.found import Robustness, found_over
from analysis.sensitivity.estimation.sample import outcome_values
from analysis.stored.stored import Stored
from experiments.study.study import Study
from tests.made.planted import Planted, Values, plant


def robust(outcome: str, good_enough: float, **policies: list[float]) -> Robustness:
    grid = pd.DataFrame(policies)
    costs = {name: 10.0 * place for place, name in enumerate(policies)}
    money = {name: 2.0 * place for place, name in enumerate(policies)} | {"dear": float("nan")}
    groups = pd.Series("calm", index=grid.index)
    return found_over(grid, outcome, good_enough, costs, groups, money)


def test_levers_that_hold_up_are_led_with_by_their_gain() -> None:
    found = robust(
        "gap_closed",
        0.4,
        none=[0.3, 0.5] * 3,
        a=[0.35, 0.55] * 3,
        dear=[0.34, 0.54] * 3,
        best=[0.4, 0.6] * 3,
        harm=[0.2, 0.4] * 3,
    )
    lead = of_robustness._lead(found, "en")
    assert "Over 6 futures" in lead
    assert lead.index("“best”: +10.0 percentage points (10.0 to 10.0) for 30.0 persons") < (
        lead.index("“a”: +5.0 percentage points (5.0 to 5.0) for 10.0 persons")
    )
    assert "harm" not in lead and "“none”" not in lead
    grid = of_robustness.grid_of(found, "en")
    assert [list(row) for row in grid.rows] == [
        [
            "best",
            "30.0",
            "6.0",
            "+10.0 (10.0 to 10.0)",
            "yes",
            "yes",
            "0.0",
            "0.0",
            "0.0",
            "100.0",
            "+3.33",
            "+1.67",
        ],
        [
            "a",
            "10.0",
            "2.0",
            "+5.0 (5.0 to 5.0)",
            "yes",
            "yes",
            "5.0",
            "5.0",
            "5.0",
            "50.0",
            "+5.00",
            "+2.50",
        ],
        # What its money is nobody knows, so that nothing is told to be cheaper.
        [
            "dear",
            "20.0",
            "unknown",
            "+4.0 (4.0 to 4.0)",
            "yes",
            "yes",
            "6.0",
            "6.0",
            "6.0",
            "50.0",
            "+2.00",
            "–",
        ],
        [
            "none",
            "0.0",
            "0.0",
            "0.0 (0.0 to 0.0)",
            "no",
            "yes",
            "10.0",
            "10.0",
            "10.0",
            "50.0",
            "–",
            "–",
        ],
        [
            "harm",
            "40.0",
            "8.0",
            "−10.0 (−10.0 to −10.0)",
            "yes",
            "no",
            "20.0",
            "20.0",
            "20.0",
            "50.0",
            "−2.50",
            "−1.25",
        ],
    ]


def test_a_gain_that_may_be_nothing_is_not_praised_however_large() -> None:
    """On the frontier, ten points better on average, and worse in every second future."""
    found = robust("gap_closed", 0.5, none=[0.3, 0.5] * 3, shaky=[0.6, 0.4] * 3)
    lead = of_robustness._lead(found, "en")
    assert "no lever has a gain" in lead and "shaky" not in lead
    rows = {row[0]: list(row) for row in of_robustness.grid_of(found, "en").rows}
    # Told from 0, on the frontier, regret (30 and 0; 0 and 10), good enough, for 10 and a million.
    assert rows["none"][4:] == ["no", "yes", "15.0", "30.0", "30.0", "50.0", "–", "–"]
    assert rows["shaky"][3].startswith("+10.0 (−")
    assert rows["shaky"][4:] == ["no", "yes", "5.0", "10.0", "10.0", "50.0", "+10.00", "+5.00"]


def test_less_is_better_in_what_holds_up() -> None:
    found = robust(
        "lead_time_median_days",
        2.0,
        none=[2.0, 4.0] * 3,
        slow=[3.0, 5.0] * 3,
        fast=[1.25, 3.25] * 3,
    )
    lead = of_robustness._lead(found, "en")
    assert "“fast”: +0.75 (0.75 to 0.75) for 20.0 persons" in lead and "slow" not in lead
    rows = {row[0]: row for row in of_robustness.grid_of(found, "en").rows}
    assert rows["fast"][6:10] == ["0.00", "0.00", "0.00", "50.0"]
    assert rows["none"][6:10] == ["0.75", "0.75", "0.75", "50.0"]
    assert rows["slow"][3] == "−1.00 (−1.00 to −1.00)" and rows["slow"][9] == "0.0"
    assert "no lever has a gain" in of_robustness._lead(
        robust("vetoes", 2.0, none=[2.0] * 5, more=[3.0] * 5), "en"
    )


def failing(values: Values, seed: int) -> dict[str, float]:
    """Closes little of the gap, and takes long, where agreements are few; no luck at all."""
    few = values["conditions.agreements"] < 0.3
    return {
        "gap_closed": (0.1 if few else 0.5) + 0.01 * values["conditions.urgency"],
        "lead_time_median_days": (9.0 if few else 2.0) + 0.01 * values["conditions.urgency"],
    }


@pytest.fixture(scope="module")
def boxes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Planted]:
    """Where the worst quarter closes little of the gap, and where it takes more than five days."""
    words = [
        "design.factors=[conditions.agreements,conditions.urgency]",
        "design.points=300",
        "discover.seeds=1",
    ]
    slow = ["discover.outcome=lead_time_median_days", "discover.threshold=5"]
    where = tmp_path_factory.mktemp("boxes")
    with patch("analysis.discovery.discovery.RESAMPLES", 2):
        return {
            name: plant(where, "discover", name, failing, *words, *own)
            for name, own in {"worst": [], "slow": slow}.items()
        }


def test_a_stored_box_is_said_as_the_command_said_it(boxes: dict[str, Planted]) -> None:
    for name, threshold in (("worst", "below 10.8%"), ("slow", "above 5.00")):
        found = of_discovery.part_of(answer_of(boxes[name].stored), "en")
        assert threshold in found.said[0]
        assert found.leads == found.said[:1]
        assert " ".join(found.said) == boxes[name].answer
    dutch = answer_of(boxes["slow"].stored).sentences("nl")[0]
    assert "hoger dan 5,00" in dutch and "(agreements) ten hoogste 0," in dutch


def test_a_planted_box_is_found_whole(boxes: dict[str, Planted]) -> None:
    stored = boxes["slow"].stored
    limits = stored.table("box").set_index("factor")
    assert list(limits.index) == ["conditions.agreements"]
    assert limits.loc["conditions.agreements", "high"] == pytest.approx(0.3, abs=0.005)
    check = stored.table("check").set_index("part")
    # The sample has a point in every 300th of the range: 94.7 of them lie below 0.3 of 0.95.
    assert check["failures"].sum() in (94, 95)
    assert check["points"].tolist() == [200, 100]
    assert (check["base_rate"] * check["points"]).to_numpy() == pytest.approx(
        check["failures"].to_numpy()
    )
    assert check.loc["fitted", ["coverage", "density"]].tolist() == [1.0, 1.0]
    both = check.loc["held_out", "in_box"] * check.loc["held_out", "density"]
    assert both == pytest.approx(
        check.loc["held_out", "coverage"] * check.loc["held_out", "failures"]
    )
    assert check.loc["held_out", ["coverage", "density"]].min() >= 0.97


@pytest.mark.parametrize(
    ("outcome", "decisive", "low", "high"),
    [
        ("gap_closed", {"threshold": 0.3}, 0.3, 0.3),
        ("lead_time_median_days", {"threshold": 5.0}, 5.0, 5.0),
        # Of 300 points 95 fail, with urgency spread evenly over them: a fifth is 60 of the 95.
        ("gap_closed", {"threshold": None, "worst": 0.2}, 0.1055, 0.1071),
        ("gap_closed", {"threshold": None, "worst": 0.5}, 0.5, 0.504),
        ("lead_time_median_days", {"threshold": None, "worst": 0.2}, 9.0029, 9.0045),
        ("lead_time_median_days", {"threshold": None, "worst": 0.5}, 2.006, 2.009),
    ],
)
def test_what_counts_as_failing_is_given_or_the_worst_share(
    boxes: dict[str, Planted], outcome: str, decisive: dict, low: float, high: float
) -> None:
    study = boxes["worst"].stored.study
    identity = {**study.manifest["identity"], "decisive": decisive}
    stored = Stored(Study(study.folder, {**study.manifest, "identity": identity}))
    values = outcome_values(study.runs(), outcome, study.design().table["point"].to_numpy())
    found = threshold_of(stored, values, below=outcome == "gap_closed")
    assert low <= found <= high


@pytest.mark.parametrize(
    ("inside", "everywhere", "within", "held"),
    [(0.46, 0.3, 50, True), (0.44, 0.3, 50, False), (0.5, 0.3, 4, False)],
)
def test_a_box_leads_where_it_holds_on_points_held_out(
    boxes: dict[str, Planted], inside: float, everywhere: float, within: int, held: bool
) -> None:
    stored = boxes["worst"].stored
    assert stored.is_answered
    numbers = {"density": inside, "base_rate": everywhere, "in_box": within, "failures": 30}
    stored.tables["check"] = stored.table("check").assign(**numbers, points=100)
    found = of_discovery.part_of(answer_of(stored), "en")
    assert (found.leads == found.said[:1]) is held
    assert ("(agreements) is at most" in found.leads[0]) is held
    if not held:
        assert f"{inside:.0%} fail inside" in found.leads[0] and "30% everywhere" in found.leads[0]
        assert found.leads[0].startswith("As it is: ") and len(found.said) == 2
