"""Helper of tests: a belief about one condition and one open question, written as users have it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from experiments.design.belief import BELIEF, Belief
from experiments.design.mixture import Component, Mixture

AGREEMENTS, START = "conditions.agreements", "conditions.trust_start"
RULE, TRUST = "theory.drivers", "theory.trust"
Change = Callable[[dict[str, Any]], Any]
TWO_MINDS = Mixture((Component("beta", 40.0, 160.0), Component("beta", 160.0, 40.0)))


def held(**more: Any) -> Belief:
    """Return a belief about one condition and one open question, with draws of two more."""
    rows = np.random.default_rng(1).random(500)
    draws = pd.DataFrame({START: 0.3 + 0.6 * rows, TRUST: np.where(rows > 0.5, "driver", "none")})
    given = {
        "distributions": {AGREEMENTS: TWO_MINDS},
        "draws": draws,
        "weights": 1.0 + (rows > 0.5),
        "theories": {RULE: {"sum": 0.25, "balanced": 0.0, "weakest": 0.75}},
        "provenance": {"respondents": 3},
    }
    return Belief(**{**given, **more})


def written(
    folder: Path, belief: Belief, change: Callable[[dict[str, Any]], Any] | None = None
) -> Path:
    content = json.loads(belief.to_json())
    if change is not None:
        change(content)
    file = folder / BELIEF
    file.write_text(json.dumps(content), encoding="utf-8")
    return file
