"""What the data do not rule out, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from scipy.stats import norm

from analysis.plausible.targets import Target
from analysis.words.factors import DUMMIES, name_and_key
from analysis.words.labels import number
from analysis.words.phrases import listed, percent, phrase

TEXTS: dict[str, tuple[str, str]] = {
    "left": (
        "Of {points} draws from {source} that were run, {left} ({share}%) are not ruled out by"
        " {figures}. All draws of the first wave were run, and {first}% of those stay.",
        "Van de {points} gedraaide trekkingen uit {source} zijn er {left} ({share}%) niet"
        " uitgesloten door {figures}. Van de eerste ronde, die helemaal gedraaid is,"
        " blijft {first}% over.",
    ),
    "priors": ("the priors", "de priors"),
    "belief": ("the belief", "de overtuiging"),
    "figure": ("the one figure", "het ene cijfer"),
    "figures": ("the {count} figures", "de {count} cijfers"),
    "none": (
        "None of {points} draws from {source} is left: in none of them does the model give"
        " {figures} within what is uncertain. Most often too far off: {worst}.",
        "Van {points} trekkingen uit {source} blijft er geen over: in geen ervan geeft het model"
        " {figures} binnen wat onzeker is. Het vaakst te ver ernaast: {worst}.",
    ),
    "worst": (
        "What rules out most: {worst}.",
        "Wat het meest uitsluit: {worst}.",
    ),
    "narrowed": (
        "The data narrow most: {names}.",
        "De data versmallen het meest: {names}.",
    ),
    "mean": (
        "{name}: mean {mean} instead of {prior}",
        "{name}: gemiddeld {mean} in plaats van {prior}",
    ),
    "not_narrowed": (
        "No single condition is narrowed clearly: what the data rule out are combinations.",
        "Geen enkele voorwaarde wordt duidelijk versmald: wat de data uitsluiten zijn combinaties.",
    ),
    "few": (
        "{left} draws are too few to say which conditions the data narrow: at least {fewest} are"
        " needed, with plausible.points=.",
        "{left} trekkingen zijn te weinig om te zeggen welke voorwaarden de data versmallen: er"
        " zijn er minstens {fewest} nodig, met plausible.points=.",
    ),
    "without_value": (
        "In some draws there is nothing to hold against a figure, which then rules nothing out:"
        " {names}.",
        "In sommige trekkingen is er niets om naast een cijfer te leggen, dat dan niets uitsluit:"
        " {names}.",
    ),
    "caution": (
        "Not ruled out is not confirmed: the figures are few, and several served to set defaults.",
        "Niet uitgesloten is niet bevestigd: het zijn weinig cijfers, en een deel diende om"
        " standaardwaarden te kiezen.",
    ),
}
NAMED = 4
FEWEST_LEFT = 20
"""Draws below which nothing is said of where they lie."""
CHANCE = 0.05
"""The chance that any condition is named whose draws lie as all do."""


def sentences(
    points: pd.DataFrame,
    narrowed: pd.DataFrame,
    targets: Sequence[Target],
    language: str,
    signed: pd.DataFrame | None = None,
    believed: bool = False,
) -> list[str]:
    """Say how much is left, what rules out most, and what is narrowed.

    Args:
        points: A row per draw: wave, plausible, worst_target, implausibility.
        narrowed: From ``narrowing``.
        targets: The targets.
        language: "en" or "nl".
        signed: A row per draw and a column per target, from ``distances``: what is not there
            rules nothing out, which is said.
        believed: Whether draws are from a belief, and not from the priors.
    """
    out = points[~points["plausible"]]
    titles = {target.name: target.title(language) for target in targets}
    worst = out["worst_target"].value_counts().head(2)
    named = listed((f"{titles.get(str(n), n)} ({count})" for n, count in worst.items()), language)
    figures = "figure" if len(targets) == 1 else "figures"
    count = {
        "points": len(points),
        "source": phrase(TEXTS, "belief" if believed else "priors", language),
        "figures": phrase(TEXTS, figures, language, count=len(targets)),
    }
    if not points["plausible"].any():
        return [phrase(TEXTS, "none", language, worst=named, **count)]
    first = points[points["wave"] == 1]["plausible"].mean()
    said = [
        phrase(
            TEXTS,
            "left",
            language,
            left=int(points["plausible"].sum()),
            share=percent(float(points["plausible"].mean()), language),
            first=percent(float(first), language),
            **count,
        )
    ]
    if len(out):
        said.append(phrase(TEXTS, "worst", language, worst=named))
    said += _without_value(signed, titles, language)
    count_left = int(points["plausible"].sum())
    if count_left < FEWEST_LEFT:
        few = phrase(TEXTS, "few", language, left=count_left, fewest=FEWEST_LEFT)
        return [*said, few, phrase(TEXTS, "caution", language)]
    # The limit is for all conditions together: of a hundred, some lie apart by chance.
    rows = narrowed[~narrowed["factor"].isin(DUMMIES)]
    clearly = float(norm.isf(CHANCE / 2 / max(1, len(rows))))
    clear = rows[rows["shift"].abs() >= clearly].head(NAMED)
    columns = (clear[name] for name in ("factor", "mean", "prior_mean"))
    names = [
        phrase(
            TEXTS,
            "mean",
            language,
            name=name_and_key(factor, language),
            mean=number(mean, "number", language),
            prior=number(prior, "number", language),
        )
        for factor, mean, prior in zip(*columns, strict=True)
    ]
    said.append(
        phrase(TEXTS, "narrowed", language, names="; ".join(names))
        if names
        else phrase(TEXTS, "not_narrowed", language)
    )
    return [*said, phrase(TEXTS, "caution", language)]


def _without_value(
    signed: pd.DataFrame | None, titles: Mapping[str, str], language: str
) -> list[str]:
    if signed is None or not signed.isna().any(axis=None):
        return []
    counts = signed.isna().sum()
    lacking = counts[counts > 0].items()
    names = listed((f"{titles.get(str(n), n)} ({count})" for n, count in lacking), language)
    return [phrase(TEXTS, "without_value", language, names=names)]
