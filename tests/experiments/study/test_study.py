"""Studies: the same numbers wherever they are run, and nothing lost or changed on the way."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from experiments.design import make_design, read_design
from experiments.design.factors import declared_factors
from experiments.design.frame import Frame
from experiments.design.seeds import Seeds
from experiments.study.files import held
from experiments.study.study import open_study, run_points, run_study
from sim import simulate
from sim.errors import UserError
from sim.measures.measures import OUTCOMES
from tests.made.studies import SHORT, breaks_on_seed_2, final_tables, keeps_a_course, small_design
from tests.reading.refusals import refusal


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a study that nothing disturbed."""
    folder = tmp_path_factory.mktemp("study") / "reference"
    run_study(small_design(), SHORT, folder, seeds=2, executor="serial")
    return folder


def test_study_holds_every_run_once_with_its_seed(reference: Path) -> None:
    study = open_study(reference)
    runs, design = study.runs(), small_design()
    assert study.complete
    assert list(runs.columns) == ["point", "replication", "seed", *OUTCOMES]
    assert list(zip(runs["point"], runs["replication"], strict=True)) == [
        (point, replication) for point in range(len(design)) for replication in range(2)
    ]
    expected = 1 + design.base_rows[runs["point"]] * 2 + runs["replication"]
    assert list(runs["seed"]) == list(expected)
    assert study.design().digest == design.digest
    assert study.failures().empty


def test_runs_of_a_study_are_those_of_simulate(reference: Path) -> None:
    study = open_study(reference)
    row, values = study.runs().iloc[7], study.design().values(3)
    own = simulate(
        str(values["scenario"]),
        theory={"trust": str(values["theory.trust"])},
        conditions={
            name: values[f"conditions.{name}"] for name in ("trust_start", "ask_again", "dummy")
        },
        seed=int(row["seed"]),
        days=20,
        warm_up_days=5,
    )
    pd.testing.assert_series_equal(
        row[list(OUTCOMES)].astype(float),
        pd.Series(own.outcomes),
        check_names=False,
        check_exact=True,
    )


def test_manifest_says_where_the_numbers_come_from(reference: Path) -> None:
    manifest = json.loads((reference / "manifest.json").read_text())
    assert manifest["status"] == "complete"
    assert manifest["design_hash"] == small_design().digest
    assert manifest["runs"] == {"asked": 24, "done": 24, "failed": 0}
    assert manifest["seeds"] == {"first": 1, "count": 2, "rule": "base_row"}
    assert manifest["versions"]["numpy"] == np.__version__
    assert set(manifest["commit"]) == {"id", "changed"}
    # A year's learning does not exist in twenty days: counted, not turned into a number.
    assert manifest["without_value"]["learning_dividend"] == 24
    assert not list((reference / "runs").glob("part-*"))


@pytest.mark.parametrize("executor", ["threads", "processes", "dask"])
def test_every_executor_gives_the_same_bytes(
    executor: str, reference: Path, tmp_path: Path
) -> None:
    run_study(small_design(), SHORT, tmp_path / "study", seeds=2, executor=executor)
    assert final_tables(tmp_path / "study") == final_tables(reference)


