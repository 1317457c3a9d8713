"""The glossary: each word once, in both languages, found by the words that people look for."""

from __future__ import annotations

import pytest

from analysis.words.glossary import FIELD, METHOD, TERMS, meaning_of
from sim.outcomes import DECLARED
from tests.house.english import leaked


def test_every_word_is_there_once_and_says_something_in_both_languages() -> None:
    for place in ("en", "nl"):
        words = [getattr(term, place).casefold() for term in TERMS]
        assert len(set(words)) == len(words)
    for term in (*FIELD, *METHOD):
        assert term.meaning_en.endswith(".") and term.meaning_nl.endswith(".")
        assert term.meaning_en != term.meaning_nl and not leaked(term.meaning_nl)


@pytest.mark.parametrize(
    "word",
    [
        "militaire bijstand",
        "Restcapaciteit",
        "afwegingskader",
        "personeel",
        "tekort",
        "mandaat",
        "spijt",
        "regret",
        "95%-interval",
        "gate",
    ],
)
def test_the_words_of_the_field_are_found(word: str) -> None:
    assert meaning_of(word, "nl") and meaning_of(word, "en") != meaning_of(word, "nl")


def test_every_outcome_is_explained_and_a_word_of_nobody_is_not() -> None:
    for outcome in DECLARED.values():
        assert meaning_of(outcome.title_nl, "nl") == outcome.meaning_nl
    assert meaning_of("xyz", "nl") == ""
