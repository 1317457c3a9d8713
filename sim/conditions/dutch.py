"""Sources and units for Dutch readers; conditions and named files declare them in English."""

from __future__ import annotations

UNITS = {
    "share": "aandeel",
    "1": "1",
    "day": "dag",
    "1/day": "1/dag",
    "1/year": "1/jaar",
    "per pair-year": "per paar en jaar",
    "per deployment": "per inzet",
    "persons": "personen",
    "events": "gebeurtenissen",
    "count": "aantal",
}
# What sources say, beside sections, files, names and numbers. What holds another comes first.
SOURCES = {
    "level not stated in the thesis": "niveau niet genoemd in de scriptie",
    "as in the Netherlands": "zoals in Nederland",
    "for what is there today": "voor wat er nu is",
    "for the limit of the law": "voor de grens van de wet",
    "waivers of 2013, 2021 and of the pandemic": "kwijtscheldingen van 2013, 2021 en de pandemie",
    "README of Germany, Cost": "README van Duitsland, Cost",
    "length within a run and urgency: judgement": "lengte binnen een run en urgentie: oordeel",
    "urgency: judgement": "urgentie: oordeel",
    "none: a control of the method": "geen: een controle van de methode",
    "evidence table": "bewijstabel",
    "thesis": "scriptie",
    "value and range": "waarde en bereik",
    "value:": "waarde:",
    "range:": "bereik:",
    "three voices": "drie stemmen",
    "against": "tegenover",
    "figure 1": "figuur 1",
    "figure 2": "figuur 2",
    "has one adviser per safety region": "heeft één adviseur per veiligheidsregio",
    "assumption": "aanname",
    "nothing is lifted unless a policy says so": "niets wordt opgeheven, tenzij beleid dat zegt",
    "none unless a policy says so": "geen, tenzij beleid dat zegt",
    "none unless a scenario says so": "geen, tenzij een scenario dat zegt",
    "set equal to the loss without understanding": "gelijk gesteld aan het verlies zonder begrip",
    "nothing is lost unless a scenario says so": (
        "niets gaat verloren, tenzij een scenario dat zegt"
    ),
    "none unless a study says so": "geen, tenzij een studie dat zegt",
    "30 % around the class table": "30 % rond de tabel met soorten",
    "low: respondents say that cost hardly counts": (
        "laag: respondenten zeggen dat kosten nauwelijks tellen"
    ),
    "high: the organisations are said to resemble each other": (
        "hoog: de organisaties zouden op elkaar lijken"
    ),
    "formal refusals are rare while needs go unanswered": (
        "formele weigeringen zijn zeldzaam terwijl behoeften onbeantwoord blijven"
    ),
    "people regularly do not come back from DSI: no figure": (
        "mensen komen geregeld niet terug van de DSI: geen cijfer"
    ),
    "recruitment and training take about two years": (
        "werving en opleiding duren ongeveer twee jaar"
    ),
    "set equal to the other side": "gelijk gesteld aan de andere kant",
    "and F022 on either side": "en F022 aan weerszijden",
    "83.7 % filled, September 2024": "83,7 % vervuld, september 2024",
    "0: respondents knew of none": "0: respondenten kenden er geen",
    "no conflicts in the past were reported": "er zijn geen conflicten in het verleden gemeld",
    "one respondent says so": "één respondent zegt dat",
    "0: respondents did not find meeting necessary": (
        "0: respondenten vonden samenkomen niet nodig"
    ),
    "exercises are on a small scale: a day, half of one at least": (
        "oefeningen zijn kleinschalig: een dag, en minstens een halve"
    ),
    "exercises are on a small scale: a group, and nobody exercises alone": (
        "oefeningen zijn kleinschalig: een groep, en niemand oefent alleen"
    ),
    "exercises are on a small scale: two or three days a head and year at most": (
        "oefeningen zijn kleinschalig: hoogstens twee of drie dagen per hoofd en jaar"
    ),
    "one in a hundred people lent at any time at most": (
        "hoogstens een op de honderd mensen tegelijk uitgeleend"
    ),
    "a unit has up to 25 partners: at .5 a dozen colleagues lent a year": (
        "een eenheid heeft tot 25 partners: bij 0,5 een dozijn uitgeleende collega's per jaar"
    ),
    "temporary: half a year": "tijdelijk: een half jaar",
    "around one table, and nobody meets alone": "rond één tafel, en niemand vergadert alleen",
    "half a day, travel included at the least": "een halve dag, met de reis op zijn minst",
    "sharper, and a need is settled before anything is weighed": (
        "scherper, en een behoefte staat vast voordat er iets gewogen wordt"
    ),
    "half a year; MIT took more": "een half jaar; het MIT duurde langer",
}

