"""The table interval in words: a value as seeds leave it, and as the tables leave it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd

from analysis.stored.grid import Grid
from analysis.words.labels import label_of, number
from analysis.words.phrases import listed, percent, phrase, spanned
from analysis.words.titles import quoted
from experiments.design.point import name_in_words
from sim.outcomes import PRIMARY
from sim.words.numbers import between

OFTEN, NAMED = 0.1, 6
"""From this share of draws on, a contrast whose sign the tables turn is named; and how many are."""
IN_LEVEL = {"mean": "mean", "low": "tables_low", "high": "tables_high"}
TEXTS = {
    "level": (
        "The tables are uncertain too: over {draws} draws of their graded cells, with the luck of"
        " seeds taken out, {outcome} lies between {low} and {high}% under {setting}, where seeds"
        " alone leave {mean}% ({seeds}).",
        "Ook de tabellen zijn onzeker: over {draws} trekkingen van hun gegradeerde cellen, het"
        " toeval van seeds eruit genomen, ligt {outcome} tussen {low} en {high}% bij {setting},"
        " waar seeds alleen {mean}% ({seeds}) laten.",
    ),
    "turned": (
        "In more than a tenth of the draws these turn their sign: {names}.",
        "In meer dan een tiende van de trekkingen wisselen deze van teken: {names}.",
    ),
    "more": ("{count} more", "nog {count}"),
    "steady": (
        "No difference that seeds tell from 0 turns its sign in more than a tenth of the draws.",
        "Geen verschil dat seeds van 0 onderscheiden wisselt in meer dan een tiende van de"
        " trekkingen van teken.",
    ),
    "one": ("{name} ({share}%)", "{name} ({share}%)"),
    "none": (
        "What the uncertainty of the tables leaves takes two seeds or more, and twenty draws of the"
        " tables in which there is a value.",
        "Wat de onzekerheid van de tabellen laat, vraagt twee of meer seeds, en twintig trekkingen"
        " van de tabellen waarin er een waarde is.",
    ),
    "title": (
        "As seeds leave it, and as the tables leave it ({outcome}, %)",
        "Zoals seeds het laten, en zoals de tabellen het laten ({outcome}, %)",
    ),
    "heading": ("Setting", "Situatie"),
    "seeds": ("seeds", "seeds"),
    "tables": ("tables", "tabellen"),
    "turns": ("turns its sign in, % of draws", "wisselt van teken in, % van trekkingen"),
    "against": ("{name} against {first}", "{name} tegenover {first}"),
    "under": ("{name}, {where}", "{name}, {where}"),
}


def drawn_sentences(table: pd.DataFrame, language: str) -> list[str]:
    """Say how far the tables leave the first setting, and which differences they turn.

    Args:
        table: From ``drawn.table_intervals``.
        language: "en" or "nl".
    """
    first = table[table["axis"] == "level"].iloc[0]
    if math.isnan(first["tables_low"]):
        return [phrase(TEXTS, "none", language)]
    outcome = label_of(PRIMARY).name(language)
    low, high = (number(first[end], "share", language) for end in ("low", "high"))
    said = [
        phrase(
            TEXTS,
            "level",
            language,
            draws=int(first["draws"]),
            outcome=outcome[0].lower() + outcome[1:],
            setting=quoted(_setting(first, language)),
            **{key: number(first[of], "share", language) for key, of in IN_LEVEL.items()},
            seeds=between(low, high, language),
        )
    ]
    contrasts = table[table["axis"] != "level"]
    turned = contrasts[contrasts["turned"] > OFTEN]
    if len(turned):
        names = [
            phrase(
                TEXTS,
                "one",
                language,
                name=quoted(_named(row, table, language)),
                share=percent(float(row["turned"]), language),
            )
            for row in turned.nlargest(NAMED, "turned", keep="first").to_dict("records")
        ]
        if more := len(turned) - len(names):
            names.append(phrase(TEXTS, "more", language, count=more))
        said.append(phrase(TEXTS, "turned", language, names=listed(names, language)))
    elif contrasts["turned"].notna().any():
        said.append(phrase(TEXTS, "steady", language))
    return said


def drawn_grid(table: pd.DataFrame, language: str) -> Grid:
    """Return every setting and contrast with both intervals."""
    rows: list[Sequence[str]] = []
    for row in table.to_dict("records"):
        level = row["axis"] == "level"
        mean, ends = (
            row["mean"],
            ((row["low"], row["high"]), (row["tables_low"], row["tables_high"])),
        )
        cells = [spanned(mean, language, low, high, signed=not level) for low, high in ends]
        turned = "" if level or math.isnan(row["turned"]) else percent(row["turned"], language)
        rows.append([_named(row, table, language), *cells, turned])
    outcome = label_of(PRIMARY).name(language)
    heading, seeds, tables, turns = (
        phrase(TEXTS, name, language) for name in ("heading", "seeds", "tables", "turns")
    )
    title = phrase(TEXTS, "title", language, outcome=outcome)
    return Grid(heading, [seeds, tables, turns], rows, title=title)


def _setting(row: Any, language: str, but: str = "") -> str:
    """Return a setting in words, without what is as by default, and without one axis of it."""
    plain = {"policy": "none", "theory": "figure_2", but: str(row[but]) if but else ""}
    names = [
        name_in_words(axis, str(row[axis]), language)
        for axis in ("scenario", "policy", "theory")
        if str(row[axis]) != plain.get(axis)
    ]
    return ", ".join(names)


def _named(row: Any, table: pd.DataFrame, language: str) -> str:
    """Return a setting, or a contrast: what of it differs, and where."""
    axis = str(row["axis"])
    if axis == "level":
        return _setting(row, language)
    levels = table[table["axis"] == "level"].set_index("point")
    first = str(levels.loc[row["against"], axis])
    name, against = (name_in_words(axis, n, language) for n in (str(row[axis]), first))
    said = phrase(TEXTS, "against", language, name=name, first=against)
    where = _setting(row, language, axis)
    return phrase(TEXTS, "under", language, name=said, where=where) if where else said
