"""All outcomes. Where not said otherwise they are over needs without consent in advance."""

from __future__ import annotations

from sim.outcomes.declare import Outcome
from sim.outcomes.paired import PAIRED
from sim.state.codes import END_STATES

PRIMARY = "gap_closed"

STRATA = (
    "gap_closed_police", "gap_closed_defence", "gap_closed_visible", "gap_closed_other",
    "gap_closed_window",
)  # fmt: skip
"""The primary outcome by who asks, by whether society sees force, and during the crisis."""

END_STATE_TITLES: dict[str, tuple[str, str]] = {
    "open": ("still open at the end", "nog open aan het einde"),
    "alone": ("met by own people", "zelf vervuld"),
    "not_asked": ("not asked", "niet gevraagd"),
    "withdrawn_in_consultation": ("withdrawn in consultation", "ingetrokken in vooroverleg"),
    "refused": ("refused", "geweigerd"),
    "no_capacity": ("no capacity", "geen capaciteit"),
    "not_permitted": ("not permitted", "niet toegestaan"),
    "too_late": ("decided too late", "te laat besloten"),
    "no_go": ("no-go (weather, technique)", "no-go (weer, techniek)"),
    "supported": ("supported", "gesteund"),
    "support_withdrawn": ("support withdrawn", "steun teruggetrokken"),
}

_GOOD_ENDS = ("alone", "supported")
_NEUTRAL_ENDS = ("open", "withdrawn_in_consultation")


def _share_of(state: str) -> Outcome:
    en, nl = END_STATE_TITLES[state]
    return Outcome(
        f"share_{state}",
        "share",
        "good" if state in _GOOD_ENDS else "neutral" if state in _NEUTRAL_ENDS else "bad",
        f"Needs: {en}",
        f"Behoeften: {nl}",
        f"Share of needs that ended so: {en}.",
        f"Deel van de behoeften dat zo eindigde: {nl}.",
    )


