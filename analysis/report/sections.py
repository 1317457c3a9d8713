"""The sections of a report: which parts belong where, and what is said where a part is absent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from analysis.answers import answer_of as answered
from analysis.attribution import part as of_attribution
from analysis.calibration import part as of_calibration
from analysis.choose import part as of_choice
from analysis.compare import part as of_settings
from analysis.discovery import part as of_discovery
from analysis.elicitation import part as of_elicitation
from analysis.patterns import part as of_patterns
from analysis.report.texts import QUESTIONS, TEXTS, TITLES
from analysis.robustness import part as of_robustness
from analysis.run import part as of_run
from analysis.sensitivity import part as of_sensitivity
from analysis.stored.answer import Answer
from analysis.stored.part import Part, plain_part
from analysis.stored.stored import Stored, as_written
from analysis.words.phrases import listed, phrase
from analysis.words.readers import for_readers
from experiments.running.telling import telling_of

PARTS: dict[str, Callable[[Answer, str], Part]] = {
    "attribute": of_attribution.part_of,
    "run": of_run.part_of,
    "sensitivity": of_sensitivity.part_of,
    "calibrate": of_calibration.part_of,
    "choose": of_choice.part_of,
    "compare": of_settings.part_of,
    "discover": of_discovery.part_of,
    "elicit": of_elicitation.part_of,
    "robust": of_robustness.part_of,
    "patterns": of_patterns.part_of,
}
# The verbs whose studies a section shows, the section's key first, in the order of the page.
SECTIONS: dict[str, tuple[str, ...]] = {
    "settings": ("compare", "run"),
    "attribution": ("attribute",),
    "conditions": ("sensitivity", "mediate"),
    "failure": ("discover",),
    "levers": ("robust",),
    "choice": ("choose",),
    "first": ("voi",),
    "calibration": ("calibrate",),
    "patterns": ("patterns",),
}
# Sections that a report may do without, so that their absence is not told.
OPTIONAL = ("failure", "choice", "first", "calibration", "patterns")
OTHERS = "others"
SENTENCES = 5


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the page.

    Attributes:
        key: What it is called in links.
        title: Its heading.
        parts: The studies that it shows.
        absent: What is said where there is none.
        optional: Whether it is left out where there is none.
    """

    key: str
    title: str
    parts: Sequence[Part]
    absent: str
    optional: bool = False


def parts_of(stored: Sequence[Stored], language: str) -> list[Part]:
    """Return the part of every study; raises as ``as_written``."""
    found = []
    for each in stored:
        with as_written(each), telling_of(each.world):
            answer = answered(each)
            part = PARTS.get(each.verb, plain_part)(answer, language)
            notes = answer.in_language(language).warnings
            found.append(_read(replace(part, notes=notes), language))
    return found


def _read(part: Part, language: str) -> Part:
    """Return a part for who reads it and types nothing: titles in the place of keys."""

    def read(texts: Sequence[str]) -> list[str]:
        return [for_readers(text, language) for text in texts]

    return replace(
        part,
        leads=read(part.leads),
        said=read(part.said),
        doubts=read(part.doubts),
        notes=read(part.notes),
        grids=[grid.for_readers(language) for grid in part.grids],
        short=for_readers(part.short, language),
        together=for_readers(part.together, language),
    )


def sections_of(parts: Sequence[Part], language: str) -> list[Section]:
    """Put parts into their sections; a section without a study says which verb would fill it."""
    placed = {verb for verbs in SECTIONS.values() for verb in verbs}
    sections = [
        Section(
            key,
            TITLES[key][language == "nl"],
            [p for p in parts if p.verb in verbs],
            phrase(TEXTS, "absent", language, verb=verbs[0]),
            key in OPTIONAL,
        )
        for key, verbs in SECTIONS.items()
    ]
    others = [part for part in parts if part.verb not in placed]
    if others:
        sections.append(Section(OTHERS, TITLES[OTHERS][language == "nl"], others, ""))
    return sections


def names_of(parts: Sequence[Part], language: str) -> list[str]:
    """Return what the part of each study is called: its section, and where, if that has several."""
    found = []
    for part in parts:
        key = next((key for key, verbs in SECTIONS.items() if part.verb in verbs), OTHERS)
        title = TITLES[key][language == "nl"]
        beside = [other for other in parts if other.verb in SECTIONS.get(key, (part.verb,))]
        found.append(title if len(beside) == 1 else f"{title}: {part.where}")
    return found


def question_of(parts: Sequence[Part], language: str) -> str:
    """Return the question that the studies answer together, where the user gave none."""
    asked = [QUESTIONS[verb] for verb in QUESTIONS if any(part.verb == verb for part in parts)]
    if not asked:
        return phrase(TEXTS, "question_others", language)
    names = listed((words[language == "nl"] for words in asked), language)
    return phrase(TEXTS, "question", language, asked=names)


def answer_of(sections: Sequence[Section], language: str) -> list[str]:
    """Choose the sentences of the answer: the first of every section, then what room is left.

    Every study gives its most important sentences first; a section's second study is heard before
    any study's second sentence.
    """
    queues = [_leads(section.parts) for section in sections]
    chosen: list[tuple[int, str]] = []
    for sentence in range(SENTENCES):
        for study in range(max((len(queue) for queue in queues), default=0)):
            for place, queue in enumerate(queues):
                if study < len(queue) and sentence < len(queue[study]):
                    chosen.append((place, queue[study][sentence]))
    return [text for _, text in sorted(chosen[:SENTENCES], key=lambda pair: pair[0])]


def _leads(parts: Sequence[Part]) -> list[list[str]]:
    """Return the sentences of each study; studies of one kind in other settings share one."""
    leads: dict[object, list[str]] = {}
    for place, part in enumerate(parts):
        alike = [other for other in parts if other.together and other.together == part.together]
        if len(alike) < 2:
            leads[place] = list(part.leads)
        else:
            shorts = "; ".join(other.short for other in alike)
            leads[part.together] = [f"{part.together} {shorts}."]
    return list(leads.values())


def doubts_of(parts: Sequence[Part], language: str) -> list[str]:
    """Return what would change the answer: what each study found, then what holds for all."""
    own = dict.fromkeys(doubt for part in parts for doubt in part.doubts)
    return [*own, phrase(TEXTS, "doubt_theory", language)]
