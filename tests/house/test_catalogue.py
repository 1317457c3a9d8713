"""Where English and Dutch stand: sentences in the catalogue, and pairs only where a reason is."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.words import LANGUAGES

ROOT = Path(__file__).parents[2]
ROOMS = ("sim", "experiments", "analysis", "bijstand")
WORDS = re.compile(r"[A-Za-z]{2}")
BY_LANGUAGE = {
    "analysis/brief/docx.py": "codes of languages",
    "analysis/brief/write.py": "names of files",
    "analysis/export/export.py": "names of files",
    "bijstand/command_line/language.py": "what people type",
    "bijstand/page/case/own_scenario.py": "a title that is stored in both languages",
    "bijstand/page/words/saying.py": "a language is called by its own name in every language",
    "bijstand/verbs/stored/report.py": "names of files",
    "experiments/study/notes.py": "a word that stored notes begin with, without their template",
    "sim/words/numbers.py": "the catalogue itself writes numbers with these",
}
"""Files that hold words in a mapping by language, and why these are no messages."""
NOT_FORMATTED = 5
"""The declarations of conditions, a table each, are left alone by the formatter; nothing else."""


def by_language(tree: ast.AST) -> Iterator[ast.Dict]:
    """Yield the mappings by language whose values hold words that are written there."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Dict):
            keys = {key.value for key in node.keys if isinstance(key, ast.Constant)}
            if keys >= set(LANGUAGES) and any(map(has_words, node.values)):
                yield node


def has_words(value: ast.AST) -> bool:
    """Say whether a value holds a text; what a call makes of its words is no text yet."""
    if isinstance(value, ast.Constant):
        return isinstance(value.value, str) and bool(WORDS.search(value.value))
    return not isinstance(value, ast.Call) and any(map(has_words, ast.iter_child_nodes(value)))


def test_words_by_language_stand_in_the_catalogue() -> None:
    found = {
        str(file.relative_to(ROOT))
        for room in ROOMS
        for file in sorted((ROOT / room).rglob("*.py"))
        if any(by_language(ast.parse(file.read_text(encoding="utf-8"))))
    }
    assert found and sorted(found - set(BY_LANGUAGE)) == []


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('TEXT = {"en": "late", "nl": "te laat"}', 1),
        ('TEXT = {"nl": ("te laat", "op tijd"), "en": ("late", "on time"), "about": []}', 1),
        ('MARKS = {"en": ".", "nl": ","}', 0),
        ('told = {"en": say("en"), "nl": say("nl")}', 0),
        ('TEXT = {"en": f"{count} late", "nl": f"{count} te laat"}', 1),
        ('told = {"en": late, "nl": laat}', 0),
        ('TEXTS = {"late": ("late", "te laat")}', 0),
    ],
)
def test_a_pair_by_language_would_be_seen(code: str, found: int) -> None:
    assert len(list(by_language(ast.parse(code)))) == found


def test_the_formatter_formats_all_but_a_few_places() -> None:
    left = [
        f"{file.relative_to(ROOT)}:{line}"
        for room in (*ROOMS, "benchmarks", "tests")
        for file in sorted((ROOT / room).rglob("*.py"))
        for line, text in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if re.search(r"# fmt: (skip|off)\b", text)
    ]
    assert len(left) <= NOT_FORMATTED, left
