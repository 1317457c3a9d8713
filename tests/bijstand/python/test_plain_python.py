"""Without compilation, as in a debugger, the model gives the same numbers and all verbs run."""

from __future__ import annotations

import ast
import os
import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from sim import run, simulate
from sim.batches.many import run_many
from sim.model import CollaborationModel
from sim.setting.setting import resolve
from sim.state import records
from sim.streams import tape

ROOT = Path(__file__).parents[3]
PLAIN = {**os.environ, "NUMBA_DISABLE_JIT": "1"}
RUNS: tuple[dict[str, Any], ...] = (
    {"days": 12, "warm_up_days": 3, "scenario": "flood", "policy": "mit", "references": True},
    {"days": 8, "warm_up_days": 0, "seed": 5, "ideal": "want+can"},
)
MODEL: dict[str, Any] = {"days": 8, "warm_up_days": 2, "rng": 2}
TELL = """
import pickle, sys
from tests.bijstand.python.test_plain_python import all_numbers
with open(sys.argv[1], "wb") as file:
    pickle.dump(all_numbers(), file)
"""


def all_numbers() -> list[Any]:
    """Return what each face of the model says of small runs."""
    found: list[Any] = []
    for arguments in RUNS:
        one = simulate(**arguments)
        found += [one.outcomes, one.requests, one.daily, one.offered()]
    model = CollaborationModel(**MODEL)
    model.run_model()
    many = run_many(resolve(days=6, warm_up_days=0), [1, 2])
    return [*found, model.outcomes(), model.requests(), model.daily(), many]


def test_the_numbers_are_the_same_to_the_last_bit(tmp_path: Path) -> None:
    file = tmp_path / "plain.pickle"
    command = [sys.executable, "-W", "error::RuntimeWarning", "-c", TELL, str(file)]
    subprocess.run(command, cwd=ROOT, env=PLAIN, check=True, timeout=300)
    plain = pickle.loads(file.read_bytes())
    for one, other in zip(plain, all_numbers(), strict=True):
        if isinstance(one, pd.DataFrame):
            pd.testing.assert_frame_equal(one, other, check_exact=True)
        else:
            np.testing.assert_equal(one, other)


def test_the_command_line_runs(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "bijstand",
        "run",
        "run.seeds=1",
        "run.days=3",
        "run.warm_up_days=0",
        "scenario=baseline",
    ]
    ended = subprocess.run(
        command,
        cwd=tmp_path,
        env=PLAIN | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert ended.returncode == 0, ended.stderr
    assert list(tmp_path.rglob("runs.parquet"))


def fields_that_numpy_hides() -> set[str]:
    """Return fields of records that an attribute of numpy's own stands before."""
    dtypes = [v for m in (records, tape) for v in vars(m).values() if isinstance(v, np.dtype)]
    return {name for dtype in dtypes for name in dtype.names or ()} & set(dir(np.record))


@pytest.mark.parametrize(
    "path",
    [
        p
        for p in sorted((ROOT / "sim").rglob("*.py"))
        if "sim.state.compiled import" in p.read_text()
    ],
    ids=lambda path: path.stem,
)
def test_no_handler_reads_a_field_that_numpy_hides_as_an_attribute(path: Path) -> None:
    """Plain Python would read how many items a record is where compiled code reads the field."""
    assert "size" in fields_that_numpy_hides()
    read = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute)
    }
    assert not read & fields_that_numpy_hides()


def test_this_process_compiles() -> None:
    """Otherwise the two sides of the comparison above would be one."""
    assert run.run_clock.__globals__["advance"].__class__.__name__ == "Compiled"
