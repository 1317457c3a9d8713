"""What must be known of a result is stored with it and shown wherever it is shown."""

from __future__ import annotations

import html
import json
import re
import shutil
from pathlib import Path

import pytest

import bijstand
from analysis.report.alike import READ as COMPARED
from analysis.report.alike import unlike
from analysis.report.page import report
from analysis.stored.stored import read_stored
from analysis.words.readers import for_readers
from bijstand.command_line.main import main
from bijstand.page.case.choices import Choices
from bijstand.page.case.unseen import unseen_in
from experiments.design import make_design
from experiments.design.factors import declared_factors, named_factor
from experiments.design.frame import Frame
from experiments.study.notes import ABOUT, concerning, in_language, notes_on, once
from experiments.study.study import open_study
from tests.reading.notes import but_on_intervals

pytestmark = pytest.mark.usefixtures("unrendered", "few_draws")

EARLY = ["run.days=30", "run.warm_up_days=5", "executor=serial"]
SAID = {
    "en": "Note: scenario 'crisis', window 1 begins on day",
    "nl": "Let op: scenario 'crisis', venster 1 begint op dag",
}
READ = {
    "en": "Note: scenario “Crisis”, window 1 begins on day",
    "nl": "Let op: scenario “Crisis”, venster 1 begint op dag",
}
"""The same where nobody types anything."""


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs")
    where = [f"output.folder={folder}", "output.name=x"]
    assert main(["run", "scenario=crisis", *EARLY, "run.seeds=2", *where]) == 0
    calm = ["run.days=40", "run.warm_up_days=5", "executor=serial", *where]
    assert main(["compare", "policy=none,liaisons", "replications=2", *calm]) == 0
    return folder


