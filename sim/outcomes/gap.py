"""Outcomes of needs: the gap that support closed, and what was met."""

from __future__ import annotations

from sim.outcomes.declare import Outcome
from sim.words import Message

PRIMARY = "gap_closed"

STRATA = (
    "gap_closed_police",
    "gap_closed_defence",
    "gap_closed_visible",
    "gap_closed_other",
    "gap_closed_window",
)
"""The primary outcome by who asks, by whether society sees force, and during the crisis."""

GAP = (
    Outcome(
        PRIMARY,
        "share",
        "good",
        Message("Gap closed by collaboration"),
        Message(
            "Y: what support added over what own people left open, both weighted by severity. "
            "Does not exist where nothing was left open."
        ),
        in_table=True,
    ),
    Outcome(
        "gap_closed_all",
        "share",
        "good",
        Message("Gap closed, all needs"),
        Message("The same over all needs, those with consent in advance too."),
    ),
    Outcome(
        "gap_closed_person_days",
        "share",
        "good",
        Message("Gap closed, by person-days"),
        Message(
            "The same, also weighted by persons times days needed, so that few large needs count."
        ),
    ),
    Outcome(
        "gap_closed_police",
        "share",
        "good",
        Message("Gap closed, needs of {civil}"),
        Message("The same over the needs of {civil}. Does not exist where these left no gap."),
    ),
    Outcome(
        "gap_closed_defence",
        "share",
        "good",
        Message("Gap closed, needs of {military}"),
        Message("The same over the needs of {military}. Does not exist where these left no gap."),
    ),
    Outcome(
        "gap_closed_visible",
        "share",
        "good",
        Message("Gap closed, visible force"),
        Message(
            "The same over needs that take force in sight of society, as riots and guards: a "
            "visible_force of 0.5 or more. Does not exist where these left no gap."
        ),
    ),
    Outcome(
        "gap_closed_other",
        "share",
        "good",
        Message("Gap closed, no visible force"),
        Message(
            "The same over all other needs: a visible_force below 0.5. Does not exist where these "
            "left no gap."
        ),
    ),
    Outcome(
        "gap_closed_window",
        "share",
        "good",
        Message("Gap closed, during the crisis"),
        Message(
            "The same over needs that arise in the scenario's windows that pass, joined, or are "
            "its single needs. Does not exist without such a window."
        ),
    ),
    Outcome(
        "alone",
        "share",
        "good",
        Message("Need met, own people alone"),
        Message("Severity-weighted share of the needs that own people met."),
        in_table=True,
    ),
    Outcome(
        "together",
        "share",
        "good",
        Message("Need met, with support"),
        Message("Severity-weighted share of the needs that was met, support included."),
        in_table=True,
    ),
    Outcome(
        "added_value",
        "value",
        "good",
        Message("Added value, before cost"),
        Message("Sum of severity times what support added."),
    ),
    Outcome(
        "net_added_value",
        "value",
        "good",
        Message("Net added value"),
        Message(
            "Added value less the cost of the people sent (unit_cost per 100 person-days). What is "
            "added counts once a need, however large or long, the cost every day of all: some ten "
            "deployments of months decide it, and below 0 does not say that support costs more "
            "than it is worth."
        ),
        in_table=True,
    ),
)
