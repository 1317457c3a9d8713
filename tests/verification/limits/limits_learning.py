"""Limits of what is learned: trust, understanding, familiarity, saturation, aversion (E17-E22)."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from sim.conditions import CONDITIONS
from sim.run import Run
from sim.setting.scenarios.scenario import Scenario, scenario_from
from sim.state.records import pairs_by_unit
from tests.verification.closed_forms import contact_fixed_point, erlang_b, trust_fixed_point
from tests.verification.limits.limit import Limit, Numbers
from tests.verification.limits.limits_desks import BRIEF
from tests.verification.limits.limits_people import DAYS_PER_YEAR
from tests.verification.small_worlds import SmallWorld

ASYMMETRY = 2.0
# Weights of broken promises in the model's description (E17), written here anew.
WEIGHT_OF_LEAK, WEIGHT_OF_CAPACITY_REFUSAL = 3.0, 0.3
REMEMBERS = {
    "trust_memory": 1.0,
    "trust_prior_weight": CONDITIONS["trust_prior_weight"].floor,
    "trust_asymmetry": ASYMMETRY,
}
MANY = {"needs_per_year": 20.0 * DAYS_PER_YEAR, "duration_median_days": BRIEF}


def trust_of_run(run: Run) -> Numbers:
    """Trust at the end."""
    return {"trust": run.outcomes["trust_end"]}


def withdrawals() -> Limit:
    """Promises kept, or broken by a withdrawal."""
    broken = 0.3
    return Limit(
        name="trust after withdrawals",
        formula="T∞ = p/(p + a_T(1 − p)) as λ → 1",
        off="λ = 1, no weight at the start; nothing else breaks a promise",
        world=SmallWorld([{"persons": 1000}], [{**MANY, "duration_median_days": 1.0}]),
        measure=trust_of_run,
        expected={"trust": trust_fixed_point(1.0 - broken, ASYMMETRY)},
        conditions={
            **REMEMBERS,
            "withdrawal_hazard": -math.log(1.0 - broken),
            "binding_agreements": 0.0,
            "compensation_effect": 0.0,
        },
    )


def leaks() -> Limit:
    """A leak weighs three broken promises."""
    leaked = 0.2
    return Limit(
        name="trust after leaks",
        formula="T∞ = p/(p + 3a_T(1 − p))",
        off="as above; everything is shared (Q = 1, S8 benefit)",
        world=SmallWorld([{"persons": 1000}], [{**MANY, "information_sensitivity": 1.0}]),
        measure=trust_of_run,
        expected={"trust": trust_fixed_point(1.0 - leaked, ASYMMETRY, WEIGHT_OF_LEAK)},
        conditions={**REMEMBERS, "leak_rate": leaked, "agreements": 1.0, "sharing_limit": 1.0},
        theory={"information": "benefit"},
    )


def refusals() -> Limit:
    """A filed request that finds nobody free weighs 0.3 of a broken promise."""
    places, load = 5, 3.0
    lost = erlang_b(places, load)
    return Limit(
        name="trust after refusals for capacity",
        formula="T∞ = p/(p + 0.3a_T(1 − p)), p = 1 − B(c, a)",
        off="as above, in the world of Erlang B",
        world=SmallWorld([{"persons": places}], [{**MANY, "duration_median_days": load / 20.0}]),
        measure=trust_of_run,
        expected={"trust": trust_fixed_point(1.0 - lost, ASYMMETRY, WEIGHT_OF_CAPACITY_REFUSAL)},
        conditions=REMEMBERS,
    )


def fading() -> Limit:
    """With a memory below 1 what was kept and broken has a mean that is linear in its input."""
    memory, broken = 0.98, 0.3
    base = withdrawals()
    return Limit(
        name="fading memory of promises",
        formula="E[α] = p/(1 − λ), E[β] = a_T(1 − p)/(1 − λ)",
        off="as for withdrawals, with λ = 0.98 and forty regions",
        world=SmallWorld(
            [{"persons": 1000}],
            base.world.classes,
            regions=[{"id": f"region_{i}"} for i in range(40)],
        ),
        measure=lambda run: {
            "kept": float(known_pairs(run)["kept"].mean()),
            "broken": float(known_pairs(run)["broken"].mean()),
        },
        expected={
            "kept": (1.0 - broken) / (1.0 - memory),
            "broken": ASYMMETRY * broken / (1.0 - memory),
        },
        conditions={**base.conditions, "trust_memory": memory},
        days=1500,
        seeds=20,
    )


def known_pairs(run: Run) -> Any:
    """Return the records of the pairs of units that have met."""
    pairs = pairs_by_unit(run.state)
    return pairs[pairs["known"] == 1]


GAIN, DECAY, EXERCISES, START, EARLY = 0.12, 1.0 / 200.0, 9.0, 0.2, 150


def exercises(name: str, formula: str, values: float, floor: float) -> Limit:
    """Understanding lifted by exercises at random times, and fading towards a floor."""
    rate = EXERCISES / DAYS_PER_YEAR
    end = contact_fixed_point(rate, GAIN, DECAY, floor)
    left = math.exp(-(rate * GAIN + DECAY) * EARLY)
    return Limit(
        name=name,
        formula=formula,
        off="no needs; exercises only, of twenty regions with five units; they take nobody's time",
        world=SmallWorld(
            [{"id": f"unit_{i}", "persons": 10} for i in range(5)],
            [{}],
            regions=[{"id": f"region_{i}"} for i in range(20)],
        ),
        measure=lambda run: {
            f"understanding after {EARLY} days": float(run.daily["understanding"][EARLY - 1]),
            "understanding at the end": run.outcomes["understanding_end"],
        },
        expected={
            f"understanding after {EARLY} days": end + (START - end) * left,
            "understanding at the end": end,
        },
        conditions={
            "exercise_rate": EXERCISES,
            "exercise_persons": 0.0,
            "understanding_start": START,
            "understanding_gain": GAIN,
            "understanding_decay": DECAY,
            "shared_values": values,
            "shared_values_floor": floor,
            "liaison_cover": 0.0,
        },
        days=1500,
        warm_up_days=0,
    )


def deployments() -> Limit:
    """What deployments teach: understanding, familiarity, saturation."""
    regions, rate, weight = 20, 0.05, 0.5
    learned = {"familiarity": (0.08, 0.004), "saturation": (0.002, 0.01)}

    def measure(run: Run) -> Numbers:
        units, now = np.asarray(run.state.units), run.setting.days + run.setting.warm_up_days

        def at_end(unit: Any, name: str) -> float:
            faded = np.exp(-learned[name][1] * (now - unit[f"{name}_time"]))
            return float(np.mean(unit[name] * faded))

        return {
            "understanding": run.outcomes["understanding_end"],
            "familiarity": at_end(units[:regions], "familiarity"),
            "saturation": at_end(units[regions:], "saturation"),
        }

    return Limit(
        name="what deployments teach",
        formula="rα/(rα + δ), with r a region's or the unit's deployments; for M, F and S",
        off="no exercises; one unit that serves twenty regions alike",
        world=SmallWorld(
            [{"persons": 1000}],
            [{"needs_per_year": regions * rate * DAYS_PER_YEAR, "duration_median_days": BRIEF}],
            regions=[{"id": f"region_{i}"} for i in range(regions)],
        ),
        measure=measure,
        expected={
            "understanding": contact_fixed_point(rate, GAIN * weight, DECAY),
            "familiarity": contact_fixed_point(rate, *learned["familiarity"]),
            "saturation": contact_fixed_point(rate * regions, *learned["saturation"]),
        },
        conditions={
            "understanding_gain": GAIN,
            "understanding_decay": DECAY,
            "shared_values": 0.0,
            "liaison_cover": 0.0,
            "contact_deployment": weight,
            **{f"{name}_gain": gain for name, (gain, _) in learned.items()},
            **{f"{name}_decay": decay for name, (_, decay) in learned.items()},
        },
        days=2000,
        warm_up_days=0,
    )


SENSITIVITY, SCALE, RECOVERY, FORCE, PEOPLE = 0.02, 100.0, 0.05, 0.5, 20.0
EXPLAINED = (0.25, 0.6)
STEP = SENSITIVITY * FORCE * PEOPLE / SCALE * (1.0 - EXPLAINED[0] * EXPLAINED[1])
AVERSION = {
    "aversion_start": 0.3,
    "aversion_sensitivity": SENSITIVITY,
    "aversion_scale": SCALE,
    "aversion_recovery": RECOVERY,
    "explanation": EXPLAINED[0],
    "explanation_effect": EXPLAINED[1],
}
SEEN = {"visible_force": FORCE, "size_median": PEOPLE, "duration_median_days": BRIEF}


def aversion_of_run(run: Run) -> Numbers:
    """Society's aversion at the end."""
    return {"aversion": run.outcomes["aversion_end"]}


