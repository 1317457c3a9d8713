"""What a report, a brief, a workbook and a page say: titles in the place of keys, no hints."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.export.codes import FLAG_OF_INTERVAL, Words
from analysis.words.capabilities import TITLES, capability_title
from analysis.words.cells import cells_in_words
from analysis.words.factors import answer_in_words, answer_name, factor_name
from analysis.words.labels import label_of
from analysis.words.phrases import listed, listed_apart
from analysis.words.readers import for_readers
from analysis.words.titles import in_title
from experiments.running.telling import telling_of
from sim.world import load_world

GERMANY = "built-in:germany"
CELLS = {
    "world.needs_per_year.search_property": (
        "needs a year: Search of premises and terrain",
        "behoeften per jaar: Doorzoeking pand of terrein",
    ),
    "world.persons.pol_amsterdam": ("people of units: Amsterdam", "mensen van eenheden: Amsterdam"),
    "world.mean_days.mayor": ("time at desks: Mayor", "tijd bij loketten: Burgemeester"),
    "world.barrier_level.politiewet_58": (
        "barrier of legal bases: Assistance by other armed forces",
        "drempel van grondslagen: Bijstand andere krijgsmachtonderdelen",
    ),
    "world.fit.hands:armed_guard": (
        "fit of capabilities: hands for armed guard",
        "geschiktheid van vermogens: handen voor gewapende bewaking",
    ),
    "world.severity": ("severity of needs", "ernst van behoeften"),
    "world.severity.nowhere": ("severity of needs: nowhere", "ernst van behoeften: nowhere"),
}
SENTENCES = {
    "en": [
        (
            "trust at the start (trust_start): 5%, (gates open)",
            "trust at the start: 5%, (gates open)",
        ),
        ("a × b (trust_start × urgency): 5%", "a × b: 5%"),
        ("needs a year: Flood [needs_per_year.flood]", "needs a year: Flood"),
        (
            "the level of figure_2 (theory.level=raw): so",
            "the level of “The study's second model”: so",
        ),
        (
            "scenario 'crisis' begins late: nothing shows; see run.days.",
            "scenario “Crisis” begins late: nothing shows.",
        ),
        (
            "scenario 'flood', need 1 (flood) is left out",
            "scenario “Flood”, need 1 (Flood, dike and dam) is left out",
        ),
        ("2 rows are too few. Take more with design.points=.", "2 rows are too few."),
        ("less often than 95% (docs/coverage.md tells how often)", "less often than 95%"),
        (
            "Take more points (design.points=), or shares of the model itself (method=shapley).",
            "Take more points, or shares of the model itself.",
        ),
        ("at least 10 are needed, with sensitivity.noise_points=.", "at least 10 are needed."),
        ("fewer than the 16 that method=sobol needs", "fewer than the 16 that sobol needs"),
        ("under trust=moderator", "under “What does trust do? strengthens or weakens willingness”"),
        ("with conditions.trust_start=0.4 it", "with “trust at the start 0.4” it"),
        ("choices.policy=liaisons", "“Liaisons and joint exercises”"),
        (
            "of trust_start and conditions.trust_end.",
            "of “trust at the start” and conditions.trust_end.",
        ),
        (
            "see bijstand compare from=outputs/crisis_and_shortage/resolved.yaml",
            "see bijstand compare from=outputs/crisis_and_shortage/resolved.yaml",
        ),
    ],
    "nl": [
        ("Neem er meer met design.points=.", "Neem er meer met design.points=."),
        ("Te weinig. Neem er meer met design.points=.", "Te weinig."),
        (
            "beleid 'joint_framework' en theorie 'triade'; zie run.days",
            "beleid “Gezamenlijk afwegingskader” en theorie “De Triade strikt genomen”",
        ),
        ("bij trust_start=0.4", "bij “vertrouwen aan het begin 0,4”"),
        ("bij theory.level=raw", "bij “niet: elk zoals zij is”"),
    ],
}


@pytest.mark.parametrize("factor", CELLS)
def test_a_cell_of_the_tables_has_the_title_of_its_row(factor: str) -> None:
    assert tuple(factor_name(factor, language) for language in ("en", "nl")) == CELLS[factor]


def test_rows_have_the_titles_of_the_world_that_is_spoken_of() -> None:
    factor, lever = "world.severity.health_hands", "working_groups@health_hands"
    assert factor_name(factor, "en").endswith("health_hands")
    with telling_of(GERMANY):
        assert factor_name(factor, "en").endswith(": Hands for health offices and homes")
        assert in_title(lever, "nl").endswith(
            "(Handen voor gezondheidsdiensten en zorginstellingen)"
        )
        with telling_of(None):
            assert factor_name("world.severity.flood", "en").endswith(": Flood, dike and dam")
            assert label_of("gap_closed_police").name("en").endswith("needs of the police")
    assert factor_name(factor, "en").endswith("health_hands")


def test_every_capability_of_the_worlds_that_come_along_has_a_title() -> None:
    worlds = [load_world(), load_world(GERMANY)]
    names = {name for world in worlds for pair in world.fit for name in pair}
    assert names == set(TITLES)
    assert capability_title("own_sort", "nl") == "own sort"


def test_the_label_of_a_setting_is_read_without_a_key() -> None:
    label = (
        "crisis, working_groups@armed_guard*0.5, triade, trust=moderator, trust_start=0.4, 2 more"
    )
    assert in_title(label, "en") == (
        "Crisis, Working group for one issue (Armed guard by the army (court, summit, terror);"
        " strength 0.5), The Triade taken strictly, What does trust do? strengthens or weakens"
        " willingness, trust at the start 0.4, 2 more"
    )
    assert in_title("baseline, trust_start=0.4, 2 more", "nl") == (
        "Zoals het is, vertrouwen aan het begin 0,4, nog 2"
    )


@pytest.mark.parametrize("language", SENTENCES)
def test_sentences_for_readers_have_titles_and_no_hints(language: str) -> None:
    assert len(SENTENCES[language]) > 3
    for typed, read in SENTENCES[language]:
        assert for_readers(typed, language) == read
        assert for_readers(read, language) == read, "once read it stays as it is"


def test_an_answer_is_told_in_words() -> None:
    assert answer_name("theory.trust", "none", "nl") == "Wat doet vertrouwen? niets"
    assert answer_in_words("theory", "triade", "en") == "The Triade taken strictly"
    assert answer_in_words("trust", "no_such", "en") == "no_such"
    assert factor_name("theory.trust = none", "en") == "What does trust do? nothing"
    assert factor_name("policy = liaisons", "nl") == "beleid: Liaisons en gezamenlijke oefeningen"


@pytest.mark.parametrize(
    ("column", "cell", "en", "nl"),
    [
        ("way", "student", "Student's t", "Student's t"),
        ("axis", "level", "none: the level itself", "niets: het niveau zelf"),
        (FLAG_OF_INTERVAL, "rare", "nearly all runs alike", "bijna alle runs gelijk"),
        ("flag", "few", "too few points to say", "te weinig punten om iets te zeggen"),
        ("criterion", "order", "order of the first ten", "volgorde van de eerste tien"),
        ("term", "added_value", "Added value", "Meerwaarde"),
        ("first", "conditions.trust_start", "trust at the start", "vertrouwen aan het begin"),
        ("who", "lawmaker", "the lawmaker", "de wetgever"),
        (
            "levers",
            "liaisons,joint_framework",
            "Liaisons and joint exercises; Joint assessment framework",
            "Liaisons en gezamenlijke oefeningen; Gezamenlijk afwegingskader",
        ),
        ("class", "flood", "Flood, dike and dam", "Hoogwater, dijk en dam"),
    ],
)
def test_cells_of_a_workbook_are_in_words(column: str, cell: str, en: str, nl: str) -> None:
    for language, said in (("en", en), ("nl", nl)):
        words = Words(language, load_world())
        assert words.in_cells(column, pd.Series([cell, ""])) == [said, None]


def test_answers_in_a_workbook_are_those_to_the_question_beside_them() -> None:
    table = pd.DataFrame(
        {
            "question": ["theory.trust", "theory.procedure", "theory"],
            "answer": ["none", "yes", "triade"],
        }
    )
    found = Words("nl", load_world()).answers(table["question"], table["answer"])
    assert found == ["niets", "ja", "De Triade strikt genomen"]


def test_tables_that_people_read_have_titles_in_the_place_of_ids() -> None:
    table = pd.DataFrame(
        {
            "setting": ["crisis, liaisons"],
            "class": ["flood"],
            "unit": ["pol_amsterdam"],
            "factor": ["world.severity.flood"],
            "policy": [""],
            "share": [0.5],
        }
    )
    (row,) = cells_in_words(table, "nl").to_dict("records")
    assert row == {
        "setting": "Crisis, Liaisons en gezamenlijke oefeningen",
        "class": "Hoogwater, dijk en dam",
        "unit": "Amsterdam",
        "factor": "ernst van behoeften: Hoogwater, dijk en dam",
        "policy": "",
        "share": 0.5,
    }
    assert table["class"].tolist() == ["flood"], "programs keep ids"


def test_names_that_hold_a_comma_are_not_read_as_two() -> None:
    assert listed_apart(["a", "b", "c"], "en") == listed(["a", "b", "c"], "en") == "a, b and c"
    assert listed_apart(["calm, liaisons", "crisis, none", "flood"], "en") == (
        "calm, liaisons; crisis, none; and flood"
    )
    assert listed_apart(["calm, liaisons", "crisis"], "nl") == "calm, liaisons; en crisis"
    assert listed_apart(["calm, liaisons"], "nl") == "calm, liaisons"
