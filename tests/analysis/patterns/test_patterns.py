"""The study's claims as patterns: all declared, judged by fixed rules, measured end to end."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import bijstand
from analysis.claims.declare import ANY, at
from analysis.claims.judge import (
    FAILS,
    OPEN,
    PASSES,
    Found,
    verdict_of,
)
from analysis.claims.measure import asks_of
from analysis.patterns.declared.catalogue import patterns
from analysis.patterns.declared.claims import ROLES, claims
from analysis.patterns.declared.read_off import READINGS
from analysis.patterns.declared.special import specials_of
from analysis.patterns.document import document
from analysis.patterns.figures import patterns_figure
from analysis.patterns.words import (
    against,
    answer,
    runs_to_decide,
    told_apart,
    verdict_table,
    with_interval,
)
from analysis.words.style import look
from bijstand.command_line.main import main
from sim.errors import UserError
from sim.outcomes import DECLARED

pytestmark = pytest.mark.usefixtures("unrendered")


def test_every_claim_is_declared_and_measured() -> None:
    expected = {f"P{number:02d}" for number in range(1, 50)} - {"P31"}
    assert set(claims()) == set(patterns()) == expected
    for claim in claims().values():
        assert claim.role in ROLES and claim.section.startswith("§")
        texts = (claim.claim_en, claim.claim_nl, claim.measured_en, claim.measured_nl)
        assert all(text.strip() for text in texts)
    counts = pd.Series([claim.role for claim in claims().values()]).value_counts()
    assert counts.to_dict() == {"design": 16, "emergent": 16, "discriminating": 10, "null": 6}


def test_what_is_read_exists() -> None:
    special = {name for _, names in specials_of(None).values() for name in names}
    known = {*READINGS, *DECLARED, "plausible"}
    assert len(patterns()) == 48 <= len(list(asks_of(patterns().values())))
    for ask in asks_of(patterns().values()):
        assert ask.reading in (special if ask.study == "special" else known), ask


def test_every_pattern_has_something_to_judge_in_every_case() -> None:
    assert all(pattern.cases for pattern in patterns().values())
    for pattern in patterns().values():
        for case in pattern.cases:
            parts = pattern.parts(case.under)
            assert any(part.region != ANY for part in parts), (pattern.id, case.name())


def test_a_setting_at_its_defaults_is_one_setting() -> None:
    assert at() == at(gates="product", scenario="baseline", policy="none", unit_cost=0.5)
    assert at(trust="driver", unit_cost=0.1) == (
        ("conditions.unit_cost", 0.1),
        ("theory.trust", "driver"),
    )


def test_the_verb_measures_judges_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = [
        "patterns",
        "patterns.only=[P01,P05,P14,P44]",
        "replications=4",
        "run.days=120",
        "run.warm_up_days=10",
        "output.name=few",
    ]
    assert main([*words, "language=nl"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Van 3 resultaten slagen er" in said and "toetsen alleen de code" in said
    folder = tmp_path / "outputs/patterns/few"
    parts = pd.read_csv(folder / "tables/parts.csv", keep_default_na=True)
    verdicts = parts.drop_duplicates(["id", "case"]).set_index(["id", "case"])["case_verdict"]
    assert verdicts["P05", "drivers sum"] == FAILS and verdicts["P05", "drivers weakest"] == PASSES
    assert verdicts["P14", "default"] == PASSES and verdicts["P44", "default"] == PASSES
    runs = pd.read_parquet(folder / "main/runs/runs.parquet")
    assert len(runs) == 4 * runs["point"].nunique()
    assert {file.suffix for file in (folder / "figures").iterdir()} == {".png", ".svg"}
    text = document(folder)
    assert "| P14 | Trust plays no large part (§4.2.4) | default |" in text
    assert "replications=4 run.days=120" in text
    # The same call again runs nothing: the runs are as old as they were.
    before = (folder / "main/runs/runs.parquet").stat().st_mtime_ns
    assert main(words) == 0
    assert (folder / "main/runs/runs.parquet").stat().st_mtime_ns == before


def test_patterns_of_numbers_that_no_run_holds_are_measured_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["patterns.only=[P44]", "replications=2", "run.days=40", "run.warm_up_days=5"]
    assert main(["patterns", *words, "output.name=alone"]) == 0
    parts = pd.read_csv(tmp_path / "outputs/patterns/alone/tables/parts.csv")
    assert set(parts["id"]) == {"P44"}
    # Who weighs nothing and takes nobody away changes nothing, whatever the seeds.
    assert (parts.loc[0, ["value", "low", "high"]] == 0.0).all()
    assert bijstand.open(tmp_path / "outputs/patterns/alone").sentences()


def few() -> pd.DataFrame:
    """Two patterns as they might come out: one told apart, one against what is foreseen."""
    base = {
        "part": 0,
        "part_en": "Y",
        "part_nl": "Y",
        "value": 0.1,
        "low": 0.05,
        "high": 0.15,
        "runs": 5,
        "expected": "> 0",
        "verdict": PASSES,
    }
    rows = [
        ("P15", "trust moderator", True, PASSES),
        ("P15", "trust none", False, FAILS),
        ("P02", "default", True, FAILS),
        ("P39", "default", None, OPEN),
    ]
    return pd.DataFrame(
        [{**base, "id": i, "case": c, "foreseen": f, "case_verdict": v} for i, c, f, v in rows]
    )


def test_the_answer_says_no_more_than_the_verdicts() -> None:
    parts = few()
    assert told_apart(parts) == {"P15": "trust moderator ✓, trust none ✗"}
    assert against(parts) == [("P02", "default", FAILS)]
    said = answer(parts)
    assert said[0].startswith("Of 2 results 1 pass, 0 fail and 1 cannot be decided")
    assert "Of 1 design patterns 0 pass, 1 fail" in said[1]
    assert verdict_table(parts, "nl")["elsewhere"].iloc[0] == "trust none: faalt"


def test_how_many_runs_would_decide_is_told_of_what_is_open() -> None:
    parts = few()
    assert runs_to_decide(parts) == {} and "eight of ten" not in " ".join(answer(parts))
    parts["runs_to_tell"], parts["verdict"] = [5.0, 7.0, 9.0, 1240.0], parts["case_verdict"]
    assert runs_to_decide(parts) == {"P39": 1240.0}
    assert "by so many runs or draws: P39 1,240." in " ".join(answer(parts))
    assert "bij zoveel runs of trekkingen: P39 1.240." in " ".join(answer(parts, "nl"))


def test_a_pattern_can_be_tried_in_any_setting() -> None:
    draws = {
        "one": {"conditions.unit_cost": 0.2, "theory.trust": "driver"},
        "two": {"urgency": 0.9},
    }
    tried = patterns()["P07"].tried_in(draws)
    assert [case.name() for case in tried.cases] == ["one", "two"]
    arms = [dict(ask.arm) for ask in asks_of([tried]) if isinstance(ask.arm, tuple)]
    # What the pattern itself varies goes before the setting.
    assert {arm["conditions.unit_cost"] for arm in arms} == {0.0, 1.0}
    assert {arm.get("theory.trust") for arm in arms} == {"driver", None}
    assert {arm.get("conditions.urgency") for arm in arms} == {0.9, None}


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_figure_has_a_line_for_each_pattern(language: str) -> None:
    with look():
        figure = patterns_figure(few(), language)
    labels = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert [label.split()[-1] for label in labels if label[-3:-2] == "P"] == ["P02", "P39", "P15"]
    assert any(claims()["P15"].text(language)[:30] in label for label in labels)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["patterns.only=[P31]"], "unknown pattern 'P31'"),
        (["patterns.only=[]"], "patterns.only is []"),
        (["replications=1"], "replications is 1; allowed: a whole number from 2"),
        (["patterns.draws=few"], "patterns.draws is 'few'"),
        (["scenario=flood"], "'scenario' means nothing to bijstand patterns"),
        (["--fast"], "unknown option '--fast'"),
    ],
)
def test_the_verb_refuses_in_one_line(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["patterns", *words]) == 2
    error = capsys.readouterr().err
    assert message in error and error.count("\n") == 1


def test_a_folder_without_patterns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no patterns"):
        document(tmp_path)


def test_what_a_number_needs_to_be_read_stands_beside_it() -> None:
    noted = [claim for claim in claims().values() if claim.note_en]
    assert {"P02", "P24", "P28"} <= {claim.id for claim in noted}
    assert all(claim.note_nl for claim in noted)
    elsewhere = patterns()["P28"].parts({})[1]
    assert not elsewhere.before
    # The claim says "not more": a small rise fails it.
    assert verdict_of(Found(0.01, 0.005, 0.015, 8), elsewhere.region) == FAILS
    assert verdict_table(few(), "nl").set_index("id").loc["P02", "note"] == claims()["P02"].note_nl


def test_a_number_stands_with_its_interval_from_low_to_high() -> None:
    row = {"value": 0.1, "low": 0.05, "high": 0.15}
    assert with_interval(row) == "0.100 (0.0500 to 0.150)"
    assert with_interval(row, "nl") == "0,100 (0,0500 tot 0,150)"
