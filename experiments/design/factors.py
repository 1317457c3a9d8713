"""Factors: what a design varies, each with its range or its words.

A factor is named by the key that a user would override: ``conditions.trust_start``,
``theory.trust``, ``scenario``, ``policy``, ``theory`` (a named one), ``ideal``, or a column or cell
of the world's tables, ``world.severity.flood``. Ranges and words follow from the declarations of
conditions, switches and columns; nothing is declared a second time here. A condition may be named
by itself, ``trust_start``, or with its group before it, ``control.luck``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sim.conditions import CONDITIONS, GROUPS, VARIED, in_any_words
from sim.errors import UserError, unknown_name
from sim.setting.offered import offered_in
from sim.setting.policies.policy import load_policy
from sim.setting.scenarios.scenario import load_scenario
from sim.setting.theories.ideal import IDEALS, read_ideal
from sim.setting.theories.theory import QUESTIONS, SWITCHES, load_theory
from sim.words import Message
from sim.world import World, load_world
from sim.world.spread import COLUMNS, cells_of

DUMMY = "conditions.dummy"
LUCK = "conditions.luck"  # Also ``control.luck``: it draws one purpose of chance anew.
WORLD, EVERY_COLUMN, NO_IDEAL = "world", "group.world", "none"
Words = Mapping[str, Sequence[str]]


def read_ideal_word(word: str) -> tuple[str, ...]:
    """Return the idealised gates that a word of the factor ``ideal`` stands for."""
    return read_ideal("" if word == NO_IDEAL else word)


# The factors that stand for files by name (or for idealised gates), and what reads a name.
LOADED: dict[str, Callable[[str], object]] = {
    "scenario": load_scenario,
    "policy": load_policy,
    "theory": load_theory,
    "ideal": read_ideal_word,
}
NAMED = tuple(LOADED)


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing that a design varies.

    Attributes:
        name: The key that a user overrides.
        low: The lowest raw value.
        high: The highest raw value.
        words: The values of a categorical factor, sampled continuously on [0, len(words)] and
            floored; empty for a number.
        whole: Whether only whole numbers are meant: sampled on [low, high + 1] and floored.
    """

    name: str
    low: float
    high: float
    words: tuple[str, ...] = ()
    whole: bool = False

    def __post_init__(self) -> None:
        """Refuse a range without extent, which no design can vary."""
        if not self.low < self.high:
            raise UserError(
                "factor '{name}' goes from {low:g} to {high:g}; allowed: a lowest value below "
                "the highest",
                name=self.name,
                low=self.low,
                high=self.high,
            )

    @property
    def bounds(self) -> tuple[float, float]:
        """The range of the raw sample."""
        return self.low, self.high + 1 if self.whole else self.high

    @property
    def group(self) -> str:
        """The group in which the factor is sampled together with others."""
        head, _, name = self.name.partition(".")
        if head == WORLD:
            return f"{WORLD}.{name.partition('.')[0]}"
        if self.name == LUCK:  # the yardstick is moved by itself
            return self.name
        return CONDITIONS[name].group if head == "conditions" else head

    @property
    def picks(self) -> bool:
        """Whether it is a column of the world as a whole, whose values pick joint draws."""
        head, _, name = self.name.partition(".")
        return head == WORLD and "." not in name

    def values(self, raw: npt.NDArray[np.float64]) -> npt.NDArray[np.float64] | list[str]:
        """Return what a run uses for each raw value: numbers, or words."""
        if self.words:
            places = np.clip(np.floor(raw), 0, len(self.words) - 1).astype(int)
            return [self.words[place] for place in places]
        # A sampler may land a rounding error outside the range.
        return np.clip(np.floor(raw) if self.whole else raw, self.low, self.high)

    def raw(self, values: Sequence[object]) -> npt.NDArray[np.float64]:
        """Return raw values that stand for given ones: a word's place, a number itself."""
        if self.words:
            return np.array([self.words.index(str(value)) for value in values], np.float64)
        return np.array(values, np.float64)

    def level_count(self, count: int) -> int:
        """Return how many values ``levels`` gives."""
        if self.words:
            return len(self.words)
        return min(count, int(self.high - self.low) + 1) if self.whole else count

    def levels(self, count: int) -> list[float] | list[str]:
        """Return the values that a factorial or one-at-a-time design gives the factor.

        Args:
            count: How many values a number gets, evenly from low to high; words all count.
        """
        if self.words:
            return list(self.words)
        if self.whole:
            steps = np.linspace(self.low, self.high, self.level_count(count))
            return [float(value) for value in np.unique(np.round(steps))]
        return [float(value) for value in np.linspace(self.low, self.high, count)]


def condition_named(name: str) -> str | None:
    """Return which condition a factor's name means, whether it exists or not; None for none.

    Args:
        name: As ``trust_start``, ``conditions.trust_start`` or, with its group, ``control.luck``.
    """
    head, _, rest = name.partition(".")
    if head == "conditions":
        return rest
    own = CONDITIONS.get(rest or name)
    return own.name if own is not None and (not rest or own.group == head) else None


def condition_factor(name: str) -> Factor:
    """Return the factor of a declared condition, over its prior range."""
    if name not in CONDITIONS:
        raise unknown_name("condition", name, CONDITIONS)
    declared = CONDITIONS[name]
    whole = declared.distribution == "integer"
    return Factor(f"conditions.{name}", declared.low, declared.high, whole=whole)


def switch_factor(name: str) -> Factor:
    """Return the factor of a switch of the theory (or of its level), over all its answers."""
    if name not in QUESTIONS:
        raise unknown_name("theory switch", name, QUESTIONS)
    words = QUESTIONS[name].values
    return Factor(f"theory.{name}", 0.0, float(len(words)), words)


