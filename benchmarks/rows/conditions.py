"""Rows on how long it takes to know which conditions matter, and how sure that then is."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from analysis.stored.answer import Answer
from benchmarks.measure import WALL, Row, seconds, spread
from bijstand.questions.sensitivity import sensitivity

POINTS, SETTLED_POINTS, PAIRS = 4096, 5120, 1200
BARE: dict[str, Any] = {"ranges": [], "screened_points": 0, "course_factors": 0}
"""What is looked at beside the answer, and is no part of these measures."""


def _timed(points: int, **more: int) -> tuple[Answer, float]:
    """Ask which conditions matter, and return the answer and the seconds it took."""
    found: list[Answer] = []
    options: dict[str, Any] = {**BARE, **more}
    with tempfile.TemporaryDirectory() as folder:

        def ask() -> None:
            answer = sensitivity(points=points, folder=str(Path(folder)), **options)
            # Tables are worked out with the answer; sentences come from them.
            found.append(answer)
            answer.sentences()

        took = seconds(ask, WALL)
    return found[0], took


def settled(points: int) -> tuple[Row, Row, Row]:
    """All conditions and switches by a surrogate: how long, how well it predicts, the order."""
    answer, took = _timed(points)
    facts = answer.tables["settled"].set_index("criterion")
    (wanted, explained), order = (
        facts.loc["explained", ["wanted", "value"]].to_numpy(float),
        facts.loc[["order"], "value"].to_numpy(float),
    )
    note = f"{points} points over all conditions and switches; needs two idle cores"
    return (
        Row("which conditions matter: the answer", 60.0, False, "s", spread([took]), note),
        Row(
            "which conditions matter: Q2 on unseen runs",
            float(wanted),
            True,
            "",
            spread([float(explained)]),
            "target: nine tenths of what is not chance",
        ),
        Row(
            "which conditions matter: order between halves",
            0.9,
            True,
            "",
            spread([float(order[0])]),
            "Spearman over the first tens, a hundredth tied",
        ),
    )


def corrected(points: int, pairs: int) -> tuple[Row, Row]:
    """Main shares of the first ten, corrected by pairs of runs: how long, and how sure."""
    answer, took = _timed(points, corrected_points=pairs)
    table = answer.tables["corrected"]
    half = float((table["high"] - table["low"]).max()) / 2.0
    note = f"{pairs} pairs for each of {len(table)} conditions; needs two idle cores"
    return (
        Row("corrected main shares: the answer", 300.0, False, "s", spread([took]), note),
        Row("corrected main shares: widest half interval", 0.03, False, "", spread([half]), note),
    )
