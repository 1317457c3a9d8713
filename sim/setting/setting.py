"""A setting: world, theory, scenario, policy and conditions together, checked and made ready.

What does not depend on the seed is worked out once per setting (``Setting.given``) and shared by
all its runs; ``start`` draws the tape of a seed and lays out a fresh state.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.conditions import Conditions, over
from sim.errors import UserError, shown
from sim.setting.environment import Environment, environment, fixed_needs, scaled_demand
from sim.setting.partnerships.partnership import Partnership, with_partnerships
from sim.setting.partnerships.partnership_file import standing
from sim.setting.policies.policy import Policy, load_policy
from sim.setting.scenarios.other_world import refuse_other_world
from sim.setting.scenarios.passing import passing_spans, without_what_passes
from sim.setting.scenarios.scenario import Scenario, load_scenario
from sim.setting.span import read_date
from sim.setting.stage_records import given_by_stage, starts_of
from sim.setting.stages.founding import Founding, begun, brought_in, foundings_of
from sim.setting.stages.in_force import in_force
from sim.setting.stages.stage import Stage, stages_of
from sim.setting.stages.strengths import partnerships_of, strengths
from sim.setting.tables import Tables, tables
from sim.setting.theories.ideal import ALONE, FRICTIONLESS, read_ideal, to_record
from sim.setting.theories.level import NEUTRAL, Level
from sim.setting.theories.levelling import level_of
from sim.setting.theories.theory import Theory, load_theory
from sim.state.codes import CONTACTS
from sim.streams.loads import draw_loads
from sim.streams.tape import Fixed, Tape, draw_contacts, draw_incidents, draw_keys
from sim.world import World, load_world


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
        ideal: Which gates are idealised (see ``sim.setting.theories.ideal``).
        level: What the theory's answers are run with.
        foundings: Partnerships that shocks of the scenario may found (E23), or that levers bring
            in for a time, each with the day on which it begins to work in the seeds of this
            setting.
        stages: Where levers begin or end during a run, what holds from each of these days on.
            Conditions, theory and policy above are then those of the start.
        start_date: The date of the first measured day, where the run has one.
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
    foundings: tuple[Founding, ...] = ()
    stages: tuple[Stage, ...] = ()
    start_date: date | None = None

    def of_seed(self, seed: int) -> Setting:
        """Return the setting with what shocks found in a seed; itself where none may."""
        if all(founding.pulled for founding in self.foundings):
            return self
        found = begun(self.foundings, seed)
        begins = tuple(founding.begins for founding in found)
        if begins not in self._of_seeds:
            self._of_seeds[begins] = replace(self, foundings=found)
        return self._of_seeds[begins]

    @cached_property
    def _of_seeds(self) -> dict[tuple[float, ...], Setting]:
        """The settings of seeds so far, by the days on which partnerships begin."""
        return {}

    @cached_property
    def environment(self) -> Environment:
        """The paths of the scenario."""
        world, days = self.world.as_it_stands, (self.days, self.warm_up_days)
        return environment(self.scenario, self.conditions, world, *days, self.stages)

    @cached_property
    def tables(self) -> Tables:
        """World, policy and conditions as records."""
        return tables(self.world, self.conditions, self.policy, self.foundings, self.stages)

    @property
    def partnerships(self) -> tuple[Partnership, ...]:
        """The declared partnerships of the world, those of the policy, and those of shocks."""
        founded = (founding.partnership for founding in self.foundings)
        return (*partnerships_of(self.world, self.policy), *founded)

    @cached_property
    def strengths(self) -> npt.NDArray[np.float64]:
        """C(1 - h): persons of each unit after shortage and posts left empty, days x units."""
        return strengths(
            self.world,
            self.policy,
            self.conditions,
            self.environment.days,
            self.tables.units,
            self.foundings,
            self.warm_up_days,
            self.stages,
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
        lasting = tuple(founding for founding in self.foundings if founding.pulled)
        return replace(self, scenario=without_what_passes(self.scenario), foundings=lasting)

    @cached_property
    def demand(self) -> npt.NDArray[np.float64]:
        """Factor on the rates of the tables as they stand, classes x days."""
        return scaled_demand(self.environment, self.conditions, self.world)

    @cached_property
    def fixed_needs(self) -> tuple[Fixed, ...]:
        """The needs that the scenario puts on a day of the run."""
        return fixed_needs(
            self.environment, self.conditions, self.world, self.warm_up_days, self.days
        )

    @cached_property
    def crisis_spans(self) -> npt.NDArray[np.float64]:
        """First and last moment of each span of what passes, in days from the start."""
        spans = passing_spans(self.scenario, self.conditions, self.days)
        return np.reshape(np.array(spans, np.float64), (-1, 2)) + self.warm_up_days

    @property
    def success_shows(self) -> bool:
        """Whether needs that are met well arise less often, on any day (E24)."""
        return bool(self.environment.days["success_feedback"].any())

    @cached_property
    def contact_rates(self) -> tuple[float, ...]:
        """Contacts outside requests, a year and pair, by kind."""
        return _rates(self.conditions)

    @cached_property
    def bases(self) -> Any:
        """The legal bases, each with when it is in force where the run has a date."""
        if self.start_date is None:
            return self.tables.bases
        return in_force(self.tables.bases, self.world, self.start_date, self.warm_up_days)

    @property
    def rates_by_stage(self) -> list[tuple[float, ...]]:
        """The same for each stage; one row where there is one."""
        return [_rates(stage.conditions) for stage in self.stages] or [self.contact_rates]

    @property
    def stage_starts(self) -> npt.NDArray[np.float64]:
        """The first day of each stage, from the start of the warm-up; of one: 0."""
        return starts_of(self.stages)

    @cached_property
    def given_by_stage(self) -> Mapping[str, Any]:
        """Conditions, theory and fits with core tasks of each stage; of one: no rows."""
        return given_by_stage(self.stages, self.world, self.level)


def resolve(
    scenario: str | Scenario = "baseline",
    policy: str | Policy = "none",
    theory: str | Mapping[str, str] | Theory = "figure_2",
    conditions: Mapping[str, float] | Conditions | None = None,
    days: int = 730,
    warm_up_days: int = 180,
    world: World | str | Path | None = None,
    ideal: str | Sequence[str] = (),
    start_date: date | str | None = None,
) -> Setting:
    """Find, check and combine everything that a run is made of.

    Conditions come in this order: defaults, those that the theory fixes, those that the user
    gives (also at their default), then the policy's levers; the scenario's windows replace them
    where they are. A switch that a policy sets wins over the theory's: it is what is done. The
    level stays that of the theory, or what is done would be taken out again.

    With a date of the first measured day, levers may be pulled from one date up to another, and
    legal bases are in force from theirs on.

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
    the_theory = load_theory(theory)
    the_date = read_date(start_date)
    the_policy = load_policy(policy).in_run(days, warm_up_days, the_date)
    the_world = world if isinstance(world, World) else load_world(world)
    level = level_of(the_theory, the_world)
    limits = conditions.limits if isinstance(conditions, Conditions) else "plausible"
    given = _given(conditions)
    base = Conditions(over(the_theory.conditions, given), limits=limits)
    stages = stages_of(the_policy, the_theory, base, the_world, days, warm_up_days)
    first = stages[0]
    the_scenario, stand, new = load_scenario(scenario), standing(the_world), the_policy.partnerships
    refuse_other_world(the_scenario, the_world)
    foundings = brought_in(the_policy, warm_up_days)
    there = (*stand, *new, *(founding.partnership for founding in foundings))
    foundings += foundings_of(the_scenario.shocks, there, first.conditions)
    if foundings:
        # Only then another object: by the same one a world is found again.
        new = (*new, *(founding.partnership for founding in foundings))
    return Setting(
        world=with_partnerships(the_world, new, stand),
        conditions=first.conditions,
        theory=first.theory,
        scenario=the_scenario,
        policy=replace(first.policy, timed=timed) if (timed := the_policy.timed) else the_policy,
        days=int(days),
        warm_up_days=int(warm_up_days),
        ideal=read_ideal(ideal),
        level=level,
        foundings=foundings,
        stages=stages if len(stages) > 1 else (),
        start_date=the_date,
    )


def _given(conditions: Mapping[str, float] | Conditions | None) -> dict[str, float]:
    if conditions is None or isinstance(conditions, Conditions):
        return conditions.given() if conditions else {}
    if not hasattr(conditions, "items"):  # a row of a table has them, too, and is no mapping
        raise UserError(
            "{what} is {value}; allowed: values by name, as {{'name': value}}",
            what="conditions",
            value=shown(conditions),
        )
    return {str(name): value for name, value in conditions.items()}


def _rates(conditions: Mapping[str, float]) -> tuple[float, ...]:
    return tuple(conditions[f"{kind}_rate"] for kind in CONTACTS)


def draw_tape(setting: Setting, seed: int) -> Tape:
    """Draw all chance of one run.

    Raises:
        UserError: If the seed is not a whole number of 0 or more.
    """
    total, given = setting.days + setting.warm_up_days, setting.tables
    keys = draw_keys(seed, len(setting.world.classes))
    return Tape(
        draw_incidents(
            keys, given.classes["rate"], given.spreads, setting.demand, list(setting.fixed_needs)
        ),
        draw_loads(keys, len(setting.world.units), total),
        draw_contacts(
            keys, given.contact_pairs, setting.rates_by_stage, total, setting.stage_starts
        ),
    )
