"""Outcomes that take paired runs on the same tape (see ``sim.measures.references`` for how)."""

from __future__ import annotations

from sim.outcomes.declare import Outcome
from sim.words import Message

PAIRED = (
    Outcome(
        "frictionless",
        "share",
        "good",
        Message("Gap closed without friction"),
        Message(
            "Gap closed with the same people and the gates open: both willing, all allowed at "
            "once, no reserve and no limit by short notice. A reference, not a ceiling: more "
            "support may exhaust people."
        ),
        in_table=True,
        paired=True,
    ),
    Outcome(
        "own_task_loss",
        "share",
        "bad",
        Message("Own tasks lost to support"),
        Message(
            "Person-days that own tasks of {military} lacked because people supported: with "
            "support minus without, over the person-days of its own tasks."
        ),
        in_table=True,
        paired=True,
    ),
    Outcome(
        "net_value_after_own_tasks",
        "value",
        "good",
        Message("Net value after own tasks"),
        Message(
            "Net added value less own_task_weight for each 100 person-days that own tasks lost."
        ),
        paired=True,
    ),
    Outcome(
        "crisis_service_lost",
        "share",
        "bad",
        Message("Service lost in the crisis"),
        Message(
            "Over the days of the scenario's windows that pass and its single needs: the share of "
            "needs met in the run without them minus with them. Does not exist without such a "
            "window."
        ),
        paired=True,
    ),
    Outcome(
        "crisis_recovery_days",
        "days",
        "bad",
        Message("Time to recover from the crisis"),
        Message(
            "Days after the last window until no more than a tenth is left of the most people that "
            "were busy beyond the run without it. Does not exist without a window, without more "
            "busy people, or where the end of the run comes first."
        ),
        paired=True,
    ),
    Outcome(
        "pooling_gain",
        "share",
        "neutral",
        Message("Peak that one pool would save"),
        Message(
            "Scale: 1 minus the peak of all work over the sum of both sides' own peaks, as if "
            "everybody could do all work. Reported without weight."
        ),
        paired=True,
    ),
)
