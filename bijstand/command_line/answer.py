"""What a verb of analysis leaves behind: the answer in words first, then tables and figures."""

from __future__ import annotations

from itertools import compress
from shutil import copyfile
from typing import TYPE_CHECKING

from bijstand.command_line.drawing import Drawn, drawn_meanwhile
from bijstand.command_line.study import noted, say_how_it_went
from experiments.study.artefacts import artefacts
from experiments.study.files import MANIFEST
from experiments.study.output import ANSWER, part_of, write_table
from sim.words import Message

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rich.table import Table

    from analysis.stored.answer import Answer
    from analysis.stored.grid import Grid

WIDE = 105


def tell(
    answer: Answer, with_tables: bool = False, later: Callable[[], Answer] | None = None
) -> int:
    """Print an answer, and write it with its tables and figures into the study's folder.

    Args:
        answer: The answer.
        with_tables: Whether its tables are printed before its sentences.
        later: Works out the same with what takes longer, once the answer is printed.

    Returns:
        The exit status.
    """
    from experiments.running.terminal import terminal
    from experiments.study.store import RUNS

    out, folder = terminal(), answer.stored.folder
    for grid in answer.grids(answer.language, out.width < WIDE) if with_tables else ():
        if grid.title:
            out.print(grid.title, style="bold")
        out.print(printed(grid))
        if grid.note:
            out.print(grid.note, style="dim")
            out.print()
    first = [*answer.warnings, *answer.sentences()]
    for line in first:
        out.print(line)
        out.print()
    if later is None:
        noted(answer.study, answer.notes)
        write(answer)
    else:
        with drawn_meanwhile(answer) as drawing:
            answer = later()
            for line in answer.sentences():
                if line not in first:
                    out.print(line)
                    out.print()
            noted(answer.study, answer.notes)
            write(answer, drawing.result())
    drawn, made, runs = ", ".join(answer.draw), ", ".join(answer.tables), folder / RUNS
    lines = [
        Message("Answer: {file}", file=folder / ANSWER),
        Message("Tables: {folder}/tables/ ({names}; csv)", folder=folder, names=made),
        Message("Figures: {folder}/figures/ ({names}; png, svg)", folder=folder, names=drawn),
        Message("Runs: {runs}, {manifest}", runs=runs, manifest=folder / MANIFEST),
        Message("The same again: {command}", command=answer.stored.command),
    ]
    there = (True, True, bool(answer.draw), runs.exists(), True)
    for line in compress(lines, there):
        out.print(line.in_language(answer.language), soft_wrap=True)
    return say_how_it_went(answer.study)


def printed(grid: Grid) -> Table:
    """Return a table for a terminal."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    table.add_column(grid.heading, overflow="fold")
    for place, column in enumerate(grid.columns, start=1):
        numbers = all(map(_is_number, (row[place] for row in grid.rows)))
        table.add_column(column, justify="right" if numbers else "left", overflow="fold")
    for row in grid.rows:
        strong = row[0] == grid.strong
        table.add_row(*row, style="bold" if strong else None, end_section=strong)
    return table


def _is_number(cell: str) -> bool:
    return not cell or cell.lstrip("+−<")[:1].isdigit() or cell.startswith(("n/a", "n.v.t."))


def write(answer: Answer, drawn: Mapping[str, Drawn] | None = None) -> None:
    """Put the answer into its study's folder, all of it or nothing.

    Args:
        answer: The answer.
        drawn: Figures that were drawn already; one below which something else has to stand now is
            drawn again.
    """
    from analysis.stored.described import package_of
    from analysis.words.data_package import FILE
    from analysis.words.labels import in_words
    from analysis.words.style import look, write_figure

    notes, language = answer.warnings, answer.language
    with artefacts(answer.stored.folder, question=answer.stored.question) as making, look():
        for name, content in answer.files.items():
            (making / name).parent.mkdir(exist_ok=True)
            (making / name).write_bytes(content)
        text = "\n\n".join([*notes, *answer.sentences()])
        (making / ANSWER).write_text(f"{text}\n", encoding="utf-8")
        for name, table in answer.tables.items():
            write_table(in_words(table, language), part_of(making, "tables") / f"{name}.csv")
        if answer.tables:
            (part_of(making, "tables") / FILE).write_text(package_of(answer), encoding="utf-8")
        for name in answer.figures:
            place, below = part_of(making, "figures"), answer.warnings_on(name)
            there = (drawn or {}).get(name)
            if there is not None and there.notes == below:
                for file in there.files:
                    copyfile(file, place / file.name)
            else:
                write_figure(answer.figures[name], place, name, below)
