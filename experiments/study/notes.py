"""What a reader must know beside a result: stored with its study, shown wherever that is shown.

A note is a text in every language. Those that follow from what is run are written into the
manifest before the first run; those that follow from how it went are read off the manifest.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from experiments.design import Design
from experiments.design.belief import FEW_EFFECTIVE, MADE_BY_RULE
from experiments.design.believed import BELIEVED
from experiments.design.frame import Frame
from experiments.design.point import CHOSEN, DEFAULT_THEORY, GROUP_NAMES, name_in_words
from sim.setting.scenarios.scenario import load_scenario
from sim.setting.scenarios.unseen import unseen
from sim.setting.theories.level import ACTING, LEVEL, PLAIN_KEY, RAW, STANDARDISED
from sim.setting.theories.levelling import key_of
from sim.setting.theories.theory import QUESTIONS, load_theory
from sim.words import LANGUAGES, ByLanguage, Joined, Message, Text

Note = Mapping[str, Any]
"""A text by its language; and, where it is about some outcomes or tables only, ``ABOUT`` names
them."""

ABOUT = "about"

WARNINGS = "warnings"
MARK = {"en": "Note", "nl": "Let op"}
NAMED_AT_MOST = 4


def notes_on(design: Design, frame: Frame) -> list[Note]:
    """Return what is known of a study before it is run.

    Args:
        design: The points.
        frame: What is fixed.
    """
    words = {f.name: f.words for f in design.factors if f.words}
    run = {name: list(dict.fromkeys(map(str, design.columns[name]))) for name in words}
    notes = [
        Message(
            "of the {all} values of {factor} these are not run: {names}",
            factor=_named(name),
            all=len(words[name]),
            names=_listed([_title(name, word) for word in words[name] if word not in run[name]]),
        )
        for name in words
        if design.kind != "list" and len(run[name]) < len(words[name])
    ]
    conditions, span = _longest(design, frame), (frame.days, frame.warm_up_days)
    scenarios = [load_scenario(name) for name in run.get("scenario", [frame.scenario])]
    hidden = grouped(line for each in scenarios for line in unseen(each, *span, conditions))
    held = _on_belief(design.options.get(BELIEVED, {}))
    lines = dict.fromkeys([*hidden, *notes, *held, *_on_level(run, frame)])
    return [_note(line) for line in lines]


def grouped(lines: Iterable[Message]) -> list[Message]:
    """Return what a run does not show, the needs of a scenario that it leaves out as one line."""
    needs: dict[tuple[str, str], list[Message]] = {}
    for line in lines:
        values = line.values
        # A line on a need has its scenario and its number; any other stands by itself.
        own = (str(values["name"]), "") if "number" in values else ("", str(line))
        needs.setdefault(own, []).append(line)
    return [one if not more else _together([one, *more]) for one, *more in needs.values()]


def _together(lines: Sequence[Message]) -> Message:
    first = lines[0].values
    return Message(
        "scenario '{name}', {count} needs arise outside the run (day {first} to {days}), the first "
        "on day {day:n}: they are left out",
        name=first["name"],
        count=len(lines),
        first=first["first"],
        days=first["days"],
        day=min(line.values["day"] for line in lines),
    )


def _named(factor: str) -> Text:
    """Return what a factor of words is called: a question in quotes, else its group."""
    asked = QUESTIONS.get(factor.removeprefix("theory."))
    if asked is None:
        return ByLanguage(*GROUP_NAMES[factor])
    key = f"” ({asked.name})"
    return ByLanguage(*(f"“{said}{key}" for said in (asked.question_en, asked.question_nl)))


def _title(factor: str, word: str) -> Text:
    """Return what one of its words is called, in quotes: an answer, or the title of a file."""
    asked = QUESTIONS.get(factor.removeprefix("theory."))

    def said(language: str) -> str:
        if asked is not None:
            return asked.answer(word, language)
        return name_in_words(factor, word, language) if factor in CHOSEN else word

    return ByLanguage(*(f"“{said(language)}”" for language in LANGUAGES))


def _longest(design: Design, frame: Frame) -> dict[str, float]:
    """Return the conditions of a study, at their highest where a design varies them."""
    values = {**load_theory(frame.theory).conditions, **frame.conditions}
    for factor, column in design.columns.items():
        head, _, name = factor.partition(".")
        if head == "conditions":
            values[name] = float(np.asarray(column, dtype=np.float64).max())
    return values


def _on_level(run: Mapping[str, Sequence[str]], frame: Frame) -> list[Message]:
    """Say how theories are held against each other, where any is not at its level by nature."""
    theories = [frame.point({"theory": name}).theory for name in run.get("theory", [frame.theory])]
    varied = any(f"theory.{switch}" in run for switch in ACTING)
    if "theory.level" in run or not (varied or any(key_of(t) != PLAIN_KEY for t in theories)):
        return []
    return [_level_notes(_title("theory", DEFAULT_THEORY))[theories[0].level]]


def _level_notes(plain: Text) -> dict[str, Message]:
    return {
        STANDARDISED: Message(
            "theories are brought to the level of {plain} (theory.level=standardised): willingness "
            "has its mean and spread, and as much passes; say of theories only what holds as well "
            "where the mean alone is alike (theory.level=level)",
            plain=plain,
        ),
        LEVEL: Message(
            "theories are brought to the level of {plain} (theory.level=level): willingness has "
            "its mean, and as much passes; say of theories only what holds as well where the "
            "spread is alike too (theory.level=standardised)",
            plain=plain,
        ),
        RAW: Message(
            "theories stand as they are (theory.level=raw): they differ in how much passes before "
            "they differ in what matters, and what a lever brings depends on that"
        ),
    }


def _on_belief(said: Mapping[str, Any]) -> list[Message]:
    """Say from what a study was drawn, where that is not the declared ranges."""
    if not said:
        return []
    drawn = [
        Message(
            "{held} conditions, cells of the tables and open questions are drawn from a belief "
            "({digest}), not from the declared ranges",
            held=len(said["held"]),
            digest=said["digest"],
        )
        if any(name.startswith("world.") for name in said["held"])
        else Message(
            "{held} conditions and open questions are drawn from a belief ({digest}), not from the "
            "declared ranges",
            held=len(said["held"]),
            digest=said["digest"],
        )
    ]
    return [*drawn, *_doubts(said)]


def doubts_on_belief(design: Design) -> list[Note]:
    """Return what must be known of the belief that a design was drawn from, beside that it was."""
    return [_note(line) for line in _doubts(design.options.get(BELIEVED, {}))]


def _doubts(said: Mapping[str, Any]) -> list[Message]:
    if not said:
        return []
    effective, lines = said.get("effective", math.inf), []
    if said["provenance"].get(MADE_BY_RULE):
        lines.append(
            Message(
                "this belief comes from respondents that were made by a rule, to try the way with; "
                "what comes of it says nothing of the world"
            )
        )
    if effective < FEW_EFFECTIVE:
        lines.append(
            Message(
                "the belief's {draws} draws are worth {effective:.0f} of equal weight: what is "
                "rare in it is told badly",
                draws=said["draws"],
                effective=effective,
            )
        )
    return lines


def notes_in(manifest: Mapping[str, Any]) -> list[Note]:
    """Return the notes of a study: those on how it went, and those that are stored.

    The most important come first.

    Args:
        manifest: Of the study; one of an older version of bijstand has no stored notes.
    """
    return [*_on_the_way(manifest), *manifest.get(WARNINGS, [])]


def in_language(notes: Iterable[Note], language: str) -> list[str]:
    """Return notes as lines in a language, each with the word that says that it is one."""
    return [f"{MARK[language]}: {note[language]}." for note in notes]


def concerning(notes: Iterable[Note], shown: Collection[str] | None) -> list[Note]:
    """Return the notes that concern what is shown.

    Args:
        notes: Notes; one that does not say what it is about is about all.
        shown: The outcomes and tables that are shown; None where nobody says which.
    """
    return [
        note
        for note in notes
        if shown is None or not note.get(ABOUT) or set(note[ABOUT]).intersection(shown)
    ]


def _on_the_way(manifest: Mapping[str, Any]) -> list[Note]:
    runs = manifest.get("runs", {})
    if not runs.get("failed"):
        return []
    return [
        _note(
            Message(
                "{failed} of {all} runs failed and are left out; failures.parquet has all",
                failed=runs["failed"],
                all=runs["asked"],
            )
        )
    ]


def _note(message: Message) -> Note:
    return {language: message.in_language(language) for language in LANGUAGES}


def once(notes: Sequence[Note]) -> list[Note]:
    """Return notes in their order, each that says the same once, about all that it is about."""
    found: dict[str, dict[str, Any]] = {}
    for note in notes:
        said = found.setdefault(note[LANGUAGES[0]], dict(note))
        if about := [*said.get(ABOUT, ()), *note.get(ABOUT, ())]:
            said[ABOUT] = list(dict.fromkeys(about))
    return list(found.values())


def _listed(names: Sequence[str]) -> Joined:
    more = len(names) - NAMED_AT_MOST
    return Joined([*names[:NAMED_AT_MOST], *([f"… ({more})"] if more > 0 else [])])
