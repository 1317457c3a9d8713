"""The command line: a verb, then ``key=value`` words.

This module imports next to nothing, so that ``bijstand --help`` is there at once and an
interrupt is caught from the first moment; each verb imports what it needs when it is called.
What a user did wrong is one line on stderr and exit status 2; an interrupt (Ctrl-C, SIGTERM, the
end of a session) is 128 and the number of its signal; an error of the program is one line too,
status 70, with its details in a file.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from bijstand.command_line.language import language_of
from bijstand.command_line.last_net import PROGRAM_ERROR, caught, of_the_machine, wants_traceback
from bijstand.command_line.streams import open_streams
from experiments.running.interrupt import INTERRUPT
from experiments.running.telling import language_told, say, telling_in, told
from sim.words import Message

# What is imported stays: to look through it for what nobody refers to, after every few hundred new
# objects as Python does by itself, is a tenth of a command's start.
NEW_OBJECTS_BEFORE_A_LOOK = 250_000

WRONG_USE = 2
LANGUAGE = "language="
INTERRUPTED = 128 + 2
NOBODY_READS = 128 + 13

# The module of each verb, with a function ``run(words) -> int`` and a text ``help_text()``.
VERBS = {
    "run": (
        "bijstand.verbs.study.run",
        Message("one setting over seeds, beside a reference: table, figures"),
    ),
    "compare": (
        "bijstand.verbs.study.compare",
        Message("scenarios, policies, theories on the same seeds"),
    ),
    "sweep": ("bijstand.verbs.study.sweep", Message("the points of a design, run and summarised")),
    "sensitivity": (
        "bijstand.verbs.study.sensitivity",
        Message("which conditions matter, and how sure that is"),
    ),
    "attribute": (
        "bijstand.verbs.study.attribute",
        Message("who says no, and what opening it would bring"),
    ),
    "mediate": (
        "bijstand.verbs.study.mediate",
        Message("does capacity carry or moderate what willingness does"),
    ),
    "discover": ("bijstand.verbs.study.discover", Message("under which conditions it fails")),
    "voi": (
        "bijstand.verbs.study.voi",
        Message("what to find out first, before a package is chosen"),
    ),
    "choose": (
        "bijstand.verbs.study.choose",
        Message("which package of levers, under a budget of persons and of euro"),
    ),
    "robust": (
        "bijstand.verbs.study.robust",
        Message("which policies hold up over many futures, at what cost"),
    ),
    "plausible": (
        "bijstand.verbs.study.plausible",
        Message("which conditions the data do not rule out"),
    ),
    "calibrate": (
        "bijstand.verbs.study.calibrate",
        Message("what evidence leaves of conditions, tables and theories"),
    ),
    "elicit": (
        "bijstand.verbs.study.elicit",
        Message("forms for people who know the work, and their answers"),
    ),
    "report": (
        "bijstand.verbs.stored.report",
        Message("one page to hand on, made from stored studies"),
    ),
    "brief": (
        "bijstand.verbs.stored.brief",
        Message("one A4 to hand on, as PDF and as a Word document"),
    ),
    "export": (
        "bijstand.verbs.stored.export",
        Message("the tables of a stored study, for a spreadsheet"),
    ),
    "verify": (
        "bijstand.verbs.stored.verify",
        Message("whether stored studies are still what was written"),
    ),
    "list": (
        "bijstand.verbs.looking.list",
        Message("the scenarios, policies and theories, and their costs"),
    ),
    "interview": (
        "bijstand.verbs.study.interview",
        Message("ten officials on what stood in the way, and the truth"),
    ),
    "patterns": (
        "bijstand.verbs.study.patterns",
        Message("the study's 48 claims: which hold, and when"),
    ),
    "implied": (
        "bijstand.verbs.looking.implied",
        Message("what the declared ranges imply, and if it is plausible"),
    ),
    "conditions": (
        "bijstand.verbs.looking.conditions",
        Message("the declared conditions, with their ranges"),
    ),
    "check": (
        "bijstand.verbs.looking.check",
        Message("check a configuration or a world; what a warm-up should be"),
    ),
    "ui": ("bijstand.verbs.looking.ui", Message("the browser page: watch it, ask it why, compare")),
}

USAGE = Message("""\
bijstand: how police and defence ask each other for support, simulated

