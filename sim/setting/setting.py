"""A setting: world, theory, scenario, policy and conditions together, checked and made ready.

What does not depend on the seed is worked out once per setting (``Setting.given``) and shared by
all its runs; ``start`` draws the tape of a seed and lays out a fresh state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.conditions import Conditions, over
from sim.errors import UserError
from sim.setting.environment import Environment, environment
from sim.setting.ideal import ALONE, FRICTIONLESS, read_ideal, read_offers, to_record
from sim.setting.level import NEUTRAL, Level
from sim.setting.levelling import level_of
from sim.setting.partnership import Partnership, with_partnerships
from sim.setting.partnership_file import standing
from sim.setting.policy import Policy, load_policy
from sim.setting.remembered import remembered
from sim.setting.scenario import Scenario, load_scenario, without_what_passes
from sim.setting.strengths import partnerships_of, strengths
from sim.setting.tables import Tables, tables
from sim.setting.theory import Theory, load_theory
from sim.setting.unchanging import never_written
from sim.state.codes import CONTACTS
from sim.state.records import (
    ACQUAINTANCE,
    ASSIGNMENT,
    EVENT,
    NOTED_COLUMNS,
    PAIR,
    PAIRS_OF_ORGANISATIONS,
    QUEUE,
    REQUEST,
    SCALARS,
    State,
    blank,
    zeros,
)  # fmt: skip
from sim.streams.loads import draw_loads, own_loads
from sim.streams.tape import Fixed, Tape, draw_contacts, draw_incidents, draw_keys
from sim.world import World, load_world

HIGHEST_SEED = 2**63 - 1
# Events that one handler can post at most, beside one for each unit.
POSTED_AT_ONCE = 16
# Lists of acquaintances mostly take less, those left behind included; the clock makes more room.
ADDRESSES_A_PAIR = 4


@dataclass(frozen=True, eq=False)
class Setting:
    """What is run, whatever the seed.

    Attributes:
        world: Units, classes, law, desks.
        conditions: As they are with theory and policy in force.
        theory: One answer to every open question.
        scenario: What happens.
        policy: Levers.
        days: Days that are measured.
        warm_up_days: Days before them.
        ideal: Which gates are idealised (see ``sim.setting.ideal``).
        level: What the theory's answers are run with.
    """

    world: World
    conditions: Conditions
    theory: Theory
    scenario: Scenario
    policy: Policy
    days: int
    warm_up_days: int
    ideal: tuple[str, ...] = ()
    level: Level = NEUTRAL

    @cached_property
    def environment(self) -> Environment:
        """The paths of the scenario."""
        return environment(
            self.scenario, self.conditions, self.world.as_it_stands, self.days, self.warm_up_days
        )

    @cached_property
    def tables(self) -> Tables:
        """World, policy and conditions as records."""
        return tables(self.world, self.conditions, self.policy)

    @property
    def partnerships(self) -> tuple[Partnership, ...]:
        """The declared partnerships of the world, then those that the policy brings in."""
        return partnerships_of(self.world, self.policy)

    @cached_property
    def strengths(self) -> npt.NDArray[np.float64]:
        """C(1 - h): persons of each unit after shortage and posts left empty, days x units."""
        return strengths(
            self.world, self.policy, self.conditions, self.environment.days, self.tables.units
        )

    @cached_property
    def given(self) -> tuple[Any, Any, Any]:
        """Conditions, theory and idealised gates, a record each; nobody changes them."""
        return (
            self.conditions.to_records(),
            self.theory.to_record(self.level),
            to_record(self.ideal),
        )

    @cached_property
    def frictionless(self) -> Setting:
        """The same with both willing, all allowed, and everybody present offered."""
        return replace(self, ideal=FRICTIONLESS)

    @cached_property
    def alone(self) -> Setting:
        """The same without any support."""
        return replace(self, ideal=ALONE)

    @cached_property
    def calm(self) -> Setting:
        """The same without what passes in the scenario."""
        return replace(self, scenario=without_what_passes(self.scenario))

    @cached_property
    def demand(self) -> npt.NDArray[np.float64]:
        """Factor on the rates of the tables as they stand, classes x days.

        In a draw of the tables there are more or fewer needs, each at its time.
        """
        demand = _demand(self.environment, self.conditions)
        scales = self.world.needs_scales
        return demand if scales is None else demand * np.array(scales)[:, None]

    @cached_property
    def fixed_needs(self) -> tuple[Fixed, ...]:
        """The needs that the scenario puts on a day of the run."""
        conditions, world, before = self.conditions, self.world, self.warm_up_days
        return tuple(
            Fixed(
                need.day + before,
                world.class_index(need.request_class),
                world.unit_index(need.region),
                max(1.0, float(np.rint(need.size * conditions["size_scale"]))),
                (need.duration or 0.0) * conditions["duration_scale"],
                (need.deadline or 0.0) * conditions["deadline_scale"],
            )
            for need in self.environment.needs
            if 0 <= need.day + before < before + self.days
        )

    @cached_property
    def contact_rates(self) -> tuple[float, ...]:
        """Contacts outside requests, a year and pair, by kind."""
        return tuple(self.conditions[f"{kind}_rate"] for kind in CONTACTS)


@remembered
def _demand(environment: Environment, conditions: Mapping[str, float]) -> npt.NDArray[np.float64]:
    return environment.demand * conditions["needs_scale"]


def resolve(
    scenario: str | Scenario = "baseline",
    policy: str | Policy = "none",
    theory: str | Mapping[str, str] | Theory = "figure_2",
    conditions: Mapping[str, float] | Conditions | None = None,
    days: int = 730,
    warm_up_days: int = 180,
    world: World | str | Path | None = None,
    ideal: str | Sequence[str] = (),
) -> Setting:
    """Find, check and combine everything that a run is made of.

    Conditions come in this order: defaults, those that the theory fixes, those that the user
    gives (also at their default), then the policy's levers; the scenario's windows replace them
    where they are. A switch that a policy sets wins over the theory's: it is what is done. The
    level stays that of the theory, or what is done would be taken out again.

    Raises:
        UserError: For anything that does not exist or is not allowed.
    """
    for name, value, least in (("days", days, 1), ("warm_up_days", warm_up_days, 0)):
        if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
            raise UserError(
                "{name} is {value}; allowed: a whole number of {least} or more",
                name=name,
                value=repr(value),
                least=least,
            )
    the_theory, the_policy = load_theory(theory), load_policy(policy)
    the_world = world if isinstance(world, World) else load_world(world)
    level = level_of(the_theory, the_world)
    if the_policy.theory:
        the_theory = the_theory.with_choices(the_policy.theory)
    limits = conditions.limits if isinstance(conditions, Conditions) else "plausible"
    given = conditions.given() if isinstance(conditions, Conditions) else dict(conditions or {})
    base = Conditions(over(the_theory.conditions, given), limits=limits)
    return Setting(
        world=with_partnerships(the_world, the_policy.partnerships, standing(the_world)),
        conditions=the_policy.apply(base, the_world),
        theory=the_theory,
        scenario=load_scenario(scenario),
        policy=the_policy,
        days=int(days),
        warm_up_days=int(warm_up_days),
        ideal=read_ideal(ideal),
        level=level,
    )


def draw_tape(setting: Setting, seed: int) -> Tape:
    """Draw all chance of one run.

    Raises:
        UserError: If the seed is not a whole number of 0 or more.
    """
    if (
        isinstance(seed, bool)
        or not isinstance(seed, int | np.integer)
        or not (0 <= seed <= HIGHEST_SEED)
    ):
        raise UserError(
            "seed is {seed}; allowed: a whole number from 0 to {highest}",
            seed=repr(seed),
            highest=HIGHEST_SEED,
        )
    total, given = setting.days + setting.warm_up_days, setting.tables
    keys = draw_keys(seed, len(setting.world.classes))
    return Tape(
        draw_incidents(
            keys, given.classes["rate"], given.spreads, setting.demand, list(setting.fixed_needs)
        ),
        draw_loads(keys, len(setting.world.units), total),
        draw_contacts(keys, given.contact_pairs, setting.contact_rates, total),
    )


def start(setting: Setting, tape: Tape, offered: Any = None) -> State:
    """Lay out the state at the start of the warm-up.

    Args:
        setting: What is run.
        tape: All chance.
        offered: Shares of the gap to transplant (see ``sim.setting.ideal.read_offers``).

    Returns:
        A fresh state, nothing of which is shared with another run but what never changes.
    """
    given, shared = setting.tables, never_written(setting)
    units = given.units.copy()
    count, chain = len(tape.incidents), max(1, int(given.classes["desks"].max()))
    now = zeros(SCALARS, 1)
    now["horizon"] = setting.days + setting.warm_up_days
    now["units"], now["longest_chain"] = len(units), chain
    now["pairs"], now["acquaintances"] = PAIRS_OF_ORGANISATIONS, 1
    meetings = 2 * (count + len(tape.contacts))
    pairs = min(len(units) ** 2, meetings) + len(units) + 64
    acquaintances = blank(ACQUAINTANCE, ADDRESSES_A_PAIR * pairs)
    acquaintances[0] = 0
    queues = zeros(QUEUE, given.queues)
    queues["first"], queues["last"] = -1, -1
    queues["free_officers"] = given.officers
    conditions = shared["conditions"][0]
    return State(
        **shared,
        loads=own_loads(tape.loads, given.police, setting.environment.days, conditions),
        incidents=tape.incidents,
        contacts=tape.contacts,
        units=units,
        pairs=zeros(PAIR, pairs),
        acquaintances=acquaintances,
        queues=queues,
        next_visit=np.empty(max(1, count * chain), np.int64),
        requests=zeros(REQUEST, max(1, count)),
        assignments=blank(ASSIGNMENT, meetings + 2 * len(units) + 64),
        agenda=zeros(EVENT, len(units) + POSTED_AT_ONCE),
        now=now,
        scores=np.zeros(len(units)),
        known=np.zeros(len(units) + 1, np.int64),
        offers=read_offers(offered, count, int(setting.conditions["ask_again"]) + 1),
        drivers=np.empty((0, NOTED_COLUMNS)),
    )
