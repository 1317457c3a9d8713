"""Who waits gets the answer first: imports when they are needed, figures after it is printed."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
from matplotlib.figure import Figure

from analysis.words import style
from bijstand.command_line.main import WRONG_USE, main
from bijstand.command_line.study import imported_meanwhile
from sim.errors import UserError

SHORT = ["run", "run.seeds=2", "run.days=20", "run.warm_up_days=2", "executor=serial"]
# What takes as long to import as runs of two seeds take, and is not needed for what is printed.
SLOW = ("matplotlib", "scipy.stats", "SALib", "dask", "solara", "ema_workbench")


def test_what_is_slow_to_import_is_not_imported_before_the_answer() -> None:
    code = f"""
import sys
from bijstand.verbs.study.run import VERB
from analysis.run.take import TakePortrait
from experiments.configuration.settings import read_job
from experiments.study.study import run_study
import analysis.run.answer
job = read_job(["run.seeds=2"])
assert len(job.design) == 2
print([name for name in {SLOW!r} if name in sys.modules])
"""
    asked = [sys.executable, "-c", code]
    done = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_answer_is_printed_before_a_figure_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    seen = []

    def drawn(*given: object) -> None:
        seen.append(capsys.readouterr().out)
        raise UserError("no ink")

    monkeypatch.setattr(style, "write_figure", drawn)
    assert main([*SHORT, f"output.folder={tmp_path}"]) == WRONG_USE
    assert len(seen) == 1 and "Gap closed" in seen[0] and "Figures:" not in seen[0]
    told = capsys.readouterr()
    assert "no ink" in told.err and "Figures:" not in told.out
    assert not list(tmp_path.rglob("answer.md")), "a part of an answer was left behind"


def test_figures_are_drawn_once_beside_the_runs_on_drawn_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = style.write_figure, []

    def drawn(figure: Figure, folder: Path, name: str, notes: Sequence[str] = ()) -> list[Path]:
        seen.append((name, threading.current_thread().name.partition("_")[0]))
        return real(figure, folder, name, notes)

    monkeypatch.setattr(style, "write_figure", drawn)
    words = [word for word in SHORT if not word.startswith("run.seeds")]
    assert main([*words, "run.seeds=10", f"output.folder={tmp_path}"]) == 0
    assert seen == [(name, "bijstand-figures") for name in ("funnel", "gates", "daily")]
    files = {file.name for file in tmp_path.rglob("figures/*")}
    assert files == {f"{name}.{end}" for name, _ in seen for end in ("png", "svg")}


def test_modules_are_there_at_the_end_of_the_block(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "colorsys", raising=False)
    with imported_meanwhile("no_such_module_anywhere", "colorsys"):
        pass
    assert "colorsys" in sys.modules
    assert not [t for t in threading.enumerate() if t.name == "bijstand-imports"]


def test_an_error_in_the_block_is_that_error() -> None:
    with pytest.raises(UserError, match="as it was"), imported_meanwhile("no_such_module"):
        raise UserError("as it was")
