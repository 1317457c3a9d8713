"""The test of figure 1 against figure 2 in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.intervals.several import holm_verdicts
from analysis.mediation.necessity import FEWEST_POINTS
from analysis.mediation.texts import TEXTS
from analysis.stored.summary import FEWEST_RESAMPLED
from analysis.words.labels import GATE_NAMES, label_of, number
from analysis.words.phrases import change, floats, listed, percent, phrase
from analysis.words.titles import in_title, quoted

SPANS = ("low_middle", "middle_high")
MODERATORS: dict[str, tuple[str, str]] = {
    "capacity": ("more people available", "meer mensen beschikbaar"),
    "barriers": ("lower barriers", "lagere barrières"),
    "agreements": ("clear agreements", "duidelijke afspraken"),
}


@dataclass(frozen=True, slots=True)
class Mediation:
    """All tables of a study.

    Attributes:
        outcome: The outcome.
        effects: theory, effect, estimate, low, high.
        moderation: theory, moderator, span, scale, effect_low, effect_high, difference, low, high.
        necessity: theory, condition, effect_size, bound, above_bound, points.
        levels: moderator or willingness, level, theory, mean, low, high: the courses behind it.
        theories: The theories, in order.
    """

    outcome: str
    effects: pd.DataFrame
    moderation: pd.DataFrame
    necessity: pd.DataFrame
    levels: pd.DataFrame
    theories: Sequence[str]

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables by the name of their file."""
        return {
            "mediation": self.effects,
            "moderation": self.moderation,
            "necessity": self.necessity,
            "levels": self.levels,
        }


def _titled(theory: str, language: str) -> str:
    return quoted(in_title(theory, language))


def sentences(found: Mediation, language: str) -> list[str]:
    """Say what the test found, the verdict first."""
    said = [_verdict(found, language)]
    for theory in found.theories:
        said.append(_carried(found, theory, language))
        rows = found.moderation[found.moderation["theory"] == theory]
        told = _told_moderation(rows)
        for moderator in rows["moderator"].unique():
            ours = rows[rows["moderator"] == moderator]
            said += _moderated(ours, told, theory, moderator, found.outcome, language)
        said.append(_necessary(found, theory, language))
    return said


def _clear(found: Mediation, theory: str) -> bool:
    """Whether the indirect effect is told from 0, by Holm over the theories."""
    rows = found.effects[found.effects["effect"] == "indirect"]
    return holm_verdicts(dict(zip(rows["theory"], rows["chance"], strict=True)))[theory]


def _carries(found: Mediation, theory: str) -> bool:
    """Whether the indirect effect is clear, and of the sign of the whole."""
    return _clear(found, theory) and _effect(found, theory, "share")[0] > 0


def _effect(found: Mediation, theory: str, effect: str) -> tuple[float, float, float]:
    table = found.effects
    row = table[(table["theory"] == theory) & (table["effect"] == effect)].iloc[0]
    return float(row["estimate"]), float(row["low"]), float(row["high"])


def _verdict(found: Mediation, language: str) -> str:
    if all(math.isnan(_effect(found, theory, "indirect")[1]) for theory in found.theories):
        return phrase(TEXTS, "verdict_unknown", language, fewest=FEWEST_RESAMPLED)
    names = [theory for theory in found.theories if _carries(found, theory)]
    others = [theory for theory in found.theories if theory not in names]
    key = "verdict_some" if names and others else "verdict_both" if names else "verdict_none"
    listing = [
        listed((_titled(theory, language) for theory in each), language)
        for each in (names or others, others)
    ]
    return phrase(TEXTS, key, language, names=listing[0], others=listing[1])


def _carried(found: Mediation, theory: str, language: str) -> str:
    key = "carried" if _carries(found, theory) else "against"
    if not _clear(found, theory):
        key = "carried_unclear"
    total, indirect = (
        _size(_effect(found, theory, effect), found.outcome, language)
        for effect in ("total", "indirect")
    )
    share = percent(_effect(found, theory, "share")[0], language)
    outcome = label_of(found.outcome).name(language).lower()
    return phrase(
        TEXTS,
        key,
        language,
        theory=_titled(theory, language),
        outcome=outcome,
        total=total,
        indirect=indirect,
        share=share,
    )


def _size(effect: tuple[float, float, float], outcome: str, language: str) -> str:
    return change(label_of(outcome).unit, language, *effect)


def _moderated(
    rows: pd.DataFrame,
    told: Mapping[tuple[str, str], bool],
    theory: str,
    moderator: str,
    outcome: str,
    language: str,
) -> list[str]:
    raw, log = (rows[rows["scale"] == scale].set_index("span") for scale in ("raw", "log"))
    moderator_key, moderator = moderator, MODERATORS[moderator][language == "nl"]
    named = {"theory": _titled(theory, language), "moderator": moderator}
    said = []
    if raw["low"].isna().all():
        return [phrase(TEXTS, "moderation_unknown", language, **named)]
    for span in SPANS:
        difference = floats(raw.loc[span], "difference", "low", "high")
        if not told[moderator_key, span]:
            continue
        direction, on_log = _directions(raw.loc[span], log.loc[span])
        said.append(
            phrase(
                TEXTS,
                "moderated",
                language,
                **named,
                direction=phrase(TEXTS, direction, language),
                span=phrase(TEXTS, span, language),
                difference=change(label_of(outcome).unit, language, *difference),
                log=phrase(TEXTS, on_log, language),
            )
        )
    return said or [phrase(TEXTS, "not_moderated", language, **named)]


def _told_moderation(rows: pd.DataFrame) -> dict[tuple[str, str], bool]:
    """Return which differences are told from 0, by Holm over moderators and parts of the range."""
    asked = rows[(rows["scale"] == "raw") & rows["span"].isin(SPANS)]
    keys = zip(asked["moderator"], asked["span"], strict=True)
    return holm_verdicts(dict(zip(keys, asked["chance"], strict=True)))


def _directions(raw: Any, log: Any) -> tuple[str, str]:
    """Say whether an effect is larger, on either scale; of one that lowers, more is further down.

    Args:
        raw: effect_low and effect_high, and the interval of their difference.
        log: The same on the log scale.
    """
    before, after = floats(raw, "effect_low", "effect_high")
    sign = -1.0 if before + after < 0 else 1.0
    low, high = sorted(sign * end for end in floats(log, "low", "high"))
    on_log = "log_larger" if low > 0 else "log_smaller" if high < 0 else "log_zero"
    if before * after < 0:
        return "turned", on_log
    return "larger" if sign * (after - before) > 0 else "smaller", on_log


def _necessary(found: Mediation, theory: str, language: str) -> str:
    rows = found.necessity[found.necessity["theory"] == theory]
    above = rows[rows["above_bound"].astype(bool)]
    points = int(rows["points"].max())
    if points < FEWEST_POINTS:
        said = {"points": points, "fewest": FEWEST_POINTS, "theory": _titled(theory, language)}
        return phrase(TEXTS, "few", language, **said)
    if above.empty:
        return phrase(TEXTS, "not_necessary", language, theory=_titled(theory, language))
    names = [
        f"{GATE_NAMES[gate][language == 'nl']} {number(size, 'number', language)}"
        f" ({number(bound, 'number', language)})"
        for gate, size, bound in zip(
            above["condition"], above["effect_size"], above["bound"], strict=True
        )
    ]
    said = {"theory": _titled(theory, language), "names": listed(names, language)}
    return phrase(TEXTS, "necessary", language, **said)
