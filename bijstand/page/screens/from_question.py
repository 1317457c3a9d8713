"""The screens from a question to one A4: each draws a part of a desk, again when that changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import count
from typing import Any

import solara

from bijstand.page.case.asked import Question
from bijstand.page.case.case import SCREENS
from bijstand.page.case.forms import options_form, question_form, situation_form
from bijstand.page.parts import (
    OptionsForm,
    Picture,
    QuestionForm,
    Said,
    SituationForm,
    Steps,
    Work,
)
from bijstand.page.screens.consequences import changes, in_words, lost
from bijstand.page.screens.terms import words_of
from bijstand.page.watch.panels import nothing_to_pick
from bijstand.page.words.saying import say
from bijstand.page.work.desk import Desk
from bijstand.page.work.outside import in_its_words
from sim.world import World

RESULTS = {"money": "consequences", "first": "why", "hold": "holds", "own": "consequences"}
"""The screen that answers a question."""


def drawing_anew(changed: solara.Reactive[int]) -> Callable[[], None]:
    """Return what has whoever reads a number drawn again, whichever thread calls it.

    It is another number each time: of two threads that set the same one the second would not count.
    """
    numbers = count(1)
    return lambda: changed.set(next(numbers))


@dataclass(frozen=True, slots=True)
class Seat:
    """A desk as one reader sees it.

    Attributes:
        desk: The desk.
        changed: Counts what changed.
        world: The world in which all is run.
    """

    desk: Desk
    changed: solara.Reactive[int]
    world: World

    def watch(self) -> Desk:
        """Have the component that calls this drawn again whenever anything changes."""
        _ = self.changed.value
        return self.desk

    def act(self, what: str) -> None:
        """Do what a button says."""
        verb, _, value = str(what).partition(":")
        desk = self.desk
        at = SCREENS.index(desk.case.screen)
        if verb in ("next", "back"):
            desk.edit("screen", SCREENS[max(0, at + (1 if verb == "next" else -1))])
        elif verb == "results":
            desk.edit("screen", RESULTS[desk.case.question])
        elif verb == "language":
            desk.edit("language", value)
        elif verb == "stop":
            desk.stop()
        elif verb == "further":
            desk.refine()
        elif verb == "agree":
            desk.agree(value)

    def edit(self, what: dict[str, Any]) -> None:
        """Change what a control says."""
        self.desk.edit_form(str(what.get("key")), what.get("value"))


@solara.component
def Title(seat: Seat) -> None:
    """The name of the screen."""
    desk = seat.watch()
    name = say(f"screen_{desk.case.screen}", desk.case.language)
    solara.HTML(tag="h2", unsafe_innerHTML=escape(name))


@solara.component
def Onward(seat: Seat) -> None:
    """To the screen before and the one after, and from the question to its answer at once."""
    case = seat.watch().case
    at, language = SCREENS.index(case.screen), case.language

    def to(key: str, screen: str) -> str:
        return say(key, language, screen=say(f"screen_{screen}", language))

    Steps(
        back=to("back", SCREENS[at - 1]) if at else "",
        next=to("next", SCREENS[at + 1]) if at + 1 < len(SCREENS) else "",
        results=to("at_once", RESULTS[case.question]) if case.screen == "question" else "",
        event_act=seat.act,
    )


@solara.component
def QuestionScreen(seat: Seat) -> None:
    """What is asked."""
    desk = seat.watch()
    QuestionForm(
        d=question_form(desk.case, desk.error("case")), event_edit=seat.edit, event_act=seat.act
    )


@solara.component
@in_its_words
def SituationScreen(seat: Seat) -> None:
    """In which situations."""
    desk = seat.watch()
    SituationForm(
        d=situation_form(desk.case, seat.world, desk.error("case")),
        event_edit=seat.edit,
        event_act=seat.act,
    )


@solara.component
@in_its_words
def OptionsScreen(seat: Seat) -> None:
    """Between which packages."""
    desk = seat.watch()
    form = options_form(desk.case, seat.world, desk.error("case"))
    OptionsForm(d=form, event_edit=seat.edit, event_act=seat.act)


def what_of(question: Question, language: str) -> str:
    """Return what a study is for."""
    return say(f"role_{question.role}", language, size=question.size)


@solara.component
def WorkBar(seat: Seat) -> None:
    """What is under way, what was stopped, and what takes long."""
    desk = seat.watch()
    case, doing = desk.case, desk.doing
    language = case.language
    content: dict[str, Any] = {
        "error": desk.error("work"),
        "doing": "",
        "said": "",
        "further": "",
        "long": [],
        "done": 0,
        "runs": 1,
        "t": {"stop": say("stop", language)},
    }
    if not case.packages:
        content["said"] = say("no_options", language)
    if doing is not None:
        what, runs = what_of(doing.question, language), doing.question.runs
        content["doing"] = say("working", language, what=what, done=doing.done, runs=runs)
        content |= {"done": min(doing.done, runs), "runs": runs}
    elif desk.held:
        content |= {"said": say("stopped", language), "further": say("go_on", language)}
    elif case.screen == "consequences" and desk.best("compare") is not None and not desk.more:
        content["further"] = say("more_seeds", language)
    content["long"] = [_long(desk, question, language) for question in desk.waits_for_word]
    if not any(content[key] for key in ("error", "doing", "said", "further", "long")):
        return
    Work(d=content, event_act=seat.act)


def _long(desk: Desk, question: Question, language: str) -> dict[str, str]:
    what = what_of(question, language)
    seconds = round(question.seconds(desk.pool.seconds_of_a_run))
    return {
        "role": question.role,
        "said": say("takes_long", language, what=what, seconds=seconds),
        "start": say("start_anyway", language, what=what),
    }


@solara.component
def Results(content: str, kind: str) -> None:
    """Tables and sentences made on the server."""
    Picture(content=content, kind=f"results {kind}", event_pick=nothing_to_pick)


@solara.component
@in_its_words
def ConsequencesScreen(seat: Seat) -> None:
    """What packages change, at what cost, and what is lost beside it."""
    desk = seat.watch()
    case, language = desk.case, desk.case.language
    WorkBar(seat)
    compared, losses = desk.best("compare"), desk.best("losses")
    if compared is None:
        return
    sentences = in_words(compared, language)
    if sentences:
        Said(
            title=say("in_words", language),
            sentences=sentences,
            label=say("copy", language),
            copied=say("copied", language),
            name="consequences",
        )
    study = say("study_at", language, seeds=compared.seeds)
    content = changes(compared, case, seat.world) + folder_line(study, compared.folder)
    if losses is not None:
        content += lost(losses, case, seat.world)
        content += folder_line(say("study_at", language, seeds=losses.seeds), losses.folder)
    Results(content + words_of("consequences", language), "consequences")


def folder_line(said: str, folder: Any) -> str:
    """Return where a study lies, as the command line takes it."""
    return f'<p class="note" data-folder>{escape(said)} <code>{escape(str(folder))}</code></p>'


SHOWN: dict[str, Callable[[Seat], Any]] = {
    "question": QuestionScreen,
    "situation": SituationScreen,
    "options": OptionsScreen,
    "consequences": ConsequencesScreen,
}
"""The screens that are drawn from the desk alone."""
