"""Measure how often intervals hold the truth, and write ``docs/coverage.md``.

Banks are stored in outputs/coverage and run again only where the model has come to give others.
What is measured is stored in docs/data, and the page is made from it.

python -m analysis.coverage             all of it (a quarter of an hour on two cores)
python -m analysis.coverage runs        one of its tables, or several: seeds, stopping, futures,
                                        runs, known; banks alone; document for the page alone
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pandas as pd

from analysis.coverage.bank import bank_of, portraits_of
from analysis.coverage.document import document
from analysis.coverage.known import on_known_functions
from analysis.coverage.measure import CASES, after_stopping, measured, over_futures
from analysis.coverage.of_runs import PORTRAYED_OF, of_runs

DOCS = Path(__file__).resolve().parents[2] / "docs"
FILE, DATA = DOCS / "coverage.md", DOCS / "data"
DIGITS = 4


def _seeds() -> pd.DataFrame:
    return pd.concat([measured(case) for case in CASES], ignore_index=True)


PARTS: dict[str, Callable[[], pd.DataFrame]] = {
    "seeds": _seeds,
    "stopping": after_stopping,
    "futures": over_futures,
    "runs": lambda: pd.DataFrame(of_runs()),
    "known": lambda: pd.DataFrame(on_known_functions()),
}
"""Each table that is measured."""


def stored(part: str) -> pd.DataFrame:
    """Return a table as it was measured last."""
    return pd.read_csv(DATA / f"coverage_{part}.csv", keep_default_na=False, na_values=[""])


def page() -> str:
    """Return the page, from what was measured last."""
    return document({part: stored(part) for part in PARTS})


def _measure(part: str) -> None:
    PARTS[part]().round(DIGITS).to_csv(DATA / f"coverage_{part}.csv", index=False)


def main(words: Sequence[str]) -> None:
    """Measure what is asked, all of it where nothing is."""
    asked = list(words) or ["banks", *PARTS]
    if "banks" in asked:
        for place in dict.fromkeys(place for case in CASES for place in case[1:] if place):
            bank_of(place)
        portraits_of(PORTRAYED_OF)
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(_measure, [part for part in PARTS if part in asked]))
    FILE.write_text(page(), encoding="utf-8")
    print(FILE)


if __name__ == "__main__":
    main(sys.argv[1:])
