"""The answer in words: which conditions matter, how sure that is, and where it does not hold."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from analysis.sensitivity import SURROGATE
from analysis.sensitivity.estimation.bounds import SMALLEST_EFFECT, within_bounds
from analysis.sensitivity.estimation.estimators import MAIN_INDEX, OF_OUTCOME, OF_VARIANCE
from analysis.sensitivity.estimation.fewest import (
    FEWEST,
    FEWEST_NOISE,
    FEWEST_SCREENED,
    FINE,
    SAME,
    SHARES,
    counted,
)
from analysis.sensitivity.findings import Findings
from analysis.sensitivity.given import text as by_surrogate
from analysis.sensitivity.given.words import TEXTS as OF_SURROGATE
from analysis.sensitivity.luck import TEXTS as OF_LUCK
from analysis.sensitivity.luck import has_effects, luck_size
from analysis.sensitivity.unread import unreadable
from analysis.sensitivity.words import RANGES
from analysis.sensitivity.words import TEXTS as OF_DUMMY
from analysis.words.factors import DUMMIES, answer_name, name_and_key, short_name
from analysis.words.labels import POINTS, label_of, number
from analysis.words.phrases import listed, percent, phrase
from analysis.words.titles import quoted

TEXTS = {**OF_DUMMY, **OF_LUCK}
MOST = 0.5
NAMED_AT_MOST = 5
NAMED_FACTORS = 3

TOO_WIDE = 0.25
RELATIVE = ("interval", "morris")
ENOUGH_FOLLOWED = 0.8


def sentences(found: Findings, language: str) -> list[str]:
    """Say what a study of sensitivity found, the answer first."""
    ranked = found.ranked[~found.ranked["factor"].isin(DUMMIES)]
    outcome = label_of(found.outcome).name(language).lower()
    unread = unreadable(found, language)
    if unread:
        return [unread, *_noise(found, language, shares=False)]
    checked = [*_settled(found, language), *_left(found, language)]
    if found.method == SURROGATE:
        first = by_surrogate.said_first(found, language)
        return [*first, *checked, *_elsewhere(found, language)]
    said = [_answer(found, outcome, language), *_dummy(found, ranked, language)]
    said += [*_pairs(found, language), *_noise(found, language)]
    return [*said, *checked, *_elsewhere(found, language)]


def doubts(found: Findings, language: str) -> list[str]:
    """Say what of the answer has not settled, and whether other theories and ranges change it."""
    unread = unreadable(found, language)
    if unread:
        return [] if found.all_flagged(SAME) else [unread]
    settled = not len(found.settled) or bool(found.settled["met"].all())
    return [
        *([] if settled else _settled(found, language)),
        *([] if _followed(found) >= ENOUGH_FOLLOWED else _left(found, language)),
        *_elsewhere(found, language, unlike=True),
    ]


def _elsewhere(found: Findings, language: str, unlike: bool = False) -> list[str]:
    """Say whether other answers of theory and other ranges change the order; or only that."""
    return [*_theories(found, language, unlike), *_ranges(found, language, unlike)]


def _noise(found: Findings, language: str, shares: bool = True) -> list[str]:
    """Say how much is chance, and what shares are then shares of."""
    noise = found.noise
    if noise is None or math.isnan(noise.share):
        return []
    if noise.points < FEWEST_NOISE:
        needed = {"points": noise.points, "fewest": FEWEST_NOISE}
        return [phrase(TEXTS, "noise_few", language, **needed)]
    ends = {k: percent(getattr(noise, k), language) for k in ("share", "low", "high")}
    said = [phrase(TEXTS, "noise", language, points=noise.points, seeds=noise.seeds, **ends)]
    if shares and found.method in OF_VARIANCE:
        base = found.by("base_within") if found.method == "shapley" else "base_total"
        said.append(phrase(TEXTS, base, language, size=luck_size(found, language)))
    return said


def _answer(found: Findings, outcome: str, language: str) -> str:
    place = {"where": found.where, "outcome": outcome}
    if found.method in OF_VARIANCE:
        return _of_variance(found, place, language)
    unit = label_of(found.outcome).unit if found.method in OF_OUTCOME else "number"
    mark = f" {POINTS[language == 'nl']}" if unit == "share" else ""
    rows = found.readable
    first = rows[rows["factor"].isin(found.told())].head(NAMED_FACTORS)
    if first.empty:
        return phrase(TEXTS, found.by("none_told"), language, **place)
    sized = _sized(first, lambda value: number(value, unit, language), mark, language)
    key = {"morris": "effects", "ofat": "one_at_a_time"}.get(found.method, "distribution")
    return phrase(TEXTS, key, language, names="; ".join(sized), **place)


def _of_variance(found: Findings, place: dict[str, str], language: str) -> str:
    """Name the factors that make most of the variance, of those that can be told from the dummy."""
    rows = _shares(found)
    first = rows.iloc[0]
    if first["flag"] != FINE:
        return phrase(
            TEXTS, "outside", language, counted=counted(found.size, found.method, language), **place
        )
    if not first["high"] - first["low"] <= 2 * TOO_WIDE:
        ends = {end: percent(within_bounds(first[end]), language) for end in ("low", "high")}
        return phrase(
            TEXTS,
            "unsure",
            language,
            counted=counted(found.size, found.method, language),
            **ends,
            **place,
        )
    told = rows[rows["factor"].isin(found.told(str(first["index"])))]
    if told.empty:
        key = found.by("none_alone" if found.told() else "none")
        return phrase(TEXTS, key, language, names=_some(found.told(), language), **place)
    # The sum over a few shares may be a little over 1, as each of them may.
    within = told["estimate"].cumsum().clip(upper=1.0)
    count = int((within < MOST).sum()) + 1
    few = count <= min(NAMED_AT_MOST, len(told))
    count = count if few else min(NAMED_AT_MOST, len(told))
    sized = _sized(told.head(count), lambda value: percent(value, language), "%", language)
    share = percent(float(within.iloc[count - 1]), language)
    key, names = "most" if few else found.by("many"), "; ".join(sized)
    return phrase(TEXTS, key, language, names=names, share=share, count=count, **place)


def _sized(
    rows: pd.DataFrame, write: Callable[[float], str], mark: str, language: str
) -> list[str]:
    """Return factors for a sentence, each with its size and interval."""
    sized = []
    shares = bool(rows["index"].isin(SHARES).all())
    for factor, *sizes in rows[["factor", "estimate", "low", "high"]].itertuples(index=False):
        read = [within_bounds(value) if shares else float(value) for value in sizes]
        size, low, high = map(write, read)
        known = not math.isnan(sizes[1])
        interval = phrase(TEXTS, "sized_interval", language, low=low, high=high) if known else ""
        said = {"name": name_and_key(factor, language), "size": size, "mark": mark}
        sized.append(phrase(TEXTS, "sized", language, interval=interval, **said))
    return sized


def _shares(found: Findings) -> pd.DataFrame:
    """Return shares of the variance that add up: Shapley's, or else first-order indices."""
    index = "shapley" if found.method == "shapley" else "first"
    rows = found.indices[
        (found.indices["index"] == index) & (~found.indices["factor"].isin(DUMMIES))
    ]
    return rows.sort_values("estimate", ascending=False)


