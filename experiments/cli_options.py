"""Options and help texts that verbs have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.configuration import names_in, read_named
from sim.errors import UserError, unknown_name

MULTIRUN = ("--multirun", "-m")
CONFIG = ("--cfg", "-c")

KEYS: tuple[tuple[str, str], ...] = (
    ("scenario=baseline", "what happens: {scenario}; several joined with +"),
    ("policy=none", "which levers are pulled: {policy}; several joined with +"),
    ("theory=figure_2", "which reading of the study: {theory}"),
    ("theory.<switch>=…", "one open question answered otherwise: {switches}"),
    ("conditions.<name>=…", "one condition; bijstand conditions lists all with their ranges"),
    ("beside=auto", "what stands beside it: auto (the plain baseline, or beside that"),
    ("", "crisis_and_shortage), none, or a scenario"),
    ("world.path=null", "a folder with a world of your own; null: the Netherlands"),
    ("run.seeds=50", "runs per setting, the same seeds for each setting"),
    ("run.first_seed=1", "the first seed"),
    ("run.days=730", "measured days"),
    ("run.warm_up_days=180", "days before them that are not measured"),
    ("output.folder=outputs", "where results go: <folder>/<verb>/<name>"),
    ("output.name=null", "their name; null: made from the setting"),
    ("language=en", "en or nl"),
    ("from=FILE", "start from the resolved_config.yaml of an earlier run"),
)


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a command line, apart from its ``key=value`` words.

    Attributes:
        words: The ``key=value`` words.
        show: Whether only the composed configuration is asked for (``--cfg job``).
        info: Whether only what there is to choose from is asked for (``--info``).
        several: Whether keys may have several values (``--multirun``).
    """

    words: list[str]
    show: bool
    info: bool
    several: bool


def read_options(arguments: Sequence[str]) -> Options:
    """Split the words after a verb into options and ``key=value`` words.

    Raises:
        UserError: For an option that does not exist.
    """
    words, show, info, several = [], False, False, False
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        name, _, value = word.partition("=")
        if name in CONFIG:
            wanted = value or (rest.pop(0) if rest else "")
            if wanted != "job":
                raise UserError(f"{name} shows '{wanted}'; allowed: {name} job")
            show = True
        elif word in MULTIRUN:
            several = True
        elif word == "--info":
            info = True
        elif word.startswith("-"):
            raise unknown_name("option", word, [*CONFIG, *MULTIRUN, "--info", "--help", "-h"])
        else:
            words.append(word)
    return Options(words, show, info, several)


def refuse_options(arguments: Sequence[str], allowed: Sequence[str] = ()) -> None:
    """Refuse whatever looks like an option and is not allowed."""
    for word in arguments:
        if word.startswith("-") and word not in allowed:
            raise unknown_name("option", word, [*allowed, "--help", "-h"])


def keys_text() -> str:
    """Return the keys that a configuration has, with the names there are to choose from."""
    # The theory's module brings numpy along, which the help of other verbs need not wait for.
    from sim.theory import SWITCHES

    names = {group: ", ".join(names_in(group)) for group in ("scenario", "policy", "theory")}
    lines = []
    for key, meaning in KEYS:
        text = meaning.format(**names, switches=", ".join(SWITCHES))
        lines.append(_wrapped(f"  {key:<24}", text))
    return "\n".join(lines)


def info_text() -> str:
    """Return what there is to choose from, each with its title and what it stands for."""
    lines = []
    for group in ("scenario", "policy", "theory"):
        lines.append(f"{group}")
        for name in names_in(group):
            content = read_named(group, name)
            said = f"{content['title_en']}. {content['description_en']} [{content['section']}]"
            lines.append(_wrapped(f"  {name:<24}", said))
        lines.append("")
    return "\n".join(lines).rstrip()


def _wrapped(head: str, text: str) -> str:
    from textwrap import fill

    return fill(text, width=98, initial_indent=head, subsequent_indent=" " * 26)
