"""What stands on the A4, whatever it is printed as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.brief.evidence import Evidence, evidence_of
from analysis.brief.figure import bare, gains_picture, picture_of
from analysis.brief.judged import choice, turned, unsure
from analysis.brief.rules import Advice, advice
from analysis.brief.texts import LIMITS, TEXTS
from analysis.brief.wording import Wording
from analysis.report.alike import unlike
from analysis.report.sections import doubts_of, parts_of, question_of
from analysis.stored.answer import Answer
from analysis.stored.part import Grid, Part
from analysis.words.costs import million_euro, persons_away
from analysis.words.labels import label_of, number
from analysis.words.phrases import phrase, spanned
from analysis.words.titles import unquoted
from experiments.study.files import MANIFEST, digest_of

MOST_ROWS, MOST_GROUNDS = 9, 3
MOST_OTHERS, MOST_TURNS, MOST_NOTES = 2, 3, 3
LONGEST_QUESTION = 300
SHORT_DIGEST = 16


@dataclass(frozen=True, slots=True)
class Content:
    """One A4.

    Attributes:
        language: "en" or "nl".
        question: The question.
        advice: The three sentences.
        follows: Whether an advice follows.
        rules: The rules that spoke.
        table: The table.
        picture: The figure, as PNG; empty where there is none.
        alt: The figure in words.
        others: What else the studies say; left out where there is no room.
        turns: What would turn the advice over.
        limits: Two limits of the model.
        notes: What must be known beside the advice, the most important first.
        again: The command that gives it again.
        sources: Each study with its digest.
        written: When the last of them was written.
    """

    language: str
    question: str
    advice: Sequence[str]
    follows: bool
    rules: Sequence[str]
    table: Grid
    picture: bytes
    alt: str
    others: Sequence[str]
    turns: Sequence[str]
    limits: Sequence[str]
    notes: Sequence[str]
    again: str
    sources: Sequence[str]
    written: str

    def say(self, key: str) -> str:
        """Return a heading of the page."""
        return phrase(TEXTS, key, self.language)


def content_of(answers: Sequence[Answer], language: str, command: str, question: str) -> Content:
    """Return what stands on the A4 of some answers.

    Args:
        answers: The answers, the most important first.
        language: "en" or "nl".
        command: The command that gives it again.
        question: The question; empty for one that is made from the studies.
    """
    evidence = evidence_of(answers)
    found, wording = advice(evidence), Wording(evidence, language)
    stored = [answer.stored for answer in answers]
    parts = parts_of(stored, language)
    apart = unlike(stored, language)
    warnings = [line for part in parts for line in part.notes]
    table = _table(evidence, wording) if evidence.grounds else _first_grid(answers, language)
    picture, alt = (
        gains_picture(evidence, wording) if evidence.grounds else picture_of(answers, language)
    )
    notes = list(dict.fromkeys([*([apart] if apart else []), *warnings]))
    more = len(notes) - MOST_NOTES
    if more > 0:
        notes[MOST_NOTES:] = [phrase(TEXTS, "more_notes", language, count=more)]
    return Content(
        language,
        question or question_of(parts, language),
        found.sentences[language],
        found.follows,
        found.rules,
        table,
        picture,
        alt,
        _others(answers, parts, evidence),
        _turns(found, evidence, wording, parts),
        [limit[language == "nl"] for limit in LIMITS],
        notes,
        command,
        [_source(answer, language) for answer in answers],
        max(str(each.manifest["written"]) for each in stored),
    )


def _table(evidence: Evidence, wording: Wording) -> Grid:
    """Return effect with interval, persons and euro, a row per policy."""
    language = wording.language
    grounds = evidence.grounds[:MOST_GROUNDS]
    label = label_of(evidence.outcome)
    unit = label.unit_of_change(language)
    rows = []
    best = sorted(evidence.policies, key=lambda p: -max(g.good(p) for g in grounds if p in g.gains))
    for policy in best[:MOST_ROWS]:
        gains = [g.gains.get(policy) for g in grounds]
        cells = [
            ""
            if gain is None
            else spanned(gain.mean, language, gain.low, gain.high)
            if label.unit == "share"
            else number(gain.mean, label.unit, language, signed=True)
            for gain in gains
        ]
        cost = evidence.costs[policy]
        of_cost = persons_away(cost, language), million_euro(cost, language)
        rows.append([unquoted(wording.name(policy)), *cells, *of_cost])
    columns = [
        phrase(TEXTS, "effect", language, where=bare(wording.place(g)), unit=unit) for g in grounds
    ]
    ends = [phrase(TEXTS, key, language) for key in ("persons", "euro")]
    more = len(evidence.policies) - MOST_ROWS
    note = phrase(
        TEXTS,
        "table_note",
        language,
        outcome=label.name(language),
        reference=wording.reference,
        count=wording.count(grounds[0]),
    )
    left = "" if more <= 0 else phrase(TEXTS, "more_rows", language, count=more)
    strong = unquoted(wording.name(choice(evidence))) if choice(evidence) else ""
    heading = phrase(TEXTS, "policy", language)
    return Grid(heading, [*columns, *ends], rows, note=f"{note}{left}", strong=strong)


def _first_grid(answers: Sequence[Answer], language: str) -> Grid:
    """Return the first table as people read it that any answer has, no longer than fits."""
    for answer in answers:
        for grid in answer.grids(language, True):
            if grid.rows:
                few = [row[: MOST_GROUNDS + 2] for row in grid.rows[:MOST_ROWS]]
                columns = list(grid.columns[: MOST_GROUNDS + 1])
                first = Grid(grid.heading, columns, few, grid.title, grid.note)
                return first.for_readers(language)
    return Grid("", [], [])


def _others(answers: Sequence[Answer], parts: Sequence[Part], evidence: Evidence) -> list[str]:
    """Return the first sentences of studies that the advice does not rest on."""
    resting = ("compare", "robust", "run") if evidence.grounds else ()
    leads = [
        part.leads[0]
        for answer, part in zip(answers, parts, strict=True)
        if answer.stored.verb not in resting and part.leads
    ]
    return list(dict.fromkeys(leads))[:MOST_OTHERS]


def _turns(found: Advice, evidence: Evidence, wording: Wording, parts: Sequence[Part]) -> list[str]:
    """Return what would turn the advice over: where it does so already, and what was not tried."""
    said = []
    policy = choice(evidence)
    if found.follows and policy:
        for key, places in (
            ("turns", turned(evidence, policy)),
            ("unsure", unsure(evidence, policy)),
        ):
            if places:
                where = wording.places(places)
                said.append(phrase(TEXTS, key, wording.language, where=where))
    return [*said, *doubts_of(parts, wording.language)][:MOST_TURNS]


def _source(answer: Answer, language: str) -> str:
    stored = answer.stored
    digest = digest_of(stored.folder / MANIFEST)[:SHORT_DIGEST]
    runs = stored.manifest["runs"]["done"]
    return phrase(
        TEXTS,
        "source",
        language,
        command=stored.command,
        runs=runs,
        digest=digest,
        version=stored.manifest["versions"]["bijstand"],
    )
