"""Measure how often intervals hold the truth, and write ``docs/coverage.md``.

What is stored of this version of the model in outputs/coverage is not measured again.

python -m analysis.coverage             all of it (some minutes on a core)
python -m analysis.coverage seeds       one of its tables: banks, seeds, stopping, futures
python -m analysis.coverage document    the page from the tables that are there
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from analysis.coverage.bank import FOLDER, bank_of
from analysis.coverage.document import document
from analysis.coverage.measure import CASES, RESAMPLES, after_stopping, measured, over_futures
from sim.sources import MODEL

FILE = Path(__file__).resolve().parents[2] / "docs" / "coverage.md"
PARTS = ("banks", "seeds", "stopping", "futures", "document")


def main(words: Sequence[str]) -> None:
    """Measure what is asked, all of it where nothing is."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    stopping, futures = (FOLDER / f"{name}_{MODEL}.csv" for name in ("stopping", "futures"))
    seeds = {FOLDER / f"seeds_{place}_{MODEL}.csv": case for place, case in enumerate(CASES)}
    for part in words or PARTS:
        if part == "banks":
            for place in dict.fromkeys(p for case in CASES for p in case[1:] if p):
                bank_of(place)
        elif part == "seeds":
            for file, case in seeds.items():
                if not file.exists():
                    measured(case).to_csv(file, index=False)
        elif part == "stopping":
            after_stopping().to_csv(stopping, index=False)
        elif part == "futures":
            over_futures().to_csv(futures, index=False)
        else:
            table = pd.concat([pd.read_csv(file, keep_default_na=False) for file in seeds])
            found = document(table, pd.read_csv(stopping), pd.read_csv(futures), RESAMPLES)
            FILE.write_text(found, encoding="utf-8")
            print(FILE)


if __name__ == "__main__":
    main(sys.argv[1:])
