"""``bijstand export``: the tables of a stored study, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence

from bijstand.command_line.folders import folders_and_keys
from experiments.running.telling import told
from sim.errors import UserError
from sim.words import Message

HELP = Message("""\
bijstand export: the tables of a stored study for a spreadsheet

Writes one workbook (XLSX): first a sheet of text (the answer in words, where it is from, the
command that gives it again), then a sheet for each table, with words instead of names of files, and
last what every column means. Numbers are those that are printed: shares in per cent, their
differences in percentage points, each with its unit. With csv= it writes a CSV file per table
instead, with a datapackage.json (Table Schema) that says what each column holds.

usage: bijstand export FOLDER [key=value …]

keys and defaults
  csv=null                nl: for a Dutch Excel (semicolon, decimal comma, byte order mark);
                          en: comma and decimal point
  language=…              en or nl; without it the language in which the study was asked
  output.folder=outputs   the files go to <folder>/export/<name>/
  output.name=…           their name; without it the verb and the name of the study

The workbook takes a package that is an extra: pip install 'bijstand[office]'. CSV does not.

examples
  bijstand export outputs/compare/levers
  bijstand export outputs/robust/all language=nl output.name=voor_de_minister
  bijstand export outputs/compare/levers csv=nl language=nl
""")
KEYS = ("csv", "language", "output.folder", "output.name")


def help_text() -> str:
    """Return what ``--help`` shows."""
    return told(HELP)


def run(arguments: Sequence[str]) -> int:
    """Run the verb.

    Args:
        arguments: The words after the verb: a folder, and ``key=value``.

    Returns:
        The exit status.

    Raises:
        UserError: For what the user did wrong.
    """
    from bijstand.handing_on import export

    folders, keys = folders_and_keys(arguments, KEYS, "export")
    if len(folders) > 1:
        raise UserError(
            "bijstand export takes one folder, and got {count}; allowed: a command for each",
            count=len(folders),
        )
    language = keys.get("language")
    files = export(
        folders[0],
        csv=keys.get("csv"),
        language=language,
        folder=keys.get("output.folder", "outputs"),
        name=keys.get("output.name"),
    )
    for file in files:
        print(told(Message("Tables: {file}", file=file)))
    return 0
