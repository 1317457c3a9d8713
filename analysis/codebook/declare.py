"""The experiments for codes as data: ``experiments.csv``, a row per claim, read once."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from analysis.claims.declare import CONTRASTS, SPECIAL, VALUE, Ask, Claim, Part, Region, Values, at
from analysis.codebook.readings import READ
from sim.setting.theories.theory import SWITCHES

FILE = Path(__file__).with_name("experiments.csv")
DAYS, WARM_UP_DAYS, SEEDS = 365, 60, 16
BETWEEN_ARMS, BETWEEN_VALUES = " | ", ", "


@dataclass(frozen=True)
class Experiment:
    """One claim about a code, as something that can fail.

    Attributes:
        code: Number of the code.
        name: Short name, unique within the code.
        claim: What must be seen, in words.
        measured: What is measured, in words.
        reading: What is read (see ``analysis.codebook.readings.reading``); or ``special`` and a
            number of ``analysis.codebook.special``.
        contrast: How the arms are compared.
        expected: Where the whole interval must lie.
        settings: The arms, in the order that the contrast takes, as ``a=1, b=2 | a=1, b=3``; what
            is not named is at its default. Of a special number: what it does, in words.
        seeds: How many seeds, from 1 on.
        absent: Where the effect does not show in the model: why. The test then expects that it
            does not show, so that nobody overlooks when it begins to.
    """

    code: int
    name: str
    claim: str
    measured: str
    reading: str
    contrast: str
    expected: Region
    settings: str
    seeds: int
    absent: str

    def __post_init__(self) -> None:
        """Refuse what cannot be measured."""
        if not self.is_special and len(self.arms) != CONTRASTS[self.contrast].arms:
            takes = CONTRASTS[self.contrast].arms
            raise ValueError(f"{self.id}: {self.contrast} takes {takes} arms")

    @property
    def id(self) -> str:
        """A name for tests: the code's number and the experiment's name."""
        return f"{self.code:02d}_{self.name}"

    @property
    def is_special(self) -> bool:
        """Whether no run of a study holds its number."""
        return self.reading.startswith(f"{SPECIAL} ")

    @property
    def study(self) -> str:
        """The study that it reads: by what is read, and the number of seeds."""
        of_what = SPECIAL if self.is_special else self.reading.replace(" ", ".")
        return of_what if self.seeds == SEEDS else f"{of_what}-{self.seeds}"

    @property
    def arms(self) -> list[dict[str, float | str]]:
        """The settings: values by name, as they are written."""
        return [_values(arm) for arm in self.settings.split(BETWEEN_ARMS.strip())]

    def parts(self, under: Values) -> Sequence[Part]:
        """Return its one number, in a case."""
        if self.is_special:
            special = Ask(self.reading.partition(" ")[2], "", self.study)
            return [Part(self.claim, self.claim, (special,), self.expected, VALUE)]
        asks = tuple(Ask(READ, at(under, **arm), self.study) for arm in self.arms)
        return [Part(self.claim, self.claim, asks, self.expected, CONTRASTS[self.contrast])]

    def as_claim(self) -> Claim:
        """Return it as a claim, which can be tried in any setting."""
        return Claim(self.id, self.parts)

    def in_words(self) -> str:
        """Return the arms in words: what is the same in all, and what changes between them."""
        if self.is_special:
            return self.settings
        said = [{_name(k): _text(value) for k, value in arm.items()} for arm in self.arms]
        told = []
        for name in dict.fromkeys(name for parts in said for name in parts):
            values = [parts.get(name, "default") for parts in said]
            same = len(set(values)) == 1
            told.append(f"{name} {values[0] if same else ' → '.join(values)}")
        return ", ".join(told) or "defaults"


def _values(arm: str) -> dict[str, float | str]:
    given = (pair.partition("=") for pair in arm.split(BETWEEN_VALUES.strip()) if pair.strip())
    return {name.strip(): _value(value) for name, _, value in given}


def _value(text: str) -> float | str:
    try:
        return float(text)
    except ValueError:
        return text.strip()


def _name(name: str) -> str:
    return f"theory.{name}" if name in SWITCHES else name


def _text(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:g}"


@cache
def experiments() -> tuple[Experiment, ...]:
    """Return all experiments, in the order of their codes."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return tuple(_experiment(row) for row in csv.DictReader(file))


def _experiment(row: dict[str, str]) -> Experiment:
    code, seeds, expected = int(row.pop("code")), int(row.pop("seeds")), row.pop("expected")
    return Experiment(code=code, seeds=seeds, expected=Region.read(expected), **row)
