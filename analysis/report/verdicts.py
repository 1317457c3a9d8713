"""What the worked study says of the source study's conclusions, by one rule for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.answers import answer_of
from analysis.compare.settings import Settings
from analysis.stored.stored import Stored
from analysis.words.phrases import floats, spanned
from analysis.words.titles import in_title, quoted, unquoted
from experiments.design.point import name_in_words
from sim.conditions import CONDITIONS

SMALL = 0.02
"""The smallest effect of interest: 2 percentage points of the gap."""

AGREES, SMALLER, NONE, AGAINST, OPEN = (
    "agrees", "agrees, but small", "no effect of interest", "does not agree", "cannot tell",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """An effect on the gap closed, positive where the source study expects it to go.

    Attributes:
        where: The setting.
        value: The effect.
        low: The lower end of its own interval.
        high: The upper end.
        told: Whether it is told from 0 among all that were compared with it (Holm).
    """

    where: str
    value: float
    low: float
    high: float
    told: bool = True

    def text(self) -> str:
        """Return it for a table, in percentage points."""
        return f"{self.where} {spanned(self.value, 'en', self.low, self.high)}"


def verdict(sizes: Sequence[Size]) -> str:
    """Judge effects: all must lie on the side that the source study says.

    An effect whose own interval leaves 0 out, but which is not told among so many, is on no side.

    Returns:
        ``agrees`` where every interval lies above the smallest effect of interest; ``agrees, but
        small`` where every one lies above 0; ``does not agree`` where every one lies below 0;
        ``no effect of interest`` where every one is smaller than that on both sides; else ``cannot
        tell``.
    """
    if not sizes:
        return OPEN
    if all(size.low > SMALL and size.told for size in sizes):
        return AGREES
    if all(size.low > 0 and size.told for size in sizes):
        return SMALLER
    if all(size.high < 0 and size.told for size in sizes):
        return AGAINST
    if all(size.low > -SMALL and size.high < SMALL for size in sizes):
        return NONE
    return OPEN


@dataclass(frozen=True)
class Results:
    """The stored studies of the worked study, by verb and name."""

    stored: Sequence[Stored]

    def _all(self, verb: str) -> list[Stored]:
        return [each for each in self.stored if each.verb == verb]

    def _settings(self) -> Settings:
        found: Settings = answer_of(self._all("compare")[0]).parts["settings"]("en")
        return found

    def scenario_costs(self) -> list[Size]:
        """Return how much less of the gap is closed than in the first scenario, in each other."""
        found = self._settings()
        first, *others = ((name, found.policies[0]) for name in found.scenarios)
        lost = {other: found.difference(other, first) for other in others}
        told = found.told_scenarios()
        return [Size(unquoted(o[0]), d.mean, d.low, d.high, told[o[0]]) for o, d in lost.items()]

    def gain(self, policy: str) -> list[Size]:
        """Return what a lever adds in every scenario."""
        found = self._settings()
        lever = quoted(name_in_words("policy", policy, "en"))
        gains = {
            name: found.difference((name, found.policies[0]), (name, lever))
            for name in found.scenarios
        }
        return [
            Size(unquoted(name), d.mean, d.low, d.high, found.told(name)[lever])
            for name, d in gains.items()
        ]

    def over_futures(self, policy: str) -> list[Size]:
        """Return what a lever adds on average over futures."""
        table = answer_of(self._all("robust")[0]).tables["frontier"].set_index("policy")
        row = table.loc[policy]
        gain, low, high = floats(row, "gain", "low", "high")
        return [Size("over futures", gain, low, high, bool(row["told"]))]

    def worth(self, gate: str) -> list[Size]:
        """Return what opening a gate would bring in every scenario."""
        worth = answer_of(self._all("attribute")[0]).tables["worth"]
        sizes = []
        for row in worth[worth["gate"] == gate].to_dict("records"):
            size, low, high = floats(row, "worth", "low", "high")
            where = in_title(str(row["setting"]), "en")
            sizes.append(Size(where, size, low, high, bool(row["told"])))
        return sizes

    def worth_more(self, gate: str, other: str) -> list[Size]:
        """Return how much more one gate is worth than another; ends are those least in favour."""
        pairs = zip(self.worth(gate), self.worth(other), strict=True)
        return [
            Size(one.where, one.value - two.value, one.low - two.high, one.high - two.low)
            for one, two in pairs
        ]

    def effect(self, condition: str, sign: int) -> list[Size]:
        """Return a condition's mean effect over its range, in every setting that was screened."""
        return [self._mean_effect(each, condition, sign) for each in self._screenings()]

    def largest(self, group: str) -> list[Size]:
        """Return the largest mean absolute effect in a group of conditions, in every setting."""
        names = [f"conditions.{c.name}" for c in CONDITIONS.values() if c.group == group]
        sizes = []
        for each in self._screenings():
            table = answer_of(each).tables["indices"]
            rows = table[(table["index"] == "mu_star") & table["factor"].isin(names)]
            row = rows.sort_values("estimate").iloc[-1]
            name = str(row["factor"]).removeprefix("conditions.")
            size, low, high = floats(row, "estimate", "low", "high")
            sizes.append(Size(f"{each.where('en')} (`{name}`)", size, low, high))
        return sizes

    def _screenings(self) -> list[Stored]:
        return [s for s in self._all("sensitivity") if s.asked("method") == "morris"]

    @staticmethod
    def _mean_effect(each: Stored, condition: str, sign: int) -> Size:
        table = answer_of(each).tables["indices"]
        rows = table[(table["index"] == "mu") & (table["factor"] == f"conditions.{condition}")]
        value, *ends = (float(rows.iloc[0][k]) * sign for k in ("estimate", "low", "high"))
        return Size(each.where("en"), value, min(ends), max(ends))
