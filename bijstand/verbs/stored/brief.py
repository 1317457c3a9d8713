"""``bijstand brief``: one A4 to hand on, from stored studies."""

from __future__ import annotations

from collections.abc import Sequence

from bijstand.command_line.folders import folders_and_keys
from experiments.running.telling import told
from sim.words import Message

HELP = Message("""\
bijstand brief: one A4 to hand on, from stored studies, as PDF and as a Word document

Says on one page: the question, an advice in three sentences, one table (effect with interval,
persons, euro), one figure, what would turn it over, two limits, and the command that gives it
again. The advice follows from the numbers by declared rules (ties, what runs can tell, costs,
theories); where none follows, the page says that none does, and what it would take. compare, robust
and run hold policies against each other; the first sentence of other studies stands below.

usage: bijstand brief FOLDER [FOLDER …] [key=value …]

keys and defaults
  language=en             en or nl; studies that were run in the other language are told in this one
  question=…              the question in your own words, 300 characters at most
  weights=…               how likely each situation of the comparison is, in their order, as
                          likely,possible:2.5 (likely 3, unknown 2, possible 1, or your own
                          number): the table then has the average, and says what each counts for
  output.folder=outputs   the files go to <folder>/brief/<name>/brief.pdf and .docx (nl: advies)
  output.name=brief       their name

It takes packages that are an extra: pip install 'bijstand[office]'.

examples
  bijstand brief outputs/compare/levers
  bijstand brief outputs/compare/levers outputs/robust/all language=nl output.name=advies
  bijstand brief outputs/robust/all "question=Which levers hold up in a crisis?"
""")
KEYS = ("language", "question", "weights", "output.folder", "output.name")


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
    from bijstand.handing_on import brief
    from sim.extras import require_extra

    folders, keys = folders_and_keys(arguments, KEYS, "brief")
    require_extra("office", "bijstand brief")
    files = brief(
        folders,
        language=keys.get("language", "en"),
        question=keys.get("question"),
        weights=keys.get("weights", ""),
        folder=keys.get("output.folder", "outputs"),
        name=keys.get("output.name", "brief"),
    )
    for file in files:
        print(told(Message("Brief: {file}", file=file)))
    return 0
