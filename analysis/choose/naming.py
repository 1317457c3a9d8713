"""What packages, budgets and costs are called, in English and Dutch."""

from __future__ import annotations

import math
from collections.abc import Sequence

from analysis.choose.packages import Budget, Spent
from analysis.choose.texts import TEXTS
from analysis.words.phrases import either, listed, phrase
from analysis.words.titles import quoted
from experiments.design.point import name_in_words
from sim.words.numbers import shortest


def package_name(package: str, language: str) -> str:
    """Return the title of a package, quoted."""
    return quoted(name_in_words("policy", package, language))


def budget_text(budgets: Sequence[Budget], language: str) -> str:
    """Say what may be spent at most; budgets that differ in persons alone share their euro."""
    parts = _limited(budgets, language)
    at_most = phrase(TEXTS, "at_most", language, what=listed(parts, language))
    if any(math.isinf(b.persons) and math.isinf(b.euro) for b in budgets):
        free = phrase(TEXTS, "no_limit", language)
        return either([at_most, free], language) if parts else free
    return at_most


def budget_short(budget: Budget, language: str) -> str:
    """Say what may be spent at most, as short as the head of a column wants it."""
    return ", ".join(_limited([budget], language)) or phrase(TEXTS, "no_limit", language)


def _limited(budgets: Sequence[Budget], language: str) -> list[str]:
    limits = (
        ("persons", [shortest(b.persons, language) for b in budgets if not math.isinf(b.persons)]),
        ("euro", [shortest(b.euro, language) for b in budgets if not math.isinf(b.euro)]),
    )
    return [
        phrase(TEXTS, key, language, **{key: either(dict.fromkeys(amounts), language)})
        for key, amounts in limits
        if amounts
    ]


def cost_text(spent: Spent, language: str) -> str:
    """Say what a package costs: persons away, and million euro a year as far as it is known."""
    money = shortest(round(spent.money, 3), language)
    key = "cost" if not spent.unknown else "cost_unknown"
    return phrase(
        TEXTS, key, language, money=money, persons=shortest(round(spent.persons, 1), language)
    )
