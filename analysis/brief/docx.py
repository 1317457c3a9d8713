"""The A4 as a Word document: the same sizes as in print, one page."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from analysis.brief.columns import layout_of
from analysis.brief.content import Content
from analysis.brief.pdf import (
    ACCENT,
    HEADING,
    MARGIN_MM,
    PICTURE_MM,
    SMALL,
    TEXT,
    TITLE,
)
from analysis.export.archive import sealed

FONT = "Arial"
"""Narrower than what the PDF has in it, so that what fits there fits here; every office has it, or
one of the same widths."""
WIDTH_MM, HEIGHT_MM = 210.0, 297.0
LOCALES = {"en": "en-GB", "nl": "nl-NL"}


def document(content: Content, scale: float, others: bool) -> bytes:
    """Return the content of a DOCX file.

    Args:
        content: What stands on it.
        scale: The scale at which the PDF fits one page.
        others: Whether there is room for what the studies also found.
    """
    from docx import Document  # noqa: PLC0415 - an extra

    page: Any = Document()
    _set_up(page, content, scale)
    text, small = TEXT * scale, SMALL * scale

    def heading(key: str) -> None:
        _write(page.add_paragraph(style="Heading 2"), content.say(key), HEADING * scale, True)

    def listing(key: str, lines: Sequence[str]) -> None:
        heading(key)
        for line in lines:
            _write(page.add_paragraph(style="List Bullet"), line, text)

    _write(page.add_paragraph(style="Heading 1"), content.say("title"), TITLE * scale, True)
    heading("question")
    _write(page.add_paragraph(), content.question, text)
    heading("advice" if content.follows else "no_advice")
    for place, line in enumerate(content.advice):
        _write(page.add_paragraph(), line, text, strong=place == 0)
    for note in content.notes:
        _write(page.add_paragraph(), note, small)
    if content.table.rows:
        heading("found")
        _table(page, content, scale)
        _write(page.add_paragraph(), content.table.note, small)
    if content.picture:
        _picture(page, content, scale)
    if others:
        listing("others", content.others)
    listing("turns_over", content.turns)
    listing("limits", content.limits)
    heading("again")
    for line in (content.again, *content.sources, content.say("footer")):
        _write(page.add_paragraph(), line, small)
    made = BytesIO()
    page.save(made)
    return sealed(made.getvalue(), content.written)


def _set_up(page: Any, content: Content, scale: float) -> None:
    """Set paper, margins, language, fonts and distances."""
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm, Pt, RGBColor  # noqa: PLC0415

    section = page.sections[0]
    section.page_width, section.page_height = Mm(WIDTH_MM), Mm(HEIGHT_MM)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(MARGIN_MM * 0.8)
    section.header_distance = section.footer_distance = Mm(5)
    for name in ("Normal", "Heading 1", "Heading 2", "List Bullet"):
        style = page.styles[name]
        style.font.name = FONT
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:asciiTheme"), "")
        fonts = style.element.rPr.rFonts
        for key in list(fonts.attrib):
            if key.endswith("Theme"):
                del fonts.attrib[key]
        fonts.set(qn("w:hAnsi"), FONT)
        style.paragraph_format.space_before = Pt(0)
        style.paragraph_format.space_after = Pt(1.5 * scale)
        style.paragraph_format.line_spacing = 1.0
        if name.startswith("Heading"):
            style.font.color.rgb = RGBColor.from_string(ACCENT.removeprefix("#"))
            style.paragraph_format.space_before = Pt(3.5 * scale)
    language = page.styles.element.find(f".//{qn('w:lang')}")
    if language is not None:
        language.set(qn("w:val"), LOCALES[content.language])
    told = page.core_properties
    told.title, told.author, told.language = content.say("title"), "bijstand", content.language
    told.subject = content.question[:255]
    told.comments = ""


def _write(paragraph: Any, text: str, size: float, strong: bool = False) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    run = paragraph.add_run(text)
    run.font.size, run.font.bold = Pt(round(size * 2) / 2), strong


def _table(page: Any, content: Content, scale: float) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Mm  # noqa: PLC0415

    table = content.table
    points, shares = layout_of(table)
    lines = [[table.heading, *table.columns], *table.rows]
    made = page.add_table(rows=len(lines), cols=len(lines[0]), style="Table Grid")
    made.autofit = False
    widths = [share * (WIDTH_MM - 2 * MARGIN_MM) for share in shares]
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Mm(width)
    for number, line in enumerate(lines):
        for place, value in enumerate(line):
            cell = made.cell(number, place)
            cell.width = Mm(widths[place])
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = 0
            if place:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            strong = number == 0 or line[0] == table.strong
            _write(paragraph, value, points * scale, strong)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    made.rows[0]._tr.get_or_add_trPr().append(repeated)


def _picture(page: Any, content: Content, scale: float) -> None:
    """Put the figure in, as large as in print, with what it shows in words."""
    from docx.shared import Mm  # noqa: PLC0415

    width = WIDTH_MM - 2 * MARGIN_MM
    shape = page.add_paragraph().add_run().add_picture(BytesIO(content.picture), width=Mm(width))
    if shape.height > Mm(PICTURE_MM * scale):
        factor = Mm(PICTURE_MM * scale) / shape.height
        shape.height, shape.width = int(shape.height * factor), int(shape.width * factor)
    shape._inline.docPr.set("descr", content.alt)
    shape._inline.docPr.set("title", content.say("found"))
