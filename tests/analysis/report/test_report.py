"""The report stands by itself, says what its studies say, and refuses what is no study."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from analysis.attribution import part as of_attribution
from analysis.compare import part as of_settings
from analysis.compare.best_levers import best_levers
from analysis.compare.settings import Settings
from analysis.report.page import report
from analysis.report.sections import answer_of, parts_of, sections_of
from analysis.robustness import part as of_robustness
from analysis.robustness.found import Robustness, found_over
from analysis.robustness.robustness import (
    outcome_grid,
)
from analysis.sensitivity import part as of_sensitivity
from analysis.sensitivity.findings import Findings, judged
from analysis.stored.stored import read_stored
from bijstand.command_line.main import main
from tests.analysis.report.test_report_gates import gates

pytestmark = pytest.mark.usefixtures("unrendered")

A_FEW_MEGABYTES = 5_000_000
SMALL = ["run.days=60", "run.warm_up_days=10", "executor=serial"]


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with one real study of two verbs."""
    folder = tmp_path_factory.mktemp("outputs")
    where = [*SMALL, f"output.folder={folder}"]
    assert main(["run", *where, "run.seeds=3", "output.name=small"]) == 0
    assert len((folder / "run" / "small" / "answer.md").read_text()) > 100
    assert main(["attribute", *where, "run.seeds=3", "output.name=small"]) == 0
    return folder


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


@pytest.mark.parametrize("language", ["en", "nl"])
def test_the_page_stands_by_itself_in_both_languages(
    outputs: Path, language: str, tmp_path: Path
) -> None:
    folders = [str(outputs / verb / "small") for verb in ("run", "attribute")]
    words = [f"language={language}", f"output.folder={tmp_path}", "output.name=all"]
    assert main(["report", *folders, *words]) == 0
    file = tmp_path / "report" / "all" / ("report.html" if language == "en" else "rapport.html")
    page = file.read_text(encoding="utf-8")
    assert len(page) < A_FEW_MEGABYTES
    assert f'<html lang="{language}">' in page
    sources = re.findall(r"""(?:src|href|data|action)\s*=\s*["']([^"']*)""", page)
    assert len(sources) >= 4 and all(source.startswith("data:") for source in sources)
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style and "@import" not in style and "<script" not in page
    said = text_of(page)
    absent = (
        "no study of bijstand robust" if language == "en" else "geen studie van bijstand robust"
    )
    assert absent in said
    for folder in folders:
        assert page.count(f"from={folder}/resolved_config.yaml</code>") >= 2
    expected = "Who says no, and what it would bring" if language == "en" else "Wie nee zegt"
    assert expected in said


def test_a_question_of_the_user_stands_in_the_page_as_text(outputs: Path) -> None:
    stored = read_stored([str(outputs / "run" / "small")])
    page = report(stored, "en", "bijstand report x", "What <b>now</b>?")
    assert "What &lt;b&gt;now&lt;/b&gt;?" in page


def test_numbers_of_the_answer_are_those_of_the_stored_tables(outputs: Path) -> None:
    folder = outputs / "attribute" / "small"
    parts = parts_of(read_stored([str(folder)]), "en")
    answer = answer_of(sections_of(parts, "en"), "en")
    gates = pd.read_csv(folder / "tables" / "who_says_no.csv")
    most = gates[gates["gate"] != "none"].sort_values("share").iloc[-1]
    assert f"({most['share']:.1%}".removesuffix("%").removesuffix(".0") in answer[0]


def settings(second: float, lever: float) -> Settings:
    luck = np.random.default_rng(1).normal(0, 0.01, 20)
    other = np.random.default_rng(2).normal(0, 0.01, 20)
    return Settings(
        "gap_closed",
        {
            ("“calm”", "“none”"): 0.4 + luck,
            ("“calm”", "“lever”"): 0.4 + lever + luck + other / 2,
            ("“crisis”", "“none”"): second + other,
            ("“crisis”", "“lever”"): second + lever + other + luck / 2,
        },
    )


def test_a_difference_is_only_claimed_where_its_interval_excludes_zero() -> None:
    clear, vague = settings(0.3, 0.05), settings(0.4, 0.0)
    said = [" ".join(of_settings._scenarios(found, "en")) for found in (clear, vague)]
    assert "do not tell the two apart" not in said[0]
    assert "do not tell the two apart" in said[1]
    best = [best_levers(found, "en")[0] for found in (clear, vague)]
    assert "“lever” brings most under “calm”, +5" in best[0] and "none can be told" not in best[0]
    assert "none can be told from “none” under “calm” and “crisis”" in best[1]
    assert "brings most" not in best[1]
    calm = clear.values[("“calm”", "“none”")]
    same = Settings("gap_closed", {**clear.values, ("“crisis”", "“none”"): calm})
    assert "exactly the same" in of_settings._scenarios(same, "en")[0]


def worths(first: tuple[float, float], second: tuple[float, float]) -> str:
    rows = [
        ("want", *first),
        ("can", *second),
        ("may", -0.01, 0.01),
    ]
    table = gates("worth", **{gate: ((low + high) / 2, low, high) for gate, low, high in rows})
    return of_attribution.most(table, "“calm”", "gap_closed", "en")[1]


