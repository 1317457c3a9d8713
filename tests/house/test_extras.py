"""What only some need is an extra: everything else runs without it, and who needs it is told."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from analysis.documents.dependencies import asked
from bijstand import UserError, ema_model
from bijstand.command_line.main import WRONG_USE, main
from sim.extras import EXTRAS, package_of

ROOT = Path(__file__).parents[2]
THEIRS = ("uvicorn", "reacton", "altair", "tornado")
NOT_HERE = ("bijstand.page.", "experiments.running.cluster", "experiments.running.slurm")
WITHOUT = """
import importlib, pkgutil, sys
for name in {missing}:
    sys.modules[name] = None
import analysis, bijstand, experiments, sim
for package in (sim, experiments, analysis, bijstand):
    for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
        if not module.name.startswith({not_here}) and not module.name.endswith("__main__"):
            importlib.import_module(module.name)
from bijstand.command_line.main import main
assert main(["check", "scenario=flood"]) == 0
assert main(["list"]) == 0
"""
REFUSED = [
    (["ui"], "page", "bijstand ui"),
    (["compare", "executor=dask", "policy=[none,liaisons]"], "cluster", "executor=dask"),
    (["sweep", "executor=slurm", "design=ofat"], "cluster", "executor=slurm"),
    (["check", "executor=dask"], "cluster", "executor=dask"),
    (["discover", "design.points=30"], "discovery", "bijstand discover"),
    (["brief", "outputs"], "office", "bijstand brief"),
]


def hide(extra: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in EXTRAS[extra]:
        monkeypatch.setitem(sys.modules, module, None)


def test_extras_are_those_of_the_project() -> None:
    for extra, modules in EXTRAS.items():
        named = {canonicalize_name(package_of(module)) for module in modules}
        brought = {canonicalize_name(r.name) for r in asked(extra)}
        assert named - brought <= {"distributed"}, "which comes as dask[distributed]"
        assert brought <= named


def test_the_base_asks_for_nothing_of_an_extra() -> None:
    base = {canonicalize_name(r.name) for r in asked("")}
    assert not base & {
        canonicalize_name(package_of(m)) for modules in EXTRAS.values() for m in modules
    }
    assert not {extra for r in asked("") for extra in r.extras} & {"rec", "viz", "all"}


def test_everything_else_loads_and_runs_without_them() -> None:
    missing = [*(module for modules in EXTRAS.values() for module in modules), *THEIRS]
    done = subprocess.run(
        [sys.executable, "-c", WITHOUT.format(missing=missing, not_here=NOT_HERE)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("words", "extra", "asked_for"), REFUSED, ids=str)
def test_without_one_a_line_says_what_to_install(
    words: list[str],
    extra: str,
    asked_for: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    hide(extra, monkeypatch)
    assert main(words) == WRONG_USE
    names = ", ".join(map(package_of, EXTRAS[extra]))
    line = f"bijstand: {asked_for} needs {names}: pip install 'bijstand[{extra}]'\n"
    assert capsys.readouterr().err == line
    assert list(tmp_path.iterdir()) == []


def test_so_does_the_python_face(monkeypatch: pytest.MonkeyPatch) -> None:
    hide("discovery", monkeypatch)
    with pytest.raises(UserError, match=r"ema_model needs ema-workbench: pip install"):
        ema_model()
