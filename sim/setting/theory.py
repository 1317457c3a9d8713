"""The rival theories: twelve questions that the source study leaves open, each a switch.

The study contradicts itself, or its two causal figures differ, on each of these. None is settled
silently: a theory is one value per switch, and every analysis can run over all of them. Switch S2
(is capacity a mediator?) has no entry of its own: it is the condition ``reserve_response``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from sim.conditions import Conditions
from sim.errors import UserError, a_mapping, inside, shown, unknown_name
from sim.setting.configuration import read_named
from sim.setting.level import NEUTRAL, STANDARDISED, Level, checked_level
from sim.words import LANGUAGES, Message


@dataclass(frozen=True, slots=True)
class Switch:
    """One open question and the answers that may be given to it.

    Attributes:
        name: The key, as in ``theory.trust=moderator``.
        symbol: The number under which the documentation discusses it.
        question_en: The question in English.
        question_nl: The question in Dutch.
        answers: The possible answers in words, English and Dutch, by their key; the default first.
        source: Where the study (or the literature) takes the positions.
    """

    name: str
    symbol: str
    question_en: str
    question_nl: str
    answers: Mapping[str, tuple[str, str]]
    source: str

    @property
    def values(self) -> tuple[str, ...]:
        """The keys of its answers; their place is the code in the rules."""
        return tuple(self.answers)

    def answer(self, value: str, language: str) -> str:
        """Return an answer in words."""
        return self.answers[value][LANGUAGES.index(language)]


SWITCHES: dict[str, Switch] = {
    switch.name: switch
    for switch in (
        Switch(
            "gates", "S1", "How do willing, able and allowed combine?",
            "Hoe combineren willen, kunnen en mogen?",
            {
                "product": (
                    "product: all three, independently", "product: alle drie, onafhankelijk",
                ),
                "minimum": ("minimum: the tightest decides", "minimum: de krapste beslist"),
                "compensatory": ("they make up for each other", "zij vullen elkaar aan"),
            },
            "thesis §2.4 (Triade); Siemsen, Roth & Balasubramanian 2008",
        ),
        Switch(
            "trust", "S3", "What does trust do?", "Wat doet vertrouwen?",
            {
                "none": ("nothing", "niets"),
                "moderator": (
                    "strengthens or weakens willingness", "versterkt of verzwakt bereidheid",
                ),
                "driver": ("a driver of its own", "een eigen drijfveer"),
            }, "thesis §4.2.4, three voices",
        ),
        Switch(
            "formality", "S4", "What does formalisation do to trust?",
            "Wat doet formaliseren met vertrouwen?",
            {
                "neutral": ("nothing", "niets"),
                "strengthens": ("strengthens it", "versterkt het"),
                "undermines": ("undermines it", "ondermijnt het"),
            }, "thesis §2.2",
        ),
        Switch(
            "procedure", "S5", "Does a long procedure lower willingness?",
            "Verlaagt een lange procedure de bereidheid?",
            {
                "yes": ("yes", "ja"),
                "no": ("no", "nee"),
            }, "thesis §4.2.1, §4.3.1",
        ),
        Switch(
            "aversion", "S6", "What does repeated visible deployment do to society's aversion?",
            "Wat doet herhaalde zichtbare inzet met de maatschappelijke aversie?",
            {
                "sensitises": ("raises it", "verhoogt het"),
                "neutral": ("nothing", "niets"),
                "habituates": ("lowers it", "verlaagt het"),
            }, "thesis §4.3.1",
        ),
        Switch(
            "clarity", "S7", "Does clarity work on barriers only, or on the gain too?",
            "Werkt duidelijkheid alleen op barrières, of ook op de opbrengst?",
            {
                "barrier": ("on barriers only", "alleen op barrières"),
                "general": ("on the gain too", "ook op de opbrengst"),
            }, "thesis §4.6 (figure 2) against §2.9 (figure 1)",
        ),
        Switch(
            "information", "S8", "Is sharing information a risk as well as a benefit?",
            "Is informatie delen naast winst ook een risico?",
            {
                "risk": ("benefit and risk", "winst en risico"),
                "benefit": ("benefit only", "alleen winst"),
            }, "thesis §4.3.1",
        ),
        Switch(
            "informal", "S9", "What happens when informal work is discovered?",
            "Wat gebeurt er als informele samenwerking wordt ontdekt?",
            {
                "suppress": ("it is suppressed", "wordt onderdrukt"),
                "seed": ("it seeds an agreement", "wordt een afspraak"),
            }, "thesis §4.2.2 against §6.1",
        ),
        Switch(
            "definition", "S10", "Does a shared definition add value, or do plural perspectives?",
            "Voegt een gedeelde definitie waarde toe, of juist meerdere perspectieven?",
            {
                "shared": ("a shared definition", "een gedeelde definitie"),
                "plural": ("plural perspectives", "meerdere perspectieven"),
            }, "thesis §2.5",
        ),
        Switch(
            "drivers", "S11",
            "Do the drivers of willingness add up, must they be in balance, or does the weakest"
            " count?",
            "Tellen de drijfveren op, moeten zij in balans zijn, of telt de zwakste?",
            {
                "sum": ("they add up", "zij tellen op"),
                "balanced": ("they must be in balance", "zij moeten in balans zijn"),
                "weakest": ("the weakest counts", "de zwakste telt"),
            }, "thesis §4.1",
        ),
        Switch(
            "trust_level", "S12", "Who holds trust: the two units, or the two organisations?",
            "Wie draagt het vertrouwen: de twee eenheden of de twee organisaties?",
            {
                "pair": ("the two units", "de twee eenheden"),
                "organisation": ("the two organisations", "de twee organisaties"),
            }, "level not stated in the thesis",
        ),
    )
}  # fmt: skip

QUESTIONS: dict[str, Switch] = {
    **SWITCHES,
    "level": Switch(
        "level", "", "How are theories brought to one level before they are compared?",
        "Hoe worden theorieën op één niveau gebracht voordat zij worden vergeleken?",
        {
            STANDARDISED: (
                "same mean and spread, and as much passes",
                "zelfde gemiddelde en spreiding, en evenveel slaagt",
            ),
            "level": (
                "same mean, and as much passes", "zelfde gemiddelde, en evenveel slaagt"
            ),
            "raw": ("not: each as it stands", "niet: elk zoals zij is"),
        },
        "assumption",
    ),
}  # fmt: skip
"""What ``theory.<key>`` answers: each open question, and the one on how answers are compared."""

THEORY_DTYPE = np.dtype(
    [(name, np.int64) for name in SWITCHES] + [(name, np.float64) for name in Level._fields]
)
"""The record that the rules read: a code per switch, then the theory's level."""


