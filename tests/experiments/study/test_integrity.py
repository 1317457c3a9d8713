"""Results are what was written, or that is said: when a study is opened, reported or verified."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bijstand.command_line.main import WRONG_USE, main
from bijstand.verbs.stored.verify import NOT_WHOLE
from experiments.study.files import MANIFEST, RESOLVED, digest_of
from experiments.study.output import ANSWER
from experiments.study.recorded import ANSWER_FILES, FILES, stored_manifest
from experiments.study.study import open_study
from sim.errors import UserError
from tests.made.studies import edit
from tests.reading.refusals import refusal

pytestmark = pytest.mark.usefixtures("unrendered")

SMALL = ["run.days=20", "run.warm_up_days=5", "executor=serial", "output.name=x"]


# One of every kind of file that a study of bijstand run leaves.
KINDS = (
    "runs/runs.parquet",
    "failures.parquet",
    "kept.parquet",
    "design.parquet",
    "resolved_config.yaml",
    "answer.md",
    "tables/outcomes.csv",
    "tables/daily.csv",
    "figures/funnel.png",
    "figures/funnel.svg",
)


@pytest.fixture(scope="module")
def studies(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two studies of bijstand run, and the answers below outputs."""
    folder = tmp_path_factory.mktemp("integrity")
    for name, seed in (("a", 1), ("b", 7)):
        words = [*SMALL, f"output.folder={folder / name}", f"run.first_seed={seed}", "run.seeds=2"]
        assert main(["run", *words]) == 0
    return folder


@pytest.fixture
def study(studies: Path, tmp_path: Path) -> Path:
    shutil.copytree(studies / "a", tmp_path / "outputs")
    return tmp_path / "outputs" / "run" / "x"


def test_every_file_of_a_study_has_its_digest(study: Path) -> None:
    manifest = open_study(study).manifest
    written = {**manifest[FILES], **manifest[ANSWER_FILES]}
    there = {f.relative_to(study).as_posix() for f in study.rglob("*") if f.is_file()}
    assert set(written) == there - {MANIFEST, ".lock"}
    assert set(KINDS) < set(written)
    assert all(digest_of(study / name) == digest for name, digest in written.items())


