"""``bijstand conditions``: every declared condition, its range and where it comes from."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bijstand.command_line.keys import KEYS, wrapped
from bijstand.command_line.options import read_choices
from experiments.running.telling import told
from sim.conditions import CONDITIONS, GROUPS, ROLES, TERMS, WHO, Condition, as_table
from sim.conditions.dutch import source_in, unit_in
from sim.words import LANGUAGES, Message

if TYPE_CHECKING:
    from rich.text import Text

HELP = Message("""\
bijstand conditions: the declared conditions, by group

Prints name, default, range, unit and meaning of every condition that a run, a scenario, a policy or
a study can change, with its symbol in the equations, the numbers of the thesis's codes that it
carries, its source, and whether it can be steered (by whom, with which levers), is context that
happens, or is of the model. Ranges are priors for sensitivity studies, not findings; they are also
the limits of what conditions.<name>= accepts.

With --implied it draws from all ranges, runs the model once per draw, and shows quantities that
follow from them together (person-days of joint training, people away, days at desks, vetoes, …)
beside what of each is plausible, as bijstand implied does; its keys are those of that verb.

usage: bijstand conditions [group=…] [language=en|nl] [--csv]
       bijstand conditions --implied [key=value …]

keys and defaults
{keys}

options
  --csv                   as CSV, with all columns
  --implied               what the ranges imply together: a study, as bijstand implied
  --help, -h              this text

examples
  bijstand conditions
  bijstand conditions group=trust
  bijstand conditions group=legal language=nl
  bijstand conditions --csv > conditions.csv
  bijstand conditions --implied implied.draws=100
""")
COLUMNS = (Message("Condition"), Message("Default"), Message("Range"), Message("Unit"))
MEANING = Message("Meaning")
IMPLIED = "--implied"


def help_text() -> str:
    """Return what ``--help`` shows."""
    keys = (("group=all", ", ".join(GROUPS)), ("language=en", KEYS["language"]))
    lines = "\n".join(wrapped(key, told(text)) for key, text in keys)
    return told(HELP).format(keys=lines)


def run(arguments: Sequence[str]) -> int:
    """Run the verb.

    Args:
        arguments: The words after the verb.

    Returns:
        The exit status.

    Raises:
        UserError: For a group, language, key or option that does not exist.
    """
    if IMPLIED in arguments:
        from bijstand.verbs.looking import implied

        return implied.run([word for word in arguments if word != IMPLIED])
    allowed = {"group": ("all", *GROUPS), "language": LANGUAGES}
    chosen = read_choices(arguments, allowed, ("--csv", IMPLIED))
    group, language = chosen["group"], chosen["language"]
    groups = list(GROUPS) if group == "all" else [group]
    if "--csv" in arguments:
        table = as_table(language)
        table[table["group"].isin(groups)].to_csv(sys.stdout, index=False)
    else:
        _print(groups, language)
    return 0


def _print(groups: Sequence[str], language: str) -> None:
    from rich.table import Table

    from experiments.running.terminal import terminal

    out = terminal()
    for key in groups:
        title = f"{GROUPS[key].title(language)} (group={key})"
        table = Table(title=title, title_justify="left", title_style="bold")
        for place, column in enumerate(COLUMNS):
            heading = column.in_language(language)
            table.add_column(heading, justify="right" if place == 1 else "left", no_wrap=place < 3)
        table.add_column(MEANING.in_language(language), ratio=1)
        table.expand = True
        for condition in (c for c in CONDITIONS.values() if c.group == key):
            table.add_row(*_cells(condition, language))
        out.print(table)
        out.print()


def steering(condition: Condition, language: str) -> str:
    """Say in which term of the study a condition falls, who can change it, and by which levers."""
    from sim.setting.steering import levers_by_condition

    said = f"{TERMS[condition.term].title(language)}: {ROLES[condition.kind].title(language)}"
    if condition.kind != "steerable":
        return said
    levers = ", ".join(levers_by_condition().get(condition.name, ()))
    by = Message(
        "{kind} by {who} ({levers}){granted}",
        kind=said,
        who=WHO[condition.role].title(language),
        levers=levers or Message("no lever"),
        granted=Message(", works by definition") if condition.by_definition else "",
    )
    return by.in_language(language)


def _cells(condition: Condition, language: str) -> tuple[str | Text, ...]:
    from rich.text import Text

    said = condition.meaning(language)
    if condition.varied_as is not None:
        varied = Message(
            "{meaning}; studies vary it as {name}", meaning=said, name=condition.varied_as
        )
        said = varied.in_language(language)
    whence = Message(
        "Symbol {symbol} · Codes {codes} · Source: {source} · {steering}",
        symbol=condition.symbol,
        codes=", ".join(str(code) for code in condition.codes) or "–",
        source=source_in(condition.source, language),
        steering=steering(condition, language),
    )
    return (
        condition.name,
        f"{condition.default:.4g}",
        f"{condition.low:.3g} – {condition.high:.3g}",
        unit_in(condition.unit, language),
        Text(f"{said}\n").append(whence.in_language(language), "dim"),
    )
