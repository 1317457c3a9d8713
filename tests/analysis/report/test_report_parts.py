"""What sensitivity, robustness and discovery put into a report, and what the conditions rest on."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.report import sections as report_sections
from analysis.report.evidence import _grade, evidence_grid
from analysis.report.sections import doubts_of, question_of, sections_of
from analysis.run import table as of_run
from analysis.run.words import Findings as Run
from analysis.sensitivity import part as of_sensitivity
from analysis.sensitivity.estimation.fewest import FEWEST
from analysis.sensitivity.findings import Findings, judged
from analysis.sensitivity.grid import grid_of, key_of
from analysis.stored.measured import _together, patterns_study
from analysis.stored.part import Part
from analysis.words.factors import factor_name, name_and_key, short_name
from analysis.words.readers import for_readers
from experiments.study.study import Study

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
        ways = {
            "urgency": (-0.3, -0.1),
            "agreements": (0.1, 0.3),
            "joint_goal": (-0.1, 0.2),
            "blocking": (0.0, 0.1),
            "dummy": (0.0, 0.0),
        }
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
        "urgency]",
        "agreements]",
        "joint_goal]",
        "blocking]",
    ]
    dutch = grid_of(found, found.told(), 2, "nl")
    assert [row[1:] for row in dutch.rows] == [
        ["30,0", "26,0", "34,0", "verlaagt", "ja"],
        ["20,0", "16,0", "24,0", "verhoogt", "ja"],
    ]
    shares = grid_of(findings("shapley", 1), ["conditions.urgency"], 2, "en")
    assert [row[1:] for row in shares.rows] == [
        ["30.0", "26.0", "34.0", "yes"],
        ["20.0", "16.0", "24.0", "no"],
    ]
    assert found.told() == ["conditions.urgency", "conditions.agreements"]


def part(**given: object) -> Part:
    base = {"verb": "run", "where": "", "leads": [], "said": [], "command": ""}
    return Part(**{**base, **given})  # type: ignore[arg-type]


def test_the_evidence_of_conditions_and_switches() -> None:
    named = ["conditions.shared_values", "theory.trust", "conditions.trust_start", "scenario"]
    parts = [part(factors=named[:2]), part(factors=named)]
    grid = evidence_grid(parts, "en")
    assert grid is not None
    names = [factor_name(name, "en") for name in named[:3]]
    assert [row[0] for row in grid.rows] == names, "each once, in their order, without a key"
    _, trust, start = (row[1:] for row in grid.rows)
    answers = "nothing; strengthens or weakens willingness; a driver of its own"
    assert trust[:3] == ["nothing", answers, "open question of theory"]
    assert start[:3] == ["0.6", "0.3 – 0.9", "judgement (a prior)"]
    assert start[3].startswith("thesis §4.2.4")
    dutch = evidence_grid(parts, "nl")
    assert dutch is not None
    assert dutch.rows[2][1:4] == ["0,6", "0,3 – 0,9", "oordeel (een prior)"]
    assert len(grid.columns) == len(grid.rows[0]) - 1 == 4
    assert evidence_grid([part()], "en") is None


@pytest.mark.parametrize(
    ("source", "grade"),
    [
        ("F012", "figure"),
        ("value and range: prior (assumption)", "prior"),
        ("value: figures F012; range: prior", "figure_judged_range"),
    ],
)
def test_what_a_condition_rests_on_is_read_off_its_source(source: str, grade: str) -> None:
    assert _grade(source) == grade


def test_the_answer_hears_every_section_before_a_second_sentence() -> None:
    parts = [
        part(verb="robust", leads=["r1", "r2"]),
        part(verb="compare", leads=["c1", "c2"]),
        part(verb="attribute", leads=["a1"]),
        part(verb="compare", leads=["d1", "d2"]),
        part(verb="discover", leads=["x1"]),
    ]
    sections = sections_of(parts, "en")
    # First sentences of first studies, section by section; then that of the second comparison.
    assert report_sections.answer_of(sections, "en") == ["c1", "d1", "a1", "x1", "r1"]
    assert report_sections.answer_of(sections_of(parts[:2], "en"), "en") == ["c1", "c2", "r1", "r2"]
    asked = {s.key: bool(s.parts) for s in sections if not s.optional}
    more = {s.key: bool(s.parts) for s in sections if s.optional}
    assert asked == {"settings": True, "attribution": True, "conditions": False, "levers": True}
    assert more == {
        "failure": True,
        "choice": False,
        "first": False,
        "calibration": False,
        "patterns": False,
    }
    assert [s.key for s in sections][-3:] == ["first", "calibration", "patterns"]
    assert "bijstand sensitivity" in sections[2].absent
    other = sections_of([part(verb="sweep")], "nl")[-1]
    assert (other.key, other.title, len(other.parts)) == ("others", "Andere studies", 1)


def test_studies_of_one_kind_share_a_sentence() -> None:
    alike = [part(verb="sensitivity", leads=[n], short=n, together="In all:") for n in ("a", "b")]
    alone = part(verb="sensitivity", leads=["c"], short="c", together="Of another:")
    sections = sections_of([alike[0], alone, alike[1]], "en")
    assert report_sections.answer_of(sections, "en") == ["In all: a; b.", "c"]


def test_question_and_doubts_are_those_of_the_studies() -> None:
    parts = [part(verb="robust", doubts=["x", "y"]), part(verb="run", doubts=["y"])]
    asked = question_of(parts, "en")
    assert asked.index("closes of the gap") < asked.index("levers hold up")
    assert "who says no" not in asked
    assert doubts_of(parts, "en")[:2] == ["x", "y"] and len(doubts_of(parts, "en")) == 3
    assert question_of([part(verb="sweep")], "en").startswith("What do these studies")


def test_measured_patterns_are_one_study(tmp_path: Path) -> None:
    runs = [{"asked": 4, "done": 3, "failed": 1}, {"asked": 6, "done": 6, "failed": 0}]
    times = [("2026-01-02", "2026-01-05"), ("2026-01-01", "2026-01-03")]
    studies = [
        Study(
            tmp_path,
            {
                "identity": {},
                "status": "complete",
                "runs": of_runs,
                "started": started,
                "written": written,
                "verb": "other",
            },
        )
        for of_runs, (started, written) in zip(runs, times, strict=True)
    ]
    measured = {"verb": "patterns", "days": 365, "warm_up_days": 30, "first_seed": 7, "seeds": 30}
    found = _together(measured, studies)
    assert found["runs"] == {"asked": 10, "done": 9, "failed": 1}
    assert (found["started"], found["written"]) == ("2026-01-01", "2026-01-05")
    assert found["seeds"] == {"first": 7, "count": 30}
    run = {"days": 365, "warm_up_days": 30}
    assert found["configuration"] == {"run": run, "language": "en"}
    assert (found["verb"], found["status"]) == ("patterns", "complete")
    running = Study(tmp_path, {**studies[1].manifest, "status": "running"})
    assert _together(measured, [studies[0], running])["status"] == "running"
    assert patterns_study(tmp_path / "none") is None


def test_the_grid_of_a_run_holds_outcomes_and_their_differences() -> None:
    columns = ["outcome", "point", "mean", "low", "high", "runs", "missing"]
    outcomes = pd.DataFrame(
        [
            ("vetoes", 0, 4.0, 3.0, 5.0, 8, 0),
            ("vetoes", 1, 2.0, 1.0, 3.0, 8, 0),
            ("gap_closed", 0, 0.4, 0.35, 0.45, 8, 0),
            ("gap_closed", 1, 0.5, 0.4, 0.6, 8, 2),
            ("trust_end", 0, np.nan, np.nan, np.nan, 8, 8),
            ("trust_end", 1, 0.5, 0.4, 0.6, 8, 0),
            ("unlawful_acts", 0, 1.0, 1.0, 1.0, 8, 0),
            ("unlawful_acts", 1, 1.0, 1.0, 1.0, 8, 0),
        ],
        columns=columns,
    )
    differences = pd.DataFrame(
        [
            ("vetoes", 1, -2.0, -3.0, -1.0, 8, 0),
            ("gap_closed", 1, 0.1, 0.05, 0.15, 8, 2),
            ("trust_end", 1, np.nan, np.nan, np.nan, 8, 8),
            ("unlawful_acts", 1, 0, 0, 0, 8, 0),
        ],
        columns=columns,
    )
    told = {"chance": np.nan, "way": "student", "flag": ""}
    outcomes, differences = outcomes.assign(**told), differences.assign(**told)
    found = Run(outcomes, differences, pd.DataFrame(), ["“calm”", "“storm”"])
    grid = of_run.grid_of(found, "en", narrow=False)
    assert grid.title == "“storm” beside “calm” (difference: “storm” less “calm”)"
    assert grid.strong == grid.rows[0][0] and "over 8 seeds" in grid.note
    assert list(grid.columns) == ["calm", "storm", "difference"]
    assert [list(row[1:]) for row in grid.rows] == [
        [
            "40.0 [35.0, 45.0]",
            "50.0 [40.0, 60.0]\nn/a (2 of 8 runs)",
            "+10.0 [5.0, 15.0]\nn/a (2 of 8 runs)",
        ],
        ["4.0 [3.0, 5.0]", "2.0 [1.0, 3.0]", "−2.0 [−3.0, −1.0]"],
        ["n/a (8 of 8 runs)", "0.500 [0.400, 0.600]", "n/a (8 of 8 runs)"],
    ]


def test_a_report_names_factors_without_the_keys_that_commands_take() -> None:
    """What else stands in brackets stays: numbers, other words, and what a key is part of."""
    factors = ("conditions.trust_start", "theory.gates", "world.needs_per_year.flood")
    for language in ("en", "nl"):
        for factor in factors:
            said = f"{name_and_key(factor, language)}: 22.3% (0 to 76.4), (gates open)."
            assert f" ({short_name(factor)})" in said
            assert for_readers(said, language) == said.replace(f" ({short_name(factor)})", "")
