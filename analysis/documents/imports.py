"""Which part of the code imports which, read from the source files themselves."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("bijstand", "analysis", "experiments", "sim")

# The first prefix that fits names the part that a module belongs to; the order matters.
PARTS: dict[str, tuple[str, ...]] = {
    "page": ("bijstand.page",),
    "verbs": ("bijstand",),
    "answers": ("analysis",),
    "experiments": ("experiments",),
    "rules": ("sim.rules",),
    "process": ("sim.process",),
    "clock": ("sim.clock",),
    "mesa": ("sim.agents", "sim.model", "sim.branching", "sim.overriding", "sim.own_agents"),
    "world": ("sim.world",),
    "declarations": (
        "sim.conditions",
        "sim.outcomes",
        "sim.errors",
        "sim.reading",
        "sim.words",
        "sim.extras",
    ),
    "setting": ("sim.setting",),
    "streams": ("sim.streams",),
    "state": ("sim.state", "sim.sources"),
    "run": ("sim",),
}


def part_of(name: str) -> str | None:
    """Return the part that an imported name belongs to, or None for code that is not ours."""
    for part, prefixes in PARTS.items():
        for prefix in prefixes:
            if name == prefix or name.startswith(prefix + "."):
                return part
    return None


def import_counts() -> dict[tuple[str, str], int]:
    """Count, for each pair of parts, the modules of the first that import from the second.

    Imports that only a type checker reads do not count.
    """
    counts: dict[tuple[str, str], int] = {}
    for name, path in _modules():
        own = part_of(name)
        tree = ast.parse(path.read_text(encoding="utf-8"))
        theirs = {part_of(imported) for imported in _imported(tree)}
        for part in theirs - {own, None}:
            key = (str(own), str(part))
            counts[key] = counts.get(key, 0) + 1
    return counts


def _modules() -> Iterator[tuple[str, Path]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def _imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING"):
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        yield from _imported(node)
