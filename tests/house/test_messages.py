"""Everything that is said has a literal English template, and a Dutch one with the same places."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
import yaml

from sim.words.message import CATALOGUES, catalogue

ROOT = Path(__file__).parents[2]
ROOMS = ("sim", "experiments", "analysis", "bijstand")
ELSEWHERE, HELP, DECLARED = "elsewhere", "help", "declared"
SOURCES = "sources"
"""Phrases inside of what sources say; ``tests/sim/setting/test_conditions`` asks for each."""
# Those that take what a caller gives; what they are called with is looked at there.
PASSED_ON = ("sim/errors.py", "sim/words/message.py")
LETTERS = re.compile(r"[A-Za-z]")


@cache
def nodes() -> list[tuple[Path, ast.AST]]:
    """Return every call and class of the product, which is parsed once for all tests."""
    return [
        (file.relative_to(ROOT), node)
        for room in ROOMS
        for file in sorted((ROOT / room).rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call | ast.ClassDef)
    ]


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    """Yield every call that makes a message or an error of the user's, with its name."""
    makers = {"UserError", "Message"} | subclasses()
    for file, node in nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            name = node.func.id
            if name in makers or name == "unknown_name":
                yield file, node, name


def subclasses() -> set[str]:
    """Return the classes that are a ``UserError`` too."""
    return {
        node.name
        for _, node in nodes()
        if isinstance(node, ast.ClassDef)
        and any(isinstance(base, ast.Name) and base.id == "UserError" for base in node.bases)
    }


def text_of(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def places(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def needs_dutch(template: str) -> bool:
    return bool(LETTERS.search(re.sub(r"\{[^}]*\}", "", template)))


def templates() -> set[str]:
    """Return all templates of the product that have words in them."""
    found = {text_of(call.args[0]) for _, call, _ in calls() if call.args}
    return {text for text in found if text and needs_dutch(text)}


def test_what_is_said_is_a_literal_template_with_exactly_its_values() -> None:
    wrong = []
    for file, call, name in calls():
        if file.as_posix() in PASSED_ON and not text_of(call.args[0]):
            continue
        template, given = text_of(call.args[0]), {word.arg for word in call.keywords}
        if name == "unknown_name":
            # A kind may be handed on by its name; an f-string would lose its Dutch.
            fine = not isinstance(call.args[0], ast.JoinedStr)
        elif name == "Message" and isinstance(call.args[0], ast.Name):
            fine = not given  # a word that is looked up by itself
        else:
            fine = template is not None and (not given or places(template) == given)
        if not fine:
            wrong.append(f"{file}:{call.lineno}: {ast.unparse(call)[:80]}")
    assert not wrong


def test_no_value_of_a_message_is_a_phrase_in_english_alone() -> None:
    wrong = []
    for file, call, name in calls():
        values = [word.value for word in call.keywords]
        for value in values if name != "unknown_name" else [*call.args[3:], *values]:
            for part in ast.walk(value):
                inner = isinstance(part, ast.JoinedStr) and phrase_in(part)
                plain = isinstance(value, ast.IfExp) and part in (value.body, value.orelse)
                if inner or (plain and " " in (text_of(part) or "").strip()):
                    wrong.append(f"{file}:{part.lineno}: {ast.unparse(part)[:80]}")
    assert not wrong


def phrase_in(part: ast.JoinedStr) -> bool:
    text = "".join(text_of(value) or "{}" for value in part.values if isinstance(value, ast.expr))
    return bool(re.search(r"[a-z]{2,} |  ?[a-z]{2,}", text))


def test_every_template_has_a_dutch_one_with_the_same_places() -> None:
    dutch = catalogue("nl")
    assert not [text for text in sorted(templates()) if text not in dutch]
    assert not [text for text in dutch if "{" in text and places(text) != places(dutch[text])]


@pytest.mark.parametrize("room", [*ROOMS, HELP, DECLARED])
def test_no_dutch_is_left_of_what_nobody_says(room: str) -> None:
    file = CATALOGUES / "nl" / f"{room}.yaml"
    assert not sorted(set(english_in(file)) - templates())


def english_in(file: Path) -> list[str]:
    """Return the keys of a file of the catalogue, also those that stand there twice."""
    content = yaml.compose(file.read_text(encoding="utf-8"))
    assert isinstance(content, yaml.MappingNode)
    return [str(key.value) for key, _ in content.value]


def test_a_template_stands_in_one_file_of_the_catalogue() -> None:
    files = sorted((CATALOGUES / "nl").glob("*.yaml"))
    assert {file.stem for file in files} == {*ROOMS, ELSEWHERE, HELP, DECLARED, SOURCES}
    found = [text for file in files for text in english_in(file)]
    assert len(found) == len(set(found)) == len(catalogue("nl"))


def test_no_message_is_put_into_a_plain_text_where_it_would_lose_its_dutch() -> None:
    wrong = []
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text())):
                plain = isinstance(node, ast.JoinedStr) or (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and node.func.attr == "join"
                )
                made = [
                    inner
                    for inner in (ast.walk(node) if plain else ())
                    if isinstance(inner, ast.Call)
                    and isinstance(inner.func, ast.Name)
                    and inner.func.id == "Message"
                ]
                if made:
                    wrong.append(f"{file.relative_to(ROOT)}:{node.lineno}")
    assert not wrong
