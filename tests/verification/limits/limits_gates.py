"""Limits of the gates: constant willingness and permission thin the needs (E4 to E13)."""

from __future__ import annotations

import math

import numpy as np

from sim.run import Run
from sim.state.codes import (
    NOT_ASKED,
    NOT_PERMITTED,
    REFUSED,
    SUPPORT_WITHDRAWN,
    SUPPORTED,
    WITHDRAWN_IN_CONSULTATION,
)
from tests.verification.limits.limit import Limit, Numbers
from tests.verification.limits.limits_desks import BRIEF, decided, desk, desk_world
from tests.verification.limits.limits_people import DAYS_PER_YEAR, share_of
from tests.verification.small_worlds import SmallWorld

NEEDS = {"needs_per_year": 20.0 * DAYS_PER_YEAR, "duration_median_days": BRIEF}
EQUAL_ROLE, BLOCKING, BARRIER, FORCE, SEVERITY = 0.5, 0.4, 0.5, 0.6, 0.5
VETO = {"veto_level": 0.5, "veto_slope": 6.0, "veto_intercept": 0.15}
AVERSION, URGENCY = 0.35, 0.4
ASKS, GIVES = 0.8, 0.7
OFF = (
    "the only driver with a weight is the role, which is constant; agreements do not move the"
    " barrier; deployments do not move aversion; people without number"
)


def logit(share: float) -> float:
    """Return x with 1/(1 + e^-x) = share."""
    return math.log(share / (1.0 - share))


# The requester's role is worth 1/2 + eq/2, the provider's eq where it weighs all.
CONSTANT_GATES = {
    **{
        f"weight_{driver}": 0.0
        for driver in ("commitment", "benefit", "dependence", "effect", "cost", "understanding")
    },
    "weight_role": 1.0,
    "equal_role": EQUAL_ROLE,
    "equal_role_weight": 1.0,
    "willingness_slope": 1.0,
    "willingness_threshold": 0.0,
    "willingness_shift_requester": logit(ASKS) - (0.5 + 0.5 * EQUAL_ROLE),
    "willingness_shift_provider": logit(GIVES) - EQUAL_ROLE,
    "blocking": BLOCKING,
    "agreements_effect": 0.0,
    "aversion_sensitivity": 0.0,
    "aversion_start": AVERSION,
    "urgency": URGENCY,
    **VETO,
}


def permission() -> float:
    """P(mogen) with these constants (E8, E9)."""
    reluctance = AVERSION * FORCE - URGENCY * SEVERITY + VETO["veto_intercept"]
    veto = VETO["veto_level"] / (1.0 + math.exp(-VETO["veto_slope"] * reluctance))
    return (1.0 - BLOCKING * BARRIER) * (1.0 - veto)


ALLOWED = permission()
BOTH = ASKS * GIVES
STATES = {
    "not asked": NOT_ASKED,
    "withdrawn in consultation": WITHDRAWN_IN_CONSULTATION,
    "refused": REFUSED,
    "not permitted": NOT_PERMITTED,
    "supported": SUPPORTED,
}


def end_states(run: Run) -> Numbers:
    """The share of needs in each end state, and of what was filed that was honoured."""
    log = decided_or_closed(run)
    return {name: share_of(log, code) for name, code in STATES.items()} | {
        "formal acceptance": run.outcomes["formal_acceptance"]
    }


def decided_or_closed(run: Run) -> np.ndarray:
    """Return the log after the warm-up without the last day."""
    log = np.asarray(run.state.requests)[: len(run.state.incidents)]
    time = log["time"] - run.setting.warm_up_days
    return log[(time >= 0.0) & (time < run.setting.days - 1.0)]


def thinning(gates: str, expected: Numbers, formula: str) -> Limit:
    """Constant gates, combined as one of the rival theories has it (S1)."""
    political = desk("minister", 0, 0.0, political=1)
    return Limit(
        name=f"constant gates, {gates}",
        formula=formula,
        off=OFF,
        world=desk_world([political], [{**NEEDS, "visible_force": FORCE, "severity": SEVERITY}]),
        measure=end_states,
        expected=expected,
        conditions=CONSTANT_GATES,
        theory={"gates": gates, "procedure": "no", "level": "raw"},
    )


def product() -> Limit:
    """Independent gates."""
    return thinning(
        "product",
        {
            "not asked": 1.0 - ASKS,
            "refused": ASKS * (1.0 - GIVES),
            "not permitted": BOTH * (1.0 - ALLOWED),
            "supported": BOTH * ALLOWED,
            "formal acceptance": GIVES * ALLOWED,
        },
        "supported W_R·W_P·P; refused W_R(1 − W_P); not permitted W_R·W_P(1 − P)",
    )