_GAP = (
    Outcome(
        PRIMARY, "share", "good",
        "Gap closed by collaboration", "Tekort gedicht door samenwerking",
        "Y: what support added over what own people left open, both weighted by severity. "
        "Does not exist where nothing was left open.",
        "Y: wat steun toevoegde gedeeld door wat eigen mensen open lieten, beide gewogen naar "
        "ernst. Bestaat niet waar niets open bleef.", in_table=True,
    ),
    Outcome(
        "gap_closed_all", "share", "good",
        "Gap closed, all needs", "Tekort gedicht, alle behoeften",
        "The same over all needs, those with consent in advance too.",
        "Hetzelfde over alle behoeften, ook die met toestemming vooraf.",
    ),
    Outcome(
        "gap_closed_person_days", "share", "good",
        "Gap closed, by person-days", "Tekort gedicht, naar persoonsdagen",
        "The same, also weighted by persons times days needed, so that few large needs count.",
        "Hetzelfde, ook gewogen naar benodigde personen maal dagen, zodat weinig grote tellen.",
    ),
    Outcome(
        "gap_closed_police", "share", "good",
        "Gap closed, needs of {civil}", "Tekort gedicht, behoeften van {civil}",
        "The same over the needs of {civil}. Does not exist where these left no gap.",
        "Hetzelfde over de behoeften van {civil}. Bestaat niet waar deze geen tekort "
        "lieten.",
    ),
    Outcome(
        "gap_closed_defence", "share", "good",
        "Gap closed, needs of {military}", "Tekort gedicht, behoeften van {military}",
        "The same over the needs of {military}. Does not exist where these left no gap.",
        "Hetzelfde over de behoeften van {military}. Bestaat niet waar deze geen tekort "
        "lieten.",
    ),
    Outcome(
        "gap_closed_visible", "share", "good",
        "Gap closed, visible force", "Tekort gedicht, zichtbaar machtsvertoon",
        "The same over needs that take force in sight of society, as riots and guards: a "
        "visible_force of 0.5 or more. Does not exist where these left no gap.",
        "Hetzelfde over behoeften met machtsvertoon in het zicht van de samenleving, zoals rellen "
        "en bewaking: een visible_force van 0,5 of meer. Bestaat niet waar deze geen tekort "
        "lieten.",
    ),
    Outcome(
        "gap_closed_other", "share", "good",
        "Gap closed, no visible force", "Tekort gedicht, zonder machtsvertoon",
        "The same over all other needs: a visible_force below 0.5. Does not exist where these left "
        "no gap.",
        "Hetzelfde over alle andere behoeften: een visible_force onder 0,5. Bestaat niet waar deze "
        "geen tekort lieten.",
    ),
    Outcome(
        "gap_closed_window", "share", "good",
        "Gap closed, during the crisis", "Tekort gedicht, tijdens de crisis",
        "The same over needs that arise in the scenario's windows that pass, joined, or are its "
        "single needs. Does not exist without such a window.",
        "Hetzelfde over behoeften die ontstaan in de tijdelijke vensters van het scenario, "
        "samengenomen, of er de losse behoeften van zijn. Bestaat niet zonder zo'n venster.",
    ),
    Outcome(
        "alone", "share", "good",
        "Need met, own people alone", "Behoefte vervuld, zonder steun",
        "Severity-weighted share of the needs that own people met.",
        "Naar ernst gewogen deel van de behoeften dat eigen mensen vervulden.", in_table=True,
    ),
    Outcome(
        "together", "share", "good",
        "Need met, with support", "Behoefte vervuld, met steun",
        "Severity-weighted share of the needs that was met, support included.",
        "Naar ernst gewogen deel van de behoeften dat vervuld werd, steun inbegrepen.",
        in_table=True,
    ),
    Outcome(
        "added_value", "value", "good",
        "Added value, before cost", "Meerwaarde voor aftrek kosten",
        "Sum of severity times what support added.",
        "Som van ernst maal wat steun toevoegde.",
    ),
    Outcome(
        "net_added_value", "value", "good",
        "Net added value", "Netto meerwaarde",
        "Added value less the cost of the people sent (unit_cost per 100 person-days). What is "
        "added counts once a need, however large or long, the cost every day of all: some ten "
        "deployments of months decide it, and below 0 does not say that support costs more than "
        "it is worth.",
        "Meerwaarde min de kosten van wie gezonden werd (unit_cost per 100 persoonsdagen). Wat er "
        "bijkomt telt één keer per behoefte, hoe groot of lang ook, de kosten elke dag van "
        "iedereen: zo'n tien inzetten van maanden beslissen erover, en onder 0 zegt niet dat steun "
        "meer kost dan zij waard is.",
        in_table=True,
    ),
)  # fmt: skip

_SUPPORT = (
    Outcome(
        "on_time_share", "share", "good",
        "Support that came on time", "Steun die op tijd kwam",
        "Share of support that started within the deadline. Does not exist without support.",
        "Deel van de steun dat binnen de termijn begon. Bestaat niet zonder steun.", in_table=True,
    ),
    Outcome(
        "lead_time_median_days", "days", "bad",
        "Time to support, median", "Tijd tot steun, mediaan",
        "Days from need to start, median over support. Does not exist without support.",
        "Dagen van behoefte tot begin, mediaan over steun. Bestaat niet zonder steun.",
        in_table=True,
    ),
    Outcome(
        "lead_time_p90_days", "days", "bad",
        "90% of support came within", "90% van de steun kwam binnen",
        "Days from need to start within which nine in ten supports came.",
        "Dagen van behoefte tot begin waarbinnen negen van de tien keer steun kwam.", in_table=True,
    ),
    Outcome(
        "formal_acceptance", "share", "good",
        "Formal requests honoured", "Formele verzoeken ingewilligd",
        "Of filed requests of {civil} the share that was promised support; a no-go or a later "
        "withdrawal counts as honoured.",
        "Van ingediende verzoeken van {civil} het deel waarop steun werd toegezegd; een no-go of "
        "latere terugtrekking telt als ingewilligd.", in_table=True,
    ),
    Outcome(
        "informal_share", "share", "neutral",
        "Support that was informal", "Steun die informeel was",
        "Share of support that went around the desks.", "Deel van de steun buiten de loketten om.",
        in_table=True,
    ),
    Outcome(
        "pareto_share", "share", "good",
        "Both parties better off", "Beide partijen beter af",
        "Share of support by which the requester gained and the provider did not lose: training "
        "and information less the cost that nobody paid back.",
        "Deel van de steun waarbij de vrager won en de gever niet verloor: oefening en informatie "
        "min de kosten die niemand vergoedde.",
    ),
    Outcome(
        "knowledge_shared", "share", "good",
        "Sensitive knowledge shared", "Gevoelige kennis gedeeld",
        "Over support, information shared, weighted by how sensitive the need is.",
        "Over steun, gedeelde informatie, gewogen naar hoe gevoelig de behoefte is.",
    ),
    Outcome(
        "fragmentation", "share", "bad",
        "Fragmented complex needs", "Versnipperde complexe behoeften",
        "Share of complex needs handled by one party, or by both without a joint goal and with "
        "less than half of the information shared.",
        "Deel van de complexe behoeften dat een partij alleen deed, of beide zonder gezamenlijk "
        "doel en met minder dan de helft van de informatie gedeeld.",
    ),
    Outcome(
        "comparative_advantage", "share", "good",
        "Support with what the other lacks", "Steun met wat de ander mist",
        "Share of the effect sent that was given where the requester lacks the skill.",
        "Deel van het gezonden effect dat gegeven werd waar de vrager het vermogen mist.",
    ),
    Outcome(
        "active_pairs", "count", "neutral",
        "Pairs of units that worked together", "Paren van eenheden die samenwerkten",
        "Actors brought together: pairs of a requester and a leading unit with support for a need "
        "that arose in the measured time. Reported without weight.",
        "Samengebrachte partijen: paren van vrager en leidende eenheid met steun voor een behoefte "
        "uit de gemeten tijd. Zonder gewicht gemeld.",
    ),
)  # fmt: skip

