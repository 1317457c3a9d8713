"""What a verb of analysis leaves behind: the answer in words first, then tables and figures."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bijstand.command_line.study import say_how_it_went
from experiments.configuration.saved import RESOLVED
from experiments.study.artefacts import artefacts
from experiments.study.notes import in_language
from experiments.study.output import ANSWER, again, part_of, write_table

if TYPE_CHECKING:
    import pandas as pd

    from experiments.configuration.study import StudyJob
    from experiments.study.study import Study

PARTS = {
    "en": ("Answer", "Tables", "Figures", "The same again"),
    "nl": ("Antwoord", "Tabellen", "Figuren", "Nog eens"),
}


def tell(
    job: StudyJob,
    study: Study,
    said: Sequence[str],
    tables: Mapping[str, pd.DataFrame],
    figures: Mapping[str, Callable[[], Any]],
    files: Mapping[str, bytes] | None = None,
) -> int:
    """Print the answer, and write it with its tables and figures into the study's folder.

    Args:
        job: What was asked.
        study: What was run for it.
        said: The answer, a sentence or two each.
        tables: By the name of their file.
        figures: What draws each figure, by the name of its file.
        files: What else belongs to the answer, by the name of its file.

    Returns:
        The exit status.
    """
    from analysis.words.labels import in_words
    from analysis.words.style import look, write_figure
    from experiments.running.terminal import terminal

    out, folder = terminal(), study.folder
    notes = in_language(study.warnings, job.language)
    for line in (*notes, *said):
        out.print(line)
        out.print()
    with artefacts(folder) as making, look():
        for name, content in (files or {}).items():
            (making / name).write_bytes(content)
        (making / ANSWER).write_text("\n\n".join([*notes, *said]) + "\n", encoding="utf-8")
        for name, table in tables.items():
            write_table(in_words(table, job.language), part_of(making, "tables") / f"{name}.csv")
        for name, draw in figures.items():
            write_figure(draw(), part_of(making, "figures"), name, notes)
    answer, table_word, figure_word, again_word = PARTS[job.language]
    drawn = [(figure_word, f"{folder}/figures/ ({', '.join(figures)}; png, svg)")]
    for word, where in (
        (answer, f"{folder / ANSWER}"),
        (table_word, f"{folder}/tables/ ({', '.join(tables)}; csv)"),
        *(drawn if figures else []),
        (again_word, again(job.verb, folder / RESOLVED)),
    ):
        out.print(f"{word}: {where}", soft_wrap=True)
    return say_how_it_went(study)
