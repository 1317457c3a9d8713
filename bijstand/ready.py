"""Work out the studies of the page's ready questions, and write what ships of them: ``make ready``.

They are asked as any reader's are, in a folder that is gone afterwards. Only what runs gave ships;
tables and figures are made of it again when a screen is opened.
"""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

from bijstand.page.case.asked import Question, comparisons, holds, losses, voi
from bijstand.page.case.case import Case
from bijstand.page.work.pool import Pool, Share
from bijstand.page.work.shelf import READY, pack_ready
from bijstand.page.work.turns import Turns
from bijstand.page.work.worked_out import Workshop
from bijstand.verbs.looking.for_page import asking

LEFT_OUT = frozenset({".lock"})
MADE_AGAIN = frozenset({"figures", "tables"})


def ready_questions() -> list[Question]:
    """Return the studies that ship: those of a case that nobody touched.

    Gates are worked out in a second, and keep more than they are worth; conditions are too large.
    """
    case = Case()
    return [*comparisons(case), *losses(case), holds(case), voi(case)]


def ships(file: Path) -> bool:
    """Return whether a file of a study ships."""
    return file.name not in LEFT_OUT and not MADE_AGAIN & set(file.parts)


def main(shipped: Path = READY) -> None:
    """Make the file that ships."""
    pool, worker, here = Pool(), Turns(seconds=float("inf")).join(), Path.cwd()
    with TemporaryDirectory() as folder:
        # What shipped before is not what ships now.
        workshop = Workshop(asking(), shipped=Path(folder) / "nothing")
        os.chdir(folder)
        try:
            for question in ready_questions():
                workshop.work_out(question, Share(pool, worker, lambda _: None))
            for question in (comparisons(Case())[-1], holds(Case())):
                workshop.whole(question, Share(pool, worker, lambda _: None))
            count = pack_ready(Path("outputs"), ships, shipped)
        finally:
            os.chdir(here)
    print(f"{shipped}: {count} files, {shipped.stat().st_size} bytes")


if __name__ == "__main__":
    main()
