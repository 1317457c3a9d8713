"""From parts to the page: one HTML file that asks for nothing outside itself."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import resources
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from analysis.report.alike import notes_of
from analysis.report.costs import costs_grid
from analysis.report.evidence import evidence_grid
from analysis.report.sections import (
    answer_of,
    doubts_of,
    names_of,
    parts_of,
    question_of,
    sections_of,
)
from analysis.report.texts import LIMITS, READY, TEXTS
from analysis.stored.grid import Grid
from analysis.stored.stored import Stored
from analysis.words.phrases import phrase
from experiments.running.telling import telling_of
from experiments.study.files import MANIFEST, digest_of

SHORT_DIGEST = 16
LONGEST_TABLE = 12
"""Rows of a table that stands among sentences; a longer one stands in the annex."""
SHOWN_NOTES = 2
"""Notes that stand below the answer, the most important ones; the others are folded there."""
TEMPLATE, STYLE = "report.html.j2", "report.css"


def report(
    stored: Sequence[Stored], language: str, command: str, question: str | None = None
) -> str:
    """Return the page.

    Args:
        stored: The studies, in the order in which they are shown within a section.
        language: "en" or "nl".
        command: The command that makes this report.
        question: The question, where the user worded it, or the word of one that is ready: then
            only the sections that answer it are shown.

    Returns:
        HTML; everything that is shown stands in it.
    """
    with telling_of(stored[0].world):
        return _page(stored, language, command, question)


def _page(stored: Sequence[Stored], language: str, command: str, question: str | None) -> str:
    parts = parts_of(stored, language)
    asked, of_question = READY.get(question or "", ((question or "",) * 2, ()))
    sections = [
        section
        for section in sections_of(parts, language)
        if not of_question or section.key in of_question
    ]
    shown = [part for section in sections for part in section.parts]
    content = {
        "language": language,
        "words": {key: words[language == "nl"] for key, words in TEXTS.items()},
        "question": asked[language == "nl"] or question_of(parts, language),
        "notes": notes_of(stored, parts, names_of(parts, language), language),
        "shown_notes": SHOWN_NOTES,
        "answer": answer_of(sections, language),
        "sections": sections,
        "longest": LONGEST_TABLE,
        "annex": [
            (f"{section.title}: {part.where}", table)
            for section in sections
            for part in section.parts
            for table in part.grids
            if len(table.rows) > LONGEST_TABLE
        ],
        "costs": costs_grid(stored, language),
        "doubts": doubts_of(shown, language),
        "evidence": evidence_grid(shown, language),
        "limits": [limit[language == "nl"] for limit in LIMITS],
        "provenance": _provenance(stored, language),
        "configurations": [(str(each.folder), each.resolved) for each in stored],
        "command": command,
        "style": Markup(_text(STYLE)),  # our own file, not what a user gave
    }
    return str(_template().render(**content))


def _provenance(stored: Sequence[Stored], language: str) -> Grid:
    rows = []
    for each in stored:
        manifest, run = each.manifest, each.configuration.get("run", {})
        versions, commit = manifest["versions"], manifest["commit"]["id"]
        code = f"bijstand {versions['bijstand']}, {manifest['identity']['code']}"
        rows.append(
            [
                str(each.folder),
                str(manifest["runs"]["done"]),
                str(manifest["runs"]["failed"]),
                f"{run.get('days', '')} ({run.get('warm_up_days', '')})",
                f"{manifest['seeds']['first']} + {manifest['seeds']['count']}",
                str(manifest["written"])[:16].replace("T", " "),
                code + (f", {str(commit)[:12]}" if commit else ""),
                digest_of(each.folder / MANIFEST)[:SHORT_DIGEST],
                each.command,
            ]
        )
    keys = ("runs", "failed", "days", "seeds", "made", "code", "manifest", "command")
    columns = [phrase(TEXTS, key, language) for key in keys]
    return Grid(phrase(TEXTS, "study", language), columns, rows)


def _template() -> Any:
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string(_text(TEMPLATE))


def _text(name: str) -> str:
    return (resources.files("analysis.report") / name).read_text(encoding="utf-8")
