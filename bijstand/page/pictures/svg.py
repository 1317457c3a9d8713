"""Small pieces of SVG as text: drawn on the server, crisp at any size, readable by a screen reader.

Colours are those of Okabe and Ito, which the colour-blind tell apart; nothing is told by colour
alone: organisations have shapes, lines have patterns, gates have letters.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

INK, MUTED, FAINT, PAPER = "#1f2933", "#6b7785", "#d9dee3", "#ffffff"
WAITING, NO = "#9A7400", "#C4450C"
FIRST, SECOND, THIRD = "#0072B2", "#D55E00", "#009E73"
LINES = (FIRST, SECOND, THIRD, "#7A4E9B", "#8A6D00", "#56B4E9", "#444444", "#CC79A7", "#A05A2C")
LAND, WATER = "#eef1ec", "#dbe9f3"

Attribute = str | float | int | None


def tag(name: str, content: str = "", **attributes: Attribute) -> str:
    """Return an element; underscores in names of attributes stand for hyphens.

    Args:
        name: The element's name.
        content: What is inside, already SVG.
        **attributes: Values; None leaves an attribute out, numbers are rounded.
    """
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{_value(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def _value(value: str | float | int) -> str:
    return f"{round(value, 1):g}" if isinstance(value, float) else escape(str(value), quote=True)


def text(x: float, y: float, words: str, **attributes: Attribute) -> str:
    """Return words at a place."""
    return tag("text", escape(words), x=float(x), y=float(y), **attributes)


def path(points: Iterable[tuple[float, float]], closed: bool = False) -> str:
    """Return the ``d`` of a path through points."""
    d = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f"M{d}{'Z' if closed else ''}" if d else ""


def title(words: str) -> str:
    """Return what is shown when the pointer rests on an element, and read out for it."""
    return f"<title>{escape(words)}</title>"


def picture(
    width: float, height: float, content: str, words: str, kind: str = "", role: str = "img"
) -> str:
    """Return a whole picture.

    Args:
        width: Width of its own units; it fills the width that the page gives it.
        height: Height in the same units.
        content: What is drawn.
        words: What it shows, for those who cannot see it.
        kind: A class for the style sheet.
        role: "img", or "group" where parts of it can be chosen.
    """
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
        f'role="{role}" aria-label="{escape(words, quote=True)}" class="{kind}">{content}</svg>'
    )