_RELATIONS = (
    Outcome(
        "aversion_end", "level", "bad",
        "Societal aversion at end", "Maatsch. aversie, eind",
        "Society's aversion to visible deployment on the last day.",
        "Afkeer in de samenleving van zichtbare inzet op de laatste dag.", in_table=True,
    ),
    Outcome(
        "vetoes", "count", "bad",
        "Political vetoes", "Politieke veto's",
        "Requests that were made and whose permission failed by a political no, foreseen in "
        "consultation or given.",
        "Gedane verzoeken waarvan de toestemming strandde op een politiek nee, voorzien in het "
        "vooroverleg of gegeven.", in_table=True,
    ),
    Outcome(
        "unlawful_acts", "count", "bad",
        "Unlawful acts", "Onrechtmatige handelingen",
        "Deployments in which unclear powers led to an unlawful act.",
        "Inzetten waarin onduidelijke bevoegdheden tot een onrechtmatige handeling leidden.",
    ),
    Outcome(
        "learning_dividend", "share", "good",
        "Last year against first", "Laatste jaar tegen eerste",
        "Gap closed in the last year minus the first. Does not exist below two years.",
        "Tekort gedicht in het laatste jaar min het eerste. Bestaat niet onder twee jaar.",
    ),
    Outcome(
        "understanding_end", "level", "good",
        "Mutual understanding at end", "Wederzijds begrip, eind",
        "Mean over all pairs of units that could work together.",
        "Gemiddelde over alle paren van eenheden die zouden kunnen samenwerken.", in_table=True,
    ),
    Outcome(
        "trust_end", "level", "good",
        "Trust at end", "Vertrouwen, eind",
        "Mean over pairs with a deployment. Does not exist without one.",
        "Gemiddelde over paren met een inzet. Bestaat niet zonder.", in_table=True,
    ),
)  # fmt: skip

_EVERY_RUN = (*_GAP, *_SUPPORT, *_RELATIONS, *(_share_of(state) for state in END_STATES))

DECLARED: dict[str, Outcome] = {outcome.name: outcome for outcome in (*_EVERY_RUN, *PAIRED)}
"""Every outcome by its key, in the order of the tables."""

OUTCOMES = tuple(outcome.name for outcome in _EVERY_RUN)
"""The keys that every run has."""

REFERENCES = tuple(outcome.name for outcome in PAIRED)
"""The keys that a run has beside these with ``references=True``."""

LOWER_IS_BETTER = frozenset(o.name for o in DECLARED.values() if o.direction == "bad")
"""Outcomes of which less is better, as declared; of the others more is taken to be better."""
