"""``bijstand list``: the scenarios, policies and theories that there are, with what they cost."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from bijstand.command_line.options import read_choices
from experiments.running.telling import told
from sim.conditions.dutch import source_in
from sim.setting.configuration import read_named
from sim.setting.offered import offered_in
from sim.words import LANGUAGES, Message
from sim.world.folders import BUILT_IN, NETHERLANDS, built_in_worlds

if TYPE_CHECKING:
    from rich.text import Text

HELP = Message("""\
bijstand list: the scenarios, policies, partnerships and theories that there are

Prints the name, title, description and thesis section of each, and of a policy what it costs: the
persons who are away from their units (held out, or at exercises, sessions and exchanges that it
adds), and money beside their pay. A world has files of its own, and those of others whose units and
classes it knows. A policy that works on one class of needs can
be pulled for another: policy=adapted_powers@search_property. Each can be pulled less, or more, and
for a time: policy='liaisons*0.5@180..540' is half of it, with half the persons and money, from day
180 after the warm-up up to day 540. Switches, top_priority and partnerships have no halves. A
partnership stands already, or comes with a policy that names it. Files of your own are named by
their path: policy=my_policy.yaml, or policy=my_partnership.yaml in the form of those in
conf/partnership; a file may list levers in the same words (levers: [liaisons*0.5@180..540]).

usage: bijstand list [group=…] [world=…] [language=en|nl] [--csv]

keys and defaults
  group=all           scenario, policy, partnership or theory
  world=netherlands   netherlands or germany
  language=en         en or nl

options
  --csv               as CSV, with persons, money and grade of the money in columns of their own
  --help, -h          this text

examples
  bijstand list
  bijstand list group=policy
  bijstand list group=policy world=germany
  bijstand list group=scenario language=nl
  bijstand list group=policy --csv > policies.csv
""")
GROUPS = ("scenario", "policy", "partnership", "theory")
TITLES = {
    "scenario": Message("Scenarios"),
    "policy": Message("Policies"),
    "partnership": Message("Partnerships"),
    "theory": Message("Theories"),
}
# What stands below the members of a group.
BELOW = {
    "theory": Message(
        "Theories are brought to the level of figure_2 before they are compared, for their "
        "answers differ in how much passes before they differ in what matters: "
        "theory.level=standardised (as it is by default), level or raw (docs/theories.md)."
    )
}


def help_text() -> str:
    """Return what ``--help`` shows."""
    return told(HELP)


def run(arguments: Sequence[str]) -> int:
    """Run the verb.

    Args:
        arguments: The words after the verb.

    Returns:
        The exit status.

    Raises:
        UserError: For a group, world, language, key or option that does not exist.
    """
    worlds = sorted(built_in_worlds(), key=lambda name: name != NETHERLANDS.name)
    allowed = {"group": ("all", *GROUPS), "world": worlds, "language": LANGUAGES}
    chosen = read_choices(arguments, allowed, ("--csv",))
    groups = GROUPS if chosen["group"] == "all" else (chosen["group"],)
    world, language = BUILT_IN + chosen["world"], chosen["language"]
    rows = [row for group in groups for row in rows_of(group, language, world)]
    if "--csv" in arguments:
        import pandas as pd

        pd.DataFrame(rows).to_csv(sys.stdout, index=False)
    else:
        _print(groups, rows, language)
    return 0


def rows_of(group: str, language: str = "en", world: str | None = None) -> list[dict[str, Any]]:
    """Return a row per member of a group that goes with a world, described in a language.

    Returns:
        Mappings with group, name, title, description, section, persons, money (million euro a
        year) and money_grade; the last three are None where a group has no cost.
    """
    return [_row(group, name, language, world) for name in offered_in(group, world)]


def _row(group: str, name: str, language: str, world: str | None) -> dict[str, Any]:
    content = read_named(group, name)
    row: dict[str, Any] = {"group": group, "name": name}
    for part in ("title", "description"):
        row[part] = content[f"{part}_{language}"]
    row["section"] = source_in(str(content["section"]), language)
    row |= {"persons": None, "money": None, "money_grade": None}
    if group == "policy":
        from sim.setting.policies.policy import load_policy
        from sim.world import load_world

        row |= load_policy(name).cost(load_world(world))._asdict()
        row["money_grade"] = ((content.get("cost") or {}).get("money") or {}).get("grade")
    return row


def _print(groups: Sequence[str], rows: Sequence[dict[str, Any]], language: str) -> None:
    from rich.table import Table

    from experiments.running.terminal import terminal

    out = terminal()
    there = {row["group"] for row in rows}
    for group in groups:
        if group not in there:
            none = Message("{title}: none goes with this world", title=TITLES[group])
            out.print(none.in_language(language))
            out.print()
            continue
        key = "conf/partnership" if group == "partnership" else f"{group}=…"
        table = Table(
            title=f"{TITLES[group].in_language(language)} ({key})",
            title_justify="left",
            title_style="bold",
            show_header=False,
            expand=True,
        )
        table.add_column(no_wrap=True)
        table.add_column(ratio=1)
        for row in rows:
            if row["group"] == group:
                table.add_row(row["name"], _said(row, language))
        out.print(table)
        if group in BELOW:
            out.print(BELOW[group].in_language(language))
        out.print()


def _said(row: dict[str, Any], language: str) -> Text:
    from rich.text import Text

    said = Text(f"{row['title']}. {row['description']}\n")
    if row["persons"] is not None:
        said.append(f"{_cost(row['persons'], row['money']).in_language(language)}\n", "dim")
    return said.append(row["section"], "dim")


def _cost(persons: float, money: float) -> Message:
    people = Message("1 person") if round(persons) == 1 else Message("{n:.0f} persons", n=persons)
    if math.isnan(money):
        return Message("costs {people}; money not declared", people=people)
    return Message("costs {people} and {money:n} million euro a year", people=people, money=money)
