"""What stands on the A4, whatever it is printed as."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analysis.brief.evidence import MOST_GROUNDS, MOST_ROWS, Evidence, evidence_of
from analysis.brief.figure import bare, gains_picture, picture_of
from analysis.brief.judged import SMALL, choice, turned, unsure
from analysis.brief.rules import SENTENCES, Advice, advice
from analysis.brief.texts import LIMITS, TEXTS
from analysis.brief.weights import Weighed, Weight, weighed_in
from analysis.brief.wording import Wording
from analysis.report.alike import unlike
from analysis.report.sections import doubts_of, parts_of, question_of
from analysis.stored.answer import Answer
from analysis.stored.grid import Grid
from analysis.stored.part import Part
from analysis.stored.stored import Stored
from analysis.stored.summary import Estimate
from analysis.words.costs import million_euro, persons_away
from analysis.words.labels import Unit, label_of, number
from analysis.words.phrases import listed, phrase, spanned
from analysis.words.titles import unquoted
from experiments.design.point import name_in_words
from experiments.study.files import MANIFEST, digest_of

MOST_OTHERS, MOST_TURNS, MOST_NOTES = 2, 3, 3
LONGEST_QUESTION = 300
SHORT_DIGEST = 16
CHOICE = "choose"
"""The verb that chooses by itself, for each budget."""


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


def content_of(
    answers: Sequence[Answer],
    language: str,
    command: str,
    question: str,
    weights: Sequence[Weight] = (),
) -> Content:
    """Return what stands on the A4 of some answers.

    Args:
        answers: The answers, the most important first.
        language: "en" or "nl".
        command: The command that gives it again.
        question: The question; empty for one that is made from the studies.
        weights: How likely each situation that was compared is; empty where nobody said.

    Raises:
        UserError: Where there are not as many weights as situations.
    """
    evidence = evidence_of(answers)
    wording = Wording(evidence, language)
    stored = [answer.stored for answer in answers]
    parts = parts_of(stored, language)
    found = advice(evidence)
    if not evidence.grounds:
        found = _of_packages(answers, parts, language) or found
    apart = unlike(stored, language)
    warnings = [line for part in parts for line in part.notes]
    weighed = weighed_in(evidence, weights, wording)
    table = (
        _table(evidence, wording, weighed) if evidence.grounds else _first_grid(answers, language)
    )
    picture, alt = (
        gains_picture(evidence, wording) if evidence.grounds else picture_of(answers, language)
    )
    first = [*_small(found, evidence, wording), *([apart] if apart else [])]
    notes = list(dict.fromkeys([*first, *warnings]))
    more = len(notes) - MOST_NOTES
    if more > 0:
        key = "one_more_note" if more == 1 else "more_notes"
        notes[MOST_NOTES:] = [phrase(TEXTS, key, language, count=more)]
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


def _table(evidence: Evidence, wording: Wording, weighed: Weighed | None) -> Grid:
    """Return effect with interval, persons and euro, a row per policy."""
    language = wording.language
    grounds = evidence.grounds[:MOST_GROUNDS]
    label = label_of(evidence.outcome)
    rows = []
    for policy in evidence.best_first[:MOST_ROWS]:
        gains = [g.gains.get(policy) for g in grounds]
        gains += [weighed.gain(policy)] if weighed else []
        cells = [_effect(gain, label.unit, language) for gain in gains]
        cost = evidence.costs[policy]
        of_cost = persons_away(cost, language), million_euro(cost, language)
        rows.append([unquoted(wording.name(policy)), *cells, *of_cost])
    places = [bare(wording.place(g)) for g in grounds]
    places += [weighed.head(wording)] if weighed else []
    columns = [phrase(TEXTS, "effect", language, where=place) for place in places]
    ends = [phrase(TEXTS, key, language) for key in ("persons", "euro")]
    more = len(evidence.policies) - MOST_ROWS
    note = phrase(
        TEXTS,
        "table_note",
        language,
        unit=label.unit_of_change(language),
        outcome=label.name(language),
        reference=wording.reference,
        count=wording.count(grounds[0]),
    )
    if weighed:
        note += weighed.note(wording, any(g.futures for g in evidence.grounds))
    left = "" if more <= 0 else phrase(TEXTS, "more_rows", language, count=more)
    strong = unquoted(wording.name(choice(evidence))) if choice(evidence) else ""
    heading = phrase(TEXTS, "policy", language)
    return Grid(heading, [*columns, *ends], rows, note=f"{note}{left}", strong=strong)


def _effect(gain: Estimate | None, unit: Unit, language: str) -> str:
    if gain is None:
        return phrase(TEXTS, "untried", language)
    if unit == "share":
        return spanned(gain.mean, language, gain.low, gain.high)
    return number(gain.mean, unit, language, signed=True)


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
    resting = ("compare", "robust", "run") if evidence.grounds else (CHOICE,)
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


def _of_packages(answers: Sequence[Answer], parts: Sequence[Part], language: str) -> Advice | None:
    """Return what a choice of packages says by itself; None where there is none."""
    for answer, part in zip(answers, parts, strict=True):
        if answer.stored.verb == CHOICE and len(part.leads) >= len(SENTENCES):
            said = tuple(part.leads[: len(SENTENCES)])
            follows = bool(answer.tables["choices"]["decided"].any())
            return Advice((CHOICE,) * len(SENTENCES), follows, {language: said})
    return None


def _small(found: Advice, evidence: Evidence, wording: Wording) -> list[str]:
    """Say where the policy that is advised brings less than is of interest, however sure."""
    policy = choice(evidence)
    if not found.follows or not policy or label_of(evidence.outcome).unit != "share":
        return []
    grounds = [g for g in evidence.grounds if policy in g.gains and g.told(policy)]
    little = [
        g for g in grounds if max(map(abs, (g.gains[policy].low, g.gains[policy].high))) < SMALL
    ]
    if not little:
        return []
    words = {
        "policy": wording.name(policy),
        "small": wording.small,
        "where": wording.places(little),
    }
    return [phrase(TEXTS, "small", wording.language, **words)]


def _source(answer: Answer, language: str) -> str:
    """Return the command that makes a study again, and all that decides its numbers."""
    stored = answer.stored
    run = stored.configuration["run"]
    digest = digest_of(stored.folder / MANIFEST)[:SHORT_DIGEST]
    runs = stored.manifest["runs"]["done"]
    return phrase(
        TEXTS,
        "source",
        language,
        command=stored.command,
        runs=runs,
        days=run["days"],
        warm_up=run["warm_up_days"],
        world=Path(stored.world).name if stored.world else phrase(TEXTS, "netherlands", language),
        theory=_theory(stored, language),
        digest=digest,
        version=stored.manifest["versions"]["bijstand"],
    )


def _theory(stored: Stored, language: str) -> str:
    """Return under which readings of the source study it was run."""
    table = stored.study.design().table
    choices = stored.configuration.get("choices") or {}
    names = map(str, table["theory"]) if "theory" in table else [choices.get("theory", "")]
    said = [unquoted(name_in_words("theory", n, language)) for n in dict.fromkeys(names) if n]
    theory = listed(said, language)
    varied = any(str(c).startswith("theory.") and table[c].nunique() > 1 for c in table)
    return phrase(TEXTS, "varied", language, theory=theory) if varied else theory
