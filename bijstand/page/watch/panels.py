"""The panels of the page: each draws a part of a session, and draws it again when that changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

import solara

from bijstand.page.budgets import LARGEST_FILE
from bijstand.page.parts import Check, Picture, RequestTable, TakeAlong
from bijstand.page.pictures.bars import funnel_chart, gates_chart
from bijstand.page.pictures.course_charts import course_charts
from bijstand.page.pictures.legend import legend
from bijstand.page.pictures.map import counts_of, map_picture
from bijstand.page.run import course
from bijstand.page.run.session import Session
from bijstand.page.run.take import KINDS, file_of
from bijstand.page.run.traffic import log_of
from bijstand.page.watch.request_table import Filter, table_of
from bijstand.page.watch.story import story
from bijstand.page.words.saying import say
from bijstand.page.work.outside import in_its_words
from sim.errors import UserError
from sim.words.numbers import day_shown, percent


@dataclass(frozen=True, slots=True)
class Looks:
    """What a reader looks at; of no consequence for the model.

    Attributes:
        tab: The panel that is open.
        consented: Whether the map shows requests under consent in advance.
        unit: The unit that is chosen on the map.
        incident: The request whose story is told.
        filter: What the table of requests shows.
    """

    tab: str = "map"
    consented: bool = False
    unit: int | None = None
    incident: int | None = None
    filter: Filter = field(default_factory=Filter)


@dataclass(frozen=True, slots=True)
class View:
    """A session as one reader sees it: where its time stands, and what they look at."""

    session: Session
    moved: solara.Reactive[int]
    changed: solara.Reactive[int]
    looks: solara.Reactive[Looks]

    def watch(self) -> Looks:
        """Have the component that calls this drawn again whenever time moves or things change."""
        _ = self.moved.value, self.changed.value
        looks: Looks = self.looks.value
        return looks

    def look(self, **changes: Any) -> None:
        """Look at something else."""
        self.looks.set(replace(self.looks.peek(), **changes))

    def pick(self, what: str) -> None:
        """Follow a choice on the map: a unit is marked, a request tells its story."""
        kind, _, number_ = str(what).partition(":")
        if not number_.isdecimal():
            return
        place = int(number_)
        with self.session.lock:
            model = self.session.model
            if kind == "unit" and place < len(model.units):
                looks = self.looks.peek()
                self.look(unit=None if looks.unit == place else place)
            elif kind == "request" and place < len(log_of(model)):
                self.look(incident=place, tab="why")


def nothing_to_pick(_: Any) -> None:
    """Let a choice pass: nothing in this picture can be chosen."""


@solara.component
@in_its_words
def MapPanel(view: View) -> None:
    """The map with its legend, and the course beside it."""
    looks, session = view.watch(), view.session
    language = session.language
    with session.lock:
        if not session.sides:
            return
        picture = map_picture(
            session.model,
            session.sides[0].atlas,
            language,
            consented=looks.consented,
            chosen_unit=looks.unit,
        )
        counts = counts_of(session.model)
    outline = session.sides[0].atlas.outline
    told = ["outline_source"] * bool(outline) + ["lakes_source"] * bool(outline and outline.water)
    source = " ".join(say(each, language) for each in told)
    with solara.Div(classes=["map-panel"]):
        with solara.Div(classes=["map-side"]):
            whole = picture + legend(language, counts, source, session.model.setting.world)
            Picture(content=whole, kind="map-picture", event_pick=view.pick)
            Check(
                label=say("show_consented", language),
                what="consented",
                value=looks.consented,
                event_change=lambda value: view.look(consented=bool(value)),
            )
        CoursePanel(view)


@solara.component
@in_its_words
def CoursePanel(view: View) -> None:
    """What has happened so far: the number that counts, funnel, gates, and the courses."""
    view.watch()
    session = view.session
    language = session.language
    with session.lock:
        if not session.sides:
            return
        model = session.model
        needs = course.needs_so_far(model)
        closed = course.gap_closed(needs)
        charts = [
            funnel_chart(course.funnel(needs), language),
            gates_chart(course.gates(needs), language),
            *course_charts(model, needs, language),
        ]
    said = percent(closed, language, 1)
    head = (
        f'<p class="key-number"><b data-gap-closed>{said}</b> {say("gap_closed", language)}'
        f"<small>{say('gap_closed_help', language)} {say('without_consent', language)}</small></p>"
    )
    content = head + "".join(f'<div class="one">{chart}</div>' for chart in charts)
    Picture(content=content, kind="course", event_pick=nothing_to_pick)


@solara.component
@in_its_words
def WhyPanel(view: View) -> None:
    """The table of requests, and the story of the one that is chosen."""
    looks, session = view.watch(), view.session
    language = session.language
    with session.lock:
        if not session.sides:
            return
        side = session.sides[0]
        table = table_of(side, looks.filter, looks.incident, language)
        told = ""
        if looks.incident is not None and looks.incident < len(log_of(side.model)):
            told = story(side.model, looks.incident, language)
    if not told:
        told = f'<p class="note">{say("choose_one", language)}</p>'
    with solara.Div(classes=["why-panel"]):
        RequestTable(
            d=table,
            event_filter=_filter_of(view),
            event_choose=lambda incident: view.pick(f"request:{incident}"),
        )
        Picture(content=told, kind="story-side", event_pick=nothing_to_pick)


def _filter_of(view: View) -> Callable[[Any], None]:
    def change(what: Any) -> None:
        wanted = view.looks.peek().filter
        key, value = str(what.get("key")), what.get("value")
        if key == "page":
            view.look(filter=replace(wanted, page=value if isinstance(value, int) else 0))
        elif key == "consented":
            view.look(filter=replace(wanted, consented=bool(value), page=0))
        elif key in ("request_class", "state", "unit"):
            chosen: dict[str, Any] = {key: str(value or ""), "page": 0}
            view.look(filter=replace(wanted, **chosen))

    return change


@solara.component
@in_its_words
def TakePanel(view: View) -> None:
    """Files to take along, and one to bring."""
    view.watch()
    nothing: dict[str, str] | None = None
    file, set_file = solara.use_state(nothing)
    count, set_count = solara.use_state(0)
    session = view.session
    language = session.language
    day = day_shown(session.day, language) if session.sides else ""

    def take(what: Any) -> None:
        kind, place = what.get("kind"), what.get("side")
        with session.lock:
            if kind not in KINDS or place not in range(len(session.sides)):
                return
            side = session.sides[place]
            try:
                with session.worker.turn():
                    made = file_of(
                        kind, side, session.world, language, all_of_it=bool(what.get("whole"))
                    )
            except UserError as error:
                session.refuse("file", error.message)
                return
        set_count(count + 1)
        set_file({"name": made.name, "text": made.text, "kind": made.kind, "count": str(count)})

    texts = {
        key: say(key, language) for key in ("take_help", "take_again", "open_file", "open_help")
    }
    content = {
        "t": texts,
        "sides": [_takes(session, place, day, language) for place in range(len(session.sides))],
        "notice": say(session.notice, language) if session.notice else "",
        "error": session.error("file"),
        "most": LARGEST_FILE,
    }
    TakeAlong(
        d=content,
        file=file,
        event_take=take,
        event_open=lambda text: session.open_file(str(text)),
    )


def _takes(session: Session, place: int, day: str, language: str) -> dict[str, Any]:
    files = [
        {"kind": kind, "label": say(f"take_{kind}", language)}
        for kind in KINDS
        if kind != "configuration"
    ]
    configuration = {"kind": "configuration", "label": say("take_configuration", language)}
    whole = say("whole", language, days=session.sides[place].choices.days)
    return {
        "side": place,
        "title": say("setting_b" if place else "setting_a", language),
        "parts": [
            {"label": whole, "whole": True, "kinds": [*files, configuration]},
            {"label": say("so_far", language, day=day), "whole": False, "kinds": files},
        ],
    }
