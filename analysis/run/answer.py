"""From the finished runs of one job to its tables, figures and sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from analysis.run.portrait import Portraits, course_table, funnel_table, gate_table
from analysis.run.words import Findings
from analysis.stored.summary import difference_table, outcome_table
from analysis.words.labels import in_words


@dataclass(frozen=True, slots=True)
class Answer:
    """All tables of one job, each tidy: a row per fact.

    Attributes:
        findings: Outcomes, differences and gates.
        funnel: From ``analysis.run.portrait.funnel_table``.
        courses: From ``analysis.run.portrait.course_table``.
    """

    findings: Findings
    funnel: pd.DataFrame
    courses: pd.DataFrame

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The tables by the name of their file."""
        return {
            "outcomes": self.findings.outcomes,
            "differences": self.findings.differences,
            "gates": self.findings.gates,
            "funnel": self.funnel,
            "daily": self.courses,
        }


def answer_of(
    runs: pd.DataFrame, portraits: Portraits, settings: Sequence[str], days: int
) -> Answer:
    """Work out all tables.

    Args:
        runs: A row per run: point, replication, seed, outcomes.
        portraits: What was kept of each run, per setting.
        settings: The settings' labels, in the order of the points.
        days: Measured days.
    """
    findings = Findings(
        outcomes=outcome_table(runs, settings),
        differences=difference_table(runs, settings),
        gates=gate_table(portraits, settings),
        settings=settings,
    )
    return Answer(
        findings, funnel_table(portraits, settings, days), course_table(portraits, settings)
    )


def write_tables(answer: Answer, folder: Path, language: str) -> list[Path]:
    """Write every table as CSV; outcomes get their label in words beside their key."""
    files = []
    for name, table in answer.tables.items():
        files.append(folder / f"{name}.csv")
        in_words(table, language).to_csv(files[-1], index=False)
    return files


def write_figures(
    answer: Answer, titles: Sequence[str], folder: Path, language: str, notes: Sequence[str] = ()
) -> list[Path]:
    """Draw the three figures and write each as PNG and SVG, below it what must be known."""
    # Matplotlib takes a third of a second to import, which a table alone need not wait for.
    from analysis.run.daily import daily_figure  # noqa: PLC0415
    from analysis.run.funnel import funnel_figure  # noqa: PLC0415
    from analysis.run.gates import gates_figure  # noqa: PLC0415
    from analysis.words.style import look, write_figure  # noqa: PLC0415

    with look():
        figures = {
            "funnel": funnel_figure(answer.funnel, titles, language),
            "gates": gates_figure(answer.findings.gates, titles, language),
            "daily": daily_figure(answer.courses, titles, language),
        }
        return [
            file
            for name, figure in figures.items()
            for file in write_figure(figure, folder, name, notes)
        ]
