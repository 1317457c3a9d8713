"""The content of the controls: built from the declarations, nothing written twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bijstand.page.case.choices import PLAIN, Choices
from bijstand.page.case.fitting import fitting, is_for_one_class
from bijstand.page.run.session import Session
from bijstand.page.words.saying import class_name, place_of, say
from experiments.design.point import name_in_words
from sim.conditions import CONDITIONS, Conditions, over
from sim.conditions.declare import GROUPS, Condition
from sim.conditions.dutch import source_in, unit_in
from sim.errors import UserError
from sim.setting.configuration import file_name, read_named, split_names
from sim.setting.policies.policy import load_policy
from sim.setting.policies.pulled import read_pulled
from sim.setting.theories.theory import QUESTIONS
from sim.words.numbers import shortest
from sim.world import World

STEPS = 200
NAMED_AT_MOST = 5
_TEXTS = (
    "setting",
    "setting_a",
    "setting_b",
    "edits",
    "effect",
    "now_in_force",
    "refused",
    "seed",
    "seed_help",
    "run_days",
    "switches",
    "conditions",
    "conditions_help",
    "find",
    "find_none",
    "default",
    "back_to_default",
    "changed",
    "for_class",
    "as_declared",
)


def form_of(session: Session) -> dict[str, Any]:
    """Return everything that the controls show."""
    language, draft = session.language, session.drafts[session.edited]
    texts = {key: say(key, language) for key in _TEXTS}
    return {
        "t": texts,
        "sides": len(session.drafts),
        "edited": session.edited,
        "classes": sorted(
            (
                {"value": kind.id, "label": class_name(kind, language)}
                for kind in session.world.classes
            ),
            key=lambda kind: kind["label"],
        ),
        "errors": {k: session.error(k) for k in session.errors if k not in ("page", "file")},
        "choices": [
            _choice(group, session.world, draft, language)
            for group in ("scenario", "policy", "theory")
        ],
        "seed": str(draft.seed),
        "days": str(draft.days),
        "switches": _switches(draft, language),
        "groups": _groups(draft, language),
    }


def title_of(choices: Choices, language: str) -> str:
    """Return a setting in words: titles, and how many switches and conditions are otherwise."""
    said = []
    for group in ("scenario", "policy", "theory"):
        names = split_names(getattr(choices, group), group)
        if group == "scenario" or names != [getattr(Choices(), group)]:
            said.append(name_in_words(group, getattr(choices, group), language))
    said += [f"theory.{name}={value}" for name, value in choices.switches.items()]
    said += [f"{name}={value:g}" for name, value in choices.conditions.items()]
    more = len(said) - NAMED_AT_MOST
    return ", ".join(said if more <= 0 else [*said[:NAMED_AT_MOST], f"+ {more}"])


def _choice(group: str, world: World, draft: Choices, language: str) -> dict[str, Any]:
    chosen = split_names(getattr(draft, group), group)
    names: Sequence[str] = fitting(group, world)
    if group in PLAIN:
        names = [PLAIN[group], *(name for name in names if name != PLAIN[group])]
    options = []
    for name in names:
        content = read_named(group, name)
        full = next((part for part in chosen if file_name(group, part) == name), "")
        options.append(
            {
                "name": name,
                "full": full or name,
                "for_class": read_pulled(full).request_class if group == "policy" and full else "",
                "of_class": group == "policy" and is_for_one_class(name),
                "title": content[f"title_{language}"],
                "description": content[f"description_{language}"],
                "section": source_in(str(content["section"]), language),
                "chosen": bool(full),
            }
        )
    return {
        "key": group,
        "title": say(group, language),
        "help": say(f"{group}_help", language),
        "many": group in PLAIN,
        "said": " + ".join(str(option["title"]) for option in options if option["chosen"]),
        "options": options,
    }


def _switches(draft: Choices, language: str) -> list[dict[str, Any]]:
    chosen = draft.the_theory.answers
    return [
        {
            "name": switch.name,
            "question": (switch.question_en, switch.question_nl)[place_of(language)],
            "value": chosen[switch.name],
            "values": [
                {"value": value, "label": switch.answer(value, language)} for value in switch.values
            ],
            "source": source_in(switch.source, language),
        }
        for switch in QUESTIONS.values()
    ]


def _groups(draft: Choices, language: str) -> list[dict[str, Any]]:
    in_force = _in_force(draft)
    return [
        {
            "key": key,
            "title": group.title_nl if language == "nl" else group.title_en,
            "items": [
                _item(condition, draft, in_force, language)
                for condition in CONDITIONS.values()
                if condition.group == key
            ],
        }
        for key, group in GROUPS.items()
    ]


def _in_force(draft: Choices) -> dict[str, float]:
    """Return the conditions as the chosen policy leaves them; what cannot be joined moves none."""
    given = over(draft.the_theory.conditions, draft.conditions)
    try:
        return dict(load_policy(draft.policy).apply(Conditions(given)))
    except UserError:
        return dict(Conditions(given))


def _item(
    condition: Condition, draft: Choices, in_force: dict[str, float], language: str
) -> dict[str, Any]:
    value = draft.conditions.get(condition.name, draft.plain_value(condition.name))
    moved = in_force[condition.name]
    held = ""
    if moved != value:
        held = say("held_by_policy", language, value=shortest(moved, language))
    return {
        "name": condition.name,
        "meaning": condition.meaning_nl if language == "nl" else condition.meaning_en,
        "range": _range(condition, language),
        "low": condition.low,
        "high": condition.high,
        "step": step_of(condition),
        "value": value,
        "shown": shortest(value, language),
        "default_": shortest(draft.plain_value(condition.name), language),
        "changed": condition.name in draft.conditions,
        "held": held,
        "source": source_in(condition.source, language),
    }


def _range(condition: Condition, language: str) -> str:
    """Return the range in words; a ratio has no unit that would need to be said."""
    ends = "–".join(shortest(end, language) for end in (condition.low, condition.high))
    return ends if condition.unit == "1" else f"{ends} {unit_in(condition.unit, language)}"


def step_of(condition: Condition) -> float | str:
    """Return the step of a slider: whole numbers, or a 200th of the range, rounded."""
    if condition.distribution == "integer":
        return 1
    return float(f"{(condition.high - condition.low) / STEPS:.1g}")
