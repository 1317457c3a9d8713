"""Verb, Python, report and a reopened folder give the same answer, in both languages."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import bijstand
from analysis.plausible.targets import load_targets
from analysis.report.sections import parts_of
from analysis.stored.stored import read_stored
from analysis.words.columns import COLUMNS, ITSELF
from analysis.words.readers import for_readers
from bijstand.command_line.main import main
from experiments.study.recorded import BESIDE
from sim.errors import UserError
from sim.world import load_world
from tests.reading.refusals import refusal
from tests.reading.sound_figures import ids_in

pytestmark = pytest.mark.usefixtures("unrendered", "few_boxes")

SHORT = {"days": 60, "warm_up_days": 5, "executor": "serial"}
LEVERS = ["none", "liaisons"]
TARGETS = tuple(target.name for target in load_targets(load_world())[0])


@dataclass(frozen=True)
class Question:
    """A question, asked from Python and in words."""

    ask: Callable[..., Any]
    arguments: Mapping[str, Any]
    words: tuple[str, ...]


QUESTIONS: dict[str, Question] = {
    "robust": Question(
        bijstand.robust,
        {
            "policies": LEVERS,
            "scenarios": ["baseline", "flood"],
            "theories": ["figure_2"],
            "draws": 3,
            "seeds": 1,
        },
        (
            "robust.policies=[none,liaisons]",
            "robust.scenarios=[baseline,flood]",
            "robust.theories=[figure_2]",
            "robust.draws=3",
            "robust.seeds=1",
        ),
    ),
    "voi": Question(
        bijstand.voi,
        {
            "policies": LEVERS,
            "scenarios": ["baseline", "flood"],
            "futures": 20,
            "seeds": 1,
            "persons": 90,
        },
        (
            "voi.policies=[none,liaisons]",
            "voi.scenarios=[baseline,flood]",
            "voi.futures=20",
            "voi.seeds=1",
            "voi.persons=90",
        ),
    ),
    "choose": Question(
        bijstand.choose,
        {
            "levers": ["liaisons", "core_task"],
            "scenarios": ["baseline", "flood"],
            "futures": 12,
            "fresh": 20,
            "persons": [10, 70],
        },
        (
            "choose.levers=[liaisons,core_task]",
            "choose.scenarios=[baseline,flood]",
            "choose.futures=12",
            "choose.fresh=20",
            "choose.persons=[10,70]",
        ),
    ),
    "discover": Question(
        bijstand.discover,
        {
            "factors": ["shortage_defence", "own_load_defence", "agreements"],
            "points": 90,
            "seeds": 1,
            "worst": 0.4,
        },
        (
            "design.factors=[shortage_defence,own_load_defence,agreements]",
            "design.points=90",
            "discover.seeds=1",
            "discover.worst=0.4",
        ),
    ),
    "mediate": Question(
        bijstand.mediate,
        {"theories": ["figure_2"], "seeds": 2, "necessity_points": 8, "necessity_seeds": 1},
        (
            "mediate.theories=[figure_2]",
            "run.seeds=2",
            "mediate.necessity_points=8",
            "mediate.necessity_seeds=1",
        ),
    ),
    "plausible": Question(
        bijstand.plausible,
        {"points": 70, "seeds": 1},
        ("plausible.points=70", "plausible.seeds=1"),
    ),
    "calibrate": Question(
        bijstand.calibrate,
        {"points": 100, "waves": 1, "seeds": 1, "made": 10},
        ("calibrate.points=100", "calibrate.waves=1", "calibrate.seeds=1", "calibrate.made=10"),
    ),
    "interview": Question(
        bijstand.interview,
        {"seeds": 2, "theory": {"trust": "moderator"}},
        ("run.seeds=2", "theory.trust=moderator"),
    ),
    "patterns": Question(
        bijstand.patterns,
        {"only": ["P01", "P15"], "replications": 2},
        ("patterns.only=[P01,P15]", "replications=2"),
    ),
}
WITHOUT_FIGURES = ("calibrate", "interview", "robust", "voi")
"""Those that have none, or none of so few futures."""
OF_SHORT = ("run.days=60", "run.warm_up_days=5", "executor=serial")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Ask every question by its command; the folders of the answers."""
    place = tmp_path_factory.mktemp("outputs")
    for verb, question in QUESTIONS.items():
        words = [*OF_SHORT, *question.words, f"output.folder={place}", "output.name=x"]
        with contextlib.redirect_stdout(io.StringIO()):
            assert main([verb, *words]) == 0, verb
    return {verb: place / verb / "x" for verb in QUESTIONS}


