"""A further study inside the folder of another one, found again by what was run."""

from __future__ import annotations

from pathlib import Path

from experiments.design import Design
from experiments.design.seeds import Seeds
from experiments.study.files import MANIFEST
from experiments.study.recorded import BESIDE, digests_in, stored_manifest
from experiments.study.study import Study, open_study
from sim.errors import UserError


def study_beside(study: Study, name: str, design: Design, seeds: Seeds) -> Study | None:
    """Return a finished study that ``run_beside`` left beside another one.

    Args:
        study: The study beside which it was run, by the same version of the model.
        name: What it was called there.
        design: Its points.
        seeds: Its seeds.

    Returns:
        The study; None where there is none of these points and seeds.

    Raises:
        UserError: Where one of its files is no longer what was written.
    """
    wanted = {
        "design": design.digest,
        "seeds": seeds.contents(),
        "code": study.manifest["identity"]["code"],
    }
    for file in sorted(study.folder.glob(f"{name}*/{MANIFEST}")):
        found = open_study(file.parent)
        identity = found.manifest["identity"]
        if found.complete and all(identity[part] == value for part, value in wanted.items()):
            return found
    return None


def stored_beside(study: Study, name: str) -> Study:
    """Open what was run beside a study for what is asked of it now.

    Args:
        study: The study.
        name: As in ``run_beside``.

    Raises:
        UserError: Where it was not run, or is not what was written.
    """
    known = stored_manifest(study.folder) or {}
    # An older version did not say which folder is whose; what was asked first has the plain name.
    found = digests_in(known, BESIDE).get(name, "") if BESIDE in known else name
    folder = study.folder / Path(found).name
    if not found or not (folder / MANIFEST).exists():
        raise UserError(
            "'{folder}' has no runs of '{name}' for what was asked of it last; make them "
            "with: {command}",
            folder=study.folder,
            name=name,
            command=study.command,
        )
    return open_study(folder)
