"""The three gates of a request in a story: open or shut, by how much, and what they rested on."""

from __future__ import annotations

from html import escape
from typing import Any

from bijstand.page.run.reading import DRIVERS, SIDES
from bijstand.page.run.traffic import GATES
from bijstand.page.run.watched import WatchedModel
from bijstand.page.words.saying import driver_name, gate_name, reason_name, say
from sim.setting.theories.theory import SWITCHES
from sim.state.codes import REASONS
from sim.words.numbers import number, percent, span


def gates_section(model: WatchedModel, request: Any, language: str) -> str:
    """Return the gates of a request as a table, and below it what moved the two sides."""
    incident = int(request.incident)
    readings = model.journal.readings.get(incident, [])
    settled = request.consented == 1
    rows = []
    for gate in GATES:
        is_open = request[gate] == 1
        # A gate was passed or read only once somebody thought of asking.
        margin = float(request[f"{gate}_margin"])
        mark = f'<span class="{"open" if is_open else "shut"}">{"✓" if is_open else "✗"} '
        word = escape(say("open_gate" if is_open else "shut_gate", language))
        said = _rests_on(gate, request, readings, language, settled)
        cause = _cause(gate, request, language)
        rows.append(
            f'<tr><th scope="row">{escape(gate_name(gate, language))}</th>'
            f"<td>{mark}{word}</span></td>"
            f"<td>{escape(number(margin, 2, language, signed=True))}</td>"
            f"<td>{escape(said)} {escape(cause)}</td></tr>"
        )
    head = "".join(
        f'<th scope="col">{escape(say(key, language))}</th>'
        for key in ("gate_col", "stands", "margin", "rests_on")
    )
    table = f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    note = f'<p class="note">{escape(say("gates_note", language))}</p>'
    return table + note + (_drivers(model, readings[0], language) if readings else "")


def _cause(gate: str, request: Any, language: str) -> str:
    if request[gate] == 1 or gate == "want":
        return ""
    reason = REASONS[int(request[f"{gate}_cause"])]
    return say("cause", language, reason=reason_name(reason, language)) if reason else ""


def _rests_on(gate: str, request: Any, readings: list[Any], language: str, settled: bool) -> str:
    if gate == "can":
        offered = number(float(request.offered), 0, language)
        gap = number(float(request.gap), 0, language)
        said = say("can_text", language, gap=gap, offered=offered)
        if request.can == 0 and readings:
            first = readings[0]
            limits = {
                "reserve": "without_reserve",
                "nato": "without_nato",
                "notice": "with_notice",
                "ceiling": "ceiling",
            }
            values = {k: number(float(first[v]), 0, language) for k, v in limits.items()}
            said += " " + say("can_limits", language, **values)
        return said
    if settled or not readings:
        return say("settled", language) if settled else ""
    last = readings[-1]
    return _willing(request, last, language) if gate == "want" else _allowed(last, language)


def _willing(request: Any, reading: Any, language: str) -> str:
    asking, giving = float(request.willing_requester), float(reading.willing_provider)
    said = say(
        "want_text",
        language,
        asking=percent(asking, language),
        giving=percent(giving, language),
        both=percent(asking * giving, language),
    )
    if reading.deterrence > 0.0005:
        said += " " + say(
            "deterred",
            language,
            days=span(float(reading.procedure_days), language),
            taken=number(float(reading.deterrence), 2, language),
        )
    return said


def _allowed(reading: Any, language: str) -> str:
    return say(
        "may_text",
        language,
        permission=percent(float(reading.permission), language),
        barrier=number(float(reading.barrier), 2, language),
        clarity=number(float(reading.clarity), 2, language),
        veto=percent(float(reading.veto), language),
        aversion=number(float(reading.aversion), 2, language),
    )


def _drivers(model: WatchedModel, reading: Any, language: str) -> str:
    """The drivers of both sides as bars, when they were first read, with their weights."""
    conditions = model.setting.conditions
    trust_counts = model.setting.theory.choices["trust"] == SWITCHES["trust"].values[2]
    rows = []
    for driver in DRIVERS:
        counts = driver != "trust" or trust_counts
        weight = (
            number(conditions[f"weight_{driver}"], 2, language)
            if counts
            else say("not_a_driver", language)
        )
        bars = "".join(_bar(float(reading[f"{driver}_{side}"]), counts, language) for side in SIDES)
        rows.append(
            f'<tr><th scope="row">{escape(driver_name(driver, language))}</th>'
            f"<td>{escape(weight)}</td>{bars}</tr>"
        )
    keys = ("driver", "weight", "side_requester", "side_provider")
    head = "".join(f'<th scope="col">{escape(say(key, language))}</th>' for key in keys)
    return (
        f'<table class="drivers"><caption>{escape(say("drivers", language))}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
    )


def _bar(value: float, counts: bool, language: str) -> str:
    kind = "gauge" if counts else "gauge off"
    return (
        f'<td><span class="{kind}"><i style="width:{100 * value:.0f}%"></i></span> '
        f"{escape(number(value, 2, language))}</td>"
    )
