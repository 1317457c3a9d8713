"""``bijstand check``: a configuration or a world, loaded and checked without a run."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bijstand.command_line.keys import keys_text
from bijstand.command_line.options import refuse_options
from experiments.running.telling import telling_in, telling_of, told
from sim.words import Joined, Message

if TYPE_CHECKING:
    from experiments.configuration.job import Job
    from experiments.design.point import Point
    from sim.setting.partnerships.partnership import Partnership
    from sim.world import Organisation, World

HELP = Message("""\
bijstand check: a configuration or a world, loaded and checked

Takes the words of bijstand run, composes the same configuration, loads the world with its
files, checks that scenario, policy, theory and conditions fit each other and the world, and says
in a line each what was checked. Of a world other than the Netherlands it says what that implies
(needs, requests, days, people in use) beside the worlds that come with bijstand, and what it does
not use. Then twenty seeds are run to see how long each outcome takes to settle (MSER-5), beside
run.warm_up_days, and which states still drift. The first thing that is wrong is said in one line,
with exit status 2. Nothing is written.

usage: bijstand check [key=value …]

keys and defaults
{keys}

examples
  bijstand check
  bijstand check world=germany
  bijstand check world.path=my_world
  bijstand check scenario=flood+personnel_shortage policy=liaisons conditions.trust_start=0.7
  bijstand check from=outputs/run/oostflank/resolved_config.yaml