@pytest.mark.parametrize(
    "words",
    [
        ["run", "scenario=crisis", "run.seeds=2"],
        ["compare", "scenario=baseline,crisis", "replications=2"],
        ["attribute", "scenario=crisis", "run.seeds=2"],
        ["sweep", "scenario=crisis", "design.factors=[agreements]", "design.points=3"],
        ["interview", "scenario=crisis", "run.seeds=2"],
        [
            "robust",
            "robust.policies=[none,liaisons]",
            "robust.draws=1",
            "robust.seeds=1",
            "robust.scenarios=[baseline,crisis]",
        ],
    ],
    ids=lambda words: words[0],
)
def test_a_crisis_after_the_last_day_is_told_where_its_name_is(
    words: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = [f"output.folder={tmp_path}", "output.name=x"]
    folder = tmp_path / words[0] / "x"
    for language, said in SAID.items():
        assert main([*words, *EARLY, *where, f"language={language}"]) == 0
        assert said in " ".join(capsys.readouterr().out.split())
        assert (folder / "answer.md").read_text(encoding="utf-8").startswith(said)
    stored = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["warnings"]
    assert all({"en", "nl"} <= set(note) <= {"en", "nl", ABOUT} for note in stored)
    others = ["'crisis'" in note["en"] for note in but_on_intervals(stored)]
    assert others in ([True], [True, False])
    for other in ("en", "nl"):
        page = report(read_stored([str(folder)]), other, "bijstand report x")
        said = f'<p class="warning">{READ[other]}'
        assert page.count(said) == 2, "below the answer and beside the study"
        assert page.index("<ol>") < page.index(said), "the answer comes first"
        assert READ["nl" if other == "en" else "en"] not in page
        assert "run.days" not in re.sub(
            r"<code>.*?</code>|<pre>.*?</pre>", "", page, flags=re.DOTALL
        )


@pytest.mark.parametrize(
    ("words", "until"),
    [
        (["run", "scenario=crisis", "run.seeds=1"], 425),
        (["run", "scenario=crisis", "run.seeds=1", "conditions.crisis_length=90"], 455),
        (
            [
                "sweep",
                "scenario=crisis",
                "design.factors=[crisis_length]",
                "design=factorial",
                "design.points=2",
            ],
            545,
        ),
    ],
)
def test_a_crisis_that_the_last_day_cuts_off_is_told_where_its_name_is(
    words: list[str], until: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = [f"output.folder={tmp_path}", "output.name=x", "executor=serial"]
    assert main([*words, "run.days=366", "run.warm_up_days=5", *where]) == 0
    line = f"Note: scenario 'crisis', window 1 lasts from day 365 up to day {until}, of which"
    assert line in " ".join(capsys.readouterr().out.split())
    (note,) = but_on_intervals(open_study(tmp_path / words[0] / "x").manifest["warnings"])
    assert "duurt van dag 365 tot dag" in note["nl"] and note["nl"].endswith("zie run.days")


@pytest.mark.parametrize(
    ("method", "en", "nl"),
    [
        (
            "sobol",
            "1 base row is fewer than the 16 that method=sobol needs",
            "1 basisrij is minder",
        ),
        ("morris", "1 trajectory is fewer than the 8 that", "1 traject is minder dan de 8 die"),
    ],
)
def test_a_study_that_is_too_small_to_say_anything_is_stored_as_one(
    method: str, en: str, nl: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [
        "sensitivity",
        f"method={method}",
        "design.points=1",
        "run.days=20",
        "design.factors=[agreements,trust_start]",
        "sensitivity.noise_points=10",
        "run.warm_up_days=5",
        "executor=serial",
        "sensitivity.ranges=[]",
        f"output.folder={tmp_path}",
        "output.name=x",
    ]
    for _ in range(2):
        assert main(words) == 0
        (note,) = open_study(tmp_path / "sensitivity" / "x").warnings
        assert note["en"].startswith(en) and note["nl"].startswith(nl)
        said = " ".join(capsys.readouterr().out.split())
        assert f"Note: {en}" in said and f"{en.split(' fewer', maxsplit=1)[0]} too few" in said


def test_a_study_that_sees_all_of_its_scenario_has_nothing_to_warn_of(outputs: Path) -> None:
    study = open_study(outputs / "compare" / "x")
    assert but_on_intervals(study.warnings) == []
    page = report(read_stored([str(study.folder)]), "en", "bijstand report x")
    (shown,) = set(re.findall('<p class="warning">(.*?)</p>', page))
    assert "intervals are Student" in shown


def test_a_figure_has_only_the_notes_on_what_it_draws(outputs: Path) -> None:
    answer = bijstand.open(outputs / "run" / "x")
    on_outcomes = set(in_language([note for note in answer.notes if note.get(ABOUT)], "en"))
    assert on_outcomes and on_outcomes < set(answer.warnings)
    others = {for_readers(line, "en") for line in set(answer.warnings) - on_outcomes}
    for name in ("funnel", "gates", "daily"):
        assert set(answer.warnings_on(name)) == others
        assert any("scenario “Crisis”" in line for line in answer.warnings_on(name))
    compared = bijstand.open(outputs / "compare" / "x")
    told = [for_readers(line, "en") for line in compared.warnings]
    assert list(compared.warnings_on("forest")) == told != []


def test_a_note_that_two_make_is_about_what_both_say() -> None:
    notes = [
        {"en": "a", "nl": "b"},
        {"en": "c", "nl": "d", ABOUT: ["x"]},
        {"en": "c", "nl": "d", ABOUT: ["y"]},
    ]
    first, second = once(notes)
    assert first == notes[0] and second[ABOUT] == ["x", "y"] and notes[1][ABOUT] == ["x"]
    assert concerning([first, second], ["z"]) == [first]
    assert concerning([first, second], ["y"]) == concerning([first, second], None)


def test_a_study_of_an_older_version_has_no_stored_notes(outputs: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(outputs / "run" / "x", tmp_path / "x")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    del manifest["warnings"]
    manifest["runs"]["failed"] = 1
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (note,) = open_study(folder).warnings
    assert note["en"].startswith("1 of 4 runs failed") and note["nl"].startswith("1 van 4 runs")


def test_words_that_a_design_does_not_reach_are_named() -> None:
    names = ["baseline", "flood", "riots", "crisis", "health_crisis"]
    factors = [named_factor("scenario", names), *declared_factors(["agreements"])]
    few = notes_on(make_design("morris", factors, 30, levels=2), Frame(days=730))
    assert [n["en"] for n in few] == [
        "of the 5 values of scenario these are not run: “Flood”, “Riots”, “Crisis”"
    ]
    assert few[0]["nl"].endswith("worden deze niet gedraaid: “Hoogwater”, “Rellen”, “Crisis”")
    asked = notes_on(make_design("morris", declared_factors(["theory.trust"]), 1), Frame(days=730))
    told = "of the 3 values of “What does trust do?” (trust) these are not run: “"
    assert asked[0]["en"].startswith(told) and "“Wat doet vertrouwen?” (trust)" in asked[0]["nl"]
    assert notes_on(make_design("lhs", factors, 30), Frame(days=730)) == []


def test_needs_that_a_run_leaves_out_are_one_note() -> None:
    (window, needs) = notes_on(
        make_design("lhs", declared_factors(["agreements"]), 2), Frame(scenario="flood", days=100)
    )
    assert "window 1" in window["en"]
    assert needs["en"] == (
        "scenario 'flood', 4 needs arise outside the run (day -180 to 100), the first on day 365:"
        " they are left out"
    )
    assert needs["nl"].startswith("scenario 'flood': 4 behoeften ontstaan buiten de run")


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_report_shows_two_notes_below_its_answer_and_folds_the_others(
    language: str, outputs: Path
) -> None:
    folders = [str(outputs / verb / "x") for verb in ("run", "compare")]
    stored = read_stored(folders)
    page = html.unescape(report(stored, language, "bijstand report x"))
    question, answer, *parts = page.split("<h2>")[1:]
    assert "warning" not in question, "the answer comes before what must be known beside it"
    shown, folded = answer.split('<details class="notes">')
    assert shown.index("</ol>") < shown.index('<p class="warning">')
    assert shown.count('<p class="warning">') == 2
    for study in stored:
        told = bijstand.open(study.folder).in_language(language).warnings
        for line in (for_readers(each, language) for each in told):
            assert line in shown + folded, "nothing is lost"
            assert any(f'<p class="warning">{line}</p>' in part for part in parts)


def test_studies_that_are_not_alike_are_told_at_the_top(outputs: Path) -> None:
    folders = [str(outputs / verb / "x") for verb in ("run", "compare")]
    stored = read_stored(folders)
    line = unlike(stored, "en")
    assert line.startswith("These studies are not alike in: measured days (30; 40)")
    assert "scenarios (" in line and "worlds" not in line and "theories" not in line
    assert "niet gelijk in: gemeten dagen (30; 40)" in unlike(stored, "nl")
    page = report(stored, "en", "bijstand report x")
    assert f'<p class="warning">{line[:40]}' in page.replace("&#39;", "'")
    assert unlike([stored[0], stored[0]], "en") == ""


@pytest.mark.parametrize("key", COMPARED)
def test_each_thing_that_numbers_rest_on_is_compared(
    key: str, outputs: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(outputs / "run" / "x", tmp_path / "x")
    stored = read_stored([str(outputs / "run" / "x"), str(folder)])
    assert unlike(stored, "en") == ""
    manifest = stored[1].study.manifest
    configuration = manifest["configuration"]
    {
        "days": lambda: configuration["run"].update(days=99),
        "warm_up_days": lambda: configuration["run"].update(warm_up_days=9),
        "scenario": lambda: None,
        "theory": lambda: None,
        "world": lambda: configuration["world"].update(path="/else/where"),
        "bijstand": lambda: manifest["versions"].update(bijstand="9.9"),
        "model": lambda: manifest["identity"].update(code="other"),
        "libraries": lambda: manifest["identity"]["libraries"].update(numpy="9.9"),
    }[key]()
    if key in ("scenario", "theory"):
        table = stored[1].study.design().table
        table[key] = {"scenario": "flood", "theory": "figure_1"}[key]
        changed = type("Changed", (), {"table": table})()
        object.__setattr__(stored[1], "study", _with_design(stored[1].study, changed))
    assert unlike(stored, "en").count("(") >= 1


def _with_design(study: object, design: object) -> object:
    class Other(type(study)):  # type: ignore[misc]
        def design(self) -> object:
            return design

    return Other(study.folder, study.manifest)  # type: ignore[attr-defined]


def test_the_page_says_it_of_what_is_chosen() -> None:
    early = Choices(scenario="crisis", days=30)
    for language in ("en", "nl"):
        (line,) = unseen_in([early, early], language)
        assert READ[language].partition(": ")[2] in line and "run.days" not in line
    assert unseen_in([Choices(scenario="crisis")], "en") == []
