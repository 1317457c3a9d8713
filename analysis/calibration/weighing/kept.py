"""What a calibration keeps of how its draws were chosen, so that it is told again in seconds.

The prior over what draws were chosen from follows from an emulator for each wave, and these take a
minute to fit. They are kept as they came out, beside the answer that was told of them.
"""

from __future__ import annotations

import json
from typing import Any

import pandas as pd

from analysis.calibration.weighing.proposed import Beside
from analysis.calibration.weighing.waves import STEPS, Draws
from analysis.stored.stored import Stored
from sim.reading import read_json

FILE = "weighed.json"


def kept(draws: Draws, beside: Beside) -> bytes:
    """Return the content of the file."""
    content = {
        "movers": list(draws.movers),
        "proposed": dict(beside.proposed),
        "steps": draws.steps.to_numpy().tolist(),
        "log_prior": draws.log_prior.tolist(),
    }
    return (json.dumps(content) + "\n").encode()


def kept_in(stored: Stored) -> dict[str, Any] | None:
    """Return what was kept of the question that was answered last; None where that is another."""
    file = stored.folder / FILE
    if not stored.is_answered or not file.exists():
        return None
    content = read_json(file)
    if not isinstance(content, dict):
        return None
    return {**content, "steps": pd.DataFrame(content["steps"], columns=STEPS)}
