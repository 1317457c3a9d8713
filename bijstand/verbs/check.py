"""``bijstand check``: a configuration or a world, loaded and checked without a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from bijstand.command_line.options import keys_text, refuse_options

if TYPE_CHECKING:
    from experiments.configuration.job import Job
    from experiments.design.point import Point
    from sim.setting.partnership import Partnership
    from sim.world import World

HELP = """\
bijstand check: a configuration or a world, loaded and checked without running it

Takes the words of bijstand run, composes the same configuration, loads the world with its five
files, checks that scenario, policy, theory and conditions fit each other and the world, and says
in a line each what was checked. The first thing that is wrong is said in one line, with exit
status 2. Nothing is run and nothing is written.

usage: bijstand check [key=value …]

keys and defaults
{keys}

examples
  bijstand check
  bijstand check world.path=my_world
  bijstand check scenario=flood+personnel_shortage policy=liaisons conditions.trust_start=0.7
  bijstand check from=outputs/run/oostflank/resolved_config.yaml
"""


def help_text() -> str:
    """Return what ``--help`` shows."""
    return HELP.format(keys=keys_text())


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
    said = f"{len(arguments)} key(s) given, the rest at its default"
    _print("configuration", said if arguments else "every key at its default")
    for place, point in enumerate(job.points, start=1):
        name = (
            point.label if len(job.points) == 1 else f"{place} of {len(job.points)}: {point.label}"
        )
        _print("setting", name)
        for what, found in _checked(point, job):
            _print(f"  {what}", found)
    _print("runs", f"{len(job.points)} settings × {len(job.seeds)} seeds, {_days(job)} each")
    _print("results", f"would go to {job.folder / 'run' / (job.name or job.made_name)}")
    return 0


def _print(what: str, found: str) -> None:
    print(f"{what:<15} {found}")


def _days(job: Job) -> str:
    return f"{job.warm_up_days} days of warm-up and {job.days} measured days"


def _checked(point: Point, job: Job) -> Iterator[tuple[str, str]]:
    """Load and check each part of a setting, and say what was found in it."""
    from sim.setting.lever import MONEY_UNIT

    setting = job.resolved(point)
    world, scenario, policy = setting.world, setting.scenario, setting.policy
    yield (
        "world",
        (
            f"{world.name}: {len(world.units)} units, {len(world.classes)} classes of needs, "
            f"{len(world.desks)} desks, {len(world.bases)} legal bases, {len(world.fit)} fits"
        ),
    )
    crisis = int(setting.environment.days["crisis"].sum())
    yield (
        "scenario",
        (
            f"{scenario.name}: {len(scenario.windows)} windows ({crisis} days of crisis), "
            f"{len(scenario.needs)} fixed needs"
        ),
    )
    cost = policy.cost(world)
    yield (
        "policy",
        (
            f"{policy.name}: {len(policy.conditions)} conditions, {len(policy.classes)} classes, "
            f"{cost.persons:.1f} persons away from units, {cost.money:g} {MONEY_UNIT} beside them"
        ),
    )
    for partnership in setting.partnerships:
        yield "partnership", _described(partnership, setting.world)
    default = [s for s, v in setting.theory.choices.items() if v != _default_answer(s)]
    level = f"level: {setting.theory.level}"
    yield "theory", f"{setting.theory.name}: {len(default)} switches off their default; {level}"
    changed = setting.conditions.changed()
    values = ", ".join(f"{name}={value:g}" for name, value in changed.items())
    yield "conditions", f"{len(changed)} off their default{': ' if values else ''}{values}"


def _described(partnership: Partnership, world: World) -> str:
    """Say who is in a partnership, and what it answers."""
    unit = world.units[world.unit_index(partnership.unit or partnership.name)]
    outside = f", {sum(partnership.others.values()):g} from outside" if partnership.others else ""
    stands = "stands already" if partnership.unit else "new"
    consent = "with" if partnership.pre_authorised else "without"
    return (
        f"{partnership.name}: {stands}, {unit.persons} persons{outside}, answers "
        f"{', '.join(partnership.classes) or 'no class of its own'} {consent} consent in advance"
    )


def _default_answer(switch: str) -> str:
    from sim.setting.theory import SWITCHES

    return SWITCHES[switch].values[0]
