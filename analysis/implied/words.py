"""What the ranges imply, in words: which quantities leave what is plausible, and how far."""

from __future__ import annotations

import pandas as pd

from analysis.implied.quantities import MOST_OUTSIDE, QUANTITIES, Quantity
from analysis.stored.grid import Grid
from analysis.words.labels import number
from analysis.words.phrases import listed, percent, phrase

BY_NAME = {quantity.name: quantity for quantity in QUANTITIES}
UNITS = {
    "share": ("%", "%"),
    "days": ("days", "dagen"),
    "person-days": ("person-days", "persoonsdagen"),
    "per year": ("a year", "per jaar"),
}
TEXTS = {
    "fine": (
        "Over {draws} draws from the declared ranges none of {count} quantities that follow from"
        " them leaves its plausible interval in more than {most}% of the draws; nearest to it comes"
        " {name} ({share}% outside).",
        "Over {draws} trekkingen uit de opgegeven bereiken verlaat geen van {count} grootheden die"
        " eruit volgen haar aannemelijke interval in meer dan {most}% van de trekkingen; het"
        " dichtst erbij komt {name} ({share}% erbuiten).",
    ),
    "wide": (
        "Over {draws} draws from the declared ranges these leave their plausible interval in more"
        " than {most}% of the draws: {names}. Studies that draw from the ranges then rest on"
        " settings that nobody would call plausible; narrow a range, and say why.",
        "Over {draws} trekkingen uit de opgegeven bereiken verlaten deze hun aannemelijke interval"
        " in meer dan {most}% van de trekkingen: {names}. Studies die uit de bereiken trekken,"
        " rusten dan op situaties die niemand aannemelijk zou noemen; vernauw een bereik, en zeg"
        " waarom.",
    ),
    "limits": (
        "Intervals are judgements about what would be absurd, each with its reason; that draws lie"
        " within them does not make any of them true.",
        "Intervallen zijn oordelen over wat absurd zou zijn, elk met een reden; dat trekkingen"
        " erbinnen liggen, maakt geen ervan waar.",
    ),
    "of": ("{name} ({share}%)", "{name} ({share}%)"),
    "title": ("What the declared ranges imply", "Wat de opgegeven bereiken inhouden"),
    "quantity": ("Quantity", "Grootheid"),
    "median": ("median", "mediaan"),
    "spread": ("5 to 95% of draws", "5 tot 95% van trekkingen"),
    "plausible": ("plausible", "aannemelijk"),
    "outside": ("outside, %", "erbuiten, %"),
    "reason": ("because", "want"),
    "to": ("{low} to {high}", "{low} tot {high}"),
}


def sentences(table: pd.DataFrame, draws: int, language: str) -> list[str]:
    """Say which quantities leave what is plausible too often.

    Args:
        table: From ``work.implied_table``.
        draws: How many draws were run.
        language: "en" or "nl".
    """
    most = percent(MOST_OUTSIDE, language)
    limits = phrase(TEXTS, "limits", language)
    wide = table[~table["holds"]]
    if len(wide):
        names = listed((_of(row, language) for _, row in wide.iterrows()), language)
        said = phrase(TEXTS, "wide", language, draws=draws, most=most, names=names)
        return [said, limits]
    first = table.sort_values("outside", ascending=False, kind="stable").iloc[0]
    said = phrase(
        TEXTS,
        "fine",
        language,
        draws=draws,
        most=most,
        count=len(table),
        name=title(str(first["quantity"]), language),
        share=percent(float(first["outside"]), language),
    )
    return [said, limits]


def _of(row: pd.Series, language: str) -> str:
    share = percent(float(row["outside"]), language)
    name = title(str(row["quantity"]), language)
    return phrase(TEXTS, "of", language, name=name, share=share)


def title(name: str, language: str) -> str:
    """Return what a quantity is called."""
    return BY_NAME[name].title.in_language(language)


def written(value: float, of: Quantity, language: str) -> str:
    """Write a value of a quantity, without its unit; as many decimals as it needs."""
    if of.unit == "share":
        return number(value, "share", language)
    return number(value, "number", language, decimals=1 if value < 100 else 0)


def in_unit(of: Quantity, language: str) -> str:
    """Return the title of a quantity with its unit."""
    return f"{of.title.in_language(language)} ({UNITS[of.unit][language == 'nl']})"


def grid(table: pd.DataFrame, language: str) -> Grid:
    """Return the table as people read it, with the reason for each interval."""
    rows = []
    for row in table.to_dict("records"):
        of = BY_NAME[row["quantity"]]
        low, middle, high, least, most = (
            written(row[name], of, language)
            for name in ("p05", "p50", "p95", "region_low", "region_high")
        )
        rows.append(
            [
                in_unit(of, language),
                middle,
                phrase(TEXTS, "to", language, low=low, high=high),
                phrase(TEXTS, "to", language, low=least, high=most),
                percent(row["outside"], language),
                of.reason.in_language(language),
            ]
        )
    columns = [
        phrase(TEXTS, name, language)
        for name in ("median", "spread", "plausible", "outside", "reason")
    ]
    heading, name = phrase(TEXTS, "quantity", language), phrase(TEXTS, "title", language)
    return Grid(heading, columns, rows, title=name)