def _pairs(found: Findings, language: str) -> list[str]:
    """Name the pairs that interact, where second-order indices were worked out."""
    rows = found.indices[found.indices["index"] == "second"]
    if rows.empty:
        return []
    sure = rows["told_from_dummy"].astype(bool) & (rows["low"] > 0)
    strong = rows[sure].nlargest(NAMED_FACTORS, "estimate")
    if strong.empty:
        return [phrase(TEXTS, found.by("no_pairs"), language)]
    sized = [
        f"{name_and_key(str(pair), language)} {percent(within_bounds(share), language)}%"
        for pair, share in zip(strong["factor"], strong["estimate"], strict=True)
    ]
    return [phrase(TEXTS, "pairs", language, names=listed(sized, language))]


def _dummy(found: Findings, ranked: pd.DataFrame, language: str) -> list[str]:
    rows = found.indices[found.indices["index"] == MAIN_INDEX[found.method]]
    if not rows["factor"].isin(DUMMIES).any():
        return []
    told = set(found.told())
    lost = [factor for factor in ranked["factor"] if factor not in told]
    counts = {"all": len(ranked), "size": luck_size(found, language)}
    if not lost:
        return [phrase(TEXTS, found.by("all_told"), language, **counts)]
    names = _some(lost, language)
    said = [phrase(TEXTS, found.by("dummy"), language, count=len(lost), names=names, **counts)]
    if found.luck is not None and has_effects(found):
        smallest = percent(SMALLEST_EFFECT, language)
        said.append(phrase(TEXTS, "smallest", language, smallest=smallest))
    # Where luck is held within base rows, what enters nothing has indices of exactly 0.
    by_factor = found.indices.groupby("factor")["estimate"].apply(lambda e: bool((e == 0).all()))
    inert = [factor for factor in lost if by_factor[factor]]
    if inert and found.method not in ("pawn", "delta"):
        names = _some(inert, language)
        said.append(phrase(TEXTS, "inert", language, count=len(inert), names=names))
    return said


