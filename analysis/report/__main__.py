"""Write the numbers of the worked study into docs/study.md: ``python -m analysis.report …``."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

from analysis.report.document import DOCUMENT, LANGUAGE, blocks, write_pictures
from analysis.report.sections import parts_of
from analysis.stored.stored import read_stored
from experiments.study.files import write_whole
from sim.errors import UserError

BEGIN, END = "<!-- {name}: made by make study -->", "<!-- end of {name} -->"

NOT_MADE = "*Not made yet with this version of the model: `make study` makes it.*"
"""What stands between the marks where the parts were not run since the model or the study changed:
numbers of another model are worse than none."""


def filled(text: str, made: Mapping[str, str]) -> str:
    """Return a document with every block between its two marks."""
    for name, block in made.items():
        before, _, rest = text.partition(BEGIN.format(name=name))
        after = rest.partition(END.format(name=name))[2]
        marks = BEGIN.format(name=name), END.format(name=name)
        text = f"{before}{marks[0]}\n\n{block}\n\n{marks[1]}{after}"
    return text


def main(folders: Sequence[str]) -> int:
    """Put numbers, pictures and verdicts into the document."""
    try:
        stored = read_stored(folders)
        parts = parts_of(stored, LANGUAGE)
        made = blocks(stored, parts)
        write_pictures(stored, parts)
    except UserError as error:
        print(error, file=sys.stderr)
        return 2
    write_whole(DOCUMENT, filled(DOCUMENT.read_text(encoding="utf-8"), made))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
