"""Numbers that people read are written in one place, ``sim.words.numbers``, as a language has them.

An f-string that rounds a number by itself has the point of English in Dutch, and a hyphen for a
minus. What is drawn is no text, and a table of the docs is English and to be typed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.words.numbers import (
    between,
    count,
    day_shown,
    number,
    percent,
    shortest,
    span,
    to_digits,
    with_interval,
)

ROOT = Path(__file__).parents[2]
ROOMS = ("sim", "experiments", "analysis", "bijstand")
HERE = "sim/words/numbers.py"
ROUNDED = re.compile(r"[+ ]?,?(\.\d+)?[fFeE%n]|,")
IN_TEMPLATES = re.compile(r"\{\w*:([^{}]*)\}")
DRAWN = {
    "bijstand/page/pictures/svg.py",  # coordinates
    "bijstand/page/pictures/map.py",
    "bijstand/page/watch/story.py",  # widths of bars
    "bijstand/page/watch/story_gates.py",
}
DOCS = {
    "analysis/documents/tables.py",  # values as they are typed
    "analysis/documents/worlds.py",
    "analysis/theories/document.py",
    "analysis/calibration/document.py",
    "analysis/coverage/document.py",
    "analysis/elicitation/panels.py",  # answers as they are typed into a form
    "bijstand/verbs/looking/conditions.py",
}
SAY = {"Message", "UserError"}
"""What writes numbers by ``sim.words.numbers`` itself."""


def sources() -> Iterator[tuple[str, ast.Module]]:
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            yield file.relative_to(ROOT).as_posix(), ast.parse(file.read_text(encoding="utf-8"))


def rounded(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the lines where a number is written by a format of Python's."""
    said = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else ""
            name = node.func.attr if isinstance(node.func, ast.Attribute) else called
            if name.endswith("Error") or name in SAY:
                said |= {id(part) for part in ast.walk(node)}
            texts = [a.value for a in node.args if isinstance(a, ast.Constant)]
            if name == "replace" and texts[:1] == ["."] and texts[1:] == [","]:
                yield node.lineno, ast.unparse(node)
            if name == "format" and called and any(ROUNDED.fullmatch(str(t)) for t in texts):
                yield node.lineno, ast.unparse(node)
    for node in ast.walk(tree):
        if isinstance(node, ast.FormattedValue) and isinstance(node.format_spec, ast.JoinedStr):
            spec = "".join(
                str(getattr(part, "value", "0"))
                for part in node.format_spec.values
                if isinstance(part, ast.Constant)
            )
            if ROUNDED.fullmatch(spec):
                yield node.lineno, ast.unparse(node)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            specs = [] if id(node) in said else IN_TEMPLATES.findall(node.value)
            if any(ROUNDED.fullmatch(spec) for spec in specs):
                yield node.lineno, node.value[:60]


def test_numbers_that_people_read_are_written_in_one_place() -> None:
    allowed = {HERE, "sim/words/message.py", *DRAWN, *DOCS}
    found = [
        f"{file}:{line}: {text}"
        for file, tree in sources()
        if file not in allowed
        for line, text in rounded(tree)
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        'f"{share:.1f}%"',
        'f"{count:,} runs"',
        'f"{share:.0%}"',
        'f"{value:+.2f}"',
        'TEXTS = {"en": "costs {persons:.0f} persons"}',
        'text.replace(".", ",")',
        'format(value, ".2f")',
    ],
)
def test_a_number_that_is_written_elsewhere_is_found(line: str) -> None:
    assert list(rounded(ast.parse(line)))


@pytest.mark.parametrize(
    "line", ['f"{name}={value:g}"', 'Message("{count:,} runs", count=count)', 'f"{name:<14}"']
)
def test_what_is_typed_or_said_by_a_message_is_not(line: str) -> None:
    assert not list(rounded(ast.parse(line)))


@pytest.mark.parametrize(
    ("written", "english", "dutch"),
    [
        (lambda x: number(-1234.56, 1, x, grouped=True), "−1,234.6", "−1.234,6"),
        (lambda x: number(0.04, 1, x, signed=True), "0.0", "0,0"),
        (lambda x: number(1.25, 2, x, signed=True), "+1.25", "+1,25"),
        (lambda x: number(float("nan"), 1, x), "n/a", "n.v.t."),
        (lambda x: shortest(-0.5, x), "−0.5", "−0,5"),
        (lambda x: to_digits(0.12345, x), "0.123", "0,123"),
        (lambda x: to_digits(-1234.5, x), "−1234", "−1234"),
        (lambda x: to_digits(1e-12, x), "0", "0"),
        (lambda x: percent(0.125, x, 1), "12.5%", "12,5%"),
        (lambda x: percent(0.001, x), "<1%", "<1%"),
        (lambda x: count(9.75, x), "9.8", "9,8"),
        (lambda x: count(12.3, x), "12", "12"),
        (lambda x: day_shown(3.5, x), "3.50", "3,50"),
        (lambda x: span(0.02, x), "29 min", "29 min"),
        (lambda x: span(0.3, x), "7.2 hours", "7,2 uur"),
        (lambda x: span(2.25, x), "2.2 days", "2,2 dagen"),
        (lambda x: between("1", "2", x), "1 to 2", "1 tot 2"),
        (lambda x: with_interval(["3", "2", "4"], x), "3 (2 to 4)", "3 (2 tot 4)"),
        (lambda x: with_interval(["3", "3", "3"], x), "3", "3"),
    ],
)
def test_a_number_is_written_as_its_language_has_it(
    written: object, english: str, dutch: str
) -> None:
    assert callable(written)
    assert (written("en"), written("nl")) == (english, dutch)
