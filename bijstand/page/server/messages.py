"""What the page hears of a browser: the messages of its own controls, and nothing else.

Solara lets a browser set any property of any part of the page, and ipyvue lets it import a module
and call what is in it by name. None of the page's own parts need that. Each message is read against
the forms below, and passed on as written anew from them: what is not named here never reaches
Solara, whatever it is.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, TypeAdapter, ValidationError

from bijstand.page.budgets import LARGEST_FILE, LONGEST_HEAD

Id = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_-]{1,64}$")]
OwnId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
"""An id as browsers make them; those of the parts of a page, which the server makes, have no
hyphens, so that nothing that a browser opens takes the place of a part."""
Word = Annotated[str, StringConstraints(max_length=120)]
Names = Annotated[str, StringConstraints(max_length=4_000)]
Count = Annotated[int, Field(ge=-1, le=2**53)]
Number = Annotated[float, Field(allow_inf_nan=False)]


class _Form(BaseModel):
    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class Header(_Form):
    """Who says what."""

    msg_id: Id
    msg_type: Word
    session: Id
    username: Word = ""
    date: Word = ""
    version: Word = "5.2"


class _Message(_Form):
    header: Header
    channel: Literal["shell"] = "shell"
    parent_header: dict[str, Any] = Field(default_factory=dict, max_length=0)
    metadata: dict[str, Any] = Field(default_factory=dict, max_length=0)
    buffers: list[Any] = Field(default_factory=list, max_length=0)


class Edit(_Form):
    """A control of the setting, with its new value."""

    key: Word
    value: Names | bool | Number | None = None


class Ticked(_Form):
    """One of several names, which is chosen now or no longer, and for which class of needs."""

    key: Word
    name: Word
    ticked: bool
    of_class: Word = ""


class Filtered(_Form):
    """A filter of the table of requests, with its new value."""

    key: Word
    value: Word | bool | Count | None = None


class Taken(_Form):
    """A file that the reader wants."""

    kind: Word
    side: Count
    whole: bool = False


class Nothing(_Form):
    """An event that says only that it happened."""


class Plain(_Form):
    """A press, a choice, a tick."""

    event: Literal["act", "pick", "choose", "side", "compare", "change"]
    data: Word | bool | Count


class EditEvent(_Form):
    """A change of the setting."""

    event: Literal["edit"]
    data: Edit | Ticked


class FilterEvent(_Form):
    """A change of what the table shows."""

    event: Literal["filter"]
    data: Filtered


class TakeEvent(_Form):
    """A file to take along."""

    event: Literal["take"]
    data: Taken


class OpenEvent(_Form):
    """The content of a file that the reader opened."""

    event: Literal["open"]
    data: Annotated[str, StringConstraints(max_length=LARGEST_FILE + 1)]


class VisitEvent(_Form):
    """The address that a reader went back, or forward, to."""

    event: Literal["visit"]
    data: Annotated[str, StringConstraints(max_length=LONGEST_HEAD, pattern=r"^(\?|$)")]


Event = Annotated[
    Plain | EditEvent | FilterEvent | TakeEvent | OpenEvent | VisitEvent,
    Field(discriminator="event"),
]


class Custom(_Form):
    """Something that the reader did."""

    method: Literal["custom"]
    content: Event


class Dark(_Form):
    """Whether the browser shows the page dark; the one property that a browser sets by itself."""

    dark_effective: bool


class Update(_Form):
    """A property that a browser sets."""

    method: Literal["update"]
    state: Dark
    buffer_paths: list[Any] = Field(default_factory=list, max_length=0)


class Opening(_Form):
    """What a browser tab starts the page with."""

    path: Annotated[str, StringConstraints(max_length=LONGEST_HEAD, pattern=r"^/(\?|$)")]
    dark: bool = False
    themes: dict[str, Any] = Field(default_factory=dict, max_length=0)
    appName: Literal["__default__"] | None = None


class Run(_Form):
    """The start of the page."""

    method: Literal["run"]
    args: Opening


class Asked(_Form):
    """A question of a browser that has lost its connection and found it again."""

    method: Literal["app-status", "request_state"]


Data = Annotated[Custom | Update | Run | Asked, Field(discriminator="method")]


class Said(_Form):
    """What is said on a channel."""

    comm_id: Id
    data: Data


class Opened(_Form):
    """A channel that is opened; only these two are there to be opened."""

    comm_id: OwnId
    target_name: Literal["solara.control", "jupyter.widget.control"]
    target_module: None = None
    data: Nothing = Nothing()


class _Info(_Message):
    content: Nothing


class _Open(_Message):
    content: Opened


class _Say(_Message):
    content: Said


class _Kind(_Form):
    class Header(_Form):
        msg_type: Literal["kernel_info_request", "comm_info_request", "comm_open", "comm_msg"]

    header: Header


_KIND = TypeAdapter(_Kind)
_FORMS: dict[str, type[_Message]] = {
    "kernel_info_request": _Info,
    "comm_info_request": _Info,
    "comm_open": _Open,
    "comm_msg": _Say,
}


def heard(text: str) -> str | None:
    """Return a message as it may reach the page; None where it is none of the page's own."""
    try:
        kind = _KIND.validate_json(text).header.msg_type
        return _FORMS[kind].model_validate_json(text).model_dump_json()
    except (ValidationError, ValueError):
        return None
