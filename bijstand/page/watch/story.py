"""The story of one request: what was needed, who was asked, why it went as it went."""

from __future__ import annotations

from html import escape
from typing import Any

import numpy as np

from bijstand.page.run.watched import WatchedModel
from bijstand.page.watch.story_gates import gates_section
from bijstand.page.words.saying import class_name, name_of_state, named, reason_name, say
from sim.rules.outcome import is_late
from sim.state.codes import ALONE, END_STATES, OPEN, REASONS
from sim.words.numbers import number, percent, span


def story(model: WatchedModel, incident: int, language: str) -> str:
    """Tell the story of a request as it stands now.

    Args:
        model: The model at its present time.
        incident: The number of a request that has arisen.
        language: "en" or "nl".

    Returns:
        HTML with a heading per part.
    """
    request = model.state.requests[incident]
    world = model.setting.world
    kind = world.classes[int(request.request_class)]
    heading = say(
        "story_of",
        language,
        what=class_name(kind, language),
        where=world.units[int(request.requester)].name,
        day=number(float(request.time) - model.setting.warm_up_days, 1, language),
    )
    state = name_of_state(END_STATES[int(request.end_state)], language)
    parts = [
        f'<h3 tabindex="-1">{escape(heading)}</h3>',
        f'<p class="state">{escape(say("how_it_ended", language))}: <b>{escape(state)}</b></p>',
        section("needed", _needed(model, request, language), language),
    ]
    if int(request.end_state) != ALONE:
        parts += [
            section("asked", _asked(model, request, language), language),
            section("three_gates", gates_section(model, request, language), language),
            section("reasons", _reasons(request, language), language),
            section("desks", _desks(model, incident, language), language),
        ]
    parts.append(section("achieved", _achieved(request, language), language))
    return f'<article class="story">{"".join(parts)}</article>'


def section(key: str, content: str, language: str) -> str:
    """Return a part of the story under its heading."""
    return f"<section><h4>{escape(say(key, language))}</h4>{content}</section>"


def paragraph(*sentences: str) -> str:
    """Return sentences as a paragraph."""
    return f"<p>{' '.join(escape(sentence) for sentence in sentences if sentence)}</p>"


def persons_by_unit(model: WatchedModel, incident: int, own: bool) -> list[tuple[str, float]]:
    """Return the units whose people went, or are to go, and how many; own people or support."""
    count = int(model.state.now[0].assignments)
    assignments = np.asarray(model.state.assignments)[:count]
    mine = assignments[(assignments["request"] == incident) & (assignments["own"] == int(own))]
    found: dict[str, float] = {}
    for assignment in mine:
        name = model.setting.world.units[int(assignment["unit"])].name
        found[name] = found.get(name, 0.0) + float(assignment["persons"])
    return [(name, persons) for name, persons in found.items() if persons > 0]


def _listed(people: list[tuple[str, float]], language: str) -> str:
    return ", ".join(f"{name} ({number(persons, 0, language)})" for name, persons in people)


def _needed(model: WatchedModel, request: Any, language: str) -> str:
    kind = model.setting.world.classes[int(request.request_class)]
    needed = say(
        "needed_text",
        language,
        size=number(float(request["size"]), 0, language),
        duration=span(float(request.duration), language),
        deadline=span(float(request.deadline), language),
        severity=number(float(request.severity), 2, language),
        force=number(kind.visible_force, 2, language),
    )
    own = float(request["size"] - request.gap)
    units = persons_by_unit(model, int(request.incident), own=True)
    met = say(
        "own_text",
        language,
        own=number(own, 0, language),
        share=percent(own / float(request["size"]), language),
        units=_listed(units, language),
    )
    if request.gap <= 0:
        return paragraph(needed, met, say("no_gap", language))
    lack = say("lack_skill" if request.qualitative == 1 else "lack_people", language)
    gap = say("gap_text", language, gap=number(float(request.gap), 0, language), kind=lack)
    urgent = say("emergency", language) if request.emergency == 1 else ""
    return paragraph(needed, met if own > 0 else say("own_none", language), gap, urgent)


