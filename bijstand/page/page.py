"""The page of one browser session, as the server shows it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import solara
from solara.server.kernel_context import VirtualKernelContext, get_current_context

from bijstand.page.comparison import courses, matched, outcomes_table
from bijstand.page.map import map_picture
from bijstand.page.memory import GIVES_BACK
from bijstand.page.opening import language_in, start_session
from bijstand.page.outside import outside
from bijstand.page.panels import Looks, MapPanel, TakePanel, View, WhyPanel, nothing_to_pick
from bijstand.page.parts import Bar, CompareBar, Picture, SettingForm, Tabs
from bijstand.page.session import SPEEDS, Session
from bijstand.page.setting_form import form_of, title_of
from bijstand.page.unseen import unseen_in
from bijstand.page.words import LANGUAGES, say
from sim.errors import UserError
from sim.words.numbers import day_shown

STYLE = Path(__file__).with_name("page.css")
TABS = ("map", "why", "compare", "take")
MOST_PAIRS = 300
# A session that gets less than this of the time is told so: two that play keep half of their speed.
MOST_SHARE_THAT_WAITS = 0.45

_log = logging.getLogger(__name__)


@solara.component
def Page() -> None:
    """The whole page; its session lives and ends with the browser's."""
    error, _ = solara.use_exception()
    solara.Style(STYLE)
    if error:
        # Solara would show where in the code it happened, which is nothing for a visitor.
        _log.error("the page could not be drawn", exc_info=error)
        Refusal(say("play_failed", outside().language))
    else:
        Visit()


@solara.component
def Visit() -> None:
    """A visit to the page: its session, what it waits for before, or why there is none."""
    router = solara.use_router()
    nothing_yet: Session | str | None = None
    opened, set_opened = solara.use_state(nothing_yet)
    asked = _asked(router.search)

    def start() -> None:
        context = get_current_context()
        threading.Thread(
            target=lambda: draw(context, set_opened, _open(asked, context)),
            name="bijstand-open", daemon=True,
        ).start()  # fmt: skip

    solara.use_effect(start, [])
    if isinstance(opened, Session):
        Whole(opened)
    elif opened is None:
        Waiting(setting_up(outside().turns.asking, _language(asked)))
    else:
        Refusal(opened)


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
        tag="p", unsafe_innerHTML=escape(said), classes=["refused"],
        attributes={"role": "alert", "data-error": "page"},
    )  # fmt: skip


@solara.component
def Whole(session: Session) -> None:
    """All parts of the page of a session."""
    moved, changed = solara.use_reactive(0), solara.use_reactive(0)
    looks = solara.use_reactive(Looks())

    def connect() -> None:
        session.on_move = lambda: moved.set(moved.peek() + 1)
        session.on_change = lambda: changed.set(changed.peek() + 1)

    # Before anything is drawn: what is drawn can be pressed while the rest still is.
    solara.use_memo(connect, [])
    solara.use_effect(lambda: session.close, [])
    view = View(session, moved, changed, looks)
    with solara.Div(classes=["page"]):
        TopBar(view)
        with solara.Div(classes=["below"]):
            Setting(view)
            Main(view)


@solara.component
def Layout(children: list[Any]) -> Any:
    """Nothing around the page but the page itself."""
    return solara.Div(children=children, classes=["all"])


def _asked(search: str | None) -> list[tuple[str, str]]:
    """Return what the address of the page asks for."""
    return parse_qsl((search or "").lstrip("?"), keep_blank_values=True)[:MOST_PAIRS]


def _language(asked: list[tuple[str, str]]) -> str:
    """Return the language of a page that has no session yet."""
    language = dict(asked).get("language")
    return language if language in LANGUAGES else outside().language


def _open(pairs: list[tuple[str, str]], context: VirtualKernelContext) -> Session | str:
    """Return a session, or why there is none."""
    given = outside()
    left = threading.Event()
    context.on_close(left.set)
    try:
        session = start_session(given.start, given.language, given.the_world(), given.turns, pairs)
    except UserError as error:
        return error.in_language(language_in(pairs, given.language))
    # However the visit ends, also while its model was set up, its memory and place are given back.
    context.on_close(session.close)
    context.on_close(GIVES_BACK.soon)
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
    keys = ("title", "subtitle", "play", "pause", "step", "reset", "speed", "language", "finished")
    texts = {key: say(key, language) for key in keys}
    days = session.sides[0].choices.days
    day = session.day
    texts["day"] = say("day_of", language, day=day_shown(day, language), days=days)
    Bar(
        t=texts, day=day, days=days, playing=session.playing, finished=session.finished,
        speed=session.speed,
        speeds=[{"value": key, "label": say(f"speed_{key}", language)} for key in SPEEDS],
        language=language,
        languages=[{"value": key, "label": name} for key, name in LANGUAGES.items()],
        waits=waiting(session), error=session.error("page"),
        event_act=lambda what: act(session, str(what)),
    )  # fmt: skip


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
    plain = {
        "play": session.play,
        "pause": session.pause,
        "step": session.step,
        "reset": session.reset,
    }
    if verb in plain:
        plain[verb]()
    elif verb == "speed":
        session.set_speed(value)
    elif verb == "language":
        session.set_language(value)


@solara.component
def Setting(view: View) -> None:
    """The controls of the setting; time that moves does not draw them again."""
    _ = view.changed.value
    session = view.session
    if not session.sides:
        return

    def side(place: Any) -> None:
        session.edited = 1 if place == 1 and session.comparing else 0
        session.on_change()

    SettingForm(
        d=form_of(session),
        event_edit=lambda what: session.edit(str(what.get("key")), what.get("value")),
        event_side=side,
        event_reset=lambda _: session.reset(),
        event_undo=lambda _: session.undo(),
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
        solara.HTML(tag="p", unsafe_innerHTML=say("disclaimer", language), classes=["disclaimer"])


@solara.component
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
