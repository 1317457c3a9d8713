"""What was asked in words: keys by what they are, values by their titles, in English and Dutch."""

from __future__ import annotations

from analysis.words.factors import answer_in_words, answer_name, factor_name
from analysis.words.phrases import listed
from analysis.words.titles import quoted
from experiments.design.point import CHOSEN, name_in_words
from sim.reading.values import NUMBER
from sim.setting.configuration import known_names
from sim.words.numbers import shortest

NAMES: dict[str, tuple[str, str]] = {
    "scenario": ("scenario", "scenario"),
    "scenarios": ("scenarios", "scenario's"),
    "policy": ("policy", "beleid"),
    "policies": ("policies", "beleidsopties"),
    "theory": ("theory", "theorie"),
    "theories": ("theories", "theorieën"),
    "days": ("measured days", "gemeten dagen"),
    "warm_up_days": ("days of warm-up", "aanloopdagen"),
    "replications": ("seeds", "seeds"),
    "first_seed": ("first seed", "eerste seed"),
    "design": ("design and its points", "ontwerp en zijn punten"),
    "runs": ("runs", "runs"),
    "outcome": ("outcome", "uitkomst"),
}
"""By the last part of a key."""
MANY = {"scenarios": "scenario", "policies": "policy", "theories": "theory"}


def key_name(key: str, language: str) -> str:
    """Return what a key of the command line is, with the key behind it where that is another."""
    tail = key.rpartition(".")[2]
    name = NAMES[tail][language == "nl"] if tail in NAMES else factor_name(key, language)
    return key if name == key else f"{name} ({key})"


def value_name(key: str, value: str, language: str) -> str:
    """Return a value of a key as people read it; lists as sentences have them.

    Args:
        key: The key.
        value: As it was written: a list is in brackets, its parts parted by commas.
        language: "en" or "nl".
    """
    tail = key.rpartition(".")[2]
    group = MANY.get(tail, tail)
    parts = value[1:-1].split(",") if value[:1] + value[-1:] == "[]" else [value]
    return listed([_part(key, group, part, language) for part in parts], language)


def _part(key: str, group: str, value: str, language: str) -> str:
    if group in CHOSEN and all(part in known_names(group) for part in value.split("+")):
        return quoted(name_in_words(group, value, language))
    if key.startswith("theory."):
        said = answer_in_words(key, value, language)
        return value if said == value else quoted(said)
    return shortest(float(value), language) if NUMBER.fullmatch(value) else value


def title_of(setting: str, language: str) -> str:
    """Return a setting of ``Changes``, as ``"scenario=crisis, theory.trust=none"``, in words."""
    values = dict(part.partition("=")[::2] for part in setting.split(", ")) if setting else {}
    plain = {"policy": "none", "theory": "figure_2"}
    values = {"scenario": values.pop("scenario", "baseline"), **values}
    return ", ".join(
        _setting(name, value, language)
        for name, value in values.items()
        if plain.get(name) != value
    )


def _setting(name: str, value: str, language: str) -> str:
    if name in CHOSEN:
        return name_in_words(name, value, language)
    if name.startswith("theory."):
        return answer_name(name, value, language)
    size = shortest(float(value), language) if NUMBER.fullmatch(value) else value
    return f"{factor_name(name, language)} {size}"
