"""Of what size a study of sensitivity is too small to be read, said and stored with it."""

from __future__ import annotations

from collections.abc import Mapping

from analysis.sensitivity.estimation.estimators import OF_VARIANCE
from analysis.sensitivity.estimation.fewest import (
    FEW,
    FEWEST,
    FEWEST_NOISE,
    FEWEST_RESAMPLED_ROWS,
    SAME,
    counted,
)
from analysis.sensitivity.findings import Findings
from analysis.sensitivity.words import TEXTS
from analysis.words.labels import label_of
from analysis.words.phrases import phrase
from experiments.study.notes import ABOUT, Note
from sim.words import LANGUAGES


def unreadable(found: Findings, language: str) -> str:
    """Say why nothing can be said of any factor; empty where something can."""
    place = {"where": found.where, "outcome": label_of(found.outcome).name(language).lower()}
    if found.all_flagged(SAME):
        return phrase(TEXTS, "nothing", language, **place)
    if found.all_flagged(FEW):
        needed = FEWEST[found.method]
        said = {"counted": counted(found.size, found.method, language), "fewest": needed.size}
        key = "few_shares" if found.method in OF_VARIANCE else "few"
        return phrase(TEXTS, key, language, more=needed.key, **said, **place)
    if found.readable.empty:
        return phrase(TEXTS, "unknown", language, **place)
    return ""


def notes_of(found: Findings) -> list[Note]:
    """Return what must be known beside the indices of an outcome and their intervals."""
    few = note_of(found)
    notes = _on_intervals(found) if few is None else [few]
    return [{**note, ABOUT: [found.outcome]} for note in notes]


def _on_intervals(found: Findings) -> list[dict[str, str]]:
    notes, noise = [], found.noise
    if found.method != "surrogate" and found.size < FEWEST_RESAMPLED_ROWS:
        of = FEWEST[found.method].of
        notes.append(
            _in_languages(
                "note_resampled",
                {lang: {"of": of[lang == "nl"]} for lang in LANGUAGES},
                fewest=FEWEST_RESAMPLED_ROWS,
            )
        )
    if noise is not None and FEWEST_NOISE <= noise.points < FEWEST_RESAMPLED_ROWS:
        notes.append(_in_languages("note_noise", fewest=FEWEST_RESAMPLED_ROWS))
    return notes


def _in_languages(
    key: str, own: Mapping[str, Mapping[str, object]] | None = None, **more: object
) -> dict[str, str]:
    return {
        lang: phrase(TEXTS, key, lang, **more, **(own[lang] if own else {})) for lang in LANGUAGES
    }


def note_of(found: Findings) -> dict[str, str] | None:
    """Return what is stored with a study that is too small to say anything of a factor."""
    if not found.all_flagged(FEW):
        return None
    needed = {"fewest": FEWEST[found.method].size, "method": found.method}
    return {
        language: phrase(
            TEXTS,
            "note_few",
            language,
            counted=counted(found.size, found.method, language),
            **needed,
        )
        for language in LANGUAGES
    }