""")


FACT_NAMES = {
    "needs_a_year": Message("needs a year"),
    "gaps_a_year": Message("needs a year that own people cannot fill"),
    "requests_a_year": Message("needs a year for which others are asked"),
    "formal_acceptance": Message("filed requests that are honoured"),
    "lead_time_median_days": Message("days to support, median"),
    "gap_closed": Message("gap closed by collaboration"),
    "away_civil": Message("people of the civil side in use, on average"),
    "away_military": Message("people of the military side in use, on average"),
}
UNUSED = {
    "unanswered": Message("classes of needs that no unit that is asked can answer"),
    "unasked": Message("units that no need can reach"),
    "desks": Message("desks that no class goes through"),
}
SHARES = ("formal_acceptance", "gap_closed", "away_civil", "away_military")
TENS = 100.0


def help_text() -> str:
    """Return what ``--help`` shows."""
    return told(HELP).format(keys=keys_text())


def run(arguments: Sequence[str]) -> int:
    """Run the verb.

    Args:
        arguments: The words after the verb.

    Returns:
        The exit status.

    Raises:
        UserError: For the first thing that is wrong.
    """
    refuse_options(arguments)
    from experiments.configuration.settings import read_job

    job = read_job(arguments)
    with telling_in(job.language), telling_of(job.world):
        for what, found in _found(job, len(arguments)):
            print(f"{told(what):<15} {told(found)}")
    return 0


def _found(job: Job, given: int) -> Iterator[tuple[str, str]]:
    """Yield what was checked, and what was found."""
    yield (
        Message("configuration"),
        Message("{keys} key(s) given, the rest at its default", keys=given)
        if given
        else Message("every key at its default"),
    )
    for place, point in enumerate(job.points, start=1):
        of = Message("{place} of {all}: ", place=place, all=len(job.points))
        of = of if len(job.points) > 1 else Message("")
        yield Message("setting"), Message("{of}{label}", of=of, label=point.label)
        for part, found in _checked(point, job):
            yield Message("  {part}", part=part), found
        if place == 1 and job.world is not None:
            for part, found in _world(job.resolved(point).world, job.language):
                yield Message("  {part}", part=part), found
        for part, found in _settles(point, job):
            yield Message("  {part}", part=part), found
    yield (
        Message("runs"),
        Message(
            "{settings} settings × {seeds} seeds, {warm_up} days of warm-up and {days} measured "
            "days each",
            settings=len(job.points),
            seeds=len(job.seeds),
            warm_up=job.warm_up_days,
            days=job.days,
        ),
    )
    folder = job.folder / "run" / (job.name or job.made_name)
    yield Message("results"), Message("would go to {folder}", folder=folder)


def _checked(point: Point, job: Job) -> Iterator[tuple[str, str]]:
    """Load and check each part of a setting, and say what was found in it."""
    setting = job.resolved(point)
    world, scenario, policy = setting.world, setting.scenario, setting.policy
    yield (
        Message("world"),
        Message(
            "{name}: {units} units, {classes} classes of needs, {desks} desks, {bases} legal "
            "bases, {fits} fits",
            name=world.name,
            units=len(world.units),
            classes=len(world.classes),
            desks=len(world.desks),
            bases=len(world.bases),
            fits=len(world.fit),
        ),
    )
    there = {unit.organisation for unit in world.units}
    for own in (each for each in world.organisations if each.id in there):
        yield Message("organisation"), _whom_it_asks(own)
    yield (
        Message("scenario"),
        Message(
            "{name}: {windows} windows ({days} days of crisis), {needs} fixed needs",
            name=scenario.name,
            windows=len(scenario.windows),
            days=int(setting.environment.days["crisis"].sum()),
            needs=len(scenario.needs),
        ),
    )
    cost = policy.cost(world, setting.days, setting.start_date)
    yield (
        Message("policy"),
        Message(
            "{name}: {conditions} conditions, {classes} classes, {persons:.1f} persons away from "
            "units, {money:n} million euro a year beside them",
            name=policy.name,
            conditions=len(policy.conditions),
            classes=len(policy.classes),
            persons=cost.persons,
            money=cost.money,
        ),
    )
    for partnership in setting.partnerships:
        yield Message("partnership"), _described(partnership, setting.world)
    off = [s for s, v in setting.theory.choices.items() if v != _default_answer(s)]
    yield (
        Message("theory"),
        Message(
            "{name}: {switches} switches off their default; level: {level}",
            name=setting.theory.name,
            switches=len(off),
            level=setting.theory.level,
        ),
    )
    changed = setting.conditions.changed()
    values = ", ".join(f"{name}={value:g}" for name, value in changed.items())
    yield (
        Message("conditions"),
        Message(
            "{conditions} off their default{values}",
            conditions=len(changed),
            values=f": {values}" if values else "",
        ),
    )


def _world(world: World, language: str) -> Iterator[tuple[str, str]]:
    """Say what a world implies beside those of the package, and what it does not use."""
    from analysis.run.world_facts import FACTS, facts_of, unused_in
    from sim.world import load_world
    from sim.world.folders import DATA, built_in_worlds

    come_along = [DATA / name for name in built_in_worlds()]
    others = {each.name: load_world(each) for each in come_along if each != world.path}
    here, beside = facts_of(world), {name: facts_of(one) for name, one in others.items()}
    for fact in FACTS:
        known = [f"{name} {_fact(fact, facts[fact], language)}" for name, facts in beside.items()]
        yield (
            Message("implies"),
            Message(
                "{what}: {here}; {beside}",
                what=FACT_NAMES[fact],
                here=_fact(fact, here[fact], language),
                beside=", ".join(known),
            ),
        )
    unused = unused_in(world)
    for kind, names in unused.items():
        yield (
            Message("unused"),
            Message("{what}: {names}", what=UNUSED[kind], names=", ".join(names)),
        )
    if not unused:
        yield Message("unused"), Message("nothing: every class, unit and desk has a part")


def _fact(fact: str, value: float, language: str) -> str:
    from analysis.words.phrases import percent
    from sim.words.numbers import number

    if math.isnan(value):
        return "–"
    if fact in SHARES:
        return f"{percent(value, language)}%"
    return number(value, 1 if value < TENS else 0, language, grouped=True)


def _whom_it_asks(own: Organisation) -> Message:
    side = {
        "civil": Message("civil side"),
        "military": Message("military side"),
        "joint": Message("joint units"),
    }[own.side]
    if not own.asks:
        return Message("{name}, {side}: asks nobody", name=own.id, side=side)
    turns = [Joined(together, Message(" and ")) for together in own.asks]
    asked = Joined(turns, Message(", then "))
    return Message("{name}, {side}: asks {asked}", name=own.id, side=side, asked=asked)


def _settles(point: Point, job: Job) -> Iterator[tuple[str, str]]:
    """Say what a rule would leave out as warm-up, by outcome, and which states still drift."""
    from analysis.run.warm_up import warm_up_of

    found, set_to = warm_up_of(job.resolved(point)), job.warm_up_days
    longer = [name for name, days in found.days.items() if days > set_to or days < 0]
    days = [
        Message("{name} {days}", name=name, days=days if days >= 0 else Message("does not settle"))
        for name, days in found.days.items()
    ]
    yield (
        Message("warm-up"),
        Message(
            "{set_to} days are left out; MSER-5 over {seeds} seeds would leave out: {days}",
            set_to=set_to,
            seeds=found.seeds,
            days=", ".join(map(told, days)),
        ),
    )
    yield (
        Message("settling"),
        Message("longer than {set_to} days: {names}", set_to=set_to, names=", ".join(longer))
        if longer
        else Message("no outcome or state takes longer than {set_to} days", set_to=set_to),
    )
    drifts = ", ".join(f"{name} {each.mean:+.2g}" for name, each in found.drifts.items())
    yield (
        Message("drift"),
        Message("from the second third of the measured days to the last: {drifts}", drifts=drifts)
        if drifts
        else Message("no state is told to move in the last two thirds of the measured days"),
    )


def _described(partnership: Partnership, world: World) -> Message:
    """Say who is in a partnership, and what it answers."""
    unit = world.units[world.unit_index(partnership.unit or partnership.name)]
    others = sum(partnership.others.values())
    return Message(
        "{name}: {stands}, {persons} persons{outside}, answers {classes} {consent}",
        name=partnership.name,
        stands=Message("stands already") if partnership.unit else Message("new"),
        persons=unit.persons,
        outside=Message(", {persons:n} from outside", persons=others) if others else "",
        classes=", ".join(partnership.classes) or Message("no class of its own"),
        consent=Message("with consent in advance")
        if partnership.pre_authorised
        else Message("without consent in advance"),
    )


def _default_answer(switch: str) -> str:
    from sim.setting.theories.theory import SWITCHES

    return SWITCHES[switch].values[0]
