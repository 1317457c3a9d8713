"""The box in words: under which conditions it fails, and how sure that is."""

from __future__ import annotations

import math

import pandas as pd

from analysis.discovery.discovery import Box, chance_of, holds
from analysis.words.factors import EQUALS, answer_in_words, name_and_key
from analysis.words.labels import label_of, number
from analysis.words.phrases import floats, listed, percent, phrase

TEXTS: dict[str, tuple[str, str]] = {
    "box": (
        "It fails ({failing}) most densely where {limits}. There {density}% of the points fail,"
        " against {base}% of all, and that box holds {coverage}% of the failures.",
        "Het gaat mis ({failing}) het dichtst waar {limits}. Daar gaat {density}% van de punten"
        " mis, tegen {base}% van alle, en die doos bevat {coverage}% van de mislukkingen.",
    ),
    "held": (
        "On {points} points that the search did not see, {density}% fail inside it and it holds"
        " {coverage}% of their failures; chance alone gives as many in {chance}% of shuffles.",
        "Van {points} punten die de zoektocht niet zag, gaat {density}% erbinnen mis en bevat de"
        " doos {coverage}% van de mislukkingen; toeval alleen geeft er evenveel in {chance}% van de"
        " schuddingen.",
    ),
    "no_box": (
        "No combination of conditions was found under which it fails ({failing}) more often on"
        " {points} points that the search had not seen: {inside}% fail inside its box, {all}%"
        " everywhere, and chance alone gives as many in {chance}% of shuffles. Do not lean on this"
        " box.",
        "Er is geen combinatie van voorwaarden gevonden waaronder het vaker misgaat ({failing}) op"
        " {points} punten die de zoektocht niet had gezien: {inside}% gaat mis in de doos, {all}%"
        " overal, en toeval alleen geeft er evenveel in {chance}% van de schuddingen. Leun niet op"
        " deze doos.",
    ),
    "empty_box": (
        "No combination of conditions was found under which it fails ({failing}) more often: none"
        " of {points} points that the search had not seen lies in its box. Do not lean on this"
        " box.",
        "Er is geen combinatie van voorwaarden gevonden waaronder het vaker misgaat ({failing}):"
        " geen van {points} punten die de zoektocht niet had gezien ligt in de doos. Leun niet op"
        " deze doos.",
    ),
    "tree": (
        "A tree beside it (CART) finds failures dense in {leaves} of its leaves, most where"
        " {limits}: of held-out points in these {density}% fail, against {base}% of all, and they"
        " hold {coverage}% of the failures; chance alone gives as many in {chance}% of shuffles.",
        "Een boom ernaast (CART) vindt mislukkingen dicht in {leaves} van zijn bladeren, het"
        " dichtst waar {limits}: van achtergehouden punten daarin gaat {density}% mis, tegen"
        " {base}% van alle, en ze bevatten {coverage}% van de mislukkingen; toeval alleen geeft er"
        " evenveel in {chance}% van de schuddingen.",
    ),
    "no_tree": (
        "A tree beside it (CART) finds no leaves in which held-out points fail more often than"
        " chance explains ({chance}% of shuffles give as many).",
        "Een boom ernaast (CART) vindt geen bladeren waarin achtergehouden punten vaker misgaan dan"
        " toeval verklaart ({chance}% van de schuddingen geeft er evenveel).",
    ),
    "alike": (
        "Box and tree both limit: {names}.",
        "Doos en boom begrenzen beide: {names}.",
    ),
    "unlike": (
        "Box and tree limit other conditions, so that neither tells by itself why it fails.",
        "Doos en boom begrenzen andere voorwaarden: geen van beide zegt op zichzelf waarom het"
        " misgaat.",
    ),
    "resampled": (
        "Limits that resamples of the points often leave out: {names}.",
        "Grenzen die trekkingen uit de punten vaak weglaten: {names}.",
    ),
    "below": ("{outcome} below {value}", "{outcome} lager dan {value}"),
    "above": ("{outcome} above {value}", "{outcome} hoger dan {value}"),
    "low": ("{name} is at least {low}", "{name} ten minste {low} is"),
    "high": ("{name} is at most {high}", "{name} ten hoogste {high} is"),
    "both": ("{name} lies between {low} and {high}", "{name} tussen {low} en {high} ligt"),
    "is": ("{name} is {word}", "{name} {word} is"),
    "is_not": ("{name} is not {word}", "{name} niet {word} is"),
}
OFTEN = 0.7
SURE_ENOUGH = 0.001


