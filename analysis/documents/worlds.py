"""The pages on the worlds that come with the package, each from its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.documents.tables import MADE, markdown_table
from sim.reading.csv_frame import read_csv_frame
from sim.world import World, load_world
from sim.world.folders import BUILT_IN, DATA, NETHERLANDS, built_in_worlds

NAMES = "names.csv"
"""What things are called in the language of a country, where a world has that beside its tables."""
OWN_NAME = "name_de"


def pages() -> dict[str, str]:
    """Return the worlds that come with the package by the page about each, below ``docs``."""
    others = (name for name in built_in_worlds() if name != NETHERLANDS.name)
    return {
        "tables/world.md": NETHERLANDS.name,
        **{f"tables/world_{name}.md": name for name in others},
    }


def page(name: str) -> str:
    """Return the page with organisations, units, classes of needs, desks and law of a world.

    Args:
        name: Of a world that comes with the package.
    """
    here, names = load_world(BUILT_IN + name), _names(name)
    own = {} if names.empty else dict(names[OWN_NAME])
    parts = [
        f"# The world: {name.capitalize()}",
        f"{len(here.units)} units, {len(here.classes)} classes of needs, {len(here.desks)} desks, "
        f"{len(here.bases)} legal bases, from `sim/world/data/{name}/`, where each row has "
        "its source. Grades: A the text of an official source, B a reputable secondary source, "
        "C news or another, D taken directly from a source, I inferred from figures, J judgement.",
        MADE,
        "## Organisations",
        _organisations(here),
        "## Units, by capability",
        _by_capability(here),
        *([] if names.empty else ["## Units, by name", _units(here, names)]),
        "## Classes of needs",
        _classes(here, own),
        "## Desks",
        _desks(here, own),
        "## Legal bases",
        _bases(here, own),
    ]
    return "\n\n".join(parts)


def _names(name: str) -> pd.DataFrame:
    """Return by id what things are called in three languages; no rows where that is not told."""
    file = DATA / name / NAMES
    return read_csv_frame(file).set_index("id") if file.exists() else pd.DataFrame()


def _own(own: Mapping[str, str], name: str) -> Sequence[str]:
    """Return the cell with what a thing is called in its country; none without such names."""
    return (own.get(name, ""),) if own else ()


def _head(own: Mapping[str, str], first: str, *rest: str) -> Sequence[str]:
    return (first, *(("in its own language",) if own else ()), *rest)


def _yes(flag: bool) -> str:
    return "yes" if flag else ""


def _organisations(here: World) -> str:
    rows = (
        (
            f"`{one.id}`",
            one.name_en,
            one.side,
            "; ".join(" + ".join(turn) for turn in one.asks),
            one.needs_in or one.or_needs_in,
            one.source,
        )
        for one in here.organisations
    )
    head = ("organisation", "name", "side", "asks", "needs arise in", "source")
    return markdown_table(head, rows)


def _by_capability(here: World) -> str:
    groups: dict[tuple[str, str, int], list[int]] = {}
    for unit in here.units:
        groups.setdefault((unit.organisation, unit.capability, unit.rung), []).append(unit.persons)
    rows = ((*key, len(persons), sum(persons)) for key, persons in groups.items())
    return markdown_table(("organisation", "capability", "rung", "units", "persons"), rows)


def _units(here: World, names: pd.DataFrame) -> str:
    rows = (
        (
            f"`{unit.id}`",
            *names.loc[unit.id, [OWN_NAME, "name_en", "name_nl"]],
            unit.city,
            unit.persons,
            unit.grade,
        )
        for unit in here.units
    )
    return markdown_table(("unit", "name", "English", "Dutch", "city", "persons", "grade"), rows)


def _classes(here: World, own: Mapping[str, str]) -> str:
    head = _head(
        own,
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
    for c in here.classes:
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
                *_own(own, c.id),
                *(f"{n:g}" for n in numbers),
                c.legal_basis,
                " → ".join(c.approval_chain),
                ", ".join(map(str, c.rungs)),
                ", ".join(filter(None, marks)),
            )
        )
    return markdown_table(head, rows)


def _desks(here: World, own: Mapping[str, str]) -> str:
    rows = (
        (
            f"`{d.id}`",
            *_own(own, d.id),
            d.name_en,
            f"{d.mean_days:g}",
            d.officers,
            _yes(d.political),
            _yes(d.regional),
            d.grade,
        )
        for d in here.desks
    )
    rest = ("name", "mean days", "officers", "political", "regional", "grade")
    return markdown_table(_head(own, "desk", *rest), rows)


def _bases(here: World, own: Mapping[str, str]) -> str:
    rows = (
        (
            f"`{b.id}`",
            *_own(own, b.id),
            b.name_en,
            b.article,
            b.covers,
            b.rung,
            b.ladder,
            f"{b.barrier_level:g}",
        )
        for b in here.bases
    )
    rest = ("name", "article", "covers", "rung", "ladder", "barrier")
    return markdown_table(_head(own, "basis", *rest), rows)
