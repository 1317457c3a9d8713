"""Try a calibration on made data with a known truth, and write ``docs/calibration.md``.

python -m analysis.calibration outputs/calibrate/sbc     the folder of a finished calibration
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from analysis.calibration.answer import answer
from analysis.calibration.document import SETS, document
from analysis.calibration.figures import ranks_figure
from analysis.calibration.made import made_sets
from analysis.stored.stored import read_stored
from analysis.words.style import look
from experiments.design.factors import DUMMY

DOCS = Path(__file__).resolve().parents[2] / "docs"
PICTURE = "pictures/sbc-ranks.png"
DOTS_PER_INCH = 110


def main(words: Sequence[str]) -> None:
    """Make data from the draws of a calibration, and tell what came of them."""
    found = answer(read_stored(words)[0]).parts["findings"]
    draws = found.posterior.draws
    numbers = [name for name in (*draws.movers, DUMMY) if not name.startswith("theory.")]
    made = made_sets(draws, SETS, numbers)
    with look():
        ranks_figure(made, "en").savefig(DOCS / PICTURE, dpi=DOTS_PER_INCH)
    (DOCS / "calibration.md").write_text(document(found, made, PICTURE), encoding="utf-8")
    print(DOCS / "calibration.md")


if __name__ == "__main__":
    main(sys.argv[1:])
