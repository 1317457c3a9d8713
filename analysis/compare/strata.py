"""What Y is made of: its strata, and the levers that change one of them otherwise than the whole.

A lever may do much where society sees force, a twentieth of the whole, and hardly move the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from analysis.compare.settings import SettingRuns, Settings
from analysis.compare.sizes import difference_text, interval_text, value_text
from analysis.stored.grid import Grid
from analysis.stored.summary import Estimate
from analysis.words.labels import PRIMARY
from analysis.words.phrases import listed, phrase, spanned
from analysis.words.titles import unquoted
from sim.outcomes import STRATA
from sim.words import sides

TEXTS: dict[str, tuple[str, str]] = {
    "gap_closed_police": ("needs of {civil}", "behoeften van {civil}"),
    "gap_closed_defence": ("needs of {military}", "behoeften van {military}"),
    "gap_closed_visible": ("needs with visible force", "behoeften met zichtbaar machtsvertoon"),
    "gap_closed_other": ("needs without it", "behoeften zonder zulk vertoon"),
    "gap_closed_window": ("during the crisis", "tijdens de crisis"),
    "made_of": (
        "What that is made of under {setting}: {parts}.",
        "Waaruit dat bestaat bij {setting}: {parts}.",
    ),
    "part": ("{stratum} {size}{interval}", "{stratum} {size}{interval}"),
    "apart": (
        "Some levers act on a part of the needs otherwise than on the whole: {levers}. Of the"
        " {count} such changes that were looked at, one in twenty looks so by chance.",
        "Sommige maatregelen werken op een deel van de behoeften anders dan op het geheel:"
        " {levers}. Van de {count} bekeken veranderingen lijkt een op de twintig bij toeval zo.",
    ),
    "lever": (
        "{policy} under {setting}, {stratum} {size}",
        "{policy} bij {setting}, {stratum} {size}",
    ),
    "heading": ("Gap closed (%)", "Tekort gedicht (%)"),
    "title": (
        "What the gap closed is made of, without a lever ({policy})",
        "Waaruit het gedichte tekort bestaat, zonder maatregel ({policy})",
    ),
    "whole": ("all needs", "alle behoeften"),
}


def strata_in(runs: SettingRuns, language: str) -> dict[str, Settings]:
    """Return the settings of a study by each stratum of Y that exists in one of them.

    Nothing where another outcome was asked, or where the study is older than the strata.

    Args:
        runs: The runs of the study.
        language: "en" or "nl".
    """
    if str(runs.stored.option("outcome", PRIMARY)) != PRIMARY:
        return {}
    found = {key: runs.settings(language, key) for key in STRATA if key in runs.outcomes}
    return {key: of for key, of in found.items() if _exists(of)}


def _exists(found: Settings) -> bool:
    return not all(np.isnan(values).all() for values in found.values.values())


def made_of(strata: Mapping[str, Settings], language: str) -> list[str]:
    """Say the level of each stratum in each scenario, as far as it exists there."""
    settings = next(iter(strata.values())).scenarios if strata else []
    return [said for setting in settings if (said := _made_of(setting, strata, language))]


def _made_of(setting: str, strata: Mapping[str, Settings], language: str) -> str:
    parts = []
    for key, found in strata.items():
        level = found.level(setting, found.policies[0])
        if level.runs > level.missing:
            size = value_text(level.mean, key, language)
            interval = interval_text(level, key, language)
            words = {"stratum": stratum(key, language), "size": size, "interval": interval}
            parts.append(phrase(TEXTS, "part", language, **words))
    said = listed(parts, language)
    return phrase(TEXTS, "made_of", language, setting=setting, parts=said) if parts else ""


def acting_apart(whole: Settings, strata: Mapping[str, Settings], language: str) -> list[str]:
    """Name the levers that clearly change a stratum while the whole goes the other way, or stays.

    Args:
        whole: The settings by Y itself.
        strata: The same by each stratum.
        language: "en" or "nl".
    """
    if whole.seeds < 2 or len(whole.policies) < 2:
        return []
    count, levers = 0, []
    for scenario in whole.scenarios:
        for policy in whole.policies[1:]:
            change = whole.gain(scenario, policy)
            for key, found in strata.items():
                part = found.gain(scenario, policy)
                if part.runs - part.missing < 2:
                    continue
                count += 1
                if _otherwise(change, part):
                    size = difference_text(part, key, language)
                    name = stratum(key, language)
                    words = {"policy": policy, "setting": scenario, "stratum": name, "size": size}
                    levers.append(phrase(TEXTS, "lever", language, **words))
    if not levers:
        return []
    return [phrase(TEXTS, "apart", language, levers="; ".join(levers), count=count)]


def stratum(key: str, language: str) -> str:
    """Return which needs a stratum of Y is over, with the names of the sides of the world."""
    return sides.said(TEXTS[key][language == "nl"], language)


def _otherwise(whole: Estimate, part: Estimate) -> bool:
    """Return whether a part clearly changes and the whole does not, or to the other side."""
    return not part.covers_zero and (whole.covers_zero or part.mean * whole.mean < 0.0)


def strata_grid(whole: Settings, strata: Mapping[str, Settings], language: str) -> Sequence[Grid]:
    """Return the levels of the strata without a lever, a column per scenario."""
    if not strata:
        return []
    rows = [_row(phrase(TEXTS, "whole", language), whole, language)]
    rows += [_row(stratum(key, language), found, language) for key, found in strata.items()]
    policy = unquoted(whole.policies[0])
    heading = phrase(TEXTS, "heading", language)
    title = phrase(TEXTS, "title", language, policy=policy)
    return [Grid(heading, list(map(unquoted, whole.scenarios)), rows, title=title)]


def _row(name: str, found: Settings, language: str) -> list[str]:
    policy = found.policies[0]
    levels = [
        found.level(scenario, policy) if (scenario, policy) in found.values else None
        for scenario in found.scenarios
    ]
    return [
        name,
        *(
            "" if e is None else spanned(e.mean, language, e.low, e.high, signed=False)
            for e in levels
        ),
    ]
