"""The page of the tables of the world: what the model reads of organisations, units and law."""

from __future__ import annotations

from analysis.documents.tables import MADE, markdown_table
from sim.world import load_world


def world() -> str:
    """Return the page with units, classes of needs, desks and legal bases of the Netherlands."""
    here = load_world()
    parts = [
        "# The world: the Netherlands",
        f"{len(here.units)} units, {len(here.classes)} classes of needs, {len(here.desks)} desks, "
        f"{len(here.bases)} legal bases, from `sim/world/data/netherlands/`, where each row has "
        "its source. Grades: A the text of an official source, B a reputable secondary source, "
        "C news or another, D taken directly from a source, I inferred from figures, J judgement.",
        MADE,
        "## Organisations",
        _organisations(),
        "## Units, by capability",
        _units(),
        "## Classes of needs",
        _classes(),
        "## Desks",
        markdown_table(
            ("desk", "name", "mean days", "officers", "political", "regional", "grade"),
            (
                (
                    f"`{d.id}`",
                    d.name_en,
                    f"{d.mean_days:g}",
                    d.officers,
                    _yes(d.political),
                    _yes(d.regional),
                    d.grade,
                )
                for d in here.desks
            ),
        ),
        "## Legal bases",
        markdown_table(
            ("basis", "name", "article", "covers", "rung", "ladder", "barrier"),
            (
                (
                    f"`{b.id}`",
                    b.name_en,
                    b.article,
                    b.covers,
                    b.rung,
                    b.ladder,
                    f"{b.barrier_level:g}",
                )
                for b in here.bases
            ),
        ),
    ]
    return "\n\n".join(parts)


def _yes(flag: bool) -> str:
    return "yes" if flag else ""


def _organisations() -> str:
    rows = (
        (
            f"`{own.id}`",
            own.name_en,
            own.side,
            "; ".join(" + ".join(turn) for turn in own.asks),
            own.needs_in or own.or_needs_in,
            own.source,
        )
        for own in load_world().organisations
    )
    head = ("organisation", "name", "side", "asks", "needs arise in", "source")
    return markdown_table(head, rows)


def _units() -> str:
    groups: dict[tuple[str, str, int], list[int]] = {}
    for unit in load_world().units:
        groups.setdefault((unit.organisation, unit.capability, unit.rung), []).append(unit.persons)
    rows = ((*key, len(persons), sum(persons)) for key, persons in groups.items())
    return markdown_table(("organisation", "capability", "rung", "units", "persons"), rows)


def _classes() -> str:
    head = (
        "class",
        "needs a year",
        "persons",
        "days",
        "deadline",
        "v",
        "g",
        "s",
        "cx",
        "h",
        "basis",
        "chain",
        "rungs",
        "",
    )
    rows = []
    for c in load_world().classes:
        marks = ("consent in advance" if c.pre_authorised else "", "planned" if c.planned else "")
        numbers = (
            c.needs_per_year,
            c.size_median,
            c.duration_median_days,
            c.deadline_median_days,
            c.severity,
            c.visible_force,
            c.information_sensitivity,
            c.complexity,
            c.core_task_fit,
        )
        rows.append(
            (
                f"{c.name_en} (`{c.id}`, {c.requester})",
                *(f"{n:g}" for n in numbers),
                c.legal_basis,
                " → ".join(c.approval_chain),
                ", ".join(map(str, c.rungs)),
                ", ".join(filter(None, marks)),
            )
        )
    return markdown_table(head, rows)
