"""Scripts and notebooks as people write them, on processes: they work, or one line says why."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from pathlib import Path

import pytest

from experiments.running.cluster import _local_cluster

ROOT = Path(__file__).parents[2]
# Without a guard: a process that imported this again would print twice, and not end.
SCRIPT = """
import pandas as pd
from experiments.design import list_design
from experiments.design.frame import Frame
from experiments.study.study import run_points, run_study
print("once")
POINTS = list_design(pd.DataFrame({"trust_start": [0.4, 0.6]}))
def study(keep, kind="{kind}"):
    frame = Frame(days=20, warm_up_days=5)
    found = run_study(POINTS, frame, "study", seeds=2, executor=kind, keep=keep)
    print(found.kept()["x"].tolist())
"""
FUNCTION = """
def seed(run):
    return {"x": float(run.seed)}
study(seed)
"""
LAMBDA = 'study(lambda run: {"x": float(run.seed)})\n'
CLOSURE = """
def keeping(factor):
    return lambda run: {"x": float(factor * run.seed)}
study(keeping(1))
"""
CLASS = """
class Base:
    def __call__(self, run):
        return {"x": self.of(run)}
class Mine(Base):
    def of(self, run):
        return float(run.seed)
study(Mine())
"""
LOCK = """
from threading import Lock
lock = Lock()
def keeping(run):
    with lock:
        return {"x": float(run.seed)}
from sim.errors import UserError
try:
    study(keeping)
except UserError as error:
    print(f"refused: {error}")
study(keeping, "threads")
"""
KEPT = "once\n[1.0, 2.0, 1.0, 2.0]\n"


def run(text: str, folder: Path, how: str = "file") -> subprocess.CompletedProcess:
    """Run a script: from a file, from standard input or after -c."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    words = {"file": ["script.py"], "stdin": ["-"], "-c": ["-c", text]}[how]
    (folder / "script.py").write_text(text)
    return subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        input=text if how == "stdin" else None,
    )


@pytest.mark.parametrize(
    ("rest", "kind", "how"),
    [
        (FUNCTION, "processes", "file"),
        (LAMBDA, "processes", "stdin"),
        (CLOSURE, "processes", "-c"),
        (CLASS, "processes", "file"),
        (LAMBDA, "dask", "file"),
    ],
)
def test_script_without_a_guard_works(rest: str, kind: str, how: str, tmp_path: Path) -> None:
    done = run(SCRIPT.replace("{kind}", kind) + rest, tmp_path, how)
    assert (done.stdout, done.stderr, done.returncode) == (KEPT, "", 0)


def test_function_that_cannot_be_sent_is_refused_in_one_line(tmp_path: Path) -> None:
    done = run(SCRIPT.replace("{kind}", "processes") + LOCK, tmp_path)
    assert done.returncode == 0 and done.stderr == ""
    once, said, *kept = done.stdout.splitlines()
    assert once == "once" and said.startswith("refused: keep=<function keeping at")
    assert "cannot pickle '_thread.lock' object" in said and "executor=threads" in said
    assert kept == KEPT.splitlines()[1:], "which is true"


def test_function_of_a_module_that_a_worker_has_not_is_one_line(tmp_path: Path) -> None:
    """A caller's own pool, forked before the module was there to import."""
    text = (
        SCRIPT
        + """
import sys, types
from sim.errors import UserError
module = types.ModuleType("only_here")
exec('def keep(run): return {"x": float(run.seed)}', module.__dict__)
module.keep.__module__ = "only_here"
sys.modules["only_here"] = module
try:
    study(module.keep)
except UserError as error:
    print(f"refused: {error}")
"""
    )
    done = run(text.replace("{kind}", "processes"), tmp_path)
    assert "refused: a worker (" in done.stdout and "only_here" in done.stdout, done.stderr
    assert done.stderr == "" and done.returncode == 0


def test_a_cluster_of_this_machine_starts_beside_another_one() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with _local_cluster(1), _local_cluster(1) as second:
            assert second.scheduler_address.startswith("tcp://127.0.0.1:")
