"""Helper of the tests of the worked study: made-up runs of its parts, whose effects are known."""

from __future__ import annotations

from pathlib import Path

from analysis.report.results import Results
from analysis.stored.stored import Stored
from experiments.study.study import open_study
from sim.conditions import CONDITIONS
from tests.made.planted import Values, losses, plant

LUCK = (1, -1)  # of even and of odd seeds
"""Luck of four seeds: times 0.01 its mean has an interval of ±3.182 × 0.01 × √(4/3) / 2 = 1.84."""

GAINS = {
    "none": (0.0, 0.0),
    "joint_framework": (0.05, 0.03),
    "powers_briefing": (0.03, 0.01),
    "capacity_priority_crisis": (-0.03, -0.04),
    "liaisons": (0.06, 0.07),
    "working_sessions": (0.001, -0.001),
    "training_match": (0.04, 0.05),
    "official_explanation": (0.01, 0.01),
}
FUTURES = {"none": 0.0, "liaisons": -0.01, "working_sessions": 0.003, "training_match": 0.03}
# What the gap closed is with gates opened: in calm they work together, in a crisis each by itself.
OPENED = {
    "none": 0.30,
    "want": 0.36,
    "can": 0.45,
    "may": 0.33,
    "want+can": 0.57,
    "want+may": 0.40,
    "can+may": 0.50,
    "want+can+may": 0.66,
}
ALONE = {"want": 0.01, "can": 0.10, "may": -0.01}
# What each gains over its whole range, in calm and in a crisis; trust by what it does there.
SLOPES = {
    "urgency": (0.06, 0.04),
    "shared_values": (0.03, 0.05),
    "liaison_cover": (-0.03, 0.05),
    "joint_goal": (0.01, 0.03),
    "transparency": (0.0, 0.001),
    "compensation": (-0.05, -0.001),
    "aversion_start": (-0.04, -0.03),
}
TRUST = {"none": 0.0, "moderator": 0.02, "driver": 0.06}
WHERE = {"baseline": 0, "crisis": 1}


UNDER_FIGURE_1 = {"joint_framework": 0.01, "working_sessions": -0.03}
"""What levers gain under another theory."""
LESS = 0.15
"""How much less of the gap is closed in a crisis under it."""


def compared(values: Values, seed: int) -> dict[str, float]:
    policy, calm = values["policy"], values["scenario"] == "baseline"
    gain = GAINS[policy][WHERE[values["scenario"]]]
    luck = 0.05 * LUCK[seed % 2] if policy == "official_explanation" else 0.0
    level = 0.5 if calm else 0.4 + 0.01 * LUCK[seed % 2]
    if values["theory"] == "figure_1":
        gain, level = UNDER_FIGURE_1.get(policy, gain), 0.5 if calm else 0.5 - LESS
    return {"gap_closed": level + gain + luck}


def over_futures(values: Values, seed: int) -> dict[str, float]:
    return {"gap_closed": 0.5 + FUTURES[values["policy"]]}


def replayed(values: Values, seed: int) -> dict[str, float]:
    gates = [gate for gate in values["ideal"].split("+") if gate != "none"]
    level = OPENED[values["ideal"]]
    if values["scenario"] == "crisis":
        level = 0.2 + sum(ALONE[gate] for gate in gates)
    return {"gap_closed": level + 0.01 * LUCK[seed % 2] * ("can" in gates)}


def lost(values: Values, seed: int) -> dict[str, object]:
    return losses({("flood", "unwilling"): (1.0, 1.0)})


def moved(values: Values, seed: int) -> dict[str, float]:
    where = WHERE[values["scenario"]]
    slopes = {name: both[where] for name, both in SLOPES.items()}
    slopes["trust_start"] = TRUST[values["theory.trust"]]
    level = 0.5
    for name, slope in slopes.items():
        of = CONDITIONS[name]
        level += slope * (values[f"conditions.{name}"] - of.low) / (of.high - of.low)
    return {"gap_closed": level}


def planted_parts(where: Path) -> list[Path]:
    """Run the parts in a folder and return the folder of each."""
    both, names = "[baseline,crisis]", ",".join(f"conditions.{name}" for name in SLOPES)
    sample = ["method=surrogate", f"design.factors=[{names},conditions.trust_start,theory.trust]"]
    sample.append("design.points=900")
    without = ["noise_points=0", "screened_points=0", "course_factors=0", "ranges=[]"]
    sample += [f"sensitivity.{word}" for word in without]
    levers = ["replications=4", f"compare.policies=[{','.join(GAINS)}]"]
    planted = [
        plant(where, "compare", "all", compared, f"compare.scenarios={both}", *levers),
        plant(
            where,
            "compare",
            "theories",
            compared,
            f"compare.scenarios={both}",
            "compare.theories=[figure_2,figure_1]",
            *levers,
        ),
        plant(
            where,
            "attribute",
            "all",
            replayed,
            f"attribute.scenarios={both}",
            "run.seeds=4",
            kept=lost,
        ),
        plant(
            where,
            "robust",
            "all",
            over_futures,
            f"robust.policies=[{','.join(FUTURES)}]",
            "robust.scenarios=[baseline]",
            "robust.theories=[figure_2]",
            "robust.draws=5",
            "robust.seeds=1",
        ),
        plant(where, "sensitivity", "calm", moved, *sample),
        plant(where, "sensitivity", "crisis", moved, *sample, "scenario=crisis"),
    ]
    return [each.folder for each in planted]


def results_of(parts: list[Path]) -> Results:
    """Return the results of the parts, by the folder of each."""
    return Results([Stored(open_study(part)) for part in parts])
