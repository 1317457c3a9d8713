"""Which conditions matter: the part of a report that a study of sensitivity makes."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.sensitivity import SURROGATE
from analysis.sensitivity import figures as draw
from analysis.sensitivity.answer import SHOWN
from analysis.sensitivity.estimation.bounds import within_bounds
from analysis.sensitivity.estimation.estimators import OF_VARIANCE
from analysis.sensitivity.findings import Findings
from analysis.sensitivity.given.estimate import TIED
from analysis.sensitivity.given.text import quality, said_terms
from analysis.sensitivity.grid import key_of, writer_of
from analysis.sensitivity.text import doubts
from analysis.sensitivity.unread import unreadable
from analysis.stored.answer import Answer
from analysis.stored.part import Part, part_from
from analysis.words.factors import DUMMIES, factor_name, name_and_key
from analysis.words.labels import label_of
from analysis.words.phrases import listed, phrase
from analysis.words.titles import unquoted

LEADING = 3
TEXTS: dict[str, tuple[str, str]] = {
    "lead": (
        "Under {where}, over all ranges, the outcome ({outcome}) depends most on {names}; {lost} of"
        " {all} conditions and switches cannot be told from one that does nothing.",
        "Bij {where}, over alle bereiken, hangt de uitkomst ({outcome}) het meest af van {names};"
        " {lost} van {all} voorwaarden en schakelaars zijn niet te onderscheiden van een die niets"
        " doet.",
    ),
    "lead_luck": (
        "Under {where}, over all ranges, the outcome ({outcome}) depends most on {names}; {lost} of"
        " {all} conditions and switches are not larger than luck.",
        "Bij {where}, over alle bereiken, hangt de uitkomst ({outcome}) het meest af van {names};"
        " {lost} van {all} voorwaarden en schakelaars zijn niet groter dan toeval.",
    ),
    "together": (
        "What the outcome ({outcome}) depends on most over all ranges, as {index}:",
        "Waar de uitkomst ({outcome}) over alle bereiken het meest van afhangt, als {index}:",
    ),
    "short": ("under {where}, {names}{order}", "bij {where}, {names}{order}"),
    "short_order": (
        " (the intervals of the first two overlap: which comes first is not clear)",
        " (de intervallen van de eerste twee overlappen: welke eerste staat, is niet duidelijk)",
    ),
    "short_order_surrogate": (
        " (the first two lie within a percentage point: which comes first is not clear)",
        " (de eerste twee liggen binnen een procentpunt: welke eerste staat, is niet duidelijk)",
    ),
    "order_surrogate": (
        " The first two lie within a percentage point, so which comes first is not clear.",
        " De eerste twee liggen binnen een procentpunt: welke eerste staat, is niet duidelijk.",
    ),
    "short_none": (
        "under {where}, nothing that can be told from a condition that does nothing",
        "bij {where}, niets dat te onderscheiden is van een voorwaarde die niets doet",
    ),
    "short_none_luck": (
        "under {where}, nothing that is larger than luck",
        "bij {where}, niets dat groter is dan toeval",
    ),
    "short_few": (
        "under {where}, nothing: too few runs to say",
        "bij {where}, niets: te weinig runs om te zeggen",
    ),
    "switch": ("the open question “{question}”", "de open vraag “{question}”"),
    "none": (
        "Under {where} no condition or switch can be told from one that does nothing ({outcome}):"
        " this study is too small to say which matter.",
        "Bij {where} is geen enkele voorwaarde of schakelaar te onderscheiden van een die niets"
        " doet ({outcome}): deze studie is te klein om te zeggen welke ertoe doen.",
    ),
    "none_luck": (
        "Under {where} no condition or switch is larger than luck ({outcome}): this study is too"
        " small to say which matter.",
        "Bij {where} is geen enkele voorwaarde of schakelaar groter dan toeval ({outcome}): deze"
        " studie is te klein om te zeggen welke ertoe doen.",
    ),
    "order": (
        " The intervals of the first two overlap, so which comes first is not clear.",
        " De intervallen van de eerste twee overlappen: welke eerste staat, is niet duidelijk.",
    ),
    "share": (
        "{name} ({size}% of the variance, {low} to {high})",
        "{name} ({size}% van de variantie, {low} tot {high})",
    ),
    "share_surrogate": (
        "{name} ({size}% of the surrogate's variance, at worst {low} to {high})",
        "{name} ({size}% van de variantie van het surrogaat, in het ergste geval {low} tot {high})",
    ),
    "size": ("{name} ({size}, {low} to {high})", "{name} ({size}, {low} tot {high})"),
    "effect": (
        "{name} ({size} percentage points, {low} to {high})",
        "{name} ({size} procentpunt, {low} tot {high})",
    ),
}


def part_of(answer: Answer, language: str) -> Part:
    """Return the part of a study of sensitivity; its first outcome gives the answer."""
    found: list[Findings] = answer.parts["found"](language)
    first = found[0]
    return part_from(
        answer,
        language,
        *_shown(found),
        where=f"{unquoted(first.where)}: {draw.index_name(first, language)}",
        leads=_leads(first, language),
        short=_short(first, language),
        together=_together(first, language),
        doubts=[f"{first.where}: {line}" for line in doubts(first, language)],
        factors=first.told()[:SHOWN],
    )


def _shown(found: Sequence[Findings]) -> list[str]:
    """Return the names of the figures that a report shows, where they are there."""
    ends = [""] if len(found) == 1 else [f"_{each.outcome}" for each in found]
    kinds = ("terms", "ranks", "directions", "convergence")
    return [f"{kind}{end}" for end in ends for kind in kinds]


def _leads(found: Findings, language: str) -> list[str]:
    """Return what matters; of a surrogate how good it is goes before it."""
    lead = _lead(found, language)
    if found.method != SURROGATE or unreadable(found, language):
        return [lead]
    return [*quality(found, language), said_terms(found, language), lead]


def _lead(found: Findings, language: str) -> str:
    ranked = found.ranked[~found.ranked["factor"].isin(DUMMIES)]
    unread, told = unreadable(found, language), found.told()
    if unread:
        return unread
    said = {"where": found.where, "outcome": label_of(found.outcome).name(language).lower()}
    if not told:
        return phrase(TEXTS, found.by("none"), language, **said)
    rows, names = _leading(found, ranked, told, language)
    counts = {"lost": len(ranked) - len(told), "all": len(ranked)}
    lead = phrase(
        TEXTS, found.by("lead"), language, names=listed(names, language), **counts, **said
    )
    return lead + (phrase(TEXTS, f"order{_of(found)}", language) if _overlap(rows) else "")


def _of(found: Findings) -> str:
    """Return the end of the keys of texts that a surrogate has of its own."""
    return "_surrogate" if found.method == SURROGATE else ""


def _overlap(rows: pd.DataFrame) -> bool:
    """Return whether the first two do not tell which is the larger, by their intervals.

    What a surrogate's could be at worst always overlaps: there they are tied within a hundredth.
    """
    if len(rows) > 1 and rows["index"].iloc[0] == SURROGATE:
        return bool(rows["estimate"].iloc[0] - rows["estimate"].iloc[1] <= TIED)
    return len(rows) > 1 and not rows["low"].iloc[0] > rows["high"].iloc[1]


def _short(found: Findings, language: str) -> str:
    """Return what a study found, to stand in one sentence with other studies."""
    told = found.told()
    if not told:
        key = "short_few" if unreadable(found, language) else found.by("short_none")
        return phrase(TEXTS, key, language, where=found.where)
    rows, names = _leading(found, found.ranked, told, language, few_words=True)
    order = phrase(TEXTS, f"short_order{_of(found)}", language) if _overlap(rows) else ""
    said = {"where": found.where, "names": listed(names, language), "order": order}
    return phrase(TEXTS, "short", language, **said)


def _together(found: Findings, language: str) -> str:
    outcome = label_of(found.outcome).name(language).lower()
    said = {"outcome": outcome, "index": draw.index_name(found, language)}
    return phrase(TEXTS, "together", language, **said)


def _leading(
    found: Findings,
    ranked: pd.DataFrame,
    told: list[str],
    language: str,
    few_words: bool = False,
) -> tuple[pd.DataFrame, list[str]]:
    rows = ranked[ranked["factor"].isin(told[:LEADING])]
    plain, share = writer_of(found), found.method in OF_VARIANCE

    def write(value: object, language: str) -> str:
        size = float(str(value))
        return plain(within_bounds(size) if share else size, language)

    # Without a word on it, what a share could be at worst would be read as its interval.
    key = "size" if few_words and found.method != SURROGATE else key_of(found)
    name = _short_name if few_words else _name
    names = [
        phrase(
            TEXTS,
            key,
            language,
            name=name(str(row["factor"]), language),
            size=write(row["estimate"], language),
            low=write(row["low"], language),
            high=write(row["high"], language),
        )
        for _, row in rows.iterrows()
    ]
    return rows, names


def _name(factor: str, language: str) -> str:
    """Return a factor for a sentence; a switch is named by its question."""
    if factor.startswith("theory."):
        return phrase(TEXTS, "switch", language, question=factor_name(factor, language))
    return name_and_key(factor, language)


def _short_name(factor: str, language: str) -> str:
    """Return a factor without its key, for a sentence about several studies."""
    return (
        factor_name(factor, language)
        if factor.startswith("conditions.")
        else _name(factor, language)
    )
