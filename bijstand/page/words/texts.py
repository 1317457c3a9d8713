"""Texts of the page outside the story of a request: English, Dutch."""

from __future__ import annotations

Texts = dict[str, tuple[str, str]]

TEXTS: Texts = {
    "title": ("bijstand", "bijstand"),
    "subtitle": (
        "How police and defence ask each other for support",
        "Hoe politie en Defensie elkaar om bijstand vragen",
    ),
    "disclaimer": (
        "A stylised model to compare conditions and levers. It predicts no numbers, plans no"
        " forces and says nothing about the readiness of any unit.",
        "Een gestileerd model om voorwaarden en maatregelen te vergelijken. Het voorspelt geen"
        " aantallen, plant geen eenheden en zegt niets over de gereedheid van een eenheid.",
    ),
    "language": ("Language", "Taal"),
    "hours": ("hours", "uur"),
    "days": ("days", "dagen"),
    "under_way": ("under way", "loopt nog"),
    "close": ("close", "sluiten"),
    # The bar of time.
    "play": ("Play", "Start"),
    "pause": ("Pause", "Pauze"),
    "step": ("Step a day", "Stap één dag"),
    "again": ("Play again", "Nog eens"),
    "speed": ("Speed", "Snelheid"),
    "speed_slow": ("1 day a second", "1 dag per seconde"),
    "speed_middle": ("4 days a second", "4 dagen per seconde"),
    "speed_fast": ("15 days a second", "15 dagen per seconde"),
    "speed_full": ("as fast as it goes", "zo snel als het gaat"),
    "day_of": ("Day {day} of {days}", "Dag {day} van {days}"),
    "finished": ("finished", "klaar"),
    "waits": (
        "Other sessions compute on this page too: this one waits for its turn, and gets one in"
        " {turns}.",
        "Op deze pagina rekenen ook andere sessies: deze wacht op haar beurt, en krijgt er een op"
        " de {turns}.",
    ),
    "setting_up": (
        "The model is being set up: it runs through the days before day 0.",
        "Het model wordt klaargezet: het doorloopt de dagen voor dag 0.",
    ),
    "others_compute": (
        "Other sessions that compute at this moment: {count}; each waits for its turn.",
        "Andere sessies die op dit moment rekenen: {count}; elk wacht op zijn beurt.",
    ),
    "crisis_now": ("crisis", "crisis"),
    # The setting.
    "setting": ("Setting", "Instelling"),
    "setting_a": ("Setting A", "Instelling A"),
    "setting_b": ("Setting B", "Instelling B"),
    "edits": ("You are changing", "U verandert"),
    "scenario": ("Scenario", "Scenario"),
    "scenario_help": ("What happens. Several can be joined.", "Wat er gebeurt. Meer dan een kan."),
    "policy": ("Policy", "Beleid"),
    "policy_help": ("Which levers are pulled.", "Welke maatregelen er zijn."),
    "theory": ("Theory", "Theorie"),
    "theory_help": (
        "Which reading of the source study.",
        "Welke lezing van de bronstudie.",
    ),
    "switches": ("Open questions of the study", "Open vragen van de studie"),
    "conditions": ("Conditions", "Voorwaarden"),
    "conditions_help": (
        "Each with its meaning, its place in the source study and its default.",
        "Elk met betekenis, vindplaats in de bronstudie en uitgangswaarde.",
    ),
    "find": ("Find a condition", "Zoek een voorwaarde"),
    "find_none": (
        "No condition has this in its name or meaning; clear the field to see all.",
        "Geen voorwaarde heeft dit in haar naam of betekenis; maak het veld leeg om alle te zien.",
    ),
    "for_class": ("for", "voor"),
    "as_declared": ("as described", "zoals beschreven"),
    "seed": ("Seed", "Seed"),
    "seed_help": (
        "The same seed means the same incidents with the same luck.",
        "Dezelfde seed betekent dezelfde incidenten met hetzelfde geluk.",
    ),
    "run_days": ("Days measured", "Gemeten dagen"),
    "default": ("default", "standaard"),
    "back_to_default": ("Back to the default", "Terug naar de standaard"),
    "changed": ("changed", "veranderd"),
    "section": ("Source", "Bron"),
    "now_in_force": (
        "Language, speed and what you look at leave it as it is.",
        "Taal, snelheid en wat u bekijkt laten de run zoals hij is.",
    ),
    "effect": (
        "What changes here is run again at once: the run begins anew at day 0.",
        "Wat hier verandert wordt meteen opnieuw berekend: de run begint weer bij dag 0.",
    ),
    "refused": ("Not taken over", "Niet overgenomen"),
    "held_by_policy": (
        "the policy brings this to {value}",
        "het beleid brengt dit op {value}",
    ),
    # The tabs.
    "tab_map": ("Map and course", "Kaart en verloop"),
    "tab_why": ("Why", "Waarom"),
    "tab_compare": ("Compare", "Vergelijken"),
    "tab_take": ("Take it along", "Meenemen"),
    # The map.
    "map_words": (
        "Map of the Netherlands with units and requests on their way",
        "Kaart van Nederland met eenheden en verzoeken die onderweg zijn",
    ),
    "show_consented": (
        "Also show standing tasks (explosives, special interventions)",
        "Toon ook vaste taken (explosieven, speciale interventies)",
    ),
    "unit_words": (
        "{name}, {city}: {persons} persons; {busy} on needs and support, {own}% of its people on"
        " own tasks, {free} free",
        "{name}, {city}: {persons} personen; {busy} ingezet voor behoeften en bijstand, {own}% van"
        " de mensen bezet met eigen taken, {free} vrij",
    ),
    "trip_words": (
        "{what}, {where}, asked: {units}: {how}",
        "{what}, {where}, gevraagd: {units}: {how}",
    ),
    "waits_at": ("waits in the queue at {desk}", "wacht in de rij bij {desk}"),
    "handled_at": ("is being handled at {desk}", "is in behandeling bij {desk}"),
    "stage_waiting": ("at a desk", "bij een loket"),
    "stage_granted": ("granted, getting ready", "toegezegd, maakt zich gereed"),
    "stage_deployed": ("deployed", "ingezet"),
    "stage_ended": ("ended without support (3 days)", "geëindigd zonder steun (3 dagen)"),
    "legend_units": ("Units, by size", "Eenheden (grootte)"),
    "legend_ring": ("Ring: people taken", "Ring: bezet door"),
    "ring_busy": ("needs, support", "behoeften, steun"),
    "ring_own": ("own tasks, NATO", "eigen taken, NAVO"),
    "legend_lines": ("Requests, now", "Verzoeken, nu"),
    "legend_gates": ("Which gate was shut", "Welke poort dicht zat"),
    "legend_broken": ("none: weather, broken promise", "geen: weer, gebroken toezegging"),
    "legend_hint": (
        "Point at anything to read what it is; choose a line to read its story.",
        "Wijs iets aan om te lezen wat het is; kies een lijn voor het verhaal erachter.",
    ),
    "outline_source": (
        "Outline: Natural Earth (public domain), simplified.",
        "Omtrek: Natural Earth (publiek domein), vereenvoudigd.",
    ),
    "lakes_source": ("Lakes: drawn by us.", "Meren: door ons getekend."),
    # What happens.
    "without_consent": (
        "Needs without consent in advance since day 0: explosives and special interventions, nearly"
        " always met under standing consent, are left out.",
        "Behoeften zonder toestemming vooraf sinds dag 0: explosieven en speciale interventies,"
        " bijna"
        " altijd vervuld onder vaste toestemming, tellen niet mee.",
    ),
    "funnel": ("Where needs ended so far", "Waar behoeften tot nu toe eindigden"),
    "funnel_words": (
        "{total} needs: {parts}",
        "{total} behoeften: {parts}",
    ),
    "all_needs": ("all needs", "alle behoeften"),
    "gates": ("Gates shut where no support came", "Dichte poorten waar geen steun kwam"),
    "gate_alone": ("only this gate", "alleen deze poort"),
    "gate_together": ("with another", "samen met een andere"),
    "needs_chart": ("Needs and support, a week", "Behoeften en steun, per week"),
    "lead_chart": ("Time from need to support (days)", "Tijd van behoefte tot steun (dagen)"),
    "relations_chart": (
        "Trust, understanding, aversion (0–1)",
        "Vertrouwen, begrip, aversie (0–1)",
    ),
    "busy_chart": ("People on needs and support", "Mensen ingezet voor behoeften en bijstand"),
    "queues_chart": ("Requests waiting at desks", "Verzoeken in de rij bij loketten"),
    "queues_none": ("No request waits at any desk.", "Bij geen enkel loket wacht een verzoek."),
    "series_needs": ("needs", "behoeften"),
    "series_filed": ("filed", "ingediend"),
    "series_supported": ("supported", "gesteund"),
    "series_trust": ("trust", "vertrouwen"),
    "series_understanding": ("understanding", "begrip"),
    "series_aversion": ("aversion", "aversie"),
    "median_so_far": ("median so far {value}", "mediaan tot nu toe {value}"),
    "axis_day": ("day", "dag"),
    "nothing_yet": ("Nothing yet: press Play or Step.", "Nog niets: kies Start of Stap."),
    "gap_closed": (
        "Gap closed by collaboration so far",
        "Tekort gedicht door samenwerking tot nu toe",
    ),
    "gap_closed_help": (
        "Of what own people could not meet, weighted by severity, the share that support met.",
        "Van wat eigen mensen niet konden vervullen, gewogen naar ernst, het deel dat steun"
        " vervulde.",
    ),
    # Compare.
    "compare_help": (
        "A second setting runs beside the first on the same seed: the same incidents, the same"
        " luck. What differs comes from the settings.",
        "Een tweede instelling loopt naast de eerste op dezelfde seed: dezelfde incidenten,"
        " hetzelfde"
        " geluk. Wat verschilt komt door de instellingen.",
    ),
    "compare_start": ("Compare with a second setting", "Vergelijk met een tweede instelling"),
    "compare_stop": ("Stop comparing", "Stop met vergelijken"),
    "compare_edit": (
        "Choose setting B under “You are changing”: what you change there runs as B at once.",
        "Kies instelling B onder “U verandert”: wat u daar verandert loopt meteen als B.",
    ),
    "compare_same": (
        "A and B are the same setting, so nothing can differ.",
        "A en B zijn dezelfde instelling: er kan niets verschillen.",
    ),
    "outcome": ("Outcome so far", "Uitkomst tot nu toe"),
    "difference": ("B − A", "B − A"),
    "compare_note": (
        "One seed is an example, not a finding: bijstand compare runs many and gives intervals."
        " Differences of percentages are in percentage points.",
        "Eén seed is een voorbeeld, geen bevinding: bijstand compare draait er veel en geeft"
        " intervallen. Verschillen van percentages zijn in procentpunten.",
    ),
    "matched": (
        "Of {count} needs that arose in both, {differ} stand otherwise in B: {better} are supported"
        " in B only, {worse} in A only.",
        "Van {count} behoeften die in beide ontstonden staan er {differ} anders in B: {better}"
        " alleen in B gesteund, {worse} alleen in A.",
    ),
    "gap_course": ("Gap closed so far (%)", "Tekort gedicht tot nu toe (%)"),
    "difference_course": ("Difference B − A (percentage points)", "Verschil B − A (procentpunt)"),
    # Take it along.
    "take_help": (
        "The whole run is what bijstand run makes of this setting and seed, to the last day,"
        " whether you have watched it to the end or not; so far is what you have seen.",
        "De hele run is wat bijstand run van deze instelling en seed maakt, tot de laatste dag, of"
        " u tot het einde hebt gekeken of niet; tot nu toe is wat u hebt gezien.",
    ),
    "take_log": ("Log of requests (CSV)", "Logboek van verzoeken (CSV)"),
    "take_json": ("Outcomes (JSON)", "Uitkomsten (JSON)"),
    "take_csv": ("Outcomes (CSV)", "Uitkomsten (CSV)"),
    "take_configuration": ("Configuration (YAML)", "Configuratie (YAML)"),
    "take_of": ("of setting {side}", "van instelling {side}"),
    "so_far": ("So far, to day {day}", "Tot nu toe, tot dag {day}"),
    "whole": ("The whole run, {days} days", "De hele run, {days} dagen"),
    "take_again": (
        "Run it again, with the same numbers:",
        "Nog eens draaien, met dezelfde getallen:",
    ),
    "open_file": ("Open a configuration", "Open een configuratie"),
    "open_help": (
        "A resolved_config.yaml that this page or a run wrote. It is checked and put into the"
        " controls, and runs at once.",
        "Een resolved_config.yaml van deze pagina of van een run. Hij wordt gecontroleerd en in de"
        " instelling gezet, en loopt meteen.",
    ),
    "opened": (
        "The file was read, and runs.",
        "Het bestand is gelezen, en loopt.",
    ),
    "play_failed": (
        "Something went wrong in this run; change something, and it begins anew.",
        "Er ging iets mis in deze run; verander iets, en hij begint opnieuw.",
    ),
}
