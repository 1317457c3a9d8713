"""The worked study as a document: its numbers, pictures and verdicts, from stored results."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from analysis.report.conclusions import CONCLUSIONS
from analysis.report.results import Results
from analysis.report.sections import doubts_of, sections_of
from analysis.report.told import answer_in_words, levers_beside
from analysis.stored.grid import Grid
from analysis.stored.part import Part
from analysis.stored.stored import Stored
from analysis.words.style import look
from experiments.study.files import MANIFEST
from experiments.study.study import open_study

DOCUMENT = Path(__file__).parents[2] / "docs" / "study.md"
PICTURES = DOCUMENT.parent / "pictures"
# One picture of each study stands in the document; the report has all of them.
SHOWN = ("settings", "gates_and_worth", "terms", "frontier", "front", "values", "theories")
LONGEST_TABLE = 20
"""Rows of a table that stands in the document; longer ones stand in the report alone."""
PIXELS_PER_INCH = 90
LANGUAGE = "en"


def blocks(stored: Sequence[Stored], parts: Sequence[Part]) -> dict[str, str]:
    """Return what is made from stored studies, by the name of its place in the document.

    Args:
        stored: The studies.
        parts: The part of each of them.
    """
    results = Results(stored)
    verdicts = [conclusion.row(results) for conclusion in CONCLUSIONS]
    heads = ["what is measured, in percentage points of the gap", "verdict", "how far it can speak"]
    beside = levers_beside(results)
    words = "\n".join(f"* {line}" for line in answer_in_words(results))
    return {
        "sizes": f"{_markdown(_sizes(stored))}\n\n{_made_with(stored)}",
        "words": words,
        "evidence": _markdown(beside) if beside else "",
        "numbers": _numbers(stored, parts),
        "doubts": "\n".join(f"* {doubt}" for doubt in doubts_of(parts, LANGUAGE)),
        "verdicts": _markdown(Grid("the source study", heads, verdicts)),
    }


def write_pictures(stored: Sequence[Stored], parts: Sequence[Part]) -> list[Path]:
    """Draw the picture of every study beside the document, and leave none of other runs there."""
    for old in PICTURES.glob("study-*.png"):
        old.unlink()
    files = []
    for each, part in zip(stored, parts, strict=True):
        for picture in part.pictures:
            if picture.name in SHOWN and picture.draw is not None:
                files.append(PICTURES / _file(each, picture.name))
                with look():
                    picture.draw().savefig(
                        files[-1], dpi=PIXELS_PER_INCH, metadata={"Software": None}
                    )
    return files


def _file(stored: Stored, name: str) -> str:
    return f"study-{stored.verb}-{stored.folder.name}-{name}.png"


def _sizes(stored: Sequence[Stored]) -> Grid:
    """Return how large every study is."""
    rows = []
    for each in stored:
        manifest, run = each.manifest, each.configuration["run"]
        rows.append(
            [
                f"`{each.folder}`",
                each.where(LANGUAGE) if each.verb == "sensitivity" else "",
                f"{manifest['design']['points']}",
                f"{manifest['replications']}",
                f"{manifest['runs']['done']}",
                f"{_beside(each)}",
                f"{run['days']} ({run['warm_up_days']})",
            ]
        )
    columns = ["setting", "points", "seeds per point", "runs", "runs beside", "days (warm-up)"]
    total = sum(each.manifest["runs"]["done"] for each in stored)
    rows.append(["together", "", "", "", str(total), str(sum(map(_beside, stored))), ""])
    return Grid("study", columns, rows)


def _made_with(stored: Sequence[Stored]) -> str:
    """Say which version of the model made the numbers; all studies have the same."""
    manifest = stored[0].manifest
    version, model = manifest["versions"]["bijstand"], manifest["identity"]["code"]
    return (
        f"Made with bijstand {version}, model `{model}` (a digest of its sources and data). *Runs"
        " beside*: on further seeds for the share of chance, in other ranges, along single"
        " conditions."
    )


def _beside(stored: Stored) -> int:
    """Return how many runs stand beside a design: chance, other ranges, courses."""
    beside = (file.parent for file in sorted(stored.folder.glob(f"*/{MANIFEST}")))
    return sum(open_study(folder).manifest["runs"]["done"] for folder in beside)


def _numbers(stored: Sequence[Stored], parts: Sequence[Part]) -> str:
    sections = sections_of(parts, LANGUAGE)
    lines: list[str] = []
    of = {id(part): each for part, each in zip(parts, stored, strict=True)}
    for section in sections:
        if section.parts:
            lines.append(f"\n### {section.title}")
        for part in section.parts:
            headed = [f"\n**{part.where}**"] if len(section.parts) > 1 else []
            lines += [*headed, *(f"\n{line}" for line in part.leads)]
            lines += _shown(part, of[id(part)], section.title)
    return "\n".join(lines).strip()


def _shown(part: Part, stored: Stored, title: str) -> list[str]:
    return [
        *(f"\n{_titled(grid)}" for grid in part.grids if len(grid.rows) <= LONGEST_TABLE),
        *(
            f"\n![{title}](pictures/{_file(stored, picture.name)})"
            for picture in part.pictures
            if picture.name in SHOWN
        ),
        f"\n`{part.command}`",
    ]


def _titled(grid: Grid) -> str:
    """Write a table with what stands above it and below."""
    title = [f"*{grid.title}*"] if grid.title else []
    return "\n\n".join([*title, _markdown(grid), *([grid.note] if grid.note else [])])


def _markdown(grid: Grid) -> str:
    rows = [[grid.heading, *grid.columns], ["---"] * (1 + len(grid.columns)), *grid.rows]
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in rows)


def _cell(text: str) -> str:
    """Return a text for a cell: a new line or a bar would end it."""
    return text.replace("\n", "<br>").replace("|", "\\|")
