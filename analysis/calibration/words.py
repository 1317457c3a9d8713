"""What the evidence leaves, in words, in English and Dutch."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from analysis.calibration.made import WORTH
from analysis.calibration.texts import TEXTS
from analysis.stored.part import Grid
from analysis.words.factors import DUMMIES, factor_name, name_and_key, short_name
from analysis.words.labels import number
from analysis.words.phrases import listed, percent, phrase
from experiments.design.belief import FEW_EFFECTIVE, FEWEST_EFFECTIVE

if TYPE_CHECKING:
    from analysis.calibration.answer import Findings

NAMED = 5
SHOWN = 12
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
            TEXTS, key, language, draws=draws, waves=waves, fewest=FEWEST_EFFECTIVE,
            effective=number(posterior.effective, "count", language, decimals=0),
            wanted=FEW_EFFECTIVE,
        )
    ]  # fmt: skip
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
        names = listed([_answer(row, language) for row in _rows(told)], language)
        said.append(phrase(TEXTS, "told", language, names=names, **count))
    else:
        said.append(phrase(TEXTS, "none_told", language, **count))
    if len(leaning):
        strongest = leaning.assign(by=leaning["weight"] - leaning["prior"])
        first = strongest.sort_values("by", ascending=False).head(NAMED)
        names = "; ".join(_answer(row, language) for row in _rows(first))
        said.append(phrase(TEXTS, "leaning", language, names=names))
        if first.iloc[0]["hangs_on"]:
            said.append(_hangs(first.iloc[0].to_dict(), found, language))
    return [*said, *_not_left_out(found, language)]


def _not_left_out(found: Findings, language: str) -> list[str]:
    """Say without which figures the draws would tell nothing, so that nothing is said of that."""
    names = [t.title(language) for t in found.targets if t.name not in found.posterior.left_out]
    if not names:
        return []
    return [phrase(TEXTS, "not_left_out", language, names=listed(names, language),
                   fewest=FEWEST_EFFECTIVE)]  # fmt: skip


def _rows(table: pd.DataFrame) -> list[dict[str, object]]:
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


def _answer(row: Mapping[str, object], language: str) -> str:
    return phrase(
        TEXTS, "answer", language,
        question=factor_name(str(row["factor"]), language), name=short_name(str(row["factor"])),
        answer=row["answer"], weight=percent(float(str(row["weight"])), language),
        prior=percent(float(str(row["prior"])), language),
    )  # fmt: skip


def _hangs(row: Mapping[str, object], found: Findings, language: str) -> str:
    least, most = (percent(float(str(row[key])), language) for key in ("least", "most"))
    return phrase(
        TEXTS, "hangs", language, name=short_name(str(row["factor"])), answer=row["answer"],
        least=least, most=most, figure=_title(found, str(row["hangs_on"]), language),
    )  # fmt: skip


def _title(found: Findings, name: str, language: str) -> str:
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
            TEXTS, "made", language, sets=sets, counted=made.counted, worth=int(WORTH),
            named=percent(share, language), luck=percent(float(words.mean()), language),
        )
    ]  # fmt: skip
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
            TEXTS, "mean", language, name=name_and_key(str(row["factor"]), language),
            **{key: number(float(str(row[key])), "number", language, decimals=2)
               for key in ("mean", "low", "high", "prior_mean")},
        )
        for row in _rows(told.head(NAMED))
    )  # fmt: skip
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
        names = listed([_title(found, str(name), language) for name in off["target"]], language)
        empty = "inside" if text == "outside" else "foretold"
        said.append(
            phrase(TEXTS, text, language, names=names)
            if len(off) else phrase(TEXTS, empty, language, count=len(table))
        )  # fmt: skip
    return said


def _default(found: Findings, language: str) -> list[str]:
    near = found.beside
    name, far = near.worst("default")
    said = [
        phrase(
            TEXTS, "default", language, figure=_title(found, name, language),
            far=number(abs(far), "days", language),
            side=phrase(TEXTS, "above" if far > 0 else "under", language),
        )
    ]  # fmt: skip
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
            TEXTS, "proposed", language, words=words, far=number(abs(best), "days", language),
            figure=_title(found, name, language),
        ),
    ]  # fmt: skip


def grids(found: Findings, language: str) -> list[Grid]:
    """Return answers, figures and what moved, as people read them."""
    if not found.posterior.tells:
        return []
    return [_theory_grid(found, language), _figure_grid(found, language),
            _moved_grid(found, language)]  # fmt: skip


def _texts(language: str, *keys: str) -> list[str]:
    return [phrase(TEXTS, key, language) for key in keys]


def _theory_grid(found: Findings, language: str) -> Grid:
    rows, last = [], ""
    for row in _rows(found.posterior.theories):
        factor = str(row["factor"])
        head = short_name(factor) if factor != last else ""
        last = factor
        ends = {key: percent(float(str(row[key])), language) for key in ("least", "most")}
        there = bool(row["hangs_on"])
        spread = phrase(TEXTS, "to", language, **ends) if there else ends["least"]
        rows.append([f"{head or short_name(factor)}: {row['answer']}",
                     percent(float(str(row["prior"])), language),
                     percent(float(str(row["weight"])), language), spread])  # fmt: skip
    return Grid(
        phrase(TEXTS, "question", language),
        _texts(language, "before", "after", "left_out"), rows,
        title=phrase(TEXTS, "theories_title", language),
        note=phrase(TEXTS, "theories_note", language),
    )  # fmt: skip


def _figure_grid(found: Findings, language: str) -> Grid:
    table = found.posterior.figures.merge(found.beside.distances, on="target")
    rows = []
    for row in _rows(table):

        def value(key: str, row: Mapping[str, object] = row) -> str:
            size = float(str(row[key]))
            return number(size, "number", language, decimals=_decimals(size))

        rows.append([
            f"{_title(found, str(row['target']), language)} ({row['grade']})", value("seen"),
            *(phrase(TEXTS, "middle", language, middle=value(f"{of}middle"),
                     low=value(f"{of}low"), high=value(f"{of}high")) for of in ("prior_", "")),
            number(float(str(row["default"])), "days", language, signed=True),
        ])  # fmt: skip
    return Grid(
        phrase(TEXTS, "figure", language),
        _texts(language, "seen", "before", "after", "default_far"), rows,
        title=phrase(TEXTS, "figures_title", language),
        note=phrase(TEXTS, "figures_note", language),
    )  # fmt: skip


def _decimals(size: float) -> int:
    return 0 if abs(size) >= 100 else 1 if abs(size) >= 10 else 2 if abs(size) >= 0.1 else 4


def _spanned(row: Mapping[str, object], of: str, language: str) -> str:
    """Write the mean of a condition with its ends, before or after."""
    middle, low, high = (
        number(float(str(row[f"{of}{key}"])), "number", language, decimals=2)
        for key in ("mean", "low", "high")
    )
    return phrase(TEXTS, "middle", language, middle=middle, low=low, high=high)


def _moved_grid(found: Findings, language: str) -> Grid:
    table = found.posterior.moved
    told = table[table["told"] & ~table["factor"].isin(DUMMIES)].head(SHOWN)
    rows = []
    for row in _rows(told):
        cells = [_spanned(row, of, language) for of in ("prior_", "")]
        rows.append([name_and_key(str(row["factor"]), language), *cells])
    return Grid(
        phrase(TEXTS, "condition", language), _texts(language, "before", "after"), rows,
        title=phrase(TEXTS, "moved_title", language), note=phrase(TEXTS, "moved_note", language),
    )  # fmt: skip
