"""Values for all conditions: checked, immutable, and as the record that the rules read."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from numbers import Real
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from sim.conditions.declare import Condition
from sim.conditions.dutch import unit_in
from sim.conditions.registry import CONDITIONS, CONDITIONS_DTYPE, OTHER_WORDS
from sim.errors import UserError, shown, unknown_name
from sim.words import LANGUAGES, ByLanguage, Message

if TYPE_CHECKING:
    from sim.state.declared import ConditionRecord

Limits = Literal["plausible", "possible"]

LIMITS: tuple[Limits, ...] = ("plausible", "possible")

_PLACE = {name: place for place, name in enumerate(CONDITIONS)}
# Told in other words than those that hold where nothing is given.
_REWORDED = frozenset(c.varied_as for c in CONDITIONS.values() if c.varied_as is not None)
_DEFAULTS = tuple(float(condition.default) for condition in CONDITIONS.values())
# Made once, for numpy goes through all fields for it.
_RECORDS = np.dtype((np.record, CONDITIONS_DTYPE))
_WHOLE = frozenset(n for n, c in CONDITIONS.items() if c.distribution == "integer")
# What needs no more than a look: numbers so far inside a prior range that none is its bound, and
# of whole numbers also those that are a bound.
_MARGINS = {
    name: -1e-9 if name in _WHOLE else 1e-9 * max(abs(condition.low), abs(condition.high))
    for name, condition in CONDITIONS.items()
}
_INSIDE = {n: (c.low + _MARGINS[n], c.high - _MARGINS[n]) for n, c in CONDITIONS.items()}


class Conditions(Mapping[str, float]):
    """A value for every condition; what is not given stays at its default.

    Two of them are equal where all values are equal, and they can be keys of a dict. What is told
    in other words (a load in place of a rate) counts from when it is given, also at its default.

    Args:
        values: Values by name, for any of the conditions.
        limits: "plausible" (the usual) refuses what lies outside a condition's prior range.
            "possible" allows whatever makes sense mathematically, for verification against
            closed forms in the limit only.
        **named: The same as ``values``, as keyword arguments; these win.

    Raises:
        UserError: If a name does not exist, a value is not a number within the limits, or two
            names say the same in other words.
    """

    __slots__ = ("_given", "_limits", "_values")
    _given: frozenset[str]

    def __init__(
        self,
        values: Mapping[str, float] | None = None,
        /,
        *,
        limits: Limits = "plausible",
        **named: float,
    ) -> None:
        """Check the values and complete them with the defaults."""
        if limits not in LIMITS:
            raise unknown_name("limits of conditions", limits, LIMITS)
        if values is not None and not isinstance(values, Mapping):
            raise UserError(
                "conditions are {values}: names with their values are needed, such as "
                "{{'trust_start': 0.7}}",
                values=shown(values),
            )
        inherited = values._given if isinstance(values, Conditions) else values or ()
        settled, plausible = list(_DEFAULTS), limits == "plausible"
        for name, value in {**(values or {}), **named}.items():
            if name not in CONDITIONS:
                raise unknown_name("condition", name, CONDITIONS)
            low, high = _INSIDE[name]
            sound = plausible and type(value) is float and low < value < high
            sound = sound and (name not in _WHOLE or value.is_integer())
            settled[_PLACE[name]] = value if sound else checked(name, value, limits)
        self._given = frozenset((*inherited, *named))
        refuse_both(self._given)
        self._values = tuple(settled)
        self._limits = limits

    @property
    def limits(self) -> Limits:
        """The limits that the values were checked against."""
        return self._limits

    def __getitem__(self, name: str) -> float:
        """Return the value of a condition; an unknown name is a KeyError, as in any mapping."""
        return self._values[_PLACE[name]]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names, in the order of ``CONDITIONS``."""
        return iter(CONDITIONS)

    def __len__(self) -> int:
        """Return the number of conditions."""
        return len(self._values)

    def __eq__(self, other: object) -> bool:
        """Compare by values, also with a plain mapping that has them all."""
        if isinstance(other, Conditions):
            return self._values == other._values and self._reworded == other._reworded
        return isinstance(other, Mapping) and dict(self) == dict(other)

    def __hash__(self) -> int:
        """Hash the values."""
        return hash((self._values, self._reworded))

    @property
    def _reworded(self) -> frozenset[str]:
        """What is given in other words than the ones that hold by default."""
        return self._given & _REWORDED

    def __repr__(self) -> str:
        """Show what differs from the defaults."""
        limits = "" if self._limits == "plausible" else f", limits={self._limits!r}"
        return f"Conditions({self.changed()!r}{limits})"

    def replace(self, **values: float) -> Conditions:
        """Return a copy with other values for some conditions, under the same limits.

        Raises:
            UserError: As on construction.
        """
        return Conditions(self, limits=self._limits, **values) if values else self

    def in_other_words(self, told: Mapping[str, float]) -> Conditions:
        """Return a copy in which conditions are told as those that say the same in other words.

        Only these are checked, and as possible: more may come of it than a user could give.

        Args:
            told: Their values, by name; raises UserError if one is not possible.
        """
        settled = list(self._values)
        for name, value in told.items():
            other = OTHER_WORDS[name]
            settled[_PLACE[other]] = _DEFAULTS[_PLACE[other]]
            settled[_PLACE[name]] = checked(name, value, "possible")
        made = object.__new__(Conditions)
        made._given = self._given.difference(OTHER_WORDS[name] for name in told).union(told)
        made._values, made._limits = tuple(settled), "possible"
        return made

    def given(self) -> dict[str, float]:
        """Return the values that were given, off their default or at it, by name."""
        return {name: self[name] for name in CONDITIONS if name in self._given}

    def is_given(self, name: str) -> bool:
        """Say whether a value was given for a condition, off its default or at it."""
        return name in self._given

    def changed(self) -> dict[str, float]:
        """Return the values that differ from their default, by name."""
        reworded = self._reworded
        return {
            name: value
            for name, value, default in zip(CONDITIONS, self._values, _DEFAULTS, strict=True)
            if value != default or name in reworded
        }

    def to_records(self) -> Any:
        """Return the values as a new array of one record of dtype ``CONDITIONS_DTYPE``."""
        return np.array(self._values).view(_RECORDS).view(np.recarray)

    def to_record(self) -> ConditionRecord:
        """Return the values as a new record of dtype ``CONDITIONS_DTYPE``."""
        record: ConditionRecord = self.to_records()[0]
        return record


