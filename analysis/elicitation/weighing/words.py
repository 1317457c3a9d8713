"""What officials weigh by, and how well a form would tell, in words."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from analysis.elicitation.weighing.designed import TOLD
from analysis.elicitation.weighing.officials import Panel, Weighed
from analysis.elicitation.weighing.texts import TEXTS
from analysis.stored.grid import Grid
from analysis.words.phrases import listed, percent, phrase
from sim.levels.standard import RULES
from sim.words.numbers import number

RULE_NAMES: dict[str, tuple[str, str]] = {
    "sum": (
        "much of one makes up for little of another",
        "veel van het een vergoedt weinig van het ander",
    ),
    "balanced": (
        "several must hold, a lack is only partly made up for",
        "er moeten er meer kloppen, een gebrek wordt maar deels vergoed",
    ),
    "weakest": ("the weakest counts", "de zwakste telt"),
    "one": ("one driver decides", "één drijfveer beslist"),
}
"""What each rule says; the keys of the model's own are answers to theory.drivers."""


NEARLY = 0.001
"""From how near to nothing or to all a weight is not written out, since it is never quite that."""


def weight_text(weight: float, language: str) -> str:
    """Write the weight of a rule in per cent."""
    if weight < NEARLY:
        return f"<{percent(NEARLY, language)}"
    if weight > 1.0 - NEARLY:
        return f">{percent(1.0 - NEARLY, language)}"
    return percent(weight, language)


def rule_name(rule: str, language: str) -> str:
    """Return what a rule says, in a language."""
    return RULE_NAMES[rule][language == "nl"]


def power_sentences(power: pd.DataFrame, count: int, folder: Path, language: str) -> list[str]:
    """Say where the form is, and what it could tell.

    Args:
        power: rule, officials, told, wrong, sets, design.
        count: How many requests it has.
        folder: Where it lies.
        language: "en" or "nl".
    """
    own, lot = (power[power["design"] == name] for name in power["design"].unique())
    fewest, most = int(own["officials"].min()), int(own["officials"].max())
    sets = int(own["sets"].iloc[0])

    def at(table: pd.DataFrame, size: int, column: str = "told") -> str:
        return percent(float(table[table["officials"] == size][column].mean()), language)

    large = own[own["officials"] == most].sort_values("told")
    hardest = large[large["told"] == large["told"].min()]
    low = max(0.0, 0.9 - 2 * float(np.sqrt(0.09 / sets)))
    said = [
        phrase(TEXTS, "form", language, folder=folder, count=count),
        phrase(
            TEXTS,
            "power",
            language,
            size=most,
            right=at(own, most),
            wrong=at(own, most, "wrong"),
            fewest=fewest,
            fewest_right=at(own, fewest),
            lot=at(lot, most),
            told=percent(TOLD, language),
        ),
    ]
    if len(hardest) < len(large):
        names = listed((f"“{rule_name(str(r), language)}”" for r in hardest["rule"]), language)
        right = percent(float(hardest["told"].iloc[0]), language)
        said.append(phrase(TEXTS, "hardest", language, names=names, right=right, size=most))
    return [
        *said,
        phrase(TEXTS, "made_sets", language, sets=sets, low=number(100 * low, 0, language)),
        phrase(TEXTS, "promise", language),
        phrase(TEXTS, "then", language),
    ]


def power_grid(power: pd.DataFrame, language: str) -> Grid:
    """Return how often each rule would be told, by size, and by lot."""
    own, lot = (power[power["design"] == name] for name in power["design"].unique())
    sizes = sorted(own["officials"].unique())
    rows = []
    for rule in own["rule"].unique():
        cells = []
        for table, asked in ((own, sizes), (lot, sizes[-1:])):
            of_rule = table[table["rule"] == rule].set_index("officials")["told"]
            cells += [percent(float(of_rule[size]), language) for size in asked]
        rows.append([rule_name(str(rule), language), *cells])
    columns = [phrase(TEXTS, "officials", language, size=size) for size in sizes]
    columns.append(phrase(TEXTS, "by_lot", language, size=sizes[-1]))
    return Grid(
        phrase(TEXTS, "rule", language),
        columns,
        rows,
        title=phrase(TEXTS, "power_title", language),
        note=phrase(TEXTS, "wrong_note", language),
    )


def rules_grid(rules: pd.DataFrame, language: str) -> Grid:
    """Return the weight of each rule, before and after."""
    rows = [
        [
            rule_name(str(rule), language),
            f"{weight_text(before, language)}%",
            f"{weight_text(after, language)}%",
        ]
        for rule, before, after in rules[["rule", "prior", "weight"]].itertuples(index=False)
    ]
    columns = [phrase(TEXTS, key, language) for key in ("prior", "weight")]
    title = phrase(TEXTS, "rules_title", language)
    return Grid(phrase(TEXTS, "rule", language), columns, rows, title=title)


def weighing_sentences(found: Weighed, panel: Panel, folder: Path, language: str) -> list[str]:
    """Say by which rule officials weigh, and how far that can be relied on.

    Args:
        found: From ``analysis.elicitation.weighing.officials.weighed``.
        panel: The officials.
        folder: Where the belief lies.
        language: "en" or "nl".
    """
    said = [_rule_told(found, len(panel.answers), language)]
    among = sum(found.rules[name] for name in RULES)
    effective = number(found.effective, 0, language)
    if among < 0.5:
        said.append(phrase(TEXTS, "rival", language))
    elif not found.holds:
        said.append(phrase(TEXTS, "few_draws", language, effective=effective, fewest=100))
    left = float((found.drivers["sd"] / found.drivers["prior_sd"]).mean())
    off = float(np.abs(found.answered - found.predicted).mean())
    asked = np.isfinite(panel.answers).sum(axis=0)
    luck = float(np.sqrt(2 / np.pi * found.predicted * (1 - found.predicted) / asked).mean())
    said += [
        phrase(TEXTS, "fits", language, off=percent(off, language), luck=percent(luck, language)),
        phrase(TEXTS, "weights", language, left=number(100 * left, 0, language)),
    ]
    if len(panel.repeated):
        same = percent(float((panel.repeated[:, 0] == panel.repeated[:, 1]).mean()), language)
        said.append(phrase(TEXTS, "steady", language, pairs=len(panel.repeated), same=same))
    if panel.reversed:
        said.append(phrase(TEXTS, "reversed", language, count=panel.reversed))
    said.append(phrase(TEXTS, "caution", language))
    if found.holds:
        said += [
            phrase(TEXTS, "effective", language, effective=effective),
            phrase(TEXTS, "use", language, folder=folder),
        ]
    return said


def _rule_told(found: Weighed, officials: int, language: str) -> str:
    prior = percent(1.0 / len(found.rules), language)
    if found.rules[found.best] > TOLD:
        return phrase(
            TEXTS,
            "told",
            language,
            officials=officials,
            rule=rule_name(found.best, language),
            answer=found.best,
            share=weight_text(found.rules[found.best], language),
            prior=prior,
        )
    names = [
        phrase(
            TEXTS,
            "share",
            language,
            rule=rule_name(name, language),
            answer=name,
            share=weight_text(found.rules[name], language),
        )
        for name in sorted(found.rules, key=lambda name: -found.rules[name])
    ]
    return phrase(
        TEXTS, "not_told", language, officials=officials, names=listed(names, language), prior=prior
    )
