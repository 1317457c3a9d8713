"""The words of the field and of the method, each with what it means, in English and Dutch.

A page, a report or a hover takes them from here; what outcomes mean is declared with them, in
``sim.outcomes``.
"""

from __future__ import annotations

from dataclasses import dataclass

from sim.outcomes import DECLARED


@dataclass(frozen=True, slots=True)
class Term:
    """A word and what it means.

    Attributes:
        en: The word in English.
        nl: The same in Dutch, as the field has it.
        meaning_en: What it means, in a sentence.
        meaning_nl: The same in Dutch.
        also: Other words by which people look for it.
    """

    en: str
    nl: str
    meaning_en: str
    meaning_nl: str
    also: tuple[str, ...] = ()


FIELD: tuple[Term, ...] = (
    Term(
        "military support",
        "militaire bijstand",
        "People and means of Defence that work under the authority of the police, or of another"
        " civil authority, for a task that is not theirs (Politiewet 2012, art. 57 to 59).",
        "Mensen en middelen van Defensie die onder gezag van de politie, of een ander civiel gezag,"
        " werken aan een taak die niet de hunne is (Politiewet 2012, art. 57 tot en met 59).",
        ("bijstand", "support", "steun"),
    ),
    Term(
        "spare capacity",
        "restcapaciteit",
        "What is left of a unit's people after its own tasks, its reserve and its promises; only"
        " that can be lent.",
        "Wat er van de mensen van een eenheid overblijft na eigen taken, reserve en toezeggingen;"
        " alleen dat kan worden uitgeleend.",
        ("personeel", "capaciteit", "people", "capacity"),
    ),
    Term(
        "assessment framework",
        "afwegingskader",
        "Written agreement on how a request is weighed: by which criteria, by whom, in which time.",
        "Schriftelijke afspraak over hoe een aanvraag wordt gewogen: naar welke criteria, door wie,"
        " binnen welke tijd.",
        ("framework", "afspraken"),
    ),
    Term(
        "need",
        "behoefte",
        "Work that arises and may be more than one's own people can do; whether support is"
        " asked for is another matter.",
        "Werk dat ontstaat en meer kan zijn dan eigen mensen aankunnen; of er om steun wordt"
        " gevraagd is een andere zaak.",
        ("hulpvraag",),
    ),
    Term(
        "shortage",
        "tekort",
        "What a need leaves open after the requester's own people; collaboration may close it.",
        "Wat een behoefte openlaat na de eigen mensen van de vrager; samenwerking kan het dichten.",
        ("gap",),
    ),
    Term(
        "request",
        "aanvraag",
        "The formal question for support, along the desks that law and custom prescribe.",
        "De formele vraag om steun, langs de loketten die wet en gewoonte voorschrijven.",
        ("verzoek",),
    ),
    Term(
        "mandate",
        "mandaat",
        "Who may decide on support without asking further; without it a request goes up the line.",
        "Wie zonder verder te vragen over steun mag besluiten; zonder dat gaat een aanvraag de lijn"
        " omhoog.",
        ("mogen", "bevoegdheid"),
    ),
    Term(
        "the gates want, can and may",
        "de poorten willen, kunnen en mogen",
        "What must be open for support to come: will on both sides, people and means, law and"
        " consent (the Triade).",
        "Wat open moet staan voordat steun komt: bereidheid aan beide kanten, mensen en middelen,"
        " recht en toestemming (de Triade).",
        ("poort", "gate", "Triade"),
    ),
    Term(
        "own tasks",
        "eigen taken",
        "What a unit is there for; people who are lent cannot do it meanwhile.",
        "Waarvoor een eenheid er is; wie uitgeleend is kan dat intussen niet doen.",
        ("hoofdtaak",),
    ),
    Term(
        "lever",
        "maatregel",
        "One thing that somebody could really do, with its cost in people and euro; a policy is"
        " one or several.",
        "Eén ding dat iemand werkelijk zou kunnen doen, met zijn kosten in mensen en euro; beleid"
        " is er één of meer.",
        ("beleid", "policy"),
    ),
)
METHOD: tuple[Term, ...] = (
    Term(
        "run",
        "run",
        "The model worked through once, with one draw of chance: an example, no finding.",
        "Het model één keer doorgerekend, met één trekking van het toeval: een voorbeeld, geen"
        " bevinding.",
    ),
    Term(
        "seed",
        "seed",
        "The number that fixes the draw of chance; the same seed gives the same incidents, so that"
        " two settings can be compared on them.",
        "Het getal dat de trekking van het toeval vastlegt; dezelfde seed geeft dezelfde"
        " incidenten, zodat twee situaties daarop te vergelijken zijn.",
    ),
    Term(
        "95% interval",
        "95%-interval",
        "Run again with other chance, the mean would lie in such an interval 95 times out of 100;"
        " it does not say how sure the model is.",
        "Met ander toeval opnieuw gedraaid ligt het gemiddelde in 95 van de 100 keer in zo'n"
        " interval; het zegt niet hoe zeker het model is.",
    ),
    Term(
        "percentage point",
        "procentpunt",
        "The difference of two percentages: from 40% to 43% is 3 percentage points.",
        "Het verschil van twee percentages: van 40% naar 43% is 3 procentpunt.",
    ),
    Term(
        "told apart",
        "te onderscheiden",
        "The runs show a difference that chance alone would hardly give; what is not told apart may"
        " still differ.",
        "De runs laten een verschil zien dat toeval alleen nauwelijks zou geven; wat niet te"
        " onderscheiden is, kan nog steeds verschillen.",
    ),
    Term(
        "scenario",
        "scenario",
        "What happens: when, how long, and which needs it brings.",
        "Wat er gebeurt: wanneer, hoe lang, en welke behoeften het brengt.",
    ),
    Term(
        "theory",
        "theorie",
        "A reading of the source study where it leaves a question open, such as what trust does.",
        "Een lezing van de bronstudie waar die een vraag openlaat, zoals wat vertrouwen doet.",
    ),
    Term(
        "condition",
        "voorwaarde",
        "A number that says how things stand, such as the trust at the start; most are judgements"
        " with a range.",
        "Een getal dat zegt hoe de zaken staan, zoals het vertrouwen aan het begin; de meeste zijn"
        " oordelen met een bereik.",
    ),
    Term(
        "future",
        "toekomst",
        "A scenario, a theory and a draw of all conditions; a share of futures is no probability.",
        "Een scenario, een theorie en een trekking van alle voorwaarden; een aandeel toekomsten is"
        " geen kans.",
    ),
    Term(
        "regret",
        "spijt",
        "What a policy leaves behind the best one of the same future.",
        "Wat een beleid achterblijft bij het beste van dezelfde toekomst.",
    ),
    Term(
        "prior",
        "prior",
        "A range that was judged and not measured; a study draws from it.",
        "Een bereik dat beoordeeld is en niet gemeten; een studie trekt daaruit.",
    ),
)
OUTCOMES: tuple[Term, ...] = tuple(
    Term(outcome.title_en, outcome.title_nl, outcome.meaning_en, outcome.meaning_nl)
    for outcome in DECLARED.values()
)
TERMS = (*FIELD, *METHOD, *OUTCOMES)


def meaning_of(word: str, language: str) -> str:
    """Return what a word means, in whichever language it is written; empty where nobody says."""
    sought = word.casefold()
    for term in TERMS:
        if sought in {each.casefold() for each in (term.en, term.nl, *term.also)}:
            return term.meaning_nl if language == "nl" else term.meaning_en
    return ""
