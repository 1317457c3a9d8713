"""The content of the forms of question, situation and options: made from what is declared."""

from __future__ import annotations

from typing import Any

from analysis.brief.weights import LIKELIHOODS
from analysis.report.texts import READY
from bijstand.page.case.case import QUESTIONS, SHORTAGE_AND_CRISIS, Case
from bijstand.page.case.costs import Package, package, packages_of
from bijstand.page.case.fitting import fitting, is_for_one_class
from bijstand.page.case.own_scenario import FIELDS, WHOSE
from bijstand.page.case.situations import OWN, Situation
from bijstand.page.words.saying import class_name, place_of, say
from sim.setting.configuration import read_named
from sim.words.numbers import shortest
from sim.world import World


def question_form(case: Case, error: str) -> dict[str, Any]:
    """Return what the form of the question shows."""
    language = case.language
    ready = [
        (key, READY[key][0][place_of(language)], say(f"more_{key}", language)) for key in QUESTIONS
    ]
    return {
        "t": {key: say(key, language) for key in ("question_help", "ready", "ask_words")},
        "questions": [
            {"value": key, "label": label, "more": more, "chosen": case.question == key}
            for key, label, more in (*ready, (OWN, say("more_own", language), ""))
        ],
        "own": case.question == OWN,
        "ask": case.ask,
        "error": error,
    }


def question_in_words(case: Case) -> str:
    """Return the question as it stands above the advice."""
    if case.question == OWN:
        return case.ask
    return READY[case.question][0][place_of(case.language)]


def situation_form(case: Case, world: World, error: str) -> dict[str, Any]:
    """Return what the form of the situations shows."""
    language = case.language
    keys = (
        "situation_help",
        "situations",
        "likelihood",
        "weighs",
        "own_scenario",
        "own_help",
        "own_add",
        "own_save",
        "own_needs",
    )
    texts = {key: say(key, language) for key in keys}
    texts["run_follows"] = say("run_follows", language, days=case.days)
    own = None
    if case.own is not None:
        numbers = [
            {"name": name, "label": field.label[place_of(language)], "value": _number(case, name)}
            for name, field in FIELDS.items()
        ]
        titled = {"name": "title", "label": say("own_title", language), "value": case.own.title}
        own = {
            "fields": [titled, *numbers],
            "needs": case.own.needs,
            "whose": [{"value": w, "label": say(f"needs_{w}", language)} for w in WHOSE],
            "file": case.own.file,
        }
    # Those of the ready questions, then the others by title; a tick moves none of them.
    listed = [_situation(case, name) for name in fitting("scenario", world)]
    first = list(SHORTAGE_AND_CRISIS)
    listed.sort(
        key=lambda each: (
            first.index(each["name"]) if each["name"] in first else len(first),
            each["title"],
        )
    )
    if case.own is not None:
        listed.append(_shown(case, OWN, case.own.title, ""))
    return {
        "t": texts,
        "error": error,
        "situations": listed,
        "likelihoods": [{"value": key, "label": say(key, language)} for key in LIKELIHOODS],
        "own": own,
    }


def _number(case: Case, name: str) -> str:
    if case.own is None or name not in case.own.values:
        return ""
    return shortest(case.own.values[name], case.language)


def _situation(case: Case, name: str) -> dict[str, Any]:
    content, language = read_named("scenario", name), case.language
    return _shown(
        case, name, str(content[f"title_{language}"]), str(content[f"description_{language}"])
    )


def _shown(case: Case, name: str, title: str, description: str) -> dict[str, Any]:
    found = case.situations.get(name)
    each = found or Situation()
    return {
        "name": name,
        "title": title,
        "description": description,
        "chosen": found is not None,
        "likelihood": each.likelihood,
        "weight": shortest(each.weight, case.language),
    }


def options_form(case: Case, world: World, error: str) -> dict[str, Any]:
    """Return what the form of the options shows."""
    language = case.language
    keys = (
        "options_help",
        "packages",
        "no_packages",
        "remove_short",
        "add_package",
        "add_apart",
        "levers",
        "budget",
        "budget_help",
        "ticked",
        "pulled",
        "strength",
        "from_day",
        "until_day",
        "for_needs",
        "as_declared",
        "no_levers",
    )
    classes = sorted(
        ({"value": kind.id, "label": class_name(kind, language)} for kind in world.classes),
        key=lambda kind: kind["label"],
    )
    limits = (("persons", "persons_at_most", case.persons), ("euro", "euro_at_most", case.euro))
    return {
        "t": {key: say(key, language) for key in keys},
        "error": error,
        "classes": classes,
        "packages": [
            {
                **_card(each),
                "over": say("over_budget", language) if each.over else "",
                "remove": say("remove", language, package=each.title),
            }
            for each in packages_of(case, world)
        ],
        "budget": [
            {
                "key": key,
                "label": say(label, language),
                "value": "" if limit is None else shortest(limit, language),
            }
            for key, label, limit in limits
        ],
        "levers": sorted(
            (
                {
                    **_card(package(name, case, world)),
                    "description": read_named("policy", name)[f"description_{language}"],
                    "of_class": is_for_one_class(name),
                }
                for name in fitting("policy", world)
                if name != "none"
            ),
            key=lambda each: each["title"],
        ),
    }


def _card(found: Package) -> dict[str, str]:
    language = found.language
    euro = say("euro_unknown", language)
    if found.cost.money == found.cost.money:
        amount = say("euro_a_year", language, euro=found.euro.partition(" (")[0])
        euro = f"{amount} ({say('grade', language, grade=found.grade)})"
    return {
        "name": found.name,
        "title": found.title,
        "persons": say("persons_away", language, persons=found.persons),
        "euro": euro,
    }
