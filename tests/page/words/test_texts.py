"""Everything that is read exists in both languages, with the same places to fill."""

import re
from pathlib import Path
from string import Formatter

import pytest

from analysis.words.labels import GATE_NAMES, REASON_CLAUSES, REASON_NAMES
from bijstand.page.case.situations import LIKELIHOODS
from bijstand.page.run.reading import DRIVERS
from bijstand.page.run.traffic import GATES
from bijstand.page.screens.advice import OPEN_SENTENCES
from bijstand.page.words import names as texts_names
from bijstand.page.words import texts
from bijstand.page.words.advice import ADVICE
from bijstand.page.words.story import STORY
from sim.conditions.dutch import source_in
from sim.outcomes import END_STATE_TITLES
from sim.setting.configuration import names_in, read_named
from sim.setting.theories.level import LEVELS
from sim.setting.theories.theory import QUESTIONS
from sim.state.codes import END_STATES, REASONS
from sim.words import LANGUAGES
from sim.words.numbers import number, percent, span

# Keys of which the code makes the second half.
FAMILIES = (
    "speed_",
    "tab_",
    "stage_",
    "take_",
    "filter_",
    "series_",
    "screen_",
    "role_",
    "more_",
    "needs_",
)
ALL = {**texts.TEXTS, **STORY, **ADVICE}


@pytest.mark.parametrize("key", ALL)
def test_both_languages_have_the_same_places(key: str) -> None:
    english, dutch = ALL[key]
    assert english.strip()
    assert dutch.strip()

    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in Formatter().parse(text) if name}

    assert places(english) == places(dutch)


def test_no_key_is_declared_twice() -> None:
    assert len(ALL) == len(texts.TEXTS) + len(STORY) + len(ADVICE)


def test_every_code_has_its_words() -> None:
    assert set(texts_names.REASON_NAMES) == set(REASONS) == {"", *REASON_CLAUSES}
    assert set(REASON_CLAUSES) == set(REASON_NAMES) - {"distrust"}  # a part of unwilling
    assert set(END_STATE_TITLES) == set(END_STATES)
    assert set(texts_names.GATE_LETTERS) == set(GATES) < set(GATE_NAMES)
    assert set(texts_names.DRIVER_NAMES) == set(DRIVERS)
    assert QUESTIONS["level"].values == LEVELS
    for switch in QUESTIONS.values():
        for value in switch.values:
            assert all(switch.answer(value, language).strip() for language in LANGUAGES)


def test_every_text_is_used_and_every_used_text_exists() -> None:
    folder = Path(texts.__file__).parents[1]
    code = "".join(p.read_text(encoding="utf-8") for p in folder.rglob("*.py"))
    code = re.sub(r"# fmt.*", "", code)
    said = set(re.findall(r"""say\(\s*["']([a-z_]+)["']""", code))
    assert said <= set(ALL), said - set(ALL)
    unused = {
        key
        for key in ALL
        if len(re.findall(rf"""["']{key}["']""", code)) < 2
        and not key.startswith(FAMILIES)
        and key not in {"scenario_help", "policy_help", "theory_help"}
        and key not in LIKELIHOODS
        and not (key.endswith("_title") and key.removesuffix("_title") in OPEN_SENTENCES)
    }
    assert unused == set()


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (number(1234.5, 1, "nl"), "1234,5"),
        (number(-0.25, 2, "en", signed=True), "−0.25"),
        (number(-0.01, 1, "en", signed=True), "0.0"),
        (number(float("nan"), 1, "nl"), "n.v.t."),
        (percent(0.385, "en", 1), "38.5%"),
        (percent(float("nan"), "en"), "n/a"),
        (span(1 / 24 / 60 * 6, "en"), "6 min"),
        (span(0.25, "nl"), "6,0 uur"),
        (span(1.0, "en"), "24 hours"),
        (span(30.25, "nl"), "30,2 dagen"),
    ],
)
def test_numbers_are_written_as_they_are_read(written: str, expected: str) -> None:
    assert written == expected


def test_what_named_files_say_of_the_source_study_is_in_dutch_for_dutch_readers() -> None:
    groups = ("scenario", "policy", "theory", "partnership")
    sections = [
        str(read_named(group, name)["section"]) for group in groups for name in names_in(group)
    ]
    remarks = [r for section in sections for r in re.findall(r"\(([a-z][^)]*)\)", section)]
    assert len(remarks) > 30
    left = [r for r in remarks if not r.startswith("respondent") and r in source_in(f"({r})", "nl")]
    assert left == []
    assert source_in("thesis §4.2.3 (the same people promised elsewhere)", "nl") == (
        "scriptie §4.2.3 (dezelfde mensen elders toegezegd)"
    )
