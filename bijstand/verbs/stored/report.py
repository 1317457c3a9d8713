"""``bijstand report``: one self-contained HTML page from stored studies."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path

from bijstand.command_line.folders import folders_and_keys
from experiments.running.telling import told
from sim.errors import UserError, reason_of
from sim.words import Message

HELP = Message("""\
bijstand report: one self-contained HTML page from stored studies, to print or to hand on

Reads the folders of finished studies (run, compare, attribute, sensitivity, discover, robust,
patterns and others) and says in one page: the question, the answer in five sentences, scenarios
compared, who says no, which conditions matter, which levers hold up and at what cost, what would
change our mind, what the model cannot say, and the command under every figure. All sentences are
made from the stored results. The page asks for nothing outside itself.

usage: bijstand report FOLDER [FOLDER …] [key=value …]

keys and defaults
  language=en             en or nl; studies that were run in the other language are told in this one
  question=…              the question in your own words; without it one is made from the studies;
                          money, first or hold: a question that is ready, with only the sections
                          that answer it
  output.folder=outputs   the page goes to <folder>/report/<name>/report.html (nl: rapport.html)
  output.name=report      its name

examples
  bijstand report outputs/run/baseline-fb80beeb
  bijstand report outputs/compare/levers outputs/attribute/levers output.name=levers
  bijstand report outputs/sensitivity/calm outputs/robust/all language=nl output.name=advies
  bijstand report outputs/robust/all "question=Which levers hold up in a crisis?"
  bijstand report outputs/compare/levers outputs/robust/all question=money
""")
KEYS = ("language", "question", "output.folder", "output.name")
FILES = {"en": "report.html", "nl": "rapport.html"}


def help_text() -> str:
    """Return what ``--help`` shows."""
    return told(HELP)


def run(arguments: Sequence[str]) -> int:
    """Run the verb.

    Args:
        arguments: The words after the verb: folders, and ``key=value``.

    Returns:
        The exit status.

    Raises:
        UserError: For what the user did wrong.
    """
    from experiments.configuration.settings import plain_name
    from experiments.keys.declared import DECLARED
    from experiments.keys.values import FILE, TEXT

    folders, keys = folders_and_keys(arguments, KEYS, "report")
    language = DECLARED["language"].read(keys.get("language", "en"), "language")
    name = plain_name(keys.get("output.name", "report"))
    question = TEXT.read(keys["question"], "question") if "question" in keys else None
    place = Path(FILE.read(keys.get("output.folder", "outputs"), "output.folder"))
    from analysis.stored.stored import read_stored

    stored = read_stored(folders)
    # It imports every room, for which nobody waits who named a folder that is not there.
    from analysis.report.page import report

    command = shlex.join(["bijstand", "report", *arguments])
    file = place / "report" / str(name) / FILES[language]
    _write(file, report(stored, language, command, question))
    print(Message("Report: {file}", file=file).in_language(language))
    return 0


def _write(file: Path, text: str) -> None:
    from experiments.study.files import write_whole

    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        write_whole(file, text)
    except OSError as error:
        raise UserError(
            "'{file}' cannot be written: {reason}", file=file, reason=reason_of(error)
        ) from error
