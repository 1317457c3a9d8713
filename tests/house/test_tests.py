"""Tests that could not fail are found: asserts in loops that may never run, and of what is true."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = sorted(Path(__file__).parents[1].rglob("test_*.py"))
# Functions whose result is empty only where what they are given is.
AS_LONG = ("enumerate", "sorted", "reversed", "list", "tuple", "set", "zip", "range", "product")
ALWAYS_TRUE = (ast.Tuple, ast.GeneratorExp, ast.Lambda, ast.JoinedStr, ast.Constant)


class Names(dict[str, ast.expr]):
    """What names stand for, in a module and in a test of it."""

    def __init__(self, *scopes: ast.AST) -> None:
        found = (n for scope in scopes for n in ast.walk(scope) if isinstance(n, ast.Assign))
        super().__init__(
            (target.id, assigned.value)
            for assigned in found
            for target in assigned.targets
            if isinstance(target, ast.Name)
        )

    def holds_something(self, node: ast.expr) -> bool:
        """Whether it can be seen from the source that there is something to loop over."""
        found = False
        match node:
            case ast.Tuple(elts=parts) | ast.List(elts=parts) | ast.Set(elts=parts):
                found = bool(parts)
            case ast.Dict(keys=parts):
                found = bool(parts)
            case ast.Constant(value=value):
                found = bool(value)
            case ast.Name(id=name) if name in self:
                found = self.holds_something(self[name])
            case ast.Name(id=name) | ast.Attribute(attr=name):
                # A constant of another module, written in capitals, is taken to hold something.
                found = name.isupper()
            case ast.BinOp(left=left, right=right):
                found = self.holds_something(left) or self.holds_something(right)
            case ast.Call(func=ast.Attribute(value=of, attr=name)):
                found = name in ("items", "values", "keys") and self.holds_something(of)
            case ast.Call(func=ast.Name(id=name), args=parts, keywords=keys):
                strict = "strict=True" in map(ast.unparse, keys)
                enough = any if name == "zip" and strict else all
                found = name in AS_LONG and enough(map(self.holds_something, parts))
        return found


def cases_in(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test"):
            yield node


def asserts(node: ast.AST, names: Names, sure: bool = True) -> Iterator[tuple[ast.Assert, bool]]:
    """Every assert, and whether it is reached for sure."""
    for child in ast.iter_child_nodes(node):
        doubtful = isinstance(node, ast.For) and child in node.body
        reached = sure and (not doubtful or names.holds_something(node.iter))  # type: ignore[attr-defined]
        if isinstance(child, ast.Assert):
            yield child, reached
        yield from asserts(child, names, reached)


def errors_expected(test: ast.FunctionDef) -> set[str]:
    """The errors of every ``pytest.raises`` of a test."""
    calls = (node for node in ast.walk(test) if isinstance(node, ast.Call) and node.args)
    return {
        ast.unparse(call.args[0]) for call in calls if ast.unparse(call.func).endswith("raises")
    }


def wrong_in(source: str) -> list[str]:
    """The tests of a file that could not fail, each with why."""
    tree = ast.parse(source)
    found = []
    for test in cases_in(tree):
        # Names of a test go before those of its module, wherever they are set.
        names = Names(tree, test)
        every = list(asserts(test, names))
        errors = errors_expected(test)
        if every and not any(reached for _, reached in every) and not errors:
            found.append(f"{test.name}: every assert is in a loop that may not run")
        if any(isinstance(each.test, ALWAYS_TRUE) for each, _ in every):
            found.append(f"{test.name}: an assert of what is always true")
        if errors & {"Exception", "BaseException"}:
            found.append(f"{test.name}: any error at all will do")
    return found


@pytest.mark.parametrize("file", TESTS, ids=lambda file: file.stem)
def test_every_test_can_fail(file: Path) -> None:
    assert wrong_in(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("body", "wrong"),
    [
        ("for row in rows(): assert row", "may not run"),
        ("for a, b in zip(rows(), ones(), strict=True): assert a == b", "may not run"),
        ("for name, row in rows().items(): assert row", "may not run"),
        ("for place in range(len(rows())): assert place < 3", "may not run"),
        ("assert (x == y, 'they differ')", "always true"),
        ("assert (row for row in rows())", "always true"),
        ("with pytest.raises(Exception): rows()", "any error"),
    ],
)
def test_a_test_that_cannot_fail_is_found(body: str, wrong: str) -> None:
    (said,) = wrong_in(f"def test_it():\n    {body}\n")
    assert wrong in said


@pytest.mark.parametrize(
    "body",
    [
        "for name in ('a', 'b'): assert name",
        "for a, b in zip(rows(), (1, 2), strict=True): assert a == b",
        "for place, name in enumerate(sorted(NAMES)): assert name",
        "for name, row in {'a': 1}.items(): assert row",
        "for place in range(3): assert rows()[place]",
        "assert len(rows()) == 3\n    for row in rows(): assert row",
    ],
)
def test_a_test_that_can_fail_is_let_through(body: str) -> None:
    assert wrong_in(f"NAMES = ['a']\ndef test_it():\n    {body}\n") == []
