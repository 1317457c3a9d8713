"""A question has one answer: verb, report, opened study and Python say the same of the same."""

from __future__ import annotations

import io
import re
import shutil
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import bijstand
from analysis.report.sections import parts_of
from analysis.sensitivity import material
from analysis.stored.answer import Answer
from analysis.stored.stored import read_stored
from analysis.words.columns import COLUMNS, RANGED
from analysis.words.labels import in_words
from analysis.words.readers import for_readers
from bijstand.command_line.main import WRONG_USE, main
from experiments.running import runner
from sim.errors import UserError
from tests.reading.sound_figures import ids_in

pytestmark = pytest.mark.usefixtures("unrendered")

PLAIN = {"days": 40, "warm_up_days": 5, "executor": "serial", "name": "x"}
WORDS = {
    "days": "run.days",
    "warm_up_days": "run.warm_up_days",
    "seeds": "run.seeds",
    "factors": "design.factors",
    "points": "design.points",
    "name": "output.name",
    "folder": "output.folder",
}
# Each question with few runs, as Python asks it; what is a list of names there is one here too.
ASKED: dict[str, dict[str, Any]] = {
    "run": {"scenario": "crisis", "policy": "liaisons", "seeds": 2},
    "sweep": {"factors": ["trust_start", "theory.trust"], "points": 24, "replications": 2},
    "sensitivity": {
        "factors": ["shortage_defence", "agreements", "theory.gates"],
        "points": 16,
        "method": "shapley",
        "outcomes": ["gap_closed", "together"],
        "ranges": ["halved"],
        "noise_points": 10,
        "noise_seeds": 2,
        "course_bases": 2,
        "course_levels": 2,
        "screened_points": 20,
    },
    "attribute": {"scenario": ["baseline", "crisis"], "seeds": 2},
}
PRINTED = ("run", "sweep")
OWN = (
    "outcomes",
    "ranges",
    "noise_points",
    "noise_seeds",
    "course_bases",
    "course_levels",
    "screened_points",
    "outcome",
)


def words_of(verb: str, asked: dict[str, Any]) -> list[str]:
    """Write by hand what a user types to ask the same."""
    words = []
    for name, value in asked.items():
        key = WORDS.get(name, f"{verb}.{name}" if name in OWN else name)
        if verb == "attribute" and name == "scenario" and isinstance(value, list):
            key = "attribute.scenarios"
        text = f"[{','.join(value)}]" if isinstance(value, list) else str(value)
        words.append(f"{key}={text}")
    return words


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("outputs")


@pytest.fixture(scope="module")
def told(folder: Path) -> dict[tuple[str, str], str]:
    """Return what each verb prints in each language; the second time nothing is run."""
    printed = {}
    for verb, asked in ASKED.items():
        for language in ("en", "nl"):
            with redirect_stdout(io.StringIO()) as out:
                words = words_of(verb, {**PLAIN, **asked, "folder": folder})
                assert main([verb, *words, f"language={language}"]) == 0
            shutil.copytree(folder / verb / "x", folder / language / verb)
            printed[verb, language] = flat(out.getvalue())
    return printed


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("verb", ASKED)
def test_verb_report_and_opened_study_say_the_same(
    verb: str, language: str, folder: Path, told: dict[tuple[str, str], str]
) -> None:
    place = folder / language / verb
    answer = bijstand.open(place).in_language(language)
    said = answer.sentences()
    assert len(said) > 1 and all(flat(line) in told[verb, language] for line in said)
    assert (place / "answer.md").read_text() == "\n\n".join([*answer.warnings, *said]) + "\n"
    (part,) = parts_of(read_stored([str(place)]), language)
    assert list(part.said) == [for_readers(line, language) for line in said]
    assert list(part.grids) == [g.for_readers(language) for g in answer.grids(language, False)]
    other = "nl" if language == "en" else "en"
    assert answer.sentences(other) == bijstand.open(folder / other / verb).sentences(other) != said
    # A name, or a note in a cell, may be folded over two lines of a window.
    cells = [
        [
            flat(line)
            for grid in answer.grids(language, narrow)
            for row in grid.rows
            for cell in row[1:]
            for line in cell.split("\n")
        ]
        for narrow in (False, True)
    ]
    shown = [all(cell in told[verb, language] for cell in of_width) for of_width in cells]
    assert part.grids and any(shown) == (verb in PRINTED)
    for name, table in answer.tables.items():
        written = (place / "tables" / f"{name}.csv").read_text()
        assert in_words(table, language).to_csv(index=False) == written, name
    assert {file.stem for file in (place / "tables").glob("*.csv")} == set(answer.tables)
    assert {file.stem for file in (place / "figures").iterdir()} == set(answer.figures)
    assert {picture.name for picture in part.pictures} <= set(answer.figures)


