"""How often each gate passes in a run: what is necessary for an outcome is read off these."""

from __future__ import annotations

from typing import Any

import numpy as np

from analysis.attribution.local import GATES
from sim.measures.measures import measured


def keep_pass_rates(run: Any) -> dict[str, float]:
    """Return the share of needs with a gap whose gate passes, by gate; given as ``keep``.

    Args:
        run: A ``sim.run.Run``; needs without consent in advance only.
    """
    setting, state = run.setting, run.state
    log = measured(np.asarray(state.requests)[: len(state.incidents)], setting)
    asked_for = np.asarray(setting.tables.classes)["pre_authorised"][log["request_class"]] == 0
    log = log[asked_for & (log["gap"] > 0)]
    return {gate: float(np.mean(log[gate] == 1)) if len(log) else np.nan for gate in GATES}
