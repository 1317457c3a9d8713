"""Wheel and sdist hold all that they should, the commit too, and run where there is no checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("analysis/", "bijstand/", "conf/", "experiments/", "sim/")
COMMIT = "experiments/running/commit.json"
MADE = {"PKG-INFO", "setup.cfg", COMMIT}
RUN = "from experiments.running.commit import commit; print(commit()['id'])"


def git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both from a copy: the wheel is made of the sdist, as ``make package`` does."""
    folder = tmp_path_factory.mktemp("package")
    copy, made = folder / "copy", folder / "dist"
    git("clone", "-q", "--no-hardlinks", str(ROOT), str(copy))
    subprocess.run(
        [sys.executable, "-m", "build", "-q", "--no-isolation", "-o", str(made), str(copy)],
        check=True,
        capture_output=True,
    )
    return made


def tracked() -> set[str]:
    return set(git("ls-tree", "-r", "--name-only", "HEAD").splitlines())


def test_sdist_holds_what_is_tracked_and_the_commit(dist: Path) -> None:
    with tarfile.open(next(dist.glob("*.tar.gz"))) as packed:
        names = {m.name.partition("/")[2] for m in packed.getmembers() if m.isfile()}
        (commit,) = (m for m in packed.getmembers() if m.name.endswith(COMMIT))
        stream = packed.extractfile(commit)
        assert stream is not None
        assert json.load(stream) == {"id": git("rev-parse", "HEAD").strip(), "changed": False}
    own = {name for name in names - MADE if ".egg-info/" not in name}
    assert own == tracked()


def test_wheel_runs_outside_the_repository_and_knows_its_commit(dist: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(next(dist.glob("*.whl"))) as packed:
        held = {n for n in packed.namelist() if ".dist-info/" not in n}
        packed.extractall(tmp_path / "installed")
    assert held == {n for n in tracked() if n.startswith(PACKAGES)} | {COMMIT}
    command = [sys.executable, "-P", "-c", RUN], [sys.executable, "-P", "-m", "bijstand", "list"]
    said = [
        subprocess.run(
            words,
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(tmp_path / "installed")},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for words in command
    ]
    assert said[0].strip() == git("rev-parse", "HEAD").strip()
    assert "liaisons" in said[1]