@pytest.mark.parametrize("verb", ASKED)
def test_python_asks_the_same_study(
    verb: str, folder: Path, told: dict[tuple[str, str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner.Runner, "run", lambda *_: pytest.fail("it is run again"))
    asked: Answer = getattr(bijstand, verb)(**PLAIN, **ASKED[verb], folder=str(folder))
    opened = bijstand.open(asked.study.folder)
    for language in ("en", "nl"):
        assert asked.sentences(language) == opened.sentences(language)
        assert all(flat(line) in told[verb, language] for line in asked.sentences(language))
    assert list(asked.tables) == list(opened.tables) and list(asked.draw) == list(opened.draw)
    for name, table in asked.tables.items():
        pd.testing.assert_frame_equal(table, opened.tables[name], check_exact=True)
        for column, about in table.attrs["columns"].items():
            declared = column in COLUMNS or column.startswith(tuple(RANGED))
            assert declared, f"{name}.{column} has no name in words"
            assert about["en"] and about["nl"] and about["unit"] != "of the table"


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("verb", ASKED)
def test_figures_call_everything_by_its_name_and_nothing_by_its_key(
    verb: str, language: str, folder: Path, told: object
) -> None:
    figures = bijstand.open(folder / language / verb).figures
    assert figures
    for name, figure in figures.items():
        assert ids_in(figure) == [], name


@pytest.mark.parametrize("verb", ASKED)
def test_an_answer_shows_itself(verb: str, folder: Path, told: object) -> None:
    answer = bijstand.open(folder / "en" / verb)
    lines = repr(answer).splitlines()
    assert len(lines) < 12 and lines[-1].endswith(str(folder / "en" / verb))
    shown = answer.in_language("nl")._repr_html_()
    assert shown.count("<img") == 1 and shown.count("<table") >= 1
    assert answer.sentences("nl")[0].partition(" ")[0] in shown


# What is not allowed, as Python says it and as it is typed: the same line comes back.
REFUSED: tuple[tuple[str, dict[str, Any], list[str]], ...] = (
    ("run", {"scenario": "flod"}, ["scenario=flod"]),
    ("run", {"seeds": 0}, ["run.seeds=0"]),
    ("run", {"beside": "flod"}, ["beside=flod"]),
    ("run", {"days": 0}, ["run.days=0"]),
    ("run", {"theory": {"trust": "much"}}, ["theory.trust=much"]),
    ("run", {"conditions": {"trust_start": 7.0}}, ["conditions.trust_start=7.0"]),
    ("run", {"scenario": ["flood", "crisis"]}, ["scenario=flood,crisis"]),
    ("run", {"replications": 3}, ["replications=3"]),
    ("sweep", {"points": 0}, ["design.points=0"]),
    ("sweep", {"factors": ["trust"]}, ["design.factors=[trust]"]),
    ("sweep", {"design": "grid"}, ["design=grid"]),
    ("sweep", {"replications": "auto"}, ["replications=auto"]),
    ("sweep", {"seeds": 3}, ["run.seeds=3"]),
    ("sensitivity", {"method": "shaply"}, ["method=shaply"]),
    ("sensitivity", {"ranges": ["wide"]}, ["sensitivity.ranges=[wide]"]),
    ("sensitivity", {"outcomes": ["gap"]}, ["sensitivity.outcomes=[gap]"]),
    ("sensitivity", {"method": "shapley", "design": "lhs"}, ["method=shapley", "design=lhs"]),
    ("sensitivity", {"range_points": 1}, ["sensitivity.range_points=1"]),
    ("attribute", {"outcome": "gap"}, ["attribute.outcome=gap"]),
    ("attribute", {"scenario": ["flood", "flod"]}, ["attribute.scenarios=[flood,flod]"]),
    ("attribute", {"language": "fr"}, ["language=fr"]),
)


@pytest.mark.parametrize(("verb", "asked", "words"), REFUSED, ids=str)
def test_python_refuses_in_the_words_of_the_command_line(
    verb: str, asked: dict[str, Any], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([verb, *words]) == WRONG_USE
    said = capsys.readouterr().err.removeprefix("bijstand: ").strip()
    with pytest.raises(UserError) as refused:
        getattr(bijstand, verb)(**asked)
    assert flat(str(refused.value)) == flat(said)


def test_a_wrong_argument_names_the_nearest(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="noise_points"):
        bijstand.sensitivity(noise_point=3)
    with pytest.raises(UserError, match="'crisis'"):
        bijstand.run(scenario={"crisis"})  # type: ignore[arg-type]


def test_runs_beside_a_study_that_are_not_there_are_told(folder: Path, told: object) -> None:
    asked = {**PLAIN, **ASKED["sensitivity"], "name": "bare", "outcomes": ["gap_closed"]}
    answer = bijstand.sensitivity(**asked, folder=str(folder))
    place = answer.study.folder
    assert bijstand.open(place).sentences() == answer.sentences()
    shutil.rmtree(place / "noise")
    with pytest.raises(UserError) as refused:
        bijstand.open(place)
    said = str(refused.value)
    assert f"'{place}' has no runs of 'noise'" in said and said.count("\n") == 0
    assert said.endswith(f"bijstand sensitivity from={place}/resolved_config.yaml")


def test_estimates_are_read_where_they_answer_what_is_asked(
    folder: Path, told: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = words_of("sensitivity", {**PLAIN, **ASKED["sensitivity"], "folder": folder})
    assert main(["sensitivity", *words, "output.name=read"]) == 0
    place = folder / "sensitivity" / "read"
    said = bijstand.open(place).sentences()
    with monkeypatch.context() as changed:
        changed.setattr(material, "findings_of", lambda *_: pytest.fail("it is estimated again"))
        assert bijstand.open(place).sentences() == said
    # Another question of the same runs: the tables are still those of the one before.
    other = {**PLAIN, **ASKED["sensitivity"], "name": "read", "outcomes": ["vetoes", "gap_closed"]}
    asked = bijstand.sensitivity(**other, folder=str(folder))
    tables = (place / "tables" / "indices.csv").read_text()
    assert "vetoes" not in tables
    opened = bijstand.open(place)
    assert opened.sentences() == asked.sentences() != said
    pd.testing.assert_frame_equal(opened.tables["indices"], asked.tables["indices"])
