"""What is kept of a run for its attribution instead of its whole log, counted from its codes.

With tables of text, made of each run only to be added up, this took ten times as long as the run.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from analysis.attribution.local import GATE_OF, GATES
from sim.measures.measures import measured
from sim.measures.portrait import UNSUPPORTED
from sim.state.codes import BECAUSE_NOT_ASKED, BECAUSE_UNWILLING, NOT_ASKED, REASONS

Numbers = npt.NDArray[np.float64]

NO_PLACE = len(GATE_OF)
# By the code of a reason the place of that cause; whatever is no cause comes after them all.
PLACES = np.array([list((*GATE_OF, reason)).index(reason) for reason in REASONS])


def keep_gates(run: Any) -> dict[str, Numbers]:
    """Reduce a run to what its attribution needs; given to the runner as ``keep``.

    Args:
        run: A ``sim.run.Run``.

    Returns:
        Per class of the world, in its order: ``closed`` and ``open`` (Σ v(y1 − y0) and Σ v(1 − y0);
        0 for needs with consent in advance), ``lost_<cause>`` and ``sole_<cause>`` (see
        ``losses_of``), each in the shape (classes,).
    """
    asked_for = np.asarray(run.setting.tables.classes)["pre_authorised"] == 0
    log = measured(np.asarray(run.state.requests)[: len(run.state.incidents)], run.setting)
    log = log[asked_for[log["request_class"]]]
    own, count = log["request_class"], len(asked_for)
    lost, sole = losses_of(log, count)
    return {
        "closed": np.bincount(own, log["severity"] * (log["y1"] - log["y0"]), count),
        "open": np.bincount(own, log["severity"] * (1.0 - log["y0"]), count),
        **{f"lost_{cause}": of_it for cause, of_it in zip(GATE_OF, lost, strict=True)},
        **{f"sole_{cause}": of_it for cause, of_it in zip(GATE_OF, sole, strict=True)},
    }


def losses_of(log: Any, classes: int) -> tuple[Numbers, Numbers]:
    """Sum up what was lost: severity times what own people left open, v(1 − y0).

    The loss of a need is split equally over its failing gates, which is the Shapley value of each
    where repair needs all of them. The losses sum to the whole loss of needs that got nothing.

    Args:
        log: Records of needs without consent in advance.
        classes: How many classes the world has.

    Returns:
        What was lost, and the part of it where the gate was the only one that failed: both causes
        (those of ``GATE_OF``) x classes.
    """
    log = log[np.isin(log["end_state"], UNSUPPORTED) & (log["gap"] > 0)]
    failed = np.stack([log[gate] == 0 for gate in GATES], axis=1)
    number = failed.sum(axis=1)
    split = log["severity"] * (1.0 - log["y0"]) / np.maximum(number, 1)
    want = np.where(log["end_state"] == NOT_ASKED, BECAUSE_NOT_ASKED, BECAUSE_UNWILLING)
    causes = PLACES[np.stack([want, log["can_cause"], log["may_cause"]], axis=1)]
    # A need of which every gate was open (the weather) has the last cause, which is no gate's.
    places = np.concatenate([causes, np.full((len(log), 1), NO_PLACE - 1)], axis=1)
    shut = np.concatenate([failed, number[:, None] == 0], axis=1)
    need, gate = np.nonzero(shut)
    at = places[need, gate] * classes + log["request_class"][need]
    alone = np.where(number <= 1, split, 0.0)
    lost, sole = (
        np.bincount(at, part[need], (NO_PLACE + 1) * classes).reshape(-1, classes)
        for part in (split, alone)
    )
    return lost[:NO_PLACE], sole[:NO_PLACE]
