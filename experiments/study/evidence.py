"""What people or data say, in a folder like that of a study: a manifest, files with their digests.

Nothing is run for it, so that it has no design and no runs; what is read of a study's folder
(``open``, ``verify``, a report) finds it in the same places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from experiments.running import provenance
from experiments.study.files import digest_of, held, write_whole
from experiments.study.identity import refuse_changes
from experiments.study.integrity import refuse_edited
from experiments.study.notes import WARNINGS, Note
from experiments.study.recorded import FILES, stored_manifest, write_manifest
from experiments.study.stored import Study
from sim.errors import UserError, reason_of

VERBS = ("elicit",)
"""The verbs whose folders hold no runs."""


def put_evidence(
    folder: Path,
    verb: str,
    configuration: Mapping[str, Any],
    decisive: Mapping[str, Any],
    texts: Mapping[str, str],
    notes: Sequence[Note] = (),
) -> Study:
    """Put what was asked or answered into a folder, and return it as a study without runs.

    Args:
        folder: Where; made where it does not exist.
        verb: The verb that does.
        configuration: What ``from=`` takes back.
        decisive: What may not change in the folder.
        texts: Files, by name.
        notes: What a reader must know beside the answer.

    Raises:
        UserError: For a folder that holds something else, or cannot be written.
    """
    identity = {
        "design": "",
        "frame": "",
        "seeds": {},
        "kept": None,
        "decisive": dict(decisive),
        "code": provenance.code_digest(),
        "libraries": {},
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with held(folder):
            known = _known(folder, texts)
            if known is not None:
                refuse_changes(folder, known.get("identity", {}), identity)
            for name, text in texts.items():
                write_whole(folder / name, text)
            now = datetime.now(UTC).isoformat(timespec="seconds")
            manifest = {
                **(known or {}),
                "verb": verb,
                "name": folder.name,
                "configuration": dict(configuration),
                "status": "complete",
                "design": {"kind": "list", "points": 0, "options": {}},
                "seeds": {"first": 0, "count": 0, "rule": "same"},
                "runs": {"asked": 0, "done": 0, "failed": 0},
                "without_value": {},
                FILES: {name: digest_of(folder / name) for name in texts},
                WARNINGS: list(notes),
                "started": now,
                "written": now,
                "seconds": 0.0,
                **provenance.made_by(),
                "identity": identity,
            }
            write_manifest(folder, manifest)
    except OSError as error:
        raise UserError(
            "output.folder: '{folder}' cannot be written ({reason}); allowed: a folder in which "
            "you may write, with room left",
            folder=folder,
            reason=reason_of(error),
        ) from error
    return Study(folder, stored_manifest(folder) or manifest)


def evidence_study(folder: str | Path) -> Study | None:
    """Return what lies in a folder as a study without runs; None for any other folder.

    Raises:
        UserError: Where a file is no longer what was written.
    """
    place = Path(folder)
    manifest = stored_manifest(place)
    if manifest is None or manifest.get("verb") not in VERBS:
        return None
    study = Study(place, manifest)
    refuse_edited(place, manifest, study.command)
    return study


def _known(folder: Path, texts: Mapping[str, str]) -> dict[str, Any] | None:
    """Return the manifest of a folder that may be written anew; None where there is none yet.

    A call that ended in the very moment in which it began left nothing but texts of its own.
    """
    known = stored_manifest(folder)
    there = {file.name for file in folder.iterdir() if not file.name.startswith(".")}
    if known is None and not there <= texts.keys():
        raise UserError(
            "output.name: '{folder}' holds other files; allowed: a name that is not in "
            "use, or none (output.name=null)",
            folder=folder,
        )
    return known