def _some(
    factors: list[str], language: str, write: Callable[[str, str], str] = name_and_key
) -> str:
    """Name the last few of a list, the largest of which come first."""
    names = listed([write(each, language) for each in factors[-NAMED_AT_MOST:]], language)
    return phrase(TEXTS, "among", language, names=names) if len(factors) > NAMED_AT_MOST else names


def _settled(found: Findings, language: str) -> list[str]:
    table = found.settled
    if found.method == SURROGATE:
        return by_surrogate.said_settled(found, language)
    if len(table) == 0:
        return []
    facts = []
    for row in table.to_dict("records"):
        key = str(row["criterion"])
        key = "relative_interval" if (key, found.method) == RELATIVE else key
        key = found.by(key) if key == "screening" else key
        sized = {k: number(float(row[k]), "number", language) for k in ("value", "wanted")}
        facts.append(phrase(TEXTS, key, language, **sized))
    key = "settled" if table["met"].all() else "not_settled"
    of = FEWEST[found.method].of[language == "nl"]
    return [phrase(TEXTS, key, language, size=found.size, of=of, facts="; ".join(facts))]


def _followed(found: Findings) -> float:
    """Return how well runs without the screened out follow those with all; 1 where unknown."""
    if len(found.left) and int(found.left["points"].iloc[0]) < FEWEST_SCREENED:
        return 1.0
    rows = found.left[found.left["measure"] == "followed"] if len(found.left) else found.left
    return float(rows["estimate"].iloc[0]) if len(rows) else 1.0


def _left(found: Findings, language: str) -> list[str]:
    """Say what is left of the variance without all that was screened out."""
    if len(found.left) == 0 or found.left["estimate"].isna().any():
        return []
    texts = {**TEXTS, **OF_SURROGATE} if found.method == SURROGATE else TEXTS
    points = int(found.left["points"].iloc[0])
    if points < FEWEST_SCREENED:
        needed = {"points": points, "fewest": FEWEST_SCREENED}
        return [phrase(texts, found.by("left_few"), language, **needed)]
    rows = {str(row["measure"]): row for row in found.left.to_dict("records")}
    share = rows["variance_left"]
    ends = {
        name: percent(float(share[end]), language)
        for name, end in (("share", "estimate"), ("low", "low"), ("high", "high"))
    }
    sized = {
        name: number(float(rows[name]["estimate"]), "number", language)
        for name in ("followed", "distance")
    }
    kept, out = (int(found.left[k].iloc[0]) for k in ("kept", "out"))
    counts = {"out": out, "all": kept + out, "points": points}
    said = [phrase(texts, found.by("left"), language, **ends, **sized, **counts)]
    if _followed(found) < ENOUGH_FOLLOWED:
        said.append(phrase(TEXTS, "left_much", language))
    return [" ".join(said)]


def _theories(found: Findings, language: str, unlike: bool) -> list[str]:
    table, told = found.theories, found.told()
    if len(table) == 0 or (table["factor"] == "").all() or not told:
        return []
    rows = table[(table["factor"] == told[0]) & table["rank"].notna()]
    if rows.empty:
        return []
    apart = rows[rows["rank"] > 2]
    if apart.empty:
        return [] if unlike else [phrase(TEXTS, "theories_agree", language)]
    cases = [f"{short_name(s)}={v}" for s, v in zip(apart["switch"], apart["value"], strict=True)]
    counts = {"count": len(apart), "all": len(rows), "cases": _some(cases, language, _answered)}
    return [phrase(TEXTS, "theories_differ", language, **counts)]


def _answered(case: str, language: str) -> str:
    question, _, answer = case.partition("=")
    return f"{quoted(answer_name(question, answer, language))} ({case})"


def _ranges(found: Findings, language: str, unlike: bool) -> list[str]:
    table = found.ranges
    if len(table) == 0:
        return []
    others = [c.removeprefix("rank_") for c in table.columns if c.startswith("rank_")][1:]
    names = listed((RANGES.get(name, (name, name))[language == "nl"] for name in others), language)
    changed = list(table.loc[table["changed"], "factor"])
    if not changed:
        return [] if unlike else [phrase(TEXTS, "ranges_agree", language, names=names)]
    factors = "; ".join(name_and_key(factor, language) for factor in changed)
    return [phrase(TEXTS, "ranges_differ", language, names=names, factors=factors)]
