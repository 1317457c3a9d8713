"""The tables of a choice as people read them."""

from __future__ import annotations

from typing import Any

from analysis.choose.found import Found
from analysis.choose.naming import budget_short, package_name
from analysis.choose.texts import TEXTS
from analysis.stored.grid import Grid
from analysis.words.labels import label_of, number
from analysis.words.phrases import percent, phrase, spanned
from analysis.words.titles import unquoted
from sim.words.numbers import shortest


def grids_of(found: Found, language: str) -> list[Grid]:
    """Return the choices, the packages that were run again, and the levers in the good ones."""
    return [_choices(found, language), _front(found, language), _membership(found, language)]


def _choices(found: Found, language: str) -> Grid:
    rows = []
    for row, choice in zip(_rows(found, "choices"), found.fresh.choices, strict=True):
        rows.append(
            [
                budget_short(choice.budget, language),
                _title(choice.policy, language),
                _gain(found, row, language),
                *_cost(row, language),
                _yes(choice.decided, language),
                str(row["ties"]),
            ]
        )
    keys = ("package", "gain", "away", "money", "settled", "ties_column")
    return Grid(
        phrase(TEXTS, "budget", language),
        [_head(found, key, language) for key in keys],
        rows,
        title=phrase(TEXTS, "choices_title", language),
    )


def _front(found: Found, language: str) -> Grid:
    unit = label_of(found.outcome).unit
    rows = [
        [
            _title(row["policy"], language),
            _gain(found, row, language),
            number(row["p90_regret"], unit, language),
            number(row["vetoes"], "count", language),
            *_cost(row, language),
            number(row["drop"], unit, language, signed=True),
            _yes(row["on_frontier"], language),
        ]
        for row in _rows(found, "front")
    ]
    keys = ("gain", "p90_regret", "vetoes", "away", "money", "drop_column", "ahead")
    return Grid(
        phrase(TEXTS, "package", language),
        [_head(found, key, language) for key in keys],
        rows,
        title=phrase(TEXTS, "front_title", language),
        note=phrase(TEXTS, "front_note", language),
    )


def _membership(found: Found, language: str) -> Grid:
    """Return in which share of the good packages each lever is, by budget."""
    table = found.tables["membership"]
    rows = [
        [_title(lever, language), *(percent(share, language) for share in part["share"])]
        for lever, part in table.groupby("policy", sort=False)
    ]
    columns = [budget_short(choice.budget, language) for choice in found.fresh.choices]
    return Grid(
        phrase(TEXTS, "lever", language),
        columns,
        rows,
        title=phrase(TEXTS, "membership_title", language),
        note=phrase(TEXTS, "membership_note", language),
    )


def _rows(found: Found, name: str) -> list[dict[str, Any]]:
    rows: Any = found.tables[name].to_dict("records")
    return list(rows)


def _title(package: object, language: str) -> str:
    return unquoted(package_name(str(package), language))


def _gain(found: Found, row: dict[str, Any], language: str) -> str:
    unit = label_of(found.outcome).unit
    if unit == "share":
        return spanned(row["gain"], language, row["low"], row["high"])
    size = number(row["gain"], unit, language, signed=True)
    low, high = (number(row[key], unit, language) for key in ("low", "high"))
    return phrase(TEXTS, "interval", language, size=size, low=low, high=high)


def _cost(row: dict[str, Any], language: str) -> list[str]:
    unknown = row["money"] != row["money"]
    money = phrase(TEXTS, "unknown", language) if unknown else shortest(row["money"], language)
    return [shortest(round(row["persons"], 1), language), money]


def _yes(value: object, language: str) -> str:
    return phrase(TEXTS, "yes" if value else "no", language)


def _head(found: Found, key: str, language: str) -> str:
    share = label_of(found.outcome).unit == "share"
    unit = phrase(TEXTS, "points", language) if share else ""
    return phrase(TEXTS, key, language, unit=unit)
