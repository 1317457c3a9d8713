"""What stands beside exported tables: the answer in words, where it is from, what columns mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from analysis.export.sheets import Column, Sheet
from analysis.export.units import NO_UNIT
from analysis.stored.answer import Answer
from analysis.words.phrases import phrase
from analysis.words.readers import for_readers
from experiments.study.files import MANIFEST, digest_of

TEXTS: dict[str, tuple[str, str]] = {
    "title": ("What bijstand {verb} found", "Wat bijstand {verb} vond"),
    "note": ("Note", "Let op"),
    "answer": ("Answer", "Antwoord"),
    "study": ("Study", "Studie"),
    "runs": ("Runs", "Runs"),
    "done": ("{done} done, {failed} failed", "{done} klaar, {failed} mislukt"),
    "days": ("Days", "Dagen"),
    "measured": (
        "{days} measured, after {warm_up_days} that are not",
        "{days} gemeten, na {warm_up_days} die niet gemeten zijn",
    ),
    "made": ("Made", "Gemaakt"),
    "version": ("Version", "Versie"),
    "command": ("The same again", "Nog eens"),
    "digest": ("Digest of the study", "Controlegetal van de studie"),
    "numbers": ("Numbers", "Getallen"),
    "as_printed": (
        "as they are printed: shares in per cent, their differences in percentage points; low and "
        "high are the ends of a 95% interval; an empty cell has no value",
        "zoals ze gedrukt worden: aandelen in procenten, verschillen daarvan in procentpunten; "
        "ondergrens en bovengrens zijn de einden van een 95%-interval; een lege cel heeft geen "
        "waarde",
    ),
    "caution": ("What this is", "Wat dit is"),
    "no_prediction": (
        "an exploration of conditions and theories with stylised public data: no prediction, no "
        "planning of forces, no real readiness",
        "een verkenning van voorwaarden en theorieën met gestileerde openbare gegevens: geen "
        "voorspelling, geen planning van eenheden, geen werkelijke paraatheid",
    ),
    "sheet": ("sheet", "blad"),
    "column": ("column", "kolom"),
    "unit": ("unit", "eenheid"),
    "key": ("name in the files of the study", "naam in de bestanden van de studie"),
}


def about(answer: Answer, language: str) -> list[tuple[str, str]]:
    """Return what a reader must know beside the tables, a heading and a text a line."""
    stored = answer.stored

    def say(key: str, **values: Any) -> str:
        return phrase(TEXTS, key, language, **values)

    manifest, told = stored.manifest, answer.in_language(language)
    versions = manifest["versions"]
    lines = [
        ("bijstand", say("title", verb=stored.verb)),
        *((say("answer"), for_readers(line, language)) for line in told.sentences()),
        *((say("note"), for_readers(line.partition(": ")[2], language)) for line in told.warnings),
        (say("caution"), say("no_prediction")),
        (say("numbers"), say("as_printed")),
        (say("study"), str(stored.folder)),
        (say("runs"), say("done", **manifest["runs"])),
        (say("days"), say("measured", **answer.question["run"])),
        (say("made"), str(manifest["written"])[:16].replace("T", " ")),
        (say("version"), f"{versions['bijstand']}, {manifest['identity']['code']}"),
        (say("command"), stored.command),
        (say("digest"), f"{MANIFEST} sha256 {digest_of(stored.folder / MANIFEST)}"),
    ]
    seen: set[str] = set()
    return [(_once(heading, seen), text) for heading, text in lines]


def _once(heading: str, seen: set[str]) -> str:
    """Return a heading where it stands for the first time."""
    first = heading not in seen
    seen.add(heading)
    return heading if first else ""


def headings_of_columns(sheets: Sequence[Sheet], language: str) -> list[Column]:
    """Return what the columns of all tables mean, as the columns of a table of its own."""
    rows = [
        (sheet.title, column.title, column.unit, column.key)
        for sheet in sheets
        for column in sheet.columns
    ]
    titles = [phrase(TEXTS, key, language) for key in ("sheet", "column", "unit", "key")]
    return [
        Column("", title, "", [row[place] or None for row in rows], [NO_UNIT] * len(rows))
        for place, title in enumerate(titles)
    ]
