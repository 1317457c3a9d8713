"""Messages of a browser at random: those of the page, changed somewhere, and plain nonsense."""

from __future__ import annotations

import copy
import json
from typing import Any

from hypothesis import strategies as st

HEADER = {"msg_id": "1", "session": "2", "username": "", "date": "2026-11-28", "version": "5.2"}
EVENTS: tuple[tuple[str, Any], ...] = (
    ("act", "step"),
    ("act", "speed:full"),
    ("act", "language:nl"),
    ("pick", "unit:3"),
    ("choose", "why"),
    ("choose", 3),
    ("side", 1),
    ("compare", False),
    ("change", True),
    ("edit", {"key": "seed", "value": "3"}),
    ("edit", {"key": "conditions.trust_start", "value": 0.4}),
    ("edit", {"key": "scenario", "value": "flood+riots"}),
    ("edit", {"key": "policy", "name": "working_groups", "ticked": True, "of_class": "flood"}),
    ("filter", {"key": "page", "value": 2}),
    ("filter", {"key": "state", "value": "supported"}),
    ("take", {"kind": "csv", "side": 0, "whole": False}),
    ("open", "choices: {scenario: flood, theory: figure_2}"),
)
DATA: tuple[Any, ...] = (
    *({"method": "custom", "content": {"event": e, "data": d}} for e, d in EVENTS),
    {"method": "update", "state": {"dark_effective": True}, "buffer_paths": []},
    {"method": "run", "args": {"path": "/?seed=3", "dark": False, "themes": {}, "appName": None}},
    {"method": "app-status"},
    {"method": "request_state"},
    # What Solara and ipyvue would do for anyone who asks.
    {"method": "custom", "content": {"create_widget": ["os", "getcwd"], "props": {}, "id": "1"}},
    {"method": "custom", "content": {"update_ref": {"functionRef": "close"}, "id": "1"}},
    {"method": "update", "state": {"template": "x", "children": ["IPY_MODEL_1"]}},
    {"method": "evict"},
    {"method": "reload"},
)
PATHS = ("/etc/passwd", "../../etc/passwd", "conf/scenario/flood.yaml", "liaisons@/etc/passwd")

words = st.text(max_size=8)
leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(PATHS) | words
anything = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=8,
)
KINDS = (
    *["comm_msg"] * 6,
    "comm_open",
    "comm_close",
    "kernel_info_request",
    "comm_info_request",
    "shutdown_request",
    "execute_request",
)


def _places(content: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to each value inside a message."""
    keys = content if isinstance(content, dict) else range(len(content))
    found = []
    for key in keys:
        found.append((*path, key))
        if isinstance(content[key], dict | list):
            found += _places(content[key], (*path, key))
    return found


@st.composite
def messages(draw: st.DrawFn, parts: tuple[str, ...] = ("part",)) -> str | bytes:
    """Draw what a browser may say: a message of the page with some values changed, or nonsense."""
    nonsense = draw(st.integers(0, 9))
    if nonsense == 0:
        return draw(st.one_of(st.text(max_size=60), st.binary(max_size=60)))
    if nonsense == 1:
        return json.dumps(draw(anything))
    kind = draw(st.sampled_from(KINDS))
    content = {"comm_id": draw(st.sampled_from(parts)), "data": draw(st.sampled_from(DATA))}
    if kind == "comm_open":
        content |= {"target_name": draw(st.sampled_from(["solara.control", "other"])), "data": {}}
    message = {
        "header": {**HEADER, "msg_type": kind},
        "parent_header": {},
        "metadata": {},
        "content": content,
        "channel": "shell",
        "buffers": [],
    }
    message = copy.deepcopy(message)
    for _ in range(draw(st.integers(0, 3))):
        *way, last = draw(st.sampled_from(_places(message)))
        inside: Any = message
        for key in way:
            inside = inside[key]
        change = draw(st.sampled_from(["replace", "drop", "add"]))
        if change == "replace":
            inside[last] = draw(anything)
        elif change == "drop":
            del inside[last]
        elif isinstance(inside, dict):
            inside[draw(words)] = draw(anything)
    return json.dumps(message)
