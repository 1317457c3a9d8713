"""The effects of the worked study, under each theory: read from its stored parts."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.answers import answer_of
from analysis.compare.settings import Settings
from analysis.intervals.several import holm_verdicts
from analysis.report.verdicts import DRAWN, LEFT, Size
from analysis.stored.stored import Stored
from analysis.stored.summary import paired_difference
from analysis.words.factors import short_name
from analysis.words.phrases import floats
from analysis.words.titles import quoted, unquoted
from experiments.design.point import name_in_words

OVER = "over futures"


@dataclass(frozen=True, slots=True)
class Compared:
    """Levers on the same seeds, in one scenario under one theory.

    Attributes:
        scenario: The name of the scenario.
        theory: The name of the theory.
        settings: The runs.
        place: What the two are called there.
    """

    scenario: str
    theory: str
    settings: Settings
    place: str

    @property
    def where(self) -> str:
        """The title of the scenario."""
        return unquoted(name_in_words("scenario", self.scenario, "en"))


@dataclass(frozen=True)
class Results:
    """The stored studies of the worked study, by verb and name."""

    stored: Sequence[Stored]

    def of(self, verb: str) -> list[Stored]:
        """Return the studies of a verb, in their order."""
        return [each for each in self.stored if each.verb == verb]

    def compared(self) -> list[Compared]:
        """Return all comparisons, each scenario under each theory once."""
        found: dict[tuple[str, str], Compared] = {}
        for each in self.of("compare"):
            settings: Settings = answer_of(each).parts["settings"]("en")
            table = each.study.design().table.set_index("point")
            for place in settings.scenarios:
                row = table.loc[[settings.points[place, settings.policies[0]]]].iloc[0]
                scenario, theory = (_named(each, row, group) for group in ("scenario", "theory"))
                one = Compared(scenario, theory, settings, place)
                found.setdefault((scenario, theory), one)
        return list(found.values())

    def scenario_costs(self) -> list[Size]:
        """Return how much less of the gap is closed than in the first scenario, in each other."""
        every = self.compared()
        calm = {one.theory: one for one in every if one.scenario == every[0].scenario}
        others = [one for one in every if one.scenario != every[0].scenario and one.theory in calm]
        lost = [
            paired_difference(_without(other), _without(calm[other.theory])) for other in others
        ]
        told = holm_verdicts({place: found.chance for place, found in enumerate(lost)})
        return [
            Size(one.where, found.mean, found.low, found.high, told[place], one.theory)
            for place, (one, found) in enumerate(zip(others, lost, strict=True))
        ]

    def gain(self, policy: str) -> list[Size]:
        """Return what a lever adds in every scenario and under every theory."""
        lever = quoted(name_in_words("policy", policy, "en"))
        sizes: list[Size] = []
        for one in self.compared():
            if lever in one.settings.levers(one.place):
                found = one.settings.gain(one.place, lever)
                told = one.settings.told(one.place)[lever]
                sizes.append(Size(one.where, found.mean, found.low, found.high, told, one.theory))
        return [*sizes, *self.over_futures(policy)]

    def over_futures(self, policy: str) -> list[Size]:
        """Return what a lever adds on average over futures, and under answers that are apart."""
        sizes: list[Size] = []
        for each in self.of("robust"):
            tables = answer_of(each).tables
            frontier = tables["frontier"].set_index("policy")
            if policy not in frontier.index:
                continue
            row = frontier.loc[policy]
            gain, low, high = floats(row, "gain", "low", "high")
            believed = each.configuration.get("belief") is not None
            asked = each.option("theories")
            theory = LEFT if believed else ", ".join(asked) if asked else DRAWN
            sizes.append(Size(OVER, gain, low, high, bool(row["told"]), theory))
            answers = tables.get("gains_by_answer")
            if answers is not None and not believed:
                sizes += _apart(answers[answers["policy"] == policy])
        return sizes

    def worth(self, gate: str) -> list[Size]:
        """Return what opening a gate would bring in every scenario and under every theory."""
        found: dict[tuple[str, str], Size] = {}
        for each in self.of("attribute"):
            worth = answer_of(each).tables["worth"]
            for row in worth[worth["gate"] == gate].to_dict("records"):
                scenario, theory = _setting(each, str(row["setting"]))
                size, low, high = floats(row, "worth", "low", "high")
                where = unquoted(name_in_words("scenario", scenario, "en"))
                one = Size(where, size, low, high, bool(row["told"]), theory)
                found.setdefault((scenario, theory), one)
        return list(found.values())

    def worth_more(self, gate: str, other: str) -> list[Size]:
        """Return how much more one gate is worth than another; ends are those least in favour."""
        pairs = zip(self.worth(gate), self.worth(other), strict=True)
        return [
            Size(
                one.where,
                one.value - two.value,
                one.low - two.high,
                one.high - two.low,
                theory=one.theory,
            )
            for one, two in pairs
        ]

    def effect(self, condition: str, sign: int) -> list[Size]:
        """Return what the outcome gains over a condition's range, in every setting.

        From the tenth to the ninetieth part of the range, over all answers; then under each answer
        that is told apart in any setting.
        """
        factor, sizes = f"conditions.{condition}", list[Size]()
        apart: list[tuple[object, object]] = []
        for each in self.of("sensitivity"):
            tables = answer_of(each).tables
            row = tables["effects"].set_index("factor").loc[factor]
            indices = tables["indices"]
            told = indices.loc[indices["factor"] == factor, "told_from_dummy"].astype(bool).any()
            sizes.append(_turned(row, sign, each.where("en"), bool(told), DRAWN))
            answers = self._by_answer(each, factor)
            apart += [(row["question"], row["answer"]) for row in answers if row["apart"]]
        for question, answer in dict.fromkeys(apart):
            sizes += self._under(factor, sign, str(question), str(answer))
        return sizes

    def effect_under(self, condition: str, sign: int, switch: str) -> list[Size]:
        """Return the same under each answer to one open question, told apart or not."""
        factor, key = f"conditions.{condition}", f"theory.{switch}"
        answers = dict.fromkeys(
            str(row["answer"])
            for each in self.of("sensitivity")
            for row in self._by_answer(each, factor)
            if row["question"] == key
        )
        return [size for answer in answers for size in self._under(factor, sign, key, answer)]

    def _under(self, factor: str, sign: int, question: str, answer: str) -> Iterable[Size]:
        theory = f"{short_name(question)}={answer}"
        for each in self.of("sensitivity"):
            for row in self._by_answer(each, factor):
                if (row["question"], row["answer"]) == (question, answer):
                    yield _turned(row, sign, each.where("en"), True, theory)

    @staticmethod
    def _by_answer(each: Stored, factor: str) -> list[dict[Hashable, Any]]:
        table = answer_of(each).tables.get("effects_by_answer", pd.DataFrame(columns=["factor"]))
        rows: list[dict[Hashable, Any]] = table[table["factor"] == factor].to_dict("records")
        return rows


def _named(each: Stored, row: pd.Series, group: str) -> str:
    """Return which scenario or theory a point has, varied or not."""
    return str(row[group] if group in row else each.configuration["choices"][group])


def _setting(each: Stored, setting: str) -> tuple[str, str]:
    """Return scenario and theory of a setting that is named by what is varied of the two."""
    varied = [f.name for f in each.study.design().factors if f.name in ("scenario", "theory")]
    row = pd.Series(dict(zip(varied, setting.split(", "), strict=True)))
    return _named(each, row, "scenario"), _named(each, row, "theory")


def _without(one: Compared) -> npt.NDArray[np.float64]:
    return one.settings.values[one.place, one.settings.policies[0]]


def _apart(table: pd.DataFrame) -> list[Size]:
    """Return the gains under the answers that are told apart from the others."""
    sizes = []
    for row in table[table["apart"].astype(bool)].to_dict("records"):
        value, low, high = floats(row, "gain", "low", "high")
        theory = f"{short_name(str(row['question']))}={row['answer']}"
        sizes.append(Size(OVER, value, low, high, theory=theory))
    return sizes


def _turned(row: Any, sign: int, where: str, told: bool, theory: str) -> Size:
    """Return an effect towards where the source study expects it, its ends in order."""
    value, *ends = (end * sign for end in floats(row, "estimate", "low", "high"))
    return Size(where, value, min(ends), max(ends), told, theory)
