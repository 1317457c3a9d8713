"""What to find out first, in words, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.stored.grid import Grid
from analysis.voi.choice import FACTOR, GROUP, Choice
from analysis.voi.texts import TEXTS
from analysis.voi.value import FEWEST_FUTURES, PERMUTATIONS
from analysis.voi.whom import whom
from analysis.words.factors import DUMMIES, factor_name, name_and_key
from analysis.words.labels import POINTS, Unit, label_of, number
from analysis.words.phrases import listed, percent, phrase
from analysis.words.titles import quoted, unquoted
from experiments.design.factors import DUMMY
from experiments.design.point import name_in_words

NAMED_AT_MOST = 5


def sentences(choice: Choice, language: str) -> list[str]:
    """Say what to find out first, and what need not be known.

    Args:
        choice: The choice.
        language: "en" or "nl".
    """
    if not choice.enough:
        few = {"futures": len(choice.grid), "fewest": FEWEST_FUTURES}
        return [phrase(TEXTS, "few", language, **few)]
    if len(choice.affordable) == 1:
        only = _policy(choice.best, language)
        return [phrase(TEXTS, "alone", language, policy=only), *_limits(choice, language)]
    return [
        _first(choice, language),
        _best(choice, language),
        phrase(
            TEXTS,
            "perfect",
            language,
            least=size_text(choice, choice.at_least, language),
            most=size_text(choice, choice.at_most, language),
        ),
        *_groups(choice, language),
        *_others(choice, language),
        *_limits(choice, language),
    ]


def size_text(choice: Choice, value: float, language: str) -> str:
    """Write a value with its unit: points of the outcome, its own unit, or euro."""
    if choice.worth is not None:
        return phrase(TEXTS, "million", language, size=number(value, "days", language))
    unit = label_of(choice.outcome).unit
    if unit != "share":
        return number(value, unit, language)
    return f"{number(value, unit, language, decimals=2)} {POINTS[language == 'nl']}"


def _spanned(choice: Choice, row: Mapping[Any, Any], language: str) -> str:
    scale = 1.0 if choice.worth is not None else choice.scale
    unit = label_of(choice.outcome).unit
    shown: Unit = "days" if choice.worth is not None or unit == "share" else unit
    low, high = (number(scale * row[key], shown, language) for key in ("low", "high"))
    size = size_text(choice, row["estimate"], language)
    return phrase(TEXTS, "interval", language, size=size, low=low, high=high)


def _policy(name: str, language: str) -> str:
    return quoted(name_in_words("policy", name, language))


def _first(choice: Choice, language: str) -> str:
    table = choice.values
    told = table[(table["kind"] == FACTOR) & table["told"] & (table["factor"] != DUMMY)]
    if told.empty:
        return phrase(TEXTS, "nothing", language)
    sure, unsure = told[told["low"] > 0.0], told[told["low"] <= 0.0]
    key = "first_several" if len(sure) > 1 else "first" if len(sure) else "none_sure"
    said = [phrase(TEXTS, key, language, names=_items(choice, sure, language))]
    if len(unsure):
        said.append(phrase(TEXTS, "perhaps", language, names=_items(choice, unsure, language)))
    return " ".join(said)


def _items(choice: Choice, rows: pd.DataFrame, language: str) -> str:
    names = [
        phrase(
            TEXTS,
            "item",
            language,
            factor=name_and_key(row["factor"], language),
            value=_spanned(choice, row, language),
            whom=whom(row["factor"], language),
        )
        for row in rows.head(NAMED_AT_MOST).to_dict("records")
    ]
    return "; ".join(names)


def _best(choice: Choice, language: str) -> str:
    rivals = [_policy(name, language) for name in choice.rivals]
    key = "no_rivals" if not rivals else "rival" if len(rivals) == 1 else "rivals"
    shares = dict(zip(choice.packages["policy"], choice.packages["best_in"], strict=True))
    return phrase(
        TEXTS,
        "best",
        language,
        policy=_policy(choice.best, language),
        futures=len(choice.grid),
        outcome=label_of(choice.outcome).name(language).lower(),
        rivals=phrase(TEXTS, key, language, names=listed(rivals, language)),
        share=percent(float(shares[choice.best]), language),
    )


def _groups(choice: Choice, language: str) -> list[str]:
    table = choice.values
    told = table[(table["kind"] == GROUP) & table["told"] & ~table["factor"].isin(DUMMIES)]
    names = [
        phrase(
            TEXTS,
            "group_item",
            language,
            factor=factor_name(row["factor"], language),
            value=size_text(choice, row["estimate"], language),
        )
        for row in told.head(NAMED_AT_MOST).to_dict("records")
    ]
    return [phrase(TEXTS, "groups", language, names="; ".join(names))] if names else []


def _others(choice: Choice, language: str) -> list[str]:
    table = choice.values
    single = table[(table["kind"] == FACTOR) & (table["factor"] != DUMMY)]
    told = int(single["told"].sum())
    luck = number(len(single) / (1 + PERMUTATIONS), "count", language)
    most = max(0.0, float(single.loc[~single["told"], "high"].max())) if told < len(single) else 0.0
    words = {
        "count": len(single) - told,
        "all": len(single),
        "luck": luck,
        "most": size_text(choice, most, language),
    }
    said = [phrase(TEXTS, "others", language, **words)]
    dummy = table[table["factor"] == DUMMY]
    if len(dummy):
        value = size_text(choice, float(dummy["estimate"].iloc[0]), language)
        said.append(phrase(TEXTS, "dummy", language, value=value))
    return said


def _limits(choice: Choice, language: str) -> list[str]:
    said = []
    for key, names in (("too_dear", choice.too_dear), ("unpriced", choice.unpriced)):
        if names and (key == "too_dear" or choice.worth is not None):
            listing = listed([_policy(name, language) for name in names], language)
            said.append(phrase(TEXTS, key, language, names=listing))
    if choice.worth is None:
        said.append(phrase(TEXTS, "costless", language))
    else:
        worth, person = (
            number(value, "count", language, decimals=0) for value in (choice.worth, choice.person)
        )
        said.append(phrase(TEXTS, "priced", language, worth=worth, person=person))
    return [*said, phrase(TEXTS, "caution", language)]


def grids(choice: Choice, language: str) -> list[Grid]:
    """Return the packages, and what is worth finding out, as people read them."""
    keys = ("gain", "persons", "money", "best_in")
    unit = phrase(TEXTS, "points", language) if choice.scale > 1 else ""
    packages = Grid(
        phrase(TEXTS, "package", language),
        [phrase(TEXTS, key, language, unit=unit) for key in keys],
        [_package(choice, row, language) for row in _by_gain(choice)],
        title=phrase(TEXTS, "packages", language),
        strong=unquoted(_policy(choice.best, language)),
    )
    return [packages, _values_grid(choice, language)] if choice.enough else [packages]


def _by_gain(choice: Choice) -> list[dict[str, Any]]:
    rows: Any = choice.packages.sort_values("gain", ascending=False).to_dict("records")
    return list(rows)


def _package(choice: Choice, row: dict[str, Any], language: str) -> list[str]:
    unit = label_of(choice.outcome).unit
    ends = [number(row[key], unit, language) for key in ("low", "high")]
    gain = number(row["gain"], unit, language, signed=True)
    unknown = row["money"] != row["money"]
    return [
        unquoted(_policy(row["policy"], language)),
        phrase(TEXTS, "interval", language, size=gain, low=ends[0], high=ends[1]),
        number(row["persons"], "count", language),
        phrase(TEXTS, "unknown", language) if unknown else number(row["money"], "count", language),
        percent(row["best_in"], language),
    ]


def _values_grid(choice: Choice, language: str) -> Grid:
    table = choice.values
    single: Any = table[table["kind"] == FACTOR].head(2 * NAMED_AT_MOST).to_dict("records")
    unit = "euros" if choice.worth is not None else "points" if choice.scale > 1 else ""
    mark = phrase(TEXTS, unit, language) if unit else ""
    rows = []
    for row in single:
        size, low, high = (
            number(row[key] * (1.0 if choice.worth is not None else choice.scale), "days", language)
            for key in ("estimate", "low", "high")
        )
        told = "yes" if row["told"] else "no"
        rows.append(
            [
                factor_name(row["factor"], language),
                phrase(TEXTS, "interval", language, size=size, low=low, high=high),
                YES[told][language == "nl"],
                whom(row["factor"], language),
            ]
        )
    columns = [
        phrase(TEXTS, "value", language, unit=mark),
        TOLD[language == "nl"],
        phrase(TEXTS, "whom", language),
    ]
    heading = phrase(TEXTS, "factor", language)
    return Grid(heading, columns, rows, title=phrase(TEXTS, "values", language))


TOLD = ("told from luck", "te onderscheiden van toeval")
YES = {"yes": ("yes", "ja"), "no": ("no", "nee")}
