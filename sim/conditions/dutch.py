"""Sources and units of conditions for Dutch readers; they are declared in English."""

from __future__ import annotations

UNITS = {
    "share": "aandeel",
    "1": "1",
    "day": "dag",
    "1/day": "1/dag",
    "per pair-year": "per paar en jaar",
    "per deployment": "per inzet",
    "persons": "personen",
    "events": "gebeurtenissen",
    "count": "aantal",
}
# What sources say, beside sections, files, names and numbers. What holds another comes first.
SOURCES = {
    "level not stated in the thesis": "niveau niet genoemd in de scriptie",
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
    "set equal to Defence": "gelijk gesteld aan Defensie",
    "and F022 on either side": "en F022 aan weerszijden",
    "83.7 % filled, September 2024": "83,7 % vervuld, september 2024",
    "0: respondents knew of none": "0: respondenten kenden er geen",
    "no conflicts in the past were reported": "er zijn geen conflicten in het verleden gemeld",
    "one respondent says so": "één respondent zegt dat",
    "0: respondents did not find meeting necessary": (
        "0: respondenten vonden samenkomen niet nodig"
    ),
    "exercises are on a small scale: a day": "oefeningen zijn kleinschalig: een dag",
    "exercises are on a small scale: a group": "oefeningen zijn kleinschalig: een groep",
    "a unit has up to 25 partners: at .5 a dozen colleagues lent a year": (
        "een eenheid heeft tot 25 partners: bij 0,5 een dozijn uitgeleende collega's per jaar"
    ),
    "temporary: half a year": "tijdelijk: een half jaar",
    "around one table": "rond één tafel",
    "half a day": "een halve dag",
}


def unit_in(unit: str, language: str) -> str:
    """Return a declared unit in a language ("en" or "nl")."""
    return UNITS[unit] if language == "nl" else unit


def source_in(source: str, language: str) -> str:
    """Return a declared source in a language ("en" or "nl")."""
    if language == "nl":
        for english, dutch in SOURCES.items():
            source = source.replace(english, dutch)
    return source
