"""What the evidence leaves, in words, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.calibration.made import WORTH
from analysis.calibration.texts import TEXTS
from analysis.words.factors import (
    DUMMIES,
    answer_in_words,
    factor_name,
    name_and_key,
    short_name,
)
from analysis.words.labels import number
from analysis.words.phrases import listed, percent, phrase
from analysis.words.titles import quoted
from experiments.design.belief import FEW_EFFECTIVE, FEWEST_EFFECTIVE

if TYPE_CHECKING:
    from analysis.calibration.findings import Findings

NAMED = 5
SURE = 19.0
"""The odds above which an answer is said to be told: nineteen to one."""
ERRORS = 3.0
"""How many standard errors an answer's weight must lie from what it had, to be more than luck."""
TAILS = (0.05, 0.95)


def sentences(found: Findings, folder: Path, language: str) -> list[str]:
    """Say what the figures leave, how sure that is, and what it hangs on.

    Args:
        found: The findings.
        folder: Where the belief lies.
        language: "en" or "nl".
    """
    worth = _worth(found, language)
    near = _default(found, language)
    caution = phrase(TEXTS, "caution", language, count=len(found.targets))
    if not found.posterior.tells:
        return [*worth, *near, caution]
    return [
        *_theories(found, language),
        *_made(found, language),
        *_moved(found, language),
        *_figures(found, language),
        *near,
        *worth,
        phrase(TEXTS, "belief", language, folder=folder),
        caution,
    ]


def _worth(found: Findings, language: str) -> list[str]:
    posterior = found.posterior
    draws, waves = len(posterior.weights), int(posterior.draws.wave.max())
    key = (
        "few" if not posterior.tells else "some" if posterior.effective < FEW_EFFECTIVE else "worth"
    )
    said = [
        phrase(
            TEXTS,
            key,
            language,
            draws=draws,
            fewest=FEWEST_EFFECTIVE,
            effective=number(posterior.effective, "count", language, decimals=0),
            wanted=FEW_EFFECTIVE,
            waves=phrase(TEXTS, "one_wave" if waves == 1 else "waves", language, waves=waves),
        )
    ]
    if not posterior.tells:
        return said
    heavy = posterior.k_hat > posterior.largest_k
    tail, most = (
        number(value, "number", language, decimals=2)
        for value in (posterior.k_hat, posterior.largest_k)
    )
    return [*said, phrase(TEXTS, "heavy" if heavy else "light", language, tail=tail, most=most)]


def _theories(found: Findings, language: str) -> list[str]:
    table = found.posterior.theories
    count = {"count": table["factor"].nunique(), "figures": len(found.targets)}
    if table.empty:
        return [phrase(TEXTS, "fixed", language)]
    by_luck = (table["weight"] - table["prior"]).abs() <= ERRORS * table["error"]
    odds = table["weight"] / (1.0 - table["weight"]).clip(lower=1e-12)
    told = table[(odds >= SURE) | (odds <= 1.0 / SURE)]
    leaning = table[~by_luck & (table["weight"] > table["prior"]) & ~table.index.isin(told.index)]
    said = []
    if len(told):
        names = listed([_answer(row, language) for row in rows_of(told)], language)
        said.append(phrase(TEXTS, "told", language, names=names, **count))
    else:
        said.append(phrase(TEXTS, "none_told", language, **count))
    if len(leaning):
        strongest = leaning.assign(by=leaning["weight"] - leaning["prior"])
        first = strongest.sort_values("by", ascending=False).head(NAMED)
        names = "; ".join(_answer(row, language) for row in rows_of(first))
        said.append(phrase(TEXTS, "leaning", language, names=names))
        if first.iloc[0]["hangs_on"]:
            said.append(_hangs(rows_of(first)[0], found, language))
    return [*said, *_not_left_out(found, language)]


def _not_left_out(found: Findings, language: str) -> list[str]:
    """Say without which figures the draws would tell nothing, so that nothing is said of that."""
    names = [t.title(language) for t in found.targets if t.name not in found.posterior.left_out]
    if not names:
        return []
    return [
        phrase(
            TEXTS, "not_left_out", language, names=listed(names, language), fewest=FEWEST_EFFECTIVE
        )
    ]


