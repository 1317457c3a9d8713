"""Where results lie: a folder per job with its manifest, its runs, tables and figures."""

from __future__ import annotations

import json
import platform
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd
from omegaconf import OmegaConf

from experiments.settings import Job
from sim.configuration import CONFIGURATION
from sim.errors import UserError

MANIFEST = "manifest.json"
RESOLVED = "resolved_config.yaml"
LIBRARIES = ("bijstand", "numpy", "numba", "pandas", "scipy", "hydra-core", "mesa")


@dataclass(frozen=True, slots=True)
class Results:
    """The folder of one job.

    Attributes:
        folder: ``<output.folder>/<verb>/<name>``.
        verb: The verb that makes the results.
        job: What was asked for.
        started: When it began.
    """

    folder: Path
    verb: str
    job: Job
    started: datetime

    def write_manifest(self, status: str, done: int) -> None:
        """Write what these results are and how far they are.

        Args:
            status: "running", "interrupted" or "complete".
            done: Number of finished runs.
        """
        job, now = self.job, datetime.now(UTC)
        content = {
            "verb": self.verb,
            "name": self.folder.name,
            "status": status,
            "design_hash": job.digest,
            "points": [
                {"point": place, "label": point.label, **point.contents()}
                for place, point in enumerate(job.points)
            ],
            "seeds": {"first": job.seeds.start, "count": len(job.seeds)},
            "days": job.days,
            "warm_up_days": job.warm_up_days,
            "runs": {"asked": len(job.points) * len(job.seeds), "done": done},
            "started": self.started.isoformat(timespec="seconds"),
            "written": now.isoformat(timespec="seconds"),
            "seconds": round((now - self.started).total_seconds(), 2),
            "configuration": dict(job.saved),
            "versions": versions(),
            "commit": commit(),
        }
        text = json.dumps(content, indent=2, ensure_ascii=False, allow_nan=False)
        _replace(self.folder / MANIFEST, text + "\n")

    def write_runs(self, rows: Sequence[Mapping[str, Any]]) -> Path:
        """Write the finished runs, a row each, and return the file."""
        file = self.part("runs") / "runs.parquet"
        pd.DataFrame(rows).to_parquet(file, index=False)
        return file

    def part(self, name: str) -> Path:
        """Return a folder below this one, made where it is not there yet."""
        folder = self.folder / name
        folder.mkdir(exist_ok=True)
        return folder


def open_results(job: Job, verb: str) -> Results:
    """Make the folder of a job, before anything is run.

    The same job finds its own folder again and writes over it: its numbers are the same.

    Raises:
        UserError: Where the folder cannot be written, or holds the results of another job.
    """
    folder = job.folder / verb / (job.name or job.made_name)
    results = Results(folder, verb, job, datetime.now(UTC))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_other_results(folder, job.digest)
        _replace(folder / RESOLVED, saved_text(job, verb, str(folder / RESOLVED)))
        results.write_manifest("running", done=0)
    except OSError as error:
        raise UserError(
            f"output.folder: '{folder}' cannot be written ({error.strerror}); "
            "allowed: a folder in which you may write"
        ) from error
    return results


def saved_text(job: Job, verb: str, file: str) -> str:
    """Return the configuration of a job as the text of a file that ``from=`` takes back.

    Args:
        job: What was asked for.
        verb: The verb that runs it.
        file: What the file will be called; it stands in its first line.
    """
    saved = OmegaConf.to_yaml(OmegaConf.create(dict(job.saved)))
    return f"# bijstand {verb} from={file}\n\n{saved}"


def _refuse_other_results(folder: Path, digest: str) -> None:
    if not any(folder.iterdir()):
        return
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        theirs = content.get("design_hash") if isinstance(content, dict) else None
    except (FileNotFoundError, json.JSONDecodeError, UnicodeDecodeError):
        theirs = None
    if theirs != digest:
        kind = "the results of another job" if theirs else "other files"
        raise UserError(
            f"output.name: '{folder}' holds {kind}; allowed: a name that is not in use, "
            "or none (output.name=null)"
        )


def _replace(file: Path, text: str) -> None:
    """Write a file so that whoever reads it finds the old text or the new, never half of it."""
    draft = file.with_name(f".{file.name}.draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(file)


def versions() -> dict[str, str]:
    """Return the versions of Python and of the libraries that the numbers rest on."""
    found = {"python": platform.python_version(), "machine": platform.machine()}
    for library in LIBRARIES:
        try:
            found[library] = metadata.version(library)
        except metadata.PackageNotFoundError:
            found[library] = "not installed"
    return found


def commit() -> dict[str, Any]:
    """Return the commit of the code, and whether files differ from it; unknown without git."""
    root = CONFIGURATION.parent
    unknown: dict[str, Any] = {"id": None, "changed": None}
    if not (root / ".git").exists():
        return unknown
    try:
        commit_id, changed = (
            subprocess.run(
                ["git", "-C", str(root), *arguments],
                capture_output=True, text=True, timeout=10, check=True,
            ).stdout.strip()
            for arguments in (["rev-parse", "HEAD"], ["status", "--porcelain", "-uno"])
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return unknown
    return {"id": commit_id, "changed": bool(changed)}
