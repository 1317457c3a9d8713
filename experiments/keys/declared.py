"""Every key of the configuration, and what it may be; nothing that is not declared here is read.

Scenarios, policies, theories and conditions are declared where the model reads them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from experiments.keys.limits import (
    LARGEST_SEED,
    LONGEST_RUN_DAYS,
    LONGEST_WAIT_SECONDS,
    MOST_BUDGETS,
    MOST_DRAWS,
    MOST_LEVELS,
    MOST_POINTS,
    MOST_SEEDS,
    MOST_STEPS,
    MOST_WORKERS,
)
from experiments.keys.values import (
    DATE,
    FILE,
    TEXT,
    YES_OR_NO,
    Kind,
    names,
    number,
    numbers,
    seconds,
    whole,
    word,
)
from sim.conditions import CONDITIONS
from sim.errors import UserError, shown
from sim.setting.configuration import known_names
from sim.words import LANGUAGES, Message

AUTO = "auto"
EXAMPLE = "example"
"""The panel of answers that ships, in the place of files that came back."""

SEED_RULES = (AUTO, "same", "base_row")
ANY = "*"
# Said by the command line alone.
OWN_WORDS = ("executor", "output")
# What other parts of the program read and check: files by name, conditions, switches.
ELSEWHERE = ("scenario", "policy", "theory", "conditions")

_POINTS = whole(1, MOST_POINTS)
_REPLICATIONS = whole(1, MOST_SEEDS)
_NUMBER = number(Message("a number"))
_NOT_NEGATIVE = number(Message("a number of 0 or more"), lambda value: value >= 0)


def _payable(value: float) -> bool:
    """Return whether so many million euro a year can be meant; 5000000 was meant in euro."""
    return 0 <= value <= 10_000


_MILLION_EURO = number(Message("million euro a year, 0 to 10,000"), _payable)
_SCENARIOS = names("baseline,flood").or_else(None)
_POLICIES = names("none,liaisons").or_else(None)
_THEORIES = names("figure_1,figure_2").or_else(None)

DECLARED: dict[str, Kind] = {
    "world.path": FILE.or_else(None),
    "run.seeds": _REPLICATIONS,
    "run.first_seed": whole(0, LARGEST_SEED),
    "run.days": whole(1, LONGEST_RUN_DAYS),
    "run.warm_up_days": whole(0, LONGEST_RUN_DAYS),
    "run.start_date": DATE.or_else(None),
    "beside": TEXT,
    "references": YES_OR_NO,
    "method": TEXT.or_else(None),
    "replications": _REPLICATIONS.or_else(AUTO, None),
    "verb": TEXT.or_else(None),
    "within": FILE.or_else(None),
    "belief": FILE.or_else(None),
    "language": word(*LANGUAGES),
    "output.folder": FILE,
    "output.name": TEXT.or_else(None),
    "patterns.only": names("P03,P09").or_else(None),
    "patterns.draws": whole(8, MOST_DRAWS),
    "patterns.theories": names("figure_1,triade", empty=True),
    "patterns.futures": whole(0, MOST_DRAWS).or_else(None),
    "compare.scenarios": _SCENARIOS,
    "compare.policies": _POLICIES,
    "compare.theories": _THEORIES,
    "compare.outcome": TEXT,
    "compare.half_width": number(Message("a number above 0"), lambda value: value > 0),
    "compare.at_least": whole(2, MOST_SEEDS),
    "compare.at_most": whole(2, MOST_SEEDS),
    "design.kind": TEXT,
    "design.points": _POINTS,
    "design.seed": whole(0, LARGEST_SEED),
    "design.factors": names("trust_start,theory.trust").or_else(None),
    "design.scenarios": _SCENARIOS,
    "design.policies": _POLICIES,
    "design.theories": _THEORIES,
    "design.range": number(Message("a number above 0, at most 1"), lambda value: 0 < value <= 1),
    "design.seed_rule": word(*SEED_RULES),
    "design.levels": whole(2, MOST_LEVELS, even=True),
    "design.groups": YES_OR_NO,
    "design.second_order": YES_OR_NO,
    "design.file": FILE.or_else(None),
    "executor.kind": TEXT,
    "executor.workers": whole(1, MOST_WORKERS).or_else(None),
    "executor.address": TEXT.or_else(None),
    "executor.chunk_seconds": seconds(LONGEST_WAIT_SECONDS),
    "executor.timeout": seconds(LONGEST_WAIT_SECONDS),
    "executor.job.queue": TEXT.or_else(None),
    "executor.job.account": TEXT.or_else(None),
    "executor.job.cores": whole(1, MOST_WORKERS),
    "executor.job.memory": TEXT,
    "executor.job.walltime": TEXT,
    "executor.job.interface": TEXT.or_else(None),
    "executor.job.log_directory": FILE.or_else(None),
    "executor.job.local_directory": FILE.or_else(None),
    "executor.job.job_script_prologue": names('"module load python"').or_else(None),
    "executor.job.job_extra_directives": names("--exclusive").or_else(None),
    "sensitivity.outcomes": names("gap_closed,vetoes"),
    "sensitivity.leave_out": names("levers", empty=True).or_else(None),
    f"sensitivity.points.{ANY}": _POINTS,
    f"sensitivity.replications.{ANY}": _REPLICATIONS,
    "sensitivity.noise_points": whole(0, MOST_DRAWS),
    "sensitivity.noise_seeds": whole(2, MOST_STEPS),
    "sensitivity.corrected_points": whole(0, MOST_DRAWS),
    "sensitivity.screened_points": whole(0, MOST_DRAWS),
    "sensitivity.ranges": names("halved,evidence", empty=True).or_else(None),
    "sensitivity.range_points": whole(2, MOST_POINTS).or_else(None),
    "sensitivity.course_factors": whole(0, MOST_STEPS),
    "sensitivity.course_bases": whole(2, MOST_STEPS),
    "sensitivity.course_levels": whole(2, MOST_STEPS),
    "attribute.outcome": TEXT,
    "attribute.scenarios": _SCENARIOS,
    "attribute.theories": _THEORIES,
    "mediate.outcome": TEXT,
    "mediate.theories": _THEORIES,
    f"mediate.willingness.{ANY}.{ANY}": _NUMBER,
    f"mediate.moderators.{ANY}.{ANY}.{ANY}": _NUMBER,
    "mediate.necessity_points": whole(2, MOST_DRAWS),
    "mediate.necessity_seeds": whole(1, MOST_STEPS),
    "discover.outcome": TEXT,
    "discover.threshold": _NUMBER.or_else(None),
    "discover.worst": number(
        Message("a share between 0 and 1"), lambda value: 0 < value < 1
    ).or_else(None),
    "discover.points": _POINTS,
    "discover.seeds": _REPLICATIONS,
    "robust.outcome": TEXT,
    "robust.policies": _POLICIES,
    "robust.scenarios": _SCENARIOS,
    "robust.theories": _THEORIES,
    "robust.draws": whole(1, MOST_DRAWS),
    "robust.seeds": _REPLICATIONS,
    "robust.good_enough": _NUMBER.or_else(None),
    "implied.draws": whole(10, MOST_DRAWS),
    "voi.outcome": TEXT,
    "voi.policies": _POLICIES,
    "voi.scenarios": _SCENARIOS,
    "voi.futures": whole(2, MOST_DRAWS),
    "voi.seeds": _REPLICATIONS,
    "voi.persons": _NOT_NEGATIVE.or_else(None),
    "voi.euro": _MILLION_EURO.or_else(None),
    "voi.worth": number(Message("a number above 0"), lambda value: value > 0).or_else(None),
    "voi.person": _NOT_NEGATIVE,
    "choose.outcome": TEXT,
    "choose.levers": names("liaisons,joint_framework").or_else(None),
    "choose.strengths": whole(1, 4),
    "choose.scenarios": _SCENARIOS,
    "choose.persons": numbers(
        Message("persons, 0 or more; or several budgets, as [20,50,100]"),
        MOST_BUDGETS,
        lambda value: value >= 0,
    ).or_else(None),
    "choose.euro": numbers(
        Message("million euro a year, 0 to 10,000; or several budgets, as [1,5,20]"),
        MOST_BUDGETS,
        _payable,
    ).or_else(None),
    "choose.at_most": whole(1, MOST_STEPS).or_else(None),
    "choose.packages": whole(2, MOST_DRAWS),
    "choose.futures": whole(4, MOST_DRAWS),
    "choose.seeds": _REPLICATIONS,
    "choose.survivors": whole(2, MOST_STEPS),
    "choose.fresh": whole(20, MOST_DRAWS),
    "choose.apart": number(Message("a number above 0"), lambda value: value > 0),
    "choose.alpha": number(Message("a number above 0, below 0.5"), lambda value: 0 < value < 0.5),
    "elicit.kind": word("ranges", "weighing"),
    "elicit.draws": whole(1_000, 1_000_000),
    "elicit.power_sets": whole(2, 1_000),
    "elicit.factors": names("agreements,compensation").or_else(None),
    "elicit.answers": names("one.csv,two.xlsx").or_else(EXAMPLE, None),
    "calibrate.targets": word(*known_names("plausible")).or_else(None),
    "calibrate.waves": whole(1, MOST_STEPS),
    "calibrate.points": whole(100, MOST_DRAWS),
    "calibrate.seeds": _REPLICATIONS,
    "calibrate.movers": whole(1, 60),
    "calibrate.effective": whole(100, MOST_DRAWS),
    "calibrate.made": whole(10, 10_000),
    "plausible.targets": word(*known_names("plausible")).or_else(None),
    "plausible.waves": whole(1, MOST_STEPS),
    "plausible.points": whole(10, MOST_DRAWS),
    "plausible.seeds": _REPLICATIONS,
}


def keys_below(section: str) -> list[str]:
    """Return the declared keys of a section; none where it holds names of the user's."""
    found = [key for key in DECLARED if key.startswith(f"{section}.")]
    return [] if any(ANY in key.split(".") for key in found) else found