def written(folder: Path) -> str:
    return " ".join((folder / "answer.md").read_text(encoding="utf-8").split())


def bare(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with one word for what is not there."""
    return table.reset_index(drop=True).astype(object).where(table.notna().to_numpy(), None)


@pytest.mark.parametrize("verb", QUESTIONS)
def test_verb_python_report_and_a_reopened_folder_say_the_same(
    verb: str, told: dict[str, Path], tmp_path: Path
) -> None:
    folder, question = told[verb], QUESTIONS[verb]
    again = bijstand.open(folder)
    assert written(folder) == " ".join(" ".join([*again.warnings, *again.sentences()]).split())
    asked = question.ask(**question.arguments, **SHORT, folder=str(tmp_path), name="y")
    for language in ("en", "nl"):
        (part,) = parts_of(read_stored([str(folder)]), language)
        said = again.sentences(language)
        assert said == asked.sentences(language)
        assert list(part.said) == [for_readers(each, language) for each in said], (
            "a report names no keys"
        )
        shown = {picture.name for picture in part.pictures}
        assert shown <= set(again.draw) and bool(shown) == bool(again.draw)
    assert again.sentences("en") != again.sentences("nl")
    tables = {file.stem for file in (folder / "tables").glob("*.csv")}
    assert tables == set(again.tables) == set(asked.tables)
    for name, table in asked.tables.items():
        if len(table):
            pd.testing.assert_frame_equal(
                bare(table),
                bare(again.tables[name]),
                check_dtype=False,
                check_names=False,
                check_column_type=False,
            )
        for column, about in table.attrs["columns"].items():
            declared = column in COLUMNS or any(
                str(column).startswith(head) for head in ("conditions.", *LEVERS, *TARGETS)
            )
            assert declared and about["en"] and about["unit"] != ITSELF, f"{name}.{column}"
    if not asked.files:
        return
    left = [{file.name for file in place.iterdir()} for place in (asked.study.folder, folder)]
    assert left[0] == left[1], "a question from Python leaves what its command leaves"


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("verb", QUESTIONS)
def test_figures_call_everything_by_its_name_and_nothing_by_its_key(
    verb: str, language: str, told: dict[str, Path]
) -> None:
    """A key is for who types it; the tables have it."""
    answer = bijstand.open(told[verb]).in_language(language)
    assert answer.figures or verb in WITHOUT_FIGURES
    for name, figure in answer.figures.items():
        assert ids_in(figure) == [], name


@pytest.mark.parametrize("verb", QUESTIONS)
def test_figures_are_drawn_when_asked_for_in_either_language(
    verb: str, told: dict[str, Path]
) -> None:
    again = bijstand.open(told[verb])
    drawn = {file.stem for file in (told[verb] / "figures").glob("*.png")}
    assert drawn == set(again.draw)
    for name in again.draw:
        texts = [
            {
                text.get_text()
                for text in again.in_language(language).figures[name].findobj()
                if hasattr(text, "get_text")
            }
            for language in ("en", "nl")
        ]
        assert texts[0] != texts[1], name


REFUSED: tuple[tuple[Callable[[], Any], list[str]], ...] = (
    (lambda: bijstand.robust(policies=["liaison"]), ["robust", "robust.policies=[liaison]"]),
    (lambda: bijstand.robust(draws=0), ["robust", "robust.draws=0"]),
    (lambda: bijstand.robust(seeds=0), ["robust", "robust.seeds=0"]),
    (lambda: bijstand.choose(levers=["liaison"]), ["choose", "choose.levers=[liaison]"]),
    (lambda: bijstand.choose(persons=-1), ["choose", "choose.persons=-1"]),
    (lambda: bijstand.choose(euro=5e6), ["choose", "choose.euro=5e6"]),
    (lambda: bijstand.discover(worst=2), ["discover", "discover.worst=2"]),
    (lambda: bijstand.discover(outcome="gap"), ["discover", "discover.outcome=gap"]),
    (lambda: bijstand.discover(points=4), ["discover", "design.points=4"]),
    (lambda: bijstand.mediate(theories=["figure_3"]), ["mediate", "mediate.theories=[figure_3]"]),
    (lambda: bijstand.mediate(necessity_points=-1), ["mediate", "mediate.necessity_points=-1"]),
    (lambda: bijstand.plausible(waves=0), ["plausible", "plausible.waves=0"]),
    (lambda: bijstand.plausible(points=0), ["plausible", "plausible.points=0"]),
    (lambda: bijstand.interview(seeds=0), ["interview", "run.seeds=0"]),
    (lambda: bijstand.interview("floot"), ["interview", "scenario=floot"]),
    (lambda: bijstand.patterns(["P31"]), ["patterns", "patterns.only=[P31]"]),
    (lambda: bijstand.patterns(replications=1), ["patterns", "replications=1"]),
)


@pytest.mark.parametrize(("ask", "words"), REFUSED, ids=[" ".join(words) for _, words in REFUSED])
def test_python_refuses_what_the_command_line_refuses_in_the_same_words(
    ask: Callable[[], Any], words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(UserError) as refused:
        ask()
    assert main(words) == 2
    assert capsys.readouterr().err == f"bijstand: {refused.value}\n"


@pytest.mark.parametrize(
    ("verb", "beside"),
    [("mediate", "transplants"), ("plausible", "wave_2"), ("choose", "own_tasks")],
)
def test_what_is_missing_beside_a_study_is_one_line_with_its_command(
    verb: str, beside: str, told: dict[str, Path]
) -> None:
    folder = told[verb]
    (folder / beside).rename(folder / f".{beside}")
    try:
        said = refusal(lambda: bijstand.open(folder))
    finally:
        (folder / f".{beside}").rename(folder / beside)
    assert f"'{beside}'" in said or f"{beside}/manifest.json' is gone" in said
    assert f"bijstand {verb} from=" in said


def test_runs_beside_for_another_question_are_not_taken(told: dict[str, Path]) -> None:
    study = read_stored([str(told["mediate"])])[0].study
    assert study.manifest[BESIDE] == {name: name for name in ("transplants", "necessity_figure_2")}


def test_an_answer_to_another_question_is_worked_out_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the command ended before its new answer was written, the old tables are not read."""
    question = QUESTIONS["robust"]
    words = [
        "robust",
        *OF_SHORT,
        *question.words,
        f"output.folder={tmp_path}",
        "output.name=x",
        "robust.draws=5",
    ]
    assert main(words) == 0
    folder = tmp_path / "robust" / "x"
    assert read_stored([str(folder)])[0].is_answered

    def stopped(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("bijstand.command_line.answer.write", stopped)
        assert main([*words, "robust.outcome=net_added_value"]) == 130
    (stored,) = read_stored([str(folder)])
    assert not stored.is_answered
    fresh = bijstand.open(folder)
    old = pd.read_csv(folder / "tables" / "futures.csv")
    assert not old["none"].equals(fresh.tables["futures"]["none"])
    assert "net" in fresh.sentences("en")[0]
