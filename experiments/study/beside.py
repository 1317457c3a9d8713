"""A further study inside the folder of another one, found again by what was run."""

from __future__ import annotations

from experiments.design import Design
from experiments.design.seeds import Seeds
from experiments.study.files import MANIFEST
from experiments.study.study import Study, open_study


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
