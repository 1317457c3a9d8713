"""Numbers of experiments that no run of a study holds: transplants, other worlds, bare equations.

Each is a function from a seed and the length of a run to numbers by name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from analysis.claims.runs import Specials, changed_world
from analysis.codebook.needs import Numbers, log_of
from analysis.codebook.readings import reading
from sim.conditions import Conditions
from sim.measures.measures import gap_closed
from sim.outcomes import DECLARED
from sim.rules import learning
from sim.run import Run, run_setting
from sim.setting.setting import Setting, resolve

SEARCH = "search_property"
CHAIN = ("prosecutor", "locc", "doc")
MORE_DESKS = ("prosecutor", "ministry", "locc", "doc", "minister_jenv")


def through_offers(seed: int, days: int, warm_up_days: int) -> dict[str, float]:
    """Return what a willing provider adds to Y through what it offers, by response of the reserve.

    The same willing world twice: with its own offers, and with those of an unwilling world on the
    same tape.
    """
    none, every = (_indirect(response, seed, days, warm_up_days) for response in (0.0, 1.0))
    return {
        "through_offers_0": none,
        "through_offers_1": every,
        "through_offers_1_less_0": every - none,
    }


def _indirect(reserve_response: float, seed: int, days: int, warm_up_days: int) -> float:
    def setting(shift: float) -> Setting:
        conditions = {"willingness_shift_provider": shift, "reserve_response": reserve_response}
        return resolve(conditions=conditions, days=days, warm_up_days=warm_up_days)

    low, high = setting(-0.1), setting(0.1)
    values = []
    for offering in (low, high):
        run = run_setting(high, seed, offered=run_setting(offering, seed).offered())
        log = log_of(run)
        core = np.asarray(high.tables.classes)[log["request_class"]]["pre_authorised"] == 0
        values.append(gap_closed(log[core & (log["time"] >= warm_up_days)]))
    return values[1] - values[0]


def trust_alone(seed: int, days: int, warm_up_days: int) -> dict[str, float]:
    """Return what the equation of trust gives without a world around it."""
    return {"recovery": events_to_recover(seed), "fixed_point": distance_to_fixed_point(seed)}


def events_to_recover(seed: int) -> float:
    """Return how many kept promises bring trust back to where one withdrawal found it."""
    record = Conditions().to_record()
    kept, broken = learning.kept_at_start(record), learning.broken_at_start(record)
    before = learning.trust(kept, broken)
    kept *= record.trust_memory
    broken = broken * record.trust_memory + learning.broken_step(
        record, learning.WEIGHT_OF_WITHDRAWAL
    )
    events = 0
    while learning.trust(kept, broken) < before:
        kept, broken = kept * record.trust_memory + 1.0, broken * record.trust_memory
        events += 1
    return float(events)


def distance_to_fixed_point(seed: int) -> float:
    """Return trust after 20,000 promises, of which 8 in 10 are kept, less its fixed point."""
    record = Conditions({"trust_memory": 0.9995}, limits="possible").to_record()
    kept, broken = learning.kept_at_start(record), learning.broken_at_start(record)
    step = learning.broken_step(record, learning.WEIGHT_OF_WITHDRAWAL)
    for uniform in np.random.default_rng(seed).random(20_000):
        kept, broken = kept * record.trust_memory, broken * record.trust_memory
        kept, broken = (kept + 1.0, broken) if uniform < 0.8 else (kept, broken + step)
    fixed_point = 0.8 / (0.8 + record.trust_asymmetry * 0.2)
    return float(learning.trust(kept, broken)) - fixed_point


@dataclass(frozen=True)
class OfMeetings:
    """What meetings that take nobody away do: a special number.

    Attributes:
        name: What the number is called.
        read: What is read; see ``analysis.codebook.readings.reading``.
        conditions: Values of conditions beside the rate of meetings.
        world: Where, as for ``sim.world.load_world``.
    """

    name: str
    read: str
    conditions: Mapping[str, float]
    world: str | None = None

    def __call__(self, seed: int, days: int, warm_up_days: int) -> dict[str, float]:
        """Return how the reading changes from no meetings to twelve a year."""
        none, many = (self._run(rate, seed, days, warm_up_days) for rate in (0.0, 12.0))
        read = reading(self.read)
        return {self.name: float(read(many) - read(none))}

    def _run(self, rate: float, seed: int, days: int, warm_up_days: int) -> Run:
        """Return a run in which meetings take nobody: possible, and outside what is plausible."""
        values = {**self.conditions, "session_persons": 0.0, "meeting_rate": rate}
        conditions = Conditions(values, limits="possible")
        return run_setting(
            resolve(conditions=conditions, days=days, warm_up_days=warm_up_days, world=self.world),
            seed,
        )


def pooling(seed: int, days: int, warm_up_days: int) -> dict[str, float]:
    """Return what pooling people saves, as the paired runs of a run give it."""
    setting = resolve(days=days, warm_up_days=warm_up_days)
    return {"pooling_gain": run_setting(setting, seed, references=True).outcomes["pooling_gain"]}


def weighs(seed: int, days: int, warm_up_days: int) -> dict[str, float]:
    """Return 1 for an outcome that counts for nothing if it has a better direction."""
    names = ("active_pairs", "pooling_gain")
    return {f"{name}_weigh": float(DECLARED[name].direction != "neutral") for name in names}


@dataclass(frozen=True)
class OfWorlds:
    """How a reading per need changes where one class of needs is another one: a special number.

    Attributes:
        name: What the number is called.
        read: What is read, of the class; see ``analysis.codebook.readings.PER_NEED``.
        of_class: The class.
        field: The column of the table of classes that is changed.
        values: Its value in the first world and in the second.
    """

    name: str
    read: str
    of_class: str
    field: str
    values: tuple[Any, Any]

    def __call__(self, seed: int, days: int, warm_up_days: int) -> dict[str, float]:
        """Return the mean change over the needs of the class."""
        first, second = (self._read(value, seed, days, warm_up_days) for value in self.values)
        difference = second - first
        present = difference[~np.isnan(difference)]
        return {self.name: float(present.mean()) if len(present) else np.nan}

    def _read(self, value: Any, seed: int, days: int, warm_up_days: int) -> Numbers:
        world = changed_world({self.of_class: {self.field: value}})
        setting = resolve(days=days, warm_up_days=warm_up_days, world=world)
        read = reading(f"{self.read} of {self.of_class}")
        return np.asarray(read(run_setting(setting, seed)))


OF_WORLDS = (
    OfWorlds("asked_by_severity", "asked", SEARCH, "severity", (0.3, 0.7)),
    OfWorlds("granted_by_severity", "granted", SEARCH, "severity", (0.3, 0.7)),
    OfWorlds("willing_by_core_task", "willing_provider", SEARCH, "core_task_fit", (0.3, 0.8)),
    OfWorlds("days_by_desks", "decision_days", SEARCH, "approval_chain", (CHAIN, MORE_DESKS)),
    OfWorlds(
        "permission_by_basis",
        "permission",
        "undermining_operation",
        "legal_basis",
        ("none_yet", "politiewet_58"),
    ),
)
OFFERS = ("through_offers_0", "through_offers_1", "through_offers_1_less_0")
SPECIALS: Specials = {
    "through_offers": (through_offers, OFFERS),
    "trust_alone": (trust_alone, ("recovery", "fixed_point")),
    "mere_meetings": (
        OfMeetings("mere_meetings", "y", {"contact_meeting": 0.0}),
        ("mere_meetings",),
    ),
    "teaching_meetings": (
        OfMeetings("teaching_meetings", "understanding_end", {"contact_meeting": 0.3}),
        ("teaching_meetings",),
    ),
    "without_learning": (
        OfMeetings("without_learning", "y", {"contact_meeting": 0.3, "understanding_gain": 0.0}),
        ("without_learning",),
    ),
    "pooling": (pooling, ("pooling_gain",)),
    "weighs": (weighs, ("active_pairs_weigh", "pooling_gain_weigh")),
    **{one.name: (one, (one.name,)) for one in OF_WORLDS},
}
