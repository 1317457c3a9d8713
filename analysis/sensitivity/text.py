"""The answer in words: which conditions matter, how sure that is, and where it does not hold."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import spearmanr

from analysis.factor_labels import name_and_key, short_name
from analysis.labels import Unit, label_of, number
from analysis.phrases import listed, percent, phrase
from analysis.sensitivity.estimators import MAIN_INDEX
from analysis.sensitivity.findings import Findings
from analysis.sensitivity.sample import DUMMIES

MOST = 0.5
NAMED_AT_MOST = 5
NAMED_FACTORS = 3
OF_VARIANCE = ("shapley", "sobol")

TEXTS: dict[str, tuple[str, str]] = {
    "most": (
        "With this model and these ranges ({where}), most ({share}%) of the variance of the outcome"
        " ({outcome}) is due to {names}.",
        "Met dit model en deze bereiken ({where}) komt het grootste deel ({share}%) van de"
        " variantie van de uitkomst ({outcome}) door {names}.",
    ),
    "many": (
        "With this model and these ranges ({where}), no few factors decide over the outcome"
        " ({outcome}): the first {count} make {share}% of its variance, namely {names}.",
        "Met dit model en deze bereiken ({where}) beslist geen klein aantal factoren over de"
        " uitkomst ({outcome}): de eerste {count} maken {share}% van de variantie, namelijk"
        " {names}.",
    ),
    "effects": (
        "With this model and these ranges ({where}), the largest effects on the outcome"
        " ({outcome}), over a factor's whole range: {names}.",
        "Met dit model en deze bereiken ({where}) zijn de grootste effecten op de uitkomst"
        " ({outcome}), over het hele bereik van een factor: {names}.",
    ),
    "one_at_a_time": (
        "Moved one at a time, with the rest as it is ({where}), these move the outcome"
        " ({outcome}) most: {names}. What only works together with something else stays hidden"
        " here.",
        "Een voor een bewogen, met de rest zoals het is ({where}), bewegen deze de uitkomst"
        " ({outcome}) het meest: {names}. Wat alleen samen met iets anders werkt, blijft hier"
        " verborgen.",
    ),
    "distribution": (
        "With this model and these ranges ({where}), the distribution of the outcome ({outcome})"
        " depends most on: {names}. Such indices are never 0: read them against the dummy only.",
        "Met dit model en deze bereiken ({where}) hangt de verdeling van de uitkomst ({outcome})"
        " het meest af van: {names}. Zulke indices zijn nooit 0: lees ze alleen naast de dummy.",
    ),
    "nothing": (
        "The outcome is the same in every run ({where}): {outcome}. There is nothing to explain.",
        "De uitkomst is in elke run gelijk ({where}): {outcome}. Er valt niets te verklaren.",
    ),
    "dummy": (
        "{count} of the {all} other factors cannot be told from the dummy, which enters nothing:"
        " {names}.",
        "{count} van de {all} andere factoren zijn niet te onderscheiden van de dummy, die nergens"
        " in voorkomt: {names}.",
    ),
    "inert": (
        "{count} of them change nothing in any run: {names}.",
        "{count} daarvan veranderen in geen enkele run iets: {names}.",
    ),
    "all_told": (
        "Every one of the {all} other factors can be told from the dummy, which enters nothing.",
        "Elk van de {all} andere factoren is te onderscheiden van de dummy, die nergens in"
        " voorkomt.",
    ),
    "among": ("{names} among them", "waaronder {names}"),
    "noise": (
        "Chance alone makes {share}% of the variance between runs ({low} to {high}; {points}"
        " points on {seeds} seeds each).",
        "Toeval alleen maakt {share}% van de variantie tussen runs ({low} tot {high}; {points}"
        " punten met elk {seeds} seeds).",
    ),
    "base_within": (
        "Shares are of the variance that the factors make at the same luck.",
        "Aandelen zijn van de variantie die de factoren bij hetzelfde geluk maken.",
    ),
    "base_total": (
        "Shares are of the whole variance, chance included, so they add up to less than 100%.",
        "Aandelen zijn van de hele variantie, met toeval erbij, en tellen dus op tot minder dan"
        " 100%.",
    ),
    "converged": (
        "From half of the base rows to all {size} the order of the first ten hardly changes (rank"
        " correlation {correlation}); the widest interval among them is ±{half}.",
        "Van de helft van de basisrijen naar alle {size} verandert de volgorde van de eerste tien"
        " nauwelijks (rangcorrelatie {correlation}); het breedste interval daarin is ±{half}.",
    ),
    "not_converged": (
        "The order of the first ten is not settled: with half of the {size} base rows it is another"
        " (rank correlation {correlation}; widest interval among them ±{half}). Take more with"
        " design.points=.",
        "De volgorde van de eerste tien staat niet vast: met de helft van de {size} basisrijen is"
        " ze anders (rangcorrelatie {correlation}; breedste interval daarin ±{half}). Neem er meer"
        " met design.points=.",
    ),
    "theories_agree": (
        "The first of them comes first or second under every answer to the open questions.",
        "De eerste daarvan staat bij elk antwoord op de open vragen eerste of tweede.",
    ),
    "theories_differ": (
        "The first of them does not come first or second under: {cases}.",
        "De eerste daarvan staat niet eerste of tweede bij: {cases}.",
    ),
    "ranges_agree": (
        "With other ranges ({names}) no factor clearly enters or leaves the first ten.",
        "Met andere bereiken ({names}) komt geen factor duidelijk de eerste tien in of uit.",
    ),
    "ranges_differ": (
        "With other ranges ({names}) these enter or leave the first ten: {factors}.",
        "Met andere bereiken ({names}) komen deze de eerste tien in of uit: {factors}.",
    ),
}
RANGES = {
    "full": ("full", "volledig"),
    "halved": ("halved", "gehalveerd"),
    "evidence": ("narrowed by evidence", "versmald naar bewijs"),
}
SETTLED = 0.9


def sentences(found: Findings, language: str) -> list[str]:
    """Say what a study of sensitivity found, the answer first."""
    ranked = found.ranked[~found.ranked["factor"].isin(DUMMIES)]
    outcome = label_of(found.outcome).name(language).lower()
    if ranked["estimate"].isna().all():
        return [phrase(TEXTS, "nothing", language, where=found.where, outcome=outcome)]
    said = [_answer(found, ranked, outcome, language), *_dummy(found, ranked, language)]
    if found.noise is not None and not np.isnan(found.noise.share):
        noise = found.noise
        ends = {k: percent(getattr(noise, k), language) for k in ("share", "low", "high")}
        said.append(
            phrase(TEXTS, "noise", language, points=noise.points, seeds=noise.seeds, **ends)
        )
        if found.method in OF_VARIANCE:
            base = "base_within" if found.method == "shapley" else "base_total"
            said.append(phrase(TEXTS, base, language))
    said += _convergence(found, language)
    said += _theories(found, ranked, language)
    return said + _ranges(found, language)


def _answer(found: Findings, ranked: pd.DataFrame, outcome: str, language: str) -> str:
    place = {"where": found.where, "outcome": outcome}
    if found.method in OF_VARIANCE:
        shares = _shares(found).sort_values(ascending=False)
        within = shares.cumsum()
        count = int((within < MOST).sum()) + 1
        few = count <= NAMED_AT_MOST
        count = min(count if few else NAMED_AT_MOST, len(shares))
        names = listed((name_and_key(f, language) for f in shares.index[:count]), language)
        share = percent(float(within.iloc[count - 1]), language)
        key = "most" if few else "many"
        return phrase(TEXTS, key, language, names=names, share=share, count=count, **place)
    unit = label_of(found.outcome).unit if found.method in ("morris", "ofat") else "number"
    mark = (" percentage points", " procentpunt")[language == "nl"] if unit == "share" else ""
    first = ranked.head(NAMED_FACTORS)
    sized = [
        f"{name_and_key(factor, language)}: {number(size, unit, language)}{mark}"
        for factor, size in zip(first["factor"], first["estimate"], strict=True)
    ]
    key = {"morris": "effects", "ofat": "one_at_a_time"}.get(found.method, "distribution")
    return phrase(TEXTS, key, language, names="; ".join(sized), **place)


def _shares(found: Findings) -> pd.Series:
    """Shares of the variance that add up: Shapley's, or else first-order indices."""
    index = "shapley" if found.method == "shapley" else "first"
    rows = found.indices[
        (found.indices["index"] == index) & (~found.indices["factor"].isin(DUMMIES))
    ]
    return rows.set_index("factor")["estimate"]