def world_factor(name: str) -> Factor:
    """Return the factor of a cell or a column of the world's tables.

    A cell, ``severity.flood``, goes from -1 to 1, its standardised number; a column, ``severity``,
    from 0, as it stands, to 1: whatever is not 0 picks a joint draw of its cells.
    """
    column, _, row = name.partition(".")
    if column not in COLUMNS:
        raise unknown_name("column of the world", column, COLUMNS)
    return Factor(f"{WORLD}.{name}", -1.0 if row else 0.0, 1.0)


def world_factors(name: str, world: World, columns: bool) -> list[Factor]:
    """Return the factors of a column (one where ``columns``, else one a cell) or of one cell."""
    factor = world_factor(name)
    column, _, row = name.partition(".")
    cells = cells_of(world)[column]
    if row and row not in cells:
        raise unknown_name(Message("row of world.{column}", column=column), row, cells)
    if row or columns:
        return [factor]
    return [world_factor(f"{column}.{each}") for each in cells]


def named_factor(group: str, words: Sequence[str]) -> Factor:
    """Return the factor of a group of named files.

    Args:
        group: "scenario", "policy", "theory" or "ideal".
        words: Names; but for theories also several joined with ``+``. The idealised gates of
            ``sim.setting.theories.ideal`` have no file each; "none" is none of them.

    Raises:
        UserError: For a name that does not exist or stands twice, or for fewer than one.
    """
    if not words:
        raise UserError("factor '{name}' has no names; allowed: one or more", name=group)
    for word in words:
        LOADED[group](word)
    if len(set(words)) != len(words):
        raise UserError(
            "factor '{name}' has a name twice: {names}", name=group, names=", ".join(words)
        )
    return Factor(group, 0.0, float(len(words)), tuple(words))


def declared_factors(
    names: Iterable[str] | None = None,
    words: Words | None = None,
    *,
    control: bool = True,
    luck: bool = False,
    world: World | None = None,
    columns: bool = False,
) -> list[Factor]:
    """Return factors by their names, the condition ``dummy`` among them as a control.

    Args:
        names: Keys such as ``conditions.trust_start`` or ``theory.trust``, the condition's name
            alone, ``scenario``, ``policy``, ``theory``, ``ideal``; or several at once:
            ``conditions`` (all), ``switches`` (all), ``group.trust`` (the conditions of a
            group), ``world.severity`` (a column of the tables) or one cell of it,
            ``group.world`` (all columns). None for all conditions and all switches.
        words: The names that each of ``NAMED`` ranges over; None for all that go with the world.
        control: Whether the dummy is among them where it was not named. What cannot be told from
            it has no effect; where every combination is run, it would only multiply them.
        luck: Whether the control of luck is, likewise. Where runs that differ in one factor share
            their luck, the dummy does exactly nothing, and whatever changes one bit does more.
        world: Whose tables; None for the Netherlands.
        columns: Whether a column of the tables is one factor that picks joint draws; else there is
            one for each of its cells.

    Returns:
        Each factor once, in the order of the names; controls that were not named last.

    Raises:
        UserError: For a name that does not exist.
    """
    found: dict[str, Factor] = {}
    for name in ("conditions", "switches") if names is None else names:
        head, _, rest = name.partition(".")
        if head == WORLD or name == EVERY_COLUMN:
            tables, named = world or load_world(), list(COLUMNS) if name == EVERY_COLUMN else [rest]
            factors = [f for each in named for f in world_factors(each, tables, columns)]
        else:
            factors = _factors_named(name, words or {}, world)
        for factor in factors:
            found.setdefault(factor.name, factor)
    if control:
        found.setdefault(DUMMY, condition_factor("dummy"))
    if luck:
        found.setdefault(LUCK, condition_factor("luck"))
    return list(found.values())


def factors_but(fixed: Iterable[str]) -> list[Factor]:
    """Return the factors of all conditions but some, and but what says the same as one of them.

    Args:
        fixed: What is not varied, as ``trust_start`` or ``conditions.trust_start``.
    """
    names = in_any_words(name.removeprefix("conditions.") for name in fixed)
    varied = declared_factors(["conditions"])
    return [factor for factor in varied if factor.name.partition(".")[2] not in names]


def _factors_named(name: str, words: Words, world: World | None) -> list[Factor]:
    head, _, rest = name.partition(".")
    if name in NAMED:
        path = world.path if world else None
        known = [NO_IDEAL, *IDEALS] if name == "ideal" else offered_in(name, path)
        return [named_factor(name, words.get(name) or known)]
    if name in ("conditions", "switches"):
        every = condition_factor if name == "conditions" else switch_factor
        return [every(each) for each in (VARIED if name == "conditions" else SWITCHES)]
    if head == "group" and rest in GROUPS:
        return [condition_factor(c.name) for c in VARIED.values() if c.group == rest]
    if head == "theory":
        return [switch_factor(rest)]
    if (condition := condition_named(name)) is not None:
        return [condition_factor(condition)]
    raise unknown_name("factor", name, factor_names())


def factor_names() -> list[str]:
    """Return every name that ``declared_factors`` understands."""
    return [
        *NAMED,
        "conditions",
        "switches",
        *(f"theory.{name}" for name in QUESTIONS),
        *(f"conditions.{name}" for name in CONDITIONS),
        *(f"group.{name}" for name in GROUPS),
        EVERY_COLUMN,
        *(f"{WORLD}.{name}" for name in COLUMNS),
    ]
