"""The questions that the source study leaves open, each a switch, and the answers to them.

The study contradicts itself, or its two causal figures differ, on each of these. None is settled
silently: a theory is one value per switch, and every analysis can run over all of them. Switch S2
(is capacity a mediator?) has no entry of its own: it is the condition ``reserve_response``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sim.setting.theories.level import STANDARDISED
from sim.words import Message, in_language


@dataclass(frozen=True, slots=True)
class Switch:
    """One open question and the answers that may be given to it.

    Attributes:
        name: The key, as in ``theory.trust=moderator``.
        symbol: The number under which the documentation discusses it.
        question: The question in words.
        answers: The possible answers in words, by their key; the default first.
        source: Where the study (or the literature) takes the positions.
    """

    name: str
    symbol: str
    question: Message
    answers: Mapping[str, Message]
    source: str

    @property
    def question_en(self) -> str:
        """The question in English."""
        return str(self.question)

    @property
    def question_nl(self) -> str:
        """The question in Dutch."""
        return str(in_language(self.question, "nl"))

    @property
    def values(self) -> tuple[str, ...]:
        """The keys of its answers; their place is the code in the rules."""
        return tuple(self.answers)

    def answer(self, value: str, language: str) -> str:
        """Return an answer in words."""
        return str(in_language(self.answers[value], language))


SWITCHES: dict[str, Switch] = {
    switch.name: switch
    for switch in (
        Switch(
            "gates",
            "S1",
            Message("How do willing, able and allowed combine?"),
            {
                "product": Message("product: all three, independently"),
                "minimum": Message("minimum: the tightest decides"),
                "compensatory": Message("they make up for each other"),
            },
            "thesis §2.4 (Triade); Siemsen, Roth & Balasubramanian 2008",
        ),
        Switch(
            "trust",
            "S3",
            Message("What does trust do?"),
            {
                "none": Message("nothing"),
                "moderator": Message("strengthens or weakens willingness"),
                "driver": Message("a driver of its own"),
            },
            "thesis §4.2.4, three voices",
        ),
        Switch(
            "formality",
            "S4",
            Message("What does formalisation do to trust?"),
            {
                "neutral": Message("nothing"),
                "strengthens": Message("strengthens it"),
                "undermines": Message("undermines it"),
            },
            "thesis §2.2",
        ),
        Switch(
            "procedure",
            "S5",
            Message("Does a long procedure lower willingness?"),
            {
                "yes": Message("yes"),
                "no": Message("no"),
            },
            "thesis §4.2.1, §4.3.1",
        ),
        Switch(
            "aversion",
            "S6",
            Message("What does repeated visible deployment do to society's aversion?"),
            {
                "sensitises": Message("raises it"),
                "neutral": Message("nothing"),
                "habituates": Message("lowers it"),
            },
            "thesis §4.3.1",
        ),
        Switch(
            "clarity",
            "S7",
            Message("Does clarity work on barriers only, or on the gain too?"),
            {
                "barrier": Message("on barriers only"),
                "general": Message("on the gain too"),
            },
            "thesis §4.6 (figure 2) against §2.9 (figure 1)",
        ),
        Switch(
            "information",
            "S8",
            Message("Is sharing information a risk as well as a benefit?"),
            {
                "risk": Message("benefit and risk"),
                "benefit": Message("benefit only"),
            },
            "thesis §4.3.1",
        ),
        Switch(
            "informal",
            "S9",
            Message("What happens when informal work is discovered?"),
            {
                "suppress": Message("it is suppressed"),
                "seed": Message("it seeds an agreement"),
            },
            "thesis §4.2.2 against §6.1",
        ),
        Switch(
            "definition",
            "S10",
            Message("Does a shared definition add value, or do plural perspectives?"),
            {
                "shared": Message("a shared definition"),
                "plural": Message("plural perspectives"),
            },
            "thesis §2.5",
        ),
        Switch(
            "drivers",
            "S11",
            Message(
                "Do the drivers of willingness add up, must they be in balance, or does the weakest"
                " count?"
            ),
            {
                "sum": Message("they add up"),
                "balanced": Message("they must be in balance"),
                "weakest": Message("the weakest counts"),
            },
            "thesis §4.1",
        ),
        Switch(
            "trust_level",
            "S12",
            Message("Who holds trust: the two units, or the two organisations?"),
            {
                "pair": Message("the two units"),
                "organisation": Message("the two organisations"),
            },
            "level not stated in the thesis",
        ),
    )
}

QUESTIONS: dict[str, Switch] = {
    **SWITCHES,
    "level": Switch(
        "level",
        "",
        Message("How are theories brought to one level before they are compared?"),
        {
            STANDARDISED: Message("same mean and spread, and as much passes"),
            "level": Message("same mean, and as much passes"),
            "raw": Message("not: each as it stands"),
        },
        "assumption",
    ),
}
"""What ``theory.<key>`` answers: each open question, and the one on how answers are compared."""
