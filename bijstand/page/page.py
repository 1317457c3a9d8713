"""The page of one browser session, as the server shows it: the screens, and what stands around."""

from __future__ import annotations

import logging
from html import escape
from pathlib import Path
from typing import Any, cast
from urllib.parse import parse_qsl

import solara
import solara.lab
from solara.server.kernel_context import get_current_context

from bijstand.page.case.case import SCREENS, Case, case_from
from bijstand.page.case.fitting import fitted
from bijstand.page.parts import Shell
from bijstand.page.run.session import Session
from bijstand.page.screens.advice import ALL_SHOWN
from bijstand.page.screens.from_question import Onward, Seat, Title, drawing_anew
from bijstand.page.screens.opening import language_in, language_of, open_desk
from bijstand.page.screens.watch import Refusal, Watch
from bijstand.page.words.saying import LANGUAGES, say
from bijstand.page.work.desk import Desk
from bijstand.page.work.memory import GIVES_BACK
from bijstand.page.work.outside import Outside, outside
from sim.errors import UserError

LANGUAGE = "en"
"""What the page speaks where neither its address, nor who opened it, nor the browser says."""
STYLE = Path(__file__).with_name("page.css")
MOST_PAIRS = 300
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
    """A visit to the page: its desk, or why there is none."""
    router = solara.use_router()
    asked = _asked(router.search)
    given = outside()
    language = given.language if given.language != LANGUAGE else language_of(accepted(), LANGUAGE)
    opened = solara.use_memo(lambda: _open(given, language, asked), [])
    if isinstance(opened, Desk):
        Around(opened)
    else:
        Refusal(opened)


def accepted() -> str:
    """Return which languages the browser says it takes."""
    headers = solara.lab.headers.value or {}
    return ",".join(headers.get("accept-language", []))


@solara.component
def Around(desk: Desk) -> None:
    """A desk: what stands around every screen, and the screen that is open."""
    changed, given = solara.use_reactive(0), outside()
    watching = solara.use_ref(cast(Session | None, None))
    seat = Seat(desk, changed, given.the_world())

    def connect() -> None:
        desk.on_change = drawing_anew(changed)
        desk.go_on()

    # Before anything is drawn: what is drawn can be pressed while the rest still is.
    solara.use_memo(connect, [])
    with solara.Div(classes=["page"]):
        Frame(seat, watching)
        screen = seat.watch().case.screen
        about = {"id": "screen", "tabindex": "-1"}
        panel = {"role": "tabpanel", "aria-labelledby": f"to-{screen}"}
        main = solara.v.Html(tag="main", attributes=about)
        with main, solara.v.Html(tag="div", attributes=panel):
            Title(seat)
            if screen == "watch":
                Watch(seat, watching)
            else:
                ALL_SHOWN[screen](seat)
            Onward(seat)
        Disclaimer(seat)


@solara.component
def Disclaimer(seat: Seat) -> None:
    """What the model is not for, on every screen."""
    said = escape(say("disclaimer", seat.watch().case.language))
    solara.v.Html(tag="footer", children=[said], attributes={"class": "disclaimer"})


@solara.component
def Frame(seat: Seat, watching: Any) -> None:
    """Title, language, the screens, and the address, which holds the whole case."""
    desk = seat.watch()
    case, given = desk.case, outside()
    language = case.language

    def act(what: Any) -> None:
        seat.act(str(what))
        if watching.current is not None:
            watching.current.set_language(desk.case.language)

    def visit(search: Any) -> None:
        """Go where the reader went back, or forward, to."""
        try:
            start = fitted(Case(language=case.language, watched=given.start), seat.world)
            desk.set_case(case_from(start, _asked(str(search))))
            desk.errors.pop("page", None)
        except UserError as error:
            desk.errors["page"] = error.message
        desk.on_change()
        if watching.current is not None:
            # First where to go: what runs until then does not stand in the address again.
            watching.current.go_to(desk.case.watched)
            watching.current.set_language(desk.case.language)

    keys = ("title", "subtitle", "skip", "screens", "language")
    Shell(
        t={key: say(key, language) for key in keys},
        screens=[
            {"value": screen, "label": say(f"screen_{screen}", language)} for screen in SCREENS
        ],
        chosen=case.screen,
        language=language,
        languages=[{"value": key, "label": name} for key, name in LANGUAGES.items()],
        address=case.query(given.start),
        error=desk.error("page"),
        event_act=act,
        event_choose=lambda screen: desk.edit("screen", str(screen)),
        event_visit=visit,
    )


@solara.component
def Layout(children: list[Any]) -> Any:
    """Nothing around the page but the page itself."""
    return solara.Div(children=children, classes=["all"])


def _asked(search: str | None) -> list[tuple[str, str]]:
    """Return what the address of the page asks for."""
    return parse_qsl((search or "").lstrip("?"), keep_blank_values=True)[:MOST_PAIRS]


def _open(given: Outside, language: str, asked: list[tuple[str, str]]) -> Desk | str:
    """Return a desk, or why there is none."""
    context = get_current_context()
    try:
        desk = open_desk(given, language, asked)
    except UserError as error:
        return error.in_language(language_in(asked, language))
    # However the visit ends, what it holds is given back.
    context.on_close(desk.close)
    context.on_close(GIVES_BACK.soon)
    return desk
