"""The A4 as PDF: one page exactly, with its font in it, printed without a network."""

from __future__ import annotations

from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

from analysis.brief.columns import layout_of
from analysis.brief.content import Content
from sim.errors import UserError

MARGIN_MM = 16.0
SCALES = (1.0, 0.94, 0.88, 0.82, 0.76, 0.7)
"""How small the text may become, so that all of it fits; at the last one 7 pt is left of 9.5."""
TEXT, HEADING, TITLE, SMALL, LEADING = 9.5, 10.5, 13.0, 7.5, 1.25
FONT, BOLD = "DejaVuSans", "DejaVuSans-Bold"
PICTURE_MM = 78.0
ACCENT, FAINT, TINT = "#0B4F6C", "#C9D3DA", "#E8EFF4"


def fitted(content: Content) -> tuple[bytes, float, bool]:
    """Return the PDF, the scale at which it fits one page, and whether all of it is there.

    The text becomes smaller first; then what the studies also found is left out.

    Raises:
        UserError: Where it does not fit even so.
    """
    for others in (True, False) if content.others else (False,):
        for scale in SCALES:
            data, pages = _printed(content, scale, others)
            if pages == 1:
                return data, scale, others
    raise UserError(
        "the brief does not fit on one page; allowed: a shorter question, or fewer studies"
    )


def _printed(content: Content, scale: float, others: bool) -> tuple[bytes, int]:
    from reportlab.lib.pagesizes import A4  # noqa: PLC0415 - an extra, and slow to import
    from reportlab.lib.units import mm  # noqa: PLC0415
    from reportlab.platypus import SimpleDocTemplate  # noqa: PLC0415

    _register_fonts()
    made = BytesIO()
    document = SimpleDocTemplate(
        made,
        pagesize=A4,
        leftMargin=MARGIN_MM * mm,
        rightMargin=MARGIN_MM * mm,
        topMargin=MARGIN_MM * mm * 0.8,
        bottomMargin=MARGIN_MM * mm * 0.8,
        invariant=1,
        title=content.say("title"),
        author="bijstand",
        subject=content.question,
        lang=content.language,
        creator="bijstand",
        initialFontName=FONT,
    )
    document.build(_story(content, scale, others, document.width))
    return made.getvalue(), document.page


def _register_fonts() -> None:
    """Register the free fonts that come with matplotlib; they are put into the file."""
    import matplotlib  # noqa: PLC0415
    from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415
    from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    for name in (FONT, BOLD):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(name, folder / f"{name}.ttf"))
    pdfmetrics.registerFontFamily(FONT, normal=FONT, bold=BOLD, italic=FONT, boldItalic=BOLD)


def _story(content: Content, scale: float, others: bool, width: float) -> list[Any]:
    """Return what is printed, from the top down."""
    from reportlab.lib.colors import HexColor  # noqa: PLC0415
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.lib.units import mm  # noqa: PLC0415
    from reportlab.platypus import Image, Paragraph, Spacer  # noqa: PLC0415

    def style(size: float, font: str = FONT, **more: Any) -> Any:
        return ParagraphStyle(
            font + str(size),
            fontName=font,
            fontSize=size * scale,
            leading=size * scale * LEADING,
            bulletFontName=FONT,
            **more,
        )

    gap = 1.4 * mm * scale
    text, small = style(TEXT, spaceAfter=gap / 2), style(SMALL, spaceAfter=gap / 2)
    head = style(HEADING, BOLD, spaceBefore=gap, spaceAfter=gap / 2, textColor=HexColor(ACCENT))
    strong = style(TEXT, BOLD, spaceAfter=gap / 2)
    bullet = style(TEXT, leftIndent=9 * scale, bulletIndent=0, spaceAfter=gap / 3)

    def lines(key: str, texts: Any, how: Any = bullet) -> list[Any]:
        mark = {"bulletText": "•"} if how is bullet else {}
        return [Paragraph(escape(content.say(key)), head)] + [
            Paragraph(escape(line), how, **mark) for line in texts
        ]

    story = [
        Paragraph(escape(content.say("title")), style(TITLE, BOLD, textColor=HexColor(ACCENT))),
        Spacer(1, gap),
        *lines("question", [content.question], text),
        Paragraph(escape(content.say("advice" if content.follows else "no_advice")), head),
        Paragraph(escape(content.advice[0]), strong),
        *(Paragraph(escape(line), text) for line in content.advice[1:]),
        *(Paragraph(escape(note), small) for note in content.notes),
    ]
    if content.table.rows:
        story += [Paragraph(escape(content.say("found")), head), _table(content, scale, width)]
        story.append(Paragraph(escape(content.table.note), small))
    if content.picture:
        image = Image(BytesIO(content.picture))
        factor = min(width / image.imageWidth, PICTURE_MM * scale * mm / image.imageHeight)
        image.drawWidth, image.drawHeight = image.imageWidth * factor, image.imageHeight * factor
        story += [Spacer(1, gap), image]
    if others:
        story += lines("others", content.others)
    story += lines("turns_over", content.turns)
    story += lines("limits", content.limits)
    story += lines("again", [content.again, *content.sources], small)
    return [*story, Spacer(1, gap), Paragraph(escape(content.say("footer")), small)]


def _table(content: Content, scale: float, width: float) -> Any:
    from reportlab.lib.colors import HexColor  # noqa: PLC0415
    from reportlab.lib.styles import ParagraphStyle  # noqa: PLC0415
    from reportlab.platypus import Paragraph, Table, TableStyle  # noqa: PLC0415

    table = content.table
    points, shares = layout_of(table)
    size = points * scale

    def cell(value: str, font: str, right: bool) -> Any:
        how = ParagraphStyle(
            "cell", fontName=font, fontSize=size, leading=size * 1.15, alignment=2 if right else 0
        )
        return Paragraph(escape(value).replace("\n", "<br/>"), how)

    def line(cells: Any, font: str) -> list[Any]:
        return [cell(value, font, place > 0) for place, value in enumerate(cells)]

    rows = [line([table.heading, *table.columns], BOLD)]
    rows += [line(row, BOLD if row[0] == table.strong else FONT) for row in table.rows]
    made = Table(rows, colWidths=[share * width for share in shares])
    made.setStyle(
        TableStyle(
            [
                ("FONTNAME", (0, 0), (-1, -1), FONT),
                ("BACKGROUND", (0, 0), (-1, 0), HexColor(TINT)),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, HexColor(FAINT)),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 1.5 * scale),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2.0 * scale),
            ]
        )
    )
    return made
