"""A further study inside the folder of another one, found again by what was run."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from experiments.design import Design
from experiments.design.seeds import Seeds
from experiments.study.files import MANIFEST
from experiments.study.recorded import BESIDE, digests_in, stored_manifest
from experiments.study.study import Study, open_study
from sim.errors import UserError


def open_companion(
    study: Study, name: str, design: Design | None = None, seeds: Seeds | None = None
) -> Study:
    """Open what ``run_companion`` left beside a study for what is asked of it now.

    Args:
        study: The study beside which it was run.
        name: What it was called there.
        design: Where it is known, the points that it must have.
        seeds: The same of its seeds.

    Raises:
        UserError: Where it was not run, by the same version of the model, or is not what was
            written.
    """
    known = stored_manifest(study.folder) or {}
    # An older version did not say which folder is whose; what was asked first has the plain name.
    recorded = digests_in(known, BESIDE).get(name, "") if BESIDE in known else name
    places = [study.folder / Path(recorded).name] if recorded else []
    wanted: dict[str, object] = {}
    if design is not None and seeds is not None:
        code = study.manifest["identity"]["code"]
        wanted = {"design": design.digest, "seeds": seeds.contents(), "code": code}
        places += [file.parent for file in sorted(study.folder.glob(f"{name}*/{MANIFEST}"))]
    for place in places:
        if (place / MANIFEST).exists() and _is(found := open_study(place), wanted):
            return found
    raise UserError(
        "'{folder}' has no runs of '{name}' for what was asked of it last; make them "
        "with: {command}",
        folder=study.folder,
        name=name,
        command=study.command,
    )


def _is(study: Study, wanted: Mapping[str, object]) -> bool:
    identity = study.manifest["identity"]
    whole = study.complete or not wanted
    return whole and all(identity[part] == value for part, value in wanted.items())
