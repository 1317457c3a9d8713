"""What the tables of answers are called, in English and Dutch."""

from __future__ import annotations

LONGEST = 31
"""Letters that the name of a sheet of a spreadsheet may have."""
TABLES: dict[str, tuple[str, str]] = {
    "outcomes": ("Outcomes", "Uitkomsten"),
    "differences": ("Differences from the first", "Verschillen met de eerste"),
    "table_intervals": ("What uncertain tables leave", "Wat onzekere tabellen overlaten"),
    "contrasts": ("Differences pair by pair", "Verschillen per paar"),
    "gates": ("Gates that were closed", "Poorten die dicht waren"),
    "funnel": ("How needs ended", "Hoe behoeften eindigden"),
    "daily": ("Course over the days", "Verloop over de dagen"),
    "responses": ("Outcome by factor", "Uitkomst per factor"),
    "factors": ("Reach of each factor", "Bereik van elke factor"),
    "indices": ("What matters", "Wat ertoe doet"),
    "convergence": ("Was the sample enough", "Was de steekproef groot genoeg"),
    "settled": ("Whether it has settled", "Of het tot rust is gekomen"),
    "effects_by_answer": ("Effects by answer", "Effecten per antwoord"),
    "screened": ("What was held fixed", "Wat vastgehouden is"),
    "theories": ("By answer to open questions", "Per antwoord op open vragen"),
    "ranges": ("By the ranges that are taken", "Per gekozen bereik"),
    "directions": ("In which direction", "In welke richting"),
    "noise": ("Share of luck", "Aandeel van toeval"),
    "who_says_no": ("Who says no", "Wie nee zegt"),
    "causes": ("What stood in the way", "Wat in de weg stond"),
    "who_says_no_by_class": ("Who says no, by need", "Wie nee zegt, per behoefte"),
    "worth": ("What opening brings", "Wat openen oplevert"),
    "worth_by_class": ("What opening brings, by need", "Wat openen oplevert, per soort"),
    "mediation": ("Through capacity or not", "Via capaciteit of niet"),
    "moderation": ("What moderates", "Wat modereert"),
    "necessity": ("What is necessary", "Wat nodig is"),
    "levels": ("Outcome by level", "Uitkomst per niveau"),
    "box": ("Where it fails", "Waar het misgaat"),
    "peeling": ("Steps of the search", "Stappen van de zoektocht"),
    "check": ("Check on points held out", "Controle op achtergehouden"),
    "robustness": ("What holds up", "Wat standhoudt"),
    "reversals": ("Where measures disagree", "Waar maten verschillen"),
    "frontier": ("Gain against cost", "Winst tegenover kosten"),
    "regret_by_scenario_and_theory": (
        "Regret by scenario and theory",
        "Spijt per scenario, theorie",
    ),
    "gains_by_answer": ("Gains by answer", "Winst per antwoord"),
    "futures": ("Every future", "Elke toekomst"),
    "packages": ("Packages and what they cost", "Pakketten en wat zij kosten"),
    "values": ("What knowing it is worth", "Wat het weten waard is"),
    "acceptability": ("Best, by the worth of a point", "Beste, naar waarde van een punt"),
    "apart": ("Who is told from whom", "Wie van wie te onderscheiden is"),
    "points": ("Draws of conditions", "Trekkingen van voorwaarden"),
    "distances": ("Distance from the figures", "Afstand tot de cijfers"),
    "narrowed": ("What was narrowed down", "Wat ingeperkt is"),
    "told": ("What officials said", "Wat functionarissen zeiden"),
    "officials": ("By official", "Per functionaris"),
    "reasons": ("Reasons, said and true", "Redenen, genoemd en werkelijk"),
    "verdicts": ("Verdicts on the claims", "Oordelen over de beweringen"),
    "parts": ("Parts of the claims", "Delen van de beweringen"),
}
"""Each short enough to be the name of a sheet."""


def table_title(name: str, language: str) -> str:
    """Return what a table is called; one that nobody named is called by its key."""
    titles = TABLES.get(name) or (name[:LONGEST].replace("_", " "),) * 2
    return titles[language == "nl"]
