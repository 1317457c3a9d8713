"""From the words of a command line to one composed configuration, by Hydra.

Hydra composes ``conf/config.yaml`` with its groups; what this module adds is what a user sees:
``scenario=a+b`` for several names, free text without quoting rules, a saved configuration as a
starting point (``from=FILE``), and one line for whatever is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from hydra import compose, initialize_config_dir
from hydra.core.config_store import ConfigStore
from hydra.core.override_parser.overrides_parser import OverridesParser
from hydra.errors import HydraException
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException
from yaml import YAMLError

from sim.conditions import CONDITIONS
from sim.configuration import CONFIGURATION, names_in, split_names
from sim.errors import UserError, unknown_name

GROUPS_OF_MANY = ("scenario", "policy")
GROUPS_OF_ONE = ("world", "theory")
FREE_TEXT = ("world.path", "output.folder", "output.name")


@dataclass(frozen=True, slots=True)
class Composed:
    """A composed configuration.

    Attributes:
        content: The whole configuration as plain data, the contents of all groups included.
        choices: The chosen names per group; several as ``"flood+personnel_shortage"``.
        given: The conditions that the user gave, whether off their default or not.
    """

    content: dict[str, Any]
    choices: dict[str, str]
    given: dict[str, Any]


def declare_conditions() -> None:
    """Make Hydra's group ``conditions`` from the declared conditions and their defaults."""
    defaults = {name: condition.default for name, condition in CONDITIONS.items()}
    ConfigStore.instance().store(group="conditions", name="declared", node=defaults)


def compose_configuration(words: Sequence[str]) -> Composed:
    """Compose the configuration that the words of a command line ask for.

    Args:
        words: Overrides such as ``run.seeds=20`` and ``scenario=flood+personnel_shortage``;
            with ``from=FILE`` among them those of the file come first.

    Raises:
        UserError: For a word, name, key or value that is not allowed.
    """
    overrides = [to_override(word) for word in words_with_file(words)]
    _refuse_several_values(overrides)
    config = _compose(overrides)
    choices = dict(config.hydra.runtime.choices)
    content = _plain(config)
    for group in GROUPS_OF_MANY:
        choices[group] = "+".join(content[group])
    named = {override.split("=", 1)[0] for override in overrides}
    given = {
        name: value
        for name, value in section(content, "conditions").items()
        if f"conditions.{name}" in named or value != CONDITIONS[name].default
    }
    return Composed(content, choices, given)


