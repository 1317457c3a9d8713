"""A page that is opened for a world of its own asks, shows and tells of that world alone."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from bijstand.page.case.asked import questions_of
from bijstand.page.case.case import SCREENS, Case, case_from
from bijstand.page.case.choices import Choices
from bijstand.page.case.fitting import fitted, fitting, refuse_unfit
from bijstand.page.case.forms import options_form, situation_form
from bijstand.page.screens.opening import open_desk
from bijstand.page.words.saying import say
from bijstand.page.work.asking import place_of
from bijstand.page.work.outside import Outside, hand_in, in_its_words
from bijstand.page.work.worked_out import Workshop
from bijstand.verbs.looking.for_page import asking
from bijstand.verbs.looking.ui import configuration_in
from experiments.design.point import name_in_words
from sim.errors import UserError
from sim.world import folder_of, load_world
from tests.made.world_files import copy_world, put

GERMANY = "built-in:germany"


@pytest.fixture
def own(tmp_path: Path) -> str:
    """A world with the units of the Netherlands, and another name for a kind of need."""
    folder = tmp_path / "own"
    folder.mkdir()
    put(copy_world(folder), "request_classes.csv", "armed_guard", "name_en", "Sentry duty")
    return str(folder)


def outside_of(world: str | None) -> Outside:
    return Outside(
        configuration_in(world), asking(world), Choices(), "en", load_world(world), world
    )


def test_every_study_of_a_page_is_of_its_world(own: str) -> None:
    case = Case()
    for world in (None, own):
        asked = asking(world)
        found = {
            question.role: asked.job(question.verb, question.words).world
            for screen in SCREENS
            for question in questions_of(replace(case, screen=screen))
        }
        assert set(found) == {"compare", "losses", "holds", "gates", "voi", "conditions"}
        assert set(found.values()) == {world}


def test_what_is_told_again_names_the_world_and_all_else_that_was_chosen(
    own: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    workshop = outside_of(own).workshop
    words = (
        "scenario=crisis",
        "policy=none,working_groups@armed_guard",
        "replications=2",
        "run.days=400",
    )
    with ThreadPoolExecutor(2) as threads, workshop.telling():
        job = workshop.asking.job("compare", words, threads)  # type: ignore[arg-type]
        stored = workshop.asking.study(job)
        assert "Sentry duty" in name_in_words("policy", "working_groups@armed_guard", "en")
    again = stored.command.split("from=")[1]
    assert Path(again).parent == place_of(job, "compare")
    text = Path(again).read_text(encoding="utf-8")
    for chosen in (f"path: {own}", "days: 400", "theory: figure_2", "working_groups@armed_guard"):
        assert chosen in text


def test_the_page_speaks_of_its_own_world(own: str) -> None:
    hand_in(outside_of(own))
    try:
        title = in_its_words(lambda: name_in_words("policy", "working_groups@armed_guard", "en"))()
        assert "Sentry duty" in title
        form = options_form(Case(), load_world(own), "")
        assert "Sentry duty" in {kind["label"] for kind in form["classes"]}
    finally:
        hand_in(outside_of(None))


def test_only_what_fits_a_world_is_offered_in_it() -> None:
    germany, netherlands = load_world(GERMANY), load_world()
    case = fitted(Case(), germany)
    assert len(case.packages) == len(Case().packages) > 0
    assert set(case.packages) < set(fitting("policy", germany)) - {"none"}
    assert list(case.situations) == ["personnel_shortage", "crisis"]
    assert fitted(Case(), netherlands) == Case()
    levers = {each["name"] for each in options_form(case, germany, "")["levers"]}
    assert levers == set(fitting("policy", germany)) - {"none"}
    offered = {each["name"] for each in situation_form(case, germany, "")["situations"]}
    assert {"crisis", "flood_2021"} <= offered and "flood" not in offered
    assert "flood_2021" not in fitting("scenario", netherlands)


def test_a_world_that_no_lever_fits_has_none(tmp_path: Path) -> None:
    shutil.copytree(folder_of(GERMANY), tmp_path / "own")
    germany = load_world(tmp_path / "own")
    assert fitting("policy", germany) == ("none",)
    case = fitted(Case(), germany)
    assert case.packages == ()
    form = options_form(case, germany, "")
    assert form["levers"] == [] and "fits the world" in form["t"]["no_levers"]
    with pytest.raises(UserError, match="unknown organisation 'politie'"):
        refuse_unfit(replace(case, packages=("liaisons",)), germany)
    # Where support fails is asked of a world without levers as well.
    roles = [question.role for question in questions_of(replace(case, screen="why"))]
    assert roles == ["gates", "gates", "conditions"]
    assert questions_of(replace(case, screen="take")) == []


def test_an_address_of_another_world_is_refused_and_the_page_opens() -> None:
    given = outside_of(GERMANY)
    desk = open_desk(given, "en", [("packages", "liaisons")])
    assert "politie" in desk.errors["page"] and "liaisons" not in desk.case.packages
    again = case_from(Case(), [("packages", ""), ("screen", "options")])
    desk.set_case(again)
    assert desk.case.packages == ()
    desk.edit_form("packages", "liaisons")
    assert "politie" in desk.errors["case"] and desk.case.packages == ()
    desk.close()


def test_what_was_seen_of_one_world_was_not_seen_of_another(own: str) -> None:
    (question,) = questions_of(Case(screen="holds"))
    marks = {Workshop(asking(world), world).mark(question) for world in (None, own, GERMANY)}
    assert len(marks) == 3
    assert len({Workshop(asking()).mark(question) for _ in range(2)}) == 1
    other = replace(question, words=(*question.words, "robust.seeds=3"))
    assert Workshop(asking()).mark(other) not in marks
    assert say("no_levers", "nl") != say("no_levers", "en")