@dataclass(frozen=True, slots=True)
class Theory:
    """One answer to every open question.

    Attributes:
        choices: The chosen value per switch; switches left out take their default.
        conditions: Conditions that the theory fixes (figure 1 sets ``reserve_response`` to 0).
        name: What the theory is called in tables.
        level: How it is brought to the level of ``figure_2``: "standardised" (mean and spread of
            the index, then the share that passes), "level" (mean, then the share) or "raw".
    """

    choices: Mapping[str, str]
    conditions: Mapping[str, float]
    name: str = "figure_2"
    level: str = STANDARDISED

    def __post_init__(self) -> None:
        """Refuse switches and values that do not exist, and fill in the defaults."""
        for name, value in self.choices.items():
            if name not in SWITCHES:
                raise unknown_name("theory switch", name, SWITCHES)
            if value not in SWITCHES[name].values:
                raise unknown_name(
                    Message("value of theory.{name}", name=name), value, SWITCHES[name].values
                )
        checked_level(self.level)
        complete = {name: self.choices.get(name, s.values[0]) for name, s in SWITCHES.items()}
        object.__setattr__(self, "choices", complete)

    @property
    def answers(self) -> dict[str, str]:
        """The choices and the level: an answer to each of ``QUESTIONS``."""
        return {**self.choices, "level": self.level}

    def answers_unlike(self, other: Theory) -> dict[str, str]:
        """Return the answers that are not those of another theory."""
        theirs = other.answers
        return {name: value for name, value in self.answers.items() if value != theirs[name]}

    def with_choices(self, answers: Mapping[str, str], name: str | None = None) -> Theory:
        """Return the theory with some answers given otherwise, its level where it is among them."""
        choices = {**self.answers, **answers}
        level = choices.pop("level")
        return Theory(choices, self.conditions, name or self.name, level)

    def to_record(self, level: Level = NEUTRAL) -> npt.NDArray[Any]:
        """Return the choices as codes, and a level: a record array of length 1."""
        codes = tuple(s.values.index(self.choices[name]) for name, s in SWITCHES.items())
        return np.array([(*codes, *level)], THEORY_DTYPE).view(np.recarray)


def load_theory(theory: str | Mapping[str, Any] | Theory = "figure_2") -> Theory:
    """Return a theory from its name, from a mapping of switches, or as it is.

    Args:
        theory: The name of a file in ``conf/theory``, a mapping such as ``{"trust": "driver"}``
            on top of the defaults, or a ``Theory``.

    Raises:
        UserError: For a theory, switch or value that does not exist.
    """
    if isinstance(theory, Theory):
        return theory
    name = theory if isinstance(theory, str) else "own"
    content = dict(read_named("theory", theory) if isinstance(theory, str) else theory)
    conditions = _checked(content.pop("conditions", None), Message("theory '{name}'", name=name))
    if isinstance(theory, str) and "level" in content:
        raise UserError(
            "theory '{name}': its file says how it is compared (level); allowed: "
            "theory.level= where it is run, the same for all theories",
            name=name,
        )
    level = checked_level(content.pop("level", STANDARDISED))
    described = ("title_", "description_", "section")
    choices = {k: v for k, v in content.items() if not k.startswith(described)}
    for key, value in choices.items():
        if not isinstance(value, str):
            raise UserError(
                "theory '{name}': switch '{key}' is {value}; give a word in quotes",
                name=name,
                key=key,
                value=shown(value),
            )
    return Theory(choices, conditions, name, level)


def _checked(content: object, place: str) -> dict[str, float]:
    values = a_mapping(content, inside(place, "conditions"))
    try:
        return Conditions(values).given()
    except UserError as error:
        raise UserError("{place}: {error}", place=place, error=error) from None