def refuse_both(names: Iterable[str]) -> None:
    """Refuse two conditions that say the same in other words.

    Raises:
        UserError: For the first such pair.
    """
    for name in sorted(_REWORDED.intersection(names)):
        if OTHER_WORDS[name] in names:
            raise UserError(
                "conditions '{one}' and '{other}' say the same in other words; allowed: one of the "
                "two",
                one=OTHER_WORDS[name],
                other=name,
            )


def in_any_words(names: Iterable[str]) -> set[str]:
    """Return names of conditions, and of those that say the same in other words."""
    found = set(names)
    return found | {OTHER_WORDS[name] for name in found if name in OTHER_WORDS}


def over(first: Mapping[str, float], then: Mapping[str, float]) -> dict[str, float]:
    """Return values with others put over them, also over what says the same in other words."""
    kept = {name: v for name, v in first.items() if OTHER_WORDS.get(name) not in then}
    return {**kept, **then}


def checked(name: str, value: object, limits: Limits = "plausible") -> float:
    """Return one value as a float within the limits of its condition.

    Args:
        name: The name of a condition, which must exist.
        value: The value as given.
        limits: Which limits hold; see ``Conditions``.

    Raises:
        UserError: If the value is no finite number, not whole where it must be, or outside.
    """
    condition = CONDITIONS[name]
    low, high = _limits_of(condition, limits)

    def needed() -> Message:
        return _needed(condition, low, high)

    if value is None:
        raise UserError("condition '{name}' has no value: {needed}", name=name, needed=needed())
    if isinstance(value, str):
        raise UserError(
            "condition '{name}' is the text {value}: {needed}, without quotes",
            name=name,
            value=shown(value),
            needed=needed(),
        )
    if isinstance(value, bool | np.bool_):
        raise UserError(
            "condition '{name}' is {value}: {needed}, not yes or no",
            name=name,
            value=value,
            needed=needed(),
        )
    if not isinstance(value, Real):
        kind = type(value).__name__
        raise UserError(
            "condition '{name}' is of the kind '{kind}': {needed}",
            name=name,
            kind=kind,
            needed=needed(),
        )
    try:
        number = float(value)
    except OverflowError:  # a whole number of more than 308 digits
        number = math.inf
    if not math.isfinite(number):
        raise UserError(
            "condition '{name}' is {number}: {needed}", name=name, number=number, needed=needed()
        )
    # A design maps [0, 1] to the range, which can land one rounding error outside it.
    for bound in (low, high):
        if math.isclose(number, bound, rel_tol=1e-12, abs_tol=0.0):
            number = float(bound)
    if not low <= number <= high or (
        condition.distribution == "integer" and not number.is_integer()
    ):
        raise _not_allowed(condition, number, low, high)
    return number


def _limits_of(condition: Condition, limits: Limits) -> tuple[float, float]:
    """Return the lowest and the highest value that the limits allow."""
    if limits == "possible":
        return condition.floor, condition.ceiling
    return condition.low, condition.high


def _needed(condition: Condition, low: float, high: float) -> Message:
    """Word the kind of number that a condition takes."""
    whole = condition.distribution == "integer"
    kind = Message("a whole number") if whole else Message("a number")
    return Message("{kind} from {low:g} to {high:g} is needed", kind=kind, low=low, high=high)


def _not_allowed(condition: Condition, number: float, low: float, high: float) -> UserError:
    """Build the error for a number that a condition does not allow."""
    whole = condition.distribution == "integer"
    return UserError(
        "condition '{name}' is {number!r}: allowed {whole}{low:g} to {high:g} ({unit}; {meaning})",
        name=condition.name,
        number=number,
        whole=Message("whole numbers from ") if whole else "",
        low=low,
        high=high,
        unit=ByLanguage(*(unit_in(condition.unit, language) for language in LANGUAGES)),
        meaning=ByLanguage(*(condition.meaning(language) for language in LANGUAGES)),
    )
