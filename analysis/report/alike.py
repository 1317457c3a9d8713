"""What must be known of studies together: their own notes, and in what they are not alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import zip_longest

from analysis.stored.part import Part
from analysis.stored.stored import Stored
from analysis.words.phrases import listed, phrase
from analysis.words.titles import unquoted
from experiments.design.point import name_in_words

TEXTS: dict[str, tuple[str, str]] = {
    "unlike": (
        "These studies are not alike in: {names}.",
        "Deze studies zijn niet gelijk in: {names}.",
    ),
    "of": ("{note} ({where})", "{note} ({where})"),
    "one": ("{name} ({values})", "{name} ({values})"),
    "days": ("measured days", "gemeten dagen"),
    "warm_up_days": ("days of warm-up", "aanloopdagen"),
    "scenario": ("scenarios", "scenario's"),
    "theory": ("theories", "theorieën"),
    "world": ("worlds", "werelden"),
    "bijstand": ("versions of bijstand", "versies van bijstand"),
    "model": ("versions of the model", "versies van het model"),
    "libraries": ("versions of numpy or numba", "versies van numpy of numba"),
}
NETHERLANDS = "netherlands"


def notes_of(
    stored: Sequence[Stored], parts: Sequence[Part], names: Sequence[str], language: str
) -> list[str]:
    """Return what must be known beside the answer, a line each, the most important first.

    Of several studies the first notes come before the second ones of any.

    Args:
        stored: The studies.
        parts: The part of each of them.
        names: What each of them is called, where not all have a note.
        language: "en" or "nl".
    """
    notes: dict[str, list[str]] = {}
    for row in zip_longest(*(part.notes for part in parts)):
        for note, name in zip(row, names, strict=True):
            if note is not None:
                notes.setdefault(note, []).append(name)
    said = [
        note
        if len(places) == len(parts)
        else phrase(TEXTS, "of", language, note=note, where="; ".join(dict.fromkeys(places)))
        for note, places in notes.items()
    ]
    apart = unlike(stored, language)
    return [*([apart] if apart else []), *said]


def unlike(stored: Sequence[Stored], language: str) -> str:
    """Say in what studies are not alike; empty where in nothing that their numbers rest on."""
    names = []
    for key, of in READ.items():
        values = list(dict.fromkeys(filter(None, (of(each, language) for each in stored))))
        if len(values) > 1:
            name = phrase(TEXTS, key, language)
            names.append(phrase(TEXTS, "one", language, name=name, values="; ".join(values)))
    return phrase(TEXTS, "unlike", language, names=listed(names, language)) if names else ""


def _of_run(key: str) -> Callable[[Stored, str], str]:
    return lambda stored, language: str(stored.configuration.get("run", {}).get(key, ""))


def _of_group(group: str) -> Callable[[Stored, str], str]:
    def words(stored: Stored, language: str) -> str:
        """Return all that a study ranges over; patterns set theirs themselves, and have none."""
        choices = stored.configuration.get("choices")
        if not choices:
            return ""
        table = stored.study.design().table
        names = dict.fromkeys(map(str, table[group])) if group in table else [choices[group]]
        titles = (unquoted(name_in_words(group, str(name), language)) for name in names)
        return ", ".join(sorted(titles))

    return words


def _world(stored: Stored, language: str) -> str:
    world = stored.configuration.get("world")
    return str(world.get("path") or NETHERLANDS) if world else ""


def _libraries(stored: Stored, language: str) -> str:
    versions = stored.manifest["identity"].get("libraries", {})
    return ", ".join(f"{name} {version}" for name, version in versions.items())


READ: dict[str, Callable[[Stored, str], str]] = {
    "days": _of_run("days"),
    "warm_up_days": _of_run("warm_up_days"),
    "scenario": _of_group("scenario"),
    "theory": _of_group("theory"),
    "world": _world,
    "bijstand": lambda stored, language: str(stored.manifest["versions"].get("bijstand", "")),
    "model": lambda stored, language: str(stored.manifest["identity"].get("code", "")),
    "libraries": _libraries,
}
"""What numbers rest on, and what reads it off a study."""
