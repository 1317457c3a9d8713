"""What the data do not rule out, in words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.factor_labels import name_and_key
from analysis.labels import number
from analysis.phrases import listed, percent, phrase
from analysis.plausible import Target

TEXTS: dict[str, tuple[str, str]] = {
    "left": (
        "Of {points} draws from the priors that were run, {left} ({share}%) are not ruled out by"
        " the {targets} figures. All draws of the first wave were run, and {first}% of those stay.",
        "Van de {points} gedraaide trekkingen uit de priors zijn er {left} ({share}%) niet"
        " uitgesloten door de {targets} cijfers. Van de eerste ronde, die helemaal gedraaid is,"
        " blijft {first}% over.",
    ),
    "none": (
        "None of {points} draws is left: the model as it is cannot give all {targets} figures at"
        " once within their uncertainty. Most often too far off: {worst}.",
        "Van {points} trekkingen blijft er geen over: het model kan niet alle {targets} cijfers"
        " tegelijk geven binnen hun onzekerheid. Het vaakst te ver ernaast: {worst}.",
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
    "caution": (
        "Not ruled out is not confirmed: the figures are few, and several served to set defaults.",
        "Niet uitgesloten is niet bevestigd: het zijn weinig cijfers, en een deel diende om"
        " standaardwaarden te kiezen.",
    ),
}
NAMED = 4
CLEARLY = 3.0


def sentences(
    points: pd.DataFrame, narrowed: pd.DataFrame, targets: Sequence[Target], language: str
) -> list[str]:
    """Say how much is left, what rules out most, and what is narrowed.

    Args:
        points: A row per draw: wave, plausible, worst_target, implausibility.
        narrowed: From ``narrowing``.
        targets: The targets.
        language: "en" or "nl".
    """
    out = points[~points["plausible"]]
    titles = {target.name: target.title(language) for target in targets}
    worst = out["worst_target"].value_counts().head(2)
    named = listed((f"{titles.get(str(n), n)} ({count})" for n, count in worst.items()), language)
    count = {"points": len(points), "targets": len(targets)}
    if not points["plausible"].any():
        return [phrase(TEXTS, "none", language, worst=named, **count)]
    first = points[points["wave"] == 1]["plausible"].mean()
    said = [
        phrase(
            TEXTS, "left", language, left=int(points["plausible"].sum()),
            share=percent(float(points["plausible"].mean()), language),
            first=percent(float(first), language), **count,
        )
    ]  # fmt: skip
    if len(out):
        said.append(phrase(TEXTS, "worst", language, worst=named))
    clear = narrowed[narrowed["shift"].abs() >= CLEARLY].head(NAMED)
    columns = (clear[name] for name in ("factor", "mean", "prior_mean"))
    names = [
        phrase(
            TEXTS, "mean", language, name=name_and_key(factor, language),
            mean=number(mean, "number", language), prior=number(prior, "number", language),
        )
        for factor, mean, prior in zip(*columns, strict=True)
    ]  # fmt: skip
    said.append(
        phrase(TEXTS, "narrowed", language, names="; ".join(names))
        if names
        else phrase(TEXTS, "not_narrowed", language)
    )
    return [*said, phrase(TEXTS, "caution", language)]
