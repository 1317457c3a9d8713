"""The architecture in one picture: the parts of the code, and which rests on which.

The boxes are placed by hand; the arrows are read from the imports. Drawn are those from which the
others follow: where A imports B and B imports C, an arrow from A to C would say nothing new.
"""

from __future__ import annotations

from collections.abc import Mapping

from analysis.documents.imports import import_counts

# Part: (column, row, title, what it does).
BOXES: dict[str, tuple[float, int, str, str]] = {
    "verbs": (0.5, 0, "verbs", "bijstand: the command line, a file each"),
    "page": (1.5, 0, "browser page", "bijstand/page: watch, ask why"),
    "answers": (0.5, 1, "answers", "analysis: a room per question, report"),
    "experiments": (0.5, 2, "experiments", "designs, runner, studies on disk"),
    "mesa": (2, 2, "Mesa clock", "agents on the same handlers"),
    "run": (1, 3, "run", "simulate(), batches, outcomes"),
    "clock": (0.75, 4, "compiled clock", "events in the order of time"),
    "process": (0.5, 5, "process", "what happens at each kind of event"),
    "setting": (2, 5, "setting", "scenario, policy, theory, partnership"),
    "rules": (0, 6, "rules", "an equation each"),
    "streams": (1, 6, "streams", "all random numbers, drawn beforehand"),
    "world": (2, 6, "world", "who asks, units, needs, law: six files"),
    "state": (0.5, 7, "state", "records and codes, as arrays"),
    "declarations": (1.5, 7, "declarations", "conditions, outcomes, errors"),
}
WIDTH, HEIGHT = 250, 46
COLUMN, ROW, MARGIN = 300, 84, 20
STYLE = (
    "<style>text{font-family:Helvetica,Arial,sans-serif;fill:#1d2730}.t{font-size:15px;"
    "font-weight:bold}.s{font-size:11.5px}.n{font-size:11px;fill:#5a6670}"
    "rect{fill:#eef3f7;stroke:#44607a}line{stroke:#44607a;stroke-width:1.3}</style>"
)
ARROW = (
    '<defs><marker id="a" markerWidth="9" markerHeight="8" refX="8" refY="4" orient="auto">'
    '<path d="M0,0 L9,4 L0,8 z" fill="#44607a"/></marker></defs>'
)


def reduced(counts: Mapping[tuple[str, str], int]) -> list[tuple[str, str]]:
    """Return the imports from which all others follow, in alphabetical order."""
    graph: dict[str, set[str]] = {}
    for upper, lower in counts:
        graph.setdefault(upper, set()).add(lower)
    return sorted(
        (upper, lower)
        for upper, lowers in graph.items()
        for lower in lowers
        if not any(lower in _below(graph, other) for other in lowers - {lower})
    )


def _below(graph: Mapping[str, set[str]], part: str) -> set[str]:
    found: set[str] = set()
    waiting = list(graph.get(part, ()))
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += graph.get(here, ())
    return found


def picture() -> str:
    """Return the picture as SVG."""
    counts = import_counts()
    height = 2 * MARGIN + 8 * ROW + HEIGHT + 24
    width = 2 * MARGIN + 2 * COLUMN + WIDTH
    lines = [_arrow(upper, lower) for upper, lower in reduced(counts)]
    boxes = [_box(part) for part in BOXES]
    note = (
        f'<text class="n" x="{MARGIN}" y="{height - 12}">An arrow: imports. Arrows that follow '
        "from others are left out. Nothing points back.</text>"
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-label="Parts of bijstand and which imports which">{STYLE}{ARROW}'
        f'<rect width="{width}" height="{height}" style="fill:#fff;stroke:none"/>'
    )
    return "\n".join([head, *lines, *boxes, note, "</svg>"]) + "\n"


def _corner(part: str) -> tuple[float, float]:
    column, row, _, _ = BOXES[part]
    return MARGIN + column * COLUMN, MARGIN + row * ROW


def _box(part: str) -> str:
    x, y = _corner(part)
    _, _, title, words = BOXES[part]
    middle = x + WIDTH / 2
    return (
        f'<rect x="{x:g}" y="{y:g}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>'
        f'<text class="t" x="{middle:g}" y="{y + 19:g}" text-anchor="middle">{title}</text>'
        f'<text class="s" x="{middle:g}" y="{y + 36:g}" text-anchor="middle">{words}</text>'
    )


def _arrow(upper: str, lower: str) -> str:
    x, y = _corner(upper)
    to_x, to_y = _corner(lower)
    if y == to_y:
        start, end = (x + WIDTH, to_x) if x < to_x else (x, to_x + WIDTH)
        ends = (start, y + HEIGHT / 2, end, to_y + HEIGHT / 2)
    else:
        ends = (x + WIDTH / 2, y + HEIGHT, to_x + WIDTH / 2, to_y)
    places = zip(("x1", "y1", "x2", "y2"), ends, strict=True)
    where = " ".join(f'{name}="{value:g}"' for name, value in places)
    return f'<line {where} marker-end="url(#a)"/>'
