"""The tables of the model's description, each from what the model itself reads."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from analysis.words.glossary import FIELD, METHOD
from sim.conditions import CONDITIONS, Condition
from sim.conditions.declare import GROUPS, TERMS, WHO
from sim.outcomes import DECLARED
from sim.outcomes.declare import UNITS
from sim.setting.configuration import names_in, names_of_world, read_named
from sim.setting.policies.policy import load_policy
from sim.setting.steering import levers_by_condition
from sim.setting.theories.level import LEVELS
from sim.setting.theories.theory import SWITCHES, load_theory
from sim.world import World, load_world
from sim.world.folders import BUILT_IN, DATA, built_in_worlds

MADE = "*Made by `make docs`; not to be edited by hand.*\n"


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a table in Markdown; bars within cells are escaped."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += [
        "| " + " | ".join(" ".join(str(cell).replace("|", "\\|").split()) for cell in row) + " |"
        for row in rows
    ]
    return "\n".join(lines) + "\n"


def glossary() -> str:
    """Return the page with the words of the field and of the method, in both languages."""
    head = ("English", "Dutch", "meaning", "in Dutch")
    parts = [
        "# Glossary",
        "What words mean here, in both languages. What outcomes mean is in "
        "[outcomes](outcomes.md).",
        MADE,
    ]
    for title, terms in (("Of the field", FIELD), ("Of the method", METHOD)):
        rows = [(f"**{t.en}**", f"**{t.nl}**", t.meaning_en, t.meaning_nl) for t in terms]
        parts += [f"## {title}", markdown_table(head, rows)]
    return "\n\n".join(parts)


def conditions() -> str:
    """Return the page with every condition: default, range, meaning, codes and source."""
    parts = [
        "# Conditions",
        f"All {len(CONDITIONS)}, as declared in `sim/conditions/`. The range is the one of "
        "sensitivity studies: a prior, no finding; where another condition is named beside it, "
        "studies vary that one, and a setting has one of the two. Codes are those of the source "
        "study ([ledger](../evidence-ledger.md)); equations are in the [ODD](../ODD.md).",
        MADE,
    ]
    levers = levers_by_condition()
    head = (
        "condition",
        "symbol",
        "default",
        "range",
        "unit",
        "meaning",
        "codes",
        "source",
        "term",
        "who can change it",
        "levers",
    )
    for key, group in GROUPS.items():
        rows = [
            (
                f"`{c.name}`",
                c.symbol,
                f"{c.default:g}",
                _range(c),
                c.unit,
                c.meaning_en,
                ", ".join(map(str, c.codes)),
                c.source,
                TERMS[c.term].title_en,
                _changed_by(c),
                ", ".join(f"`{name}`" for name in levers.get(c.name, ())),
            )
            for c in CONDITIONS.values()
            if c.group == key
        ]
        parts += [f"## {group.title_en}", markdown_table(head, rows)]
    return "\n\n".join(parts)


def _changed_by(condition: Condition) -> str:
    """Return who can change a condition, or that nobody can."""
    if condition.kind != "steerable":
        return "nobody: " + ("context" if condition.kind == "context" else "of the model")
    granted = " (works by definition)" if condition.by_definition else ""
    return WHO[condition.role].title_en + granted


def _range(condition: Condition) -> str:
    """Return the range of a condition; of one that is not varied, what is varied instead."""
    ends = f"{condition.low:g} to {condition.high:g}"
    return ends if condition.varied_as is None else f"{ends}; varied as `{condition.varied_as}`"


def theory() -> str:
    """Return the page with the switches and the named theories."""
    switches = [
        (s.symbol, f"`{s.name}`", s.question_en, ", ".join(f"`{v}`" for v in s.values), s.source)
        for s in SWITCHES.values()
    ]
    named = []
    for name in names_in("theory"):
        chosen = load_theory(name)
        answers = [
            f"{switch} {value}"
            for switch, value in chosen.choices.items()
            if value != SWITCHES[switch].values[0]
        ]
        answers += [f"`{key}` {value:g}" for key, value in chosen.conditions.items()]
        title, meaning, section = _described("theory", name)
        named.append((title, ", ".join(answers) or "none", meaning, section))
    return "\n\n".join(
        [
            "# Rival theories",
            "Each switch is a question that the source study leaves open; the first answer is the "
            "default. S2 (does capacity mediate?) is the condition `reserve_response`, with 0 for "
            "no. Theories are brought to the level of `figure_2` before they are compared "
            f"(`theory.level`: {', '.join(f'`{level}`' for level in LEVELS)}; [ODD](../ODD.md), "
            "section 7.9): what levers bring under each, [three ways](../theories.md).",
            MADE,
            markdown_table(("", "switch", "question", "answers", "source"), switches),
            "## Named theories",
            markdown_table(("theory", "off the default", "meaning", "source"), named),
        ]
    )


def outcomes() -> str:
    """Return the page with every outcome, its unit and its definition."""
    rows = [
        (
            f"`{o.name}`",
            o.title_en,
            UNITS[o.unit][0],
            o.direction,
            "paired runs" if o.paired else "",
            o.meaning_en,
        )
        for o in DECLARED.values()
    ]
    head = ("outcome", "title", "unit", "more is", "takes", "meaning")
    words = "As declared in `sim/outcomes/`. What takes paired runs comes with `references=true`."
    return "\n\n".join(["# Outcomes", words, MADE, markdown_table(head, rows)])


def choices() -> str:
    """Return the page with scenarios, levers and partnerships, and those of other worlds."""
    parts = [
        "# Scenarios, levers and partnerships",
        "The files of `conf/scenario`, `conf/policy` and `conf/partnership`, and those in the "
        "folders of worlds, which say where their numbers come from. Persons are away from their "
        "units on average over the year; money is beside their pay, with the grade of the figure "
        "(J: judgement). `bijstand list world=germany` says which of the former go with a world.",
        MADE,
        "## Scenarios",
        _plain("scenario", "what happens", names_in("scenario")),
        "## Levers",
        _levers(names_in("policy"), load_world()),
        "## Partnerships",
        _plain("partnership", "what it is", names_in("partnership")),
    ]
    for name in built_in_worlds():
        folder = DATA / name
        scenarios, policies = (names_of_world(g, folder) for g in ("scenario", "policy"))
        if scenarios:
            parts += [
                f"## Scenarios of {name.capitalize()}",
                _plain("scenario", "what happens", scenarios),
            ]
        if policies:
            parts += [
                f"## Levers of {name.capitalize()}",
                _levers(policies, load_world(BUILT_IN + name)),
            ]
    return "\n\n".join(parts)


def _levers(names: Iterable[str], where: World) -> str:
    head = (
        "policy",
        "what is done",
        "source",
        "brings about",
        "persons",
        "million euro a year",
        "grade",
    )
    rows = ((*_described("policy", n), _brings(n), *_cost(n, where)) for n in names)
    return markdown_table(head, rows)


def _plain(group: str, words: str, names: Iterable[str]) -> str:
    rows = (_described(group, name) for name in names)
    return markdown_table((group, words, "source"), rows)


def _described(group: str, name: str) -> tuple[str, str, str]:
    content = read_named(group, name)
    words = f"{content['title_en']}. {content['description_en']}"
    return f"`{name}`", words, content["section"]


def _brings(name: str) -> str:
    """Return what a lever's file sets: conditions, those of single classes, switches, a team."""
    content = read_named("policy", name)
    said = [f"`{key}` {value:g}" for key, value in content["conditions"].items()]
    for need, values in content["classes"].items():
        set_to = (f"`{k}` {v:g}" for k, v in values.items() if k != "from_day")
        day = f" from day {values['from_day']:g}" if "from_day" in values else ""
        said.append(f"for `{need}`{day}: {', '.join(set_to)}")
    said += [f"`theory.{switch}` {answer}" for switch, answer in content["theory"].items()]
    said += [f"the partnership `{team}`" for team in content.get("partnerships") or ()]
    return "; ".join(said) or "nothing"


def _cost(name: str, where: World) -> tuple[str, str, str]:
    cost = load_policy(name).cost(where)
    declared = (read_named("policy", name).get("cost") or {}).get("money") or {}
    money = "" if math.isnan(cost.money) else f"{cost.money:g}"
    return f"{cost.persons:.0f}", money, declared.get("grade", "")