def minimum() -> Limit:
    """One common draw: the weakest gate decides."""
    least = min(BOTH, ALLOWED)
    return thinning(
        "minimum",
        {
            "not asked": 1.0 - ASKS,
            "refused": ASKS - BOTH,
            "not permitted": BOTH - least,
            "supported": least,
        },
        "supported min(W_R·W_P, P)",
    )


def compensatory() -> Limit:
    """One draw on the mean: a strong gate makes up for a weak one."""
    mean, asked = (BOTH + 1.0 + ALLOWED) / 3.0, (ASKS + 2.0) / 3.0
    return thinning(
        "compensatory",
        {"not asked": 1.0 - asked, "refused": asked - mean, "supported": mean},
        "asked (W_R + 2)/3; supported (W_R·W_P + 1 + P)/3",
    )


def consultation() -> Limit:
    """What would fail is found out before filing, with a probability for each gate."""
    talked, accuracy = 0.7, 0.8
    unwilling = ASKS * (1.0 - GIVES)
    one, two = talked * accuracy, talked * (1.0 - (1.0 - accuracy) ** 2)
    refused = unwilling * (ALLOWED * (1.0 - one) + (1.0 - ALLOWED) * (1.0 - two))
    blocked = BOTH * (1.0 - ALLOWED) * (1.0 - one)
    supported = BOTH * ALLOWED
    base = product()
    return Limit(
        name="constant gates, with consultation",
        formula="each closed gate is found with probability c·q; both with c(1 − (1 − q)²)",
        off="as above",
        world=base.world,
        measure=end_states,
        expected={
            "withdrawn in consultation": ASKS - refused - blocked - supported,
            "refused": refused,
            "not permitted": blocked,
            "supported": supported,
            "formal acceptance": supported / (supported + refused + blocked),
        },
        conditions={
            **CONSTANT_GATES,
            "consultation": talked,
            "consultation_accuracy": accuracy,
        },
        theory=base.theory,
    )


def informal() -> Limit:
    """The informal channel: tie x trust x pressure of the procedure."""
    tendency, known, trusted, procedure, deadline = 0.8, 0.5, 0.75, 0.2, 0.8
    return Limit(
        name="informal channel",
        formula="ι·M·T·min(1, d̂/τ)",
        off="understanding and trust stay as they are at the start; nothing is discovered",
        world=desk_world(
            [desk("desk", 0, procedure)], [{**NEEDS, "deadline_median_days": deadline}]
        ),
        measure=lambda run: {"informal": float(np.mean(decided(run)["informal"] == 1))},
        expected={"informal": tendency * known * trusted * procedure / deadline},
        conditions={
            "informal_tendency": tendency,
            "informal_detection": 0.0,
            "understanding_start": known,
            "understanding_gain": 0.0,
            "understanding_decay": 0.0,
            "trust_start": trusted,
            "trust_prior_weight": 1e6,
            "trust_memory": 1.0,
        },
    )


def promises() -> Limit:
    """Withdrawal after a promise, uniform in time, and support that stays longer."""
    hazard, bound, paid, effect, days, longer = 0.4, 0.25, 0.5, 0.4, 1.5, 0.3
    withdrawn = (1.0 - bound) * (1.0 - effect * paid) * -math.expm1(-hazard * days)

    def measure(run: Run) -> Numbers:
        log = decided(run)
        broken = log["end_state"] == SUPPORT_WITHDRAWN
        return {
            "withdrawn": float(broken.mean()),
            "days served of what is withdrawn": float(log["support_days"][broken].mean()),
            "share of the gain that is left": float(log["y1"][broken].mean()),
            "days served of the rest": float(log["support_days"][~broken].mean()),
        }

    return Limit(
        name="promises",
        formula="(1 − b)(1 − κφ)(1 − e^(−h·δ)); on average half is served; others δ/(1 − p)",
        off="as above; support starts at once and lasts a fixed time",
        world=SmallWorld(
            units=[{"persons": 100_000}],
            classes=[
                {
                    "needs_per_year": 20.0 * DAYS_PER_YEAR,
                    "duration_median_days": days,
                    "extension_probability": longer,
                }
            ],
        ),
        measure=measure,
        expected={
            "withdrawn": withdrawn,
            "days served of what is withdrawn": days / 2.0,
            "share of the gain that is left": 0.5,
            "days served of the rest": days / (1.0 - longer),
        },
        conditions={
            "withdrawal_hazard": hazard,
            "binding_agreements": bound,
            "compensation": paid,
            "compensation_effect": effect,
        },
    )


LIMITS = (product(), minimum(), compensatory(), consultation(), informal(), promises())