def section(content: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Return one section of a configuration, where the user left it one.

    Raises:
        UserError: Where the user gave a value to the section itself.
    """
    if not isinstance(content[key], Mapping):
        raise UserError(f"{key}={content[key]}: '{key}' takes no value, but {key}.<name> does")
    return dict(content[key])


def _plain(config: DictConfig) -> dict[str, Any]:
    """Return a configuration as plain data, without Hydra's own part."""
    own = OmegaConf.masked_copy(config, [str(key) for key in config if key != "hydra"])
    try:
        content = OmegaConf.to_container(own, resolve=True)
    except OmegaConfBaseException as error:
        raise UserError(f"configuration: {_in_one_line(error)}") from error
    if not isinstance(content, dict):
        raise TypeError("the configuration is not a mapping")
    return {str(key): value for key, value in content.items()}


def expand_several_values(words: Sequence[str]) -> Iterator[list[str]]:
    """Return the words of each job where keys have several values, as ``run.seeds=10,20``.

    Every combination is a job, in the order of the words, the last key changing fastest.

    Raises:
        UserError: For a word that is not of the form ``key=value``.
    """
    return (list(job) for job in product(*(_values_of(word) for word in words)))


def to_override(word: str) -> str:
    """Turn one word of the user's into an override in Hydra's grammar.

    Raises:
        UserError: For a word that is not of the form ``key=value``, or a name of a group that
            does not exist.
    """
    key, value = _key_and_value(word)
    if key in GROUPS_OF_MANY:
        listed = value[1:-1].replace(",", "+") if value[:1] + value[-1:] == "[]" else value
        if "," in listed:
            raise UserError(
                f"'{word}' gives several values; + combines them into one, --multirun makes a "
                "job of each"
            )
        names = split_names(listed, key)
        for name in names:
            if name not in names_in(key):
                raise unknown_name(key, name, names_in(key))
        return f"{key}=[{','.join(names)}]"
    if key in GROUPS_OF_ONE and value not in names_in(key):
        raise unknown_name(key, value, names_in(key))
    if key in FREE_TEXT and value != "null" and not _is_quoted(value):
        escaped = value.replace("\\", "\\\\").replace("'", "\\'")
        return f"{key}='{escaped}'"
    return word


def words_with_file(words: Sequence[str]) -> list[str]:
    """Replace ``from=FILE`` by the overrides that the saved configuration stands for.

    Raises:
        UserError: Where the file cannot be read or holds something else.
    """
    own = [word for word in words if not word.startswith("from=")]
    files = [word.removeprefix("from=") for word in words if word.startswith("from=")]
    if len(files) > 1:
        raise UserError(f"from={files[1]}: one file can be the starting point, not {len(files)}")
    return [*(_words_of_file(files[0]) if files else []), *own]


def _words_of_file(name: str) -> list[str]:
    path = Path(name)
    allowed = "allowed: a resolved_config.yaml that a run wrote"
    try:
        content = OmegaConf.to_container(OmegaConf.load(path))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise UserError(f"from={name} cannot be read ({reason}); {allowed}") from error
    except (OmegaConfBaseException, YAMLError) as error:
        raise UserError(f"from={name} is not valid YAML ({_in_one_line(error)})") from error
    if not isinstance(content, dict) or not isinstance(content.get("choices"), dict):
        raise UserError(f"from={name} has no mapping 'choices'; {allowed}")
    choices = content.pop("choices")
    words = [f"{group}={chosen}" for group, chosen in choices.items()]
    return words + [f"{key}={_written(value)}" for key, value in _flat(content)]


def _written(value: object) -> str:
    return "null" if value is None else str(value)


def _flat(content: Mapping[Any, Any], prefix: str = "") -> Iterator[tuple[str, object]]:
    for key, value in content.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{prefix}{key}.")
        else:
            yield f"{prefix}{key}", value


def _key_and_value(word: str) -> tuple[str, str]:
    key, equals, value = word.partition("=")
    if not equals or not key:
        raise UserError(f"'{word}' is not understood; allowed: key=value, or --help")
    if key[0] in "+~":
        raise UserError(f"'{word}': keys cannot be added or taken away; allowed: key=value")
    if key.startswith("hydra"):
        raise UserError(f"'{word}': the settings of Hydra itself are fixed; see --help for keys")
    return key, value


def _is_quoted(value: str) -> bool:
    return len(value) > 1 and value[0] == value[-1] and value[0] in "'\""


def _values_of(word: str) -> list[str]:
    key, value = _key_and_value(word)
    if key in FREE_TEXT or key == "from":
        return [word]
    if key in GROUPS_OF_MANY:
        return [f"{key}={part}" for part in value.split(",")]
    parsed = _parsed(word)
    if not parsed.is_sweep_override():
        return [word]
    return [f"{key}={part}" for part in parsed.sweep_string_iterator()]


def _parsed(word: str) -> Any:
    try:
        return OverridesParser.create().parse_override(word)
    except HydraException as error:
        raise UserError(f"'{word}' is not understood: {_in_one_line(error)}") from error


def _refuse_several_values(overrides: Sequence[str]) -> None:
    for override in overrides:
        if _parsed(override).is_sweep_override():
            raise UserError(f"'{override}' gives several values; --multirun makes a job of each")


def _compose(overrides: Sequence[str]) -> DictConfig:
    declare_conditions()
    try:
        with initialize_config_dir(str(CONFIGURATION), version_base=None):
            return compose("config", overrides=list(overrides), return_hydra_config=True)
    except (HydraException, OmegaConfBaseException, ValueError) as error:
        if not overrides:
            raise
        raise _diagnosed(overrides, error) from error


def _diagnosed(overrides: Sequence[str], error: Exception) -> UserError:
    """Find the override that Hydra refused, and say what is wrong with it."""
    groups = (*GROUPS_OF_MANY, *GROUPS_OF_ONE)
    keys = known_keys([o for o in overrides if o.split("=", 1)[0] in groups])
    for override in overrides:
        key = override.split("=", 1)[0]
        if key not in keys:
            return unknown_key(key, keys)
    return UserError(f"configuration: {_in_one_line(error)}")


def known_keys(choices: Sequence[str] = ()) -> list[str]:
    """Return the keys that take a value, the groups among them.

    Args:
        choices: Overrides that choose from groups; other theories may hold other keys.
    """
    content = _plain(_compose(choices))
    content.update(dict.fromkeys(GROUPS_OF_MANY))
    return [*GROUPS_OF_ONE, "from", *(key for key, _ in _flat(content))]


def unknown_key(key: str, keys: Sequence[str]) -> UserError:
    """Build the error for a key that does not exist, or that only holds other keys."""
    below = [known for known in keys if known.startswith(f"{key}.")]
    if below:
        return UserError(f"'{key}' takes no value, but {below[0]} and others like it do")
    head, _, name = key.partition(".")
    if head == "conditions":
        return unknown_name("condition", name, CONDITIONS)
    beside = [known for known in keys if name and known.startswith(f"{head}.")]
    return unknown_name(
        "key", key, beside or [k for k in keys if not k.startswith(("conditions.", "theory."))]
    )


def _in_one_line(error: Exception) -> str:
    return " ".join(str(error).split("\nSee https", maxsplit=1)[0].split())[:200]
