"""Which room answers the question of which verb."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import cast

from analysis.stored.answer import Answer
from analysis.stored.stored import Stored, as_written, read_stored
from sim.errors import UserError, shown, unknown_name

ROOMS = {
    "attribute": "analysis.attribution.answer",
    "calibrate": "analysis.calibration.answer",
    "choose": "analysis.choose.answer",
    "compare": "analysis.compare.answer",
    "discover": "analysis.discovery.answer",
    "elicit": "analysis.elicitation.answer",
    "implied": "analysis.implied.answer",
    "interview": "analysis.interview.answer",
    "mediate": "analysis.mediation.answer",
    "patterns": "analysis.patterns.answer",
    "plausible": "analysis.plausible.answer",
    "robust": "analysis.robustness.answer",
    "run": "analysis.run.answer",
    "sensitivity": "analysis.sensitivity.answer",
    "sweep": "analysis.sweep.answer",
    "voi": "analysis.voi.answer",
}
"""The module of each verb's room, with a function ``answer(stored) -> Answer``; a room that nobody
asks for is not imported."""


def answer_of(stored: Stored) -> Answer:
    """Return what a finished study says, whatever its verb; it is worked out once.

    Raises:
        UserError: For a study of a verb that answers no question, or that is not as it must be.
    """
    if stored.verb not in ROOMS:
        raise unknown_name("verb of a study", stored.verb, ROOMS, str(stored.folder))
    if not stored.answered:
        with as_written(stored):
            stored.answered.append(import_module(ROOMS[stored.verb]).answer(stored))
    return cast(Answer, stored.answered[0])


def folder_of(study: Answer | str | Path) -> str:
    """Return the folder of a study, which an answer has too.

    Raises:
        UserError: For what is neither.
    """
    if isinstance(study, Answer):
        return str(study.stored.folder)
    if not isinstance(study, str | Path):
        raise UserError(
            "{value} is no study; allowed: an answer, or the folder of a finished study",
            value=shown(study),
        )
    return str(study)


def open_answer(folder: Answer | str | Path) -> Answer:
    """Return the answer of a study that lies in a folder: the one that its verb gave.

    Args:
        folder: The folder; an answer is returned as it is.

    Raises:
        UserError: Where there is no finished study.
    """
    return folder if isinstance(folder, Answer) else answer_of(read_stored([folder_of(folder)])[0])