def _dummy(found: Findings, ranked: pd.DataFrame, language: str) -> list[str]:
    rows = found.indices[found.indices["index"] == MAIN_INDEX[found.method]]
    if not rows["factor"].isin(DUMMIES).any():
        return []
    told = set(rows.loc[rows["told_from_dummy"], "factor"])
    lost = [factor for factor in ranked["factor"] if factor not in told]
    if not lost:
        return [phrase(TEXTS, "all_told", language, all=len(ranked))]
    said = [
        phrase(
            TEXTS, "dummy", language, count=len(lost), all=len(ranked), names=_some(lost, language)
        )
    ]
    # Where luck is held within base rows, what enters nothing has indices of exactly 0.
    by_factor = found.indices.groupby("factor")["estimate"].apply(lambda e: bool((e == 0).all()))
    inert = [factor for factor in lost if by_factor[factor]]
    if inert and found.method not in ("pawn", "delta"):
        names = _some(inert, language)
        said.append(phrase(TEXTS, "inert", language, count=len(inert), names=names))
    return said


def _some(factors: list[str], language: str) -> str:
    """Name the last few of a list, the largest of which come first."""
    names = listed(map(short_name, factors[-NAMED_AT_MOST:]), language)
    return phrase(TEXTS, "among", language, names=names) if len(factors) > NAMED_AT_MOST else names