# What the files of scenarios, policies and theories say of the places in the source study.
PLACES = {
    "the Bataclan as the occasion for joining forces": "de Bataclan als aanleiding voor bundeling",
    "communication systems that are wholly separate": (
        "communicatiesystemen die volledig gescheiden zijn"
    ),
    "how those who govern read the core tasks": "hoe bestuurders de hoofdtaken lezen",
    "both recruit people of the same profile": "beide werven mensen met hetzelfde profiel",
    "it shows where the country becomes safer": "het blijkt waar het land veiliger wordt",
    "every second counts": "elke seconde telt",
    "adapt powers to the issues where working together is wanted": (
        "pas bevoegdheden aan op de vraagstukken waarvoor samenwerking gewenst is"
    ),
    "scenarios agreed in advance": "vooraf afgestemde scenario's",
    "a working group per issue informs those who govern": (
        "een werkgroep per vraagstuk informeert bestuurders"
    ),
    "the goal set together": "het doel samen bepaald",
    "the guarded court of Osdorp takes so many police that soldiers must help": (
        "de bewaakte rechtbank van Osdorp vraagt zoveel politie dat militairen moeten helpen"
    ),
    "a role in force goes too far for administrators": (
        "een rol in geweld gaat bestuurders te ver"
    ),
    "green in the street": "groen op straat",
    "training for soldiers in the civil domain": "training voor militairen in het civiele domein",
    "additional training gives powers": "aanvullende training geeft bevoegdheden",
    "a joint career path, lending specialists for a time": (
        "een gezamenlijk loopbaanpad, specialisten tijdelijk uitlenen"
    ),
    "they do not come back": "zij komen niet terug",
    "where the highest level gives priority, it can probably be arranged in law": (
        "waar het hoogste niveau voorrang geeft, is het juridisch waarschijnlijk te regelen"
    ),
    "initiated from above; joint working groups; terms that differ cause confusion": (
        "van bovenaf begonnen; gezamenlijke werkgroepen; termen die verschillen geven verwarring"
    ),
    "physical working sessions on a hypothetical problem": (
        "fysieke werksessies over een hypothetisch probleem"
    ),
    "the same people promised elsewhere": "dezelfde mensen elders toegezegd",
    "(urgency)": "(urgentie)",
    "the murder of Derk Wiersum and the team that followed it": (
        "de moord op Derk Wiersum en het team dat erop volgde"
    ),
    "talk over the limits of powers beforehand": "bespreek vooraf de grenzen van bevoegdheden",
    "roles and responsibilities": "rollen en verantwoordelijkheden",
    "joint exercises more often, liaisons in several departments": (
        "vaker samen oefenen, liaisons op meer afdelingen"
    ),
    "a joint framework, with rules on sharing information": (
        "een gezamenlijk kader, met regels voor het delen van informatie"
    ),
    "reward initiatives from below, free a budget, make them part of the organisation": (
        "beloon initiatieven van onderop, maak budget vrij, neem ze op in de organisatie"
    ),
    "in a crisis an exception can be made": "in een crisis kan een uitzondering worden gemaakt",
    "do you call those people back?": "roep je die mensen terug?",
    "an official explanation of motives and of the part that soldiers play": (
        "een officiële uitleg van beweegredenen en van de rol van militairen"
    ),
    "shortages and cuts force choices": "tekorten en bezuinigingen dwingen tot keuzes",
    "years of cuts on both sides": "jaren van bezuinigingen aan beide kanten",
    "people promised elsewhere when a crisis comes": (
        "mensen die elders zijn toegezegd als er een crisis komt"
    ),
    "joint teams for issues where it is worth it": (
        "gezamenlijke teams voor vraagstukken waar het de moeite waard is"
    ),
    "support on request": "steun op verzoek",
    "work that takes more police than there are": "werk dat meer politie vraagt dan er is",
    "say which requests are worth something now, build support into training": (
        "zeg welke verzoeken nu iets waard zijn, neem steun op in de opleiding"
    ),
    "joint exercises more often": "vaker samen oefenen",
    "training together bridges procedures and language": (
        "samen trainen overbrugt procedures en taal"
    ),
    "those who govern can make people available where working together adds much": (
        "bestuurders kunnen mensen vrijmaken waar samenwerking veel toevoegt"
    ),
    "soldiers who fill sandbags against the flood in Limburg": (
        "militairen die zandzakken vullen tegen het hoogwater in Limburg"
    ),
    "shortages on both sides": "tekorten aan beide kanten",
    "people held ready in the east of Europe, and promises to NATO": (
        "mensen die klaarstaan in het oosten van Europa, en toezeggingen aan de NAVO"
    ),
    "respondent 9, and trust as a possible moderator": (
        "respondent 9, en vertrouwen als mogelijke moderator"
    ),
    "each of the three is needed": "elk van de drie is nodig",
    "several perspectives": "verschillende perspectieven",
    "scenarios agreed beforehand": "vooraf afgestemde scenario's",
    "people lost for years": "jarenlang verloren mensen",
    "its six members": "de zes deelnemers",
    "why it came": "waarom het er kwam",
    "authority to act": "bevoegdheid om te handelen",
}
# Longer ones first: what holds another comes before it.
_IN_DUTCH = {**dict(sorted(PLACES.items(), key=lambda pair: -len(pair[0]))), **SOURCES}


def unit_in(unit: str, language: str) -> str:
    """Return a declared unit in a language ("en" or "nl")."""
    return UNITS[unit] if language == "nl" else unit


def source_in(source: str, language: str) -> str:
    """Return a declared source in a language ("en" or "nl")."""
    if language == "nl":
        for english, dutch in _IN_DUTCH.items():
            source = source.replace(english, dutch)
    return source