def kind_of(key: str) -> Kind | None:
    """Return what a key may be; None for a section of keys, and for what is read elsewhere."""
    found = DECLARED.get(key)
    if found is not None or "." not in key:
        return found
    for declared, kind in DECLARED.items():
        if ANY in declared and _matches(key.split("."), declared.split(".")):
            return kind
    return None


def _matches(parts: list[str], declared: list[str]) -> bool:
    return len(parts) == len(declared) and all(
        wanted in (part, ANY) for part, wanted in zip(parts, declared, strict=True)
    )


def is_number(key: str) -> bool:
    """Return whether a key takes a number and nothing else, so that a comma in it is a mistake."""
    kind = kind_of(key)
    return key.startswith("conditions.") or (kind is not None and kind.form in ("whole", "number"))


def is_whole(key: str) -> bool:
    """Return whether a key takes a whole number."""
    head, _, name = key.partition(".")
    if head == "conditions":
        return name in CONDITIONS and CONDITIONS[name].distribution == "integer"
    kind = kind_of(key)
    return kind is not None and kind.form == "whole"


def checked_content(content: Mapping[str, Any], above: str = "") -> dict[str, Any]:
    """Return a composed configuration, each value of the kind that is declared for its key.

    Args:
        content: The configuration as plain data, or a section of it.
        above: The key of the section, with a point behind it.

    Raises:
        UserError: For a value of another kind, or a key that is not declared.
    """
    found: dict[str, Any] = {}
    for name, value in content.items():
        key = f"{above}{name}"
        kind = kind_of(key)
        if key in ELSEWHERE:
            found[name] = value
        elif kind is not None:
            found[name] = kind.read(value, key)
        elif isinstance(value, Mapping):
            found[name] = checked_content(value, f"{key}.")
        else:
            raise UserError(
                "{key} is {value}; allowed: keys with values below it", key=key, value=shown(value)
            )
    return found
