"""Experiments for what makes the collaboration effective: what society gets out of it."""

from __future__ import annotations

from analysis.codebook.declare import (
    CHANGE_OF_CHANGE,
    DOWN,
    EXACTLY_0,
    UP,
    VALUE,
    Arm,
    Experiment,
    Region,
    from_to,
    set_to,
)
from analysis.codebook.needs import counted, is_complex
from analysis.codebook.readings import outcome, quality
from sim.outcomes import DECLARED
from sim.run import Run, run_setting
from sim.setting.setting import resolve


def enters_added_value(name: str) -> float:
    """Return 1 if an outcome that counts for nothing has a direction in which it is better."""
    return float(DECLARED[name].direction != "neutral")


def pooling_gain(seed: int) -> float:
    """Return what pooling people saves, as the paired runs of a run give it."""
    setting = resolve(days=365, warm_up_days=60)
    return run_setting(setting, seed, references=True).outcomes["pooling_gain"]


def needs(run: Run) -> float:
    """Needs without consent in advance that arise."""
    return float(counted(run).sum())


def closed_in_time(run: Run) -> float:
    """Share of support that comes in time."""
    return run.outcomes["on_time_share"]


# fmt: off
# An entry reads as a few lines of a table; one argument per line would hide the table.
EXPERIMENTS = (
    Experiment(
        26, "actors_are_counted", "parties that understand each other come together in more pairs",
        "pairs of units that gave and got support", UP,
        outcome("active_pairs"), arms=from_to("understanding_start", 0.2, 0.8),
    ),
    Experiment(
        26, "actors_weigh_nothing", "it is reported and counts for nothing",
        "1 if the outcome has a better direction", EXACTLY_0,
        by_seed=lambda seed: enters_added_value("active_pairs"), setup="declared outcomes", seeds=2,
    ),
    Experiment(
        27, "synergy_adds_gain", "where strengths combine, complex support achieves more",
        "gain per person, complex needs", UP,
        quality(is_complex), arms=from_to("synergy", 0.0, 0.6),
    ),
    Experiment(
        28, "joint_work_spreads_knowledge", "with more joint work the parties know more of each "
        "other", "M at the end", UP,
        outcome("understanding_end"), arms=from_to("exercise_rate", 0.0, 8.0),
    ),
    Experiment(
        28, "sharing_is_measured", "where more may be shared, more knowledge is shared",
        "knowledge shared", UP,
        outcome("knowledge_shared"), arms=from_to("sharing_limit", 0.1, 1.0),
    ),
    Experiment(
        29, "pooling_is_reported", "what pooling saves is reported", "pooling gain",
        UP, by_seed=pooling_gain, setup="defaults, with paired runs", seeds=8,
    ),
    Experiment(
        29, "pooling_weighs_nothing", "and counts for nothing",
        "1 if the outcome has a better direction", EXACTLY_0,
        by_seed=lambda seed: enters_added_value("pooling_gain"), setup="declared outcomes", seeds=2,
    ),
    Experiment(
        30, "joint_goal_and_sharing_mend", "with a joint goal and shared information services are "
        "less fragmented", "fragmentation", DOWN, outcome("fragmentation"),
        arms=(set_to(joint_goal=0.0, sharing_limit=0.1), set_to(joint_goal=1.0, sharing_limit=1.0)),
    ),
    Experiment(
        31, "together_is_better", "together more of the severity of needs is met than alone",
        "share of severity that is met, alone → together", UP,
        outcome("together"), arms=(Arm(ideal=("alone",)), Arm()),
    ),
    Experiment(
        31, "success_prevents", "where success shows fewer needs arise", "needs that arise", DOWN,
        needs, arms=from_to("success_feedback", 0.0, 0.3),
    ),
    Experiment(
        31, "no_success_prevents_less", "and fewer are prevented where nobody supports",
        "needs that arise", UP, needs, CHANGE_OF_CHANGE,
        (
            *from_to("success_feedback", 0.0, 0.3),
            *(Arm({"success_feedback": f}, ideal=("alone",)) for f in (0.0, 0.3)),
        ),
    ),
    Experiment(
        31, "most_support_is_on_time", "most support comes in time", "share of support on time",
        Region(low=0.5), closed_in_time, VALUE, (Arm(),),
    ),
)
# fmt: on
