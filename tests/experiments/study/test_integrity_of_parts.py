"""What is written in parts is there whole or not at all, and vouches for nothing else."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from bijstand.command_line.main import main
from bijstand.verbs.stored.verify import NOT_WHOLE
from experiments.study import study_folder
from experiments.study.artefacts import MAKING, artefacts
from experiments.study.files import MANIFEST
from experiments.study.integrity import integrity_of
from experiments.study.output import ANSWER
from experiments.study.study import open_study, run_study
from tests.experiments.study.test_resume import stop_after
from tests.made.studies import SHORT, edit, keeps_a_course, small_design
from tests.reading.refusals import refusal

pytestmark = pytest.mark.usefixtures("unrendered")


def test_clock_that_is_set_back_makes_no_negative_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    times = iter(
        [datetime(2026, 10, 25, 3, tzinfo=UTC), *[datetime(2026, 10, 25, 2, tzinfo=UTC)] * 99]
    )
    monkeypatch.setattr(study_folder, "datetime", SimpleNamespace(now=lambda zone: next(times)))
    manifest = run_study(small_design(), SHORT, tmp_path / "study").manifest
    assert manifest["seconds"] >= 0.0
    started, written = (datetime.fromisoformat(manifest[key]) for key in ("started", "written"))
    assert started <= written < started + timedelta(minutes=30)


def test_chunk_of_an_unfinished_study_is_checked_too(tmp_path: Path) -> None:
    stop_after(tmp_path / "half", 3)
    assert not open_study(tmp_path / "half").complete
    assert main(["verify", str(tmp_path)]) == 0
    edit(sorted((tmp_path / "half" / "runs").glob("part-*"))[0])
    assert "part-" in refusal(lambda: open_study(tmp_path / "half"))
    assert main(["verify", str(tmp_path)]) == NOT_WHOLE


def test_study_below_another_belongs_to_it(tmp_path: Path) -> None:
    place = tmp_path / "above"
    run_study(small_design(), SHORT, place, seeds=1)
    run_study(small_design(), SHORT, place / "noise", seeds=1, keep=keeps_a_course)
    with artefacts(place) as making:
        (making / ANSWER).write_text("so it is")
    assert integrity_of(place, open_study(place).manifest).extra == []
    manifest = json.loads((place / "noise" / MANIFEST).read_text())
    (place / "noise" / MANIFEST).write_text(json.dumps({**manifest, "replications": 9}))
    assert f"noise/{MANIFEST}" in refusal(lambda: open_study(place))


def test_answer_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    place = tmp_path / "study"
    run_study(small_design(), SHORT, place, seeds=1)
    with artefacts(place) as making:
        (making / ANSWER).write_text("first")
        (making / "tables").mkdir()
        (making / "tables" / "old.csv").write_text("a\n1\n")
    with pytest.raises(ZeroDivisionError), artefacts(place) as making:
        (making / ANSWER).write_text("half of a second")
        _ = 1 / 0
    assert (place / ANSWER).read_text() == "first" and not (place / MAKING).exists()
    with artefacts(place) as making:
        (making / ANSWER).write_text("second")
    assert (place / ANSWER).read_text() == "second"
    assert not (place / "tables" / "old.csv").exists(), "it was of the first answer"
    open_study(place)


def test_crash_while_an_answer_is_put_in_place_vouches_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "study"
    run_study(small_design(), SHORT, place, seeds=1)

    def answer(text: str) -> None:
        with artefacts(place) as making:
            (making / "tables").mkdir()
            for name in ("one", "two"):
                (making / "tables" / f"{name}.csv").write_text(f"a\n{text}\n")

    answer("1")

    def crash(draft: Path, file: Path) -> None:
        os.replace(draft, file)
        raise SystemExit

    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr("experiments.study.artefacts.put_in_place", crash)
        answer("2")
    said = refusal(lambda: open_study(place))
    assert "tables/one.csv" in said and "not among what the study wrote" in said
    answer("2")
    open_study(place)