usage: bijstand <verb> [key=value …] [options]

verbs
{verbs}

options
  --help, -h     this text; after a verb: what it does, its keys and examples
  --version      the version
  --traceback    show an error of the program whole (as BIJSTAND_TRACEBACK=1 does)

exit status: 0; 1 when some runs failed; 2 for what is not allowed, or not possible on this machine;
70 for an error of the program, whose details are in a file; 130 after Ctrl-C

examples
  bijstand run                                            the Netherlands beside its worst case
  bijstand run scenario=flood policy=liaisons run.seeds=20
  bijstand run --help
  bijstand conditions group=trust
""")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line.

    Args:
        arguments: The words after ``bijstand``; None for those of the process.

    Returns:
        The exit status: 0, or 2 for what the user did wrong; after an interrupt 128 and the number
        of its signal, which is 130 for Ctrl-C; 70 for an error of the program.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    open_streams()
    gc.set_threshold(NEW_OBJECTS_BEFORE_A_LOOK)
    whole = wants_traceback(words)
    with INTERRUPT.watched(), telling_in(language_of(words)):
        try:
            status = _dispatch(words)
            sys.stdout.flush()
            if arguments is None:
                # The process ends, and everything with it: Python would look again and again for
                # what nobody refers to, which takes a second.
                gc.freeze()
            return status
        except BrokenPipeError:
            _write_no_more()
            return NOBODY_READS
        except BaseException as error:
            if not INTERRUPT.came and not isinstance(error, KeyboardInterrupt):
                if whole or not isinstance(error, Exception):
                    raise
                return _said(error, words)
            _say(INTERRUPT.said)
            if arguments is None:
                # Python would wait for the last runs first, and may forget that an interrupt was
                # caught where it came inside exec(); what is finished has been written.
                os._exit(INTERRUPT.status)
            return INTERRUPT.status


def _said(error: Exception, words: list[str]) -> int:
    """Say in one line what nobody foresaw; return the exit status."""
    reason = of_the_machine(error)
    line, status = (caught(error, words), PROGRAM_ERROR) if reason is None else (reason, WRONG_USE)
    _say(line)
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        _write_no_more()
    return status


def _say(line: str) -> None:
    """Say a line on stderr, where that can be written to."""
    with suppress(OSError):
        say(line)


def _write_no_more() -> None:
    """Lose what is still to be written: Python tries once more at its end, and must not fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _dispatch(words: list[str]) -> int:
    from sim.errors import UserError, unknown_name

    try:
        _refuse_bytes(words)
        said = [word for word in words if not word.startswith(LANGUAGE)]
        if not said or said[0] in ("--help", "-h"):
            print(usage())
            return 0 if said else WRONG_USE
        if words[0] == "--version":
            print(f"bijstand {_version()}")
            return 0
        verb, *rest = words
        if verb not in VERBS:
            raise unknown_name("verb", verb, VERBS)
        module = import_module(VERBS[verb][0])
        if "--help" in rest or "-h" in rest:
            print(module.help_text())
            return 0
        return int(module.run(rest))
    except UserError as error:
        _say(error.in_language(language_told()))
        return WRONG_USE


def _refuse_bytes(words: list[str]) -> None:
    """Refuse what this process cannot read as text, so that no file could have that name."""
    from sim.errors import UserError, shown

    for word in words:
        if any("\ud800" <= character <= "\udfff" for character in word):
            raise UserError(
                "{word} is no text in the encoding of this terminal ({encoding}); "
                "allowed: UTF-8, as with LC_ALL=C.UTF-8",
                word=shown(word),
                encoding=sys.getfilesystemencoding(),
            )


def usage() -> str:
    """Return the text that names the verbs."""
    verbs = "\n".join(f"  {verb:<14} {told(summary)}" for verb, (_, summary) in VERBS.items())
    return told(USAGE).format(verbs=verbs)


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("bijstand")
    except PackageNotFoundError:
        return "(not installed)"
