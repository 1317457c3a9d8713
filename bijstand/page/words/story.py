"""Texts of the table of requests and of the story of one: English, Dutch."""

from __future__ import annotations

STORY: dict[str, tuple[str, str]] = {
    "why_help": (
        "Every need since day 0. Choose one to read why it ended as it did.",
        "Elke behoefte sinds dag 0. Kies er een en lees waarom hij eindigde zoals hij eindigde.",
    ),
    "filter_class": ("Class of need", "Soort behoefte"),
    "filter_state": ("End state", "Eindtoestand"),
    "filter_unit": ("Unit (asked or asking)", "Eenheid (gevraagd of vragend)"),
    "all": ("all", "alle"),
    "with_consented": ("with standing tasks", "met vaste taken"),
    "col_day": ("Day", "Dag"),
    "col_class": ("Need", "Behoefte"),
    "col_who": ("Who asks → whom first", "Wie vraagt → wie eerst"),
    "col_people": ("People", "Mensen"),
    "col_state": ("How it ended, gates", "Hoe het eindigde, poorten"),
    "open_gate": ("open", "open"),
    "shut_gate": ("shut", "dicht"),
    "rows_of": ("{first}–{last} of {total}", "{first}–{last} van {total}"),
    "no_rows": ("No needs match.", "Geen behoeften gevonden."),
    "newer": ("newer", "nieuwer"),
    "older": ("older", "ouder"),
    "choose_one": (
        "Choose a request in the table, or a line on the map.",
        "Kies een verzoek in de tabel, of een lijn op de kaart.",
    ),
    # The story.
    "story_of": ("{what} in {where}, day {day}", "{what} in {where}, dag {day}"),
    "needed": ("What was needed", "Wat er nodig was"),
    "needed_text": (
        "{size} persons for {duration}, within {deadline}. Severity {severity}, visible force"
        " {force}.",
        "{size} personen voor {duration}, binnen {deadline}. Ernst {severity}, zichtbaar"
        " machtsvertoon {force}.",
    ),
    "own_text": (
        "Own people met {own} ({share}): {units}.",
        "Eigen mensen vervulden {own} ({share}): {units}.",
    ),
    "own_none": (
        "Own people could meet none of it.",
        "Eigen mensen konden er niets van vervullen.",
    ),
    "gap_text": (
        "A gap of {gap} was left: {kind}.",
        "Er bleef een tekort van {gap}: {kind}.",
    ),
    "no_gap": (
        "No gap was left, so nobody was asked.",
        "Er bleef geen tekort: niemand hoefde te worden gevraagd.",
    ),
    "lack_skill": (
        "the own organisation lacks this capability",
        "de eigen organisatie heeft deze capaciteit niet",
    ),
    "lack_people": (
        "the own organisation has the skill but not the people to spare",
        "de eigen organisatie kan het, maar heeft de mensen niet over",
    ),
    "emergency": (
        "It was an emergency: desks decide side by side, no reserve is kept.",
        "Het was een noodgeval: loketten beslissen naast elkaar, er blijft geen reserve achter.",
    ),
    "asked": ("Who was asked", "Wie er werd gevraagd"),
    "asked_first": (
        "First {unit} ({city}), on the basis of {basis}.",
        "Eerst {unit} ({city}), op grond van {basis}.",
    ),
    "no_basis": ("no legal basis", "geen wettelijke grondslag"),
    "asked_people": ("People came from: {units}.", "Er kwamen mensen van: {units}."),
    "asked_held": ("People held or booked: {units}.", "Mensen vastgehouden of geboekt: {units}."),
    "mismatch": (
        "Another unit would have suited better; the requester did not know it well enough.",
        "Een andere eenheid had beter gepast; de vrager kende die niet goed genoeg.",
    ),
    "way_consented": (
        "Under consent given in advance: a call is enough, willing and permission are settled.",
        "Onder vooraf gegeven toestemming: een telefoontje volstaat, willen en mogen staan vast.",
    ),
    "way_informal": (
        "Informally: the two units worked it out among themselves, without desks.",
        "Informeel: de twee eenheden regelden het onderling, zonder loketten.",
    ),
    "way_formal": ("Formally, by way of the desks.", "Formeel, langs de loketten."),
    "way_not_filed": ("It was never filed.", "Het is nooit ingediend."),
    "asked_again": (
        "Because of capacity it asked again {times} time(s).",
        "Om capaciteit is het {times} keer opnieuw gevraagd.",
    ),
    "three_gates": ("The three gates", "De drie poorten"),
    "gates_note": (
        "All three are read, also after one was shut. The margin says by how much a gate was open"
        " (+) or shut (−). Chances are compared with the luck of this incident, the same in every"
        " setting with this seed.",
        "Alle drie worden bekeken, ook nadat er één dicht bleek. De marge zegt hoe ruim een poort"
        " open (+) of dicht (−) was. Kansen worden vergeleken met het geluk van dit incident,"
        " gelijk"
        " in elke instelling met deze seed.",
    ),
    "gate_col": ("Gate", "Poort"),
    "stands": ("Was it open?", "Was hij open?"),
    "margin": ("Margin", "Marge"),
    "rests_on": ("What it rested on", "Waar het op rustte"),
    "want_text": (
        "The requester's willingness {asking}, the provider's {giving}; together {both}.",
        "Bereidheid van de vrager {asking}, van de gever {giving}; samen {both}.",
    ),
    "deterred": (
        "An expected procedure of {days} took {taken} off both.",
        "Een verwachte procedure van {days} haalde er bij beiden {taken} af.",
    ),
    "can_text": (
        "Of the gap of {gap}, {offered} could be offered.",
        "Van het tekort van {gap} kon {offered} worden aangeboden.",
    ),
    "can_limits": (
        "Without the reserve it would be {reserve}, without NATO commitments {nato}, with time"
        " to plan"
        " {notice}, with none of these limits {ceiling}.",
        "Zonder reserve zou dat {reserve} zijn, zonder NAVO-toezeggingen {nato}, met tijd om te"
        " plannen"
        " {notice}, zonder al deze grenzen {ceiling}.",
    ),
    "may_text": (
        "Permission had a chance of {permission}: the barrier of the law stood at {barrier}"
        " (clarity"
        " {clarity}), a political veto had a chance of {veto} (society's aversion {aversion}).",
        "Toestemming had een kans van {permission}: de drempel van het recht stond op {barrier}"
        " (duidelijkheid {clarity}), een politiek veto had een kans van {veto} (maatschappelijke"
        " aversie {aversion}).",
    ),
    "settled": ("Settled by consent in advance.", "Geregeld door toestemming vooraf."),
    "cause": ("Cause: {reason}.", "Oorzaak: {reason}."),
    "drivers": ("What moved the two sides (0–1)", "Wat de twee kanten bewoog (0–1)"),
    "driver": ("Driver", "Drijfveer"),
    "weight": ("Weight", "Gewicht"),
    "side_requester": ("Requester", "Vrager"),
    "side_provider": ("Provider", "Gever"),
    "not_a_driver": ("not used by this theory", "niet gebruikt door deze theorie"),
    "reasons": ("Stated and true reason", "Genoemde en ware reden"),
    "reasons_same": ("{stated}. That was the true reason.", "{stated}. Dat was de ware reden."),
    "reasons_other": (
        "Stated: {stated}. In truth: {true}.",
        "Genoemd: {stated}. In werkelijkheid: {true}.",
    ),
    "reasons_none": ("No reason was needed.", "Er was geen reden nodig."),
    "desks": ("Time at the desks", "Tijd bij de loketten"),
    "desk": ("Desk", "Loket"),
    "waited": ("Waited", "Gewacht"),
    "handled": ("Handled in", "Behandeld in"),
    "still": ("still there", "nog daar"),
    "no_desks": ("It went past no desks.", "Het ging langs geen enkel loket."),
    "achieved": ("What it achieved", "Wat het opleverde"),
    "achieved_text": (
        "Alone: {alone} of the need met. Together: {together}.",
        "Alleen: {alone} van de behoefte vervuld. Samen: {together}.",
    ),
    "started_text": (
        "{persons} persons started after {lead}, {late}; {person_days} person-days.",
        "{persons} personen begonnen na {lead}, {late}; {person_days} persoonsdagen.",
    ),
    "on_time": ("in time", "op tijd"),
    "late": ("late (deadline {deadline})", "te laat (termijn {deadline})"),
    "extended": ("They stayed longer {times} time(s).", "Zij bleven {times} keer langer."),
    "leaked": ("Information leaked.", "Er lekte informatie."),
    "unlawful": ("An unlawful act was recorded.", "Er was een onrechtmatige handeling."),
    "value_text": (
        "Added value after cost: {value} (severity × what was gained, less the cost).",
        "Meerwaarde na kosten: {value} (ernst × winst, min de kosten).",
    ),
    "not_yet": ("Support has not started yet.", "De steun is nog niet begonnen."),
    "nothing": (
        "No support came; what own people met is all.",
        "Er kwam geen steun; het bleef bij wat eigen mensen vervulden.",
    ),
    "how_it_ended": ("How it ended", "Hoe het eindigde"),
}