def test_a_gate_is_only_named_where_the_runs_tell_it_from_the_others() -> None:
    assert worths((0.2, 0.3), (0.0, 0.1)).startswith("“calm”, +25.0 percentage points")
    assert "do not tell apart" in worths((0.2, 0.3), (0.15, 0.25))
    assert "no gate whose worth" in worths((-0.1, 0.3), (-0.2, 0.1))


def findings(told: bool, apart: bool) -> Findings:
    rows = [
        ("theory.gates", 0.5, 0.4, 0.6),
        ("conditions.trust_start", 0.2, 0.1, 0.3 if apart else 0.45),
        ("conditions.dummy", 0.0, 0.0, 0.0),
    ]
    table = pd.DataFrame(rows, columns=["factor", "estimate", "low", "high"])
    table = table.assign(index="shapley", told_from_dummy=told)
    return Findings("shapley", "gap_closed", judged(table, "shapley", 16), where="“calm”")


def test_conditions_are_only_named_where_they_are_told_from_the_dummy() -> None:
    named = of_sensitivity._lead(findings(True, True), "en")
    assert "“How do willing, able and allowed combine?” (50% of the variance, 40 to 60)" in named
    assert "overlap" not in named
    assert "which comes first is not clear" in of_sensitivity._lead(findings(True, False), "en")
    short = [of_sensitivity._short(findings(True, apart), "en") for apart in (True, False)]
    assert ["which comes first" in said for said in short] == [False, True]
    nothing = of_sensitivity._lead(findings(False, True), "en")
    assert "no condition or switch can be told" in nothing and "combine" not in nothing
    assert "trust_start" in of_sensitivity._lead(findings(True, True), "nl")


def robustness(gain: float) -> Robustness:
    rng = np.random.default_rng(3)
    rows = [
        (policy, future, 1, 0.4 + (gain if policy == "lever" else 0) + luck * 0.02)
        for future in range(30)
        for policy, luck in zip(("none", "lever"), rng.normal(size=2), strict=True)
    ]
    runs = pd.DataFrame(rows, columns=["policy", "future", "seed", "gap_closed"])
    grid = outcome_grid(runs, "gap_closed")
    groups = pd.Series("calm", index=grid.index)
    return found_over(grid, "gap_closed", 0.4, {"none": 0.0, "lever": 12.0}, groups)


def test_a_lever_is_only_praised_where_its_gain_is_told_from_zero() -> None:
    assert "“lever”: +9.9 percentage points (" in of_robustness._lead(robustness(0.1), "en")
    assert "no lever has a gain" in of_robustness._lead(robustness(0.0), "en")
    assert "geen enkele maatregel" in of_robustness._lead(robustness(0.0), "nl")


def test_measured_patterns_have_a_section_with_their_verdicts(tmp_path: Path) -> None:
    where = [*SMALL, f"output.folder={tmp_path}", "output.name=few", "replications=2"]
    assert main(["patterns", *where, "patterns.only=[P01,P15]"]) == 0
    parts = parts_of(read_stored([str(tmp_path / "patterns" / "few")]), "nl")
    section = next(s for s in sections_of(parts, "nl") if s.key == "patterns")
    rows = [row for grid in section.parts[0].grids for row in grid.rows]
    assert [row[0][:3] for row in rows] == ["P15", "P01"], "results first, design last"
    assert all(row[2] in ("slaagt", "faalt", "niet te beslissen") for row in rows)
    assert "slagen er" in answer_of(sections_of(parts, "nl"), "nl")[0]


def refused(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main(["report", *words]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1 and "Traceback" not in said
    return said


def test_bad_input_is_refused_in_one_line(
    outputs: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    study = str(outputs / "run" / "small")
    assert "at least one folder" in refused([], capsys)
    assert "there is no folder 'nowhere'" in refused(["nowhere"], capsys)
    assert "holds no study" in refused([str(tmp_path)], capsys)
    assert "given twice" in refused([study, f"{study}/"], capsys)
    assert "allowed" in refused([study, "language=fr"], capsys)
    assert "question" in refused([study, "qestion=x"], capsys)
    (tmp_path / "file").write_text("")
    assert "cannot be written" in refused([study, f"output.folder={tmp_path}/file"], capsys)
    for key, change in (("identity", "other"), ("status", "running")):
        other = tmp_path / key
        shutil.copytree(outputs / "attribute" / "small", other)
        manifest = json.loads((other / "manifest.json").read_text())
        if key == "identity":
            manifest["identity"]["code"] = change
        else:
            manifest["status"] = change
        (other / "manifest.json").write_text(json.dumps(manifest))
        expected = "different versions" if key == "identity" else "is not finished"
        assert expected in refused([study, str(other)], capsys)
    (tmp_path / "status").rename(tmp_path / "bare")
    manifest = tmp_path / "bare" / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"running"', '"complete"'))
    shutil.rmtree(tmp_path / "bare" / "tables")
    assert "tables/causes.csv' is gone" in refused([str(tmp_path / "bare")], capsys)
    content = json.loads(manifest.read_text())
    manifest.write_text(json.dumps({**content, "answer": {}}))  # its answer was never finished
    shutil.rmtree(tmp_path / "bare" / "figures")
    (tmp_path / "bare" / "answer.md").unlink()
    capsys.readouterr()
    assert main(["report", str(tmp_path / "bare"), f"output.folder={tmp_path}"]) == 0
