"""Which needs count."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.run import Run

Numbers = npt.NDArray[np.float64]
Chosen = Callable[[Run], Any]
"""From a run to whether its incidents count."""


def log_of(run: Run) -> Any:
    """Return the records of all incidents of the tape."""
    return np.asarray(run.state.requests)[: len(run.state.incidents)]


def kinds_of(run: Run) -> Any:
    """Return the class of each incident."""
    return np.asarray(run.setting.tables.classes)[log_of(run)["request_class"]]


def counted(run: Run, chosen: Chosen | None = None) -> Numbers:
    """Return whether an incident is a measured need without consent in advance, and chosen."""
    kinds, log = kinds_of(run), log_of(run)
    core: Numbers = (kinds["pre_authorised"] == 0) & (log["time"] >= run.setting.warm_up_days)
    return core if chosen is None else core & chosen(run)


def of_class(name: str) -> Chosen:
    """Needs of one class."""
    return lambda run: log_of(run)["request_class"] == run.setting.world.class_index(name)


def visible(run: Run) -> Any:
    """Needs with visible force."""
    return kinds_of(run)["force"] >= 0.5


def unseen(run: Run) -> Any:
    """Needs that society hardly sees."""
    return kinds_of(run)["force"] < 0.3


def is_complex(run: Run) -> Any:
    """Complex needs."""
    return kinds_of(run)["complexity"] > 0.5


def sensitive(run: Run) -> Any:
    """Needs with sensitive information."""
    return kinds_of(run)["sensitivity"] >= 0.5


def decided_by_politics(run: Run) -> Any:
    """Needs with a political desk in their chain."""
    return kinds_of(run)["political"] == 1


def visible_to_politics(run: Run) -> Any:
    """Visible needs on which politics decides."""
    return visible(run) & decided_by_politics(run)


def not_decided_by_politics(run: Run) -> Any:
    """Needs without one."""
    return kinds_of(run)["political"] == 0


def severest_third(run: Run) -> Any:
    """The third of needs with the highest severity."""
    severity, core = log_of(run)["severity"], counted(run)
    return severity >= np.quantile(severity[core], 2 / 3)


def many_hands(run: Run) -> Any:
    """Needs for many hands that the police meet with a fit below full."""
    return of_class("search_missing")(run) | of_class("armed_guard")(run)


def settled(run: Run) -> Any:
    """Needs with a settled legal basis."""
    return ~of_class("undermining_operation")(run)


CHOICES: dict[str, Chosen] = {
    chosen.__name__: chosen
    for chosen in (
        visible,
        unseen,
        is_complex,
        sensitive,
        visible_to_politics,
        not_decided_by_politics,
        severest_third,
        many_hands,
        settled,
    )
}
"""Which needs readings can be of, beside those of one class."""
