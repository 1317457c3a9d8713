"""The page on what bijstand stands on: every package, for what, and under which licence.

Read from the metadata of what is installed, so it is of the environment in which it is made: that
of ``requirements.lock``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib import metadata
from itertools import dropwhile
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from analysis.documents.tables import MADE, markdown_table

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"
COPYLEFT = re.compile(r"GPL|GNU|MPL|Mozilla|EUPL|EPL|CDDL")
OSI = "License :: OSI Approved :: "
LONGEST = 70
LICENCE_FILES = ("LICENSE", "LICENSE.txt", "LICENSE.md")
# Texts of licences that stand in the metadata whole, by how they begin.
WHOLE_TEXTS = {
    "GNU GENERAL PUBLIC LICENSE Version 3": "GPL-3.0",
    "Apache License Version 2.0": "Apache-2.0",
    "Permission is hereby granted, free of charge": "MIT",
    "MIT License": "MIT",
    "The MIT License": "MIT",
}
USES = {
    "": "bijstand itself",
    "page": "`bijstand ui` (the extra `page`)",
    "cluster": "runs on a cluster (the extra `cluster`)",
    "discovery": "`bijstand discover` (the extra `discovery`)",
    "choose": "`bijstand choose` of more packages than it tries whole (the extra `choose`)",
    "office": "`bijstand export`, `bijstand brief`, workbooks read back (the extra `office`)",
    "test": "development and tests (the extra `test`)",
}

TEXT = """\
`pip install bijstand` brings what the table calls *bijstand itself*. Each package keeps its own
licence; bijstand itself is under the MIT licence ([LICENSE](../LICENSE)).

**Copyleft.** Licences that ask something of whoever hands the software on:

{copyleft}

`platypus-opt` (GPL-3.0) comes with `ema-workbench`, from which `bijstand discover` takes PRIM.
PRIM itself needs none of it, but the workbench imports it whatever part of it is used, so that
the one cannot be had without the other. It is therefore an extra, `pip install
'bijstand[discovery]'`, which no other verb needs. Who only uses it need do nothing; who hands on
an installation that has the extra hands on GPL-3.0 software with it. `make run` and `make test`
install `requirements.lock`, which is what the developers use and holds every extra: hand on a
`pip install bijstand` instead of that `.venv` where that matters. The licences that begin with
MPL ask for the source of changed files of that package alone; none is changed here.

`moocore` (LGPL-2.1 or later) comes with `pymoo`, which searches for packages of levers where
there are too many to try whole. It is an extra too (`pip install 'bijstand[choose]'`), and is used
unchanged.

`codespell` (GPL-2.0) is a program that developers run on the texts; nothing imports it.

Made by `python -m analysis.documents` from the metadata of what is installed; a test compares.
"""


def licence_of(name: str) -> str:
    """Return the licence of an installed package as its metadata states it, in a few words."""
    told = metadata.metadata(name)
    expression = told.get("License-Expression")
    if expression:
        return str(expression)
    lines = str(told.get("License") or _licence_file(name)).splitlines()
    text = " ".join(" ".join(dropwhile(_of_whose_it_is, lines)).split())
    for begin, known in WHOLE_TEXTS.items():
        if text.startswith(begin):
            return known
    listed = [c.removeprefix(OSI) for c in told.get_all("Classifier") or [] if c.startswith(OSI)]
    if listed:
        return ", ".join(listed)
    return text if 0 < len(text) <= LONGEST else "see its metadata"


def _of_whose_it_is(line: str) -> bool:
    return not line.strip() or line.startswith("Copyright (c)")


def _licence_file(name: str) -> str:
    """Return the text of a package's licence; empty where it has no file of it."""
    files = metadata.files(name) or []
    return next((f.read_text(encoding="utf-8") for f in files if f.name in LICENCE_FILES), "")


def asked(use: str) -> list[Requirement]:
    """Return what the project asks for by itself, or for one of its extras."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]
    lines = project["optional-dependencies"][use] if use else project["dependencies"]
    return [Requirement(line) for line in lines]


def packages() -> dict[str, tuple[str, str]]:
    """Return every installed package that is needed, with its use and who asks for it.

    Returns:
        By name: the first of ``USES`` that needs it, and "" where the project asks for it itself.
    """
    found: dict[str, tuple[str, str]] = {}
    for use in USES:
        for name, asker in _with_theirs(asked(use)):
            found.setdefault(name, (use, asker))
    return dict(sorted(found.items()))


def _with_theirs(requirements: Iterable[Requirement]) -> Iterator[tuple[str, str]]:
    """Yield requirements and what they require, with who asks for them."""
    waiting = [(requirement, "") for requirement in requirements]
    seen = set()
    while waiting:
        requirement, asker = waiting.pop(0)
        name = canonicalize_name(requirement.name)
        key = (name, frozenset(requirement.extras))
        if key in seen or not _is_installed(name):
            continue
        seen.add(key)
        yield name, asker
        for line in metadata.requires(name) or []:
            theirs = Requirement(line)
            extras = ("", *requirement.extras)
            if theirs.marker is None or any(theirs.marker.evaluate({"extra": e}) for e in extras):
                waiting.append((theirs, name))


def _is_installed(name: str) -> bool:
    try:
        metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return False
    return True


def dependencies() -> str:
    """Return the page."""
    rows, copyleft = [], []
    for name, (use, asker) in packages().items():
        licence = licence_of(name)
        rows.append(
            (f"`{name}`", licence, f"through `{asker}`" if asker else "directly", USES[use])
        )
        if COPYLEFT.search(licence):
            copyleft.append(f"* `{name}`: {licence}, for {USES[use]}")
    head = ("package", "licence", "how it comes", "for")
    text = TEXT.format(copyleft="\n".join(copyleft))
    return "\n".join(["# What bijstand stands on\n", MADE, text, markdown_table(head, rows)])
