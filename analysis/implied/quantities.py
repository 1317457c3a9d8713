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
        title: What it is, in English and Dutch.
        reason: Why no more and no less, in English and Dutch.
    """

    name: str
    unit: Unit
    low: float
    high: float
    title: tuple[str, str]
    reason: tuple[str, str]


QUANTITIES: tuple[Quantity, ...] = (
    Quantity(
        "exercise_person_days", "person-days", 0.0, 60.0,
        ("joint exercises: person-days of each side, per pair of units and year",
         "gezamenlijke oefeningen: persoonsdagen van elke kant, per paar van eenheden en jaar"),
        ("exercises are on a small scale (thesis §4): at most a platoon of thirty for two days",
         "oefeningen zijn kleinschalig (scriptie §4): hoogstens een peloton van dertig, twee "
         "dagen"),
    ),
    Quantity(
        "training_days", "days", 0.0, 10.0,
        ("all contacts outside requests: days per head and year",
         "alle contacten buiten verzoeken: dagen per hoofd en jaar"),
        ("two working weeks: more would crowd out the training for one's own work",
         "twee werkweken: meer zou de training voor het eigen werk verdringen"),
    ),
    Quantity(
        "contacts_asked", "per year", 0.0, 12.0,
        ("contacts of one kind that a load asks of a pair, the kind with most",
         "contacten van een soort die een belasting van een paar vraagt, de soort met de meeste"),
        ("once a month: beyond that the load is cut off and is not what was drawn",
         "eens per maand: daarboven wordt de belasting afgekapt en is die niet wat getrokken is"),
    ),
    Quantity(
        "people_away", "share", 0.0, 0.15,
        ("people who are away for needs and contacts, of all who are there, on average",
         "mensen die weg zijn voor behoeften en contacten, van wie er zijn, gemiddeld"),
        ("these are pools and teams with other work; one in seven away at any time would be a "
         "standing force",
         "dit zijn poules en teams met ander werk; een op de zeven voortdurend weg zou een staande "
         "macht zijn"),
    ),
    Quantity(
        "unit_away", "share", 0.0, 0.8,
        ("the same in the unit where it is most", "hetzelfde in de eenheid waar het het meest is"),
        ("even an ordnance team on duty has people between two calls",
         "zelfs een ruimploeg met dienst heeft mensen tussen twee meldingen"),
    ),
    Quantity(
        "own_tasks_missed", "share", 0.0, 0.05,
        ("own tasks of Defensie that lacked people, of all of them",
         "eigen taken van Defensie die mensen misten, van alle"),
        ("support in a calm year is small beside the own tasks (F016: thousands ready within 48 h)",
         "steun is in een rustig jaar klein naast de eigen taken (F016: duizenden klaar binnen "
         "48 uur)"),
    ),
    Quantity(
        "desk_days", "days", 0.1, 45.0,
        ("days from filing to decision, on average, without consent in advance",
         "dagen van indienen tot besluit, gemiddeld, zonder toestemming vooraf"),
        ("from hours through one desk (F105–F107) to the one or two months of armed guarding "
         "(F030)",
         "van uren langs één loket (F105–F107) tot de een à twee maanden van gewapende bewaking "
         "(F030)"),
    ),
    Quantity(
        "vetoed", "share", 0.0, 0.15,
        ("requests that meet a political no, of those made",
         "verzoeken die op een politiek nee stuiten, van de gedane"),
        ("administrators refuse what is visible and forceful (thesis §4.3.1), a small part of all",
         "bestuurders weigeren wat zichtbaar is en geweld kan vragen (scriptie §4.3.1), een klein "
         "deel van alles"),
    ),
    Quantity(
        "withdrawn", "share", 0.0, 0.15,
        ("support that is withdrawn, of what was promised",
         "steun die wordt teruggetrokken, van wat was toegezegd"),
        ("promises are mostly kept (F066: 14 of 14 in 2012); calling people back is for crises",
         "toezeggingen worden meest nagekomen (F066: 14 van 14 in 2012); terugroepen is voor "
         "crises"),
    ),
    Quantity(
        "leaked", "share", 0.0, 0.05,
        ("support in which information leaks", "steun waarbij informatie lekt"),
        ("a leak is an incident that is looked into, not one job in twenty",
         "een lek is een voorval dat wordt onderzocht, niet een op de twintig inzetten"),
    ),
    Quantity(
        "officers_busy", "share", 0.0, 0.85,
        ("officer-days that requests ask of the busiest desk, of those it has",
         "functionarisdagen die verzoeken van het drukste loket vragen, van wat het heeft"),
        ("at .85 a single officer's queue is already six times as long as the work; desks keep up",
         "bij 0,85 is de rij bij één functionaris al zes keer zo lang als het werk; loketten "
         "houden het bij"),
    ),
    Quantity(
        "certain_requester", "share", 0.0, 0.98,
        ("needs at which the requester's willingness is below 2 or above 98 %",
         "behoeften waarbij de bereidheid van de vrager onder 2 of boven 98% ligt"),
        ("officials weigh case by case (thesis §4.1); where all but one need in fifty is settled "
         "beforehand nothing is weighed",
         "functionarissen wegen per geval (scriptie §4.1); waar op een op de vijftig na alles "
         "vooraf vaststaat, wordt niets gewogen"),
    ),
    Quantity(
        "certain_provider", "share", 0.0, 0.98,
        ("the same of the provider", "hetzelfde bij de gever"),
        ("as for the requester", "zoals bij de vrager"),
    ),
)  # fmt: skip
