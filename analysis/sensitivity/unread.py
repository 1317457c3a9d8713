"""Of what size a study of sensitivity is too small to be read, said and stored with it."""

from __future__ import annotations

from analysis.sensitivity.estimators import OF_VARIANCE
from analysis.sensitivity.fewest import FEW, FEWEST, SAME, counted
from analysis.sensitivity.findings import Findings
from analysis.sensitivity.words import TEXTS
from analysis.words.labels import label_of
from analysis.words.phrases import phrase
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