def aversion_at_random() -> Limit:
    """Deployments at random times."""
    rate = 5.0
    return Limit(
        name="aversion, deployments at random",
        formula="A0 + κ·g·(a/a0)(1 − κ_e·e)·rate/δ_A",
        off="no veto; aversion stays between 0 and 1",
        world=SmallWorld([{"persons": 10_000}], [{**SEEN, "needs_per_year": rate * DAYS_PER_YEAR}]),
        measure=aversion_of_run,
        expected={"aversion": AVERSION["aversion_start"] + STEP * rate / RECOVERY},
        conditions=AVERSION,
        days=300,
        seeds=60,
    )


def every_day(days: int) -> Scenario:
    """A need at noon of every day."""
    needs = [
        {"day": day + 0.5, "class": "need", "region": "region", "size": PEOPLE}
        for day in range(days)
    ]
    return scenario_from("every_day", {"needs": needs})


def aversion_day_by_day() -> Limit:
    """One deployment a day: no chance at all, so equal up to rounding."""
    days = 300
    faded = math.exp(-RECOVERY)
    excess = STEP * math.sqrt(faded) * (1.0 - faded**days) / (1.0 - faded)
    return Limit(
        name="aversion, one deployment a day",
        formula="A0 + step·Σ e^(−δ_A·age), linear in κ; no chance, so equal up to rounding",
        off="as above; needs on fixed days by a scenario",
        world=SmallWorld([{"persons": 10_000}], [SEEN]),
        measure=aversion_of_run,
        expected={"aversion": AVERSION["aversion_start"] + excess},
        conditions=AVERSION,
        scenario=every_day(days),
        days=days,
        warm_up_days=0,
        seeds=2,
    )


LIMITS = (
    withdrawals(),
    leaks(),
    refusals(),
    fading(),
    exercises(
        "understanding from exercises",
        "M∞ = rα/(rα + δ), and on the way M∞ + (M0 − M∞)e^(−(rα + δ)t)",
        values=0.0,
        floor=0.0,
    ),
    exercises("understanding with a floor", "M∞ = (rα + δ·f)/(rα + δ)", values=1.0, floor=0.3),
    deployments(),
    aversion_at_random(),
    aversion_day_by_day(),
)
