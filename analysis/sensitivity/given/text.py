"""The answer by a surrogate in words: how good it is first, then what matters."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from analysis.sensitivity.estimation.bounds import SMALLEST_EFFECT, within_bounds
from analysis.sensitivity.estimation.fewest import FEWEST_NOISE
from analysis.sensitivity.findings import Findings
from analysis.sensitivity.given.estimate import APART, FIRST, GOOD
from analysis.sensitivity.given.terms import term_name
from analysis.sensitivity.given.words import TEXTS
from analysis.words.factors import DUMMIES, name_and_key
from analysis.words.labels import label_of, number
from analysis.words.phrases import listed, percent, phrase
from analysis.words.titles import quoted, unquoted
from experiments.design.point import name_in_words
from sim.conditions import WHO

NAMED = 5
PAIR_OF_SEEDS = 2


def said_first(found: Findings, language: str) -> list[str]:
    """Say how good the surrogate is, what it says, and what else says the same."""
    return [
        *quality(found, language),
        said_terms(found, language),
        *_shares(found, language),
        *_corrected(found, language),
        *_steerable(found, language),
        *_told(found, language),
        *_checked(found, language),
    ]


def quality(found: Findings, language: str) -> list[str]:
    """Say how much the surrogate predicts, beside how much anything could."""
    row = found.quality.iloc[0]
    outcome = label_of(found.outcome).name(language).lower()
    sized = {key: percent(max(0.0, float(row[key])), language) for key in ("q2", "boosted")}
    said = [
        phrase(
            TEXTS,
            "quality",
            language,
            points=int(row["points"]),
            where=found.where,
            outcome=outcome,
            **sized,
        ),
        _noise(found, language),
    ]
    chance = 0.0 if math.isnan(float(row["noise"])) else float(row["noise"])
    poor = float(row["q2"]) < GOOD * (1.0 - chance)
    return [*said, *([phrase(TEXTS, "poor", language)] if poor else [])]


def _noise(found: Findings, language: str) -> str:
    noise = found.noise
    if noise is None or math.isnan(noise.share) or noise.points < FEWEST_NOISE:
        return phrase(TEXTS, "noise_unknown", language)
    ends = {k: percent(getattr(noise, k), language) for k in ("share", "low", "high")}
    key = "noise" if noise.seeds == PAIR_OF_SEEDS else "noise_seeds"
    most = percent(1.0 - noise.share, language)
    return phrase(TEXTS, key, language, points=noise.points, seeds=noise.seeds, most=most, **ends)


def _shares(found: Findings, language: str) -> list[str]:
    rows = found.readable[found.readable["factor"].isin(found.told())].head(NAMED)
    if rows.empty:
        return []
    sized = []
    for factor, *sizes in rows[["factor", "estimate", "low", "high"]].itertuples(index=False):
        size, low, high = (percent(within_bounds(value), language) for value in sizes)
        name = name_and_key(str(factor), language)
        sized.append(phrase(TEXTS, "sized", language, name=name, size=size, low=low, high=high))
    outcome = label_of(found.outcome).name(language).lower()
    share = percent(min(1.0, float(rows["estimate"].sum())), language)
    said = phrase(
        TEXTS,
        "shares",
        language,
        where=found.where,
        outcome=outcome,
        names="; ".join(sized),
        share=share,
    )
    return [said]


def said_terms(found: Findings, language: str) -> str:
    """Share out by the source study's terms, all of them: none is passed over in silence."""
    names = []
    for row in found.terms.to_dict("records"):
        size = percent(within_bounds(float(row["estimate"])), language)
        name = phrase(
            TEXTS, "term", language, name=term_name(str(row["term"]), language), size=size
        )
        granted = percent(within_bounds(float(row["granted"])), language)
        marked = float(row["granted"]) > 0.0
        names.append(name + (phrase(TEXTS, "granted", language, size=granted) if marked else ""))
    outcome = label_of(found.outcome).name(language).lower()
    where = unquoted(found.where)
    return phrase(TEXTS, "terms", language, where=where, outcome=outcome, names="; ".join(names))


def _corrected(found: Findings, language: str) -> list[str]:
    if found.corrected.empty:
        return []
    sized = []
    for row in found.corrected.to_dict("records"):
        ends = {
            key: percent(within_bounds(float(row[column])), language)
            for key, column in (("size", "estimate"), ("low", "low"), ("high", "high"))
        }
        name = name_and_key(str(row["factor"]), language)
        sized.append(phrase(TEXTS, "sized", language, name=name, **ends))
    counts = {"count": len(sized), "runs": int(found.corrected["runs"].iloc[0])}
    return [phrase(TEXTS, "corrected", language, names="; ".join(sized), **counts)]


