"""The parts of the page that the browser draws itself: a template each, fed from Python.

A template holds no knowledge of the model: it shows what it is given and says what the reader did.
Native controls are used throughout, so that a keyboard and a screen reader can work all of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import solara

Event = Callable[[Any], None]


@solara.component_vue("bar.vue", vuetify=False)
def Bar(
    t: dict[str, str],
    day: float,
    days: int,
    playing: bool,
    finished: bool,
    busy: bool,
    speed: str,
    speeds: list[dict[str, str]],
    waits: str,
    error: str,
    event_act: Event,
) -> None:
    """The controls of time."""


@solara.component_vue("setting.vue", vuetify=False)
def SettingForm(d: dict[str, Any], event_edit: Event, event_side: Event) -> None:
    """The controls of a setting."""


@solara.component_vue("picture.vue", vuetify=False)
def Picture(content: str, kind: str, event_pick: Event) -> None:
    """SVG or HTML made on the server; what carries ``data-pick`` can be chosen."""


@solara.component_vue("tabs.vue", vuetify=False)
def Tabs(tabs: list[dict[str, str]], chosen: str, event_choose: Event) -> None:
    """The tabs of the page."""


@solara.component_vue("requests.vue", vuetify=False)
def RequestTable(d: dict[str, Any], event_filter: Event, event_choose: Event) -> None:
    """The table of requests with its filters."""


@solara.component_vue("take.vue", vuetify=False)
def TakeAlong(
    d: dict[str, Any], file: dict[str, str] | None, event_take: Event, event_open: Event
) -> None:
    """The files that a reader takes along, and the one that they bring."""


@solara.component_vue("compare.vue", vuetify=False)
def CompareBar(d: dict[str, Any], event_compare: Event) -> None:
    """Whether a second setting runs beside the first."""


@solara.component_vue("check.vue", vuetify=False)
def Check(label: str, what: str, value: bool, event_change: Event) -> None:
    """A box to tick."""


@solara.component_vue("shell.vue", vuetify=False)
def Shell(
    t: dict[str, str],
    screens: list[dict[str, str]],
    chosen: str,
    language: str,
    languages: list[dict[str, str]],
    address: str,
    error: str,
    event_act: Event,
    event_choose: Event,
    event_visit: Event,
) -> None:
    """What stands around every screen: title, language, the screens, and the address."""


@solara.component_vue("question.vue", vuetify=False)
def QuestionForm(d: dict[str, Any], event_edit: Event, event_act: Event) -> None:
    """What is asked."""


@solara.component_vue("situation.vue", vuetify=False)
def SituationForm(d: dict[str, Any], event_edit: Event, event_act: Event) -> None:
    """In which situations."""


@solara.component_vue("options.vue", vuetify=False)
def OptionsForm(d: dict[str, Any], event_edit: Event, event_act: Event) -> None:
    """Between which packages of levers."""


@solara.component_vue("work.vue", vuetify=False)
def Work(d: dict[str, Any], event_act: Event) -> None:
    """What is under way, with a button that stops it."""


@solara.component_vue("steps.vue", vuetify=False)
def Steps(back: str, next: str, results: str, event_act: Event) -> None:
    """To the screen before and the one after."""


@solara.component_vue("slider.vue", vuetify=False)
def Slider(label: str, value: int, event_change: Event) -> None:
    """From the average to the worst case."""


@solara.component_vue("said.vue", vuetify=False)
def Said(title: str, sentences: list[str], label: str, copied: str, name: str) -> None:
    """Sentences that can be copied."""


@solara.component_vue("choose.vue", vuetify=False)
def Choose(title: str, choices: list[dict[str, str]], event_choose: Event) -> None:
    """A row of buttons, one for each of several things."""


@solara.component_vue("handing.vue", vuetify=False)
def Handing(d: dict[str, Any], file: dict[str, str] | None, event_act: Event) -> None:
    """The files that are handed on."""
