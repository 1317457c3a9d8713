"""A study of a verb without a part of its own: all that its answer says and draws."""

from __future__ import annotations

from analysis.stored.answer import Answer
from analysis.stored.part import Part, Picture, data_address, part_from
from analysis.stored.stored import MOST_BYTES, Stored, text_in
from analysis.words.phrases import phrase
from experiments.study.notes import is_note
from experiments.study.output import ANSWER
from sim.reading import read_bytes
from sim.reading.regular import files_in

TEXTS: dict[str, tuple[str, str]] = {
    "no_answer": (
        "This study has stored no answer in words; its figures and tables stand in its folder.",
        "Deze studie heeft geen antwoord in woorden bewaard; figuren en tabellen staan in de map.",
    ),
    "language": (
        "The answer and figures of this study were stored in Dutch.",
        "Het antwoord en de figuren van deze studie zijn in het Engels bewaard.",
    ),
}


def part_of(answer: Answer, language: str) -> Part:
    """Return the part of an answer: the first sentence leads, and all figures are shown."""
    leads = answer.sentences(language)[:1]
    return part_from(answer, language, where=answer.stored.where(language), leads=leads)


def stored_part(stored: Stored, language: str) -> Part:
    """Return the part of a study whose sentences are taken as they were stored."""
    file = stored.folder / ANSWER
    text = text_in(file) if file.exists() else ""
    lines = [" ".join(line.split()) for line in text.split("\n\n") if line.strip()]
    # What must be known of a study is told by the report itself, in its language.
    said = [line for line in lines if not is_note(line)]
    if not said:
        said = [phrase(TEXTS, "no_answer", language)]
    if stored.configuration.get("language", "en") != language:
        said.append(phrase(TEXTS, "language", language))
    pictures = [
        Picture(
            png.stem, data_address("image/png", read_bytes(png, str(png), "a picture", MOST_BYTES))
        )
        for png in files_in(stored.folder / "figures", ".png")
    ]
    return Part(
        verb=stored.verb,
        where=stored.where(language) if "choices" in stored.configuration else "",
        leads=said[:1] if text else [],
        said=said,
        pictures=pictures,
        command=stored.command,
    )
