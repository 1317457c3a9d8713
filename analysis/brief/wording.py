"""How policies, places, costs and differences are written in an advice."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analysis.brief.evidence import Evidence, Ground
from analysis.words.costs import million_euro, persons_away
from analysis.words.factors import factor_name
from analysis.words.labels import label_of, number
from analysis.words.phrases import change, listed, phrase
from analysis.words.titles import quoted
from experiments.design.point import name_in_words
from sim.setting.theories.theory import QUESTIONS
from sim.words import numbers

SMALL_IN_WORDS = ("2 percentage points", "2 procentpunt")
TEXTS: dict[str, tuple[str, str]] = {
    "runs": ("{count} runs of each setting", "{count} runs per situatie"),
    "pairs": (
        "{count} of {all} (the outcome does not exist in the others)",
        "{count} van {all} (in de andere bestaat de uitkomst niet)",
    ),
    "one_run": ("one run of each setting", "één run per situatie"),
    "futures": ("{count} futures", "{count} toekomsten"),
    "all_futures": ("the average of {count} futures", "het gemiddelde van {count} toekomsten"),
    "scenario_theory": ("{scenario} with {theory}", "{scenario} met {theory}"),
    "under": ("{size} under {where}", "{size} bij {where}"),
    "leader": ("under {where} {policy} does best", "bij {where} doet {policy} het het beste"),
    "leaders": (
        "under {where} {policy} do best and are not told apart",
        "bij {where} doen {policy} het het beste en zijn zij niet te onderscheiden",
    ),
    "no_leader": ("under {where} none is told better", "bij {where} is niets aantoonbaar beter"),
    "worse": ("under {where} {policy} does worse", "bij {where} doet {policy} het slechter"),
    "person": ("{count} person", "{count} persoon"),
    "persons": ("{count} persons", "{count} personen"),
    "money": ("€ {amount} million a year", "€ {amount} miljoen per jaar"),
    "no_money": ("nothing in euro", "niets in euro"),
    "cost": ("{policy} {persons} and {money}", "{policy} {persons} en {money}"),
    "unknown_cost": (
        "{policy} {persons}, euro unknown",
        "{policy} {persons}, euro onbekend",
    ),
    "answer": ("{question}: {answer}", "{question}: {answer}"),
    "others": ("{count} places more", "nog {count} plaatsen"),
}
MOST_PLACES = 3


@dataclass(frozen=True, slots=True)
class Wording:
    """Writes what an advice names.

    Attributes:
        evidence: What the advice rests on.
        language: "en" or "nl".
    """

    evidence: Evidence
    language: str

    @property
    def outcome(self) -> str:
        """The outcome."""
        return label_of(self.evidence.outcome).name(self.language)

    @property
    def reference(self) -> str:
        """What policies are held against."""
        return self.names(dict.fromkeys(g.reference for g in self.evidence.grounds))

    @property
    def small(self) -> str:
        """The smallest difference of interest."""
        return SMALL_IN_WORDS[self.language == "nl"]

    @property
    def fewest(self) -> str:
        """How many runs or futures there are where there are fewest."""
        ground = min(self.evidence.grounds, key=lambda g: g.pairs)
        if ground.pairs == ground.count:
            return self.count(ground)
        return self._say("pairs", count=ground.pairs, all=self.count(ground))

    @property
    def theory(self) -> str:
        """The theories that were tried."""
        grounds = (*self.evidence.grounds, *self.evidence.parts)
        return listed(
            dict.fromkeys(self._title("theory", g.theory) for g in grounds if g.theory),
            self.language,
        )

    def name(self, policy: str | None) -> str:
        """Return a policy's title in quotes."""
        return self._title("policy", str(policy))

    def names(self, policies: Iterable[str]) -> str:
        """Return several as a sentence lists them."""
        return listed(map(self.name, policies), self.language)

    def effect(self, policy: str | None) -> str:
        """Return what a policy changes of the outcome where it was first held against something."""
        ground = next(g for g in self.evidence.grounds if str(policy) in g.gains)
        gain = ground.gains[str(policy)]
        unit = label_of(ground.outcome).unit
        size = change(unit, self.language, gain.mean, gain.low, gain.high)
        size = f"{quoted(self.outcome)} {size}"
        if len(self.evidence.grounds) == 1:
            return size
        return self._say("under", size=size, where=self.place(ground))

    def change(self, size: float) -> str:
        """Return the size of a difference."""
        unit = label_of(self.evidence.outcome).unit
        written = number(size, unit, self.language)
        return f"{written} {label_of(self.evidence.outcome).unit_of_change(self.language)}"

    def whole(self, count: int) -> str:
        """Return a count, its thousands apart."""
        return numbers.number(count, 0, self.language, grouped=True)

    def persons(self, policy: str | None) -> str:
        """Return how many persons a policy takes away from their units."""
        plain = persons_away(self.evidence.costs[str(policy)], self.language)
        return self._say("person" if plain == "1" else "persons", count=plain)

    def money(self, policy: str | None) -> str:
        """Return what a policy costs in euro beside pay, where that is known."""
        cost = self.evidence.costs[str(policy)]
        if cost.money == 0.0:
            return self._say("no_money")
        return self._say("money", amount=million_euro(cost, self.language))

    def costs(self, policies: Sequence[str]) -> str:
        """Return what several policies cost."""
        said = []
        for policy in policies:
            known = not math.isnan(self.evidence.costs[policy].money)
            words = {"policy": self.name(policy), "persons": self.persons(policy)}
            words |= {"money": self.money(policy)} if known else {}
            said.append(self._say("cost" if known else "unknown_cost", **words))
        return "; ".join(said)

    def leaders(self) -> str:
        """Return who does best in each place."""
        said = []
        for ground in self.evidence.grounds:
            found, where = ground.leaders(), self.place(ground)
            worse = [p for p in ground.policies if ground.worse(p)]
            key = "leader" if len(found) == 1 else "leaders" if found else "no_leader"
            if not found and worse:
                key, found = "worse", worse[:1]
            said.append(self._say(key, where=where, policy=self.names(found)))
        return "; ".join(said[: MOST_PLACES + 1])

    def place(self, ground: Ground) -> str:
        """Return where policies met: a scenario, with its theory where there are several."""
        if ground.answer:
            question, answer = ground.answer
            said = QUESTIONS[question.partition(".")[2]].answer(answer, self.language)
            name = factor_name(question, self.language)
            return self._say("answer", question=name, answer=said)
        if not ground.scenario:
            return self._say("all_futures", count=self.whole(ground.count))
        scenario = self._title("scenario", ground.scenario)
        theories = {g.theory for g in (*self.evidence.grounds, *self.evidence.parts) if g.theory}
        if len(theories) < 2:
            return scenario
        theory = self._title("theory", ground.theory)
        return self._say("scenario_theory", scenario=scenario, theory=theory)

    def missing(self, policies: Sequence[str]) -> str:
        """Return the places in which some of several policies were not tried."""
        grounds = self.evidence.grounds
        return self.places([g for g in grounds if any(p not in g.gains for p in policies)])

    def places(self, grounds: Sequence[Ground]) -> str:
        """Return several places; of many the first ones, and how many more there are."""
        names = list(dict.fromkeys(map(self.place, grounds)))
        more = len(names) - MOST_PLACES
        shown = names if more <= 1 else [*names[:MOST_PLACES], self._say("others", count=more)]
        return listed(shown, self.language)

    def count(self, ground: Ground) -> str:
        """Return how many runs or futures a ground has."""
        if ground.futures:
            return self._say("futures", count=ground.count)
        return self._say("one_run" if ground.count == 1 else "runs", count=ground.count)

    def _title(self, group: str, name: str) -> str:
        return quoted(name_in_words(group, name, self.language))

    def _say(self, key: str, **values: object) -> str:
        return phrase(TEXTS, key, self.language, **values)
