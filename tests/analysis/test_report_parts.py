"""What sensitivity, robustness and discovery put into a report, and what the conditions rest on."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import numpy as np
import pandas as pd
import pytest

from analysis.discovery import part as of_discovery
from analysis.report.evidence import _grade, evidence_grid
from analysis.report.sections import answer_of, doubts_of, question_of, sections_of
from analysis.robustness import part as of_robustness
from analysis.robustness.robustness import frontier, group_table, rank_reversals, robustness_table
from analysis.robustness.words import Robustness
from analysis.run import table as of_run
from analysis.run.words import Findings as Run
from analysis.sensitivity import part as of_sensitivity
from analysis.sensitivity.fewest import FEWEST
from analysis.sensitivity.findings import Findings, judged
from analysis.sensitivity.grid import grid_of, key_of
from analysis.stored.measured import _together, patterns_study
from analysis.stored.part import Part
from analysis.stored.stored import Stored
from experiments.study.study import Study
from tests.planted import Planted, Values, plant

FACTORS = {"urgency": 0.30, "agreements": 0.20, "joint_goal": 0.10, "blocking": 0.02}


def findings(method: str, told: int, apart: bool = True, outcome: str = "gap_closed") -> Findings:
    """Four conditions and the dummy, of which the first some are told from it."""
    index = {"morris": "mu_star", "shapley": "shapley", "pawn": "pawn"}[method]
    rows = []
    for place, (name, size) in enumerate(reversed(FACTORS.items())):
        wide = 0.04 if apart else 0.06
        row = (f"conditions.{name}", index, size, size - wide, size + wide, place >= 4 - told)
        rows.append(row)
    rows.append(("conditions.dummy", index, 0.01, 0.0, 0.015, False))
    if method == "morris":
        ways = {"urgency": (-0.3, -0.1), "agreements": (0.1, 0.3), "joint_goal": (-0.1, 0.2),
                "blocking": (0.0, 0.1), "dummy": (0.0, 0.0)}  # fmt: skip
        for name, (low, high) in ways.items():
            middle = (low + high) / 2
            rows.append((f"conditions.{name}", "mu", middle, low, high, False))
    columns = ["factor", "index", "estimate", "low", "high", "told_from_dummy"]
    table = judged(pd.DataFrame(rows, columns=columns), method, FEWEST[method].size)
    return Findings(method, outcome, table, where="“calm”")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_lead_names_the_largest_that_are_told_and_counts_the_rest(language: str) -> None:
    lead = of_sensitivity._lead(findings("shapley", told=2), language).replace(" tot ", " to ")
    first, second = (lead.index(f"({name})") for name in ("urgency", "agreements"))
    assert first < second and "joint_goal" not in lead
    of = "van de variantie" if language == "nl" else "of the variance"
    assert f"(30% {of}, 26 to 34)" in lead and f"(20% {of}, 16 to 24)" in lead
    assert ("2 van 4" if language == "nl" else "2 of 4") in lead
    unclear = "niet duidelijk" if language == "nl" else "not clear"
    assert unclear not in lead
    overlap = of_sensitivity._lead(findings("shapley", told=2, apart=False), language)
    assert unclear in overlap
    assert unclear not in of_sensitivity._lead(findings("shapley", 1, apart=False), language)


def test_at_most_three_are_named_and_units_are_those_of_the_index() -> None:
    effects = of_sensitivity._lead(findings("morris", told=4), "en")
    assert "(30 percentage points, 26 to 34)" in effects and "blocking" not in effects
    assert "0 of 4 conditions" in effects
    days = of_sensitivity._lead(findings("morris", 1, outcome="lead_time_median_days"), "en")
    assert "(0.300, 0.260 to 0.340)" in days
    assert "(0.300, 0.260 to 0.340)" in of_sensitivity._lead(findings("pawn", told=1), "en")
    short = of_sensitivity._short(findings("morris", told=1), "en")
    assert short.startswith("under “calm”, urgency felt") and "(30, 26 to 34)" in short
    assert "nothing that can be told" in of_sensitivity._short(findings("morris", 0), "en")
    assert "(0 van 4" not in of_sensitivity._lead(findings("morris", 0), "nl")


def test_how_a_size_is_said_follows_from_the_method() -> None:
    assert key_of(findings("shapley", 1)) == "share"
    assert key_of(findings("morris", 1)) == "effect"
    assert key_of(findings("morris", 1, outcome="vetoes")) == "size"
    assert key_of(findings("pawn", 1)) == "size"


def test_the_grid_says_which_way_and_what_is_told() -> None:
    found = findings("morris", told=2)
    grid = grid_of(found, found.told(), 4, "en")
    assert [row[1:] for row in grid.rows] == [
        ["30.0", "26.0", "34.0", "lowers", "yes"],
        ["20.0", "16.0", "24.0", "raises", "yes"],
        ["10.0", "6.0", "14.0", "either way", "no"],
        ["2.0", "−2.0", "6.0", "either way", "no"],
    ]
    assert [row[0].partition("[")[2] for row in grid.rows] == [
        "urgency]", "agreements]", "joint_goal]", "blocking]",
    ]  # fmt: skip
    dutch = grid_of(found, found.told(), 2, "nl")
    assert [row[1:] for row in dutch.rows] == [
        ["30,0", "26,0", "34,0", "verlaagt", "ja"], ["20,0", "16,0", "24,0", "verhoogt", "ja"],
    ]  # fmt: skip
    shares = grid_of(findings("shapley", 1), ["conditions.urgency"], 2, "en")
    assert [row[1:] for row in shares.rows] == [
        ["30.0", "26.0", "34.0", "yes"], ["20.0", "16.0", "24.0", "no"],
    ]  # fmt: skip
    assert found.told() == ["conditions.urgency", "conditions.agreements"]


def part(**given: object) -> Part:
    base = {"verb": "run", "where": "", "leads": [], "said": [], "command": ""}
    return Part(**{**base, **given})  # type: ignore[arg-type]


def test_the_evidence_of_conditions_and_switches() -> None:
    named = ["conditions.shared_values", "theory.trust", "conditions.trust_start", "scenario"]
    parts = [part(factors=named[:2]), part(factors=named)]
    grid = evidence_grid(parts, "en")
    assert grid is not None
    rows = {row[0].partition("[")[2][:-1]: row[1:] for row in grid.rows}
    assert list(rows) == ["shared_values", "trust", "trust_start"], "each once, in their order"
    assert rows["trust"][:3] == ["none", "none, moderator, driver", "open question of theory"]
    assert rows["trust_start"][:3] == ["0.6", "0.3 – 0.9", "judgement (a prior)"]
    assert rows["trust_start"][3].startswith("thesis §4.2.4")
    dutch = evidence_grid(parts, "nl")
    assert dutch is not None
    assert dutch.rows[2][1:4] == ["0,6", "0,3 – 0,9", "oordeel (een prior)"]
    assert len(grid.columns) == len(grid.rows[0]) - 1 == 4
    assert evidence_grid([part()], "en") is None


@pytest.mark.parametrize(
    ("source", "grade"),
    [
        ("F012", "figure"), ("value and range: prior (assumption)", "prior"),
        ("value: figures F012; range: prior", "figure_judged_range"),
    ],
)  # fmt: skip
def test_what_a_condition_rests_on_is_read_off_its_source(source: str, grade: str) -> None:
    assert _grade(source) == grade


def test_the_answer_hears_every_section_before_a_second_sentence() -> None:
    parts = [
        part(verb="robust", leads=["r1", "r2"]), part(verb="compare", leads=["c1", "c2"]),
        part(verb="attribute", leads=["a1"]), part(verb="compare", leads=["d1", "d2"]),
        part(verb="discover", leads=["x1"]),
    ]  # fmt: skip
    sections = sections_of(parts, "en")
    # First sentences of first studies, section by section; then that of the second comparison.
    assert answer_of(sections, "en") == ["c1", "d1", "a1", "x1", "r1"]
    assert answer_of(sections_of(parts[:2], "en"), "en") == ["c1", "c2", "r1", "r2"]
    assert [s.key for s in sections] == [
        "settings", "attribution", "conditions", "failure", "levers", "patterns",
    ]  # fmt: skip
    assert [bool(s.parts) for s in sections] == [True, True, False, True, True, False]
    assert [s.optional for s in sections] == [False, False, False, True, False, True]
    assert "bijstand sensitivity" in sections[2].absent
    other = sections_of([part(verb="sweep")], "nl")[-1]
    assert (other.key, other.title, len(other.parts)) == ("others", "Andere studies", 1)


def test_studies_of_one_kind_share_a_sentence() -> None:
    alike = [part(verb="sensitivity", leads=[n], short=n, together="In all:") for n in ("a", "b")]
    alone = part(verb="sensitivity", leads=["c"], short="c", together="Of another:")
    sections = sections_of([alike[0], alone, alike[1]], "en")
    assert answer_of(sections, "en") == ["In all: a; b.", "c"]


def test_question_and_doubts_are_those_of_the_studies() -> None:
    parts = [part(verb="robust", doubts=["x", "y"]), part(verb="run", doubts=["y"])]
    asked = question_of(parts, "en")
    assert asked.index("closes of the gap") < asked.index("levers hold up")
    assert "who says no" not in asked
    assert doubts_of(parts, "en")[:2] == ["x", "y"] and len(doubts_of(parts, "en")) == 3
    assert question_of([part(verb="sweep")], "en").startswith("What do these studies")


def robust(outcome: str, good_enough: float, **policies: list[float]) -> Robustness:
    grid = pd.DataFrame(policies)
    metrics = robustness_table(grid, outcome, good_enough)
    costs = {name: 10.0 * place for place, name in enumerate(policies)}
    groups = pd.Series("calm", index=grid.index)
    return Robustness(
        outcome, good_enough, ("cost", "kosten"), metrics, rank_reversals(metrics),
        frontier(grid, outcome, costs, "none"), group_table(grid, outcome, groups), grid,
    )  # fmt: skip


def test_levers_that_hold_up_are_led_with_by_their_gain() -> None:
    found = robust("gap_closed", 0.4, none=[0.3, 0.5] * 3, a=[0.35, 0.55] * 3,
                   dear=[0.34, 0.54] * 3, best=[0.4, 0.6] * 3, harm=[0.2, 0.4] * 3)  # fmt: skip
    lead = of_robustness._lead(found, "en")
    assert "Over 6 futures" in lead
    assert lead.index("“best”: +10.0 percentage points (10.0 to 10.0) for 30.0 persons") < (
        lead.index("“a”: +5.0 percentage points (5.0 to 5.0) for 10.0 persons")
    )
    assert "dear" not in lead and "harm" not in lead and "“none”" not in lead
    grid = of_robustness._grid(found, "en")
    assert [list(row) for row in grid.rows] == [
        ["best", "30.0", "+10.0 (10.0 to 10.0)", "yes", "yes", "0.0", "0.0", "100.0"],
        ["a", "10.0", "+5.0 (5.0 to 5.0)", "yes", "yes", "5.0", "5.0", "50.0"],
        ["dear", "20.0", "+4.0 (4.0 to 4.0)", "yes", "no", "6.0", "6.0", "50.0"],
        ["none", "0.0", "0.0 (0.0 to 0.0)", "no", "yes", "10.0", "10.0", "50.0"],
        ["harm", "40.0", "−10.0 (−10.0 to −10.0)", "yes", "no", "20.0", "20.0", "50.0"],
    ]


def test_less_is_better_in_what_holds_up() -> None:
    found = robust("lead_time_median_days", 2.0, none=[2.0, 4.0] * 3, slow=[3.0, 5.0] * 3,
                   fast=[1.25, 3.25] * 3)  # fmt: skip
    lead = of_robustness._lead(found, "en")
    assert "“fast”: +0.75 (0.75 to 0.75) for 20.0 persons" in lead and "slow" not in lead
    rows = {row[0]: row for row in of_robustness._grid(found, "en").rows}
    assert rows["fast"][5:] == ["0.00", "0.00", "50.0"]
    assert rows["none"][5:] == ["0.75", "0.75", "50.0"]
    assert rows["slow"][2] == "−1.00 (−1.00 to −1.00)" and rows["slow"][7] == "0.0"
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
        "design.factors=[conditions.agreements,conditions.urgency]", "design.points=300",
        "discover.seeds=1",
    ]  # fmt: skip
    slow = ["discover.outcome=lead_time_median_days", "discover.threshold=5"]
    where = tmp_path_factory.mktemp("boxes")
    with patch("analysis.discovery.discovery.RESAMPLES", 2):
        return {
            name: plant(where, "discover", name, failing, *words, *own)
            for name, own in {"worst": [], "slow": slow}.items()
        }


def test_a_stored_box_is_said_as_the_command_said_it(boxes: dict[str, Planted]) -> None:
    for name, threshold in (("worst", "below 10.8%"), ("slow", "above 5.00")):
        found = of_discovery.part_of(boxes[name].stored, "en")
        assert threshold in found.said[0]
        assert found.leads == found.said[:1]
        assert " ".join(found.said) == boxes[name].answer
    dutch = of_discovery.part_of(boxes["slow"].stored, "nl").said[0]
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
    found = of_discovery._threshold(stored, outcome, below=outcome == "gap_closed")
    assert low <= found <= high


@pytest.mark.parametrize(
    ("inside", "everywhere", "within", "held"),
    [(0.46, 0.3, 50, True), (0.44, 0.3, 50, False), (0.5, 0.3, 4, False)],
)
def test_a_box_leads_where_it_holds_on_points_held_out(
    boxes: dict[str, Planted], inside: float, everywhere: float, within: int, held: bool
) -> None:
    stored = boxes["worst"].stored
    numbers = {"density": inside, "base_rate": everywhere, "in_box": within, "failures": 30}
    stored.tables["check"] = stored.table("check").assign(**numbers, points=100)
    found = of_discovery.part_of(stored, "en")
    assert (found.leads == found.said[:1]) is held
    assert ("(agreements) is at most" in found.leads[0]) is held
    if not held:
        assert f"{inside:.0%} fail inside" in found.leads[0] and "30% everywhere" in found.leads[0]
        assert found.leads[0].startswith("As it is: ") and len(found.said) == 1


def test_measured_patterns_are_one_study(tmp_path: Path) -> None:
    runs = [{"asked": 4, "done": 3, "failed": 1}, {"asked": 6, "done": 6, "failed": 0}]
    times = [("2026-01-02", "2026-01-05"), ("2026-01-01", "2026-01-03")]
    studies = [
        Study(tmp_path, {"identity": {}, "status": "complete", "runs": of_runs, "started": started,
                         "written": written, "verb": "other"})
        for of_runs, (started, written) in zip(runs, times, strict=True)
    ]  # fmt: skip
    measured = {"verb": "patterns", "days": 365, "warm_up_days": 30, "first_seed": 7, "seeds": 30}
    found = _together(measured, studies)
    assert found["runs"] == {"asked": 10, "done": 9, "failed": 1}
    assert (found["started"], found["written"]) == ("2026-01-01", "2026-01-05")
    assert found["seeds"] == {"first": 7, "count": 30}
    assert found["configuration"] == {"run": {"days": 365, "warm_up_days": 30}}
    assert (found["verb"], found["status"]) == ("patterns", "complete")
    running = Study(tmp_path, {**studies[1].manifest, "status": "running"})
    assert _together(measured, [studies[0], running])["status"] == "running"
    assert patterns_study(tmp_path / "none") is None


def test_the_grid_of_a_run_holds_outcomes_and_their_differences() -> None:
    columns = ["outcome", "point", "mean", "low", "high", "runs", "missing"]
    outcomes = pd.DataFrame(
        [
            ("vetoes", 0, 4.0, 3.0, 5.0, 8, 0), ("vetoes", 1, 2.0, 1.0, 3.0, 8, 0),
            ("gap_closed", 0, 0.4, 0.35, 0.45, 8, 0), ("gap_closed", 1, 0.5, 0.4, 0.6, 8, 2),
            ("trust_end", 0, np.nan, np.nan, np.nan, 8, 8), ("trust_end", 1, 0.5, 0.4, 0.6, 8, 0),
            ("unlawful_acts", 0, 1.0, 1.0, 1.0, 8, 0), ("unlawful_acts", 1, 1.0, 1.0, 1.0, 8, 0),
        ],
        columns=columns,
    )  # fmt: skip
    differences = pd.DataFrame(
        [("vetoes", 1, -2.0, -3.0, -1.0, 8, 0), ("gap_closed", 1, 0.1, 0.05, 0.15, 8, 2),
         ("trust_end", 1, np.nan, np.nan, np.nan, 8, 8), ("unlawful_acts", 1, 0, 0, 0, 8, 0)],
        columns=columns,
    )  # fmt: skip
    found = Run(outcomes, differences, pd.DataFrame(), ["“calm”", "“storm”"])
    grid = of_run.grid_of(found, "en", narrow=False)
    assert grid.title == "“storm” beside “calm” (difference: “storm” less “calm”)"
    assert grid.strong == grid.rows[0][0] and "over 8 seeds" in grid.note
    assert list(grid.columns) == ["calm", "storm", "difference"]
    assert [list(row[1:]) for row in grid.rows] == [
        ["40.0 [35.0, 45.0]", "50.0 [40.0, 60.0]\nn/a (2 of 8 runs)",
         "+10.0 [5.0, 15.0]\nn/a (2 of 8 runs)"],
        ["4.0 [3.0, 5.0]", "2.0 [1.0, 3.0]", "−2.0 [−3.0, −1.0]"],
        ["n/a (8 of 8 runs)", "0.500 [0.400, 0.600]", "n/a (8 of 8 runs)"],
    ]  # fmt: skip
