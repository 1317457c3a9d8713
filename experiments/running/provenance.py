"""Where numbers come from: the code, the libraries and the machine that made them."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Mapping
from functools import cache
from importlib import metadata
from typing import Any

from experiments.running.commit import commit
from sim.sources import MODEL

LIBRARIES = (
    "bijstand",
    "numpy",
    "numba",
    "pandas",
    "pyarrow",
    "scipy",
    "SALib",
    "hydra-core",
    "mesa",
    "dask",
    "distributed",
)
# Another version of these may give other numbers with the same seed.
DECISIVE = ("numpy", "numba")


def versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries that the numbers rest on."""
    found = {"python": platform.python_version(), "machine": platform.machine()}
    return found | {library: _version(library) for library in LIBRARIES}


# Read once: what a process has loaded stays as it is, and looking for it takes its time.
@cache
def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return "not installed"


def decisive_versions() -> dict[str, str]:
    """Return the versions that may decide numbers."""
    return {name: _version(name) for name in DECISIVE}


def code_digest() -> str:
    """Return a digest of the model's sources and data: the same digest means the same model."""
    return MODEL


def machine() -> dict[str, Any]:
    """Return the platform."""
    return {"platform": platform.platform(), "python": platform.python_implementation()}


def made_by() -> dict[str, Any]:
    """Return what a manifest says of the code, the libraries and the machine."""
    return {"versions": versions(), "commit": commit(), "platform": machine()}


def digest_of_content(content: Mapping[str, Any]) -> str:
    """Return a digest of plain data, whatever the order of its keys."""
    text = json.dumps(content, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:16]
