"""What a report says of itself, in English and Dutch."""

from __future__ import annotations

TITLES: dict[str, tuple[str, str]] = {
    "settings": ("Scenarios and levers compared", "Scenario's en maatregelen vergeleken"),
    "attribution": (
        "Who says no, and what it would bring",
        "Wie nee zegt, en wat het zou opleveren",
    ),
    "conditions": (
        "Which conditions matter, and how sure that is",
        "Welke voorwaarden ertoe doen, en hoe zeker dat is",
    ),
    "failure": ("Under which conditions it fails", "Onder welke voorwaarden het misgaat"),
    "levers": (
        "Which levers hold up, and at what cost",
        "Welke maatregelen standhouden, en tegen welke kosten",
    ),
    "choice": ("Which package to choose", "Welk pakket te kiezen"),
    "first": ("What to find out first", "Wat eerst uit te zoeken"),
    "calibration": (
        "What public figures leave of it",
        "Wat openbare cijfers ervan overlaten",
    ),
    "patterns": (
        "Claims of the source study, tested",
        "Beweringen van de bronstudie, getoetst",
    ),
    "others": ("Other studies", "Andere studies"),
}

QUESTIONS: dict[str, tuple[str, str]] = {
    "run": (
        "what collaboration closes of the gap that own people leave",
        "wat samenwerking dicht van het tekort dat eigen mensen laten",
    ),
    "compare": (
        "how scenarios and levers differ",
        "hoe scenario's en maatregelen verschillen",
    ),
    "attribute": (
        "who says no and what opening that gate would bring",
        "wie nee zegt en wat het openen van die poort zou opleveren",
    ),
    "sensitivity": (
        "which conditions most affect effective collaboration",
        "welke voorwaarden het meest uitmaken voor effectieve samenwerking",
    ),
    "discover": ("under which conditions it fails", "onder welke voorwaarden het misgaat"),
    "robust": (
        "which levers hold up whatever comes, and at what cost",
        "welke maatregelen standhouden wat er ook komt, en tegen welke kosten",
    ),
    "choose": (
        "which package of levers to choose under a budget",
        "welk pakket maatregelen te kiezen binnen een budget",
    ),
    "voi": (
        "what to find out before choosing",
        "wat uit te zoeken voordat men kiest",
    ),
    "calibrate": (
        "what public figures leave of conditions and theories",
        "wat openbare cijfers overlaten van voorwaarden en theorieën",
    ),
    "patterns": (
        "which claims of the source study hold in the model",
        "welke beweringen van de bronstudie in het model kloppen",
    ),
}

READY: dict[str, tuple[tuple[str, str], tuple[str, ...]]] = {
    "money": (
        ("Where do we put money?", "Waar zetten we geld op in?"),
        ("settings", "levers", "choice"),
    ),
    "first": (
        ("What comes first?", "Wat komt eerst?"),
        ("attribution", "conditions", "first"),
    ),
    "hold": (
        ("Does it hold up?", "Houdt het stand?"),
        ("levers", "calibration", "failure", "patterns"),
    ),
}
"""Questions that are ready, by the word of ``question=``, and the sections that answer them."""

