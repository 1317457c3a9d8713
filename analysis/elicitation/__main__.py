"""Write what ships with ``bijstand elicit`` again: the vignettes and the example panels.

``python -m analysis.elicitation`` searches the vignettes anew (a minute); with ``panels`` behind it
only the panels are made.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence

import numpy as np

from analysis.elicitation.panels import ranges_panel, weighing_panel
from analysis.elicitation.received import example_file
from analysis.elicitation.weighing.designed import (
    REPEATS,
    SEED,
    WARM_UPS,
    Criterion,
    pool_of,
    searched,
)
from analysis.elicitation.weighing.vignettes import DESIGN_FILE, DRIVERS, Places, candidates


def design_text(main: Places) -> str:
    """Return the file of vignettes: warm-ups, then main ones and repeats in an order by lot.

    Args:
        main: The wordings of the main vignettes, from 0.
    """
    chance = np.random.default_rng(SEED)
    middling = candidates()
    middling = middling[np.isin(middling, (1, 2)).all(axis=1)]
    warm = chance.choice(middling, WARM_UPS, replace=False)
    parts = ["main"] * len(main) + ["repeat"] * REPEATS
    places = np.concatenate([main, chance.choice(main, REPEATS, replace=False)])
    order = chance.permutation(len(places))
    rows = [("warm-up", each) for each in warm] + [(parts[at], places[at]) for at in order]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["item", "part", *DRIVERS])
    for number, (part, each) in enumerate(rows, start=1):
        writer.writerow([f"v{number:02d}", part, *(each + 1)])
    return text.getvalue()


def main(arguments: Sequence[str]) -> None:
    """Write the files."""
    if "panels" not in arguments:
        pool = pool_of()
        chosen = searched(Criterion(pool), len(pool))
        DESIGN_FILE.write_text(design_text(pool[chosen]), encoding="utf-8")
        print(DESIGN_FILE)
    for kind, make in (("ranges", ranges_panel), ("weighing", weighing_panel)):
        file = example_file(kind)
        file.write_text(make(), encoding="utf-8")
        print(file)


if __name__ == "__main__":
    main(sys.argv[1:])
