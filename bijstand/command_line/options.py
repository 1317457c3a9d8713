"""Options that verbs have in common, and what is no key of a verb's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bijstand.command_line.keys import KEYS, KEYS_OF, is_among
from sim.errors import UserError, shown, unknown_name
from sim.words import Message

MULTIRUN = ("--multirun", "-m")
CONFIG = ("--cfg", "-c")

# What a verb has in the place of a key of others; where it takes the key, but only for what its own
# lists leave open, saying it would change nothing.
INSTEAD: dict[str, dict[str, str]] = {
    "run.seeds": {
        **dict.fromkeys(
            ("sweep", "compare", "sensitivity", "patterns"),
            Message("replications=, the runs per point"),
        ),
        **{verb: f"{verb}.seeds=" for verb in ("choose", "discover", "robust", "voi", "plausible")},
    },
    "replications": {
        **dict.fromkeys(("run", "interview", "attribute", "mediate"), "run.seeds="),
        **{verb: f"{verb}.seeds=" for verb in ("choose", "discover", "robust", "voi", "plausible")},
    },
    "design": {
        "compare": "scenario=a,b policy=c,d theory=e,f",
        "robust": "robust.draws=, robust.policies=[…], robust.scenarios=[…]",
        "voi": "voi.futures=, voi.policies=[…], voi.scenarios=[…]",
        "choose": "choose.futures=, choose.levers=[…], choose.scenarios=[…]",
        "plausible": "plausible.points=",
        "implied": "implied.draws=",
    },
    "beside": {"compare": Message("policy=none,…: the first one is what others are held against")},
    "scenario": {verb: f"{verb}.scenarios=[…]" for verb in ("choose", "robust", "voi")},
    "policy": {
        "choose": "choose.levers=[…]",
        "robust": "robust.policies=[…]",
        "voi": "voi.policies=[…]",
    },
    "theory": {"robust": "robust.theories=[…]", "mediate": "mediate.theories=[…]"},
}


def refuse_keys_of_others(words: Sequence[str], verb: str) -> None:
    """Refuse a key that means nothing to a verb, though it does to another one.

    Raises:
        UserError: For the first such key.
    """
    for word in words:
        key = word.partition("=")[0]
        takers = [other for other, keys in KEYS_OF.items() if is_among(key, keys)]
        own = INSTEAD.get(key, INSTEAD.get(key.partition(".")[0], {})).get(verb, "")
        unheard = own and not (key.startswith("theory.") and verb in takers)
        if unheard or (takers and verb in KEYS_OF and verb not in takers):
            others = ", ".join(other for other in takers if other != verb)
            hint = (
                Message("allowed here: {own}", own=own)
                if own
                else Message("it does to bijstand {verbs}", verbs=others)
            )
            raise UserError(
                "'{key}' means nothing to bijstand {verb}; {hint} (see bijstand {verb} --help)",
                key=key,
                verb=verb,
                hint=hint,
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


def read_options(arguments: Sequence[str], others: Sequence[str] = ()) -> Options:
    """Split the words after a verb into options and ``key=value`` words.

    Args:
        arguments: The words after the verb.
        others: Options that the verb has dealt with, for the message about another one.

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
                raise UserError(
                    "{option} shows '{wanted}'; allowed: {option} job", option=name, wanted=wanted
                )
            show = True
        elif word in MULTIRUN:
            several = True
        elif word == "--info":
            info = True
        elif word.startswith("-"):
            raise _no_option(word, [*CONFIG, *MULTIRUN, *others, "--help", "-h"])
        else:
            words.append(word)
    return Options(words, show, info, several)


def refuse_options(arguments: Sequence[str], allowed: Sequence[str] = ()) -> None:
    """Refuse whatever looks like an option and is not allowed."""
    for word in arguments:
        if word.startswith("-") and word not in allowed:
            raise _no_option(word, [*allowed, "--help", "-h"])


def _no_option(word: str, allowed: Sequence[str]) -> UserError:
    """Build the error for an option that does not exist; a key with dashes is told to have none."""
    name, _, value = word.lstrip("-").partition("=")
    sections = {key.partition(".")[0].partition("=")[0] for key in KEYS}
    if name.partition(".")[0] in sections:
        return UserError(
            "{word} is no option but a key; allowed: {name}={value}",
            word=shown(word),
            name=name,
            value=value or "…",
        )
    return unknown_name("option", word, allowed)


def read_choices(
    arguments: Sequence[str], allowed: Mapping[str, Sequence[str]], options: Sequence[str] = ()
) -> dict[str, str]:
    """Read the words of a verb that prints a list: each key has one of a few values.

    Args:
        arguments: The words after the verb.
        allowed: The values of each key, its default first.
        options: Options that the verb takes.

    Raises:
        UserError: For an option, key or value that does not exist.
    """
    refuse_options(arguments, options)
    chosen = {key: values[0] for key, values in allowed.items()}
    for word in arguments:
        key, equals, value = word.partition("=")
        if word in options:
            continue
        if not equals:
            known = ", ".join([*(f"{key}=…" for key in allowed), *options])
            raise UserError("'{word}' is not understood; allowed: {known}", word=word, known=known)
        if key not in allowed:
            raise unknown_name("key", key, allowed)
        if value not in allowed[key]:
            raise unknown_name(key, value, allowed[key])
        chosen[key] = value
    return chosen
