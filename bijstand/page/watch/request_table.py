"""The table of requests: which are shown, under which filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from bijstand.page.run.course import FUNNEL
from bijstand.page.run.side import Side
from bijstand.page.run.traffic import GATES, log_of
from bijstand.page.words.saying import class_name, gate_letter, gate_name, name_of_state, say
from sim.state.codes import ALONE, END_STATES
from sim.words.numbers import number

ROWS = 14
_HEADS = ("col_day", "col_class", "col_who", "col_people", "col_state")


@dataclass(frozen=True, slots=True)
class Filter:
    """What the reader wants to see of the requests; "" is all."""

    request_class: str = ""
    state: str = ""
    unit: str = ""
    consented: bool = False
    page: int = 0


def filtered(side: Side, wanted: Filter) -> Any:
    """Return the records that match, the newest first."""
    model, world = side.model, side.model.setting.world
    log = log_of(model)
    chosen = log["time"] >= model.setting.warm_up_days
    if not wanted.consented:
        kinds = np.asarray(model.setting.tables.classes)[log["request_class"]]
        chosen &= kinds["pre_authorised"] == 0
    if wanted.request_class in {kind.id for kind in world.classes}:
        chosen &= log["request_class"] == world.class_index(wanted.request_class)
    if wanted.state in END_STATES:
        chosen &= log["end_state"] == END_STATES.index(wanted.state)
    if wanted.unit in {unit.id for unit in world.units}:
        unit = world.unit_index(wanted.unit)
        chosen &= (log["requester"] == unit) | (log["provider"] == unit)
    return log[chosen][::-1]


def table_of(side: Side, wanted: Filter, chosen: int | None, language: str) -> dict[str, Any]:
    """Return everything that the table shows."""
    found = filtered(side, wanted)
    page = max(0, min(wanted.page, (len(found) - 1) // ROWS))
    first = page * ROWS
    rows = [_row(side, request, language) for request in found[first : first + ROWS]]
    keys = ("all", "why_help", "with_consented", "no_rows", "newer", "older")
    return {
        "t": {key: say(key, language) for key in keys},
        "heads": [say(key, language) for key in _HEADS],
        "filters": _filters(side, wanted, language),
        "consented": wanted.consented,
        "rows": rows,
        "chosen": chosen,
        "page": page,
        "more": first + ROWS < len(found),
        "shown": say(
            "rows_of", language, first=first + bool(rows), last=first + len(rows), total=len(found)
        ),
    }


def _row(side: Side, request: Any, language: str) -> dict[str, Any]:
    world = side.model.setting.world
    state = int(request["end_state"])
    asked = world.units[int(request["provider"])].name if request["provider"] >= 0 else ""
    # Where own people met all of it no gate was read.
    read = state != ALONE and request["provider"] >= 0
    return {
        "incident": int(request["incident"]),
        "day": number(float(request["time"]) - side.choices.warm_up_days, 1, language),
        "what": class_name(world.classes[int(request["request_class"])], language),
        "where": world.units[int(request["requester"])].name,
        "asked": asked,
        "persons": number(float(request["size"]), 0, language),
        "gates": [_gate(gate, request, language) for gate in GATES] if read else [],
        "state": name_of_state(END_STATES[state], language),
    }


def _gate(gate: str, request: Any, language: str) -> dict[str, Any]:
    is_open = bool(request[gate] == 1)
    how = say("open_gate" if is_open else "shut_gate", language)
    return {
        "letter": gate_letter(gate, language),
        "open": is_open,
        "said": f"{gate_name(gate, language)}: {how}",
    }


def _filters(side: Side, wanted: Filter, language: str) -> list[dict[str, Any]]:
    world = side.model.setting.world
    classes = sorted((class_name(kind, language), kind.id) for kind in world.classes)
    units = sorted((unit.name, unit.id) for unit in world.units)
    states = [(name_of_state(state, language), state) for state in FUNNEL]
    return [
        {
            "key": key,
            "label": say(f"filter_{label}", language),
            "value": value,
            "options": [{"value": name, "label": words} for words, name in options],
        }
        for key, label, value, options in (
            ("request_class", "class", wanted.request_class, classes),
            ("state", "state", wanted.state, states),
            ("unit", "unit", wanted.unit, units),
        )
    ]
