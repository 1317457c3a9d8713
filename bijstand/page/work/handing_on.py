"""What a reader takes along of a case: one A4, the long report, tables, a figure.

Everything is made by what the command line makes it with, of the same studies; the commands that
make it again stand beside it.
"""

from __future__ import annotations

import base64
import io
import shlex
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.brief.evidence import evidence_of
from analysis.brief.rules import advice
from analysis.report.page import report
from analysis.stored.answer import Answer
from analysis.words.style import PRINT_DPI, look
from bijstand.handing_on import brief, export
from experiments.study.files import MANIFEST, digest_of

OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS = {
    "pdf": "application/pdf",
    "docx": f"{OFFICE}.wordprocessingml.document",
    "report": "text/html",
    "xlsx": f"{OFFICE}.spreadsheetml.sheet",
    "csv_nl": "application/zip",
    "figure": "image/png",
}
"""What can be taken along, and of which type its file is."""
NAMES = {
    "pdf": ("advice.pdf", "advies.pdf"),
    "docx": ("advice.docx", "advies.docx"),
    "report": ("report.html", "rapport.html"),
    "xlsx": ("tables.xlsx", "tabellen.xlsx"),
    "csv_nl": ("tables-csv.zip", "tabellen-csv.zip"),
    "figure": ("figure.png", "figuur.png"),
}
"""What each file is called, in English and Dutch."""
FIGURE = "forest"
SHORT_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Handed:
    """A file for the browser to save.

    Attributes:
        name: What it is called.
        kind: Its type.
        data: What is in it.
    """

    name: str
    kind: str
    data: bytes

    @property
    def saved(self) -> dict[str, str]:
        """The file as the browser takes it."""
        return {
            "name": self.name,
            "kind": self.kind,
            "base64": base64.b64encode(self.data).decode("ascii"),
        }


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader asks of an advice.

    Attributes:
        question: The question as it stands above it; "" for one made from the studies.
        weights: How likely each situation is, as ``bijstand brief`` takes it.
    """

    question: str = ""
    weights: str = ""


def handed(kind: str, answers: Sequence[Answer], language: str, asked: Asked) -> Handed:
    """Make a file.

    Args:
        kind: One of ``KINDS``.
        answers: What the advice rests on: the comparison first, then whether it holds.
        language: "en" or "nl".
        asked: What stands above the advice, and what counts for what in it.

    Raises:
        UserError: Where it cannot be made or written.
    """
    data = _made(kind, answers, language, asked)
    return Handed(NAMES[kind][language == "nl"], KINDS[kind], data)


def _made(kind: str, answers: Sequence[Answer], language: str, asked: Asked) -> bytes:
    """Return what is in a file."""
    name, question = answers[0].stored.folder.name, asked.question
    if kind in ("pdf", "docx"):
        files = brief(
            answers,
            language=language,
            question=question or None,
            weights=asked.weights,
            name=name,
        )
        return next(file for file in files if file.suffix == f".{kind}").read_bytes()
    if kind == "report":
        command = again(answers, language, asked)
        return report([a.stored for a in answers], language, command, question or None).encode()
    if kind == "figure":
        return _figure(answers[0], language)
    csv = "nl" if kind == "csv_nl" else None
    files = export(answers[0], csv=csv, language=language, name=f"{name}-csv" if csv else name)
    return _zipped(files) if csv else files[0].read_bytes()


def again(answers: Sequence[Answer], language: str, asked: Asked, verb: str = "report") -> str:
    """Return the command that makes a report, or a brief, of the same studies."""
    folders = [str(answer.stored.folder) for answer in answers]
    words = [f"question={asked.question}"] if asked.question else []
    words += [f"weights={asked.weights}"] if asked.weights and verb == "brief" else []
    return shlex.join(["bijstand", verb, *folders, f"language={language}", *words])


def sources(answers: Sequence[Answer]) -> list[tuple[str, str]]:
    """Return of each study the command that makes it again, and the digest of its manifest."""
    return [
        (a.stored.command, digest_of(a.stored.folder / MANIFEST)[:SHORT_DIGEST]) for a in answers
    ]


def three_sentences(answers: Sequence[Answer], language: str) -> list[str]:
    """Return the advice as it stands on the A4."""
    return list(advice(evidence_of(answers)).sentences[language])


def _figure(answer: Answer, language: str) -> bytes:
    drawn = io.BytesIO()
    with look():
        answer.in_language(language).figures[FIGURE].savefig(drawn, format="png", dpi=PRINT_DPI)
    return drawn.getvalue()


def _zipped(files: Sequence[Path]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as into:
        for file in files:
            into.write(file, file.name)
    return packed.getvalue()