def rows_of(table: pd.DataFrame) -> list[dict[str, object]]:
    """Return the rows of a table, by column."""
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def _answer(row: Mapping[str, object], language: str) -> str:
    return phrase(
        TEXTS,
        "answer",
        language,
        question=factor_name(str(row["factor"]), language),
        name=short_name(str(row["factor"])),
        answer=_said(row, language),
        weight=percent(float(str(row["weight"])), language),
        prior=percent(float(str(row["prior"])), language),
    )


def _said(row: Mapping[str, object], language: str) -> str:
    return quoted(answer_in_words(str(row["factor"]), str(row["answer"]), language))


def _hangs(row: Mapping[str, object], found: Findings, language: str) -> str:
    least, most = (percent(float(str(row[key])), language) for key in ("least", "most"))
    return phrase(
        TEXTS,
        "hangs",
        language,
        name=short_name(str(row["factor"])),
        answer=_said(row, language),
        least=least,
        most=most,
        figure=title_of(found, str(row["hangs_on"]), language),
    )


def title_of(found: Findings, name: str, language: str) -> str:
    """Return what a figure is called."""
    return next(target.title(language) for target in found.targets if target.name == name)


def _made(found: Findings, language: str) -> list[str]:
    made, sets = found.made, len(found.made.sets)
    if not made.counted:
        return [phrase(TEXTS, "none_made", language, sets=sets, worth=int(WORTH))]
    table = made.confusion()
    right = table[table["truth"] == table["answer"]]
    share = float(np.average(right["named"], weights=right["sets"])) if len(right) else np.nan
    words = found.posterior.theories.groupby("factor")["prior"].first()
    even = made.evenness()
    uneven = even[even["told"]]["factor"]
    said = [
        phrase(
            TEXTS,
            "made",
            language,
            sets=sets,
            counted=made.counted,
            worth=int(WORTH),
            named=percent(share, language),
            luck=percent(float(words.mean()), language),
        )
    ]
    if len(right) == 0:
        said = []
    if len(uneven):
        names = listed([name_and_key(str(n), language) for n in uneven], language)
        return [*said, phrase(TEXTS, "uneven", language, names=names)]
    return [*said, phrase(TEXTS, "even", language, count=len(even))]


def _moved(found: Findings, language: str) -> list[str]:
    table = found.posterior.moved
    told = table[table["told"] & ~table["factor"].isin(DUMMIES)]
    if told.empty:
        return [phrase(TEXTS, "not_moved", language)]
    names = "; ".join(
        phrase(
            TEXTS,
            "mean",
            language,
            name=name_and_key(str(row["factor"]), language),
            **{
                key: number(float(str(row[key])), "number", language, decimals=2)
                for key in ("mean", "low", "high", "prior_mean")
            },
        )
        for row in rows_of(told.head(NAMED))
    )
    cells = "cells" if told.head(NAMED)["factor"].str.startswith("world.").any() else ""
    said = [phrase(TEXTS, "moved", language, count=len(told), all=len(table), names=names)]
    return [*said, phrase(TEXTS, "cells", language)] if cells else said


def _figures(found: Findings, language: str) -> list[str]:
    table, said = found.posterior.figures, []
    low, high = TAILS
    for key, text in (("below", "outside"), ("withheld", "withheld")):
        if table[key].isna().all():
            continue
        off = table[(table[key] < low) | (table[key] > high)]
        names = listed([title_of(found, str(name), language) for name in off["target"]], language)
        empty = "inside" if text == "outside" else "foretold"
        said.append(
            phrase(TEXTS, text, language, names=names)
            if len(off)
            else phrase(TEXTS, empty, language, count=len(table))
        )
    return said


def _default(found: Findings, language: str) -> list[str]:
    near = found.beside
    name, far = near.worst("default")
    if np.isnan(far):
        return []
    said = [
        phrase(
            TEXTS,
            "default",
            language,
            figure=title_of(found, name, language),
            far=number(abs(far), "days", language),
            side=phrase(TEXTS, "above" if far > 0 else "under", language),
        )
    ]
    if not found.posterior.tells:
        return said
    share = found.posterior.nearer_than(near.log_likelihoods[0])
    said.append(phrase(TEXTS, "nearer", language, share=percent(share, language)))
    if not near.better:
        return [*said, phrase(TEXTS, "no_better", language)]
    name, best = near.worst("proposed")
    words = " ".join(f"{key}={value:g}" for key, value in near.proposed.items())
    return [
        *said,
        phrase(
            TEXTS,
            "proposed",
            language,
            words=words,
            far=number(abs(best), "days", language),
            figure=title_of(found, name, language),
        ),
    ]
