"""A measurement of patterns as one study: it is several studies in one folder."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analysis.stored.patterns import read_measured
from experiments.study.files import RESOLVED
from experiments.study.integrity import refuse_edited
from experiments.study.notes import WARNINGS
from experiments.study.study import Study, open_study


def patterns_study(folder: str | Path) -> Study | None:
    """Return the studies of one measurement of patterns as one; None for any other folder.

    Raises:
        UserError: Where one of them is no study, or a file is no longer what was written.
    """
    place = Path(folder)
    measured = read_measured(place)
    if measured is None or not measured["studies"]:
        return None
    refuse_edited(place, measured, f"bijstand patterns from={place / RESOLVED}")
    return whole_measurement(place, measured)


def whole_measurement(place: Path, measured: Mapping[str, Any]) -> Study:
    """Return the studies of a measurement as one.

    Args:
        place: Its folder.
        measured: Its manifest.
    """
    return Study(place, _together(measured, [open_study(place / n) for n in measured["studies"]]))


def _together(measured: Mapping[str, Any], studies: list[Study]) -> dict[str, Any]:
    """Return a manifest: that of the first study, with the runs of all and what was asked."""
    first = studies[0].manifest
    runs = {k: sum(s.manifest["runs"][k] for s in studies) for k in first["runs"]}
    run = {name: measured[name] for name in ("days", "warm_up_days")}
    return {
        **first,
        WARNINGS: measured.get(WARNINGS, []),
        "verb": measured["verb"],
        "status": "complete" if all(s.complete for s in studies) else "running",
        "runs": runs,
        "seeds": {"first": measured["first_seed"], "count": measured["seeds"]},
        "started": min(s.manifest["started"] for s in studies),
        "written": max(s.manifest["written"] for s in studies),
        # A claim judges by itself runs in which an outcome does not exist.
        "without_value": {},
        "configuration": {"run": run, "language": measured.get("language", "en")},
    }
