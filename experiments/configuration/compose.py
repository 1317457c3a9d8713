"""From the words of a command line to one composed configuration, by Hydra.

What the chosen files hold is composed by Hydra; added here are the single values, and one line for
whatever is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from experiments.configuration.chosen import chosen_content, put
from experiments.configuration.saved import flat, words_with_file
from experiments.configuration.words import (
    GROUPS_OF_MANY,
    GROUPS_OF_ONE,
    chosen_names,
    single_values,
    split_words,
)
from experiments.keys.declared import checked_content, kind_of
from sim.conditions import CONDITIONS
from sim.errors import UserError, shown, unknown_name

_GROUPS = (*GROUPS_OF_MANY, *GROUPS_OF_ONE)


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


def compose_configuration(words: Sequence[str]) -> Composed:
    """Compose the configuration that the words of a command line ask for.

    Args:
        words: Overrides such as ``run.seeds=20`` and ``scenario=flood+personnel_shortage``;
            with ``from=FILE`` among them those of the file come first.

    Raises:
        UserError: For a word, name, key or value that is not allowed.
    """
    given_words = words_with_file(words)
    overrides, taken = split_words(given_words)
    _refuse_unknown(overrides)
    values = {**single_values(overrides), **taken}
    chosen = [override for override in overrides if override.partition("=")[0] in _GROUPS]
    content, choices = chosen_content(chosen)
    for key, value in values.items():
        if key not in _GROUPS and not put(content, key, value):
            raise unknown_key(key, known_keys(chosen))
    content = checked_content(content)
    _refuse_other_kinds(content, choices)
    for group in GROUPS_OF_MANY:
        choices[group] = "+".join(content.get(group) or {})
    choices.update(chosen_names(given_words))
    named = {override.partition("=")[0] for override in overrides}
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
        raise UserError(
            "{key}={value}: '{key}' takes no value, but {key}.<name> does",
            key=key,
            value=content[key],
        )
    return dict(content[key])


def _refuse_other_kinds(content: Mapping[str, Any], choices: Mapping[str, str]) -> None:
    """Refuse a design or executor that was chosen as one kind and called another."""
    for group in ("design", "executor"):
        kind = content[group]["kind"]
        if kind != choices[group]:
            raise UserError(
                "{group}.kind is {kind} with {group}={chosen}; allowed: {group}={name}",
                group=group,
                kind=shown(kind),
                chosen=choices[group],
                name=shown(kind)[1:-1],
            )


def known_keys(choices: Sequence[str] = ()) -> list[str]:
    """Return the keys that take a value, the groups among them.

    Args:
        choices: Overrides that choose from groups; other theories may hold other keys.
    """
    content, _ = chosen_content(choices)
    content.update(dict.fromkeys(GROUPS_OF_MANY))
    return [*GROUPS_OF_ONE, "from", *(key for key, _ in flat(content))]


def unknown_key(key: str, keys: Sequence[str]) -> UserError:
    """Build the error for a key that does not exist, or that only holds other keys."""
    below = [known for known in keys if known.startswith(f"{key}.")]
    if below:
        return UserError(
            "'{key}' takes no value, but {example} and others like it do", key=key, example=below[0]
        )
    head, _, name = key.partition(".")
    if head == "conditions":
        return unknown_name("condition", name, CONDITIONS)
    # A condition may stand behind its group where factors are named, but here it is set.
    full = (f".{key}", f"conditions.{name}") if name else (f".{key}",)
    fuller = [known for known in keys if known.endswith(full)]
    if fuller:
        return UserError(
            "unknown key {key}; allowed: {keys}", key=shown(key), keys=", ".join(fuller)
        )
    beside = [known for known in keys if name and known.startswith(f"{head}.")]
    if beside and head in GROUPS_OF_ONE and kind_of(key) is not None:
        allowed = ", ".join(beside)
        return UserError(
            "{key} means nothing to the chosen {head}; allowed: {allowed}",
            key=shown(key),
            head=head,
            allowed=allowed,
        )
    return unknown_name(
        "key", key, beside or [k for k in keys if not k.startswith(("conditions.", "theory."))]
    )


def _refuse_unknown(overrides: Sequence[str]) -> None:
    """Refuse a key that is none, before anything is said about its value."""
    for override in overrides:
        key = override.partition("=")[0]
        if key.partition(".")[0] not in (*_GROUPS, "conditions") and kind_of(key) is None:
            raise unknown_key(key, known_keys())
