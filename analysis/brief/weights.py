"""How likely the situations of a comparison are taken to be, and what counts for what on average.

A situation that is likely counts three times as much as one that is only possible; where nobody
can say, it counts twice. A number of one's own may stand in the place of that.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.brief.evidence import Evidence, Ground
from analysis.brief.wording import Wording
from analysis.stored.summary import Estimate, estimate
from analysis.words.phrases import phrase
from analysis.words.titles import unquoted
from sim.errors import UserError, shown, unknown_name
from sim.words import Message
from sim.words.numbers import shortest

LIKELIHOODS = {"likely": 3.0, "unknown": 2.0, "possible": 1.0}
"""What a situation weighs that is likely, possible, or of which nobody can say."""
HIGHEST_WEIGHT = 100.0
NAMES: dict[str, tuple[str, str]] = {
    "likely": ("likely", "waarschijnlijk"),
    "possible": ("possible", "mogelijk"),
    "unknown": ("nobody knows", "niemand weet het"),
}
TEXTS: dict[str, tuple[str, str]] = {
    "weighed": ("weighed", "gewogen"),
    "each": ("{situation} {weight} ({likelihood})", "{situation} {weight} ({likelihood})"),
    "note": (
        " Weighed: the average over the situations, each counting for: {each}. The advice does not"
        " rest on these weights: it looks at each situation by itself.",
        " Gewogen: het gemiddelde over de situaties, die tellen voor: {each}. Het advies berust"
        " niet op deze gewichten: het kijkt naar elke situatie apart.",
    ),
    "futures": (
        " In the futures each situation comes up about as often.",
        " In de toekomsten komt elke situatie ongeveer even vaak voor.",
    ),
}


@dataclass(frozen=True, slots=True)
class Weight:
    """How likely a situation is.

    Attributes:
        likelihood: One of ``LIKELIHOODS``.
        given: The weight that somebody gave; None for that of the likelihood.
    """

    likelihood: str = "possible"
    given: float | None = None

    @property
    def weight(self) -> float:
        """What it weighs."""
        return LIKELIHOODS[self.likelihood] if self.given is None else self.given


def read_weights(text: str) -> list[Weight]:
    """Read weights as the command line has them, in the order of the situations.

    Args:
        text: As ``"likely,possible:2.5"``; empty for none.

    Raises:
        UserError: For anything else.
    """
    found = []
    for word in text.split(",") if text.strip() else ():
        likelihood, _, number = word.strip().partition(":")
        if likelihood not in LIKELIHOODS:
            raise unknown_name(Message("likelihood of a situation"), likelihood, LIKELIHOODS)
        found.append(Weight(likelihood, _weight(number) if number else None))
    return found


def _weight(text: str) -> float:
    try:
        weight = float(text)
    except ValueError:
        weight = math.nan
    if not 0.0 <= weight <= HIGHEST_WEIGHT:
        raise UserError(
            "weights: {text} is no weight; allowed: a number from 0 to {most:g}, with a point",
            text=shown(text),
            most=HIGHEST_WEIGHT,
        )
    return weight


@dataclass(frozen=True, slots=True)
class Weighed:
    """What each policy changes on average over the situations of a comparison.

    Attributes:
        grounds: The situations.
        weights: What each counts for.
    """

    grounds: Sequence[Ground]
    weights: Sequence[Weight]

    def gain(self, policy: str) -> Estimate | None:
        """Return what a policy changes; None where it did not meet all of them."""
        if any(policy not in ground.values for ground in self.grounds):
            return None
        parts = [
            each.weight * (ground.values[policy] - ground.values[ground.reference])
            for ground, each in zip(self.grounds, self.weights, strict=True)
        ]
        return estimate(np.sum(parts, axis=0) / sum(each.weight for each in self.weights))

    def head(self, wording: Wording) -> str:
        """Return the head of its column."""
        return phrase(TEXTS, "weighed", wording.language)

    def note(self, wording: Wording, futures: bool) -> str:
        """Say what each situation counts for.

        Args:
            wording: How situations are written.
            futures: Whether futures are held beside them, which know no weights.
        """
        language = wording.language
        said = [
            phrase(
                TEXTS,
                "each",
                language,
                situation=unquoted(wording.place(ground)),
                weight=shortest(each.weight, language),
                likelihood=NAMES[each.likelihood][language == "nl"],
            )
            for ground, each in zip(self.grounds, self.weights, strict=True)
        ]
        more = phrase(TEXTS, "futures", language) if futures else ""
        return phrase(TEXTS, "note", language, each=", ".join(said)) + more


def weighed_in(evidence: Evidence, weights: Sequence[Weight], wording: Wording) -> Weighed | None:
    """Return what counts for what; None where nobody said.

    Raises:
        UserError: Where they are not one for each situation, or all of them 0.
    """
    if not weights:
        return None
    grounds = [ground for ground in evidence.grounds if not ground.futures]
    if len(grounds) != len(weights) or len({ground.count for ground in grounds}) > 1:
        raise UserError(
            "weights: {count} are given, and {situations} situations were compared; allowed: one "
            "for each, in their order ({names})",
            count=len(weights),
            situations=len(grounds),
            names=", ".join(unquoted(wording.place(ground)) for ground in grounds) or "-",
        )
    if not sum(each.weight for each in weights) > 0.0:
        raise UserError("weights: all are 0; allowed: at least one above 0")
    return Weighed(grounds, weights) if len(grounds) > 1 else None
