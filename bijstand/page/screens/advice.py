"""The screens that an advice rests on: why and what first, whether it holds, and taking along."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any
from uuid import uuid4

import solara

from bijstand.page.case.forms import question_in_words
from bijstand.page.case.situations import OWN, written_weights
from bijstand.page.parts import Choose, Handing, Said, Slider
from bijstand.page.screens.consequences import situation_title
from bijstand.page.screens.from_question import SHOWN, Results, Seat, WorkBar, folder_line
from bijstand.page.screens.holding import part, regrets, steerable
from bijstand.page.screens.terms import words_of
from bijstand.page.words.saying import say
from bijstand.page.work.advising import Told
from bijstand.page.work.handing_on import KINDS, Asked, Handed
from bijstand.page.work.outside import in_its_words
from bijstand.page.work.packing import Packing
from bijstand.page.work.worked_out import Answered

OPEN_SENTENCES = {"gates": 3, "voi": 3, "conditions": 2}


@solara.component
@in_its_words
def WhyScreen(seat: Seat) -> None:
    """Where support fails, what somebody can change, and what to find out first."""
    desk = seat.watch()
    language = desk.case.language
    WorkBar(seat)
    # Gates are told of each situation, everything else once.
    names = [situation_title(desk.case, name) for name in desk.case.situations]
    content = "".join(
        _part(role, each, language, names[place] if role == "gates" else "")
        for role in OPEN_SENTENCES
        for place, each in enumerate(desk.all_of(role))
    )
    if content:
        Results(content + words_of("why", language), "why")
    Choose(
        title=say("watch_title", language),
        choices=[
            {"value": name, "label": situation_title(desk.case, name)}
            for name in desk.case.situations
            if name != OWN
        ],
        event_choose=lambda name: desk.watch_one(str(name)),
    )


def _part(role: str, found: Answered, language: str, situation: str) -> str:
    title = say(f"{role}_title", language)
    if situation:
        title = say("in_situation", language, names=title, situation=situation)
    content = part(title, found, language, OPEN_SENTENCES[role], folded=role == "gates")
    if role == "conditions":
        content += steerable(found, language)
    return content + folder_line(say("study_of", language), found.folder)


@solara.component
@in_its_words
def HoldsScreen(seat: Seat) -> None:
    """Packages over futures: regret against cost, and under which readings it turns over."""
    desk = seat.watch()
    case, language = desk.case, desk.case.language
    towards, set_towards = solara.use_state(50)
    WorkBar(seat)
    found = desk.best("holds")
    is_there = isinstance(found, Answered)
    solara.use_effect(lambda: desk.see() if is_there else None, [is_there, case])
    if not isinstance(found, Answered):
        return
    Said(
        title=say("in_words", language),
        sentences=list(found.said[language]),
        label=say("copy", language),
        copied=say("copied", language),
        name="holds",
    )
    Slider(
        label=say("average_to_worst", language),
        value=towards,
        event_change=lambda value: set_towards(max(0, min(100, int(value)))),
    )
    content = f"<p>{escape(say('holds_help', language))}</p>"
    content += regrets(found, case, seat.world, towards)
    content += folder_line(say("study_of", language), found.folder) + words_of("holds", language)
    Results(content, "holds")


@solara.component
@in_its_words
def TakeScreen(seat: Seat) -> None:
    """The A4, and whatever else is taken along."""
    desk = seat.watch()
    case, language, packing = desk.case, desk.case.language, desk.packing
    nothing: dict[str, str] | None = None
    file, set_file = solara.use_state(nothing)
    WorkBar(seat)
    seen = desk.has_seen
    there = desk.best("compare") is not None and desk.best("holds") is not None
    can = seen and there and desk.is_settled

    def show(found: Handed) -> None:
        # The same file may be wanted twice; what has not changed would not be sent again.
        set_file({**found.saved, "id": uuid4().hex})

    def act(what: Any) -> None:
        kind = str(what).partition(":")[2]
        if kind in KINDS and can:
            asked = Asked(question_in_words(case), written_weights(case.situations))
            desk.packing.start(kind, language, asked, show)
        elif str(what) == "holds":
            desk.edit("screen", "holds")

    first = "" if can else say("take_wait" if seen else "take_first", language)
    Handing(
        d={
            "t": {key: say(key, language) for key in ("take_advice_help", "take_look")},
            "first": first,
            "look": not seen and bool(case.packages),
            "kinds": [{"kind": kind, "label": say(f"take_{kind}", language)} for kind in KINDS],
            "ready": can and not packing.busy,
            "making": packing.busy,
            "said": _making(packing, language),
            "error": desk.error("take"),
        },
        file=file,
        event_act=act,
    )
    told = packing.advice if can else None
    if told is not None:
        Said(
            title=say("advice_says", language),
            sentences=list(told.sentences[language]),
            label=say("copy", language),
            copied=say("copied", language),
            name="advice",
        )
        Results(_again(told, language), "again")


def _making(packing: Packing, language: str) -> str:
    if packing.busy:
        return say("take_making", language, done=packing.done)
    return say("take_made", language, name=packing.made) if packing.made else ""


def _again(told: Told, language: str) -> str:
    """Return the commands that make the advice and its studies again, with their digests."""
    lines = [f"<li><code>{escape(told.command[language])}</code></li>"]
    for command, digest in told.sources:
        said = escape(say("digest_is", language, digest=digest))
        lines.append(f"<li><code>{escape(command)}</code> <span>{said}</span></li>")
    return f"<h3>{escape(say('same_again', language))}</h3><ul>{''.join(lines)}</ul>"


ALL_SHOWN: dict[str, Callable[[Seat], Any]] = {
    **SHOWN,
    "why": WhyScreen,
    "holds": HoldsScreen,
    "take": TakeScreen,
}
"""All screens but that of one run."""
