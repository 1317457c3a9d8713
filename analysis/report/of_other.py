"""A study of any other verb: its stored answer and figures as they lie in its folder."""

from __future__ import annotations

from analysis.stored.part import Part, Picture, data_address
from analysis.stored.stored import MOST_BYTES, Stored, text_in
from analysis.words.phrases import phrase
from experiments.study.notes import is_note
from experiments.study.output import ANSWER
from sim.reading import read_bytes

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


def part_of(stored: Stored, language: str) -> Part:
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
        for png in sorted(stored.folder.glob("figures/*.png"))
    ]
    return Part(
        verb=stored.verb,
        where=stored.where(language) if "choices" in stored.configuration else "",
        leads=said[:1] if text else [],
        said=said,
        pictures=pictures,
        command=stored.command,
    )
