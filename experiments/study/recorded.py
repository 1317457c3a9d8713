"""The digests of a study's files, which stand in its manifest."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from experiments.study.files import MANIFEST, write_whole
from sim.errors import UserError
from sim.reading import read_json

# What the runner wrote, and what an analysis made of it: the SHA-256 of each file by its path.
FILES, ANSWER_FILES = "files", "answer"
# What the answer answers: a digest of the question, once all of it is in place.
TOLD, QUESTION = "told", "question"
# The folder of each study beside, by the name of that study.
BESIDE = "beside"
NOTHING_BESIDE: Mapping[str, Any] = {BESIDE: {}}
"""What a verb adds to a manifest before it runs something beside its study."""


def write_manifest(folder: Path, content: Mapping[str, Any]) -> None:
    """Write the manifest of a folder, whole or not at all."""
    text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False, default=str)
    write_whole(folder / MANIFEST, text + "\n")


def stored_manifest(folder: Path) -> dict[str, Any] | None:
    """Return the manifest of a folder, whatever stands in it; None where there is none.

    Raises:
        UserError: Where there is one that cannot be read, which must not be taken for none.
    """
    file = folder / MANIFEST
    if not file.exists():
        return None
    content = read_json(file)
    if not isinstance(content, dict):
        raise UserError("'{file}' is not a manifest that bijstand wrote", file=file)
    return content


def digests_in(content: Mapping[str, Any], section: str) -> dict[str, str]:
    """Return the digests of a section of a manifest; none where an older version kept none."""
    found = content.get(section)
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, Mapping) else {}


def record(folder: Path, section: str, digests: Mapping[str, str]) -> None:
    """Put the digests of files in the manifest of a folder, unless they stand there already.

    Raises:
        OSError: Where there is no manifest, or it cannot be written.
        UserError: Where it cannot be read.
    """
    content = stored_manifest(folder)
    if content is None:
        raise FileNotFoundError(f"{MANIFEST} is gone")
    if digests_in(content, section) != dict(digests):
        write_manifest(folder, {**content, section: dict(sorted(digests.items()))})