def _steerable(found: Findings, language: str) -> list[str]:
    """Rank what somebody could change; what works by definition stands apart."""
    rows = found.steerable[found.steerable["told_from_dummy"].astype(bool)]
    granted = rows["by_definition"].astype(bool)
    names = [
        _steered(found, row, language) for row in rows[~granted].head(NAMED).to_dict("records")
    ]
    key = "steer" if names else "steer_none"
    said = [phrase(TEXTS, key, language, names="; ".join(names))]
    if granted.any():
        marked = [_steered(found, row, language) for row in rows[granted].to_dict("records")]
        said.append(phrase(TEXTS, "by_definition", language, names="; ".join(marked)))
    return said


def _way(found: Findings, moves: float, language: str) -> str:
    """Say which way a condition works: what matters most may well be what should be less."""
    points = percent(abs(moves), language)
    share = label_of(found.outcome).unit == "share"
    size = phrase(TEXTS, "by_points", language, size=points) if share else ""
    return phrase(TEXTS, "raises" if moves > 0 else "lowers", language, size=size)


def _steered(found: Findings, row: Mapping[Any, Any], language: str) -> str:
    keys = filter(None, str(row["levers"]).split(","))
    levers = [name_in_words("policy", key, language) for key in keys]
    who = WHO[str(row["who"])]
    return phrase(
        TEXTS,
        "steered",
        language,
        name=name_and_key(str(row["factor"]), language),
        size=percent(within_bounds(float(row["estimate"])), language),
        way=_way(found, float(row["moves"]), language),
        who=who.title(language),
        levers=listed(map(quoted, levers), language) or phrase(TEXTS, "no_lever", language),
    )


def _told(found: Findings, language: str) -> list[str]:
    told = found.told()
    every = int((~found.ranked["factor"].isin(DUMMIES)).sum())
    if not told:
        return [phrase(TEXTS, "none_told", language, all=every)]
    said = [phrase(TEXTS, "told", language, told=len(told), all=every)]
    rows = found.effects[found.effects["factor"].isin(told)]
    if len(rows) and rows["matters"].notna().all():
        count = int(rows["matters"].astype(bool).sum())
        smallest = percent(SMALLEST_EFFECT, language)
        sizes = {"numbers": len(rows), "count": count, "smallest": smallest}
        said.append(phrase(TEXTS, "matters", language, **sizes))
    return said


def _checked(found: Findings, language: str) -> list[str]:
    """Say where boosted trees disagree, and how far RBD-FAST has the same factors first."""
    checks = found.checks[~found.checks["factor"].isin(DUMMIES)]
    apart = checks[(checks["surrogate"] - checks["boosted"]).abs() > APART]
    apart = apart.sort_values("surrogate", ascending=False).head(NAMED)
    names = [
        phrase(
            TEXTS,
            "against",
            language,
            name=name_and_key(str(row["factor"]), language),
            one=percent(within_bounds(row["surrogate"]), language),
            other=percent(within_bounds(row["boosted"]), language),
        )
        for row in apart.to_dict("records")
    ]
    first, again = (set(checks.nlargest(FIRST, key)["factor"]) for key in ("surrogate", "rbd_fast"))
    said = (
        phrase(TEXTS, "disagree", language, names=listed(names, language))
        if names
        else phrase(TEXTS, "agree", language, apart=percent(APART, language))
    )
    if len(checks) <= FIRST:
        return [said]
    return [said, phrase(TEXTS, "rbd_fast", language, count=len(first & again))]


def said_settled(found: Findings, language: str) -> list[str]:
    """Say whether the surrogate is good enough, and whether its order holds."""
    if len(found.settled) == 0:
        return []
    facts = []
    for row in found.settled.to_dict("records"):
        key = str(row["criterion"])
        write = percent if key == "explained" else _plain
        sized = {k: write(float(row[k]), language) for k in ("value", "wanted")}
        facts.append(phrase(TEXTS, key, language, **sized))
    key = "settled" if found.settled["met"].all() else "not_settled"
    return [phrase(TEXTS, key, language, size=found.size, facts="; ".join(facts))]


def _plain(value: float, language: str) -> str:
    return number(value, "number", language)