def _asked(model: WatchedModel, request: Any, language: str) -> str:
    world = model.setting.world
    if request.provider < 0:
        return paragraph(reason_name("absent", language).capitalize() + ".")
    unit = world.units[int(request.provider)]
    basis = (
        named(world.bases[int(request.basis)], language)
        if request.basis >= 0
        else say("no_basis", language)
    )
    first = say("asked_first", language, unit=unit.name, city=unit.city, basis=basis)
    people = persons_by_unit(model, int(request.incident), own=False)
    came = say(
        "asked_people" if request.started == 1 else "asked_held",
        language,
        units=_listed(people, language),
    )
    if request.consented == 1:
        way = "way_consented"
    elif request.informal == 1:
        way = "way_informal"
    else:
        way = "way_formal" if request.filed == 1 else "way_not_filed"
    again = int(request.attempts)
    return paragraph(
        first,
        say("mismatch", language) if request.mismatch == 1 else "",
        say(way, language),
        say("asked_again", language, times=again) if again else "",
        came if people else "",
    )


def _reasons(request: Any, language: str) -> str:
    stated, true = REASONS[int(request.stated_reason)], REASONS[int(request.true_reason)]
    if not stated and not true:
        return paragraph(say("reasons_none", language))
    said = reason_name(stated, language)
    if stated == true:
        text = say("reasons_same", language, stated=said[:1].upper() + said[1:])
    else:
        text = say("reasons_other", language, stated=said, true=reason_name(true, language))
    return paragraph(text)


def _desks(model: WatchedModel, incident: int, language: str) -> str:
    request = model.state.requests[incident]
    visits = model.journal.visits.get(incident, [])
    if not visits and not (request.filed == 1 and request.decided == 0 and request.consented == 0):
        return paragraph(say("no_desks", language))
    kind = model.state.classes[request.request_class]
    attempt = int(request.attempts)
    seen = {visit.stage: visit for visit in visits if visit.attempt == attempt}
    arrived = float(request.filed_time)
    rows = []
    for stage in range(int(kind.desks)):
        desk = model.setting.world.desks[int(model.state.chain[kind.first_desk + stage])]
        visit = seen.get(stage)
        waited = (visit.taken_up if visit else float(model.time)) - arrived
        finished = visit is not None and visit.done <= model.time
        handled = (
            span(visit.done - visit.taken_up, language)
            if visit and finished
            else (say("still", language) if visit else "–")
        )
        rows.append(
            f"<tr><td>{escape(named(desk, language))}</td>"
            f"<td>{escape(_waited(waited, language))}</td><td>{escape(handled)}</td></tr>"
        )
        if request.emergency == 0:
            if not finished or visit is None:
                break
            arrived = visit.done
    head = "".join(
        f'<th scope="col">{escape(say(key, language))}</th>'
        for key in ("desk", "waited", "handled")
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _waited(days: float, language: str) -> str:
    return "–" if days < 1e-9 else span(days, language)


def _achieved(request: Any, language: str) -> str:
    alone, together = float(request.y0), float(request.y1)
    sums = say(
        "achieved_text",
        language,
        alone=percent(alone, language),
        together=percent(together, language),
    )
    bar = (
        f'<div class="alone-together" aria-hidden="true"><i style="width:{100 * alone:.1f}%"></i>'
        f'<b style="width:{100 * (together - alone):.1f}%"></b></div>'
    )
    if request.started == 0:
        waits = int(request.end_state) == OPEN
        rest = say("not_yet" if waits else "nothing", language)
        return paragraph(sums, "" if int(request.end_state) == ALONE else rest) + bar
    lead, deadline = float(request.lead_time), float(request.deadline)
    late = is_late(lead, deadline)
    began = say(
        "started_text",
        language,
        persons=number(float(request.persons), 0, language),
        lead=span(lead, language),
        late=say("late", language, deadline=span(deadline, language))
        if late
        else say("on_time", language),
        person_days=number(float(request.person_days), 1, language),
    )
    longer = int(request.extensions)
    return bar + paragraph(
        sums,
        began,
        say("extended", language, times=longer) if longer else "",
        say("leaked", language) if request.leak == 1 else "",
        say("unlawful", language) if request.unlawful == 1 else "",
        say("value_text", language, value=number(float(request.added_value), 2, language)),
    )
