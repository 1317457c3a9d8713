"""The figures draw the numbers of their tables, in both languages, and are files that open."""

from collections.abc import Iterator
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.image import imread

from analysis.attribution import FUNNEL, GATES, NO_GATE
from analysis.run.answer import answer as answer_of_run
from analysis.run.daily import daily_figure
from analysis.run.funnel import funnel_figure
from analysis.run.gates import gates_figure
from analysis.run.take import TakePortrait
from analysis.stored.answer import Answer
from analysis.stored.stored import Stored
from analysis.words.style import COLOURS, look
from bijstand.command_line.answer import tell
from experiments.configuration.settings import read_job
from experiments.study.study import run_study
from sim.measures.measures import OUTCOMES
from sim.measures.portrait import COURSES

SHORT = ["run.seeds=3", "run.days=120", "run.warm_up_days=20", "beside=personnel_shortage"]
TITLES = {"en": ["As it is", "Shortage of personnel"], "nl": ["Zoals het is", "Personeelstekort"]}


@pytest.fixture(scope="module")
def answer(tmp_path_factory: pytest.TempPathFactory) -> Answer:
    job = read_job(SHORT)
    study = run_study(
        job.design,
        job.frame,
        tmp_path_factory.mktemp("figures") / "study",
        seeds=job.seeds,
        keep=TakePortrait(),
        daily=True,
        about={"verb": "run", "labels": [p.label for p in job.points], "configuration": job.saved},
    )
    return answer_of_run(Stored(study))


@pytest.fixture(autouse=True)
def in_the_look() -> Iterator[None]:
    with look():
        yield


def test_titles_are_those_of_the_files() -> None:
    points = read_job(SHORT).points
    assert {lang: [p.title(lang) for p in points] for lang in ("en", "nl")} == TITLES


def test_tables_agree_with_each_other(answer: Answer) -> None:
    outcomes = answer.tables["outcomes"]
    assert set(outcomes["outcome"]) == set(OUTCOMES)
    for state in FUNNEL:
        rows = answer.tables["funnel"][answer.tables["funnel"]["end_state"] == state]
        shares = outcomes[outcomes["outcome"] == f"share_{state}"]
        # A mean of shares and a share of means differ by how much the runs' totals differ.
        assert rows["share"].to_numpy() == pytest.approx(shares["mean"].to_numpy(), abs=0.02)
    sums = answer.tables["gates"].groupby("setting")["share"].sum()
    assert sums.to_numpy() == pytest.approx(1.0)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_funnel_draws_its_table(answer: Answer, language: str) -> None:
    figure = funnel_figure(answer.tables["funnel"], TITLES[language], language)
    assert len(figure.axes) == 2
    for axes, (_, rows) in zip(
        figure.axes, answer.tables["funnel"].groupby("setting", sort=False), strict=True
    ):
        widths = [bar.get_width() for bar in axes.patches]
        assert widths[0] == pytest.approx(rows["per_year"].sum())
        assert widths[1:] == pytest.approx(list(rows["per_year"]))
        left = [bar.get_x() for bar in axes.patches[1:]]
        ends = [bar.get_x() + bar.get_width() for bar in axes.patches[1:]]
        assert ends[1:] == pytest.approx(left[:-1]), "each bar starts where the last one ended"
        assert left[-1] == pytest.approx(0.0, abs=1e-9)
        assert axes.get_xlabel()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_gates_draw_their_table(answer: Answer, language: str) -> None:
    figure = gates_figure(answer.tables["gates"], TITLES[language], language)
    axes = figure.axes[0]
    for row, (_, rows) in enumerate(answer.tables["gates"].groupby("setting", sort=False)):
        expected = rows.set_index("gate").loc[[*GATES, NO_GATE]]
        bars = [b for b in axes.patches if to_hex(b.get_facecolor()).upper() == COLOURS[row]]
        assert [b.get_width() for b in bars] == pytest.approx(list(expected["sole"] * 100))
    assert "%" in axes.get_xlabel()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_daily_draws_its_table(answer: Answer, language: str) -> None:
    figure = daily_figure(answer.tables["daily"], TITLES[language], language)
    assert len(figure.axes) == len(COURSES)
    for axes, series in zip(figure.axes, COURSES, strict=True):
        rows = answer.tables["daily"][answer.tables["daily"]["series"] == series]
        drawn = [line.get_ydata() for line in axes.get_lines()]
        expected = [part["mean"].to_numpy() for _, part in rows.groupby("setting", sort=False)]
        assert np.array_equal(drawn, expected)
        assert ((rows["low"] <= rows["high"]) & (rows["low"] >= 0)).all()


@pytest.mark.parametrize("language", ["en", "nl"])
def test_what_is_told_is_written_and_opens(answer: Answer, language: str) -> None:
    assert tell(answer.in_language(language)) == 0
    files = list((answer.stored.folder / "figures").iterdir())
    assert {f.name for f in files} == {
        f"{name}.{ending}" for name in ("funnel", "gates", "daily") for ending in ("png", "svg")
    }
    for file in files:
        if file.suffix == ".png":
            pixels = imread(file)
            assert pixels.shape[1] > 1200, "too coarse for print"
            assert 0.02 < np.mean(pixels[..., :3].min(axis=2) < 0.9) < 0.9, "blank, or all ink"
        else:
            assert ElementTree.parse(file).getroot().tag.endswith("svg")
    tables = {f.stem: pd.read_csv(f) for f in (answer.stored.folder / "tables").glob("*.csv")}
    assert set(tables) == {"outcomes", "differences", "gates", "funnel", "daily"}
    primary = tables["outcomes"].iloc[0]
    assert (primary["outcome"], primary["unit"]) == ("gap_closed", "share")
    names = {"en": "Gap closed by collaboration", "nl": "Tekort gedicht door samenwerking"}
    assert primary["label"] == names[language]
    assert len(tables["daily"]) == 2 * len(COURSES) * 120


def test_same_answer_gives_the_same_files(answer: Answer) -> None:
    told = []
    for _ in range(2):
        tell(answer)
        files = [
            f for part in ("figures", "tables") for f in (answer.stored.folder / part).iterdir()
        ]
        told.append({file.name: file.read_bytes() for file in files})
    assert told[0] == told[1] and len(told[0]) == 3 * 2 + 6, "3 figures twice, 6 tables"
