"""What the page hears of a browser: its own controls, and nothing of what Solara would also do."""

import json
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from bijstand.page.server.messages import heard
from tests.page.kernel import Session
from tests.page.server.messages_at_random import DATA, HEADER, messages
from tests.page.serving import Served, served

DANGEROUS = (
    "create_widget",
    "update_ref",
    "functionRef",
    "template",
    "children",
    "evict",
    "reload",
)


def message(data: Any, kind: str = "comm_msg", **content: Any) -> str:
    """Return a message as a browser writes it."""
    whole = {"comm_id": "1", "data": data, **content}
    header = {**HEADER, "msg_type": kind}
    return json.dumps({"header": header, "content": whole, "buffers": []})


def test_the_controls_of_the_page_are_heard_as_they_are() -> None:
    for data in DATA[:-5]:
        found = heard(message(data))
        assert found is not None, data
        assert json.loads(found)["content"]["data"] == data
    for kind in ("kernel_info_request", "comm_info_request"):
        assert heard(message({}, kind)) is not None
    opened = message({}, "comm_open", target_name="solara.control", comm_id=str(uuid.uuid4()))
    assert heard(opened) is not None


def test_nothing_that_is_opened_takes_the_place_of_a_part() -> None:
    part = uuid.uuid4().hex
    assert heard(message({}, "comm_open", target_name="solara.control", comm_id=part)) is None
    assert heard(message(DATA[0], comm_id=part)) is not None, "a part hears what is said to it"


@pytest.mark.parametrize("data", DATA[-5:])
def test_what_solara_would_do_for_anyone_is_not_heard(data: Any) -> None:
    assert heard(message(data)) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{}",
        "null",
        "[" * 200_000,
        '{"a":' * 100_000,
        "1" * 10_000,
        '"\\ud800"',
        "NaN",
        message({}, "shutdown_request"),
        message({}, "comm_close"),
        message({}, "execute_request", code="1"),
        message({}, "comm_open", target_name="jupyter.widget"),
        message({"method": "run", "args": {"path": "/other"}}),
        message({"method": "run", "args": {"path": "//evil.example"}}),
        message({"method": "custom", "content": {"event": "act", "data": {"a": 1}}}),
        message(
            {
                "method": "custom",
                "content": {"event": "filter", "data": {"key": "page", "value": 2**70}},
            }
        ),
        message({"method": "custom", "content": {"event": "open", "data": "x" * 200_000}}),
    ],
)
def test_nonsense_is_not_heard(text: str) -> None:
    assert heard(text) is None


@given(messages())
@settings(max_examples=400, deadline=None)
def test_whatever_is_heard_is_one_of_the_pages_own_forms(said: str | bytes) -> None:
    if isinstance(said, bytes):
        return
    found = heard(said)
    if found is None:
        return
    whole = json.loads(found)
    assert set(whole) == {"header", "channel", "parent_header", "metadata", "buffers", "content"}
    assert whole["header"]["msg_type"] not in ("shutdown_request", "execute_request")
    keys = set(whole["content"].get("data") or {})
    assert keys <= {"method", "content", "state", "buffer_paths", "args"}
    within = whole["content"].get("data") or {}
    assert set(within.get("state", {})) <= {"dark_effective"}
    assert set(within.get("content", {})) <= {"event", "data"}
    assert not set(DANGEROUS) & (keys | set(within.get("content", {})))


@pytest.fixture(scope="module")
def own_page() -> Iterator[Served]:
    with served("run.days=10", "run.warm_up_days=0", "seed=3") as found:
        yield found


def test_a_page_goes_on_whatever_a_browser_says(own_page: Served) -> None:
    """Say things at random to a real server; it stays silent, and answers everybody after."""
    with Session(own_page, "?seed=5") as session:
        parts = (*session.parts, str(uuid.uuid4()))

        @given(messages(parts))
        @settings(
            max_examples=150,
            deadline=None,
            database=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        )
        def say(said: str | bytes) -> None:
            session.socket.send(said)

        say()
        # A start of the page that was said may still be under way, and forget what is chosen now.
        session.insist(
            lambda: session.speak("en"), lambda: session.shown("language", "screens") == "en"
        )
        session.insist(lambda: session.open("watch"), lambda: session.has("speeds"))
        session.act("pause")
        session.wait(lambda: not session.bar["playing"])
    with Session(own_page, "?seed=5") as other:
        other.act("step")
        other.wait(lambda: other.bar["day"] >= 1)
    assert own_page.broke() == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("scenario", "/etc/passwd"),
        ("scenario", "../conf/scenario/flood"),
        ("scenario", "flood+/etc/passwd"),
        ("scenario", "flood.yaml"),
        ("policy", "liaisons@/etc/passwd"),
        ("policy", "/etc/passwd@liaisons"),
        ("theory", "/etc/passwd"),
        ("theory.trust", "/etc/passwd"),
    ],
)
def test_a_setting_from_a_browser_is_a_name_and_never_a_file(
    own_page: Served, key: str, value: str
) -> None:
    with Session(own_page, f"?{key}={value.replace('+', '%2B')}") as session:
        said = session.shown("error", "screens")
        assert said.startswith("unknown ")
        assert "root:" not in said
        assert "\n" not in said
        session.wait(lambda: session.has("groups"))
        session.do("groups", "edit", {"key": key, "value": value})
        session.wait(lambda: key in session.shown("errors"))
        assert session.shown("errors")[key].startswith("unknown ")
        session.do("tabs", "choose", "take")
        session.wait(lambda: session.has("notice"))
        head, _, rest = key.partition(".")
        content = {"choices": {"scenario": "baseline", "theory": "figure_2"}}
        if rest:
            content[head] = {rest: value}
        else:
            content["choices"][key] = value
        session.do("notice", "open", json.dumps(content))
        session.wait(lambda: session.shown("error", part="notice"))
        assert session.shown("error", part="notice").startswith("unknown ")
    assert own_page.broke() == []
