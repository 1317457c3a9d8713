"""*Watch one run*: a model as it runs, with its map, its stories, and a second one beside it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from html import escape
from typing import Any

import solara
from solara.server.kernel_context import VirtualKernelContext, get_current_context

from bijstand.page.case.choices import PLAIN
from bijstand.page.case.unseen import unseen_in
from bijstand.page.parts import Bar, CompareBar, Picture, SettingForm, Tabs
from bijstand.page.pictures.comparison import courses, matched, outcomes_table
from bijstand.page.pictures.map import map_picture
from bijstand.page.run.session import SPEEDS, Session
from bijstand.page.screens.from_question import Seat, drawing_anew
from bijstand.page.screens.opening import start_session
from bijstand.page.watch.panels import Looks, MapPanel, TakePanel, View, WhyPanel, nothing_to_pick
from bijstand.page.watch.setting_form import form_of, title_of
from bijstand.page.words.saying import say
from bijstand.page.work.desk import Desk
from bijstand.page.work.outside import in_its_words, outside
from sim.errors import UserError
from sim.words.numbers import day_shown

TABS = ("map", "why", "compare", "take")
# A session that gets less than this of the time is told so: two that play keep half of their speed.
MOST_SHARE_THAT_WAITS = 0.45


@solara.component
def Watch(seat: Seat, watching: Any) -> None:
    """One run as it happens; its model is set up when it is first looked at."""
    nothing_yet: Session | str | None = watching.current
    opened, set_opened = solara.use_state(nothing_yet)
    desk = seat.desk

    def show(found: Session | str) -> None:
        watching.current = found if isinstance(found, Session) else None
        set_opened(found)

    def start() -> None:
        context = get_current_context()
        if watching.current is not None:
            watching.current.go_to(desk.case.watched)
        else:
            threading.Thread(
                target=lambda: draw(context, show, _watch(desk, context)),
                name="bijstand-open",
                daemon=True,
            ).start()

    solara.use_effect(start, [])
    if isinstance(opened, Session):
        Whole(opened, desk)
    elif opened is None:
        Waiting(setting_up(outside().turns.asking, desk.case.language))
    else:
        Refusal(opened)


@solara.component
def Whole(session: Session, desk: Desk) -> None:
    """All parts of what is watched."""
    moved, changed = solara.use_reactive(0), solara.use_reactive(0)
    looks = solara.use_reactive(Looks())

    def connect() -> None:
        draw_anew = drawing_anew(changed)

        def tell() -> None:
            draw_anew()
            # What is being set up stands in the address once it runs.
            unsettled = session.setting_up or not session.sides
            if not unsettled and session.sides[0].choices != desk.case.watched:
                desk.set_case(replace(desk.case, watched=session.sides[0].choices))

        session.on_move = drawing_anew(moved)
        session.on_change = tell

    solara.use_memo(connect, [])
    solara.use_effect(lambda: session.pause, [])
    view = View(session, moved, changed, looks)
    with solara.Div(classes=["watched"]):
        TopBar(view)
        with solara.Div(classes=["below"]):
            Setting(view)
            Main(view)


def draw(
    context: VirtualKernelContext,
    show: Callable[[Session | str], None],
    opened: Session | str,
) -> None:
    """Draw what a visit came to, while whatever its browser says waits.

    A part of the page stands in the browser a moment before somebody here listens to it: what was
    pressed in that moment would be lost. The server handles messages under the same lock.
    """
    with context.lock:
        if not context.closed_event.is_set():
            show(opened)


@solara.component
def Waiting(said: str) -> None:
    """A line in the place of the page that is still to come."""
    solara.HTML(
        tag="p", unsafe_innerHTML=escape(said), classes=["waits"], attributes={"role": "status"}
    )


@solara.component
def Refusal(said: str) -> None:
    """A line in the place of the page."""
    solara.HTML(
        tag="p",
        unsafe_innerHTML=escape(said),
        classes=["refused"],
        attributes={"role": "alert", "data-error": "page"},
    )


def _watch(desk: Desk, context: VirtualKernelContext) -> Session | str:
    """Return what is watched, or why there is nothing."""
    left = threading.Event()
    context.on_close(left.set)
    try:
        session = start_session(desk, outside())
    except UserError as error:
        return error.in_language(desk.case.language)
    # Also while its model was set up a visit may have ended.
    context.on_close(session.close)
    if left.is_set():
        session.close()
    return session


@solara.component
def TopBar(view: View) -> None:
    """Time and language."""
    view.watch()
    session = view.session
    language = session.language
    if not session.sides:
        return
    keys = ("play", "pause", "again", "step", "speed", "finished")
    texts = {key: say(key, language) for key in keys}
    days = session.sides[0].choices.days
    day = session.day
    texts["day"] = say("day_of", language, day=day_shown(day, language), days=days)
    Bar(
        t=texts,
        day=day,
        days=days,
        playing=session.playing,
        finished=session.finished and not session.setting_up,
        busy=session.setting_up,
        speed=session.speed,
        speeds=[{"value": key, "label": say(f"speed_{key}", language)} for key in SPEEDS],
        waits=waiting(session),
        error=session.error("page"),
        event_act=lambda what: act(session, str(what)),
    )


def waiting(session: Session) -> str:
    """Say that a session waits for others, where they take more than half of its time."""
    if session.setting_up:
        return setting_up(session.worker.turns.asking - 1, session.language)
    share = session.worker.share
    if not session.playing or share > MOST_SHARE_THAT_WAITS:
        return ""
    return say("waits", session.language, turns=round(1.0 / share))


def setting_up(others: int, language: str) -> str:
    """Say that a model is being set up, and for how many others this one waits."""
    said = say("setting_up", language)
    if others < 1:
        return said
    return f"{said} {say('others_compute', language, count=others)}"


def act(session: Session, what: str) -> None:
    """Do what a control of the bar asks for."""
    verb, _, value = what.partition(":")
    plain = {"play": session.play, "pause": session.pause, "step": session.step}
    if verb in plain:
        plain[verb]()
    elif verb == "speed":
        session.set_speed(value)


@solara.component
@in_its_words
def Setting(view: View) -> None:
    """The controls of the setting; time that moves does not draw them again."""
    _ = view.changed.value
    session = view.session
    if not session.sides:
        return

    def side(place: Any) -> None:
        session.edited = 1 if place == 1 and session.comparing else 0
        session.on_change()

    def edit(what: dict[str, Any]) -> None:
        key = str(what.get("key"))
        if "ticked" in what and key in PLAIN:
            session.choose(key, str(what["name"]), bool(what["ticked"]), str(what["of_class"]))
        else:
            session.edit(key, what.get("value"))

    SettingForm(
        d=form_of(session),
        event_edit=edit,
        event_side=side,
    )


@solara.component
def Main(view: View) -> None:
    """The tabs and the panel that is open."""
    _ = view.changed.value
    looks, language = view.looks.value, view.session.language
    panels = {"map": MapPanel, "why": WhyPanel, "compare": ComparePanel, "take": TakePanel}
    with solara.Div(classes=["main"]):
        Tabs(
            tabs=[{"value": tab, "label": say(f"tab_{tab}", language)} for tab in TABS],
            chosen=looks.tab,
            event_choose=lambda tab: view.look(tab=tab if tab in panels else "map"),
        )
        for line in unseen_in([side.choices for side in view.session.sides], language):
            solara.HTML(tag="p", unsafe_innerHTML=escape(line), classes=["unseen"])
        panels[looks.tab](view)


@solara.component
@in_its_words
def ComparePanel(view: View) -> None:
    """Two settings side by side on one seed, and their paired difference."""
    view.watch()
    session = view.session
    language = session.language
    keys = ("compare_help", "compare_start", "compare_stop", "compare_edit")
    texts = {key: say(key, language) for key in keys}
    with solara.Div(classes=["compare-panel"]):
        CompareBar(
            d={"on": session.comparing, "t": texts},
            event_compare=lambda wanted: session.compare(bool(wanted)),
        )
        with session.lock:
            if len(session.sides) < 2:
                return
            content = compared(session, language)
        Picture(content=content, kind="compared", event_pick=nothing_to_pick)


def compared(session: Session, language: str) -> str:
    """Return both maps, the courses, the outcomes and their difference, as HTML."""
    sides = session.sides
    one_and_the_same = sides[0].choices == sides[1].choices
    maps = "".join(
        f"<figure><figcaption>{say('setting_b' if place else 'setting_a', language)}: "
        f"{escape(title_of(side.choices, language))}</figcaption>"
        f"{map_picture(side.model, side.atlas, language)}</figure>"
        for place, side in enumerate(sides)
    )
    said = say("compare_same", language) if one_and_the_same else matched(sides, language)
    charts = "".join(f'<div class="one">{chart}</div>' for chart in courses(sides, language))
    return (
        f'<div class="maps">{maps}</div><p class="matched" data-matched>{said}</p>'
        f'<div class="pairs"><div>{outcomes_table(sides, language)}</div><div>{charts}</div></div>'
    )
