"""Helper of the tests of studies: a short frame, and what a study left in its folder."""

from __future__ import annotations

from pathlib import Path

from experiments.design import Design, make_design
from experiments.design.factors import declared_factors
from experiments.design.frame import Frame
from experiments.study.store import FAILURES, KEPT_FILE, RUNS

SHORT = Frame(days=20, warm_up_days=5)


def small_design(points: int = 2, seed: int = 3) -> Design:
    """Return a Morris design over a number, a switch, scenarios and a whole number."""
    names = ["trust_start", "theory.trust", "scenario", "ask_again"]
    words = {"scenario": ["baseline", "flood"]}
    return make_design("morris", declared_factors(names, words), points, seed)


def final_tables(folder: Path) -> dict[str, bytes]:
    """Return the bytes of the final tables."""
    files = [folder / name for name in (RUNS, FAILURES, KEPT_FILE)]
    return {file.name: file.read_bytes() for file in files if file.exists()}


def breaks_on_seed_2(run: object) -> dict[str, float]:
    """Keep a number of a run, but break on one seed: a failure at the stage "keep"."""
    if run.seed == 2:  # type: ignore[attr-defined]
        raise ArithmeticError("seed 2\nis not liked")
    return {"seed_again": float(run.seed)}  # type: ignore[attr-defined]


def keeps_a_course(run: object) -> dict[str, object]:
    """Keep a number and a list of a run."""
    return {"needs": float(len(run.requests)), "times": run.requests["time"].to_numpy()}  # type: ignore[attr-defined]


def edit(file: Path) -> None:
    """Change one byte of a file, in its middle."""
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(bytes(content))
