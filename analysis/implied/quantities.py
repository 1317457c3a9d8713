"""Quantities that follow from the declared ranges together, and what of each is plausible.

A reader would call a model absurd in which one of these came out wrong, whatever its parts. The
intervals are judgements. A test fails where more than a twentieth of the draws lies outside one,
and ranges were narrowed where it did; those of willingness, sessions and meetings were settled
after a look at two hundred draws, so that the test guards what is added later and confirms nothing
by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sim.words import Message

MOST_OUTSIDE = 0.05
"""The share of draws that may lie outside a plausible interval."""

Unit = Literal["share", "days", "person-days", "per year"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity that the ranges imply.

    Attributes:
        name: What ``analysis.implied.measure`` calls it.
        unit: Its unit; a share is of 1.
        low: The least that is plausible.
        high: The most that is plausible.
        title: What it is.
        reason: Why no more and no less.
    """

    name: str
    unit: Unit
    low: float
    high: float
    title: Message
    reason: Message


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "exercise_person_days",
        "person-days",
        0.0,
        60.0,
        Message("joint exercises: person-days of each side, per pair of units and year"),
        Message(
            "exercises are on a small scale (thesis §4): at most a platoon of thirty for two days"
        ),
    ),
    Quantity(
        "training_days",
        "days",
        0.0,
        10.0,
        Message("all contacts outside requests: days per head and year"),
        Message("two working weeks: more would crowd out the training for one's own work"),
    ),
    Quantity(
        "contacts_asked",
        "per year",
        0.0,
        12.0,
        Message("contacts of one kind that a load asks of a pair, the kind with most"),
        Message("once a month: beyond that the load is cut off and is not what was drawn"),
    ),
    Quantity(
        "people_away",
        "share",
        0.0,
        0.15,
        Message("people who are away for needs and contacts, of all who are there, on average"),
        Message(
            "these are pools and teams with other work; one in seven away at any time would be a "
            "standing force"
        ),
    ),
    Quantity(
        "unit_away",
        "share",
        0.0,
        0.8,
        Message("the same in the unit where it is most"),
        Message("even an ordnance team on duty has people between two calls"),
    ),
    Quantity(
        "own_tasks_missed",
        "share",
        0.0,
        0.05,
        Message("own tasks of Defensie that lacked people, of all of them"),
        Message(
            "support in a calm year is small beside the own tasks (F016: thousands ready within 48 "
            "h)"
        ),
    ),
    Quantity(
        "desk_days",
        "days",
        0.1,
        45.0,
        Message("days from filing to decision, on average, without consent in advance"),
        Message(
            "from hours through one desk (F105–F107) to the one or two months of armed guarding "
            "(F030)"
        ),
    ),
    Quantity(
        "vetoed",
        "share",
        0.0,
        0.15,
        Message("requests that meet a political no, of those made"),
        Message(
            "administrators refuse what is visible and forceful (thesis §4.3.1), a small part of "
            "all"
        ),
    ),
    Quantity(
        "withdrawn",
        "share",
        0.0,
        0.15,
        Message("support that is withdrawn, of what was promised"),
        Message(
            "promises are mostly kept (F066: 14 of 14 in 2012); calling people back is for crises"
        ),
    ),
    Quantity(
        "leaked",
        "share",
        0.0,
        0.05,
        Message("support in which information leaks"),
        Message("a leak is an incident that is looked into, not one job in twenty"),
    ),
    Quantity(
        "officers_busy",
        "share",
        0.0,
        0.85,
        Message("officer-days that requests ask of the busiest desk, of those it has"),
        Message(
            "at .85 a single officer's queue is already six times as long as the work; desks keep "
            "up"
        ),
    ),
    Quantity(
        "certain_requester",
        "share",
        0.0,
        0.98,
        Message("needs at which the requester's willingness is below 2 or above 98 %"),
        Message(
            "officials weigh case by case (thesis §4.1); where all but one need in fifty is "
            "settled beforehand nothing is weighed"
        ),
    ),
    Quantity(
        "certain_provider",
        "share",
        0.0,
        0.98,
        Message("the same of the provider"),
        Message("as for the requester"),
    ),
)
