"""The arrays of a state that follow from its setting alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sim.setting.setting import Setting


def never_written(setting: Setting) -> dict[str, Any]:
    """Return the arrays of a state that follow from the setting alone and that no run writes to.

    But for what a stage puts in the place of what was before it: where there are stages, that is a
    copy of its own for each caller, which the first stage of a run writes over.
    """
    given = setting.tables
    conditions, theory, ideal = setting.given
    classes = given.classes
    if setting.stages:
        conditions, theory, classes = conditions.copy(), theory.copy(), classes.copy()
    return {
        "conditions": conditions,
        "theory": theory,
        "days": setting.environment.days,
        "strengths": setting.strengths,
        "classes": classes,
        "levers": given.levers,
        "lever_starts": given.lever_days + setting.warm_up_days,
        **setting.given_by_stage,
        "bases": given.bases,
        "desks": given.desks,
        "chain": given.chain,
        "candidates": given.candidates,
        "answering": given.answering,
        "rungs": given.rungs,
        "founded": given.founded,
        "founding_starts": given.founding_days + setting.warm_up_days,
        "places": given.places,
        "helpers": given.helpers,
        "requesters": given.requesters,
        "partners": given.partners,
        "ideal": ideal,
    }
