"""Random conditions, theories, scenarios and policies for property tests."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.conditions import CONDITIONS
from sim.configuration import names_in
from sim.theory import SWITCHES

SCENARIOS = (
    "baseline",
    "crisis",
    "flood",
    "eastern_flank",
    "personnel_shortage",
    "crisis_and_shortage",
    "flood+personnel_shortage",
    "crisis+eastern_flank",
    "terror_attack+budget_cuts",
    "riots",
    "mega_event+undermining_wave",
    "health_crisis+court_security",
)


def random_setting(seed: int) -> dict[str, Any]:
    """Return arguments of ``simulate``, all drawn from the declared ranges and names."""
    rng = np.random.default_rng(seed)
    chosen = rng.choice(list(CONDITIONS), size=40, replace=False)
    conditions = {}
    for name in chosen:
        declared = CONDITIONS[str(name)]
        value = float(rng.uniform(declared.low, declared.high))
        conditions[str(name)] = float(round(value)) if declared.distribution == "integer" else value
    policies = [name for name in names_in("policy") if name != "none"]
    return {
        "scenario": str(rng.choice(SCENARIOS)),
        "policy": "+".join(rng.choice(policies, size=int(rng.integers(0, 4)), replace=False))
        or "none",
        "theory": {name: str(rng.choice(switch.values)) for name, switch in SWITCHES.items()},
        "conditions": conditions,
    }