TEXTS: dict[str, tuple[str, str]] = {
    "title": (
        "Politie and Defensie: what their collaboration depends on",
        "Politie en Defensie: waar hun samenwerking van afhangt",
    ),
    "kind": (
        "A stylised exploration with an agent-based simulation. No prediction, no force planning.",
        "Een gestileerde verkenning met een agentsimulatie. Geen voorspelling, geen"
        " krachtenplanning.",
    ),
    "the_question": ("The question", "De vraag"),
    "question": (
        "What do these studies say of the collaboration between police and Defence: {asked}?",
        "Wat zeggen deze studies over de samenwerking tussen politie en Defensie: {asked}?",
    ),
    "question_others": (
        "What do these studies say of the collaboration between Politie and Defensie?",
        "Wat zeggen deze studies over de samenwerking tussen Politie en Defensie?",
    ),
    "answer": ("The answer", "Het antwoord"),
    "no_answer": (
        "These studies hold no result that an answer can be made from.",
        "Deze studies bevatten geen resultaat waar een antwoord uit te maken is.",
    ),
    "intervals": (
        "In brackets: 95% intervals. They say how sure the model's own result is, given its"
        " assumptions; they do not say how sure the assumptions are.",
        "Tussen haken: 95%-intervallen. Ze zeggen hoe zeker het resultaat van het model zelf is,"
        " gegeven de aannamen; ze zeggen niet hoe zeker die aannamen zijn.",
    ),
    "more_notes": ("More to know beside this answer", "Meer om bij dit antwoord te weten"),
    "own_notes": ("To know beside this study", "Bij deze studie te weten"),
    "absent": (
        "Absent: no study of bijstand {verb} was given to this report.",
        "Afwezig: aan dit rapport is geen studie van bijstand {verb} gegeven.",
    ),
    "study": ("Study", "Studie"),
    "again": ("Made by", "Gemaakt met"),
    "doubts": ("What would change our mind", "Wat ons van gedachten zou doen veranderen"),
    "doubt_theory": (
        "Another answer to one of the questions that the source study leaves open: where the"
        " tables above do not vary the answer, it is the one that stands in the model's settings.",
        "Een ander antwoord op een van de vragen die de bronstudie openlaat: waar de tabellen"
        " hierboven het antwoord niet variëren, is het dat van de instellingen van het model.",
    ),
    "evidence": (
        "What the conditions that matter rest on",
        "Waar de voorwaarden die ertoe doen op rusten",
    ),
    "condition": ("Condition or switch", "Voorwaarde of schakelaar"),
    "default": ("value", "waarde"),
    "range": ("range", "bereik"),
    "rests": ("rests on", "berust op"),
    "source": ("source", "bron"),
    "prior": ("judgement (a prior)", "oordeel (een prior)"),
    "figure": ("a figure", "een cijfer"),
    "figure_judged_range": (
        "a figure; its range is judged",
        "een cijfer; het bereik is een oordeel",
    ),
    "open": ("open question of theory", "open theoretische vraag"),
    "limits": ("What this model cannot say", "Wat dit model niet kan zeggen"),
    "provenance": ("Where the numbers come from", "Waar de getallen vandaan komen"),
    "runs": ("runs", "runs"),
    "failed": ("failed", "mislukt"),
    "days": ("days (warm-up)", "dagen (aanloop)"),
    "seeds": ("seeds", "seeds"),
    "made": ("made", "gemaakt"),
    "code": ("model", "model"),
    "manifest": ("manifest (sha256)", "manifest (sha256)"),
    "command": ("command", "opdracht"),
    "configurations": (
        "The configuration of each study, as a file that from= takes",
        "De configuratie van elke studie, als bestand voor from=",
    ),
    "annex": ("Annex: long tables", "Bijlage: lange tabellen"),
    "in_annex": ("A long table stands in the annex.", "Een lange tabel staat in de bijlage."),
    "as_png": ("as PNG, for a word processor", "als PNG, voor een tekstverwerker"),
    "costs": ("What the policies cost", "Wat het beleid kost"),
    "policy": ("Policy", "Beleid"),
    "persons": ("persons away from their units", "personen weg bij hun eenheid"),
    "euro": ("million euro a year, beside pay", "miljoen euro per jaar, naast salaris"),
    "costs_note": (
        "Persons on average over the year. An amount that nobody has found is unknown, not zero.",
        "Personen gemiddeld over het jaar. Een bedrag dat niet gevonden is, is onbekend, niet nul.",
    ),
    "this_report": ("This report again", "Dit rapport nog eens"),
}

LIMITS: tuple[tuple[str, str], ...] = (
    (
        "It predicts nothing. Needs, requests and lead times have plausible sizes because the"
        " defaults were set so; no number here is a forecast.",
        "Het voorspelt niets. Behoeften, aanvragen en doorlooptijden hebben een aannemelijke"
        " omvang omdat de standaardwaarden zo gekozen zijn; geen getal hier is een voorspelling.",
    ),
    (
        "It plans no forces. Units are stylised from public figures; nothing here is the readiness"
        " of a real unit.",
        "Het plant geen eenheden. Eenheden zijn gestileerd uit openbare cijfers; niets hier is de"
        " gereedheid van een echte eenheid.",
    ),
    (
        "Most of its conditions are priors: judgements with a range. That a condition matters is a"
        " statement about the model and those ranges.",
        "De meeste voorwaarden zijn priors: oordelen met een bereik. Dat een voorwaarde ertoe doet,"
        " is een uitspraak over het model en die bereiken.",
    ),
    (
        "Its source is small: ten interviews and twenty-five documents. Politics, prosecution,"
        " municipalities and the public were not heard.",
        "De bron is klein: tien interviews en vijfentwintig documenten. Politiek, openbaar"
        " ministerie, gemeenten en burgers zijn niet gehoord.",
    ),
    (
        "It cannot validate the study that it was built from: what shaped an equation passes by"
        " construction.",
        "Het kan de studie waaruit het gebouwd is niet valideren: wat een vergelijking vormde,"
        " slaagt vanzelf.",
    ),
    (
        "It measures service: the share of a gap that support closes. It does not weigh civil"
        " liberties, policing by consent, or what such use does to soldiers. A lever that raises"
        " the outcome is not thereby desirable.",
        "Het meet dienstverlening: het deel van een tekort dat steun dicht. Het weegt geen"
        " burgerrechten, geen politie die op instemming rust, en niet wat zulke inzet met"
        " militairen doet. Een maatregel die de uitkomst verhoogt is daarmee nog niet wenselijk.",
    ),
)
