"""The document on patterns in a second world, from two stored measurements."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.claims.judge import FAILS, OPEN, PASSES
from analysis.patterns.declared.claims import ROLES, claims
from analysis.patterns.document import read_parts
from analysis.patterns.words import verdict_table
from analysis.words.phrases import listed
from sim.errors import UserError
from sim.words.numbers import number
from sim.world import World, load_world
from sim.world.folders import NETHERLANDS

OPENING = """\
# The study's claims in a second world

The claims of [the patterns](patterns.md), asked in {there} as in {here}: the same measurements,
rules and bounds, with all else at its default. Nothing was moved for it, and no bound is another.
There are some {few} needs a year without consent in advance in {there} and {many} in
{here}, so that fewer are decided on as many seeds: {seeds_there} in {there}, {seeds_here} in
{here}.

A claim that holds in both rests on less of what is particular to one; one that turns round rests on
the tables of one of them. Neither says what holds in either country.

Made by `{command_here}`, `{command_there}` and
`python -m analysis.patterns {folder_here} {folder_there}`.
"""


def document(here: Path, there: Path) -> str:
    """Return the document in Markdown.

    Args:
        here: The folder of the first measurement, of the Netherlands.
        there: That of the second, of another world.

    Raises:
        UserError: Where a folder holds no measurement, or both are of one world.
    """
    first, of_first = read_parts(here)
    second, of_second = read_parts(there)
    worlds = load_world(_path(of_first)), load_world(_path(of_second))
    if worlds[0].path == worlds[1].path:
        raise UserError(
            "'{here}' and '{there}' are of one world; allowed: measurements in two",
            here=here,
            there=there,
        )
    names = [_named(world) for world in worlds]
    few, many = (
        sum(one.needs_per_year for one in world.classes if not one.pre_authorised)
        for world in reversed(worlds)
    )
    opening = OPENING.format(
        here=names[0],
        there=names[1],
        few=number(few, 0, "en"),
        many=number(many, 0, "en"),
        seeds_here=of_first["seeds"],
        seeds_there=of_second["seeds"],
        command_here=of_first["command"],
        command_there=of_second["command"],
        folder_here=here.as_posix(),
        folder_there=there.as_posix(),
    )
    both = beside(first, second)
    lines = [opening, *(f"- {said}" for said in sentences(both, names)), ""]
    missed: Mapping[str, list[str]] = of_second.get("not_asked") or {}  # type: ignore[assignment]  # as written
    if missed:
        named = "; ".join(f"{name} ({', '.join(what)})" for name, what in missed.items())
        lines += [f"Not asked, for they name what {names[1]} has not: {named}.", ""]
    for role in ROLES:
        lines += _of_role(both[both["role"] == role], role, names)
    return "\n".join(lines)


def _named(world: World) -> str:
    the = "the " if world.path == NETHERLANDS else ""
    return the + world.name.capitalize()


def _path(manifest: Mapping[str, object]) -> str | None:
    found = manifest.get("world")
    return None if found is None else str(found)


def beside(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Return a row per claim that was asked in both worlds.

    Args:
        first: Judged numbers of one world, from ``analysis.claims.measure.evaluate``.
        second: Those of the other.

    Returns:
        id, role, claim, number_here, number_there, verdict_here, verdict_there: of the decisive
        case, with all else at its default.
    """
    tables = [verdict_table(parts.fillna({"verdict": ""})) for parts in (first, second)]
    kept = ["id", "role", "section", "claim", "number", "verdict"]
    there = tables[1][["id", "number", "verdict"]]
    return tables[0][kept].merge(there, on="id", suffixes=("_here", "_there"))


def sentences(both: pd.DataFrame, names: list[str]) -> list[str]:
    """Return how many results have the same verdict in both worlds, and which have not.

    Args:
        both: From ``beside``.
        names: Of the two worlds.
    """
    results = both[both["role"] != "design"]
    pairs = list(zip(results["verdict_here"], results["verdict_there"], strict=True))
    same = sum(one == other for one, other in pairs)
    said = [
        f"Of {len(results)} results that were asked in both, {same} have the same verdict: "
        f"{pairs.count((PASSES, PASSES))} pass and {pairs.count((FAILS, FAILS))} fail in both, "
        f"{pairs.count((OPEN, OPEN))} open in both."
    ]
    turned = {
        f"passing in {names[0]} and failing in {names[1]}": (PASSES, FAILS),
        f"failing in {names[0]} and passing in {names[1]}": (FAILS, PASSES),
        f"passing in {names[0]} and open in {names[1]}": (PASSES, OPEN),
        f"failing in {names[0]} and open in {names[1]}": (FAILS, OPEN),
        f"open in {names[0]} and decided in {names[1]}": (OPEN, None),
    }
    for what, (one, other) in turned.items():
        mine = [
            f"{row['id']} ({_short(row['claim'])})"
            for row, (v, w) in zip(results.to_dict("records"), pairs, strict=True)
            if v == one and (w == other if other else w != OPEN)
        ]
        if mine:
            said.append(f"{what[0].upper()}{what[1:]}: {listed(mine, 'en')}.")
    return said


def _short(claim: Any) -> str:
    text = str(claim)
    return text[0].lower() + text[1:]


def _of_role(mine: pd.DataFrame, role: str, names: list[str]) -> list[str]:
    if mine.empty:
        return []
    lines = [f"## {role.capitalize()}", "", f"| id | claim | in {names[0]} | in {names[1]} |"]
    lines.append("|---|---|---|---|")
    for row in mine.to_dict("records"):
        cells = [f"{row[f'number_{at}']}: **{row[f'verdict_{at}']}**" for at in ("here", "there")]
        claim = f"{row['claim']} ({claims()[str(row['id'])].section})"
        lines.append(f"| {row['id']} | {claim} | {cells[0]} | {cells[1]} |")
    return [*lines, ""]
