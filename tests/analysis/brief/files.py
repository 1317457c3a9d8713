"""What stands in the files of a brief, as text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

import pypdf

from analysis.brief.content import Content, content_of
from analysis.brief.docx import document
from analysis.brief.pdf import fitted
from analysis.stored.answer import Answer

Of = Callable[[str, str], Content]
"""Returns what stands on the page of a case, in a language."""


CASES: dict[str, tuple[str, ...]] = {
    "one": ("compare",),
    "all": ("compare", "robust", "attribute"),
    "no policies": ("attribute",),
}


def made_of(answers: dict[str, Answer], case: str, language: str) -> Content:
    given = [answers[verb] for verb in CASES[case]]
    return content_of(given, language, "bijstand brief outputs/compare/x", "")


def pages(data: bytes) -> int:
    return len(pypdf.PdfReader(io.BytesIO(data)).pages)


def text_of(data: bytes) -> str:
    text = pypdf.PdfReader(io.BytesIO(data)).pages[0].extract_text()
    return " ".join(text.split())


def words_of(data: bytes) -> str:
    """Return the text of a Word document, its tables included."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        xml = archive.read("word/document.xml").decode()
    return " ".join(re.sub(r"<[^>]+>", " ", xml.replace("</w:p>", " ")).split())


def both(content: Content) -> tuple[bytes, bytes]:
    data, scale, others = fitted(content)
    return data, document(content, scale, others)
