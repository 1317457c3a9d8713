"""What a sweep found, in words: it describes a design, it does not weigh conditions."""

from __future__ import annotations

import math

import pandas as pd

from analysis.words.factors import name_and_key
from analysis.words.labels import PRIMARY, label_of
from analysis.words.phrases import either, floats, percent, phrase

FEWEST_SPREAD = 20
"""Points below which the ends of nine in ten are hardly more than the lowest and the highest."""

NAMED_AT_MOST = 5

TEXTS: dict[str, tuple[str, str]] = {
    "spread": (
        "Over {points} points ({kind}) {outcome} is {mean}% on average; nine points in ten lie"
        " between {low}% and {high}%.",
        "Over {points} punten ({kind}) is {outcome} gemiddeld {mean}%; negen van de tien punten"
        " liggen tussen {low}% en {high}%.",
    ),
    "luck": (
        "Of the variance between single runs {noise}% is luck.",
        "Van de variantie tussen losse runs is {noise}% toeval.",
    ),
    "one_seed": (
        "How much of the variance is luck cannot be told with one seed for each point: take more"
        " with replications=2.",
        "Hoeveel van de variantie toeval is, valt met één seed per punt niet te zeggen: neem er"
        " meer met replications=2.",
    ),
    "first": (
        "Its mean lies farthest apart over the levels of {factor}: from {low}% to {high}%.",
        "Het gemiddelde loopt het verst uiteen over de waarden van {factor}: van {low}% tot"
        " {high}%.",
    ),
    "several": (
        "Over which factor its mean lies farthest apart these points do not tell: {factors}.",
        "Over welke factor het gemiddelde het verst uiteenloopt, valt met deze punten niet te"
        " zeggen: {factors}.",
    ),
    "none": (
        "By these points no factor's levels can be told apart: their means lie no farther apart"
        " than luck and the other factors explain.",
        "Van geen enkele factor zijn de waarden met deze punten te onderscheiden: de gemiddelden"
        " liggen niet verder uiteen dan toeval en de andere factoren verklaren.",
    ),
    "few": (
        "Over {points} points ({kind}) {outcome} is {mean}% on average; how it spreads takes"
        " {fewest} points or more to say.",
        "Over {points} punten ({kind}) is {outcome} gemiddeld {mean}%; om te zeggen hoe het spreidt"
        " zijn {fewest} punten of meer nodig.",
    ),
    "no_value": (
        "In none of these runs does the outcome ({outcome}) exist.",
        "In geen van deze runs bestaat de uitkomst ({outcome}).",
    ),
    "limits": (
        "A sweep describes these points; which conditions matter, and how sure that is, is what"
        " bijstand sensitivity answers.",
        "Een sweep beschrijft deze punten; welke voorwaarden ertoe doen, en hoe zeker dat is,"
        " beantwoordt bijstand sensitivity.",
    ),
}


def sentences(spread: pd.DataFrame, ranked: pd.DataFrame, kind: str, language: str) -> list[str]:
    """Say how the primary outcome spreads, and over which factor it lies farthest apart.

    Args:
        spread: From ``sweep.spread_table``.
        ranked: From ``sweep.ranked_factors``.
        kind: The kind of the design.
        language: "en" or "nl".
    """
    found = spread.set_index("outcome").loc[PRIMARY]
    mean, low, high, noise, points = floats(found, "mean", "p05", "p95", "noise", "points")
    name = label_of(PRIMARY).name(language).lower()
    limits_of_it = phrase(TEXTS, "limits", language)
    if math.isnan(mean):
        return [phrase(TEXTS, "no_value", language, outcome=name), limits_of_it]
    shares = {"mean": mean, "low": low, "high": high}
    key = "spread" if points >= FEWEST_SPREAD else "few"
    said = phrase(
        TEXTS,
        key,
        language,
        points=int(points),
        kind=kind,
        outcome=name,
        fewest=FEWEST_SPREAD,
        **{key: percent(share, language) for key, share in shares.items()},
    )
    if not math.isnan(noise) and points >= FEWEST_SPREAD:
        said += " " + phrase(TEXTS, "luck", language, noise=percent(noise, language))
    if len(ranked) and not ranked["told"].iloc[0]:
        said += " " + phrase(TEXTS, "none", language)
    elif len(ranked) and ranked["may_lead"].sum() > 1:
        near = list(map(str, ranked.loc[ranked["may_lead"].astype(bool), "factor"]))
        more = len(near) - NAMED_AT_MOST
        names = [name_and_key(factor, language) for factor in near[:NAMED_AT_MOST]]
        names += [f"… ({more})"] if more > 0 else []
        said += " " + phrase(TEXTS, "several", language, factors=either(names, language))
    elif len(ranked):
        low, high = floats(ranked.iloc[0], "lowest", "highest")
        factor = name_and_key(str(ranked.iloc[0]["factor"]), language)
        limits = {"low": percent(low, language), "high": percent(high, language)}
        said += " " + phrase(TEXTS, "first", language, factor=factor, **limits)
    unknown = [phrase(TEXTS, "one_seed", language)] if math.isnan(noise) else []
    return [said, *unknown, limits_of_it]