def test_any_executor_of_the_standard_library_will_do(reference: Path, tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        run_study(small_design(), SHORT, tmp_path / "study", seeds=2, executor=pool)
        assert pool.submit(int, 1).result() == 1, "it is the caller's, and still open"
    assert final_tables(tmp_path / "study") == final_tables(reference)


def test_saved_table_run_again_gives_the_same_results(reference: Path, tmp_path: Path) -> None:
    again = read_design(reference / "design.parquet")
    run_study(again, SHORT, tmp_path / "again", seeds=2)
    assert final_tables(tmp_path / "again") == final_tables(reference)


def test_finished_study_is_not_run_again(reference: Path, tmp_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(reference, folder)
    before = (folder / "manifest.json").read_bytes()
    run_study(small_design(), SHORT, folder, seeds=2)
    assert (folder / "manifest.json").read_bytes() == before


def test_order_by_replication_only_adds_runs_at_the_end(tmp_path: Path) -> None:
    design = make_design("factorial", declared_factors(["theory.trust"]), 2)
    asked = []

    def grow(runs: pd.DataFrame) -> int:
        asked.append(len(runs))
        return min(runs["replication"].max() + 2, 4)

    growing = run_study(
        design, SHORT, tmp_path / "growing", seeds=2, order="replication", grow=grow
    )
    fixed = run_study(design, SHORT, tmp_path / "fixed", seeds=4, order="replication")
    pd.testing.assert_frame_equal(growing.runs(), fixed.runs(), check_exact=True)
    assert asked == [12, 18, 24]
    assert growing.manifest["replications"] == 4


def test_failed_run_is_a_row_and_the_others_go_on(tmp_path: Path) -> None:
    design = make_design("factorial", declared_factors(["theory.clarity"]), 2)
    study = run_study(design, SHORT, tmp_path / "study", seeds=3, keep=breaks_on_seed_2)
    failures = study.failures()
    assert len(failures) == len(design)
    assert set(failures["seed"]) == {2}
    assert set(failures["stage"]) == {"keep"}
    assert set(failures["error"]) == {"ArithmeticError: seed 2 is not liked"}
    assert len(study.runs()) == 2 * len(design)
    assert list(study.kept()["seed_again"]) == [1, 3] * len(design)
    assert study.manifest["runs"]["failed"] == len(design)


def test_first_failure_ends_the_study_where_that_is_asked_for(tmp_path: Path) -> None:
    design = make_design("factorial", declared_factors(["theory.clarity"]), 2)
    options = {"seeds": 3, "keep": breaks_on_seed_2, "executor": "serial"}
    said = refusal(lambda: run_study(design, SHORT, tmp_path / "study", fail_fast=True, **options))
    assert "keep: ArithmeticError: seed 2 is not liked" in said
    assert len(open_study(tmp_path / "study").runs()) == 1
    assert "failed runs already" in refusal(
        lambda: run_study(design, SHORT, tmp_path / "study", fail_fast=True, **options)
    )
    study = run_study(design, SHORT, tmp_path / "study", **options)
    assert len(study.runs()) + len(study.failures()) == 3 * len(design)


def test_what_is_kept_of_runs_lies_beside_them(tmp_path: Path) -> None:
    design = make_design("factorial", declared_factors(["theory.clarity"]), 2)
    kept = run_study(design, SHORT, tmp_path / "study", keep=keeps_a_course).kept()
    assert [len(times) for times in kept["times"]] == list(kept["needs"])
    assert "kept nothing" in refusal(lambda: run_study(design, SHORT, tmp_path / "plain").kept())


def test_points_in_memory_are_the_same_runs(tmp_path: Path) -> None:
    design = small_design()
    rows = [design.values(point) for point in range(3)]
    found = run_points(SHORT, rows, seeds=[4, 5])
    frame = pd.DataFrame(rows)
    stored = run_study(
        read_design(_written(frame, tmp_path)), SHORT, tmp_path / "s", seeds=Seeds(2, 4)
    )
    pd.testing.assert_frame_equal(found, stored.runs(), check_exact=True)


def _written(frame: pd.DataFrame, folder: Path) -> Path:
    frame.to_csv(folder / "points.csv", index=False)
    return folder / "points.csv"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"design": small_design(seed=4)}, "another design"),
        ({"frame": Frame(days=21, warm_up_days=5)}, "other settings"),
        ({"frame": Frame(days=20, warm_up_days=5, policy="liaisons")}, "other settings"),
        ({"seeds": 3}, "other seeds"),
        ({"keep": keeps_a_course}, "what is kept"),
        ({"about": {"decisive": {"target": 0.1}}}, "another question"),
    ],
)
def test_folder_of_another_study_is_refused_and_left_as_it_is(
    changed: dict[str, object], said: str, reference: Path
) -> None:
    before = {file: file.read_bytes() for file in reference.rglob("*") if file.is_file()}
    asked = {"design": small_design(), "frame": SHORT, "seeds": 2, **changed}
    line = refusal(lambda: run_study(folder=reference, **asked))
    assert said in line and str(reference) in line
    assert {file: file.read_bytes() for file in before} == before


def test_study_of_another_version_of_the_model_is_refused(
    reference: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("experiments.running.provenance.code_digest", lambda: "0123456789abcdef")
    line = refusal(lambda: run_study(small_design(), SHORT, reference, seeds=2))
    assert "another version of the model" in line and "0123456789abcdef" in line


def test_folder_with_other_files_or_in_use_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear")
    assert "holds other files" in refusal(lambda: run_study(small_design(), SHORT, tmp_path))
    used = tmp_path / "used"
    used.mkdir()
    with held(used):
        assert "another process" in refusal(lambda: run_study(small_design(), SHORT, used))
    assert "holds no study" in refusal(lambda: open_study(tmp_path))
    file = tmp_path / "file"
    file.write_text("")
    assert "cannot be written" in refusal(lambda: run_study(small_design(), SHORT, file / "x"))


def test_point_that_is_not_allowed_is_refused_before_anything_is_run(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="liaison"):
        run_points(SHORT, [{"policy": "liaison"}])
    with pytest.raises(UserError, match="days"):
        run_study(small_design(), Frame(days=0), tmp_path / "none")
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(("kind", "said"), [("thread", "'threads'"), ("slurm", "no 'sbatch'")])
def test_executor_that_is_not_there_is_refused(kind: str, said: str, tmp_path: Path) -> None:
    assert said in refusal(lambda: run_study(small_design(), SHORT, tmp_path / "s", executor=kind))
