"""Measure theories three ways and write ``docs/theories.md``.

python -m analysis.theories                  all of it (a quarter of an hour on a core)
python -m analysis.theories rates levers     some of the tables
python -m analysis.theories document         the document from the tables that are there
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pandas as pd

from analysis.theories import measure
from analysis.theories.document import document
from sim.setting.theories.level import LEVELS

FILE = Path(__file__).resolve().parents[2] / "docs" / "theories.md"
FOLDER = Path("outputs") / "theories"
MADE: dict[str, Callable[[], dict[str, pd.DataFrame]]] = {
    "rates": lambda: {"rates": measure.pass_rates()},
    "levers": lambda: {"levers": measure.lever_runs()},
    "index": lambda: dict(zip(("quantiles", "least"), measure.index_over_draws(), strict=True)),
    **{
        f"varied_{level}": partial(
            lambda level: {f"varied_{level}": measure.varied_runs(level)}, level
        )
        for level in LEVELS
    },
}
TABLES = ("rates", "levers", "quantiles", "least", *(f"varied_{level}" for level in LEVELS))


def main(words: Sequence[str]) -> None:
    """Measure what is asked, all of it where nothing is, and write the document at the end."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in words or MADE:
        if name != "document":
            for table, found in MADE[name]().items():
                found.to_csv(FOLDER / f"{table}.csv", index=False)
    if not words or "document" in words:
        files = {name: FOLDER / f"{name}.csv" for name in TABLES}
        tables = {name: pd.read_csv(file) for name, file in files.items() if file.exists()}
        FILE.write_text(document(tables), encoding="utf-8")
        print(FILE)


if __name__ == "__main__":
    main(sys.argv[1:])
