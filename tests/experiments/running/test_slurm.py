"""SLURM: the script of a job, what is refused before it is handed in, and a study on such jobs.

There is no scheduler here. Where one is needed, ``sbatch`` is a script of a few lines that starts
the job at once, as SLURM does when it has room; everything else is what a user runs.
"""

from __future__ import annotations

import os
from pathlib import Path

import pandas as pd
import pytest

from bijstand.command_line.main import WRONG_USE, main
from experiments.configuration.compose import compose_configuration
from experiments.configuration.settings import executor_in
from experiments.running import slurm
from experiments.running.slurm import slurm_cluster

pytestmark = pytest.mark.usefixtures("unrendered")

SBATCH = """\
#!/usr/bin/env bash
cd "{folder}"
if [ "$1" = --test-only ]; then
  if grep -q "SBATCH -p closed" "$2"; then echo "sbatch: error: closed is down" >&2; exit 1; fi
  exit 0
fi
cp "$1" job.sh
setsid bash job.sh > job.log 2>&1 &
echo "Submitted batch job $!"
"""
SCANCEL = """\
#!/usr/bin/env bash
kill -- "${@/#/-}"
"""
STUDY = [
    "sweep",
    "design=lhs",
    "design.points=6",
    "design.factors=[trust_start]",
    "run.days=20",
    "run.warm_up_days=5",
]


@pytest.fixture
def scheduler(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in (("sbatch", SBATCH.replace("{folder}", str(tmp_path))), ("scancel", SCANCEL)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def script_of(*words: str) -> list[str]:
    choice = executor_in(compose_configuration(["executor=slurm", *words]))
    with slurm_cluster(choice) as cluster:
        return str(cluster.job_script()).splitlines()


def test_job_asks_for_what_the_user_sets(scheduler: Path) -> None:
    script = script_of(
        "executor.job.queue=short",
        "executor.job.account=project",
        "executor.job.cores=4",
        "executor.job.memory=8GB",
        "executor.job.walltime=02:30:00",
        "executor.job.log_directory=logs",
        "executor.job.local_directory=/scratch",
        "executor.job.job_script_prologue=[module load python,ulimit -n 4096]",
        "executor.job.job_extra_directives=['--mail-type=END']",
    )
    for asked in (
        "#SBATCH -p short",
        "#SBATCH -A project",
        "#SBATCH --cpus-per-task=4",
        "#SBATCH --mem=8G",
        "#SBATCH -t 02:30:00",
        "#SBATCH -o logs/dask-worker-%J.out",
        "#SBATCH --mail-type=END",
        "module load python",
        "ulimit -n 4096",
    ):
        assert asked in script
    (worker,) = (line for line in script if "dask_worker" in line)
    assert "--nworkers 4" in worker and "--nthreads 1" in worker, "a process per core"
    assert "--local-directory /scratch" in worker


def test_job_asks_for_little_where_nothing_is_set(scheduler: Path) -> None:
    script = script_of()
    assert [line for line in script if line.startswith(("#SBATCH -p", "#SBATCH -A"))] == []
    assert "#SBATCH --cpus-per-task=1" in script and "#SBATCH -t 01:00:00" in script


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("executor.job.memory=much", "executor.job.memory is 'much'"),
        ("executor.job.cores=0", "executor.job.cores is 0"),
        ("executor.job.cores=two", "executor.job.cores is 'two'"),
        ("executor.job.job_extra_directives=--mail", "names in brackets"),
        ("executor.job.interface=nowhere", "'nowhere' is not a valid network interface"),
        ("executor.job.queue=closed", "SLURM refuses such a job (sbatch: error: closed is down)"),
        ("executor.job.queu=short", "did you mean 'executor.job.queue'"),
    ],
)
def test_what_a_job_cannot_be_is_one_line(
    word: str, said: str, scheduler: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*STUDY, "executor=slurm", word]) == WRONG_USE
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1


def test_slurm_that_does_not_answer_is_one_line(
    scheduler: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (scheduler / "sbatch").write_text("#!/usr/bin/env bash\nexec sleep 60\n", encoding="utf-8")
    monkeypatch.setattr(slurm, "TEST_SECONDS", 1)
    assert main([*STUDY, "executor=slurm"]) == WRONG_USE
    error = capsys.readouterr().err
    assert "gave no answer in 1 seconds" in error and error.count("\n") == 1


def test_without_slurm_it_is_one_line_and_the_name_stays_free(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    words = [*STUDY, "output.name=mine"]
    assert main([*words, "executor=slurm"]) == WRONG_USE
    error = capsys.readouterr().err
    assert "no 'sbatch'" in error and error.count("\n") == 1
    assert main([*words, "executor=serial", "design.points=3"]) == 0


def test_study_on_slurm_gives_the_numbers_of_this_machine(
    scheduler: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*STUDY, "executor=serial", "output.name=here"]) == 0
    words = [
        "executor=slurm",
        "executor.workers=1",
        "executor.chunk_seconds=1",
        "output.name=there",
    ]
    assert main([*STUDY, *words]) == 0
    assert "1 job(s) handed to SLURM" in capsys.readouterr().err
    here, there = (
        pd.read_parquet(scheduler / "outputs" / "sweep" / name / "runs" / "runs.parquet")
        for name in ("here", "there")
    )
    pd.testing.assert_frame_equal(here, there, check_exact=True)
