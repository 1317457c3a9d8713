"""What a factor of a design is called in words, in English and Dutch."""

from __future__ import annotations

from textwrap import fill, shorten

from analysis.words.capabilities import fit_title
from experiments.design.factors import DUMMY, LUCK, WORLD
from experiments.design.point import CHOSEN, GROUP_NAMES, name_in_words
from experiments.design.spoken import row_title
from sim.conditions import CONDITIONS, GROUPS
from sim.setting.theories.theory import QUESTIONS
from sim.words import Message, in_language
from sim.world.spread import COLUMNS

PAIR = " × "
EQUALS = " = "
"""Between a factor of words and one of them, where that is a column of its own."""
DUMMIES = (DUMMY, LUCK, CONDITIONS["dummy"].group)
"""What controls are called: the dummy, luck, and the dummy where factors are grouped."""


def factor_name(factor: str, language: str) -> str:
    """Return the name of a factor in a language, as ``"trust at the start"``.

    Two factors joined by `` × `` are a pair, and ``theory.trust = none`` is an answer; a group of
    conditions has its title; a cell of the tables has its column's title and that of its row in
    the world that is spoken of. What is none of these stands as it is.
    """
    if PAIR in factor:
        return PAIR.join(factor_name(part, language) for part in factor.split(PAIR))
    if EQUALS in factor:
        question, _, answer = factor.partition(EQUALS)
        asked, said = factor_name(question, language), answer_in_words(question, answer, language)
        return f"{asked} {said}" if asked.endswith("?") else f"{asked}: {said}"
    return _declared_name(factor, language) or factor


def _declared_name(factor: str, language: str) -> str:
    head, _, name = factor.partition(".")
    place = 1 if language == "nl" else 0
    if head == "conditions" and name in CONDITIONS:
        return CONDITIONS[name].meaning(language)
    if head == "theory" and name in QUESTIONS:
        return str(in_language(QUESTIONS[name].question, language))
    if head == WORLD and name.partition(".")[0] in COLUMNS:
        column, _, row = name.partition(".")
        return COLUMNS[column].title[place] + (f": {_row(column, row, language)}" if row else "")
    if factor in GROUPS:
        return GROUPS[factor].title(language)
    return GROUP_NAMES[factor][place] if factor in GROUP_NAMES else ""


def _row(column: str, row: str, language: str) -> str:
    table = COLUMNS[column].table
    return fit_title(row, language) if table == "fit" else row_title(table, row, language)


def short_name(factor: str) -> str:
    """Return the key without the word before its point: ``conditions.dummy`` is ``dummy``."""
    return PAIR.join(part.partition(".")[2] or part for part in factor.split(PAIR))


def name_in_lines(factor: str, language: str, width: int) -> str:
    """Return a factor's name for a figure, on two lines at most: there nobody types its key."""
    name = shorten(factor_name(factor, language), 2 * width - 8, placeholder="…")
    return fill(name, width)


def name_and_key(factor: str, language: str) -> str:
    """Return a factor for a sentence: its name with its key behind it."""
    name, key = factor_name(factor, language), short_name(factor)
    if name.endswith("?"):
        name = Message("the answer to “{question}”", question=name).in_language(language)
    return name if name == key else f"{name} ({key})"


def answer_in_words(question: str, answer: str, language: str) -> str:
    """Return an answer to a question of words as it is read, as ``"nothing"``.

    Args:
        question: The factor: an open question, with ``theory.`` before it or without, or what is
            chosen by the name of a file.
        answer: The key of the answer; one that the question does not have stands as it is.
        language: "en" or "nl".
    """
    asked = QUESTIONS.get(question.removeprefix("theory."))
    if asked is not None and answer in asked.answers:
        return asked.answer(answer, language)
    return name_in_words(question, answer, language) if question in CHOSEN else answer


def answer_name(question: str, answer: str, language: str) -> str:
    """Return a question with an answer to it, as ``"What does trust do? nothing"``."""
    factor = f"theory.{question.removeprefix('theory.')}"
    return f"{factor_name(factor, language)} {answer_in_words(question, answer, language)}"