@pytest.mark.parametrize("change", ["edited", "removed", "swapped"])
@pytest.mark.parametrize("name", KINDS)
def test_change_of_a_file_is_noticed_wherever_the_study_is_used(
    name: str, change: str, study: Path, studies: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, other = study / name, studies / "b" / "run" / "x" / name
    if change == "removed":
        file.unlink()
    elif change == "edited":
        edit(file)
    elif other.read_bytes() == file.read_bytes():
        pytest.skip("the other study has the same file")
    else:
        shutil.copy(other, file)
    capsys.readouterr()
    report = ["report", str(study), f"output.folder={study.parent}"]
    if change == "removed" and name.startswith("figures/"):
        # The report draws its own; nothing that it says hangs on the lost one.
        assert main(report) == 0
        assert f"bijstand: note: '{file}' is gone\n" in capsys.readouterr().err
        open_study(study)
        assert str(file) in capsys.readouterr().err
    else:
        assert str(file) in refusal(lambda: open_study(study))
        assert main(report) == WRONG_USE
        said = capsys.readouterr().err
        assert str(file) in said and said.count("\n") == 1
    assert main(["verify", str(study)]) == NOT_WHOLE
    said = capsys.readouterr().out
    assert f"{'missing' if change == 'removed' else 'edited '}  {name}\n" in said


def test_the_same_command_makes_good_whatever_was_changed(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {file: file.read_bytes() for file in study.rglob("*") if file.is_file()}
    for name in KINDS:
        edit(study / name)
    words = [*SMALL, f"output.folder={study.parents[1]}", "run.first_seed=1", "run.seeds=2"]
    assert main(["run", *words]) == 0
    ours = {study / MANIFEST, study / RESOLVED}  # times; and where it lies now
    changed = {file for file, content in before.items() if file.read_bytes() != content}
    assert changed <= ours
    assert main(["verify", str(study)]) == 0


def test_another_answer_of_the_same_runs_takes_up_its_digests(study: Path) -> None:
    before = stored_manifest(study)
    words = [*SMALL, f"output.folder={study.parents[1]}", "run.first_seed=1", "run.seeds=2"]
    assert main(["run", *words, "language=nl"]) == 0
    after = stored_manifest(study)
    assert before and after
    assert after[ANSWER_FILES][ANSWER] != before[ANSWER_FILES][ANSWER]
    assert after[FILES]["runs/runs.parquet"] == before[FILES]["runs/runs.parquet"]
    assert after["written"] == before["written"], "nothing was run"
    assert main(["verify", str(study)]) == 0


def test_verify_says_what_is_there_and_the_digest_that_a_paper_states(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (study / "notes.txt").write_text("mine")
    outputs = study.parents[1]
    capsys.readouterr()
    assert main(["verify", str(outputs)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"{study}: whole (18 files as written)\n  extra    notes.txt\n")
    assert said.endswith(f"  manifest sha256 {digest_of(study / MANIFEST)}\n")
    assert main(["report", str(study), f"output.folder={outputs}"]) == 0
    page = (outputs / "report" / "report" / "report.html").read_text(encoding="utf-8")
    assert digest_of(study / MANIFEST)[:16] in page


@pytest.mark.parametrize("name", ["tables/more.csv", "figures/more.png"])
def test_file_that_would_be_read_as_the_studys_own_is_refused(name: str, study: Path) -> None:
    (study / name).write_text("label,value\nthis,1\n")
    assert "not among what the study wrote" in refusal(lambda: open_study(study))
    assert main(["verify", str(study)]) == NOT_WHOLE


def test_study_of_an_older_version_opens_with_a_note(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old = stored_manifest(study)
    assert old is not None
    del old[ANSWER_FILES], old[FILES]["design.parquet"], old[FILES]["resolved_config.yaml"]
    (study / MANIFEST).write_text(json.dumps(old))
    capsys.readouterr()
    open_study(study)
    assert "kept no digests of tables and figures" in capsys.readouterr().err
    assert main(["report", str(study), f"output.folder={study.parent}"]) == 0
    assert main(["verify", str(study)]) == 0
    assert "not checked" in capsys.readouterr().out
    edit(study / "runs" / "runs.parquet")
    assert "runs.parquet" in refusal(lambda: open_study(study)), "of which there was a digest"


def test_measurement_of_patterns_is_checked_like_a_study(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    where = [*SMALL, f"output.folder={tmp_path}", "replications=2", "patterns.only=[P01,P15]"]
    assert main(["patterns", *where]) == 0
    place = tmp_path / "patterns" / "x"
    report = ["report", str(place), f"output.folder={tmp_path}"]
    assert main(["verify", str(tmp_path)]) == 0 and main(report) == 0
    kept = (place / "tables" / "verdicts.csv").read_bytes()
    edit(place / "tables" / "verdicts.csv")
    capsys.readouterr()
    assert main(report) == WRONG_USE
    assert "verdicts.csv" in capsys.readouterr().err
    assert main(["verify", str(tmp_path)]) == NOT_WHOLE
    (place / "tables" / "verdicts.csv").write_bytes(kept)
    old = stored_manifest(place)
    assert old is not None
    del old[ANSWER_FILES]
    (place / MANIFEST).write_text(json.dumps(old))
    assert main(report) == 0
    assert "kept no digests" in capsys.readouterr().err


def test_manifest_that_names_files_elsewhere_reads_none(study: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mine")
    content = stored_manifest(study)
    assert content is not None
    for name in ("../../../secret", str(tmp_path / "secret"), "tables/\0", "x" * 900):
        content[ANSWER_FILES][name] = digest_of(tmp_path / "secret")
        (study / MANIFEST).write_text(json.dumps(content))
        refusal(lambda: open_study(study))
        assert main(["verify", str(study)]) == NOT_WHOLE
        if "secret" in name:
            del content[ANSWER_FILES][name]
    words = [*SMALL, f"output.folder={study.parents[1]}", "run.first_seed=1", "run.seeds=2"]
    assert main(["run", *words]) == 0
    assert (tmp_path / "secret").exists(), "what it does not own it does not remove"


def test_what_verify_cannot_take_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for words, said in (
        ([], "at least one folder"),
        ([str(tmp_path / "no")], "there is no folder"),
        ([str(tmp_path)], "holds no study"),
        (["--all"], "--all"),
    ):
        assert main(["verify", *words]) == WRONG_USE
        error = capsys.readouterr().err
        assert said in error and error.count("\n") == 1
    (tmp_path / MANIFEST).write_text("{")
    assert main(["verify", str(tmp_path)]) == NOT_WHOLE


def test_draws_that_were_changed_are_not_run_over(study: Path) -> None:
    (study / "plausible.parquet").write_bytes(b"not of this study")
    with pytest.raises(UserError, match=r"plausible\.parquet"):
        from analysis.plausible.left import draws_within  # noqa: PLC0415

        draws_within(study)
