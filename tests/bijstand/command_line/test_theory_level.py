"""``theory.level``: understood the same by every verb that takes theories, told, kept, refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import bijstand
from bijstand.command_line.main import main
from experiments.configuration.settings import read_job
from experiments.configuration.study import read_study
from experiments.design import make_design
from experiments.design.factors import declared_factors, named_factor
from experiments.design.frame import Frame
from experiments.study.notes import notes_on
from experiments.study.study import run_points
from sim import simulate
from sim.setting.theories.level import LEVELS, NEUTRAL
from sim.setting.theories.levelling import level_of
from sim.world import load_world
from tests.reading.notes import but_on_intervals
from tests.reading.refusals import refusal

pytestmark = pytest.mark.usefixtures("unrendered", "few_draws")

SHORT = ["run.days=60", "run.warm_up_days=10"]


@pytest.mark.parametrize("level", LEVELS)
def test_a_run_and_a_study_take_the_same_key(level: str) -> None:
    words = [*SHORT, "theory=triade", f"theory.level={level}"]
    assert read_job(words).points[-1].theory.level == level
    frame = read_study([*words, "design.factors=[trust_start]", "design.points=4"], "sweep").frame
    assert frame.point({}).theory.level == level
    put = frame.setting({"conditions.trust_start": 0.6}).level
    assert put == level_of(read_job(words).points[-1].theory, load_world())
    assert (put == NEUTRAL) == (level == "raw")


def test_standardised_is_the_default_of_command_line_file_and_python() -> None:
    assert read_job(SHORT).points[0].theory.level == "standardised"
    saved = read_job([*SHORT, "theory=triade"]).saved["theory"]
    assert saved["level"] == "standardised"
    plain, raw = (
        simulate(theory=theory, days=100, daily=False).outcomes["gap_closed"]
        for theory in ({"drivers": "weakest"}, {"drivers": "weakest", "level": "raw"})
    )
    assert plain > raw + 0.1


def test_a_point_of_a_design_can_have_a_level_of_its_own() -> None:
    frame = Frame(theory="triade", days=60, warm_up_days=10)
    found = run_points(frame, [{"theory.level": level} for level in LEVELS], seeds=3)
    alone = [
        run_points(
            Frame(theory="triade", switches={"level": level}, days=60, warm_up_days=10),
            [{"policy": "none"}],
            seeds=3,
        )["gap_closed"].mean()
        for level in LEVELS
    ]
    assert found.groupby("point")["gap_closed"].mean().tolist() == pytest.approx(alone, abs=0)
    assert len(set(alone)) == len(LEVELS)


@pytest.mark.parametrize("key", ["theory.level", "compare.level"])
def test_compare_tells_at_which_level_in_both_languages(
    key: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = ["compare", "theory=figure_2,triade", f"{key}=level", "replications=2", *SHORT]
    assert main([*words, "output.name=x", "executor=threads"]) == 0
    said = "where the spread is alike too (theory.level=standardised)."
    assert said in " ".join(capsys.readouterr().out.split())
    manifest = json.loads((tmp_path / "outputs/compare/x/manifest.json").read_text())
    (note,) = but_on_intervals(manifest["warnings"])
    assert "op het niveau van “Het tweede model van de studie” gebracht" in note["nl"]
    assert note["nl"].endswith("als de spreiding gelijk is (theory.level=standardised)")
    assert manifest["configuration"]["theory"]["level"] == "level"


def test_a_study_of_figure_2_alone_says_nothing_of_levels() -> None:
    design = make_design("lhs", declared_factors(["trust_start"]), 8)
    assert notes_on(design, Frame(days=730)) == []
    varied = make_design("lhs", declared_factors(["theory.drivers"]), 30)
    theories = make_design("factorial", [named_factor("theory", ["figure_2", "figure_1"])], 2)
    for each, frame in (
        (varied, Frame()),
        (theories, Frame()),
        (design, Frame(theory="triade")),
    ):
        (note,) = notes_on(each, frame)
        assert "theory.level=standardised" in note["en"]
    (note,) = notes_on(varied, Frame(switches={"level": "raw"}))
    assert "theory.level=raw" in note["en"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["theory.level=rough"], ["theory.level", "'rough'", "standardised, level, raw"]),
        (["theory.levels=raw"], ["did you mean 'theory.level'"]),
        (["level=raw"], ["allowed: theory.level"]),
    ],
)
def test_what_is_no_level_is_refused_in_one_line(words: list[str], said: list[str]) -> None:
    message = refusal(lambda: read_job(words))
    assert all(word in message for word in said), message


def test_compare_in_python_takes_a_level(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    given = {"replications": 2, "days": 60, "warm_up_days": 10, "executor": "threads"}
    answer = bijstand.compare(theory=["figure_2", "triade"], level="raw", **given)
    assert any("theory.level=raw" in warning for warning in answer.warnings)
