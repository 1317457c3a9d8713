"""What is of Unix or of Linux alone is not needed: a study runs where it is missing.

No Windows and no macOS here. A process of its own is given what they have not, and runs a study.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from experiments.study import files
from experiments.study.files import held, put_in_place, synced
from experiments.study.study import run_study
from tests.made.studies import SHORT, final_tables, small_design
from tests.reading.refusals import refusal

ROOT = Path(__file__).parents[3]
# Modules of Unix, signals that Windows has not, calls of Linux, and folders that cannot be opened.
ELSEWHERE = """
import importlib, os, pkgutil, signal, sys, warnings
for name in ("fcntl", "resource", "pwd", "grp", "termios", "tty", "pty", "syslog"):
    sys.modules[name] = None
for name in ("sched_getaffinity", "sched_setaffinity", "process_cpu_count", "fork", "getuid"):
    if hasattr(os, name):
        delattr(os, name)
class Fewer:
    __members__ = {n: signal.Signals[n] for n in ("SIGINT", "SIGTERM")}
    def __class_getitem__(cls, name):
        return cls.__members__[name]
for name in ("SIGHUP", "SIGALRM", "SIGXFSZ", "SIGPIPE", "SIGKILL", "SIGQUIT", "SIGUSR1"):
    if hasattr(signal, name):
        delattr(signal, name)
signal.Signals = Fewer
warnings.simplefilter("ignore")  # the library of locks says that it has none of the system's
real = os.open
def no_folders(path, *rest, **more):
    if isinstance(path, (str, os.PathLike)) and os.path.isdir(path):
        raise PermissionError(13, "Permission denied", str(path))
    return real(path, *rest, **more)
# Solara and Dask ask which system this is, and take what that one has.
others = ("bijstand.page.", "experiments.running.cluster", "experiments.running.slurm")
import experiments.study.files
experiments.study.files.FOLDERS_ARE_SYNCED = False
os.open = no_folders
import analysis, bijstand, experiments, sim
for package in (sim, experiments, analysis, bijstand):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.startswith(others) and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
from bijstand.command_line.main import main
words = ["run.seeds=2", "run.days=20", "run.warm_up_days=5", "executor=threads", "output.name=x"]
assert main(["run", *words]) == 0
assert main(["verify", "outputs"]) == 0
assert main(["report", "outputs/run/x"]) == 0
"""


def test_every_module_loads_and_a_study_runs_without_what_is_of_unix(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", ELSEWHERE],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


HOLDER = """
import sys
from pathlib import Path
from experiments.study.files import held
with held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_hold_refuses_another_process_and_ends_with_its_own(tmp_path: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path)],
        cwd=ROOT,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    said = refusal(lambda: run_study(small_design(), SHORT, tmp_path))
    assert "being written by another process" in said
    process.kill()
    process.communicate()
    with held(tmp_path):
        pass


@pytest.mark.parametrize("number", files.NO_LOCKS)
def test_file_system_without_locks_is_one_line(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(*_: object) -> None:
        raise OSError(number, "not here")

    monkeypatch.setattr("fcntl.flock", flock)
    said = refusal(lambda: run_study(small_design(), SHORT, tmp_path / "study"))
    assert "has no locks" in said and "network" in said


def test_file_system_that_syncs_no_folders_is_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_study(small_design(), SHORT, tmp_path / "here", executor="serial")
    real = files.os.fsync

    def fsync(descriptor: int) -> None:
        if files.os.path.isdir(f"/proc/self/fd/{descriptor}"):
            raise OSError(files.errno.EINVAL, "Invalid argument")
        real(descriptor)

    monkeypatch.setattr(files.os, "fsync", fsync)
    run_study(small_design(), SHORT, tmp_path / "there", executor="serial")
    assert final_tables(tmp_path / "there") == final_tables(tmp_path / "here")


def test_disk_that_fails_to_sync_is_not_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(descriptor: int) -> None:
        raise OSError(files.errno.EIO, "Input/output error")

    (tmp_path / "draft").write_text("x")
    monkeypatch.setattr(files.os, "fsync", fsync)
    with pytest.raises(OSError, match="Input/output"):
        synced(tmp_path / "draft")
    with pytest.raises(OSError, match="Input/output"):
        put_in_place(tmp_path / "draft", tmp_path / "file")
