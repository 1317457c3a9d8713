"""Options and help texts that verbs have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sim.errors import UserError, shown, unknown_name
from sim.setting.configuration import CONFIGURATION, names_in
from sim.words import Message

MULTIRUN = ("--multirun", "-m")
CONFIG = ("--cfg", "-c")

KEYS: dict[str, str] = {
    "scenario": "what happens: {scenario}; several joined with +",
    "policy": "which levers are pulled: {policy}; several joined with +",
    "theory": "which reading of the study: {theory}",
    "theory.<switch>": "one open question answered otherwise: {switches}",
    "theory.level": "how theories are brought to one level before they are compared: {levels}",
    "conditions.<name>": "one condition; bijstand conditions lists all with their ranges",
    "compare.scenarios": "the scenarios that are compared, as scenario=baseline,flood says too",
    "compare.policies": "the policies, as policy=none,liaisons says too",
    "compare.theories": "the theories, as theory=figure_2,figure_1 says too",
    "compare.outcome": "the outcome whose interval decides, and that is drawn",
    "compare.half_width": "what half of the interval of its differences may be at most",
    "compare.at_least": "replications to begin with, with replications=auto",
    "compare.at_most": "replications at most",
    "design": "which points: {design}",
    "design.points": "how many (points, base rows, trajectories or levels: see conf/design)",
    "design.factors": (
        "what is varied: names as trust_start, theory.trust, group.trust, scenario, policy; null:"
        " all conditions and all switches"
    ),
    "design.file": "with design=list: a CSV or Parquet file, a column per factor, a row per point",
    "design.<other>": "seed, range, seed_rule, scenarios, policies, theories; levels, groups, …",
    "method": "how the study is analysed",
    "replications": (
        "runs per point: a number, or auto (compare); null: auto there, 30 for patterns, else 1"
    ),
    "sensitivity.<key>": (
        "outcomes, noise_points, ranges (halved, evidence), course_factors, … (see conf/analysis)"
    ),
    "attribute.<key>": "outcome, scenarios, theories: of what, and where (see conf/analysis)",
    "mediate.<key>": "outcome, theories, willingness, moderators, … (see conf/analysis)",
    "discover.<key>": "outcome, threshold or worst, seeds (see conf/analysis)",
    "robust.<key>": "outcome, policies, scenarios, theories, draws, seeds, good_enough",
    "voi.<key>": "outcome, policies, scenarios, futures, seeds, persons, euro, worth, person",
    "plausible.<key>": "targets, waves, points, seeds (see conf/analysis and conf/plausible)",
    "elicit.<key>": "kind, factors, answers (files, or example; null: forms), …: conf/analysis",
    "belief": "a belief.json, or a folder of bijstand elicit: drawn from instead of the ranges",
    "within": "a folder of bijstand plausible: draws that the data do not rule out",
    "patterns.only": "the patterns that are measured, as [P03,P09]; null: all",
    "patterns.draws": "draws of conditions, for patterns that are over many settings",
    "beside": (
        "the reference: auto (the same without its policy; without one the plain baseline, and"
        " beside that itself crisis_and_shortage), same (without its policy), plain (the plain"
        " baseline), none, or a scenario (the setting under that one; its own: that one by itself)"
    ),
    "world.path": "a folder with a world of your own; null: the Netherlands",
    "run.seeds": "runs per setting, the same seeds for each setting",
    "run.first_seed": "the first seed",
    "run.days": "measured days",
    "run.warm_up_days": "days before them that are not measured",
    "references": "true: also outcomes that take paired runs on the same tape (two or three more)",
    "executor": "where it is run: {executor}",
    "executor.<key>": "workers; address of a Dask scheduler; job.queue of SLURM; chunk_seconds",
    "output.folder": "where results go: <folder>/<verb>/<name>",
    "output.name": "their name; null: made from the setting",
    "language": "en or nl",
    "experiment": "a whole study in a file of conf/experiment: {experiment}",
    "from": "start from the resolved_config.yaml of an earlier run",
}
GROUPS_WITH_NAMES = ("scenario", "policy", "theory", "design", "executor", "experiment")

# The keys, or sections of keys, that each verb takes; a verb that is not named takes all.
EVERYWHERE = (
    "scenario", "policy", "theory", "conditions", "world", "run.first_seed", "run.days",
    "run.warm_up_days", "references", "executor", "output", "language", "experiment", "from",
)  # fmt: skip
OF_PATTERNS = (
    "run.first_seed", "run.days", "run.warm_up_days", "executor", "output", "language", "from",
)  # fmt: skip
KEYS_OF: dict[str, tuple[str, ...]] = {
    "run": (*EVERYWHERE, "run.seeds", "beside"),
    "interview": (*EVERYWHERE, "run.seeds"),
    "sweep": (*EVERYWHERE, "design", "replications", "belief"),
    "attribute": (*EVERYWHERE, "run.seeds", "attribute"),
    "mediate": (*EVERYWHERE, "run.seeds", "mediate"),
    "discover": (*EVERYWHERE, "design", "discover", "within", "belief"),
    "robust": (*EVERYWHERE, "robust", "within", "belief"),
    "voi": (*EVERYWHERE, "voi", "belief"),
    "plausible": (*EVERYWHERE, "plausible"),
    "elicit": ("output", "language", "from", "elicit"),
    "sensitivity": (*EVERYWHERE, "design", "replications", "method", "sensitivity", "within"),
    "compare": (*EVERYWHERE, "compare", "replications"),
    "patterns": (*OF_PATTERNS, "replications", "patterns"),
}

# What a verb has in the place of a key of others; where it takes the key, but only for what its own
# lists leave open, saying it would change nothing.
INSTEAD: dict[str, dict[str, str]] = {
    "run.seeds": {
        **dict.fromkeys(
            ("sweep", "compare", "sensitivity", "patterns"),
            Message("replications=, the runs per point"),
        ),
        **{verb: f"{verb}.seeds=" for verb in ("discover", "robust", "voi", "plausible")},
    },
    "replications": {
        **dict.fromkeys(("run", "interview", "attribute", "mediate"), "run.seeds="),
        **{verb: f"{verb}.seeds=" for verb in ("discover", "robust", "voi", "plausible")},
    },
    "design": {
        "compare": "scenario=a,b policy=c,d theory=e,f",
        "robust": "robust.draws=, robust.policies=[…], robust.scenarios=[…]",
        "voi": "voi.futures=, voi.policies=[…], voi.scenarios=[…]",
        "plausible": "plausible.points=",
    },
    "beside": {"compare": Message("policy=none,…: the first one is what others are held against")},
    "scenario": {"robust": "robust.scenarios=[…]", "voi": "voi.scenarios=[…]"},
    "policy": {"robust": "robust.policies=[…]", "voi": "voi.policies=[…]"},
    "theory": {"robust": "robust.theories=[…]", "mediate": "mediate.theories=[…]"},
}


def refuse_keys_of_others(words: Sequence[str], verb: str) -> None:
    """Refuse a key that means nothing to a verb, though it does to another one.

    Raises:
        UserError: For the first such key.
    """
    for word in words:
        key = word.partition("=")[0]
        takers = [other for other, keys in KEYS_OF.items() if _is_among(key, keys)]
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


def _is_among(key: str, keys: Sequence[str]) -> bool:
    return any(key == known or key.startswith(f"{known}.") for known in keys)


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


def keys_text(verb: str = "run") -> str:
    """Return the keys of a verb with their defaults and what there is to choose from."""
    # These bring numpy and Hydra's reader along, which the help of other verbs need not wait for.
    from omegaconf import OmegaConf

    from sim.setting.level import LEVELS
    from sim.setting.theory import SWITCHES

    config = OmegaConf.load(CONFIGURATION / "config.yaml")
    groups = {
        group: _shown(name)
        for chosen in config.defaults
        if not isinstance(chosen, str)
        for group, name in chosen.items()
    }
    names = {group: ", ".join(names_in(group)) for group in GROUPS_WITH_NAMES}
    lines = []
    for key, meaning in KEYS.items():
        if verb in KEYS_OF and not _is_among(key, KEYS_OF[verb]):
            continue
        declared = groups[key] if key in groups else OmegaConf.select(config, key, default="…")
        known = "<" not in key and declared
        default = "…" if known is False else "null" if known is None else known
        text = meaning.format(**names, switches=", ".join(SWITCHES), levels=", ".join(LEVELS))
        lines.append(wrapped(f"{key}={default}", text))
    return "\n".join(lines)


def _shown(chosen: str | Iterable[str] | None) -> str | None:
    return chosen if chosen is None or isinstance(chosen, str) else "+".join(chosen)


def wrapped(key: str, text: str) -> str:
    """Return a line of help for a key, or several."""
    from textwrap import fill

    head = f"  {key}  ".ljust(26)
    return fill(text, width=98, initial_indent=head, subsequent_indent=" " * 26)
