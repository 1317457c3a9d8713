"""Where a study of the page lies: one of this version of the model, which may have come with it.

The small studies of the ready questions ship with the product, as the runner left them. One is laid
into the reader's folder the first time it is asked for, and is from then on a study like any other.
What another version of the model made is never shown: it is left alone, and made anew beside it.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from experiments.running.provenance import code_digest, decisive_versions
from experiments.study.files import MANIFEST
from experiments.study.recorded import stored_manifest

READY = Path(__file__).with_name("ready.zip")
"""What ``make ready`` writes."""
OWN_NAME = 8
"""How much of the model's digest stands in the name of a folder that had to make way."""


def is_of_this_model(manifest: Mapping[str, Any]) -> bool:
    """Return whether the present model would give the numbers of a study again."""
    identity = manifest.get("identity")
    return isinstance(identity, Mapping) and (identity.get("code"), identity.get("libraries")) == (
        code_digest(),
        decisive_versions(),
    )


def is_complete(place: Path) -> bool:
    """Return whether a study lies there whole, of this version of the model."""
    known = stored_manifest(place)
    return known is not None and known.get("status") == "complete" and is_of_this_model(known)


def free_name(place: Path) -> str:
    """Return the name of a folder in which this version of the model may work; "" for its own."""
    known = stored_manifest(place)
    if known is None or is_of_this_model(known):
        return ""
    return f"{place.name}-{code_digest()[:OWN_NAME]}"


def lay_ready(verb: str, place: Path, shipped: Path = READY) -> bool:
    """Lay a study that ships into its place, where it is of this model and nothing lies there.

    Args:
        verb: The verb that made it.
        place: Where the study of the same words lies.
        shipped: What ships.

    Returns:
        Whether it was.
    """
    if place.exists() or not shipped.is_file():
        return False
    root = PurePosixPath(verb) / place.name
    with zipfile.ZipFile(shipped) as ready:
        names = [n for n in ready.namelist() if PurePosixPath(n).is_relative_to(root)]
        if f"{root}/{MANIFEST}" not in names:
            return False
        if not is_of_this_model(json.loads(ready.read(f"{root}/{MANIFEST}"))):
            return False
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with TemporaryDirectory(prefix=".ready-", dir=place.parent) as draft:
                ready.extractall(draft, names)
                (Path(draft) / root).rename(place)
        except OSError:
            # Its verb says what is wrong with the folder; or somebody else was quicker.
            return False
    return True


def pack_ready(outputs: Path, keep: Callable[[Path], bool], shipped: Path = READY) -> int:
    """Write the studies of a folder as what ships, and return how many files that are.

    Args:
        outputs: The folder of all verbs' studies.
        keep: Says which files are kept.
        shipped: Where it is written.
    """
    files = sorted(file for file in outputs.rglob("*") if file.is_file() and keep(file))
    with zipfile.ZipFile(shipped, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as into:
        for file in files:
            # A fixed time: the same studies make the same file.
            about = zipfile.ZipInfo(str(PurePosixPath(file.relative_to(outputs))))
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            into.writestr(about, file.read_bytes())
    return len(files)
