"""The deliberate command that refreshes the pinned baselines: ``make baselines``.

A change of these numbers is a change of the model: say in the changelog what changed and why.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

from sim import simulate

FILE = Path(__file__).parent / "baselines" / "outcomes.json"
PINNED = {
    "baseline": {"scenario": "baseline"},
    "crisis_and_shortage": {"scenario": "crisis_and_shortage"},
    "flood": {"scenario": "flood"},
    "joint_framework": {"policy": "joint_framework"},
    "figure_1": {"theory": "figure_1"},
}
SEEDS = (1, 2)


def pinned_runs() -> dict[str, dict[str, float | None]]:
    """Run what is pinned; values that do not exist are None, as JSON has no NaN."""
    return {
        f"{name}, seed {seed}": {
            key: None if math.isnan(value) else value
            for key, value in simulate(seed=seed, daily=False, **arguments).outcomes.items()
        }
        for name, arguments in PINNED.items()
        for seed in SEEDS
    }


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text(json.dumps(pinned_runs(), indent=1) + "\n")
    print(f"pinned {len(PINNED) * len(SEEDS)} runs in {FILE.name}")
