"""Random conditions, theories, scenarios and policies for property tests."""

from __future__ import annotations

from typing import Any

import numpy as np

from sim.conditions import VARIED
from sim.setting.configuration import names_in
from sim.setting.policies.policy import Policy, policy_from
from sim.setting.theories.theory import SWITCHES
from sim.world import load_world

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
    "separate_systems+crisis",
    "visible_success+recruitment_race",
)


def random_policy(rng: np.random.Generator) -> str | Policy:
    """Return up to three levers, or a partnership that takes over some classes."""
    policies = [name for name in names_in("policy") if name != "none"]
    if rng.random() < 0.3:
        classes = rng.choice([kind.id for kind in load_world().classes], size=3, replace=False)
        declared = {
            "name": "at_random",
            "classes": [str(name) for name in classes if name != "intervention"],
            "pre_authorised": bool(rng.random() < 0.5),
            "legal_basis": str(rng.choice(["politiewet_58", "none_yet"])),
            "notice_days": float(rng.random()),
            "term_years": float(rng.uniform(0.5, 6.0)),
            "members": [
                {"organisation": "politie", "persons": int(rng.integers(1, 8))},
                {"unit": "def_marines", "persons": int(rng.integers(1, 200))},
                {"outside": "elsewhere", "persons": int(rng.integers(0, 50))},
            ],
        }
        return policy_from("at_random", {"partnerships": [declared]})
    pulled = rng.choice(policies, size=int(rng.integers(0, 4)), replace=False)
    return "+".join(pulled) or "none"


def random_setting(seed: int) -> dict[str, Any]:
    """Return arguments of ``simulate``, all drawn from the declared ranges and names."""
    rng = np.random.default_rng(seed)
    chosen = rng.choice(list(VARIED), size=40, replace=False)
    conditions = {}
    for name in chosen:
        declared = VARIED[str(name)]
        value = float(rng.uniform(declared.low, declared.high))
        conditions[str(name)] = float(round(value)) if declared.distribution == "integer" else value
    return {
        "scenario": str(rng.choice(SCENARIOS)),
        "policy": random_policy(rng),
        "theory": {name: str(rng.choice(switch.values)) for name, switch in SWITCHES.items()},
        "conditions": conditions,
    }
