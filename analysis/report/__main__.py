"""Write the numbers of the worked study into docs/study.md: ``python -m analysis.report …``."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from analysis.report.part import Grid
from analysis.report.sections import Section, answer_of, parts_of, sections_of
from analysis.report.stored import read_stored
from experiments.files import write_whole
from sim.errors import UserError

DOCUMENT = Path(__file__).parents[2] / "docs" / "study.md"
BEGIN, END = "<!-- numbers: made by make study -->", "<!-- end of numbers -->"


def numbers(folders: Sequence[str]) -> str:
    """Return the answer, sentences and tables of stored studies as Markdown."""
    sections = sections_of(parts_of(read_stored(folders), "en"), "en")
    lines = [f"{place}. {text}" for place, text in enumerate(answer_of(sections, "en"), start=1)]
    return "\n".join([*lines, *(_section(each) for each in sections if each.parts)])


def _section(section: Section) -> str:
    said = [f"\n### {section.title}"]
    for part in section.parts:
        said += [f"\n`{part.command}`\n", *(f"- {line}" for line in part.said)]
        said += [_table(grid) for grid in part.grids]
    return "\n".join(said)


def _table(grid: Grid) -> str:
    rows = [[grid.heading, *grid.columns], ["---"] * (1 + len(grid.columns)), *grid.rows]
    return "\n" + "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main(folders: Sequence[str]) -> int:
    """Put the numbers between their two marks in the document."""
    try:
        made = numbers(folders)
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    before, _, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    write_whole(DOCUMENT, f"{before}{BEGIN}\n\n{made}\n\n{END}{after}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
