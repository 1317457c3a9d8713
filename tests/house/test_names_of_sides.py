"""Texts name the organisations of the world that is spoken of; stored names stay what they are."""

from __future__ import annotations

from analysis.compare.strata import stratum
from experiments.running.telling import telling_of
from sim.conditions import CONDITIONS, WHO
from sim.outcomes import DECLARED
from sim.words.sides import said, stored_name, usual_names
from sim.world import load_world
from sim.world.organisation import names_of_sides

GERMANY = "built-in:germany"


def told() -> list[str]:
    outcome = DECLARED["gap_closed_police"]
    return [
        CONDITIONS["shortage_defence"].meaning_en,
        outcome.title_nl,
        WHO["organisations"].title_en,
        stratum("gap_closed_police", "en"),
    ]


def test_texts_name_the_sides_of_the_world_that_is_spoken_of() -> None:
    usual = [
        "share of the posts of Defence that nobody fills",
        "Tekort gedicht, behoeften van de politie",
        "the police and Defence together",
        "needs of the police",
    ]
    assert told() == usual
    with telling_of(None):
        assert told() == usual
    civil = "Länder with their districts, police forces and federal civil helpers"
    with telling_of(GERMANY):
        assert told() == [
            "share of the posts of the Bundeswehr that nobody fills",
            "Tekort gedicht, behoeften van deelstaten met hun districten, politiekorpsen en "
            "federale civiele hulpdiensten",
            f"{civil} and the Bundeswehr together",
            f"needs of {civil}",
        ]
    assert told() == usual


def test_a_world_with_the_organisations_of_the_first_changes_no_word() -> None:
    usual = told()
    with telling_of(str(load_world().path)):
        assert told() == usual


def test_stored_names_are_those_of_the_first_world_in_every_world() -> None:
    assert stored_name("shortage", "civil") in CONDITIONS
    assert stored_name("gap_closed", "military") in DECLARED
    assert names_of_sides(load_world(GERMANY).organisations).keys() == usual_names().keys()


def test_a_text_without_a_side_is_as_it_is() -> None:
    assert said("{civil} asks", "en") == "the police asks" and said("{other}", "en") == "{other}"
