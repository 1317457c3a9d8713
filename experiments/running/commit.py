"""The commit of the code: asked of git, or as the build of a package wrote it down.

``setup.py`` runs this file by itself, so it needs nothing but Python.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
WRITTEN = Path("experiments", "running", "commit.json")
"""Where a package has it, from its root."""
UNKNOWN: dict[str, Any] = {"id": None, "changed": None}


@cache
def commit() -> Mapping[str, Any]:
    """Return the commit of the code, and whether files differ from it; unknown without either.

    Asked once: the code that runs is that which was read when this process began.
    """
    if (ROOT / ".git").exists():
        return commit_of(ROOT)
    try:
        written: dict[str, Any] = json.loads(files(__package__).joinpath(WRITTEN.name).read_text())
    except OSError:
        return dict(UNKNOWN)
    return written


def commit_of(root: Path) -> dict[str, Any]:
    """Return the commit that a folder under git stands at; unknown where git does not answer."""
    asked = (["rev-parse", "HEAD"], ["status", "--porcelain", "-uno"])
    try:
        commit_id, changed = (_git(root, arguments) for arguments in asked)
    except (OSError, subprocess.SubprocessError):
        return dict(UNKNOWN)
    return {"id": commit_id, "changed": bool(changed)}


def _git(root: Path, arguments: list[str]) -> str:
    done = subprocess.run(
        ["git", "-C", str(root), *arguments], capture_output=True, text=True, timeout=10, check=True
    )
    return done.stdout.strip()


def write_down(source: Path, target: Path) -> None:
    """Write the commit of some sources into a package that is made of them.

    Sources that have it written already (an sdist) hand that on.
    """
    if (source / ".git").exists():
        (target / WRITTEN).write_text(json.dumps(commit_of(source)) + "\n", encoding="utf-8")