def _convergence(found: Findings, language: str) -> list[str]:
    table = found.convergence
    if len(table) == 0 or table["size"].nunique() < 2:
        return []
    half, whole = (table[table["size"] == size] for size in sorted(table["size"].unique())[-2:])
    first = whole.nsmallest(10, "rank")
    if len(first) < 3:
        return []
    before = half.set_index("factor")["estimate"].reindex(first["factor"])
    correlation = float(spearmanr(before, first["estimate"]).statistic)
    unit: Unit = "number"
    width = float((first["high"] - first["low"]).max() / 2)
    return [
        phrase(
            TEXTS,
            "converged" if correlation >= SETTLED else "not_converged",
            language,
            size=int(whole["size"].iloc[0]),
            correlation=number(correlation, unit, language),
            half=number(width, unit, language),
        )
    ]


def _theories(found: Findings, ranked: pd.DataFrame, language: str) -> list[str]:
    table = found.theories
    if len(table) == 0 or (table["factor"] == "").all():
        return []
    first = ranked["factor"].iloc[0]
    rows = table[(table["factor"] == first) & (table["rank"] > 2)]
    if rows.empty:
        return [phrase(TEXTS, "theories_agree", language)]
    cases = [f"{short_name(s)}={v}" for s, v in zip(rows["switch"], rows["value"], strict=True)]
    return [phrase(TEXTS, "theories_differ", language, cases=listed(cases, language))]


def _ranges(found: Findings, language: str) -> list[str]:
    table = found.ranges
    if len(table) == 0:
        return []
    others = [c.removeprefix("rank_") for c in table.columns if c.startswith("rank_")][1:]
    names = listed((RANGES.get(name, (name, name))[language == "nl"] for name in others), language)
    changed = list(table.loc[table["changed"], "factor"])
    if not changed:
        return [phrase(TEXTS, "ranges_agree", language, names=names)]
    factors = listed(map(short_name, changed), language)
    return [phrase(TEXTS, "ranges_differ", language, names=names, factors=factors)]
