"""Studies that ship, and those of another version of the model: shown, refused, computed anew."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from analysis.stored.stored import read_stored
from bijstand.page.case.asked import comparisons
from bijstand.page.case.case import Case
from bijstand.page.work.asking import place_of
from bijstand.page.work.pool import Pool, Share
from bijstand.page.work.shelf import READY, is_complete, lay_ready, pack_ready
from bijstand.page.work.turns import Turns
from bijstand.page.work.worked_out import Workshop
from bijstand.ready import ready_questions, ships
from bijstand.verbs.looking.for_page import asking
from experiments.study.files import MANIFEST

WORDS = (
    "scenario=baseline",
    "policy=none,mit",
    "replications=3",
    "run.days=20",
    "run.warm_up_days=2",
)
QUESTION = replace(comparisons(Case())[0], words=WORDS, size=3)


def a_share() -> Share:
    return Share(Pool(), Turns().join(), lambda _: None)


@pytest.fixture
def share() -> Share:
    return a_share()


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study as it ships, and an empty folder to work in."""
    made = tmp_path / "made"
    made.mkdir()
    monkeypatch.chdir(made)
    Workshop(asking(), shipped=made / "nothing").work_out(QUESTION, a_share())
    file = tmp_path / "ready.zip"
    assert pack_ready(made / "outputs", ships, file) > 3
    (tmp_path / "reader").mkdir()
    monkeypatch.chdir(tmp_path / "reader")
    return file


def place() -> Path:
    return place_of(asking().job(QUESTION.verb, QUESTION.words), QUESTION.verb)


def altered(file: Path, into: Path, **identity: Any) -> Path:
    """Return what ships as if another version of the model had made it."""
    with ZipFile(file) as before, ZipFile(into, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            if name.endswith(MANIFEST):
                content = json.loads(data)
                content["identity"] |= identity
                data = json.dumps(content).encode()
            after.writestr(name, data)
    return into


def test_what_ships_is_there_at_once_and_is_a_study_like_any_other(
    shipped: Path, share: Share
) -> None:
    workshop = Workshop(asking(), shipped=shipped)
    assert workshop.is_stored(QUESTION)
    found = workshop.work_out(QUESTION, share)
    assert share.done == 0, "it was computed again"
    assert found.folder == place()
    (stored,) = read_stored([str(found.folder)])
    assert len(stored.study.joined()) == 6
    assert [path.name for path in place().parent.iterdir()] == [place().name]


@pytest.mark.parametrize("other", [{"code": "0" * 16}, {"libraries": {"numpy": "1.0"}}])
def test_what_another_model_made_is_refused_and_computed_anew(
    shipped: Path, tmp_path: Path, share: Share, other: dict[str, Any]
) -> None:
    workshop = Workshop(asking(), shipped=altered(shipped, tmp_path / "old.zip", **other))
    assert not workshop.is_stored(QUESTION)
    assert not place().exists()
    workshop.work_out(QUESTION, share)
    assert share.done == 6


def test_a_readers_folder_of_another_model_is_left_alone_and_computed_anew_beside_it(
    shipped: Path, share: Share
) -> None:
    assert lay_ready(QUESTION.verb, place(), shipped)
    manifest = place() / MANIFEST
    content = json.loads(manifest.read_text())
    content["identity"]["code"] = "0" * 16
    manifest.write_text(json.dumps(content))
    before = manifest.read_bytes()
    workshop = Workshop(asking(), shipped=shipped)
    assert not workshop.is_stored(QUESTION)
    found = workshop.work_out(QUESTION, share)
    assert share.done == 6
    assert found.folder != place()
    assert found.folder.name.startswith(place().name)
    assert is_complete(found.folder)
    assert manifest.read_bytes() == before


def test_nothing_is_laid_over_what_lies_there(shipped: Path) -> None:
    place().mkdir(parents=True)
    assert not lay_ready(QUESTION.verb, place(), shipped)
    assert list(place().iterdir()) == []


def test_what_ships_answers_the_ready_questions() -> None:
    """Where this fails: ``make ready``."""
    with ZipFile(READY) as ready:
        there = {name.rpartition("/")[0] for name in ready.namelist() if name.endswith(MANIFEST)}
    verbs = asking()

    def folder(verb: str, words: Sequence[str]) -> str:
        return f"{verb}/{place_of(verbs.job(verb, words), verb).name}"

    assert {folder(q.verb, q.words) for q in ready_questions()} <= there
    assert READY.stat().st_size < 2_000_000