def failing(outcome: str, threshold: float, below: bool, language: str) -> str:
    """Say what counts as failing."""
    label = label_of(outcome)
    value = number(threshold, label.unit, language) + ("%" if label.unit == "share" else "")
    name = label.name(language).lower()
    return phrase(TEXTS, "below" if below else "above", language, outcome=name, value=value)


def sentences(box: Box, what_fails: str, language: str) -> list[str]:
    """Say where it fails, and whether that holds on points that were held out."""
    parts = box.check.set_index("part")
    density, base, coverage = floats(parts.loc["fitted"], "density", "base_rate", "coverage")
    points, found, rate, held = floats(
        parts.loc["held_out"], "points", "density", "base_rate", "coverage"
    )
    chance = _chance(chance_of(box.check), language)
    if not holds(box.check):
        key = "empty_box" if math.isnan(found) else "no_box"
        shares = {"inside": percent(found, language), "all": percent(rate, language)}
        words = {"failing": what_fails, "points": int(points), "chance": chance, **shares}
        return [phrase(TEXTS, key, language, **words), *_tree(box, language)]
    said = [
        phrase(
            TEXTS,
            "box",
            language,
            failing=what_fails,
            limits=listed([_limit(row, language) for _, row in box.limits.iterrows()], language),
            density=percent(density, language),
            base=percent(base, language),
            coverage=percent(coverage, language),
        ),
        phrase(
            TEXTS,
            "held",
            language,
            points=int(points),
            density=percent(found, language),
            coverage=percent(held, language),
            chance=chance,
        ),
    ]
    loose = box.limits[box.limits["resampled"] < OFTEN]
    if len(loose):
        names = listed(
            (name_and_key(name.split(EQUALS)[0], language) for name in loose["factor"]), language
        )
        said.append(phrase(TEXTS, "resampled", language, names=names))
    return [*said, *_tree(box, language)]


def _tree(box: Box, language: str) -> list[str]:
    """Say what a tree finds beside the box, and whether both limit the same conditions."""
    if box.tree_check.empty:
        return []
    held = box.tree_check.set_index("part").loc["held_out"]
    chance = _chance(chance_of(box.tree_check), language)
    if box.tree.empty or not holds(box.tree_check):
        return [phrase(TEXTS, "no_tree", language, chance=chance)]
    first = box.tree[box.tree["leaf"] == box.tree["leaf"].iloc[0]]
    density, base, coverage = floats(held, "density", "base_rate", "coverage")
    said = phrase(
        TEXTS,
        "tree",
        language,
        leaves=box.tree["leaf"].nunique(),
        limits=listed([_limit(row, language) for _, row in first.iterrows()], language),
        density=percent(density, language),
        base=percent(base, language),
        coverage=percent(coverage, language),
        chance=chance,
    )
    if not holds(box.check):
        return [said]
    of_tree, of_box = (
        dict.fromkeys(str(name).split(EQUALS)[0] for name in table["factor"])
        for table in (box.tree, box.limits)
    )
    shared = [name_and_key(name, language) for name in of_box if name in of_tree]
    if not shared:
        return [said, phrase(TEXTS, "unlike", language)]
    return [said, phrase(TEXTS, "alike", language, names=listed(shared, language))]


def _chance(chance: float, language: str) -> str:
    least = number(SURE_ENOUGH, "share", language)
    return f"< {least}" if chance < SURE_ENOUGH else percent(chance, language)


def _limit(row: pd.Series, language: str) -> str:
    factor, _, word = str(row["factor"]).partition(EQUALS)
    name = name_and_key(factor, language)
    bottom, top, full_bottom, full_top = floats(row, "low", "high", "full_low", "full_high")
    low, high = (number(end, "number", language) for end in (bottom, top))
    if word:
        key = "is" if bottom > 0 else "is_not"
        return phrase(TEXTS, key, language, name=name, word=answer_in_words(factor, word, language))
    key = "high" if bottom <= full_bottom else "low" if top >= full_top else "both"
    return phrase(TEXTS, key, language, name=name, low=low, high=high)
